"""A campaign on one of its days, as somebody would have seen it: the same records as the present.

When a row becomes known. The tables give days, not hours. The as-of instant of day d is 00:00 UTC of d, and a row is
known by then if its day is d - 1 or earlier: what happened yesterday is public this morning, what happens today is not.
A target that falls on d is therefore lost within one day of the forecast of d.

What is never told. Rows `stalled` and `intervention` exist for one outcome only; tags that only hindsight can write
(a pause that held, an airport that reopened, the day a mission came back), the outcome, the end, the closest approach
and the summary do not enter. Whether a place was given up easily is taken from `capture_mode` alone, which is coded
alike for all; rows `surrendered` were written only where the target fell, so they say no more than `captured`.
tests/history/test_no_leak.py holds this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from leeway.distance import great_circle_km
from leeway.history.model import Campaign, Covariate, Event
from leeway.history.schema import COVARIATES, EVENTS
from leeway.history.tags import NOT_AN_ESTIMATE, pairs_of
from leeway.situation.model import (
    Change,
    Estimate,
    Grade,
    MissionState,
    PlaceState,
    ServiceState,
    Situation,
)

PUBLICATION_DELAY: Final = timedelta(days=1)

GROUND: Final = {"captured": "attacker", "surrendered": "attacker", "contested": "contested", "lost_again": "defender"}
"""Event of a place: who holds it afterwards."""
EASY: Final = {"unresisted": True, "negotiated": True, "light": False, "fought": False}
GRADES: Final = {"sourced": Grade("B", 2, 1, 1), "known": Grade("C", 3, 1, 1), "approx": Grade("D", 3, 1, 1)}
"""Grade by the coder's certainty: a page that states it, general knowledge, a day that is uncertain."""
CONFIDENCE: Final = {"sourced": 0.95, "known": 0.9, "approx": 0.8}
POSTURES: Final = {"ordered": "ordered_departure", "authorised": "authorized_departure", "partial": "reducing"}
NOT_A_CEASEFIRE: Final = frozenset({"ultimatum", "offer", "talks_only"})


def instant_of(day: date) -> datetime:
    """The as-of instant of a day: its first moment, UTC."""
    return datetime.combine(day, time.min, tzinfo=UTC)


def situation_on(campaign: Campaign, day: date) -> Situation:
    """The picture at 00:00 UTC of `day`, made of the rows dated the day before or earlier.

    Any day will do: before the first row the picture is empty, `opened` is None before the start was known.
    """
    as_of = instant_of(day)
    events = [event for event in campaign.events if event.day + PUBLICATION_DELAY <= day]
    covariates = [found for found in campaign.covariates if found.day + PUBLICATION_DELAY <= day]
    modes = _modes(covariates)
    changes = [change for event in events if (change := _change(campaign, event, modes)) is not None]
    return Situation(
        as_of=as_of,
        target=campaign.target,
        lat=campaign.lat,
        lon=campaign.lon,
        attacker=(campaign.attacker,),
        opened=campaign.start if campaign.start + PUBLICATION_DELAY <= day else None,
        places=_places(campaign, events, as_of),
        services=tuple(_service(event, as_of) for event in events if event.event == "airport_closed"),
        missions=tuple(mission for event in events if (mission := _mission(event, as_of)) is not None),
        estimates=tuple(found for event in events if (found := _estimate(campaign, event)) is not None),
        changes=tuple(changes),
        support=_support(covariates),
        statements=len(events) + len(covariates),
        origins=len({event.source for event in events}),
    )


def row_id(row: Event | Covariate) -> str:
    """Name of a row in the trail: its table and its number there."""
    return f"{EVENTS if isinstance(row, Event) else COVARIATES}:{row.row}"


def _places(campaign: Campaign, events: Iterable[Event], as_of: datetime) -> dict[str, PlaceState]:
    last: dict[str, tuple[Event, date]] = {}
    for event in events:
        if event.event not in GROUND:
            continue
        before = last.get(event.place)
        same = before is not None and GROUND[before[0].event] == GROUND[event.event]
        last[event.place] = (event, before[1] if before and same else event.day)
    return {name: _place(campaign, event, since, as_of) for name, (event, since) in last.items()}


def _place(campaign: Campaign, event: Event, since: date, as_of: datetime) -> PlaceState:
    return PlaceState(
        place=event.place,
        place_id=None,
        lat=event.lat,
        lon=event.lon,
        place_class=event.kind,
        standing=GROUND[event.event],
        holder=event.actor if event.event != "contested" else None,
        since=since,
        firmness="stated",
        grade=GRADES[event.certainty],
        age_h=_age_h(event, as_of),
        confidence=CONFIDENCE[event.certainty],
        distance_km=great_circle_km(campaign.lat, campaign.lon, event.lat, event.lon),
        grounds=(row_id(event),),
    )


def _change(campaign: Campaign, event: Event, modes: Mapping[tuple[date, str], bool | None]) -> Change | None:
    if event.event not in GROUND and not _counts(event):
        return None
    easy = modes.get((event.day, event.place.casefold()))
    return Change(
        day=event.day,
        known=instant_of(event.day + PUBLICATION_DELAY),
        event=event.event,
        place=event.place,
        place_class=event.kind,
        lat=event.lat,
        lon=event.lon,
        actor=event.actor,
        distance_km=great_circle_km(campaign.lat, campaign.lon, event.lat, event.lon),
        certainty=event.certainty,
        easy=easy if event.event in ("captured", "surrendered") else None,
        grounds=(row_id(event),),
    )


def _counts(event: Event) -> bool:
    match event.event:
        case "embassy_ordered_departure":
            return "ordered" in event.tags
        case "estimate":
            return event.estimate_d is not None and not event.tags & NOT_AN_ESTIMATE
        case "ceasefire":
            return not event.tags & NOT_A_CEASEFIRE
        case _:
            return event.event in ("airport_closed", "embassy_suspended")


def _modes(covariates: Iterable[Covariate]) -> dict[tuple[date, str], bool | None]:
    """(day, place): whether it was taken without a fight or by deal, as `capture_mode` rows say."""
    return {
        (row.day, pairs_of(row.note).get("place", "").casefold()): EASY.get(row.value)
        for row in covariates
        if row.field == "capture_mode"
    }


def _support(covariates: Iterable[Covariate]) -> dict[str, str]:
    """State of outside support to either side: the last row that is about the fight."""
    state = {}
    for row in covariates:
        side = {"outside_support": "defender", "attacker_support": "attacker"}.get(row.field)
        pairs = pairs_of(row.note)
        if side and pairs.get("purpose") != "nationals" and pairs.get("stance") != "neutral":
            state[side] = row.value
    return state


def _service(event: Event, as_of: datetime) -> ServiceState:
    grade = GRADES[event.certainty]
    grounds = (row_id(event),)
    return ServiceState(event.place, "airport", "closed", event.day, "stated", grade, _age_h(event, as_of), grounds)


def _mission(event: Event, as_of: datetime) -> MissionState | None:
    if event.event == "embassy_suspended":
        kind, status = "posture", "suspended"
    elif event.event != "embassy_ordered_departure":
        return None
    elif found := [status for tag, status in POSTURES.items() if tag in event.tags]:
        kind, status = "posture", found[0]
    elif "advice" in event.tags:
        kind, status = "advisory", "leave"
    else:
        return None
    grade = GRADES[event.certainty]
    return MissionState(
        event.actor, kind, status, event.day, "stated", grade, _age_h(event, as_of), (row_id(event),)
    )  # fmt: skip


def _estimate(campaign: Campaign, event: Event) -> Estimate | None:
    if event.estimate_d is None or event.tags & NOT_AN_ESTIMATE:
        return None
    low, high = event.estimate_d
    return Estimate(campaign.target, "until_fall", low, high, event.day, event.actor, "stated", (row_id(event),))


def _age_h(event: Event, as_of: datetime) -> float:
    return (as_of - instant_of(event.day + PUBLICATION_DELAY)).total_seconds() / 3600

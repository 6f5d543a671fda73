"""The dated turns that forecasts and replays count, from what was said and when it was known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from leeway.situation.events import in_days, made
from leeway.situation.grading import strong
from leeway.situation.items import Frame, Item, firmest, ids_of, origin_of
from leeway.situation.missions import RUNGS, is_post
from leeway.situation.model import Change
from leeway.situation.names import folded, key_of
from leeway.situation.places import Held, km_to_target, site_of
from leeway.situation.services import service_of, status_of
from leeway.situation.standing import Turn
from leeway.situation.unnamed_capitals import unnamed_capitals

_EASY: Final = re.compile(
    r"without (a |any |firing a |much )?(fight|shot|resistance)|unopposed|hand(ed|ing) (it |the \w+ )?over|surrender"
    r"|negotiated|abandon|fled|by deal|agree(d|ment) to (leave|withdraw)",
    re.IGNORECASE,
)
_GIVEN_UP: Final = re.compile(r"surrender|hand(ed|ing) (it |the \w+ )?over", re.IGNORECASE)
_HARD: Final = re.compile(
    r"after (\w+ )*(fight|battle|clash|siege)|street[- ]to[- ]street|heavy fighting", re.IGNORECASE
)


def changes(held: Sequence[Held], items: Sequence[Item], frame: Frame) -> tuple[Change, ...]:
    """Every turn in order of day: places taken, contested and retaken; airports closed; embassies reduced; estimates.

    A place is "captured" (or "surrendered") once for each time it fell, on the day said, known from the instant it was
    firm; a claim that nobody else bore out is "contested". Capitals that are counted and not named are captures without
    place or distance.
    """
    found = [*_of_places(held, frame), *unnamed_capitals(items, held, frame), *_of_airports(items, frame),
             *_of_embassies(items, frame), *_of_estimates(items, frame)]  # fmt: skip
    return tuple(sorted(found, key=lambda c: (c.day, c.known, c.event, c.place, c.actor or "")))


def _of_places(held: Sequence[Held], frame: Frame) -> Iterable[Change]:
    for place in held:
        before = None
        turns = (*place.course.turns, *([place.course.claim] if place.course.claim else ()))
        for turn, following in zip(turns, (*turns[1:], None), strict=True):
            event = _event(before, turn)
            fell_that_day = following is not None and following.standing == "attacker" and following.since <= turn.since
            if event is not None and not (event == "contested" and fell_that_day):
                yield _change(event, turn, place, frame)
            before = turn.standing if not turn.claimed else before


def _event(before: str | None, turn: Turn) -> str | None:
    """What a turn is called, None where it is none (threats and confirmations that a place is held)."""
    if turn.standing == "attacker":
        given_up = any(_GIVEN_UP.search(i.statement.quote) for i in turn.supports)
        return "surrendered" if given_up else "captured"
    if turn.standing == "contested":
        return "contested"
    if turn.standing in ("defender", "unknown") and before == "attacker":
        return "lost_again"
    if turn.standing == "defender" and any(i.statement.status == "retaken" for i in turn.supports):
        return "lost_again"
    return None


def _change(event: str, turn: Turn, place: Held, frame: Frame) -> Change:
    words = [i.statement.quote for i in turn.supports]
    easy = True if any(map(_EASY.search, words)) else False if any(map(_HARD.search, words)) else None
    return Change(
        day=turn.since,
        known=turn.known,
        event=event,
        place=place.site.name,
        place_class=place.site.place_class,
        lat=place.site.lat,
        lon=place.site.lon,
        actor=turn.holder if turn.standing in ("attacker", "unknown") else frame.parties.shown("attacker"),
        distance_km=km_to_target(place.site, frame),
        certainty=firmest(turn.supports),
        easy=easy if turn.standing == "attacker" else None,
        grounds=ids_of(turn.supports),
    )


def _of_airports(items: Sequence[Item], frame: Frame) -> Iterable[Change]:
    """The first firm word, by day, that the target's airport is shut; again after each reopening."""
    target = folded(frame.target)
    chosen = [i for i in items if i.statement.kind == "access" and service_of(i) == "airport" and strong(i, None)
              and target in key_of(i.statement.place)]  # fmt: skip
    yield from _spells(chosen, "airport_closed", lambda i: status_of(i) in ("closed", "suspended"), "airport", frame)


def _of_embassies(items: Sequence[Item], frame: Frame) -> Iterable[Change]:
    """Ordered departures and suspensions of each mission, by the first day said; again after a step back."""
    by_mission: dict[str, list[Item]] = {}
    for item in items:
        s = item.statement
        if s.kind == "posture" and s.actor and is_post(s.actor) and strong(item, None) and s.firmness != "denied":
            by_mission.setdefault(s.actor, []).append(item)
    for _, group in sorted(by_mission.items()):
        for status, event in (("ordered_departure", "embassy_ordered_departure"), ("suspended", "embassy_suspended")):
            reached = RUNGS[status]
            chosen = [i for i in group if i.statement.status == status or RUNGS.get(i.statement.status, 0) < reached]
            yield from _spells(chosen, event, partial(_has, status), None, frame)


def _has(status: str, item: Item) -> bool:
    return item.statement.status == status


def _spells(
    items: Sequence[Item], event: str, within: Callable[[Item], bool], place_class: str | None, frame: Frame
) -> Iterable[Change]:
    """One change for each run of days within a state, dated by its first day."""
    run: list[Item] = []
    for item in [*sorted(items, key=lambda i: (i.first, i.known)), None]:
        if item is not None and within(item):
            run.append(item)
        elif run:
            yield _dated(event, run, place_class, frame)
            run = []


def _dated(event: str, run: Sequence[Item], place_class: str | None, frame: Frame) -> Change:
    s = run[0].statement
    site = site_of(run[0].place, run, frame) if s.place else None
    return Change(
        day=run[0].first, known=min(i.known for i in run), event=event, place=s.place or frame.target,
        place_class=place_class or (site.place_class if site else "national_capital"),
        lat=site.lat if site else frame.lat, lon=site.lon if site else frame.lon, actor=s.actor,
        distance_km=km_to_target(site, frame) if site else 0.0, certainty=firmest(run), grounds=ids_of(run),
    )  # fmt: skip


def _of_estimates(items: Sequence[Item], frame: Frame) -> Iterable[Change]:
    """Estimates of the target's fall with a number of days, each once by speaker, day and range."""
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        s = item.statement
        of_target = folded(s.place or frame.target) == folded(frame.target)
        if (
            s.kind == "time_left"
            and s.status == "until_fall"
            and of_target
            and s.firmness != "denied"
            and in_days(item)
        ):
            groups.setdefault((item.voice, in_days(item), origin_of(item)), []).append(item)
    for group in groups.values():
        yield Change(
            day=min(made(i) for i in group), known=min(i.known for i in group), event="estimate", place=frame.target,
            place_class="national_capital", lat=frame.lat, lon=frame.lon,
            actor=group[0].statement.speaker.org or group[0].statement.speaker.role, distance_km=0.0,
            certainty=firmest(group), grounds=ids_of(group),
        )  # fmt: skip

"""Rules people use, and the rungs of the ladder taken as rules: when everybody would have begun to leave.

News of a day is known at 00:00 UTC of the next. Whoever must first decide has the clock of the rule; an official order
is a decision already.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from leeway.history.model import Campaign
from leeway.history.outcome import forecast_days
from leeway.history.replay import PUBLICATION_DELAY, instant_of, situation_on
from leeway.replay.decisions.advice import Advice

NEAR_KM: Final = 100.0
CLOCK_H: Final = 12.0
"""Time to decide under a simple rule: that of the tripwires for an ordered departure."""
ORDER, FRONT, CAPITAL = "official order", "front within 100 km", "first provincial capital"
RULES: Final = (ORDER, FRONT, CAPITAL)


def begun_by_rule(campaign: Campaign, rule: str) -> datetime | None:
    """When everybody begins to leave under one of `RULES`, None if never."""
    match rule:
        case "official order":
            day = _order(campaign)
            return None if day is None else instant_of(day + PUBLICATION_DELAY)
        case "front within 100 km":
            return _decided(_near(campaign))
        case "first provincial capital":
            day = _capital(campaign)
            return None if day is None else _decided(day + PUBLICATION_DELAY)
    raise ValueError(f"expected one of {RULES}, got {rule!r}")


def begun_by_rung(advice: Advice, post: str, rung: int) -> datetime | None:
    """When everybody begins to leave if that is done at the first proposal of `rung` or a higher one."""
    reached = np.flatnonzero(advice.rung[post] >= rung)
    if not len(reached):
        return None
    first = int(reached[0])
    return instant_of(advice.days[first]) + timedelta(hours=float(advice.clock_h[post][first]))


def _order(campaign: Campaign) -> date | None:
    """The first order of any mission to its own staff to leave, or the first mission to suspend its work."""
    return next(
        (
            event.day
            for event in campaign.events
            if (event.event == "embassy_ordered_departure" and "ordered" in event.tags)
            or (event.event == "embassy_suspended" and "seized" not in event.tags)
        ),
        None,
    )


def _near(campaign: Campaign) -> date | None:
    for day in forecast_days(campaign):
        for place in situation_on(campaign, day).places.values():
            held = place.standing in ("attacker", "contested")
            if held and place.distance_km is not None and place.distance_km <= NEAR_KM:
                return day
    return None


def _capital(campaign: Campaign) -> date | None:
    return next(
        (
            event.day
            for event in campaign.events
            if event.event in ("captured", "surrendered")
            and event.kind == "provincial_capital"
            and event.place != campaign.target
            and event.day >= campaign.start
        ),
        None,
    )


def _decided(day: date | None) -> datetime | None:
    return None if day is None else instant_of(day) + timedelta(hours=CLOCK_H)

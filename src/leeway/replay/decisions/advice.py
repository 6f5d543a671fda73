"""The rung that tripwires propose on every day of a past advance, for posts that need different times.

A reference post leaves by the airport: it is out in time if the city and its airport both last longer than it needs. So
leeway is time left minus time needed draw by draw, within the same starts as in `leeway.posture.assess`, and no
movement has to be simulated again for a day. Nothing here looks at a campaign except through `situation_on`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leeway.case.hazard import Hazard, HazardExit
from leeway.forecast.model import HORIZON_D, Array, TimeLeft
from leeway.forecast.time_left import time_left
from leeway.history.model import Campaign, History
from leeway.history.outcome import forecast_days
from leeway.history.replay import situation_on
from leeway.posture.bases import MISSED_H, STARTS_H
from leeway.posture.model import LADDER
from leeway.posture.safe_start import last_at_least, p_at
from leeway.posture.tripwires.evaluate import evaluate
from leeway.posture.tripwires.facts import Facts
from leeway.posture.tripwires.model import Tripwire, Tripwires
from leeway.situation.model import Situation

SEED: Final = 1
QUIET_D: Final = 7
"""Without news an alarm only fades, so quiet days repeat the day before, for at most a week."""
_OF_THE_POST: Final = re.compile(r"\b(?:p_all_out|clearance_h|leeway_h|time_ratio|last_safe_start_h)\s*\(")


@dataclass(frozen=True, slots=True)
class Post:
    """A post that needs `needed_h`: draws of the hours until everybody is out, shape (n,)."""

    name: str
    people: int
    needed_h: Array


@dataclass(frozen=True, slots=True)
class Advice:
    """What was proposed on each of `days` (as seen from 00:00 UTC), days of one campaign.

    `rung[post]`: index into the ladder, shape (days,); `clock_h[post]`: hours within which whoever decides must, shape
    (days,); `tripped[post]`: ids of every tripwire that had tripped. `curves`: P(lost within h days), shape (days,
    HORIZON_D).
    """

    campaign: str
    days: tuple[date, ...]
    rung: Mapping[str, NDArray[np.int64]]
    clock_h: Mapping[str, Array]
    tripped: Mapping[str, tuple[tuple[str, ...], ...]]
    curves: Array


def advice(
    campaign: Campaign,
    learned: History,
    posts: Sequence[Post],
    tripwires: Tripwires,
    tell: Callable[[date], None] = lambda day: None,
) -> Advice:
    """Every forecast day of the campaign. `learned`: the history without its war. `tell`: of days worked out."""
    hazard = hazard_of(campaign)
    days = tuple(forecast_days(campaign))
    rung = {post.name: np.zeros(len(days), dtype=np.int64) for post in posts}
    clock = {post.name: np.full(len(days), np.inf) for post in posts}
    ids: dict[str, list[tuple[str, ...]]] = {post.name: [] for post in posts}
    curves = np.zeros((len(days), HORIZON_D))
    shared = [t for t in tripwires.tripwires if not _OF_THE_POST.search(t.condition)]
    own = [t for t in tripwires.tripwires if _OF_THE_POST.search(t.condition)]
    draws = len(posts[0].needed_h)
    asked, known = 0, -1
    for number, day in enumerate(days):
        situation = situation_on(campaign, day)
        if number and situation.statements == known and number - asked < QUIET_D and day != days[-1]:
            curves[number] = curves[number - 1]
            for post in posts:
                rung[post.name][number], clock[post.name][number] = rung[post.name][asked], clock[post.name][asked]
                ids[post.name].append(ids[post.name][-1])
            continue
        asked, known = number, situation.statements
        tell(day)
        rng = np.random.default_rng(SEED)
        left = time_left(situation, learned, rng, exits=hazard.exits, draws=draws, explained=False)
        curves[number] = sum(left.weights[name] * curve for name, curve in left.members.items())
        for_all = _tripped(shared, tripwires, Facts(situation, hazard, left))
        for post in posts:
            tripped = for_all + _tripped(own, tripwires, facts_of(situation, hazard, left, post))
            rungs = [(LADDER.index(t.posture), t) for t in tripped if t.posture in LADDER]
            highest = max((place for place, _ in rungs), default=0)
            rung[post.name][number] = highest
            clock[post.name][number] = min((t.clock_h for place, t in rungs if place == highest), default=0.0)
            ids[post.name].append(tuple(t.id for t in tripped))
    return Advice(campaign.name, days, rung, clock, {name: tuple(some) for name, some in ids.items()}, curves)


def hazard_of(campaign: Campaign) -> Hazard:
    """The city, its airport under the name the table gives it, and scheduled flights: the same for every campaign."""
    named = [event.place for event in campaign.events if event.event == "airport_closed"]
    airport = named[0] if named else f"{campaign.target} airport"
    exits = (
        HazardExit("city", "city", campaign.target),
        HazardExit("airport", "airport", airport),
        HazardExit("scheduled flights", "flights", airport),
    )
    return Hazard(campaign.target, campaign.lat, campaign.lon, (campaign.attacker,), exits=exits)


def facts_of(situation: Situation, hazard: Hazard, left: TimeLeft, post: Post) -> Facts:
    """The day as the tripwires of a post see it."""
    spare = np.minimum(left.hours["city"], left.hours["airport"])[: len(post.needed_h)] - post.needed_h
    p_out = [float(np.mean(spare >= start)) for start in STARTS_H]
    return Facts(
        situation,
        hazard,
        left,
        post.needed_h,
        within_the_starts(spare),
        lambda start_h: p_at(STARTS_H, p_out, start_h),
        lambda confidence: last_at_least(STARTS_H, p_out, confidence),
    )


def within_the_starts(spare_h: Array) -> Array:
    """Leeway as `leeway.posture.clocks.leeway_h` gives it: exact between the first and the last start looked at."""
    found = np.where(spare_h < MISSED_H[0], -np.inf, spare_h)
    return np.where(spare_h >= STARTS_H[-1], np.inf, found)


def _tripped(some: Sequence[Tripwire], tripwires: Tripwires, facts: Facts) -> list[Tripwire]:
    results, _ = evaluate(replace(tripwires, tripwires=tuple(some), assumptions=()), facts)
    held = {result.id for result in results if result.tripped}
    return [tripwire for tripwire in some if tripwire.id in held]

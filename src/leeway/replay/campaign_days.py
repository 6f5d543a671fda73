"""The forecast of every day of a packaged campaign, by models that never saw its war."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import numpy as np

from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, Problem
from leeway.forecast.model import HORIZON_D
from leeway.forecast.time_left import time_left
from leeway.history.model import Campaign, History
from leeway.history.outcome import forecast_days, outcome_after
from leeway.history.replay import situation_on
from leeway.history.tags import NOT_AN_ESTIMATE
from leeway.replay.model import LEADS_D, Array, CampaignDay, CampaignReplay, Said

SEED: Final = 1
FEW: Final = 100
"""Draws asked for: none is used, since the pooled curve itself is read."""
TURNS: Final = ("captured", "surrendered", "lost_again")


def replay_campaign(
    history: History, name: str, *, every: int = 1, tell: Callable[[str], None] = lambda words: None
) -> CampaignReplay:
    """Every `every`-th day of the campaign and its last one, each seen from 00:00 UTC.

    A row of the tables is known on the day after its date. Raises `InputError` for a name that history does not hold.
    """
    campaign = campaign_of(history, name)
    learned = history.without_wars(frozenset({campaign.war}))
    days = forecast_days(campaign)
    chosen = sorted({*days[::every], *days[-1:]})
    found = []
    for number, day in enumerate(chosen, 1):
        tell(f"{day}: day {number} of {len(chosen)}")
        curve = pooled_curve(campaign, day, learned)
        outcome = outcome_after(campaign, day)
        found.append(
            CampaignDay(
                day=day,
                age_d=(day - campaign.start).days,
                p_loss={ahead: float(curve[ahead - 1]) for ahead in LEADS_D},
                p10_d=days_at(curve, 0.1),
                p50_d=days_at(curve, 0.5),
                p90_d=days_at(curve, 0.9),
                left_d=outcome.days,
                seen_d=outcome.seen,
            )
        )
    return CampaignReplay(
        name=campaign.name,
        target=campaign.target,
        war=campaign.war,
        outcome=campaign.outcome,
        start=campaign.start,
        end=campaign.end,
        fell=campaign.fell,
        learned=len(learned.campaigns),
        days=tuple(found),
        said=estimates_of(campaign),
        turns=turns_of(campaign),
    )


def campaign_of(history: History, name: str) -> Campaign:
    """The campaign by its name; raises `InputError` with the nearest one."""
    if name in history.campaigns:
        return history.campaigns[name]
    hint = did_you_mean(name, history.campaigns) or f"There are {', '.join(history.campaigns)}."
    raise InputError([Problem("", "", "--campaign", name, "a packaged campaign", hint)])


def pooled_curve(campaign: Campaign, day: date, learned: History) -> Array:
    """P(lost within h days) as published on `day`, official estimates known by then included, shape (HORIZON_D,)."""
    rng = np.random.default_rng(SEED)
    left = time_left(situation_on(campaign, day), learned, rng, draws=FEW, explained=False)
    return np.asarray(sum(left.weights[name] * curve for name, curve in left.members.items()))


def days_at(curve: Array, level: float) -> float:
    """Days ahead at which the curve reaches `level`, linear within the day; `inf` where it does not."""
    if curve[-1] < level:
        return float("inf")
    return float(np.interp(level, np.concatenate([[0.0], curve]), np.arange(HORIZON_D + 1.0)))


def estimates_of(campaign: Campaign) -> tuple[Said, ...]:
    """Published estimates with a number: claims of the attacker and reassurances left out."""
    return tuple(
        Said(event.day, *event.estimate_d, event.actor)
        for event in campaign.events
        if event.estimate_d is not None and not event.tags & NOT_AN_ESTIMATE
    )


def turns_of(campaign: Campaign) -> tuple[tuple[date, str], ...]:
    """First-level capitals and the target's country's own: what moved on the ground, by the day it happened."""
    return tuple(
        (event.day, f"{event.place} {event.event.replace('_', ' ')}")
        for event in campaign.events
        if event.event in TURNS and event.kind in ("provincial_capital", "national_capital", "city")
        and event.day >= campaign.start - timedelta(days=1)
    )  # fmt: skip

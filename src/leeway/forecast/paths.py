"""How past fronts came nearer: the bank of paths from which the loss of roads and crossings is drawn.

From each forecast day of a past advance the nearest place held or contested is followed as a share of its distance on
that day. For an advance whose target fell the path is kept in fractions of the time that was left; for one that did not
fall in days. A place on a road is lost when the front has come that share of its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from leeway.forecast.features import FAR_KM, front_km
from leeway.forecast.model import Array
from leeway.history.model import Campaign
from leeway.history.outcome import forecast_days, outcome_after
from leeway.history.replay import situation_on

LEVELS: Final = np.linspace(0.05, 1.0, 20)
"""Shares of the way from today's front to the target."""
LIKE_LOG_SD: Final = 0.7
"""Width of the kernel in log distance: fronts within half and twice today's distance count most."""
ORIGINS_EACH: Final = 12
"""Forecast days taken of one campaign, spread evenly: neighbouring days are nearly copies."""
GAINS: Final = ("captured", "surrendered", "contested")


@dataclass(frozen=True, slots=True)
class Paths:
    """Paths of advances that fell and of those that did not.

    `fell[i, l]`: fraction of the time left when the front of path i had come `LEVELS[l]` of its way; `stalled[i, l]`:
    the same in days, `inf` if never. `front_km`: distance of each path's front on its day. `weight`: one campaign one
    vote.
    """

    fell: Array
    fell_front_km: Array
    fell_weight: Array
    stalled: Array
    stalled_front_km: Array
    stalled_weight: Array


def paths_of(campaigns: Sequence[Campaign]) -> Paths:
    """The bank of paths of these campaigns."""
    fell, fell_km, fell_weight = [], [], []
    stalled, stalled_km, stalled_weight = [], [], []
    for campaign in campaigns:
        found = _paths(campaign)
        for left, km, levels in found:
            if np.isfinite(left):
                fell.append(np.minimum(levels / left, 1.0))
                fell_km.append(km)
                fell_weight.append(1 / len(found))
            else:
                stalled.append(levels)
                stalled_km.append(km)
                stalled_weight.append(1 / len(found))
    shape = (-1, len(LEVELS))
    return Paths(
        np.array(fell).reshape(shape),
        np.array(fell_km),
        np.array(fell_weight),
        np.array(stalled).reshape(shape),
        np.array(stalled_km),
        np.array(stalled_weight),
    )


def drawn(
    km: Array, weight: Array, today_km: float | None, draws: int, rng: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Indices of paths drawn by weight and by likeness of their front's distance to today's, shape (draws,)."""
    if today_km is not None:
        weight = weight * np.exp(-0.5 * (np.log(np.maximum(km, 5.0) / max(today_km, 5.0)) / LIKE_LOG_SD) ** 2)
    total = weight.sum()
    share = np.full(len(weight), 1 / len(weight)) if total <= 0 else weight / total
    return rng.choice(len(share), size=draws, p=share)


@lru_cache(maxsize=1024)
def _paths(campaign: Campaign) -> tuple[tuple[float, float, Array], ...]:
    """(days left, front's distance, days until each level) of some forecast days of one campaign."""
    days = forecast_days(campaign)
    last = situation_on(campaign, campaign.end)
    pushes = sorted(
        (change.day, change.distance_km)
        for change in last.changes
        if change.event in GAINS and change.distance_km is not None and change.place != campaign.target
    )
    found = []
    for day in days[:: max(1, len(days) // ORIGINS_EACH)]:
        left = outcome_after(campaign, day).days
        front = front_km(situation_on(campaign, day))
        km = FAR_KM if front is None else front
        levels = np.full(len(LEVELS), np.inf)
        nearest = km
        for when, distance in pushes:
            if when < day or distance >= nearest:
                continue
            nearest = distance
            levels[(1 - nearest / max(km, 1.0)) >= LEVELS] = np.minimum(
                levels[(1 - nearest / max(km, 1.0)) >= LEVELS], (when - day).days + 1.0
            )
        found.append((left, km, np.minimum(levels, left) if np.isfinite(left) else levels))
    return tuple(found)

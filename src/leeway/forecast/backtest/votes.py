"""Means by campaign and their uncertainty by war: how every published figure is averaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from leeway.forecast.model import Array
from leeway.forecast.origins import Origins

RESAMPLES: Final = 2_000
SEED: Final = 20211
LEVEL: Final = 0.95
GRID_RATIO_DAYS: Final = (3, 5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320, 450, 640, 900)

Interval = tuple[float, float, float]
"""(value, low, high)."""


@dataclass(frozen=True, slots=True)
class Votes:
    """A way to weigh days. `weight`: shape (n,); `one_vote`: each campaign's days are made to share one vote."""

    name: str
    weight: Array
    one_vote: bool


def weightings(origins: Origins) -> tuple[Votes, ...]:
    """The protocol's votes first, then the ones of the sensitivity table."""
    age = origins.feature("age_d")
    return (
        Votes("one vote a campaign", origins.weight, True),
        Votes("age weights only (proper)", origins.age_weight, False),
        Votes("all days alike, one vote", np.ones(len(origins)), True),
        Votes("grid of 3, 5, 7, 10, 14 ... days, one vote", np.isin(age, GRID_RATIO_DAYS).astype(float), True),
    )


def campaign_sums(loss: Array, votes: Votes, origins: Origins) -> Array:
    """Loss of each campaign, shape (campaigns,); NaN rows (outcome not known) do not count, nor do empty campaigns."""
    known = np.isfinite(loss) & (votes.weight > 0)
    size = len(origins.names)
    rows = origins.campaign[known]
    total = np.bincount(rows, votes.weight[known] * loss[known], size).astype(np.float64)
    if not votes.one_vote:
        return total
    weight = np.bincount(rows, votes.weight[known], size)
    return np.where(weight > 0, total / np.maximum(weight, 1e-300), np.nan)


def mean(sums: Array) -> float:
    """Mean over campaigns."""
    return float(np.nanmean(sums)) if np.isfinite(sums).any() else float("nan")


def war_resamples(origins: Origins) -> Array:
    """How often each campaign is in each bootstrap resample of whole wars, shape (RESAMPLES, campaigns)."""
    wars = sorted(set(origins.wars))
    rng = np.random.default_rng(SEED)
    times = rng.multinomial(len(wars), np.full(len(wars), 1 / len(wars)), size=RESAMPLES)
    return np.array(times[:, [wars.index(war) for war in origins.wars]], dtype=np.float64)


def skill(sums: Array, baseline: Array, resamples: Array) -> Interval:
    """1 - score / score of the baseline with its bootstrap interval; NaN where the baseline makes no error."""
    known = np.isfinite(sums) & np.isfinite(baseline)
    ours, theirs = sums[known], baseline[known]
    if not known.any() or theirs.sum() <= 0:
        return (float("nan"),) * 3
    drawn = resamples[:, known]
    below = drawn @ theirs
    ratio = 1 - (drawn @ ours)[below > 0] / below[below > 0]
    low, high = np.quantile(ratio, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(1 - ours.sum() / theirs.sum()), float(low), float(high)

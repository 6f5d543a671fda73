"""Official estimates as dated opinions with a half-life and a least width, weighed by their record, never as truth.

The record is read from the history given (rows `estimate` with a number, attackers' claims and reassurances left out):
ratio of the days that came true to the geometric mean of the days said, and whether the target fell at all. Estimates
of a month and more have been three to eight times too long at their low end; short ones about right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from leeway.forecast.model import HORIZON_D, Array
from leeway.history.model import Campaign
from leeway.history.tags import NOT_AN_ESTIMATE
from leeway.situation.model import Estimate, Situation

LONG_D: Final = 30.0
"""Low end from which an estimate counts as long; long and short ones have different records."""
LEAST_LOG_SD: Final = 0.7
"""Least width of an estimate, whatever it claims (forecast reference, section 4.5)."""
PRIOR_ESTIMATES: Final = 3.0
"""Pseudo-estimates without bias mixed into each record."""
MOST_WEIGHT: Final = 0.3
"""Weight of all estimates together when all are of today: policy, until twenty live forecasts have been scored."""


@dataclass(frozen=True, slots=True)
class Record:
    """How estimates of one length have done: `made` of them, `came` true (the target fell), `log_bias`: mean log ratio
    of what came to what was said, shrunk; `log_sd`: its spread, at least `LEAST_LOG_SD`."""

    made: int
    came: int
    log_bias: float
    log_sd: float

    @property
    def p_fall(self) -> float:
        """Share that came true, shrunk to one half."""
        return (self.came + PRIOR_ESTIMATES / 2) / (self.made + PRIOR_ESTIMATES)


def record(campaigns: Sequence[Campaign], *, long: bool) -> Record:
    """Record of the long or the short estimates in these campaigns."""
    ratios, made = [], 0
    for campaign in campaigns:
        for event in campaign.events:
            if event.event != "estimate" or event.estimate_d is None or event.tags & NOT_AN_ESTIMATE:
                continue
            low, high = event.estimate_d
            if event.day > campaign.end or (low >= LONG_D) is not long:
                continue
            made += 1
            if campaign.fell:
                left = max(1.0, (campaign.end - event.day).days)
                ratios.append(math.log(left / _middle(low, high)))
    bias = sum(ratios) / (len(ratios) + PRIOR_ESTIMATES)
    spread = math.sqrt(sum((r - bias) ** 2 for r in ratios) / len(ratios)) if ratios else 0.0
    return Record(made, len(ratios), bias, max(LEAST_LOG_SD, spread))


def opinion(situation: Situation, campaigns: Sequence[Campaign], pooled: Array) -> tuple[Array, float] | None:
    """Cumulative curve of the estimates known, shape (HORIZON_D,), and its weight in the pool; None if there are none.

    Of each speaker the latest counts. The half-life is a quarter of the median time left of the pool, at least a day:
    opinions age fast when events do.
    """
    latest: dict[str, Estimate] = {}
    for estimate in sorted(situation.estimates, key=lambda e: e.made):
        if estimate.place == situation.target and estimate.status == "until_fall" and _usable(estimate):
            latest[estimate.speaker] = estimate
    if not latest:
        return None
    beyond = pooled < 0.5
    median_d = float(HORIZON_D if beyond.all() else np.argmin(beyond) + 1)
    half_life_d = max(1.0, 0.25 * median_d)
    today = situation.as_of.date()
    weights = [0.5 ** (max(0, (today - e.made).days) / half_life_d) for e in latest.values()]
    curves = [_curve(e, campaigns, (today - e.made).days) for e in latest.values()]
    total = sum(weights)
    if total < 1e-3:
        return None
    mixed = sum((w / total) * c for w, c in zip(weights, curves, strict=True))
    return np.asarray(mixed), MOST_WEIGHT * min(1.0, total)


def _usable(estimate: Estimate) -> bool:
    return estimate.firmness != "denied" and any(d is not None and d > 0 for d in (estimate.low_d, estimate.high_d))


def _middle(low: float, high: float) -> float:
    return math.sqrt(max(low, 0.5) * max(high, 0.5))


def _curve(estimate: Estimate, campaigns: Sequence[Campaign], age_d: int) -> Array:
    """The estimate corrected by its record, widened, and conditioned on not having come true yet."""
    low = estimate.low_d or estimate.high_d or 1.0
    high = estimate.high_d or estimate.low_d or 1.0
    known = record(campaigns, long=low >= LONG_D)
    middle = math.log(_middle(low, high)) + known.log_bias
    said = math.log(max(high, 0.5) / max(low, 0.5)) / (2 * 1.2816)
    width = math.hypot(known.log_sd, said)
    normal = NormalDist(middle, width)
    reached = [normal.cdf(math.log(age_d + h)) for h in range(1, HORIZON_D + 1)]
    passed = normal.cdf(math.log(age_d)) if age_d > 0 else 0.0
    p = known.p_fall
    return np.array([p * (r - passed) / (1 - p * passed) for r in reached])

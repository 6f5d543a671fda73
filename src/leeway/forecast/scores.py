"""Scores of time-left forecasts. Every function takes all days of all campaigns with their outcomes.

A forecast is a sub-distribution: `curves[i, h - 1]` = P(lost within h days), shape (n, HORIZON_D); the rest of the mass
lies beyond the horizon. An outcome is `days[i]` (`inf`: never lost) and `seen[i]` (days over which that is known).
There is no argument that leaves the campaigns out that held: scored on falls alone a forecaster who ignores stalls wins
(Lerch et al., Statistical Science 32, 2017, "forecaster's dilemma").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leeway.forecast.model import HORIZON_D, Array

Indices = NDArray[np.int64]
BRIER_D: Final = (3, 7, 14, 30, 60)
COST_SHARES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
"""Cost of starting over the loss it prevents: the cost-loss grid of decision regret."""
_AHEAD: Final = np.arange(1.0, HORIZON_D + 1)


def crps(curves: Array, days: Array, seen: Array) -> Array:
    """CRPS in days, truncated at min(seen, horizon): sum over h of (F(h) - 1{T <= h})^2, shape (n,). Lower is better.

    Proper for a fixed truncation, since forecast and outcome pass through the same one (Gneiting and Raftery, JASA 102,
    2007, 359-378; the integral is a sum of daily steps).
    """
    return np.asarray(_squares(curves, days, seen).sum(axis=1))


def log_crps(curves: Array, days: Array, seen: Array) -> Array:
    """The same with steps dh / h, so that a week's error counts at ten days and hardly at 150, shape (n,)."""
    return np.asarray((_squares(curves, days, seen) / _AHEAD).sum(axis=1))


def _squares(curves: Array, days: Array, seen: Array) -> Array:
    fallen = days[:, None] <= _AHEAD
    return np.asarray((curves - fallen) ** 2 * (seen[:, None] >= _AHEAD))


def brier(curves: Array, days: Array, seen: Array, within_d: int) -> Array:
    """Brier score of P(lost within `within_d` days), shape (n,), NaN where the outcome is not known that far."""
    squares = (curves[:, within_d - 1] - (days <= within_d)) ** 2
    return np.where((seen >= within_d) | (days <= within_d), squares, np.nan)


def auc(probability: Array, happened: Array, weight: Array) -> float:
    """Weighted chance that a day with the event was given more than a day without, ties half; NaN without both.

    `happened`: 1 or 0; all of shape (n,).
    """
    order = np.argsort(probability, kind="stable")
    p, y, w = probability[order], happened[order], weight[order]
    _, start = np.unique(p, return_index=True)
    with_event, without = np.add.reduceat(w * y, start), np.add.reduceat(w * (1 - y), start)
    if with_event.sum() <= 0 or without.sum() <= 0:
        return float("nan")
    below = np.cumsum(without) - without
    return float((with_event * (below + without / 2)).sum() / (with_event.sum() * without.sum()))


def pit_interval(curves: Array, days: Array, seen: Array) -> tuple[Array, Array]:
    """Where the probability integral transform lies: (F(T - 1), F(T)), or (F(last day known), 1) if not lost by then.

    Shapes (n,). A uniform draw within is the randomised PIT (Czado, Gneiting and Held, Biometrics 65, 2009).
    """
    padded = np.concatenate([np.zeros((len(curves), 1)), curves], axis=1)
    rows = np.arange(len(curves))
    last = np.minimum(seen, HORIZON_D).astype(int)
    lost = days <= last
    at = np.where(lost, np.minimum(days, HORIZON_D), last).astype(int)
    low = np.where(lost, padded[rows, np.maximum(at - 1, 0)], padded[rows, at])
    return low, np.where(lost, padded[rows, at], 1.0)


def coverage(curves: Array, days: Array, seen: Array, share: float = 0.9) -> Array:
    """How much of the outcome's PIT interval the central band holds, shape (n,): its mean is `share` for the truth."""
    low, high = pit_interval(curves, days, seen)
    edge = (1 - share) / 2
    inside = np.clip(np.minimum(high, 1 - edge) - np.maximum(low, edge), 0, None)
    point = ((low >= edge) & (low <= 1 - edge)).astype(float)
    width = high - low
    return np.where(width > 1e-12, inside / np.maximum(width, 1e-12), point)


@dataclass(frozen=True, slots=True)
class Warnings:
    """What a tripwire P(lost within `lead_d` days) >= threshold would have done, one campaign one vote.

    `thresholds`: shape (m,), ascending. `missed`: share of the falls not warned of at least `lead_d` days ahead.
    `false_alarms`: share of the campaigns warned of that never fell, NaN where none was warned of. `warned_held`: share
    of the campaigns that held which were warned of at all.
    """

    lead_d: int
    thresholds: Array
    missed: Array
    false_alarms: Array
    warned_held: Array


def warnings(
    curves: Array, days: Array, campaign: Indices, lead_d: int, *, weight: Array | None = None
) -> Warnings:  # fmt: skip
    """The miss/false-alarm curve of one lead time; `campaign`: index of each row's campaign, shape (n,).

    A fall that came sooner than `lead_d` days after the first forecast cannot be caught and counts as missed. `weight`:
    of each campaign, by default one.
    """
    p = curves[:, lead_d - 1]
    size = int(campaign.max()) + 1
    votes = np.ones(size) if weight is None else weight
    fell = np.zeros(size, dtype=bool)
    fell[campaign[np.isfinite(days)]] = True
    in_time, ever = np.zeros(size), np.zeros(size)
    np.maximum.at(in_time, campaign[days >= lead_d], p[days >= lead_d])
    np.maximum.at(ever, campaign, p)
    thresholds = np.unique(np.concatenate([[0.0], in_time[fell], ever]))
    caught = (in_time >= thresholds[:, None]) & fell & (in_time > 0)
    false = (ever >= thresholds[:, None]) & ~fell
    warned = (ever >= thresholds[:, None]) @ votes
    with np.errstate(invalid="ignore", divide="ignore"):
        return Warnings(
            lead_d,
            thresholds,
            1 - (caught @ votes) / (fell @ votes),
            np.where(warned > 0, (false @ votes) / warned, np.nan),
            (false @ votes) / (~fell @ votes),
        )


def regret(curves: Array, days: Array, seen: Array, lead_d: int, cost: float) -> Array:
    """Cost of acting when P(lost within `lead_d`) >= `cost`, less the cost with hindsight, shape (n,), in losses.

    Each day one may pay `cost` to be out of harm for the next `lead_d` days, or pay 1 if the target is lost within them
    (the cost-loss model: Murphy, Journal of Applied Meteorology 16, 1977, 803-816). NaN where the outcome is not known
    that far. The cost of the one day on which a whole evacuation would have started is not scored: the truth does not
    minimise it, since it pays to wait for more to be known.
    """
    happened = days <= lead_d
    acts = curves[:, lead_d - 1] >= cost
    found = np.where(acts, np.where(happened, 0.0, cost), np.where(happened, 1 - cost, 0.0))
    return np.where((seen >= lead_d) | happened, found, np.nan)

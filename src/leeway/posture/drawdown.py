"""If a visible drawdown speeds the collapse: the day once more with the hazard multiplied by a stated factor.

Nobody knows the factor. It is an assumption of whoever states it (`drawdown_hastens` in staffing.toml, or on the
command line), off unless stated, and its result stands beside the one without it. Departures that do not show (up to an
authorized departure) do not call for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from leeway.case.model import Case
from leeway.forecast.model import TimeLeft
from leeway.movement.pool import Pool
from leeway.posture.bases import Bases
from leeway.posture.clocks import leeway_h
from leeway.posture.futures import Futures
from leeway.posture.model import CONFIDENCES, Array, Hastened
from leeway.posture.safe_start import between, last_at_least

WITHIN_D: Final = (3, 7, 14, 30)


def hastened_draws(hours: Array, factor: float) -> Array:
    """Draws whose chance of surviving any hour is the old one to the power of `factor`: the hazard times `factor`.

    Each draw keeps its rank, so that draw k of every exit stays one imagined future. `factor` of 1 changes nothing, one
    above 1 makes no draw later. Shape of `hours`; `inf` for never.
    """
    if factor == 1:
        return hours
    n = len(hours)
    order = np.argsort(hours, kind="stable")
    level = (np.arange(n) + 0.5) / n
    earlier = 1 - (1 - level) ** (1 / factor)
    found = np.empty(n)
    found[order] = hours[order][np.minimum((earlier * n).astype(np.int64), np.arange(n))]
    return found


def hastened(
    case: Case,
    left: TimeLeft,
    factor: float,
    starts_h: Sequence[float],
    *,
    replications: int,
    seed: int,
    pool: Pool | None = None,
    bases: Bases | None = None,
) -> Hastened:
    """What the starts would give then. `bases`: the runs without closings, which do not change."""
    hours: Mapping[str, Array] = {name: hastened_draws(draws, factor) for name, draws in left.hours.items()}
    futures = Futures(case, hours, replications=replications, seed=seed, pool=pool, bases=bases)
    at = futures.over(starts_h)
    p_out = [float(np.mean((one.left == 0).all(axis=1))) for one in at]
    curve = between(list(starts_h), p_out, leeway_h(at, futures.base(0.0).groups)[""])
    return Hastened(
        factor=factor,
        p_loss={days: float(np.mean(hours["city"] <= days * 24)) for days in WITHIN_D},
        p_loss_without={days: left.p_within("city", days) for days in WITHIN_D},
        p_all_out=p_out[0],
        left_mean=float(at[0].left.sum(axis=1).mean()),
        last_safe_h={level: last_at_least(*curve, level) for level in CONFIDENCES},
    )

"""An uncertain time that begins earlier: the same draws, some hours sooner, never before zero."""

from __future__ import annotations

import numpy as np

from leeway.movement.draws import quantile
from leeway.units import Distribution, fixed

QUANTILES = 4001
"""Support points where no family describes the result; of the outermost 1/4000 at each end the outer quarter is cut."""


def earlier(uncertain: Distribution, hours: float) -> Distribution:
    """The distribution of `max(0, x - hours)`, drawn from the same uniforms.

    Exact where x is fixed or bounded with its least value at or above `hours`; else by `QUANTILES` equally likely
    quantiles with lines between them. Hours throughout.
    """
    if uncertain.is_fixed:
        return fixed(max(0.0, uncertain.low - hours))
    if uncertain.family in ("uniform", "triangular", "pert", "empirical"):
        if uncertain.low >= hours:
            return Distribution(uncertain.family, tuple(p - hours for p in uncertain.parameters))
        if uncertain.high <= hours:
            return fixed(0.0)
    half_step = 0.25 / (QUANTILES - 1)
    u = np.clip(np.linspace(0, 1, QUANTILES), half_step, 1 - half_step)
    values = np.maximum(0.0, quantile(uncertain, u) - hours)
    return Distribution("empirical", tuple(values.tolist()))

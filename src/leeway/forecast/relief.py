"""How often, in past advances, one day's news lowered the alarm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from leeway.forecast.model import Array, Fitted
from leeway.forecast.origins import Origins, kept_origins
from leeway.history.model import Campaign

LEAD_D: Final = 14
BAND: Final = 1.5
"""Past days whose P(14 d) is within this factor of today's count as the same level of alarm."""
FALL: Final = 0.8
"""Relief: tomorrow's P(14 d) below this share of today's."""
FEWEST: Final = 20


def p_relief(fitted: Fitted, campaigns: Sequence[Campaign], today: float) -> float | None:
    """Share of past days at this level of alarm after which P(14 d) fell by a fifth within a day.

    One campaign one vote. None where fewer than `FEWEST` past days are like it. The forecasts of those days are the
    fitted model's own.
    """
    past = kept_origins(tuple(campaigns))
    p = _alarm(fitted, past)
    if p is None or not len(past):
        return None
    follows = np.flatnonzero(past.campaign[1:] == past.campaign[:-1])
    like = follows[(p[follows] <= today * BAND) & (p[follows] >= today / BAND)]
    if len(like) < FEWEST:
        return None
    weight = past.weight[like]
    return float(np.average(p[like + 1] < FALL * p[like], weights=weight))


def _alarm(fitted: Fitted, past: Origins) -> Array | None:
    within = getattr(fitted, "within", None)
    return None if within is None else np.asarray(within(past.features, LEAD_D))

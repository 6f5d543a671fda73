"""Models that give the curves of many feature rows at once; one situation is a row of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from leeway.forecast.features import features_of
from leeway.forecast.model import HORIZON_D, Array
from leeway.forecast.origins import Origins, origins_of
from leeway.history.model import Campaign
from leeway.situation.model import Situation

AHEAD_D = np.arange(1.0, HORIZON_D + 1)
"""Days ahead of a curve's points, shape (HORIZON_D,)."""


@dataclass(frozen=True, slots=True)
class FittedCurves:
    """A fitted model: `curves(features)` maps rows of features, shape (n, len(FEATURES)), to shape (n, HORIZON_D).

    `parameters`: what was fitted, to begin the next search at; None where nothing is searched for.
    """

    name: str
    curves: Callable[[Array], Array]
    parameters: Array | None = None

    def cumulative(self, situation: Situation) -> Array:
        """P(target lost within h days), h = 1..HORIZON_D, shape (HORIZON_D,)."""
        return np.asarray(self.curves(features_of(situation)[None, :])[0])

    def within(self, features: Array, days: int) -> Array:
        """Probability of a loss within so many days for feature rows, shape (n,)."""
        return self.curves(features)[:, days - 1]


Learn = Callable[[Origins, Array | None], tuple[Callable[[Array], Array], Array | None]]
"""Learns from origins, from a start: the curves of feature rows, and the parameters found."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A model made of one function that learns from origins."""

    name: str
    learn: Learn

    def fit(self, campaigns: Sequence[Campaign]) -> FittedCurves:
        """Learn from whole campaigns; none at all is allowed for models with priors."""
        return self.fit_origins(origins_of(campaigns))

    def fit_origins(self, origins: Origins, start: Array | None = None) -> FittedCurves:
        """Learn from the origins of campaigns; `start`: parameters of an earlier fit."""
        return FittedCurves(self.name, *self.learn(origins, start))


def counting(learn: Callable[[Origins], Callable[[Array], Array]]) -> Learn:
    """The same for a model that only counts: nothing to start from."""
    return lambda origins, start: (learn(origins), None)

"""Landmark hazard: what is known today matters for about two weeks, then the curve returns to the hazard of its age.

    log hazard(t + k | x) = a + b log((t + k) / 30 d) + sum_j c_j x_j exp(-k / memory)        k days after day t
    P(lost within h)      = 1 - exp(-integral over k from 0 to h of the hazard)

The hazard is constant within the steps of `EDGES_D`. Posterior mode under the normal priors of `priors.toml`, rows
weighted so that campaigns are worth one observation on average (`learning_weight`); the curve is averaged over the 2 p
sigma points of the Laplace approximation, so that doubt about the parameters widens it. Landmarking: van Houwelingen,
Scandinavian Journal of Statistics 34, 2007, 70-85; piecewise exponential hazard as a Poisson regression: Holford,
Biometrics 36, 1980, 299-305.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from leeway.forecast.features import INDEX, features_of, log_age
from leeway.forecast.model import HORIZON_D, Array
from leeway.forecast.models.curves import AHEAD_D
from leeway.forecast.models.priors import Normal, prior
from leeway.forecast.origins import Origins, learning_weight, origins_of, thinned
from leeway.history.model import Campaign
from leeway.situation.model import Situation

EDGES_D: Final = np.array(
    [0, 1, 2, 3, 4, 5, 7, 9, 11, 14, 18, 23, 30, 40, 52, 66, 84, 106, 132, 156, HORIZON_D], dtype=float
)  # fmt: skip
WIDTHS_D: Final = np.diff(EDGES_D)
MIDDLES_D: Final = EDGES_D[:-1] + WIDTHS_D / 2
_STEP: Final = np.searchsorted(EDGES_D, AHEAD_D, side="left") - 1
MOST_LOG_HAZARD: Final = 2.0
"""Above seven falls a day no curve changes any more; keeps far extrapolation from overflowing."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the hazard looks at: `value` maps feature rows to scaled numbers, shape (n,); 0 is an ordinary day.

    `memory_d`: days after which it has faded to a third.
    """

    name: str
    value: Callable[[Array], Array]
    memory_d: float


@dataclass(frozen=True, slots=True)
class LandmarkHazard:
    """A hazard of age and of some terms."""

    name: str
    terms: tuple[Term, ...]

    def fit(self, campaigns: Sequence[Campaign]) -> FittedHazard:
        """Learn from whole campaigns."""
        return self.fit_origins(origins_of(campaigns))

    def fit_origins(self, origins: Origins, start: Array | None = None) -> FittedHazard:
        """Posterior mode and Laplace covariance. Without campaigns the prior stands."""
        origins = thinned(origins)
        priors = [prior("hazard", "intercept"), prior("hazard", "log_age")]
        priors += [prior("hazard", "feature")] * len(self.terms)
        design = _design(origins.features, self.terms)
        lost_at = np.where(origins.days <= HORIZON_D, origins.days - 0.5, np.inf)[:, None]
        until = np.minimum(np.minimum(lost_at, origins.seen[:, None]), HORIZON_D)
        exposure = np.clip(until - EDGES_D[:-1], 0.0, WIDTHS_D)
        lost = (lost_at > EDGES_D[:-1]) & (lost_at <= EDGES_D[1:])
        weight = np.broadcast_to(learning_weight(origins)[:, None], exposure.shape)
        used = exposure > 0
        mode, covariance = _mode(design[used], lost[used].astype(float), exposure[used], weight[used], priors, start)
        return FittedHazard(self.name, self.terms, mode, covariance)


@dataclass(frozen=True, slots=True)
class FittedHazard:
    """Coefficients: intercept, exponent of age, one a term; shapes (p,) and (p, p)."""

    name: str
    terms: tuple[Term, ...]
    mode: Array
    covariance: Array

    @property
    def parameters(self) -> Array:
        """The posterior mode."""
        return self.mode

    def curves(self, features: Array) -> Array:
        """Cumulative probabilities of feature rows, shape (n, HORIZON_D)."""
        return self._by_day(features, slice(None))

    def within(self, features: Array, days: int) -> Array:
        """Probability of a loss within so many days for feature rows, shape (n,): a column of `curves`."""
        return np.asarray(self._by_day(features, slice(days - 1, days))[:, 0])

    def _by_day(self, features: Array, days: slice) -> Array:
        design = _design(features, self.terms)
        spread = np.linalg.cholesky(self.covariance) * np.sqrt(len(self.mode))
        points = [self.mode + sign * column for column in spread.T for sign in (1.0, -1.0)]
        total = np.zeros((len(features), len(AHEAD_D[days])))
        for point in points:
            total += 1 - np.exp(-_accumulated(design @ point, days))
        return total / len(points)

    def cumulative(self, situation: Situation) -> Array:
        """P(target lost within h days), h = 1..HORIZON_D, shape (HORIZON_D,)."""
        return np.asarray(self.curves(features_of(situation)[None, :])[0])


def _design(features: Array, terms: Sequence[Term]) -> Array:
    """Shape (n, steps, p)."""
    age = features[:, INDEX["age_d"]][:, None] + MIDDLES_D
    columns = [np.ones_like(age), log_age(age)]
    columns += [term.value(features)[:, None] * np.exp(-MIDDLES_D / term.memory_d) for term in terms]
    return np.stack(columns, axis=-1)


def _accumulated(log_hazard: Array, days: slice) -> Array:
    """Integral of the hazard to the end of each of some days ahead, shape (n, days)."""
    hazard = np.exp(np.minimum(log_hazard, MOST_LOG_HAZARD))
    before = np.concatenate([np.zeros((len(hazard), 1)), np.cumsum(hazard * WIDTHS_D, axis=1)], axis=1)
    step = _STEP[days]
    return np.asarray(before[:, step] + hazard[:, step] * (AHEAD_D[days] - EDGES_D[step]))


def _mode(
    design: Array, lost: Array, exposure: Array, weight: Array, priors: Sequence[Normal], start: Array | None
) -> tuple[Array, Array]:  # fmt: skip
    """Newton's method on the log posterior, which is concave; the step is halved where it overshoots."""
    mean = np.array([found.mean for found in priors])
    precision = np.array([1 / found.sd**2 for found in priors])

    def loss(point: Array) -> float:
        rate = np.minimum(design @ point, MOST_LOG_HAZARD)
        fit = float((weight * (np.exp(rate) * exposure - lost * rate)).sum())
        return fit + 0.5 * float((precision * (point - mean) ** 2).sum())

    point = mean.copy() if start is None else start.copy()
    value = loss(point)
    for _ in range(50):
        expected = weight * np.exp(np.minimum(design @ point, MOST_LOG_HAZARD)) * exposure
        slope = design.T @ (weight * lost - expected) - precision * (point - mean)
        curvature = (design * expected[:, None]).T @ design + np.diag(precision)
        step = np.linalg.solve(curvature, slope)
        size = 1.0
        while (found := loss(point + size * step)) > value + 1e-9 and size > 1e-6:
            size /= 2
        point = point + size * step
        if abs(value - found) < 1e-8:
            break
        value = found
    expected = weight * np.exp(np.minimum(design @ point, MOST_LOG_HAZARD)) * exposure
    covariance = np.linalg.inv((design * expected[:, None]).T @ design + np.diag(precision))
    return np.asarray(point), np.asarray(covariance)

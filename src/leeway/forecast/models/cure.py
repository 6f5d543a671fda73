"""Mixture cure: a share that ever falls, and a log-normal time to the fall among those that do.

    P(lost within h | x) = share(x) * Phi((log h - median(x)) / spread)
    logit share(x) = a0 + a1 near(x) + a2 grave(x)          median(x) = b0 + b1 log age + b2 near(x)

The challenger of the landmark hazard: it can time, where the hazard can only rank. Posterior mode under the priors of
`priors.toml`, one campaign one vote. Mixture cure models: Farewell, Biometrics 38, 1982, 1041-1046.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from leeway.forecast.features import INDEX, log_age, nearness
from leeway.forecast.model import HORIZON_D, Array
from leeway.forecast.models.curves import AHEAD_D, Learned
from leeway.forecast.models.priors import prior
from leeway.forecast.origins import Origins, thinned


def _inputs(features: Array) -> Array:
    """Columns of log-age, nearness and gravity of what was lost, shape (n, 3)."""
    near = nearness(features[:, INDEX["advance_km"]])
    grave = np.minimum(features[:, INDEX["importance"]], 8.0) / 2 - 1
    return np.column_stack([log_age(features[:, INDEX["age_d"]]), near, grave])


def _share_and_clock(point: Array, inputs: Array) -> tuple[Array, Array, float]:
    share = 1 / (1 + np.exp(-(point[0] + inputs[:, 1:] @ point[1:3])))
    return np.asarray(share), np.asarray(point[3] + inputs[:, :2] @ point[4:6]), float(np.exp(point[6]))


def learn_cure(origins: Origins, start: Array | None) -> tuple[Callable[[Array], Array], Array]:
    """The posterior mode, found by BFGS from `start` or the prior mean."""
    from scipy.optimize import minimize
    from scipy.special import ndtr

    slope = prior("cure", "slope")
    priors = [prior("cure", "logit_share"), slope, slope, prior("cure", "log_median"), slope, slope]
    priors.append(prior("cure", "log_spread"))
    mean, sd = np.array([found.mean for found in priors]), np.array([found.sd for found in priors])
    origins = thinned(origins)
    inputs = _inputs(origins.features)
    fell = origins.days <= HORIZON_D
    at = np.log(np.where(fell, np.maximum(origins.days - 0.5, 0.5), np.minimum(origins.seen, HORIZON_D).clip(0.5)))

    def loss(point: Array) -> float:
        share, clock, spread = _share_and_clock(point, inputs)
        z = (at - clock) / spread
        lost = np.log(share) - 0.5 * z**2 - np.log(spread) - at
        held = np.log1p(-share * ndtr(z))
        fit = float(origins.weight @ np.where(fell, lost, held))
        return -fit + 0.5 * float((((point - mean) / sd) ** 2).sum())

    point = np.asarray(
        minimize(loss, mean if start is None else start, method="BFGS", options={"gtol": 1e-4, "maxiter": 200}).x
    )

    def curves(features: Array) -> Array:
        share, clock, spread = _share_and_clock(point, _inputs(features))
        return np.asarray(share[:, None] * ndtr((np.log(AHEAD_D) - clock[:, None]) / spread))

    return curves, point


MIXTURE_CURE: Final = Learned("mixture cure", learn_cure)

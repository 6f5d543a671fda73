"""What a forecast must beat, each a model of its own.

All learn with one vote a campaign. Sources: climatology and persistence as the two benchmarks of weather services;
Lindy's law h / (age + h) times the base rate (Gott, Nature 363, 1993, 315-319, for the law itself); distance over speed
as planners use it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from leeway.forecast.features import INDEX
from leeway.forecast.model import HORIZON_D, Array
from leeway.forecast.models.curves import AHEAD_D, Learned, counting
from leeway.forecast.origins import Origins

PRIOR_CAMPAIGNS: Final = 2.0
"""Campaigns' worth of the all-age curve mixed into the curve of an age: keeps ages few campaigns reach from jumping."""
AGE_BANDWIDTH: Final = 0.4
"""Width of the age window, in log-days: at day 30 mostly what happened between days 20 and 45."""
PRIOR_BASE_RATE: Final = (0.8, 2.0)
"""Pseudo-counts (falls, campaigns) of the base rate: two in five of the coded advances ended in a fall."""
TEMPO_LOG_SD: Final = 0.5
SLOWEST_KM_PER_DAY: Final = 0.05


def base_rate(origins: Origins) -> float:
    """Share of campaigns that ended in a fall within what is known, with pseudo-counts."""
    fell = {int(index) for index in origins.campaign[np.isfinite(origins.days)]}
    return (len(fell) + PRIOR_BASE_RATE[0]) / (len(origins.names) + PRIOR_BASE_RATE[1])


def _fallen(origins: Origins) -> Array:
    """1 where the target fell within h days, shape (n, HORIZON_D)."""
    return (origins.days[:, None] <= AHEAD_D).astype(float)


def _weights(origins: Origins) -> Array:
    """Weight of each row at each lead, 0 where the outcome is not known that far, shape (n, HORIZON_D)."""
    return np.where(origins.seen[:, None] >= AHEAD_D, origins.weight[:, None], 0.0)


def _rising(curves: Array) -> Array:
    return np.clip(np.maximum.accumulate(curves, axis=-1), 0.0, 1.0)


def _all_ages(origins: Origins) -> Array:
    weights = _weights(origins)
    prior_falls, prior = PRIOR_BASE_RATE
    fallen = (weights * _fallen(origins)).sum(axis=0) + prior_falls * AHEAD_D / (AHEAD_D + 100.0)
    return _rising(fallen / (weights.sum(axis=0) + prior))


def learn_climatology(origins: Origins) -> Callable[[Array], Array]:
    """The share of past days after which the target fell within h days, whatever the day."""
    curve = _all_ages(origins)
    return lambda features: np.broadcast_to(curve, (len(features), HORIZON_D)).copy()


def learn_climatology_by_age(origins: Origins) -> Callable[[Array], Array]:
    """The same among days of about the same age of the advance (Gaussian window in log-age)."""
    overall = _all_ages(origins)
    fallen, weights = _fallen(origins), _weights(origins)
    ages, back = np.unique(origins.feature("age_d"), return_inverse=True)
    of_age = np.zeros((len(ages), HORIZON_D))
    np.add.at(of_age, back, weights * fallen)
    votes = np.zeros((len(ages), HORIZON_D))
    np.add.at(votes, back, weights)

    def curves(features: Array) -> Array:
        asked, row = np.unique(features[:, INDEX["age_d"]], return_inverse=True)
        near = np.exp(-0.5 * ((np.log(asked)[:, None] - np.log(ages)) / AGE_BANDWIDTH) ** 2)
        found = near @ of_age + PRIOR_CAMPAIGNS * overall
        return np.asarray(_rising(found / (near @ votes + PRIOR_CAMPAIGNS))[row])

    return curves


def learn_lindy(origins: Origins) -> Callable[[Array], Array]:
    """Base rate times h / (age + h): what has lasted long lasts long."""
    share = base_rate(origins)
    return lambda features: share * AHEAD_D / (features[:, [INDEX["age_d"]]] + AHEAD_D)


def learn_constant_hazard(origins: Origins) -> Callable[[Array], Array]:
    """One hazard for every day: falls over days at risk within the horizon, both by campaign vote."""
    at_risk = np.minimum(np.minimum(origins.days, origins.seen), HORIZON_D)
    exposure = float(origins.weight @ at_risk) + PRIOR_BASE_RATE[1] * 100.0
    falls = float(origins.weight @ (origins.days <= HORIZON_D)) + PRIOR_BASE_RATE[0]
    curve = 1 - np.exp(-falls / exposure * AHEAD_D)
    return lambda features: np.broadcast_to(curve, (len(features), HORIZON_D)).copy()


def learn_last_tempo(origins: Origins) -> Callable[[Array], Array]:
    """Base rate times a log-normal around distance over the speed of the last fourteen days."""
    share = base_rate(origins)

    def curves(features: Array) -> Array:
        from scipy.special import ndtr

        front, before = features[:, INDEX["reached_km"]], features[:, INDEX["front_14d_ago_km"]]
        days = np.minimum(14.0, features[:, INDEX["age_d"]])
        speed = np.maximum((before - front) / days, SLOWEST_KM_PER_DAY)
        clock = np.maximum(front, 1.0) / speed
        return np.asarray(share * ndtr((np.log(AHEAD_D) - np.log(clock)[:, None]) / TEMPO_LOG_SD))

    return curves


CLIMATOLOGY: Final = Learned("climatology", counting(learn_climatology))
CLIMATOLOGY_BY_AGE: Final = Learned("climatology by age", counting(learn_climatology_by_age))
LINDY: Final = Learned("Lindy x base rate", counting(learn_lindy))
CONSTANT_HAZARD: Final = Learned("constant hazard", counting(learn_constant_hazard))
LAST_TEMPO: Final = Learned("last tempo", counting(learn_last_tempo))
BASELINES: Final = (CLIMATOLOGY, CLIMATOLOGY_BY_AGE, LINDY, CONSTANT_HAZARD, LAST_TEMPO)

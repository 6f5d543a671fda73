"""Random numbers keyed by replication, entity and resource, and the inverse transform of every distribution family.

Keying is what lets levers of little effect be told from nothing: the service time of party 17 at desk 2 in
replication 5 is the same number whatever else changes (common random numbers).
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leeway.movement.seeding import Streams
from leeway.units import P90_OF_STANDARD_NORMAL, Distribution

Array = NDArray[np.float64]


def stream(seed: int, replication: int, resource: str) -> np.random.Generator:
    """The generator of one resource in one replication: the same whatever other resources the plan has."""
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(replication, key(resource)))))


def key(resource: str) -> int:
    """The number of a resource in the spawn keys of its streams."""
    return zlib.crc32(resource.encode())


@lru_cache(maxsize=256)
def _table(uncertain: Distribution) -> tuple[Array, Array]:
    """(probabilities, values) of the families without a closed inverse, from their density on a fine grid."""
    p = uncertain.parameters
    grid = (np.arange(1 << 14) + 0.5) / (1 << 14)
    if uncertain.family == "pert":
        low, mode, high = p
        a = 1 + 4 * (mode - low) / (high - low)
        b = 1 + 4 * (high - mode) / (high - low)
        log_density = (a - 1) * np.log(grid) + (b - 1) * np.log1p(-grid)
        edges = low + (high - low) * np.arange((1 << 14) + 1) / (1 << 14)
        weight = np.exp(log_density - log_density.max())
    else:  # gamma(mean, sd): substitute y = x ** shape to keep the density finite at zero
        shape = (p[0] / p[1]) ** 2
        scale = p[1] ** 2 / p[0]
        top = shape + 12 * math.sqrt(shape) + 40
        power = min(shape, 1.0)
        edges_y = np.arange((1 << 14) + 1) / (1 << 14) * top**power
        mid = ((edges_y[1:] + edges_y[:-1]) / 2) ** (1 / power)
        log_density = (shape - power) * np.log(mid) - mid
        weight = np.exp(log_density - log_density.max())
        edges = edges_y ** (1 / power) * scale
    cumulative = np.concatenate(([0.0], np.cumsum(weight)))
    return cumulative / cumulative[-1], edges


def quantile(uncertain: Distribution, u: ArrayLike) -> Array:
    """Inverse distribution function at `u` in (0, 1), any shape; same shape back, in the distribution's units."""
    u = np.asarray(u, dtype=np.float64)
    p = uncertain.parameters
    match uncertain.family:
        case "fixed":
            return np.full(u.shape, p[0])
        case "uniform":
            return np.asarray(p[0] + (p[1] - p[0]) * u)
        case "exponential":
            return np.asarray(-p[0] * np.log1p(-u))
        case "triangular":
            low, mode, high = p
            cut = (mode - low) / (high - low)
            rising = low + np.sqrt(u * (high - low) * (mode - low))
            falling = high - np.sqrt((1 - u) * (high - low) * (high - mode))
            return np.where(u < cut, rising, falling)
        case "lognormal":
            sigma = math.log(p[1] / p[0]) / P90_OF_STANDARD_NORMAL
            return np.asarray(p[0] * np.exp(sigma * normal_quantile(u)))
        case "weibull":
            return np.asarray(p[0] * (-np.log1p(-u)) ** (1 / p[1]))
        case "empirical":
            return np.asarray(np.interp(u, np.linspace(0, 1, len(p)), p))
        case _:
            probabilities, values = _table(uncertain)
            return np.asarray(np.interp(u, probabilities, values))


def normal_quantile(u: ArrayLike) -> Array:
    """Inverse of the standard normal distribution function by P. J. Acklam's rational approximation with one Halley
    step less; relative error below 1.15e-9 (https://web.archive.org/web/20151030215612/http://home.online.no/~pjacklam/notes/invnorm/)."""
    u = np.asarray(u, dtype=np.float64)
    a = (-3.969683028665376e01, 2.209460984245205e02, -2.759285104469687e02, 1.383577518672690e02,
         -3.066479806614716e01, 2.506628277459239e00)  # fmt: skip
    b = (-5.447609879822406e01, 1.615858368580409e02, -1.556989798598866e02, 6.680131188771972e01,
         -1.328068155288572e01)  # fmt: skip
    c = (-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e00, -2.549732539343734e00,
         4.374664141464968e00, 2.938163982698783e00)  # fmt: skip
    d = (7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e00, 3.754408661907416e00)
    q = u - 0.5
    r = q * q
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = q * np.polyval(a, r) / np.polyval((*b, 1.0), r)
        s = np.sqrt(-2 * np.log(np.minimum(u, 1 - u)))
        tail = np.polyval(c, s) / np.polyval((*d, 1.0), s)
    return np.where(np.abs(q) <= 0.47575, middle, np.where(u < 0.5, tail, -tail))


def uniforms(seed: int, replications: Sequence[int], resource: str, count: int) -> Array:
    """Uniforms in [0, 1), shape (replications, count): row k is the beginning of the stream of its replication."""
    return Streams(seed, replications, key(resource)).uniforms(count)


def sample(uncertain: Distribution, seed: int, replications: Sequence[int], resource: str, count: int) -> Array:
    """Draws of a distribution, shape (replications, count), one keyed stream a row; entity k takes column k."""
    if uncertain.is_fixed:
        return np.full((len(replications), count), uncertain.low)
    if uncertain.family == "exponential":  # the ziggurat is three times faster than the logarithm
        table = Streams(seed, replications, key(resource)).exponentials(count)
        table *= uncertain.parameters[0]
        return table
    return quantile(uncertain, uniforms(seed, replications, resource, count))

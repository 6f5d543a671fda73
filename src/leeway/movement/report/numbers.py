"""Numbers a report may print: quantiles of draws that may be infinite, with the sampling error they carry."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

INTERVAL_SHARE = 0.95
"""Coverage of every sampling interval the reports print."""


def at_quantile(draws: Array, share: float) -> float:
    """The smallest draw that at least `share` of the draws do not exceed (`inf` counts as a value).

    `draws`: shape (n,), n >= 1, no NaN; `share` in (0, 1]. The inverse of the empirical distribution function
    (Hyndman and Fan 1996, definition 1), so that "out by then with 90 %" is a statement about counted replications.
    """
    n = draws.shape[0]
    rank = min(n, max(1, math.ceil(share * n - 1e-9)))
    return float(np.partition(draws, rank - 1)[rank - 1])


def quantile_interval(draws: Array, share: float, coverage: float = INTERVAL_SHARE) -> tuple[float, float]:
    """Order-statistic confidence interval of a quantile, free of any assumption on the distribution.

    Ranks by the normal approximation of the binomial (Conover, Practical Nonparametric Statistics, 3rd ed., 3.2).
    """
    n = draws.shape[0]
    half = NormalDist().inv_cdf(0.5 + coverage / 2) * math.sqrt(n * share * (1 - share))
    ordered = np.sort(draws)
    low = min(n, max(1, math.floor(n * share - half)))
    high = min(n, max(1, math.ceil(n * share + half)))
    return float(ordered[low - 1]), float(ordered[high - 1])


def share_interval(hits: int, n: int, coverage: float = INTERVAL_SHARE) -> tuple[float, float]:
    """Wilson's score interval of a share of `hits` in `n` (Wilson 1927, doi:10.1080/01621459.1927.10502953)."""
    z = NormalDist().inv_cdf(0.5 + coverage / 2)
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if hits == 0 else max(0.0, middle - half)
    return low, 1.0 if hits == n else min(1.0, middle + half)

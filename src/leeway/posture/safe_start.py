"""From P(out) at the starts of a grid to the last start that is still safe."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from leeway.posture.model import CONFIDENCES, Array, LastSafeStart, Start

STEP_H: Final = 1.0
"""Hours between the points at which the chance is read off the draws between two starts of the grid."""


def last_safe_starts(
    starts: Sequence[Start],
    lag_h: float,
    p_exit: Mapping[str, Sequence[float]],
    confidences: Sequence[float] = CONFIDENCES,
    leeway_h: Mapping[str, Array] | None = None,
) -> tuple[LastSafeStart, ...]:
    """Last safe start for everybody, each group, and by exit, at each confidence; never later at a higher one.

    `p_exit[exit]`: P(all who were to leave by that exit are out) at each start of the grid. `lag_h`: decision lag, from
    a proposal to the first move; a start is decided that long before. `leeway_h`: draws of leeway by group and under ""
    of all, which tell how the chance falls between two starts; straight lines where there are none.
    """
    grid = [start.start_h for start in starts]
    curves: dict[str, Sequence[float]] = {"": [start.p_all_out for start in starts]}
    curves |= {group: [start.p_group_out[group] for start in starts] for group in starts[0].p_group_out}
    curves |= {f"exit:{name}": p for name, p in p_exit.items()}
    found = []
    for subject, p in curves.items():
        fine_h, fine_p = between(grid, p, (leeway_h or {}).get(subject))
        for confidence in confidences:
            start_h = last_at_least(fine_h, fine_p, confidence)
            decide = None if start_h is None else start_h - lag_h
            found.append(LastSafeStart(subject, confidence, start_h, decide))
    return tuple(found)


def between(
    grid_h: Sequence[float], p: Sequence[float], leeway_h: Array | None
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The curve of P(out) by start on a finer grid: (hours, probabilities).

    At the starts of the grid it is `p`. Between two of them it falls as the draws of leeway that end there are spread;
    on a straight line where none do. So it never rises between two starts of which the later is no better.
    """
    if leeway_h is None:
        return tuple(grid_h), tuple(p)
    ordered = np.sort(leeway_h)
    hours: list[float] = [grid_h[0]]
    chances: list[float] = [p[0]]
    for (h0, p0), (h1, p1) in pairwise(zip(grid_h, p, strict=True)):
        ends = ordered[np.searchsorted(ordered, h0, side="left") : np.searchsorted(ordered, h1, side="left")]
        steps = np.linspace(h0, h1, math.ceil((h1 - h0) / STEP_H) + 1)[1:]
        share = np.searchsorted(ends, steps, side="left") / len(ends) if len(ends) else (steps - h0) / (h1 - h0)
        share[-1] = 1.0
        hours += steps.tolist()
        chances += (p0 + (p1 - p0) * share).tolist()
        hours[-1], chances[-1] = h1, p1
    return tuple(hours), tuple(chances)


def last_at_least(grid_h: Sequence[float], p: Sequence[float], level: float) -> float | None:
    """Latest hour up to which every start reaches `level`, linear between starts; None if the first does not.

    The end of the grid means "that or later". Waiting never helps in truth; where chance makes a later start look
    better, the first fall below the level counts.
    """
    if p[0] < level:
        return None
    for (h0, p0), (h1, p1) in pairwise(zip(grid_h, p, strict=True)):
        if p1 < level:
            return h0 + (h1 - h0) * (p0 - level) / max(p0 - p1, 1e-12)
    return grid_h[-1]


def p_at(grid_h: Sequence[float], p: Sequence[float], start_h: float) -> float:
    """P(all out) at any start, linear between those of the grid."""
    return float(np.interp(start_h, grid_h, p))

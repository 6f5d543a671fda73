"""From P(out) at the starts of a grid to the last start that is still safe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from leeway.posture.model import CONFIDENCES, LastSafeStart, Start


def last_safe_starts(
    starts: Sequence[Start],
    lag_h: float,
    p_exit: Mapping[str, Sequence[float]],
    confidences: Sequence[float] = CONFIDENCES,
) -> tuple[LastSafeStart, ...]:
    """Last safe start for everybody, each group, and by exit, at each confidence.

    `p_exit[exit]`: P(all who were to leave by that exit are out) at each start of the grid. `lag_h`: decision lag, from
    a proposal to the first move; a start is decided that long before.
    """
    grid = [start.start_h for start in starts]
    curves: dict[str, Sequence[float]] = {"": [start.p_all_out for start in starts]}
    curves |= {group: [start.p_group_out[group] for start in starts] for group in starts[0].p_group_out}
    curves |= {f"exit:{name}": p for name, p in p_exit.items()}
    found = []
    for subject, p in curves.items():
        for confidence in confidences:
            start_h = last_at_least(grid, p, confidence)
            decide = None if start_h is None else start_h - lag_h
            found.append(LastSafeStart(subject, confidence, start_h, decide))
    return tuple(found)


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

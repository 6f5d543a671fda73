"""Time left minus time needed, draw by draw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.movement.outcomes import Outcomes
from leeway.posture.futures import At

Array = NDArray[np.float64]


def needed_h(base: Outcomes) -> dict[str, Array]:
    """Hours until everybody of each group is out when nothing closes, and under "" everybody; `inf` where never."""
    found = {group: base.t100_h[:, number] for number, group in enumerate(base.groups)}
    return {**found, "": np.where(base.left.sum(axis=1) > 0, np.inf, base.t100_h[:, -1])}


def leeway_h(at: Sequence[At], groups: Sequence[str]) -> dict[str, Array]:
    """Hours of leeway by group and under "" of everybody: the latest start that still gets all out.

    Time left minus time needed, where several exits close at different times and people change over. Draw k lies
    between the last start of the grid `at` (ascending, negative ones are starts that would have been needed) up to
    which everybody of replication k gets out, and the next one: there it is the instant of the first closing less the
    time needed from that start (`At.spare_h`), which is exact unless the hour of the day matters, and held between the
    two. `inf` if the last start still gets all out, `-inf` if not even the first did.
    """
    found = {}
    ends = [*(one.start_h for one in at[1:]), np.inf]
    for number, subject in enumerate([*groups, ""]):
        out = [a.left[:, number] == 0 if subject else (a.left == 0).all(axis=1) for a in at]
        alive = np.ones(len(out[0]), dtype=bool)
        hours = np.full(len(alive), -np.inf)
        for one, end, all_out in zip(at, ends, out, strict=True):
            alive &= all_out
            within = np.clip(one.spare_h[alive, number], 0.0, end - one.start_h)
            hours[alive] = np.minimum(one.start_h + within, np.nextafter(end, -np.inf))
        found[subject] = np.where(alive, np.inf, hours)
    return found

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
    """Hours of leeway by group and under "" of everybody: the latest start on the grid that still gets all out.

    Time left minus time needed, where several exits close at different times and people change over: draw k of the
    leeway is the last start of the grid `at` (ascending, negative ones are starts that would have been needed) up to
    which everybody of replication k gets out, from above the next one; `inf` if the last start still does, `-inf` if
    not even the first did. Starts between two of the grid count as the earlier one: never more than is there.
    """
    found = {}
    for number, subject in enumerate([*groups, ""]):
        out = [a.left[:, number] == 0 if subject else (a.left == 0).all(axis=1) for a in at]
        alive = np.ones(len(out[0]), dtype=bool)
        hours = np.full(len(alive), -np.inf)
        for one, all_out in zip(at, out, strict=True):
            alive &= all_out
            hours[alive] = one.start_h
        found[subject] = np.where(alive, np.inf, hours)
    return found

"""The joint closings as changes of a plan are held against them: few operations, every draw of the closings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leeway.case.hazard import HazardExit
from leeway.case.model import Case
from leeway.movement.outcomes import Begun, Outcomes, begin
from leeway.movement.pool import Pool
from leeway.posture.futures import closings_of
from leeway.posture.ways import Ways

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
PAIRS_A_REPLICATION: Final = 2
"""Draws of partial closings that each operation is run with: the interval says what they are worth."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Draws of the closings, parted by what the first closing of a future leaves.

    `whole_h`: where it leaves nobody a way out, the hours until it, the least last leg added (who is on it gets
    through), `inf` where nothing closes; `share` of all draws are such. In the others some way stays open: operation
    `replication[m]` is paired with a draw in which the first closing comes at `first_h[m]` and each key of `closings`
    at its hour; no pairs where there are no such draws.
    """

    whole_h: Array
    share: float
    replication: Ints
    first_h: Array
    closings: Mapping[str, Array]

    def begin(self, case: Case, found: Outcomes, pool: Pool, seed: int) -> tuple[Ints, Begun | None]:
        """The pairs in which something closes before the last exit of the operation (`found`: without closings) run
        with their closings: (their numbers, on their way)."""
        early = np.flatnonzero(self.first_h < found.last_h[self.replication])
        if not len(early):
            return early, None
        closings = {key: hours[early] for key, hours in self.closings.items()}
        return early, begin(case, self.replication[early].tolist(), pool, closings=closings, seed=seed, pieces=1)

    def left(self, found: Outcomes, again: tuple[Ints, Begun | None]) -> Ints:
        """People not out in each pair, shape (m,)."""
        left: Ints = found.left.sum(axis=1)[self.replication]
        early, begun = again
        if begun is not None:
            left[early] = begun.result().left.sum(axis=1)
        return left

    def mean(self, by_pair: Array, n: int) -> Array:
        """Mean over the pairs of each of n operations, 0 without pairs; shape (n,)."""
        if not len(by_pair):
            return np.zeros(n)
        many = np.bincount(self.replication, minlength=n)
        return np.asarray(np.bincount(self.replication, weights=by_pair, minlength=n) / many)


def joint_of(case: Case, hours: Mapping[str, Array], n: int) -> Joint:
    """The closings of a case for a start now, for n operations. `hours[exit]`: draws of the time left, all of a
    length; draw k of every exit belongs to the same future."""
    exits: Sequence[HazardExit] = case.hazard.exits if case.hazard is not None else ()
    many = min(len(draws) for draws in hours.values())
    ways = Ways(case)
    shut = closings_of(case, exits, hours, many, ways)
    if not shut:
        nobody = np.empty(0, dtype=np.int64)
        return Joint(np.full(many, np.inf), 1.0, nobody, np.empty(0), {})
    first = np.min(list(shut.values()), axis=0)
    legs = [leg for leg in ways.last_leg_h.values() if np.isfinite(leg)]
    partly = np.flatnonzero(np.isfinite(first) & ~ways.none_left(shut, first))
    whole = np.ones(many, dtype=bool)
    whole[partly] = False
    pair = np.arange(PAIRS_A_REPLICATION * n if len(partly) else 0)
    draw = partly[(pair + pair // n) % max(len(partly), 1)]
    return Joint(
        first[whole] + min(legs, default=0.0),
        float(whole.mean()),
        pair % n,
        first[draw],
        {key: values[draw] for key, values in shut.items()},
    )

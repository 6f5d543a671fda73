"""Whether a limited queue would ever have been full, seen after a run that ignored the limits.

Most limits never bind. Desks are therefore first computed as if queues had no limit, which is many times faster than
event by event; a replication in which a limit was passed at any hour is then run again with the limits in force.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Station
from leeway.movement.draws import Array
from leeway.movement.engine.lanes import Ids, Rows


class QueueWatch:
    """Hours each party (replications, parties) stood in front of each limited station of one place.

    While no limit is passed nobody would have had to wait outside. People whose own site this is do not fill its first
    queue.
    """

    def __init__(self, stations: Sequence[Station], following: NDArray[np.int64], group: NDArray[np.int64],
                 at_home: NDArray[np.bool_], size: NDArray[np.int64]) -> None:  # fmt: skip
        self.limit = {j: s.queue_limit for j, s in enumerate(stations) if not math.isinf(s.queue_limit)}
        self.first, self.at_home, self.size = following[group, 0], at_home, size
        self.begins_h = {j: np.full(size.shape, np.inf) for j in self.limit}
        self.ends_h = {j: np.full(size.shape, np.inf) for j in self.limit}
        self.stuck = np.zeros(len(size), dtype=bool)

    def begin(self, j: int, rows: Rows, ids: Ids, joined: Array, start: Array, real: NDArray[np.bool_]) -> None:
        """Parties (rows, k) joined the queue of station j and begin their service at `start`, `inf` for never."""
        if j not in self.limit:
            return
        row, column = np.nonzero(real)
        which, party, since = rows[row], ids[row, column], joined[row, column]
        counted = ~((self.first[party] == j) & self.at_home[party])
        self.begins_h[j][which[counted], party[counted]] = since[counted]
        self.ends_h[j][which[counted], party[counted]] = start[row, column][counted]
        self.stuck[which[counted & np.isinf(start[row, column])]] = True

    def overfull(self) -> NDArray[np.bool_]:
        """Replications in which more people than a limit allows were ever there, those passing at once counted in."""
        over = self.stuck.copy()
        for j, limit in self.limit.items():
            hours = np.concatenate([self.begins_h[j], self.ends_h[j]], axis=1)
            change = np.concatenate([self.size, -self.size], axis=1)
            order = np.argsort(hours, axis=1, kind="stable")
            change = np.where(np.isfinite(hours), change, 0)
            over |= np.cumsum(np.take_along_axis(change, order, 1), axis=1).max(axis=1, initial=0) > limit
        return over

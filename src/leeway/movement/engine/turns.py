"""In which order a schedule has people of one load served at a desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Station
from leeway.movement.draws import Array
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.world import World


class Turns:
    """Desks serve first come, first served. Of those who join a queue in one instant the schedule says who is first:
    the n-th party of a group and size to join has the planned hour of the n-th service of that group and size."""

    def __init__(self, world: World, stations: Sequence[Station], group: NDArray[np.int64],
                 size: NDArray[np.int64]) -> None:  # fmt: skip
        self.group, self.size = group, size
        number = {s.id: j for j, s in enumerate(stations)}
        starts: dict[tuple[int, int, int], list[float]] = defaultdict(list)
        for work in () if world.schedule is None else world.schedule.processings:
            if work.station in number:
                kind = (number[work.station], world.group_index[work.group], work.people // work.parties)
                starts[kind] += [work.start_h] * work.parties
        self.planned = {kind: np.append(np.sort(hours), np.inf) for kind, hours in starts.items()}
        self.joined = {kind: np.zeros(len(size), dtype=np.int64) for kind in starts}

    def next_h(self, j: int, rows: Rows, ids: Ids) -> Array:
        """Planned hour at station j, (rows, k), of the next to join of each party's kind; `inf` where none is."""
        hours = np.full(ids.shape, np.inf)
        for kind, planned in self.planned.items():
            if kind[0] == j:
                mine = (self.group[ids] == kind[1]) & (self.size[rows[:, None], ids] == kind[2])
                nth = np.minimum(self.joined[kind][rows], len(planned) - 1)
                hours = np.where(mine, planned[nth][:, None], hours)
        return hours

    def join(self, j: int, rows: Rows, ids: Ids) -> None:
        """One party a row joins the queue of station j."""
        for kind in self.planned:
            if kind[0] == j:
                self.joined[kind][rows] += (self.group[ids] == kind[1]) & (self.size[rows, ids] == kind[2])

    def order(self, j: int, rows: Rows, ids: Ids, hours: Array, real: NDArray[np.bool_]) -> Ids | None:
        """Order (rows, k) in which parties who join the queue of station j at `hours` stand in it; None: as they are.

        Those not real keep their places behind the others."""
        if not self.planned:
            return None
        key = np.full(ids.shape, np.inf)
        for kind, planned in self.planned.items():
            if kind[0] != j:
                continue
            mine = real & (self.group[ids] == kind[1]) & (self.size[rows[:, None], ids] == kind[2])
            if mine.any():
                nth = self.joined[kind][rows][:, None] + np.cumsum(mine, axis=1) - 1
                key = np.where(mine, planned[np.clip(nth, 0, len(planned) - 1)], key)
                self.joined[kind][rows] += mine.sum(axis=1)
        return np.lexsort((key, np.where(real, np.round(hours, 9), np.inf)), axis=1)

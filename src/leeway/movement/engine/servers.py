"""The servers of one station, taking parties in the order of joining, all replications side by side."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapreplace

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine.gates import TOLERANCE_H, Gate
from leeway.movement.engine.lanes import Rows

FEW = 32
"""Rows below which serving them one by one is quicker than side by side."""


class Servers:
    """`free_h` (servers, replications): when each falls free; ascending where all work without shifts, as it then does
    not matter which of them serves (a party takes the smallest, its end is sorted in). `gates`: when each may begin."""

    def __init__(self, gates: Sequence[Gate], has_shifts: bool, replications: int) -> None:
        if not gates:
            self.free_h = np.full((1, replications), np.inf)
        else:
            self.free_h = np.stack([g.unlocked_h for g in gates])
        self.spans: list[tuple[NDArray[np.int64], Array, Array]] = []
        """Servers with the same shifts: (their numbers, hours at which they begin, and end)."""
        if has_shifts and gates:
            alike: dict[tuple[bytes, bytes], list[int]] = {}
            for number, gate in enumerate(gates):
                if gate.begins is not None and gate.ends is not None:
                    alike.setdefault((gate.begins.tobytes(), gate.ends.tobytes()), []).append(number)
            for (begins, ends), numbers in alike.items():
                self.spans.append((np.array(numbers), np.frombuffer(begins), np.frombuffer(ends)))
        else:
            self.free_h.sort(axis=0)

    def serve(self, rows: Rows, joined: Array, service: Array, counts: Rows) -> tuple[Array, Array]:
        """(start, finish) of the first `counts[n]` parties of each row of `joined`, `service` (rows, k); `inf` for the
        others and where no server opens any more."""
        if len(rows) < FEW and not self.spans:
            return self._row_by_row(rows, joined, service, counts)
        order = np.argsort(-counts, kind="stable")  # rows with most parties first: step k is then a leading part
        free = self.free_h[:, rows[order]]
        came, takes = np.ascontiguousarray(joined[order].T), np.ascontiguousarray(service[order].T)
        begin, end = np.full(came.shape, np.inf), np.full(came.shape, np.inf)
        longest = counts[order]
        step = self._by_shifts if self.spans else _whoever
        for k in range(len(came)):
            many = int(np.searchsorted(-longest, -k, side="left"))
            step(free[:, :many], came[k, :many], takes[k, :many], begin[k, :many], end[k, :many])
        self.free_h[:, rows[order]] = free
        start, finish = np.empty(joined.shape), np.empty(joined.shape)
        start[order], finish[order] = begin.T, end.T
        return start, finish

    def _row_by_row(self, rows: Rows, joined: Array, service: Array, counts: Rows) -> tuple[Array, Array]:
        """`serve` with a heap of servers for each row: the same hours."""
        start, finish = np.full(joined.shape, np.inf), np.full(joined.shape, np.inf)
        tables = zip(rows.tolist(), counts.tolist(), self.free_h.T[rows].tolist(), joined.tolist(), service.tolist(),
                     strict=True)  # fmt: skip
        for k, (row, count, free, came, takes) in enumerate(tables):
            begins, ends = [], []
            for hour, hours in zip(came[:count], takes, strict=False):
                begin = free[0] if free[0] > hour else hour
                begins.append(begin)
                ends.append(begin + hours)
                heapreplace(free, begin + hours)
            start[k, :count], finish[k, :count] = begins, ends
            free.sort()
            self.free_h[:, row] = free
        return start, finish

    def _by_shifts(self, free: Array, came: Array, takes: Array, begin: Array, end: Array) -> None:
        opens = np.maximum(came, free)
        for numbers, begins, ends in self.spans:
            own = opens[numbers]
            opens[numbers] = np.maximum(own, begins[ends.searchsorted(own - TOLERANCE_H)])
        server, each = opens.argmin(axis=0), np.arange(len(came))
        begin[:] = opens[server, each]
        np.add(begin, takes, out=end)
        free[server, each] = end


def _whoever(free: Array, came: Array, takes: Array, begin: Array, end: Array) -> None:
    np.maximum(came, free[0], out=begin)
    np.add(begin, takes, out=end)
    free[:-1] = np.maximum(free[:-1], np.minimum(end, free[1:]))
    np.maximum(free[-1], end, out=free[-1])

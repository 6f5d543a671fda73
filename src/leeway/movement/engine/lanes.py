"""First-come queues of parties, one row a replication: append at the tail, board from the head."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array

Rows = NDArray[np.int64]
Ids = NDArray[np.int64]


def distinct(numbers: Ids) -> list[int]:
    """The different numbers (none negative) of an array, ascending; quicker than `numpy.unique` on short arrays."""
    return np.flatnonzero(np.bincount(numbers)).tolist() if len(numbers) else []


class Lane:
    """Parties waiting at one place, in the order they became ready. `fifo[row, head:tail]` are party columns."""

    def __init__(self, replications: int, width: int) -> None:
        self.fifo = np.full((replications, max(width, 1) + 8), -1, dtype=np.int32)
        self.head = np.zeros(replications, dtype=np.int64)
        self.tail = np.zeros(replications, dtype=np.int64)

    @staticmethod
    def filled(ids: Ids) -> Lane:
        """A lane whose people are known beforehand, in order; its tail moves on as they become ready."""
        lane = Lane(len(ids), 0)
        lane.fifo = np.concatenate([ids, np.full((len(ids), 1), -1)], axis=1).astype(np.int32)
        return lane

    def append(self, rows: Rows, ids: Ids, mask: NDArray[np.bool_]) -> None:
        """Add the masked entries of `ids` (rows, k), in order."""
        counts = mask.sum(axis=1)
        if np.any(self.tail[rows] + counts > self.fifo.shape[1]):
            self._make_room(int(counts.max()))
        at = self.tail[rows][:, None] + np.cumsum(mask, axis=1) - 1
        which, column = np.nonzero(mask)
        self.fifo[rows[which], at[which, column]] = ids[which, column]
        self.tail[rows] += counts

    def put_back(self, rows: Rows, ids: Ids, mask: NDArray[np.bool_]) -> None:
        """Masked entries of `ids` that were taken from the head stand at the head again."""
        counts = mask.sum(axis=1)
        self.head[rows] -= counts
        at = self.head[rows][:, None] + np.cumsum(mask, axis=1) - 1
        which, column = np.nonzero(mask)
        self.fifo[rows[which], at[which, column]] = ids[which, column]

    def push(self, rows: Rows, ids: Ids) -> None:
        """Add one party to each row."""
        if np.any(self.tail[rows] >= self.fifo.shape[1]):
            self._make_room(1)
        self.fifo[rows, self.tail[rows]] = ids
        self.tail[rows] += 1

    def pop(self, rows: Rows) -> Ids:
        """Take the first party of each row; none may be empty."""
        ids = self.fifo[rows, self.head[rows]].astype(np.int64)
        self.head[rows] += 1
        return ids

    def waiting(self, rows: Rows) -> NDArray[np.bool_]:
        """Whether anybody is in it."""
        return np.asarray(self.head[rows] < self.tail[rows])

    def window(self, rows: Rows, width: int) -> tuple[Ids, NDArray[np.bool_]]:
        """The first `width` entries of each row (rows, width) and which are real."""
        at = self.head[rows][:, None] + np.arange(width)
        real = at < self.tail[rows][:, None]
        np.minimum(at, self.fifo.shape[1] - 1, out=at)
        at += (rows * self.fifo.shape[1])[:, None]
        return self.fifo.take(at).astype(np.int64), real

    def take(self, rows: Rows, ids: Ids, chosen: NDArray[np.bool_], real: NDArray[np.bool_]) -> None:
        """Remove the chosen entries of a window; the others keep their order."""
        counts = chosen.sum(axis=1)
        first = np.arange(chosen.shape[1]) < counts[:, None]
        mixed = np.flatnonzero((first != chosen).any(axis=1))
        if len(mixed):  # those chosen are not the first: they are put in front
            order = np.argsort(~chosen[mixed] + 2 * ~real[mixed], axis=1, kind="stable")
            moved = np.take_along_axis(ids[mixed], order, 1)
            still = np.take_along_axis(real[mixed], order, 1)
            at = self.head[rows[mixed]][:, None] + np.arange(chosen.shape[1])
            which, column = np.nonzero(still)
            self.fifo[rows[mixed[which]], at[which, column]] = moved[which, column]
        self.head[rows] += counts

    def _make_room(self, more: int) -> None:
        used = int((self.tail - self.head).max())
        width = max(self.fifo.shape[1], used + more + 8)
        at = self.head[:, None] + np.arange(used)
        kept = np.take_along_axis(self.fifo, np.minimum(at, self.fifo.shape[1] - 1), 1)
        fresh = np.full((len(self.fifo), width), -1, dtype=np.int32)
        fresh[:, :used] = kept
        self.fifo = fresh
        self.tail -= self.head
        self.head[:] = 0


class Source:
    """Parties who become ready at a place by themselves, at hours known beforehand: (replications, k), ascending."""

    def __init__(self, ids: Ids, ready_h: Array) -> None:
        many = len(ids)
        self.ids = np.concatenate([ids, np.full((many, 1), -1)], axis=1)
        self.ready_h = np.concatenate([ready_h, np.full((many, 1), np.inf)], axis=1)
        self.at = np.zeros(many, dtype=np.int64)

    def next_h(self) -> Array:
        """Hour of the next one, every replication."""
        return np.take_along_axis(self.ready_h, self.at[:, None], 1)[:, 0]

    def next_of(self, rows: Rows) -> Array:
        """Hour of the next one in some replications."""
        return self.ready_h[rows, self.at[rows]]

    def count_until(self, rows: Rows, t: Array) -> Ids:
        """How many more are ready by `t`, by bisection; they are passed over from now on."""
        low, high = self.at[rows], np.full(len(rows), self.ready_h.shape[1] - 1)
        begin = low.copy()
        while (low < high).any():
            middle = (low + high) // 2
            ready = self.ready_h[rows, middle] <= t
            low, high = np.where(ready, middle + 1, low), np.where(ready, high, middle)
        self.at[rows] = low
        return low - begin

    def until(self, rows: Rows, t: Array, width: int = 12) -> tuple[Ids, NDArray[np.bool_]]:
        """The next entries (up to `width`) ready by `t`, and which are; they are passed over from now on."""
        at = np.minimum(self.at[rows][:, None] + np.arange(width), self.ids.shape[1] - 1)
        real = self.ready_h[rows[:, None], at] <= t[:, None]
        real[:, 1:] &= at[:, 1:] != at[:, :-1]
        self.at[rows] += real.sum(axis=1)
        return self.ids[rows[:, None], at], real


class Pending:
    """Parties who will be at one point at known hours, one row a replication; taken in the order of their hours.

    `ready_h`: hour before which the party cannot be through all that follows.
    """

    def __init__(self, replications: int) -> None:
        self.ids = np.zeros((replications, 8), dtype=np.int64)
        self.hours = np.full((replications, 8), np.inf)
        self.ready_h = np.full((replications, 8), np.inf)
        self.count = np.zeros(replications, dtype=np.int64)

    def push(self, rows: Rows, ids: Ids, hours: Array, ready_h: Array, mask: NDArray[np.bool_]) -> None:
        """Add the masked entries (rows, k); those of equal hours are taken in the order of adding."""
        counts = mask.sum(axis=1)
        most = int((self.count[rows] + counts).max(initial=0))
        if most > self.ids.shape[1]:
            more = ((0, 0), (0, most + most // 2 - self.ids.shape[1]))
            self.ids = np.pad(self.ids, more)
            self.hours = np.pad(self.hours, more, constant_values=np.inf)
            self.ready_h = np.pad(self.ready_h, more, constant_values=np.inf)
        row, column = np.nonzero(mask)
        which = rows[row]
        at = (self.count[rows][:, None] + np.cumsum(mask, axis=1) - 1)[row, column]
        self.ids[which, at] = ids[row, column]
        self.hours[which, at] = hours[row, column]
        self.ready_h[which, at] = ready_h[row, column]
        self.count[rows] += counts

    def least(self, rows: Rows) -> Array:
        """Least `ready_h` of each row, `inf` if nobody is there."""
        most = int(self.count[rows].max(initial=0))
        return np.asarray(self.ready_h[rows, :most].min(axis=1, initial=np.inf))

    def take(self, rows: Rows, t: Array) -> tuple[Rows, Ids, Array, NDArray[np.bool_]] | None:
        """Remove all up to `t`: (rows with any, parties, hours ascending, which are real), None if there are none."""
        most = int(self.count[rows].max(initial=0))
        if not most:
            return None
        due = (self.hours[rows, :most] <= t[:, None]).sum(axis=1)
        if not due.any():
            return None
        rows, due = rows[due > 0], due[due > 0]
        which = rows[:, None]
        order = np.argsort(self.hours[rows, :most], axis=1, kind="stable")
        ids, hours = self.ids[which, order], self.hours[which, order]
        keep = due[:, None] + np.arange(most)
        there = keep < most
        kept = np.take_along_axis(order, np.minimum(keep, most - 1), 1)
        for table, nobody in ((self.ids, 0), (self.hours, np.inf), (self.ready_h, np.inf)):
            table[rows, :most] = np.where(there, table[which, kept], nobody)
        self.count[rows] -= due
        width = int(due.max())
        return rows, ids[:, :width], hours[:, :width], np.arange(width) < due[:, None]

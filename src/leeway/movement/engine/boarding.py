"""Parties board: by priority, then first come, as many as there is room for."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.occupancy import Occupancy


class Boarding(Occupancy):
    """Takes people from the lanes of a place."""

    def board(self, place: int, rows: Rows, room: Array, t: Array, heads: Array | None = None,
              quota: Array | None = None, most: Array | None = None, only: int | None = None) -> Ids:  # fmt: skip
        """Take whole parties ready at a place, by priority then first come, up to `room` seats and `heads` people.

        `quota` (rows, lanes): people a schedule wants first from each lane, and `most` at most; `only`: nobody but this
        lane. Returns party columns (rows, k), padded with -1. They no longer count at the place.
        """
        lanes = self.lanes_at[place] if only is None else [only]
        self.stirred[rows] = self.went[rows, place] = True
        if self.single and len(lanes) == 1 and most is None:
            return self._first(place, lanes[0], rows, room, t, heads)
        smallest = max(1.0, min((g.room for g in self.world.groups), default=1.0))
        enough = math.ceil(float(room.max(initial=0)) / smallest) + 8
        waiting = [
            int((self.lanes[place, n].tail[rows] - self.lanes[place, n].head[rows]).max(initial=0)) for n in lanes
        ]
        if quota is not None:
            waiting = [max(waiting)] * len(lanes)
        widths = [max(1, min(most, enough)) for most in waiting]
        windows = [self.lanes[place, n].window(rows, width) for n, width in zip(lanes, widths, strict=True)]
        ids = np.concatenate([w for w, _ in windows], axis=1)
        real = np.concatenate([r for _, r in windows], axis=1)
        which = rows[:, None]
        ids[~real] = 0
        room_of = np.where(real, self.room[which, ids], np.inf)
        heads_of = np.where(real, self.size[which, ids], 0)
        order = None
        if quota is not None or (len(lanes) > 1 and not self.by_rank[place]):
            rank = np.repeat(self.world.lane_rank[lanes].astype(np.float64), widths)[None, :]
            if quota is not None:
                in_lane = heads_of.reshape(len(rows), len(lanes), widths[0])
                planned = _making_up(in_lane, quota[:, lanes]) & real.reshape(in_lane.shape)
                rank = np.where(planned.reshape(len(rows), -1), -1.0, rank)
                if most is not None:
                    others = np.cumsum(np.where(planned, 0, in_lane), axis=2)
                    spare = most[:, lanes] - np.where(planned, in_lane, 0).sum(axis=2)
                    barred = ~planned & (others > spare[..., None] + 1e-9)
                    room_of = np.where(barred.reshape(len(rows), -1), np.inf, room_of)
            order = np.lexsort((np.where(real, self.ready_h[which, ids], np.inf), np.where(real, rank, np.inf)), axis=1)
            room_of = np.take_along_axis(room_of, order, 1)
            heads_of = np.take_along_axis(heads_of, order, 1)
        chosen = _fill(room_of, heads_of, room, heads)
        if order is not None:
            unsorted = np.zeros_like(chosen)
            np.put_along_axis(unsorted, order, chosen, 1)
            picked = np.take_along_axis(ids, order, 1)
        else:
            unsorted, picked = chosen, ids
        edges = np.cumsum([0, *widths]).tolist()
        for k, lane in enumerate(lanes):
            part = slice(edges[k], edges[k + 1])
            if unsorted[:, part].any():
                self.lanes[place, lane].take(rows, windows[k][0], unsorted[:, part], windows[k][1])
                gone = np.where(unsorted[:, part], self.room[which, ids[:, part]], 0.0).sum(axis=1)
                self.ready_room[rows, place, lane] -= gone
                self.present_room[rows, place, lane] -= gone
        count = chosen.sum(axis=1)
        packed = np.full((len(rows), max(1, int(count.max(initial=0)))), -1, dtype=np.int64)
        row, column = np.nonzero(chosen)
        packed[row, np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)] = picked[row, column]
        real = packed >= 0
        if self.world.orders is not None:
            for k, lane in enumerate(lanes):
                part = slice(edges[k], edges[k + 1])
                taken = np.where(unsorted[:, part], self.size[which, ids[:, part]], 0)
                self.boarded[rows, place, lane] += taken.sum(axis=1)
        self.people_present[rows, place] -= np.where(real, self.size[which, np.maximum(packed, 0)], 0).sum(axis=1)
        self.ledger.queued(place, rows, packed, self.ready_h, t)
        return packed

    def _first(self, place: int, lane: int, rows: Rows, room: Array, t: Array, heads: Array | None) -> Ids:
        """`board` where everybody is alone in one lane and takes the same room: the first so many."""
        queue = self.lanes[place, lane]
        count = np.minimum(queue.tail[rows] - queue.head[rows], np.floor(room / self.unit + 1e-9).astype(np.int64))
        if heads is not None:
            count = np.minimum(count, np.floor(np.minimum(heads, 1e15) + 1e-9).astype(np.int64))
        count = np.maximum(count, 0)
        ids, _ = queue.window(rows, max(1, int(count.max(initial=0))))
        ids[np.arange(ids.shape[1]) >= count[:, None]] = -1
        queue.head[rows] += count
        self.boarded[rows, place, lane] += count
        self.ready_room[rows, place, lane] -= count * self.unit
        self.present_room[rows, place, lane] -= count * self.unit
        self.people_present[rows, place] -= count
        self.ledger.queued(place, rows, ids, self.ready_h, t)
        return ids

    def set_out(self, place: int, rows: Rows, ids: Ids, reserves: NDArray[np.bool_] | None = None) -> None:
        """Count people as under way to a place; they take its room from now on but where `reserves` says not yet."""
        real, safe = ids >= 0, np.maximum(ids, 0)
        if self.single:
            heads = real.sum(axis=1)
            self.transit_room[rows, place] += heads * self.unit
        else:
            self.transit_room[rows, place] += np.where(real, self.room[rows[:, None], safe], 0.0).sum(axis=1)
            heads = self.heads(rows, ids)
        self.people_coming[rows, place] += heads if reserves is None else np.where(reserves, heads, 0)

    def heads(self, rows: Rows, ids: Ids) -> Ids:
        """People among parties (rows, k), padded with -1."""
        return np.asarray(np.where(ids >= 0, self.size[rows[:, None], np.maximum(ids, 0)], 0).sum(axis=1))


def _making_up(heads: Ids, quota: Array) -> NDArray[np.bool_]:
    """Parties (rows, lanes, k) that make up `quota` people of each lane: the first that do, or that come next to it.

    Families of two sizes need not add up from the head of the queue: the fewest that must are then passed over."""
    planned = (np.cumsum(heads, axis=2) <= quota[..., None] + 1e-9) & (heads > 0)
    short = quota - np.where(planned, heads, 0).sum(axis=2)
    for row, lane in zip(*np.nonzero((short > 0.5) & (heads.sum(axis=2) > quota + 0.5)), strict=True):
        sizes, wanted = heads[row, lane], round(float(quota[row, lane]))
        reach: dict[int, tuple[int, ...]] = {0: ()}  # people -> parties, those nearest to the head first found
        for k in np.flatnonzero(sizes):
            for people, chosen in sorted(reach.items(), reverse=True):
                reach.setdefault(people + int(sizes[k]), (*chosen, int(k))) if people + sizes[k] <= wanted else None
            if wanted in reach:
                planned[row, lane] = False
                planned[row, lane, list(reach[wanted])] = True
                break
    return planned


def _fill(room_of: Array, heads_of: Ids, room: Array, heads: Array | None) -> NDArray[np.bool_]:
    """Whole parties in order into `room` seats (and `heads` people): one that does not fit is passed over."""
    chosen = np.zeros(room_of.shape, dtype=bool)
    rows = np.arange(len(room))
    left = room + 1e-9
    left_heads = None if heads is None else heads + 1e-9
    while True:
        allowed = ~chosen[rows] & (room_of <= left[:, None]) & np.isfinite(room_of)
        if left_heads is not None:
            allowed &= heads_of <= left_heads[:, None]
        more = allowed.any(axis=1)
        if not more.all():  # the others are done
            rows, allowed, room_of, heads_of, left = (
                rows[more],
                allowed[more],
                room_of[more],
                heads_of[more],
                left[more],
            )
            left_heads = None if left_heads is None else left_heads[more]
        if not len(rows):
            return chosen
        seats = np.where(allowed, room_of, 0.0)
        take = allowed & (np.cumsum(seats, axis=1) <= left[:, None])
        if left_heads is not None:
            take &= np.cumsum(np.where(allowed, heads_of, 0), axis=1) <= left_heads[:, None]
            left_heads = left_heads - np.where(take, heads_of, 0).sum(axis=1)
        chosen[rows] |= take
        left = left - np.where(take, room_of, 0.0).sum(axis=1)

"""Parties board: by priority, then first come, as many as there is room for."""

from __future__ import annotations

import math
from typing import Any

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
        queues = [self.lanes[place, n] for n in lanes]
        waiting = [int((q.tail[rows] - q.head[rows]).max(initial=0)) for q in queues]
        if quota is not None:
            waiting = [max(waiting)] * len(lanes)
        elif any(waiting):  # lanes in which nobody stands take no part
            lanes = [n for n, many in zip(lanes, waiting, strict=True) if many]
            queues, waiting = [self.lanes[place, n] for n in lanes], [many for many in waiting if many]
        widths = [max(1, min(many, enough)) for many in waiting]
        windows = [queue.window(rows, width) for queue, width in zip(queues, widths, strict=True)]
        ids = _beside([np.maximum(w, 0) for w, _ in windows])
        real = _beside([r for _, r in windows])
        entry = (rows * self.size.shape[1])[:, None] + ids
        own_room = np.where(real, self.room.take(entry), np.inf)
        own_heads = None
        if heads is not None or quota is not None or self.world.orders is not None:
            own_heads = np.where(real, self.size.take(entry), 0)
        room_of, heads_of, order = own_room, own_heads, None
        if quota is not None or (len(lanes) > 1 and not self.by_rank[place]):
            rank = np.repeat(self.world.lane_rank[lanes].astype(np.float64), widths)[None, :]
            if quota is not None and own_heads is not None:
                in_lane = own_heads.reshape(len(rows), len(lanes), widths[0])
                since = np.where(real, self.ready_h.take(entry), np.inf).round(9).reshape(in_lane.shape)
                planned = _making_up(in_lane, quota[:, lanes], since) & real.reshape(in_lane.shape)
                rank = np.where(planned.reshape(len(rows), -1), -1.0, rank)
                if most is not None:
                    others = np.cumsum(np.where(planned, 0, in_lane), axis=2)
                    spare = most[:, lanes] - np.where(planned, in_lane, 0).sum(axis=2)
                    barred = ~planned & (others > spare[..., None] + 1e-9)
                    room_of = np.where(barred.reshape(len(rows), -1), np.inf, room_of)
            ready = np.where(real, self.ready_h.take(entry), np.inf)
            order = np.lexsort((ready, np.where(real, rank, np.inf)), axis=1)
            room_of = np.take_along_axis(room_of, order, 1)
            heads_of = None if heads_of is None else np.take_along_axis(heads_of, order, 1)
        chosen = _fill(room_of, heads_of, room, heads)
        unsorted, picked = chosen, ids
        if order is not None:
            unsorted = np.zeros_like(chosen)
            np.put_along_axis(unsorted, order, chosen, 1)
            picked = np.take_along_axis(ids, order, 1)
        edges = np.cumsum([0, *widths]).tolist()
        for k, (lane, queue) in enumerate(zip(lanes, queues, strict=True)):
            part = slice(edges[k], edges[k + 1])
            mine = unsorted[:, part]
            if not mine.any():
                continue
            queue.take(rows, windows[k][0], mine, windows[k][1])
            gone = np.where(mine, own_room[:, part], 0.0).sum(axis=1)
            self.ready_room[rows, place, lane] -= gone
            self.present_room[rows, place, lane] -= gone
            if self.world.orders is not None and own_heads is not None:
                self.boarded[rows, place, lane] += np.where(mine, own_heads[:, part], 0).sum(axis=1)
        count = chosen.sum(axis=1)
        packed = np.full((len(rows), max(1, int(count.max(initial=0)))), -1, dtype=np.int64)
        row, column = np.nonzero(chosen)
        packed[row, np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)] = picked[row, column]
        self.people_present[rows, place] -= self.heads(rows, packed)
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
        entry = (rows * self.size.shape[1])[:, None] + np.maximum(ids, 0)
        return np.asarray(np.where(ids >= 0, self.size.take(entry), 0).sum(axis=1))


def _making_up(heads: Ids, quota: Array, since_h: Array) -> NDArray[np.bool_]:
    """Parties (rows, lanes, k) that make up `quota` people of each lane: the first that do, or that come next to it;
    of those waiting since one instant the small ones first, as a schedule takes them.

    Families of two sizes need not add up from the head of the queue: the fewest that must are then passed over."""
    if heads.max(initial=0) > 1:
        order = np.lexsort((heads, since_h), axis=2)
        planned = np.zeros(heads.shape, dtype=bool)
        np.put_along_axis(planned, order, _first_making_up(np.take_along_axis(heads, order, 2), quota), 2)
        return planned
    return _first_making_up(heads, quota)


def _first_making_up(heads: Ids, quota: Array) -> NDArray[np.bool_]:
    """`_making_up` of parties in the order they are to be taken."""
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


def _beside(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)


def _fill(room_of: Array, heads_of: Ids | None, room: Array, heads: Array | None) -> NDArray[np.bool_]:
    """Whole parties in order into `room` seats (and `heads` people): one that does not fit is passed over.

    `room_of`: `inf` for nobody. `heads_of` is not needed without `heads`."""
    chosen = np.zeros(room_of.shape, dtype=bool)
    rows = np.arange(len(room))
    left = room + 1e-9
    left_heads = None if heads is None else heads + 1e-9
    open_to = room_of <= left[:, None]
    while True:
        allowed = open_to
        if left_heads is not None and heads_of is not None:
            allowed = allowed & (heads_of <= left_heads[:, None])
        more = allowed.any(axis=1)
        if not more.all():  # the others are done
            rows, allowed, room_of, left, open_to = rows[more], allowed[more], room_of[more], left[more], open_to[more]
            heads_of = None if heads_of is None else heads_of[more]
            left_heads = None if left_heads is None else left_heads[more]
        if not len(rows):
            return chosen
        seats = np.cumsum(np.where(allowed, room_of, 0.0), axis=1)
        take = allowed & (seats <= left[:, None])
        if left_heads is not None and heads_of is not None:
            take &= np.cumsum(np.where(allowed, heads_of, 0), axis=1) <= left_heads[:, None]
            left_heads = left_heads - np.where(take, heads_of, 0).sum(axis=1)
        chosen[rows] |= take
        left = left - np.where(take, room_of, 0.0).sum(axis=1)
        open_to = open_to & ~take & (room_of <= left[:, None])

"""Where every party is: becoming ready, in process, waiting in a lane, under way, out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine.chain import Chain
from leeway.movement.engine.desks import Desks
from leeway.movement.engine.feed_forward import can_feed_forward, feed_forward
from leeway.movement.engine.forecast import Forecast
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Ids, Lane, Rows, Source
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.people import Parties
from leeway.movement.engine.world import World


class Crowd:
    """Parties of one chunk and the places they are at. Rooms are in seats, `people_*` in heads.

    `ready_room`, `present_room` (replications, places, lanes): waiting ready; all there and not yet set out.
    `claimed` (replications, places): seats that vehicles on their way or waiting there have spoken for.
    `transit_room`: under way to a place. `people_present`, `people_coming`: heads there, and under way to it.
    """

    def __init__(self, world: World, seed: int, replications: Sequence[int], parties: Parties, gates: Gates,
                 ledger: Ledger, *, allow_fast: bool = True, limits_bind: bool = True) -> None:  # fmt: skip
        self.world, self.parties, self.ledger = world, parties, ledger
        many, places, lanes = len(replications), len(world.places), len(world.lane_rank)
        self.size = parties.size
        room = np.array([g.room for g in world.groups])[parties.group]
        self.room = parties.size * room
        self.lane_of = world.lane_of[parties.group]
        self.ready_h = parties.ready_h.copy()
        self.ready_room = np.zeros((many, places, lanes))
        self.present_room = np.zeros((many, places, lanes))
        self.claimed = np.zeros((many, places))
        self.transit_room = np.zeros((many, places))
        self.people_present = np.zeros((many, places))
        self.people_coming = np.zeros((many, places))
        self.drained_h = np.zeros((many, places))
        self.next_h = np.full((many, places), np.inf)
        self.lanes: dict[tuple[int, int], Lane] = {}
        self.sources: dict[int, list[tuple[int, Source]]] = {}
        self.chains: dict[int, Chain | Desks] = {}
        self.filled: set[tuple[int, int]] = set()
        self.forecasts: dict[int, Forecast] = {}
        self.wanted_room = np.full((many, places), np.inf)
        self.look_h = np.full((many, places), np.inf)
        """Behind desks: the least ready room somebody waits for, and when to look whether it is there."""
        self.came, self.went, self.served = np.zeros((3, many, places), dtype=bool)
        self.stirred = np.zeros(many, dtype=bool)
        """Whether people came to a place, left it, or a limited queue there grew shorter, since drivers were last told;
        any of it in a replication."""
        self.behind = [np.flatnonzero(world.upstream[:, place]) for place in range(places)]
        """Places whose people may come to each place."""
        self.capacity = np.array([p.capacity for p in world.places])
        rooms = np.unique(room[~parties.own])
        self.single = bool(parties.size[:, ~parties.own].max(initial=0) <= 1) and len(rooms) == 1
        """Everybody is alone and takes the same room: loads are then the first so many."""
        self.unit = float(rooms[0]) if len(rooms) else 1.0
        for place in range(places):
            if not world.is_haven[place]:
                self._furnish(place, seed, replications, gates, allow_fast, limits_bind)
        self.lanes_at = [[lane for (p, lane) in self.lanes if p == place] for place in range(places)]
        self.by_rank = [bool(np.all(np.diff(world.lane_rank[at]) > 0)) for at in self.lanes_at]
        """Whether the lanes of a place, one after another, are already in the order of boarding."""

    def _furnish(self, place: int, seed: int, replications: Sequence[int], gates: Gates, allow_fast: bool,
                 limits_bind: bool) -> None:  # fmt: skip
        world, parties = self.world, self.parties
        many = len(replications)
        for lane in sorted({int(world.lane_of[g]) for g in world.passes[place]}):
            groups = [g for g in world.passes[place] if world.lane_of[g] == lane]
            width = sum(parties.blocks[g].stop - parties.blocks[g].start for g in groups)
            self.lanes[place, lane] = Lane(many, width)
        own = [g for g in range(len(world.groups)) if world.site[g] == place]
        for g in own:
            block, lane = parties.blocks[g], int(world.lane_of[g])
            self.present_room[:, place, lane] += self.room[:, block].sum(axis=1)
            self.people_present[:, place] += self.size[:, block].sum(axis=1)
            self.ledger.note_mobilization(block, parties)
        stations = world.stations[place]
        sources: list[tuple[int, Source]] = []
        if not stations:
            for lane in sorted({int(world.lane_of[g]) for g in own}):
                columns = np.concatenate([np.arange(parties.blocks[g].start, parties.blocks[g].stop) for g in own
                                          if world.lane_of[g] == lane] or [np.arange(0)])  # fmt: skip
                sources.append((lane, self._source(columns)))
        else:
            columns = np.concatenate([np.arange(parties.blocks[g].start, parties.blocks[g].stop) for g in own]
                                     or [np.arange(0)])  # fmt: skip
            if allow_fast and can_feed_forward(world, place, stations):
                done, ready = feed_forward(self, world, stations, columns, seed, replications, gates)
                own_lanes = sorted({int(world.lane_of[g]) for g in own})
                sources = [(lane, _of_lane(done, ready, self.lane_of, lane)) for lane in own_lanes]
            else:
                limited = limits_bind and any(not math.isinf(s.queue_limit) for s in stations)
                kind = Desks if allow_fast and not limited else Chain
                self.chains[place] = kind(
                    self, world, place, stations, self._source(columns), seed, replications, gates
                )
        if self.single and not world.people_arrive[place] and place not in self.chains:
            for lane, source in sources:
                self.lanes[place, lane] = Lane.filled(source.ids[:, :-1])
                self.filled.add((place, lane))
        self.sources[place] = sources
        self._refresh(place)

    def _source(self, columns: Ids) -> Source:
        ready = self.ready_h[:, columns]
        ids = np.broadcast_to(columns, ready.shape)
        if np.any(ready[:, 1:] < ready[:, :-1]):
            order = np.argsort(ready, axis=1, kind="stable")
            return Source(np.take_along_axis(ids, order, 1), np.take_along_axis(ready, order, 1))
        return Source(ids, ready)

    def _refresh(self, place: int, rows: Rows | None = None) -> None:
        rows = np.arange(len(self.next_h)) if rows is None else rows
        times = [source.next_of(rows) for _, source in self.sources[place]]
        if place in self.chains:
            times.append(self.chains[place].next_h[rows])
        if times:
            self.next_h[rows, place] = np.minimum.reduce(times)

    def bring(self, place: int, rows: Rows, t: Array) -> None:
        """Bring one place up to and including the hour `t` of each row: a place is only looked at when it matters."""
        due = self.next_h[rows, place] <= t
        if not due.any():
            return
        rows, t = rows[due], t[due]
        for lane, source in self.sources[place]:
            if (place, lane) in self.filled:
                more = source.count_until(rows, t)
                self.lanes[place, lane].tail[rows] += more
                self.ready_room[rows, place, lane] += more * self.unit
                continue
            some = source.next_of(rows) <= t
            left, until = rows[some], t[some]
            while len(left):
                ids, real = source.until(left, until)
                self._stand(place, lane, left, ids, real)
                left, until = left[real[:, -1]], until[real[:, -1]]
        if place in self.chains:
            chain = self.chains[place]
            before = chain.queued_people[rows].sum(axis=1) if isinstance(chain, Chain) and chain.limited else None
            chain.advance(rows, t)
            if isinstance(chain, Chain) and before is not None:
                moved = rows[chain.queued_people[rows].sum(axis=1) < before]
                self.served[moved, place] = self.stirred[moved] = True
        self._refresh(place, rows)

    def bring_all(self, places: Ids, rows: Rows, t: Array) -> None:
        """`bring` for several places."""
        due = (self.next_h[rows[:, None], places] <= t[:, None]).any(axis=0)
        for place in places[due]:
            self.bring(int(place), rows, t)

    def reach_h(self, place: int, rows: Rows, wanted: Array) -> Array:
        """Hour at which the ready room of a place reaches `wanted` if nobody boards or comes in, `inf` if never.

        Exact where all are known beforehand; a lower bound at desks, to look again at. The place stands at the hour.
        """
        ready = self.ready_room[rows, place].sum(axis=1)
        missing = np.where(wanted > ready + 1e-9, wanted - ready, np.inf)
        if place in self.chains:
            return np.where(np.isfinite(missing), self.chains[place].next_h[rows], np.inf)
        if place not in self.forecasts:
            self.forecasts[place] = Forecast(self.sources[place], self.room, self.unit if self.single else None)
        return self.forecasts[place].reach_h(rows, missing)

    def last_ready_h(self, rows: Rows, places: Ids) -> Array:
        """Hour at which the last of those who wait at a place became ready, 0 if nobody waits."""
        hours = np.zeros(len(rows))
        for (place, _), lane in self.lanes.items():
            some = np.nonzero((places == place) & lane.waiting(rows))[0]
            which = rows[some]
            hours[some] = np.maximum(hours[some], self.ready_h[which, lane.fifo[which, lane.tail[which] - 1]])
        return hours

    def _stand(self, place: int, lane: int, rows: Rows, ids: Ids, mask: NDArray[np.bool_]) -> None:
        self.lanes[place, lane].append(rows, ids, mask)
        self.ready_room[rows, place, lane] += np.where(mask, self.room[rows[:, None], ids], 0.0).sum(axis=1)

    def stand(self, place: int, rows: Rows, ids: Ids, t: Array) -> None:
        """One party a row is done with the place's stations and waits from `t` on."""
        self.ready_h[rows, ids] = t
        lanes = self.lane_of[ids]
        for lane in np.unique(lanes):
            some = lanes == lane
            self.lanes[place, int(lane)].push(rows[some], ids[some])
        self.ready_room[rows, place, lanes] += self.room[rows, ids]

    def reject(self, place: int, rows: Rows, ids: Ids) -> None:
        """One party a row is turned away."""
        self.stirred[rows] = self.went[rows, place] = True
        self.ledger.rejected[rows, ids] = True
        self.present_room[rows, place, self.lane_of[ids]] -= self.room[rows, ids]
        self.people_present[rows, place] -= self.size[rows, ids]

    def enter(self, place: int, route: int, rows: Rows, ids: Ids, t: Array) -> None:
        """People (rows, k), padded with -1, come into a place over a route at `t`; in a haven they are out."""
        real = ids >= 0
        which = rows[:, None]
        safe = np.maximum(ids, 0)
        if self.single:
            heads = real.sum(axis=1)
            room = real * self.unit
        else:
            room = np.where(real, self.room[which, safe], 0.0)
            heads = np.where(real, self.size[which, safe], 0).sum(axis=1)
        self.transit_room[rows, place] -= room.sum(axis=1)
        self.people_coming[rows, place] -= heads
        self._drain(place, rows, t)
        self.people_present[rows, place] += heads
        if not self.world.is_haven[place]:
            self.bring(place, rows, t)
            self.came[rows, place] = self.stirred[rows] = True
        if self.world.is_haven[place]:
            self.ledger.out(rows, ids, t, int(self.world.route_exit[route]))
            return
        row, column = np.nonzero(real)
        lanes = self.lane_of[safe]
        for lane in np.unique(lanes[real]):
            mask = real & (lanes == lane)
            self.present_room[rows, place, lane] += np.where(mask, room, 0.0).sum(axis=1)
            if place not in self.chains:
                self.ready_h[rows[row], ids[row, column]] = t[row]
                self._stand(place, int(lane), rows, safe, mask)
        if place in self.chains:
            self.chains[place].arrive(rows, ids, real, t)
            self._refresh(place, rows)

    def _drain(self, place: int, rows: Rows, t: Array) -> None:
        onward = self.world.places[place].onward
        if onward is None or onward.rate_per_h <= 0:
            return
        since = np.maximum(self.drained_h[rows, place], onward.starts.after(self.world.start))
        gone = onward.rate_per_h * np.maximum(0.0, t - since)
        self.people_present[rows, place] = np.maximum(0.0, self.people_present[rows, place] - gone)
        # A service's people enter a haven ahead of time: what has been drained once is not drained again.
        self.drained_h[rows, place] = np.maximum(self.drained_h[rows, place], t)

    def free_heads(self, place: int, rows: Rows, t: Array) -> Array:
        """People who may still set out for a place at `t`."""
        if math.isinf(self.capacity[place]):
            return np.full(len(rows), np.inf)
        self._drain(place, rows, t)
        return np.asarray(self.capacity[place] - self.people_present[rows, place] - self.people_coming[rows, place])

    def room_frees_h(self, place: int, rows: Rows, t: Array, heads: Array) -> Array:
        """When there will be room for `heads` people: at `t` if there is, else by onward flow alone, `inf` if never."""
        onward = self.world.places[place].onward
        short = np.maximum(heads - self.free_heads(place, rows, t), 0.0)
        if onward is None or onward.rate_per_h <= 0:
            return np.where(short <= 0, t, np.inf)
        possible = short <= self.people_present[rows, place]
        begins = np.maximum(t, onward.starts.after(self.world.start))
        later = np.where(possible, begins + short / onward.rate_per_h + 1e-9, np.inf)
        return np.where(short <= 0, t, later)

    def coming_anywhere(self, rows: Rows) -> Array:
        """`coming` for every place, (rows, places); those who became ready unseen still count as coming."""
        present = self.present_room[rows].sum(axis=2)
        here = present - self.ready_room[rows].sum(axis=2)
        transit = self.transit_room[rows]
        total = here + transit
        for place, behind in enumerate(self.behind):
            if len(behind):
                total[:, place] += (present[:, behind] + transit[:, behind]).sum(axis=1)
        return np.asarray(total)

    def coming(self, place: int, rows: Rows) -> Array:
        """Seats' worth of people who may still become ready at a place."""
        here = self.present_room[rows, place].sum(axis=1) - self.ready_room[rows, place].sum(axis=1)
        elsewhere = self.present_room[rows].sum(axis=2) + self.transit_room[rows]
        return np.asarray(here + self.transit_room[rows, place] + elsewhere[:, self.behind[place]].sum(axis=1))

    def board(self, place: int, rows: Rows, room: Array, t: Array, heads: Array | None = None,
              quota: Array | None = None, only: int | None = None) -> Ids:  # fmt: skip
        """Take whole parties ready at a place, by priority then first come, up to `room` seats and `heads` people.

        `quota` (rows, lanes): people a schedule wants first from each lane; `only`: nobody but this lane. Returns party
        columns (rows, k), padded with -1. They no longer count at the place.
        """
        lanes = self.lanes_at[place]
        self.stirred[rows] = self.went[rows, place] = True
        if self.single and len(lanes) == 1:
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
        if len(lanes) > 1 and not (quota is None and self.by_rank[place]):
            rank = np.repeat(self.world.lane_rank[lanes].astype(np.float64), widths)[None, :]
            if quota is not None:
                in_lane = heads_of.reshape(len(rows), len(lanes), widths[0])
                planned = np.cumsum(in_lane, axis=2) <= quota[:, lanes][..., None]
                rank = np.where(planned.reshape(len(rows), -1), -1.0, rank)
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
        self.ready_room[rows, place, lane] -= count * self.unit
        self.present_room[rows, place, lane] -= count * self.unit
        self.people_present[rows, place] -= count
        self.ledger.queued(place, rows, ids, self.ready_h, t)
        return ids

    def set_out(self, place: int, rows: Rows, ids: Ids) -> None:
        """Count people as under way to a place."""
        real, safe = ids >= 0, np.maximum(ids, 0)
        if self.single:
            count = real.sum(axis=1)
            self.transit_room[rows, place] += count * self.unit
            self.people_coming[rows, place] += count
            return
        self.transit_room[rows, place] += np.where(real, self.room[rows[:, None], safe], 0.0).sum(axis=1)
        self.people_coming[rows, place] += np.where(real, self.size[rows[:, None], safe], 0).sum(axis=1)

    def turn_back(self, place: int, target: int, rows: Rows, ids: Ids, t: Array) -> None:
        """People who had boarded for `target` wait at `place` again."""
        self.bring(place, rows, t)
        self.came[rows, place] = self.stirred[rows] = True
        real, safe = ids >= 0, np.maximum(ids, 0)
        room = np.where(real, self.room[rows[:, None], safe], 0.0)
        heads = np.where(real, self.size[rows[:, None], safe], 0).sum(axis=1)
        self.transit_room[rows, target] -= room.sum(axis=1)
        self.people_coming[rows, target] -= heads
        self.people_present[rows, place] += heads
        lanes = self.lane_of[safe]
        row, column = np.nonzero(real)
        self.ready_h[rows[row], ids[row, column]] = t[row]
        for lane in np.unique(lanes[real]):
            mask = real & (lanes == lane)
            self.present_room[rows, place, lane] += np.where(mask, room, 0.0).sum(axis=1)
            if (place, int(lane)) in self.filled:
                self.lanes[place, int(lane)].put_back(rows, safe, mask)
                self.ready_room[rows, place, lane] += mask.sum(axis=1) * self.unit
            else:
                self._stand(place, int(lane), rows, safe, mask)


def _of_lane(done: Ids, ready: Array, lane_of: Ids, lane: int) -> Source:
    if np.all(lane_of[np.sort(done[0])] == lane):  # every replication has the same columns
        return Source(done, ready)
    mine = lane_of[done] == lane
    order = np.argsort(~mine, axis=1, kind="stable")[:, : int(mine.sum(axis=1).max(initial=0))]
    kept = np.take_along_axis(mine, order, 1)
    return Source(np.take_along_axis(done, order, 1), np.where(kept, np.take_along_axis(ready, order, 1), np.inf))


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

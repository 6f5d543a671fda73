"""Where every party is: becoming ready, in process, waiting in a lane, under way, out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine.boarding import Boarding
from leeway.movement.engine.chain import Chain
from leeway.movement.engine.desks import Desks
from leeway.movement.engine.feed_forward import can_feed_forward, feed_forward
from leeway.movement.engine.forecast import Forecast
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Ids, Lane, Rows, Source
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.people import Parties
from leeway.movement.engine.world import World


class Crowd(Boarding):
    """The places of one chunk, with their sources of people and their desks."""

    def __init__(self, world: World, seed: int, replications: Sequence[int], parties: Parties, gates: Gates,
                 ledger: Ledger, *, allow_fast: bool = True, limits_bind: bool = True) -> None:  # fmt: skip
        super().__init__(world, parties, ledger)
        self.sources: dict[int, list[tuple[int, Source]]] = {}
        self.chains: dict[int, Chain | Desks] = {}
        self.forecasts: dict[int, Forecast] = {}
        places = len(world.places)
        for place in range(places):
            if not world.is_haven[place]:
                self._furnish(place, seed, replications, gates, allow_fast, limits_bind)
        self.lanes_at = [[lane for (p, lane) in self.lanes if p == place] for place in range(places)]
        self.by_rank = [bool(np.all(np.diff(world.lane_rank[at]) > 0)) for at in self.lanes_at]

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
            before = chain.taken[rows] if isinstance(chain, Chain) and chain.limited else None
            chain.advance(rows, t)
            if isinstance(chain, Chain) and before is not None:
                moved = rows[chain.taken[rows] > before]
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
            self.boarded[rows, place, lane] -= np.where(mask, self.size[rows[:, None], safe], 0).sum(axis=1)
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

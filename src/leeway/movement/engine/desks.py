"""The desks of one place whose queues never fill: each service is settled as soon as its party joins the queue.

First come, first served and nobody held back by a full queue: who comes later changes nothing for those already there.
A party's start is then the first hour at which a server is free and open (Lindley's recursion for several servers,
Kiefer & Wolfowitz 1955, Trans. Amer. Math. Soc. 78, doi:10.2307/1992945), its end the hour it joins the next queue. All
who join a queue by the hour somebody looks at it are known by then and are served in the order of joining. Limits of
queues are only watched here (`leeway.movement.engine.queue_watch`); where one binds, the place is computed event by
event in `leeway.movement.engine.chain`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Station
from leeway.movement.draws import Array
from leeway.movement.engine.chain import next_station, reject_table, server_gates, service_table
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Ids, Pending, Rows, Source
from leeway.movement.engine.queue_watch import QueueWatch
from leeway.movement.engine.servers import Servers
from leeway.movement.engine.turns import Turns
from leeway.movement.engine.world import World

if TYPE_CHECKING:
    from leeway.movement.engine.crowd import Crowd


class Desks:
    """The stations of one place. `next_h` (replications,): nobody gets ready or is turned away before it; `inf`: never.

    It is a lower bound, the hour of joining plus the services still to come, and exact once the last service is
    settled: what happens between two desks wakes nobody.
    """

    limited = False

    def __init__(self, crowd: Crowd, world: World, place: int, stations: Sequence[Station], source: Source, seed: int,
                 replications: Sequence[int], gates: Gates) -> None:  # fmt: skip
        self.crowd, self.world, self.place, self.stations, self.source = crowd, world, place, stations, source
        parties, many = crowd.parties, len(replications)
        groups = world.passes[place]
        self.group = parties.group
        self.following = next_station(world, stations)
        self.service_h = [service_table(world, s, parties, groups, seed, replications) for s in stations]
        self.rejected = [reject_table(world, s, parties, groups, seed, replications) for s in stations]
        for j, table in enumerate(self.rejected):
            if table is not None:
                table &= self.following[self.group, j] == j
        self.servers = [
            Servers(server_gates(world, world.places[place], s, gates, many), bool(s.shifts), many) for s in stations
        ]
        self.watch = QueueWatch(stations, self.following, self.group, world.site[parties.group] == place, crowd.size)
        self.turns = Turns(world, stations, self.group, crowd.size)
        self.rest_h = self._rest()
        self.pending = [Pending(many) for _ in range(len(stations) + 1)]
        self.next_h = np.full(many, np.inf)
        self._begin()

    def _rest(self) -> list[Array]:
        """`[j][row, party]`: service hours still to come for a party that joins the queue of station j."""
        last = len(self.stations)
        rest = [np.zeros(self.crowd.size.shape) for _ in range(last + 1)]
        for j in range(last - 1, -1, -1):
            after = self.following[self.group, j + 1]
            for k in np.unique(after):
                rest[j][:, after == k] = rest[k][:, after == k]
            rejects = self.rejected[j]
            if rejects is not None:
                rest[j][rejects] = 0.0
            rest[j] += self.service_h[j]
        return rest

    def _begin(self) -> None:
        """The place's own people: all at once up to the horizon if nobody else comes, else each when ready."""
        rows = np.arange(len(self.next_h))
        source = self.source
        hours = np.where(source.ids >= 0, self._hours_to_ready(source.ids, source.ready_h), np.inf)
        self.source_bound_h = np.minimum.accumulate(hours[:, ::-1], axis=1)[:, ::-1]
        if not self.world.people_arrive[self.place]:
            real = np.isfinite(source.ready_h)
            source.at[:] = source.ready_h.shape[1] - 1
            self._join(rows, np.maximum(source.ids, 0), source.ready_h, real, 0)
            self._serve_until(rows, np.full(len(rows), self.world.horizon_h))
        self._plan(rows)

    def _hours_to_ready(self, ids: Ids, joins_h: Array) -> Array:
        safe = np.maximum(ids, 0)
        first = self.following[self.group[safe], 0]
        rest = np.zeros(ids.shape)
        for j in range(len(self.stations)):
            here = first == j
            if here.any():
                rest = np.where(here, self.rest_h[j][np.arange(len(ids))[:, None], safe], rest)
        return joins_h + rest

    def admits(self, rows: Rows, ids: Ids) -> NDArray[np.bool_]:
        """Whether people may come in: always, limits are watched only."""
        return np.ones(len(rows), dtype=bool)

    def arrive(self, rows: Rows, ids: Ids, real: NDArray[np.bool_], t: Array) -> None:
        """People (rows, k) come from outside at `t`: they join their first queue."""
        if not len(rows):
            return
        bound = self._join(rows, np.maximum(ids, 0), np.broadcast_to(t[:, None], ids.shape), real, 0)
        self.next_h[rows] = np.minimum(self.next_h[rows], bound)
        self.advance(rows, t)

    def advance(self, rows: Rows, t: Array) -> None:
        """Everybody who is through the desks, or turned away, up to and including hour `t`."""
        due = self.next_h[rows] <= t
        if not due.any():
            return
        rows, t = rows[due], t[due]
        while True:
            some = self.source.next_h()[rows] <= t
            if not some.any():
                break
            which = rows[some]
            ids, real = self.source.until(which, t[some])
            ids = np.maximum(ids, 0)
            self._join(which, ids, self.crowd.ready_h[which[:, None], ids], real, 0)
        self._serve_until(rows, t)
        self._leave(rows, t)
        self._plan(rows)

    def _plan(self, rows: Rows) -> None:
        bound = np.take_along_axis(self.source_bound_h[rows], self.source.at[rows][:, None], 1)[:, 0]
        for pending in self.pending:
            bound = np.minimum(bound, pending.least(rows))
        self.next_h[rows] = bound

    def _join(self, rows: Rows, ids: Ids, hours: Array, real: NDArray[np.bool_], after: int) -> Array:
        """Parties (rows, k) done with the stations before `after` go on; returns the first hour one may be ready."""
        target = self.following[self.group[ids], after]
        bound = np.full(len(rows), np.inf)
        for j in np.unique(target[real]):
            mask = real & (target == j)
            ready = np.where(mask, hours + self.rest_h[j][rows[:, None], ids], np.inf)
            self.pending[j].push(rows, ids, hours, ready, mask)
            bound = np.minimum(bound, ready.min(axis=1))
        return bound

    def _serve_until(self, rows: Rows, t: Array) -> None:
        """Services of all who join a queue by `t`, station by station."""
        last = len(self.stations)
        for j in range(last):
            taken = self.pending[j].take(rows, t)
            if taken is None:
                continue
            which, ids, joined, real = taken
            order = self.turns.order(j, which, ids, joined, real)
            if order is not None:
                ids = np.take_along_axis(ids, order, 1)
                joined, real = np.take_along_axis(joined, order, 1), np.take_along_axis(real, order, 1)
            start, finish = self._serve(j, which, ids, joined, real)
            self.watch.begin(j, which, ids, joined, start, real)
            real = real & np.isfinite(start)  # no shift left: they wait for ever
            self._note(self.stations[j], which, ids, (joined, start, finish), real)
            rejects = self.rejected[j]
            if rejects is not None:
                gone = real & rejects[which[:, None], ids]
                self.pending[last].push(which, ids, finish, finish, gone)
                real = real & ~gone
            self._join(which, ids, finish, real, j + 1)

    def _serve(self, j: int, rows: Rows, ids: Ids, joined: Array, real: NDArray[np.bool_]) -> tuple[Array, Array]:
        """(start, finish), (rows, k), of parties in the order of joining; `inf` if no server opens any more."""
        service = self.service_h[j][rows[:, None], ids]
        return self.servers[j].serve(rows, joined, service, real.sum(axis=1))

    def _leave(self, rows: Rows, t: Array) -> None:
        """Parties through the last desk by `t` are ready, those turned away go."""
        taken = self.pending[-1].take(rows, t)
        if taken is None:
            return
        which, ids, hours, real = taken
        if any(table is not None for table in self.rejected):
            gone = np.zeros(ids.shape, dtype=bool)
            for table in self.rejected:
                if table is not None:
                    gone |= real & table[which[:, None], ids]
            for k in np.nonzero(gone.any(axis=0))[0]:
                some = gone[:, k]
                self.crowd.reject(self.place, which[some], ids[some, k])
            real = real & ~gone
        row, column = np.nonzero(real)
        self.crowd.ready_h[which[row], ids[row, column]] = hours[row, column]
        lanes = self.crowd.lane_of[ids]
        for lane in np.unique(lanes[real]):
            self.crowd._stand(self.place, int(lane), which, ids, real & (lanes == lane))

    def _note(self, station: Station, rows: Rows, ids: Ids, hours: tuple[Array, Array, Array],
              real: NDArray[np.bool_]) -> None:  # fmt: skip
        """Waits and work of the parties that begin a service, (joined, start, finish)."""
        ledger = self.crowd.ledger
        resource = ledger.resources[f"station {station.id}"]
        row, column = np.nonzero(real)
        which, party = rows[row], ids[row, column]
        joined, start, finish = (h[row, column] for h in hours)
        ledger.waits(resource)[which, party] += start - joined
        ledger.busy_h[:, resource] += np.bincount(which, finish - start, minlength=len(self.next_h))
        if not ledger.watched:
            return
        people = self.crowd.size[which, party].astype(np.float64)
        seen = which < ledger.watched
        ledger.intervals.append((ledger.queue_index[f"station {station.id}"], joined[seen], start[seen], people[seen]))
        for k in np.nonzero(which == 0)[0] if ledger.told else ():
            for hour, event in ((start[k], "service begins"), (finish[k], "service ends")):
                ledger.tell(hour, event, station.id, "", "", int(party[k]), int(people[k]))

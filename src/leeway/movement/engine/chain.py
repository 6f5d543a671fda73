"""The desks of one place with limited queues, event by event, all replications side by side.

First come, first served over several servers in sequence, with shifts, ramp-up, skipped desks, rejects and limited
queues that hold finished parties at the desk before (blocking after service). A place is only brought forward to the
hour at which somebody looks at it; everything that can still happen there before that hour is then known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Place, Station, Windows
from leeway.movement.draws import Array, sample, uniforms
from leeway.movement.engine.gates import Gate, Gates, spans_of
from leeway.movement.engine.lanes import Ids, Lane, Rows, Source
from leeway.movement.engine.people import Parties
from leeway.movement.engine.turns import Turns
from leeway.movement.engine.world import World
from leeway.units import Distribution

if TYPE_CHECKING:
    from leeway.movement.engine.crowd import Crowd


def service_of(station: Station, depth: str) -> Distribution | None:
    """Service time at the chosen processing depth, falling back to full; None if the station is skipped."""
    return station.service_h.get(depth, station.service_h.get("full"))


def service_table(world: World, station: Station, parties: Parties, groups: Sequence[int], seed: int,
                  replications: Sequence[int]) -> Array:  # fmt: skip
    """Service hours keyed by party and station, (replications, parties)."""
    hours = service_of(station, world.settings.processing_depth)
    table = np.zeros(parties.size.shape)
    if hours is None:
        return table
    for g in groups:
        if station.categories and world.groups[g].category not in station.categories:
            continue
        block = parties.blocks[g]
        name = f"service/{station.id}/{world.groups[g].id}"
        table[:, block] = sample(hours, seed, replications, name, block.stop - block.start)
        if station.per == "person":
            table[:, block] *= parties.size[:, block]
    return table


def next_station(world: World, stations: Sequence[Station]) -> NDArray[np.int64]:
    """`[group, j]`: the first station from number j on that the group passes; number of stations: none, it is done."""
    last = len(stations)
    following = np.full((len(world.groups), last + 1), last, dtype=np.int64)
    for j in range(last - 1, -1, -1):
        skipped = service_of(stations[j], world.settings.processing_depth) is None
        for g, group in enumerate(world.groups):
            passes = not skipped and (not stations[j].categories or group.category in stations[j].categories)
            following[g, j] = j if passes else following[g, j + 1]
    return following


def server_gates(world: World, place: Place, station: Station, gates: Gates, replications: int) -> list[Gate]:
    """When each server of a station may begin a service: shifts, ramp-up (server j of n opens at (j - 1)/n of it)."""
    unlocked = np.zeros(replications) if station.unlocked_by is None else gates.force_h[station.unlocked_by]
    never = np.full(replications, np.inf)
    if not station.shifts:
        return [
            Gate(None, np.maximum(unlocked, station.ramp_up_h * k / station.servers), never)
            for k in range(station.servers)
        ]
    spans: list[tuple[float, float, int]] = []
    for shift in station.shifts:
        begins = max(0.0, shift.begins.after(world.start))
        ends = math.inf if shift.ends is None else shift.ends.after(world.start)
        daily = None if shift.daily is None else spans_of(world, Windows(daily=(shift.daily,)), place)
        for a, b in daily or [(0.0, math.inf)]:
            if max(a, begins) < min(b, ends):
                spans.append((max(a, begins), min(b, ends), shift.servers))
    edges = sorted({x for a, b, _ in spans for x in (a, b)})
    at_work = [(a, b, sum(n for x, y, n in spans if x <= a and b <= y)) for a, b in pairwise(edges)]
    result = []
    for k in range(max((n for _, _, n in at_work), default=0)):
        own: list[tuple[float, float]] = []
        for a, b, n in at_work:
            if n > k and own and own[-1][1] == a:
                own[-1] = (own[-1][0], b)
            elif n > k:
                own.append((a, b))
        opens = station.ramp_up_h * k / station.servers if k < station.servers else station.ramp_up_h
        result.append(Gate([(a, b - 2e-9) for a, b in own], np.maximum(unlocked, opens), never))
    return result


def reject_table(world: World, station: Station, parties: Parties, groups: Sequence[int], seed: int,
                 replications: Sequence[int]) -> NDArray[np.bool_] | None:  # fmt: skip
    """Whether a station turns each party away, (replications, parties); None if it turns nobody away."""
    if station.rejects <= 0:
        return None
    table = np.zeros(parties.size.shape, dtype=bool)
    for g in groups:
        block = parties.blocks[g]
        name = f"rejects/{station.id}/{world.groups[g].id}"
        table[:, block] = uniforms(seed, replications, name, block.stop - block.start) < station.rejects
    return table


class Chain:
    """The stations of one place. `next_h` (replications,): hour of its next own event, `inf` if none."""

    def __init__(self, crowd: Crowd, world: World, place: int, stations: Sequence[Station], source: Source, seed: int,
                 replications: Sequence[int], gates: Gates) -> None:  # fmt: skip
        self.crowd, self.world, self.place, self.stations, self.source = crowd, world, place, stations, source
        parties, many = crowd.parties, len(replications)
        groups = world.passes[place]
        self.group = parties.group
        self.following = next_station(world, stations)
        self.service_h = [service_table(world, s, parties, groups, seed, replications) for s in stations]
        self.gates = [server_gates(world, world.places[place], s, gates, many) for s in stations]
        self.rejected = [reject_table(world, s, parties, groups, seed, replications) for s in stations]
        width = sum(parties.blocks[g].stop - parties.blocks[g].start for g in groups)
        self.queue = [Lane(many, width) for _ in stations]
        self.queued_people = np.zeros((many, len(stations)))
        self.taken = np.zeros(many, dtype=np.int64)
        """Parties that have left a queue so far."""
        self.limit = [s.queue_limit for s in stations]
        self.turns = Turns(world, stations, self.group, crowd.size)
        self.limited = any(not math.isinf(limit) for limit in self.limit)
        self.at_home = world.site[parties.group] == place
        self.joined_h = np.zeros(parties.size.shape)
        servers = [len(g) for g in self.gates]
        self.party = [np.full((many, c), -1, dtype=np.int64) for c in servers]
        self.end_h = [np.full((many, c), np.inf) for c in servers]
        self.blocked_h = [np.full((many, c), np.inf) for c in servers]
        self.opens_h = [np.full(many, np.inf) for _ in stations]
        self.next_h = source.next_h()

    def admits(self, rows: Rows, ids: Ids) -> NDArray[np.bool_]:
        """Whether people (rows, k; -1: nobody) may come in together: they fit in their first queues, or nobody waits
        there. The place stands at the hour."""
        fits = np.ones(len(rows), dtype=bool)
        safe = np.maximum(ids, 0)
        first = self.following[self.group[safe], 0]
        size = np.where(ids >= 0, self.crowd.size[rows[:, None], safe], 0)
        for j, limit in enumerate(self.limit):
            if not math.isinf(limit):
                people = np.where(first == j, size, 0).sum(axis=1)
                waiting = self.queued_people[rows, j]
                fits &= (people <= 0) | (waiting + people <= limit) | (waiting <= 0)
        return fits

    def arrive(self, rows: Rows, ids: Ids, real: NDArray[np.bool_], t: Array) -> None:
        """People come from outside at `t` (the place stands at that hour): they join the first queue."""
        first = self.following[self.group[np.maximum(ids, 0)], 0]
        for j in range(len(self.stations)):
            here = real & (first == j)
            order = self.turns.order(j, rows, np.maximum(ids, 0), np.where(here, t[:, None], np.inf), here)
            if order is not None and here.any():
                ids, real, first = (np.take_along_axis(x, order, 1) for x in (ids, real, first))
        for k in range(ids.shape[1]):
            some = np.nonzero(real[:, k])[0]
            if len(some):
                self._join(rows[some], ids[some, k], t[some], 0)
        self._plan(rows, t)

    def advance(self, rows: Rows, t: Array) -> None:
        """Everything that happens up to and including hour `t`."""
        while True:
            due = self.next_h[rows] <= t
            rows, t = rows[due], t[due]
            if not len(rows):
                return
            now = self.next_h[rows]
            self._arrivals(rows, now)
            for j in range(len(self.stations) - 1, -1, -1):
                self._finish(rows, now, j)
                self._release(rows, now, j)
                self._start(rows, now, j)
            self._plan(rows, now)

    def _plan(self, rows: Rows, now: Array) -> None:
        following = self.source.next_h()[rows]
        for j in range(len(self.stations)):
            if self.end_h[j].shape[1]:
                following = np.minimum(following, self.end_h[j][rows].min(axis=1))
            opens = self.opens_h[j][rows]
            following = np.minimum(following, np.where(opens > now, opens, np.inf))
        self.next_h[rows] = following

    def _arrivals(self, rows: Rows, now: Array) -> None:
        here = self.source.next_h()[rows] <= now
        while here.any():
            some = rows[here]
            ids, real = self.source.until(some, now[here], 1)
            self._join(some[real[:, 0]], ids[real[:, 0], 0], now[here][real[:, 0]], 0)
            here = self.source.next_h()[rows] <= now

    def _join(self, rows: Rows, ids: Ids, t: Array, after: int) -> None:
        """Parties done with the stations before `after` go on: to the next queue they must pass, or ready."""
        target = self.following[self.group[ids], after]
        for j in np.unique(target):
            some = target == j
            if j == len(self.stations):
                self.crowd.stand(self.place, rows[some], ids[some], t[some])
                continue
            self.queue[j].push(rows[some], ids[some])
            self.joined_h[rows[some], ids[some]] = t[some]
            counted = ~(self.at_home[ids[some]] & (after == 0))
            self.queued_people[rows[some], j] += self.crowd.size[rows[some], ids[some]] * counted
            self._start(rows[some], t[some], int(j))

    def _finish(self, rows: Rows, now: Array, j: int) -> None:
        """Services that end now: rejected parties go, the others hold their desk until they may move on."""
        ends = self.end_h[j][rows]
        row, server = np.nonzero(ends <= now[:, None])
        if not len(row):
            return
        which, ids = rows[row], self.party[j][rows[row], server]
        self.end_h[j][which, server] = np.inf
        rejected = self.rejected[j]
        gone = np.zeros(len(which), dtype=bool) if rejected is None else rejected[which, ids]
        for k in np.nonzero(gone)[0]:  # several may end in one replication at one instant
            self.crowd.reject(self.place, which[k : k + 1], ids[k : k + 1])
        self.party[j][which[gone], server[gone]] = -1
        self.blocked_h[j][which[~gone], server[~gone]] = now[row[~gone]]

    def _release(self, rows: Rows, now: Array, j: int) -> None:
        """Parties done at station j move on, first done first, as far as the next queue has room."""
        while self.blocked_h[j].shape[1]:
            since = self.blocked_h[j][rows]
            server = since.argmin(axis=1) if not self.turns.planned else self._first_done(rows, since, j)
            some = np.isfinite(since[np.arange(len(rows)), server])
            if not some.any():
                return
            which, at, t = rows[some], server[some], now[some]
            ids = self.party[j][which, at]
            free = self._has_room(which, ids, t, j + 1)
            if not free.any():
                return
            which, at, t, ids = which[free], at[free], t[free], ids[free]
            if self.limited:
                target = self.following[self.group[ids], j + 1]
                for k in np.unique(target[target < len(self.stations)]):
                    hit = target == k
                    held = t[hit] - self.blocked_h[j][which[hit], at[hit]]
                    name = f"queue {self.stations[k].id}"
                    if name in self.crowd.ledger.resources:
                        self.crowd.ledger.wait(which[hit], ids[hit][:, None], self.crowd.ledger.resources[name],
                                               held[:, None])  # fmt: skip
            self.party[j][which, at] = -1
            self.blocked_h[j][which, at] = np.inf
            if self.turns.planned:
                target = self.following[self.group[ids], j + 1]
                for k in np.unique(target[target < len(self.stations)]):
                    self.turns.join(int(k), which[target == k], ids[target == k])
            self._join(which, ids, t, j + 1)
            rows, now = which, t

    def _first_done(self, rows: Rows, since: Array, j: int) -> Ids:
        """Servers of station j whose party goes on first: of those done in one instant, the one planned first."""
        ids = np.maximum(self.party[j][rows], 0)
        target = np.where(np.isfinite(since), self.following[self.group[ids], j + 1], -1)
        planned = np.full(since.shape, np.inf)
        for k in np.unique(target[(target >= 0) & (target < len(self.stations))]):
            planned = np.where(target == k, self.turns.next_h(int(k), rows, ids), planned)
        tied = since <= since.min(axis=1, keepdims=True) + 1e-9
        return np.asarray(np.lexsort((planned, ~tied), axis=1)[:, 0])

    def _has_room(self, rows: Rows, ids: Ids, t: Array, after: int) -> NDArray[np.bool_]:
        if not self.limited:
            return np.ones(len(rows), dtype=bool)
        target = self.following[self.group[ids], after]
        room = np.ones(len(rows), dtype=bool)
        for k in np.unique(target[target < len(self.stations)]):
            waiting = self.queued_people[rows, k]
            size = self.crowd.size[rows, ids]
            at_once = ~self.queue[k].waiting(rows) & np.isfinite(self._idle(rows, t, int(k))[1])
            room &= (target != k) | (waiting + size <= self.limit[k]) | at_once
        return room

    def _idle(self, rows: Rows, t: Array, j: int) -> tuple[Ids, Array]:
        """(server, `t`) of an idle open server in each row, (any, inf) if none; notes when the next idle one opens."""
        best, server = np.full(len(rows), np.inf), np.zeros(len(rows), dtype=np.int64)
        for k, gate in enumerate(self.gates[j]):
            idle = self.party[j][rows, k] < 0
            opens = np.where(idle, gate.next_open(rows, t), np.inf)
            better = opens < best
            best, server = np.where(better, opens, best), np.where(better, k, server)
        self.opens_h[j][rows] = np.where(best > t, best, np.inf)
        return server, np.where(best <= t, t, np.inf)

    def _start(self, rows: Rows, now: Array, j: int) -> None:
        """Idle open servers take who waits; each start may let a blocked party in behind."""
        while True:
            some = self.queue[j].waiting(rows)
            if not some.any():
                return
            rows, now = rows[some], now[some]
            server, at = self._idle(rows, now, j)
            free = np.isfinite(at)
            if not free.any():
                return
            rows, now, server = rows[free], now[free], server[free]
            ids = self.queue[j].pop(rows)
            finish = now + self.service_h[j][rows, ids]
            self.party[j][rows, server] = ids
            self.end_h[j][rows, server] = finish
            passed_first = j == self.following[self.group[ids], 0]
            counted = ~(self.at_home[ids] & passed_first)
            self.queued_people[rows, j] -= self.crowd.size[rows, ids] * counted
            self.taken[rows] += 1
            self.crowd.ledger.at_desk(self.stations[j].id, rows, ids, self.joined_h[rows, ids], now, finish)

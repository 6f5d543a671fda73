"""People who move without vehicles of the plan: by their own means over a route, or by scheduled departures."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from leeway.movement.draws import Array, sample
from leeway.movement.engine.agenda import Agenda
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.world import World


class Arrivals:
    """People under way without a vehicle: `hour[row, party]` they come to place `to[row, party]` over `by`. Who finds a
    queue full waits outside, `since_h[row, party]`, and looks again whenever the desks move on."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.hour = np.empty((0, 0))
        self.aboard_h: Callable[[int, Rows], Array] = lambda _place, rows: np.full(len(rows), np.inf)
        """Since when the first of those in vehicles waits outside a place."""
        self.next_h = np.full(len(crowd.size), np.inf)

    def add(self, rows: Rows, ids: Ids, hour: Array, to: int, by: int) -> None:
        """Parties (rows, k), padded with -1, set out."""
        if not self.hour.size:
            self.hour = np.full(self.crowd.size.shape, np.inf)
            self.to = np.full(self.crowd.size.shape, -1, dtype=np.int16)
            self.by = np.full(self.crowd.size.shape, -1, dtype=np.int32)
            self.since_h = np.full(self.crowd.size.shape, np.inf)
        row, column = np.nonzero(ids >= 0)
        which, party = rows[row], ids[row, column]
        self.hour[which, party] = np.broadcast_to(hour, ids.shape)[row, column]
        self.to[which, party], self.by[which, party] = to, by
        np.minimum.at(self.next_h, which, self.hour[which, party])

    def settle(self, rows: Rows, t: Array) -> None:
        """Those who have arrived by `t` enter their places."""
        hours = self.hour[rows]
        row, party = np.nonzero(hours <= t[:, None])
        which = rows[row]
        hour, to, by = hours[row, party], self.to[which, party], self.by[which, party]
        hours[row, party] = self.hour[which, party] = np.inf
        self.next_h[rows] = hours.min(axis=1)
        if (row[1:] == row[:-1]).any():
            order = np.lexsort((party, np.minimum(hour, self.since_h[which, party]), row))
            which, party, hour, to, by = which[order], party[order], hour[order], to[order], by[order]
        for place, route in sorted(set(zip(to.tolist(), by.tolist(), strict=True))):
            some = np.flatnonzero((to == place) & (by == route))
            chain = self.crowd.chains.get(place)
            if chain is not None and chain.limited:
                self._queue(place, route, which[some], party[some], hour[some])
            else:
                self._enter(place, route, which[some], party[some], hour[some])

    def _queue(self, place: int, route: int, rows: Rows, ids: Ids, hour: Array) -> None:
        """Parties, ordered by replication and hour, come in one by one as far as the queue has room; the others wait
        outside, and nobody passes them."""
        crowd, chain = self.crowd, self.crowd.chains[place]
        begins = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
        turn = np.arange(len(rows)) - np.repeat(begins, np.diff([*begins, len(rows)]))
        for n in range(int(turn.max()) + 1):
            now = np.flatnonzero(turn == n)
            r, party, t = rows[now], ids[now], hour[now]
            crowd.bring(place, r, t)
            since = np.minimum(t, self.since_h[r, party])
            go = (since <= crowd.outside_h[r, place]) & (since <= self.aboard_h(place, r))
            go &= chain.admits(r, party[:, None])
            self.since_h[r, party] = np.where(go, np.inf, since)
            outside = (self.to[r] == place) & np.isfinite(self.since_h[r])
            crowd.outside_h[r, place] = np.where(outside, self.since_h[r], np.inf).min(axis=1)
            crowd.enter(place, route, r[go], party[go][:, None], t[go])
            r, party = r[~go], party[~go]
            self.hour[r, party] = chain.next_h[r]
            np.minimum.at(self.next_h, r, chain.next_h[r])

    def _enter(self, place: int, route: int, rows: Rows, ids: Ids, hour: Array) -> None:
        """Parties come into a place, ordered by replication and hour: those of one hour together, but one after another
        at desks, where the first is served before the next joins."""
        same = rows[1:] == rows[:-1]
        joins = same & (hour[1:] == hour[:-1]) & (place not in self.crowd.chains)
        first = np.flatnonzero(np.concatenate(([True], ~joins)))
        load = np.cumsum(np.concatenate(([False], ~joins)))
        seat = np.arange(len(rows)) - first[load]
        begins = np.flatnonzero(np.concatenate(([True], ~same[first[1:] - 1])))
        turn = np.arange(len(first)) - np.repeat(begins, np.diff([*begins, len(first)]))
        aboard = np.full((len(first), int(seat.max()) + 1), -1, dtype=np.int64)
        aboard[load, seat] = ids
        for n in range(int(turn.max()) + 1):
            now = np.flatnonzero(turn == n)
            at = first[now]
            self.crowd.enter(place, route, rows[at], aboard[now], hour[at])


class Services:
    """Scheduled departures. `next_h` (replications, services)."""

    def __init__(self, world: World, crowd: Crowd, gates: Gates, ledger: Ledger, arrivals: Arrivals, agenda: Agenda,
                 seed: int, replications: Sequence[int]) -> None:  # fmt: skip
        self.world, self.crowd, self.gates, self.ledger, self.arrivals = world, crowd, gates, ledger, arrivals
        self.agenda = agenda
        self.services = list(world.plan.services.values())
        many = len(replications)
        self.hours, self.under_way_h, self.seats = [], [], []
        for s in self.services:
            hours = np.array([*sorted(h for m in s.departures if (h := m.after(world.start)) >= 0), math.inf])
            time = world.plan.routes[s.route].time_h or world.plan.routes[s.route].cycle_h
            number = len(hours)
            table = np.zeros((many, number))
            if time is not None:
                table = sample(time, seed, replications, f"service trip/{s.id}", number)
                if world.plan.routes[s.route].time_h is None:
                    table = table / 2
            share = sample(s.seats_share, seed, replications, f"seats/{s.id}", number)
            self.hours.append(hours)
            self.under_way_h.append(table)
            self.seats.append(np.floor(s.seats * np.clip(share, 0, None) + 1e-9))
        self.quota = [self._planned(s.id, h) for s, h in zip(self.services, self.hours, strict=True)]
        self.at = np.zeros((many, len(self.services)), dtype=np.int64)
        self.next_h = np.tile([h[0] for h in self.hours], (many, 1)) if self.services else np.empty((many, 0))

    def _planned(self, service: str, hours: Array) -> Array:
        """People of each lane planned for each departure, (departures, lanes)."""
        world = self.world
        table = np.zeros((len(hours), len(world.lane_rank)))
        for move in () if world.schedule is None else world.schedule.moves:
            if not move.fleet and move.vehicle.rpartition("/")[0] == service:
                number = int(np.abs(hours - move.depart_h).argmin())
                for group, people in move.people:
                    table[number, world.lane_of[world.group_index[group]]] += people
        return table

    def depart(self, k: int, rows: Rows, t: Array) -> None:
        """The next departure of service k: those ready board."""
        world, crowd, service = self.world, self.crowd, self.services[k]
        number = self.at[rows, k]
        self.at[rows, k] += 1
        self.next_h[rows, k] = self.hours[k][self.at[rows, k]]
        way = world.route_index[service.route]
        place, target = int(world.route_from[way]), int(world.route_to[way])
        goes = self.gates.leave[way].next_open(rows, t) <= t + 1e-9
        goes &= crowd.ready_room[rows, place].sum(axis=1) > 1e-9
        heads = crowd.free_heads(target, rows, t)
        goes &= heads > 1 - 1e-9
        rows, t, number, heads = rows[goes], t[goes], number[goes], heads[goes]
        if not len(rows):
            return
        seats = self.seats[k][rows, number]
        quota = most = None
        if world.schedule is not None:  # whom the plan wants, and who should have left before
            quota = self.quota[k][number]
            due = self.agenda.overdue(place, t, crowd.boarded[rows, place], self.agenda.people_of[rows])
            most = np.where((t > world.orders_until_h + 1e-9)[:, None], np.inf, np.maximum(quota, due))
        limit = None if math.isinf(crowd.capacity[target]) else np.where(np.isinf(heads), 1e12, heads)
        ids = crowd.board(place, rows, seats, t, limit, quota, most)
        crowd.set_out(target, rows, ids)
        safe = np.maximum(ids, 0)
        code = self.ledger.resources[f"service {service.id}"]
        self.ledger.wait(rows, ids, code, t[:, None] - crowd.ready_h[rows[:, None], safe])
        taken = np.where(ids >= 0, crowd.room[rows[:, None], safe], 0.0).sum(axis=1)
        self.ledger.busy_h[rows, code] += taken
        arrive = t + self.under_way_h[k][rows, number]
        if world.is_haven[target]:
            late = arrive > world.horizon_h
            crowd.enter(target, way, rows[~late], ids[~late], arrive[~late])
        else:
            self.arrivals.add(rows, ids, arrive[:, None], target, way)
        if self.ledger.told and rows[0] == 0:
            for group, people in self.ledger.people_of(0, ids[0]).items():
                self.ledger.events.append((float(t[0]), "departs", service.id, world.places[place].id, service.route,
                                           group, people))  # fmt: skip

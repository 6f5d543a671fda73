"""People who move without vehicles of the plan: by their own means over a route, or by scheduled departures."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from leeway.movement.draws import Array, sample
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.world import World


class Arrivals:
    """People under way without a vehicle: `hour[row, party]` they come to place `to[row, party]` over `by`."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.hour = np.empty((0, 0))
        self.next_h = np.full(len(crowd.size), np.inf)

    def add(self, rows: Rows, ids: Ids, hour: Array, to: int, by: int) -> None:
        """Parties (rows, k), padded with -1, set out."""
        if not self.hour.size:
            self.hour = np.full(self.crowd.size.shape, np.inf)
            self.to = np.full(self.crowd.size.shape, -1, dtype=np.int16)
            self.by = np.full(self.crowd.size.shape, -1, dtype=np.int32)
        row, column = np.nonzero(ids >= 0)
        which, party = rows[row], ids[row, column]
        self.hour[which, party] = np.broadcast_to(hour, ids.shape)[row, column]
        self.to[which, party], self.by[which, party] = to, by
        np.minimum.at(self.next_h, which, self.hour[which, party])

    def settle(self, rows: Rows, t: Array) -> None:
        """Those who have arrived by `t` enter their places."""
        due = self.hour[rows] <= t[:, None]
        row, party = np.nonzero(due)
        which = rows[row]
        hour, to, by = self.hour[which, party], self.to[which, party], self.by[which, party]
        self.hour[which, party] = np.inf
        order = np.lexsort((party, hour))
        turn = np.zeros(len(which), dtype=np.int64)
        seen: dict[int, int] = {}
        for k in order:  # parties of one replication that arrive at one instant come in one after another
            turn[k] = seen.get(int(which[k]), 0)
            seen[int(which[k])] = int(turn[k]) + 1
        for place, route in sorted(set(zip(to.tolist(), by.tolist(), strict=True))):
            for n in range(int(turn.max(initial=0)) + 1):
                some = (to == place) & (by == route) & (turn == n)
                if some.any():
                    self.crowd.enter(place, route, which[some], party[some][:, None], hour[some])
        self.next_h[rows] = self.hour[rows].min(axis=1)


class Walks:
    """Self-moving people: at ticks of the flow step those ready enter, first come, as far as each way takes them."""

    def __init__(self, world: World, crowd: Crowd, gates: Gates, ledger: Ledger, arrivals: Arrivals, seed: int,
                 replications: Sequence[int]) -> None:  # fmt: skip
        self.world, self.crowd, self.gates, self.ledger, self.arrivals = world, crowd, gates, ledger, arrivals
        self.seed, self.replications = seed, replications
        self.step_h = world.settings.flow_step_h
        ways = [k for k in world.walks if world.nearer(int(world.route_from[k]), int(world.route_to[k]))]
        self.places = sorted({int(world.route_from[k]) for k in ways})
        self.ways = {
            p: sorted((k for k in ways if world.route_from[k] == p), key=self._remaining_h) for p in self.places
        }
        self.left_over = np.zeros((len(replications), len(world.routes)))
        self.last_tick = np.full((len(replications), len(world.routes)), -2, dtype=np.int64)
        self.ticked_h = np.full((len(replications), len(world.places)), -np.inf)
        self.asleep = np.zeros((len(replications), len(world.places)), dtype=bool)
        self.slept_h = np.full((len(replications), len(world.places)), -np.inf)
        self._times: dict[int, Array] = {}

    def _remaining_h(self, route: int) -> float:
        time = self.world.routes[route].time_h
        hours = 0.0 if time is None else self.world.network.hours(time)
        return hours + float(self.world.remaining_h[self.world.route_to[route]])

    def next_h(self, place: int, now: Array) -> Array:
        """Next tick at which anybody may set out from a place, every replication."""
        self._wake(place)
        ready = self.crowd.ready_room[:, place].sum(axis=1) > 1e-9
        since = np.where(ready, now, self.crowd.next_h[:, place])
        finite = np.isfinite(since)
        tick = np.where(finite, np.ceil(np.where(finite, since, 0.0) / self.step_h - 1e-9) * self.step_h, np.inf)
        again = self.ticked_h[:, place]
        return np.where(tick <= again + 1e-12, again + self.step_h, tick)

    def _wake(self, place: int) -> None:
        """Those who sleep because the places ahead are full look again when one has room."""
        rows = np.nonzero(self.asleep[:, place])[0]
        if not len(rows):
            return
        crowd = self.crowd
        for target in {int(self.world.route_to[k]) for k in self.ways[place]}:
            room = crowd.capacity[target] - crowd.people_present[rows, target] - crowd.people_coming[rows, target]
            up = rows[room > 1 - 1e-9]
            self.ticked_h[up, place] = self.slept_h[up, place]
            self.asleep[up, place] = False

    def _sleep(self, place: int, rows: Rows, t: Array) -> None:
        """Nobody could set out and the places ahead are full: until onward flow, or somebody leaving, makes room."""
        ones = np.ones(len(rows))
        ways = self.ways[place]
        frees = np.minimum.reduce([
            self.crowd.room_frees_h(int(self.world.route_to[k]), rows, t, ones) for k in ways
        ])  # fmt: skip
        self.slept_h[rows, place] = self.ticked_h[rows, place]
        self.asleep[rows, place] = True
        known = np.isfinite(frees)
        later = np.ceil(np.where(known, frees, 0.0) / self.step_h - 1e-9) - 1
        self.ticked_h[rows, place] = np.where(known, np.maximum(later * self.step_h, t), np.inf)

    def tick(self, place: int, rows: Rows, t: Array) -> None:
        """Those ready at a place set out."""
        crowd, world = self.crowd, self.world
        number = np.rint(t / self.step_h).astype(np.int64)
        self.ticked_h[rows, place] = number * self.step_h
        hopeless = np.ones(len(rows), dtype=bool)
        opens = np.full(len(rows), np.inf)
        fastest = self._remaining_h(self.ways[place][0])
        queue_h = np.zeros(len(rows))
        self.asleep[rows, place] = False
        full = np.ones(len(rows), dtype=bool)
        for way in self.ways[place]:
            route, target = world.routes[way], int(world.route_to[way])
            open_h = self.gates.leave[way].next_open(rows, t)
            opens = np.minimum(opens, open_h)
            take = open_h <= t + 1e-9
            take &= self._remaining_h(way) - fastest <= queue_h + 1e-9
            hopeless &= np.isinf(open_h)
            rate = route.people_per_h * self.step_h
            follows = self.last_tick[rows, way] == number - 1
            allowed = np.full(len(rows), np.inf)
            if not math.isinf(rate):
                allowed = np.where(follows, self.left_over[rows, way], 0.0) + rate
            heads = np.minimum(allowed, crowd.free_heads(target, rows, t))
            some = take & (heads > 1 - 1e-9)
            full &= (open_h <= t + 1e-9) & (crowd.free_heads(target, rows, t) < 1 - 1e-9)
            if some.any():
                self._go(place, way, rows[some], t[some], heads[some], allowed[some])
            if not math.isinf(rate):
                waits = crowd.ready_room[rows, place].sum(axis=1) > 1e-9
                self.last_tick[rows, way] = number
                slow = take & ~some & waits
                self.left_over[rows[slow], way] = allowed[slow]
                queue_h = np.maximum(queue_h, crowd.ready_room[rows, place].sum(axis=1) / route.people_per_h)
            queue_h = np.where(take & (heads > 1 - 1e-9) & np.isinf(allowed), queue_h, np.maximum(queue_h, 0.0))
            if not math.isinf(crowd.capacity[target]):
                queue_h = np.where(crowd.free_heads(target, rows, t) < 1, np.inf, queue_h)
            queue_h = np.where(open_h > t + 1e-9, np.inf, queue_h)
        self.ticked_h[rows[hopeless], place] = np.inf
        sleeps = ~hopeless & (opens > t + 1e-9)
        self.ticked_h[rows[sleeps], place] = (np.ceil(opens[sleeps] / self.step_h - 1e-9) - 1) * self.step_h
        if full.any():
            self._sleep(place, rows[full], t[full])

    def _go(self, place: int, way: int, rows: Rows, t: Array, heads: Array, allowed: Array) -> None:
        crowd, world = self.crowd, self.world
        route, target = world.routes[way], int(world.route_to[way])
        waiting = crowd.ready_room[rows, place].sum(axis=1)
        ids = crowd.board(place, rows, waiting, t, np.where(np.isinf(heads), 1e12, heads))
        crowd.set_out(target, rows, ids)
        real, safe = ids >= 0, np.maximum(ids, 0)
        gone = np.where(real, crowd.size[rows[:, None], safe], 0).sum(axis=1)
        if not math.isinf(route.people_per_h):
            still = crowd.ready_room[rows, place].sum(axis=1) > 1e-9
            rate = route.people_per_h * self.step_h
            kept = np.where(heads < allowed, np.minimum(allowed - gone, max(1.0, rate)), allowed - gone)
            self.left_over[rows, way] = np.where(still, kept, 0.0)  # a family goes when its last person would
        self.ledger.wait(rows, ids, self.ledger.resources[f"route {route.id}"],
                         t[:, None] - crowd.ready_h[rows[:, None], safe])  # fmt: skip
        under_way = self._time(way)[rows[:, None], safe]
        extra = self.step_h if route.constant_rate and world.is_haven[target] else 0.0
        self.arrivals.add(rows, ids, t[:, None] + under_way + extra, target, way)
        if self.ledger.told and rows[0] == 0:
            for group, people in self.ledger.people_of(0, ids[0]).items():
                self.ledger.events.append((float(t[0]), "sets out", route.id, world.places[place].id, route.id, group,
                                           people))  # fmt: skip

    def _time(self, way: int) -> Array:
        """Hours under way, keyed by party and route."""
        if way not in self._times:
            route, crowd = self.world.routes[way], self.crowd
            table = np.zeros(crowd.size.shape)
            if route.time_h is not None:
                for g, block in enumerate(crowd.parties.blocks):
                    name = f"walk/{route.id}/{self.world.groups[g].id}"
                    width = block.stop - block.start
                    table[:, block] = sample(route.time_h, self.seed, self.replications, name, width)
            self._times[way] = table
        return self._times[way]


class Services:
    """Scheduled departures. `next_h` (replications, services)."""

    def __init__(self, world: World, crowd: Crowd, gates: Gates, ledger: Ledger, arrivals: Arrivals, seed: int,
                 replications: Sequence[int]) -> None:  # fmt: skip
        self.world, self.crowd, self.gates, self.ledger, self.arrivals = world, crowd, gates, ledger, arrivals
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
        self.at = np.zeros((many, len(self.services)), dtype=np.int64)
        self.next_h = np.tile([h[0] for h in self.hours], (many, 1)) if self.services else np.empty((many, 0))

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
        ids = crowd.board(place, rows, seats, t, np.where(np.isinf(heads), 1e12, heads))
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

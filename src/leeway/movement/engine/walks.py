"""People who move by their own means over a route: greedily, as a schedule has it, or in unbroken streams."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array, sample
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.flows import Arrivals
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Rows
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.streams import Stream, increments, streams_of
from leeway.movement.engine.world import World


class Walks:
    """Self-moving people: at ticks of the flow step those ready enter, first come, as far as each way takes them.

    Under dispatch a slower way is taken when waiting for the faster one would take longer. Under a schedule nobody sets
    out before, or over another way than, planned; whoever remains when the last planned departure of the group from a
    place has passed goes on as under dispatch. Groups on constant-rate routes go in streams.
    """

    def __init__(self, world: World, crowd: Crowd, gates: Gates, ledger: Ledger, arrivals: Arrivals, seed: int,
                 replications: Sequence[int]) -> None:  # fmt: skip
        self.world, self.crowd, self.gates, self.ledger, self.arrivals = world, crowd, gates, ledger, arrivals
        self.seed, self.replications = seed, replications
        self.step_h = world.settings.flow_step_h
        self.orders = world.walk_orders
        planned = set() if self.orders is None else {route for routes in self.orders.of.values() for route in routes}
        ways = [
            k for k in world.walks
            if world.routes[k].id in planned or world.nearer(int(world.route_from[k]), int(world.route_to[k]))
        ]  # fmt: skip
        self.places = sorted({int(world.route_from[k]) for k in ways})
        self.ways = {
            p: sorted((k for k in ways if world.route_from[k] == p), key=self._remaining_h) for p in self.places
        }
        many, routes, places = len(replications), len(world.routes), len(world.places)
        self.counted = np.full((many, routes), -2, dtype=np.int64)
        self.budget = np.zeros((many, routes))
        self.carries = np.zeros((many, routes), dtype=bool)
        self.ticked_h = np.full((many, places), -np.inf)
        self.asleep = np.zeros((many, places), dtype=bool)
        self.slept_h = np.full((many, places), -np.inf)
        self.slept_room = np.zeros((many, places))
        self.slept_free = np.zeros((many, places))
        self.slept_there = np.zeros((many, places))
        self.wake_h = np.full((many, places), -np.inf)
        self.short = np.zeros((many, places), dtype=bool)
        self.gone: dict[tuple[int, int], Array] = defaultdict(lambda: np.zeros(many))
        self._times: dict[int, Array] = {}
        self.streams: dict[tuple[int, int], tuple[Stream, int]] = {}
        for stream in streams_of(world, crowd, gates, self.orders):
            for number, way in enumerate(stream.ways):
                self.streams[stream.group, int(world.route_from[way])] = (stream, number)
        self.plain = self.orders is None and not self.streams
        self.over_h = math.inf
        if self.orders is not None:
            self.over_h = max(self.orders.until_h.values(), default=0.0)

    def _remaining_h(self, route: int) -> float:
        time = self.world.routes[route].time_h
        hours = 0.0 if time is None else self.world.network.hours(time)
        return hours + float(self.world.remaining_h[self.world.route_to[route]])

    def next_h(self, place: int, rows: Rows, now: Array) -> Array:
        """Next tick at which anybody may set out from a place in some replications, which stand at hours `now`."""
        self._wake(place, rows)
        ready_room = self.crowd.ready_room[rows, place].sum(axis=1)
        coming = self._tick_at(self.crowd.next_h[rows, place])
        tick = np.where(ready_room > 1e-9, self._tick_at(now), coming)
        again = self.ticked_h[rows, place]
        tick = np.where(tick <= again + 1e-12, again + self.step_h, tick)
        if self.plain:
            return tick
        held = ready_room <= self.slept_room[rows, place] + 1e-9
        coming = np.where(coming <= again + 1e-12, again + self.step_h, coming)
        return np.asarray(np.where(held, np.maximum(tick, np.minimum(self.wake_h[rows, place], coming)), tick))

    def _tick_at(self, hour: Array) -> Array:
        """The first tick at or after an hour."""
        finite = np.isfinite(hour)
        return np.where(finite, np.ceil(np.where(finite, hour, 0.0) / self.step_h - 1e-9) * self.step_h, np.inf)

    def _wake(self, place: int, rows: Rows) -> None:
        """Those who sleep because the places ahead have no room for them look again when one has more, or when people
        have come in who may go on from there."""
        rows = rows[self.asleep[rows, place] | self.short[rows, place]]
        if not len(rows):
            return
        free, there = self._ahead(place, rows)
        up = rows[(free > self.slept_free[rows, place] + 1e-9) | (there > self.slept_there[rows, place] + 1e-9)]
        asleep = up[self.asleep[up, place]]
        self.ticked_h[asleep, place] = self.slept_h[asleep, place]
        self.asleep[up, place] = False
        self.wake_h[up[self.short[up, place]], place] = -np.inf

    def _ahead(self, place: int, rows: Rows) -> tuple[Array, Array]:
        """People there is room for at the places ahead that have a limit, and people there."""
        crowd = self.crowd
        targets = sorted({int(self.world.route_to[k]) for k in self.ways[place]})
        held = [p for p in targets if not math.isinf(crowd.capacity[p])]
        there = crowd.people_present[rows][:, held]
        free = crowd.capacity[held] - there - crowd.people_coming[rows][:, held]
        return free.sum(axis=1), there.sum(axis=1)

    def _sleep(self, place: int, rows: Rows, t: Array) -> None:
        """Nobody could set out for want of room ahead: until onward flow, or somebody leaving, makes more."""
        frees = self._frees_h(place, rows, t)
        self.slept_h[rows, place] = self.ticked_h[rows, place]
        self.slept_free[rows, place], self.slept_there[rows, place] = self._ahead(place, rows)
        self.asleep[rows, place] = True
        known = np.isfinite(frees)
        later = np.ceil(np.where(known, frees, 0.0) / self.step_h - 1e-9) - 1
        self.ticked_h[rows, place] = np.where(known, np.maximum(later * self.step_h, t), np.inf)

    def _frees_h(self, place: int, rows: Rows, t: Array) -> Array:
        """When onward flow makes room for one more at a place ahead."""
        hours = np.full(len(rows), np.inf)
        for target in sorted({int(self.world.route_to[k]) for k in self.ways[place]}):
            if not math.isinf(self.crowd.capacity[target]):
                more = np.maximum(np.floor(self.crowd.free_heads(target, rows, t) + 1e-9), 0.0) + 1
                hours = np.minimum(hours, self.crowd.room_frees_h(target, rows, t, more))
        return hours

    def tick(self, place: int, rows: Rows, t: Array) -> None:
        """Those ready at a place set out."""
        number = np.rint(t / self.step_h).astype(np.int64)
        self.ticked_h[rows, place] = number * self.step_h
        self.asleep[rows, place] = False
        if self.plain:
            self._greedy(place, rows, t, number, None)
        else:
            self._as_planned(place, rows, t, number)

    def _as_planned(self, place: int, rows: Rows, t: Array, number: Rows) -> None:
        """Group by group, by priority; then places behind, which were short of room here, look again."""
        crowd, world = self.crowd, self.world
        before = crowd.ready_room[rows, place].sum(axis=1)
        wake = np.full(len(rows), np.inf)
        self.short[rows, place] = False
        for g in sorted(world.passes[place], key=lambda g: world.groups[g].priority):
            lane = int(world.lane_of[g])
            if not (crowd.ready_room[rows, place, lane] > 1e-9).any():
                continue
            if (g, place) in self.streams:
                next_h = self._stream(g, place, rows, t, number)
            else:
                next_h = self._group(g, place, rows, t, number)
            wake = np.where(crowd.ready_room[rows, place, lane] > 1e-9, np.minimum(wake, next_h), wake)
        ready = crowd.ready_room[rows, place].sum(axis=1)
        self.slept_room[rows, place] = ready
        self.slept_free[rows, place], self.slept_there[rows, place] = self._ahead(place, rows)
        self.wake_h[rows, place] = self._tick_at(wake)
        moved = ready < before - 1e-9
        if moved.any() and not math.isinf(crowd.capacity[place]):
            self._behind(place, rows[moved], t[moved])

    def _behind(self, place: int, rows: Rows, t: Array) -> None:
        for behind in self.places:
            if any(self.world.route_to[k] == place for k in self.ways[behind]):
                again = self.short[rows, behind] & (np.abs(self.ticked_h[rows, behind] - t) < 1e-9)
                if again.any():
                    self.tick(behind, rows[again], t[again])

    def _stream(self, g: int, place: int, rows: Rows, t: Array, number: Rows) -> Array:
        """A group on its constant-rate way: its share at the site, straight on after that. When to look again."""
        stream, leg = self.streams[g, place]
        way = stream.ways[leg]
        quota = np.full(len(rows), 1e12)
        if leg == 0:
            quota = stream.rate[rows] * (number - stream.start[rows] + 1) - self.gone[g, way][rows]
        self._send(place, way, int(self.world.lane_of[g]), rows, t, number, quota, self.gone[g, way])
        begins = stream.start[rows] * self.step_h if leg == 0 else t
        open_h = self.gates.leave[way].next_open(rows, np.maximum(begins, t + self.step_h))
        return np.asarray(open_h)

    def _group(self, g: int, place: int, rows: Rows, t: Array, number: Rows) -> Array:
        """A group at a place as a schedule has it, or greedily where it says nothing. When to look again."""
        world, lane = self.world, int(self.world.lane_of[g])
        key = (world.groups[g].id, world.places[place].id)
        routes = self.orders.of.get(key, {}) if self.orders is not None else {}
        until = -math.inf if self.orders is None else self.orders.until_h.get(key, -math.inf)
        largest = int(self.crowd.size[:, self.crowd.parties.blocks[g]].max(initial=1))
        over = np.ones(len(rows), dtype=bool)
        again = np.full(len(rows), np.inf)
        for way in self.ways[place]:
            walkers = routes.get(world.routes[way].id)
            if walkers is None:
                continue
            gone = self.gone[g, way]
            quota = walkers.by(t) - gone[rows]
            total = walkers.total - gone[rows] if world.groups[g].party_size > 1 else None
            self._send(place, way, lane, rows, t, number, quota, gone, total)
            open_h = self.gates.leave[way].next_open(rows, t + self.step_h)
            due = np.where(walkers.by(t) - gone[rows] > 1e-9, open_h, np.maximum(open_h, walkers.next_h(t)))
            again = np.minimum(again, due)
            done = walkers.total - gone[rows] < np.where(t > until, largest, 1) - 1e-9  # no whole family any more
            over &= np.isinf(open_h) | done
        free = over & (t > until + 1e-9) & (self.crowd.ready_room[rows, place, lane] > 1e-9)
        if free.any():
            self._greedy(place, rows[free], t[free], number[free], lane)
        if math.isfinite(until):
            again = np.where(over & ~free, np.minimum(again, max(0.0, until) + self.step_h), again)
        opens = np.minimum.reduce([self.gates.leave[k].next_open(rows, t + self.step_h) for k in self.ways[place]])
        again = np.where(free, np.minimum(again, opens), again)
        hopeless = self.short[rows, place] & (t > self.over_h)
        if hopeless.any():
            again[hopeless] = np.maximum(self._frees_h(place, rows[hopeless], t[hopeless]), t[hopeless] + self.step_h)
        return again

    def _send(self, place: int, way: int, lane: int, rows: Rows, t: Array, number: Rows, quota: Array,
              gone: Array, total: Array | None = None) -> None:  # fmt: skip
        """As many of a lane as are due, as the way takes and as there is room for; whom a plan has pass a place at once
        takes no room there. `total`: people the plan still wants over this way; families that make it up go."""
        world, crowd, target = self.world, self.crowd, int(self.world.route_to[way])
        due = (quota > 1 - 1e-9) & (crowd.ready_room[rows, place, lane] > 1e-9)
        due &= self.gates.leave[way].next_open(rows, t) <= t + 1e-9
        if not due.any():
            return
        rows, t, number, quota = rows[due], t[due], number[due], quota[due]
        total = None if total is None else total[due]
        allowed = self._allowed(way, rows, number)
        room = crowd.free_heads(target, rows, t)
        if self.orders is not None and not math.isinf(crowd.capacity[target]):
            room = room + self.orders.passing_at(world.places[target].id, t)
        self.short[rows, place] |= room < np.minimum(quota, allowed) - 1e-9
        heads = np.minimum(np.minimum(allowed, room), quota)
        some = heads > 1 - 1e-9
        if some.any():
            people = self._go(place, way, rows[some], t[some], heads[some], allowed[some], lane,
                              None if total is None else total[some])  # fmt: skip
            gone[rows[some]] += people

    def _greedy(self, place: int, rows: Rows, t: Array, number: Rows, lane: int | None) -> None:
        """Over the fastest ways with room; a slower one when waiting for a faster one takes longer."""
        crowd, world = self.crowd, self.world
        hopeless = np.ones(len(rows), dtype=bool)
        opens = np.full(len(rows), np.inf)
        fastest = self._remaining_h(self.ways[place][0])
        queue_h = np.zeros(len(rows))
        full = np.ones(len(rows), dtype=bool)
        for way in self.ways[place]:
            route, target = world.routes[way], int(world.route_to[way])
            if not world.nearer(place, target):
                continue
            open_h = self.gates.leave[way].next_open(rows, t)
            opens = np.minimum(opens, open_h)
            is_open = open_h <= t + 1e-9
            take = is_open & (self._remaining_h(way) - fastest <= queue_h + 1e-9)
            hopeless &= np.isinf(open_h)
            allowed = np.full(len(rows), np.inf)
            allowed[take] = self._allowed(way, rows[take], number[take])
            room = crowd.free_heads(target, rows, t)
            heads = np.minimum(allowed, room)
            some = take & (heads > 1 - 1e-9)
            none = room < 1 - 1e-9
            if some.any():
                people = self._go(place, way, rows[some], t[some], heads[some], allowed[some], lane)
                none[some] = (people == 0) & (room[some] <= allowed[some])  # a family larger than the room left
            full &= is_open & none
            if not math.isinf(route.people_per_h):
                queue_h = np.maximum(queue_h, self._waiting(place, rows, lane) / route.people_per_h)
            if not math.isinf(crowd.capacity[target]):
                queue_h = np.where(crowd.free_heads(target, rows, t) < 1, np.inf, queue_h)
            queue_h = np.where(is_open, queue_h, np.inf)
        if lane is not None:
            self.short[rows, place] |= full
            return
        self.ticked_h[rows[hopeless], place] = np.inf
        sleeps = ~hopeless & (opens > t + 1e-9)
        self.ticked_h[rows[sleeps], place] = (np.ceil(opens[sleeps] / self.step_h - 1e-9) - 1) * self.step_h
        if full.any():
            self._sleep(place, rows[full], t[full])

    def _waiting(self, place: int, rows: Rows, lane: int | None) -> Array:
        """Seats' worth of people ready at a place."""
        ready = self.crowd.ready_room[rows, place]
        return np.asarray(ready.sum(axis=1) if lane is None else ready[:, lane])

    def _allowed(self, way: int, rows: Rows, number: Rows) -> Array:
        """People a way still takes at this tick. What a family too large for one tick waits for is kept for it."""
        rate = self.world.routes[way].people_per_h * self.step_h
        if math.isinf(rate):
            return np.full(len(rows), np.inf)
        last, left = self.counted[rows, way], self.budget[rows, way]
        kept = np.where((last == number - 1) & self.carries[rows, way], left, 0.0)
        allowed = np.where(last == number, left, kept + increments(rate, number.astype(np.float64)))
        self.counted[rows, way], self.budget[rows, way] = number, allowed
        self.carries[rows, way] &= last == number
        return np.asarray(allowed)

    def _go(self, place: int, way: int, rows: Rows, t: Array, heads: Array, allowed: Array,
            lane: int | None, total: Array | None = None) -> NDArray[np.int64]:  # fmt: skip
        """Board up to `heads` people, of the families that make up `total` if given; how many went."""
        crowd, world = self.crowd, self.world
        route, target = world.routes[way], int(world.route_to[way])
        waiting = self._waiting(place, rows, lane)
        wanted = None if total is None else np.repeat(total[:, None], len(world.lane_rank), axis=1)
        ids = crowd.board(place, rows, waiting, t, np.where(np.isinf(heads), 1e12, heads), wanted, wanted, lane)
        crowd.set_out(target, rows, ids)
        real, safe = ids >= 0, np.maximum(ids, 0)
        gone = np.where(real, crowd.size[rows[:, None], safe], 0).sum(axis=1)
        if not math.isinf(route.people_per_h):
            self.budget[rows, way] = allowed - gone
            self.carries[rows, way] |= (heads >= allowed - 1e-9) & (self._waiting(place, rows, lane) > 1e-9)
        self.ledger.wait(rows, ids, self.ledger.resources[f"route {route.id}"],
                         t[:, None] - crowd.ready_h[rows[:, None], safe])  # fmt: skip
        under_way = self._time(way)[rows[:, None], safe]
        extra = self.step_h if route.constant_rate and world.is_haven[target] else 0.0
        arrive = t[:, None] + under_way + extra
        if not self.gates.enter[target].always:  # they wait outside until it opens
            which = np.broadcast_to(rows[:, None], arrive.shape)
            arrive = self.gates.enter[target].next_open(which.ravel(), arrive.ravel()).reshape(arrive.shape)
        self.arrivals.add(rows, ids, arrive, target, way)
        if self.ledger.told and rows[0] == 0:
            for group, people in self.ledger.people_of(0, ids[0]).items():
                self.ledger.events.append((float(t[0]), "sets out", route.id, world.places[place].id, route.id, group,
                                           people))  # fmt: skip
        return np.asarray(gone)

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

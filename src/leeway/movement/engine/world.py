"""What stays the same in every replication: places, routes, vehicles and groups as numbers."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from leeway.case.model import Case, Fleet, Route
from leeway.movement.engine.names import Names
from leeway.movement.engine.orders import Orders, WalkOrders, orders_of
from leeway.movement.network import Network
from leeway.movement.records import Schedule


@dataclass(frozen=True, slots=True)
class Way:
    """An empty way: its legs as (route index, hours at planning value, whether from its destination to its origin)."""

    legs: tuple[tuple[int, float, bool], ...]
    hours: float


@dataclass(frozen=True, slots=True)
class Option:
    """A loaded trip a fleet can make, by place and route index; `loaded_h` at planning value."""

    route: int
    pickup: int
    drop: int
    loaded_h: float
    is_cycle: bool


class World:
    """Index tables of a case. Places, routes and groups keep plan order; vehicles are numbered fleet by fleet.

    `lane_of[g]`: the queue people of group g stand in: one a priority under dispatch (first come, first served within a
    priority), one a group when orders of a schedule name groups or groups
    leave in streams. `lane_rank[lane]`: priority, first is lowest.
    """

    def __init__(self, case: Case, start: datetime | None, schedule: Schedule | None) -> None:
        self.case, self.plan, self.settings = case, case.plan, case.settings
        self.network = Network(case, start)
        self.start = self.network.start
        self.horizon_h = case.settings.horizon_h
        self.places = tuple(self.plan.places.values())
        self.routes = tuple(self.plan.routes.values())
        self.groups = tuple(case.groups.values())
        self.fleets = tuple(self.plan.fleets.values())
        self.place_index = {p.id: k for k, p in enumerate(self.places)}
        self.route_index = {r.id: k for k, r in enumerate(self.routes)}
        self.group_index = {g.id: k for k, g in enumerate(self.groups)}
        self.is_haven = np.array([p.is_haven for p in self.places], dtype=bool)
        self.site = np.array([self.place_index[g.site] for g in self.groups], dtype=np.int64)
        self._lanes(schedule)
        self._vehicles()
        self.route_from = np.array([self.place_index[r.origin] for r in self.routes], dtype=np.int64)
        self.route_to = np.array([self.place_index[r.destination] for r in self.routes], dtype=np.int64)
        self._remaining()
        self.schedule = schedule
        self.orders: Orders | None = None if schedule is None else orders_of(schedule, self.vehicle_index)
        self.walk_orders = None if schedule is None else WalkOrders(schedule)
        self.orders_until_h = 0.0 if self.walk_orders is None else self.walk_orders.last_h
        self.options = {f.id: self._options(f) for f in self.fleets}
        self.stations = {
            k: tuple(self.plan.stations[s] for s in self.network.stations_at(p.id))
            for k, p in enumerate(self.places)
            if not p.is_haven
        }
        self.walks = tuple(k for k, r in enumerate(self.routes) if r.self_moving and not r.empty_only)
        self._reach()
        self._exits()
        self.names = Names(case, self.walks)

    def _lanes(self, schedule: Schedule | None) -> None:
        in_streams = any(r.constant_rate and r.self_moving for r in self.routes)
        if schedule is None and not in_streams:
            ranks = sorted({g.priority for g in self.groups})
            self.lane_of = np.array([ranks.index(g.priority) for g in self.groups], dtype=np.int64)
            self.lane_rank = np.array(ranks, dtype=np.int64)
        else:
            self.lane_of = np.arange(len(self.groups), dtype=np.int64)
            self.lane_rank = np.array([g.priority for g in self.groups], dtype=np.int64)

    def _vehicles(self) -> None:
        self.vehicle_names: list[str] = []
        fleet_of: list[int] = []
        base: list[int] = []
        for k, fleet in enumerate(self.fleets):
            starts = [place for place, many in fleet.starts for _ in range(many)]
            for number, place in enumerate(starts, 1):
                self.vehicle_names.append(f"{fleet.id}/{number}")
                fleet_of.append(k)
                base.append(self.place_index[place])
        self.vehicle_index = {name: k for k, name in enumerate(self.vehicle_names)}
        self.fleet_of = np.array(fleet_of, dtype=np.int64)
        self.base = np.array(base, dtype=np.int64)

    def _arcs(self) -> list[tuple[int, int, float]]:
        """People's ways at planning values: (from, to, hours), the fastest means for each route."""
        arcs = [
            (self.place_index[o.pickup], self.place_index[o.drop], o.loaded_h)
            for fleet in self.fleets
            if fleet.count
            for o in self.network.options[fleet.id]
        ]
        timed = [r for r in self.routes if r.self_moving and not r.empty_only]
        timed += [self.plan.routes[s.route] for s in self.plan.services.values()]
        for r in timed:
            hours = self.network.hours(r.time_h) if r.time_h is not None else 0.0
            arcs.append((self.place_index[r.origin], self.place_index[r.destination], hours))
        return arcs

    def _remaining(self) -> None:
        """`remaining_h[p]`: shortest planned hours under way from place p to a haven; ties broken by hops."""
        self.arcs = self._arcs()
        self.remaining_h = np.where(self.is_haven, 0.0, math.inf)
        self.hops = np.where(self.is_haven, 0.0, math.inf)
        for _ in self.places:
            for origin, destination, hours in self.arcs:
                if self.is_haven[origin]:
                    continue
                key = (hours + self.remaining_h[destination], 1 + self.hops[destination])
                if key < (self.remaining_h[origin], self.hops[origin]):
                    self.remaining_h[origin], self.hops[origin] = key

    def nearer(self, origin: int, destination: int) -> bool:
        """Whether a leg brings people nearer to a haven: keeps greedy dispatch from carrying them in circles."""
        return (self.remaining_h[destination], self.hops[destination]) < (self.remaining_h[origin], self.hops[origin])

    def _options(self, fleet: Fleet) -> tuple[Option, ...]:
        options = []
        ordered = set() if self.orders is None else {t.route for trips in self.orders.values() for t in trips}
        for o in self.network.options[fleet.id]:
            pickup, drop = self.place_index[o.pickup], self.place_index[o.drop]
            if self.nearer(pickup, drop) or o.route in ordered:
                options.append(Option(self.route_index[o.route], pickup, drop, o.loaded_h, o.is_cycle))
        return tuple(options)

    def way(self, fleet: Fleet, origin: int, target: int) -> Way | None:
        """The shortest empty way, None if there is none."""
        if origin == target:
            return Way((), 0.0)
        found = self.network.empty_ways[fleet.id].get(self.places[origin].id, {}).get(self.places[target].id)
        if found is None:
            return None
        legs = tuple(
            (self.route_index[r], self.network.leg_h(fleet, self.plan.routes[r], loaded=False), back)
            for r, back in found[1]
        )
        return Way(legs, found[0])

    def _reach(self) -> None:
        """`upstream[q, p]`: people at place q may come to place p (p itself excluded)."""
        size = len(self.places)
        reach = np.zeros((size, size), dtype=bool)
        for origin, destination, _ in self.arcs:
            if not self.is_haven[origin] and self.nearer(origin, destination):
                reach[origin, destination] = True
        for middle in range(size):
            reach |= np.outer(reach[:, middle], reach[middle])
        self.upstream = reach.astype(np.float64)
        into: dict[int, set[int]] = defaultdict(set)
        for origin, destination, _ in self.arcs:
            if not self.is_haven[origin]:
                into[destination].add(origin)
        self.people_arrive = np.array([bool(into[k]) for k in range(size)])
        everyone = reach | np.eye(size, dtype=bool)
        if self.orders is not None:  # a schedule may send people by detours dispatch would not take
            linked = np.eye(size, dtype=bool)
            for origin, destination, _ in self.arcs:
                linked[origin, destination] |= not self.is_haven[origin]
            for middle in range(size):
                linked |= np.outer(linked[:, middle], linked[middle])
            everyone |= linked
        self.passes = [[g for g in range(len(self.groups)) if everyone[self.site[g], k]] for k in range(size)]
        """`passes[p]`: groups whose people can be at place p."""

    def exit_of(self, route: Route) -> str:
        """Exit a route belongs to: its own, else its destination's, else its origin's, else the origin's id."""
        destination, origin = self.plan.places[route.destination], self.plan.places[route.origin]
        return route.exit or destination.exit or origin.exit or origin.id

    def _exits(self) -> None:
        last = [r for r in self.routes if self.plan.places[r.destination].is_haven and not r.empty_only]
        self.exits = (*dict.fromkeys(self.exit_of(r) for r in last), "own means")
        at = {name: k for k, name in enumerate(self.exits)}
        self.route_exit = np.array([at.get(self.exit_of(r), -1) for r in self.routes], dtype=np.int64)

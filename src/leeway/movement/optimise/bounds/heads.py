"""Earliest times at which people can be anywhere, whatever the others do: the heads and tails of every bound."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leeway.case.model import Station
from leeway.movement.network import Network, TripOption
from leeway.movement.optimise.bounds.reach import Reach
from leeway.movement.optimise.dispatch.desks import service_time_h
from leeway.movement.optimise.dispatch.hours import Hours, next_open


@dataclass(frozen=True, slots=True)
class Way:
    """One way people can take: ready at `origin` at t, they are free to go on at `destination` no earlier than
    `done(t)`, and no earlier than `least_h` after t. `fleet` is empty for walks and scheduled services."""

    origin: str
    destination: str
    fleet: str
    route: str
    least_h: float
    done: Callable[[float], float]


class Heads:
    """Ways of a plan with all shared limits relaxed."""

    def __init__(self, network: Network, hours: Hours) -> None:
        self.network, self.hours = network, hours
        self.ways: list[Way] = []
        self.reach = Reach(network, hours)
        self._first: dict[tuple[str, tuple[tuple[str, str], ...]], float] = {}
        for fleet_id, options in network.options.items():
            fleet = network.plan.fleets[fleet_id]
            if not any(f == fleet_id for _, f, _ in network.vehicles):
                continue
            for o in options:
                load_h = 0.0 if o.is_cycle else network.hours(fleet.load_h) + fleet.load_per_person_h
                unload_h = 0.0 if o.is_cycle else network.hours(fleet.unload_h) + fleet.unload_per_person_h
                entry = hours.entry(network.plan.routes[o.route], False, o.loaded_h, fleet.mode)
                starts = {place for _, f, place in network.vehicles if f == fleet_id}
                first = min(self.first_at(("", fleet_id, p), o.pickup, o.drop if o.is_cycle else "", o.loaded_h)
                            for p in starts)  # fmt: skip

                def done(t: float, entry=entry, load_h=load_h, first=first, rest=o.loaded_h + unload_h) -> float:  # type: ignore[no-untyped-def]
                    return float(next_open(entry, max(t, first) + load_h) + rest)

                if math.isfinite(first):
                    total = load_h + o.loaded_h + unload_h
                    self.ways.append(Way(o.pickup, o.drop, fleet_id, o.route, total, done))
        for route in network.plan.routes.values():
            if route.self_moving and not route.empty_only and route.people_per_h > 0:
                leg_h = 0.0 if route.time_h is None else network.hours(route.time_h)
                entry = hours.entry(route, False, leg_h, "")

                def walked(t: float, entry=entry, leg_h=leg_h) -> float:  # type: ignore[no-untyped-def]
                    return float(next_open(entry, t) + leg_h)

                self.ways.append(Way(route.origin, route.destination, "", route.id, leg_h, walked))
        for service in network.plan.services.values():
            route = network.plan.routes[service.route]
            leg_h = network.service_h(service)
            entry = hours.entry(route, False, leg_h, "")
            departures = sorted(m.after(network.start) for m in service.departures)
            departures = [t for t in departures if t >= 0 and next_open(entry, t) <= t + 1e-9]

            def served(t: float, departures=departures, leg_h=leg_h) -> float:  # type: ignore[no-untyped-def]
                return float(next((d for d in departures if d >= t - 1e-6), math.inf) + leg_h)

            self.ways.append(Way(route.origin, route.destination, "", route.id, leg_h, served))
        self.from_: dict[str, list[Way]] = {}
        for way in self.ways:
            if way.origin not in network.havens:
                self.from_.setdefault(way.origin, []).append(way)
        self.alike = Counter((fleet, place) for _, fleet, place in network.vehicles)
        self._desk_h: dict[tuple[str, str, int], float] = {}
        self.least_h = self._least()

    def first_at(self, vehicle: tuple[str, str, str], pickup: str, base: str, out_h: float) -> float:
        """Earliest a vehicle can stand at a pick-up (`base`: the place a round starts from, or empty)."""
        _, fleet_id, place = vehicle
        arrivals = self.reach.arrivals_h(fleet_id, place)
        return arrivals.get(base or pickup, math.inf) + (out_h if base else 0.0)

    def first_of(self, place: str, vehicles: Sequence[tuple[str, str, str]]) -> float:
        """Earliest that any of the vehicles can stand at a place to load there."""
        kinds = sorted({(fleet, start) for _, fleet, start in vehicles})
        key = (place, tuple(kinds))
        if key not in self._first:
            self._first[key] = min(
                (
                    self.first_at(("", fleet, start), place, o.drop if o.is_cycle else "", o.loaded_h)
                    for fleet, start in kinds
                    for o in self.network.options[fleet]
                    if o.pickup == place
                ),
                default=math.inf,
            )
        return self._first[key]

    def unload_h(self, option: TripOption) -> float:
        """Least hours of unloading."""
        if option.is_cycle:
            return 0.0
        return self.network.hours(self.network.plan.fleets[option.fleet].unload_h)

    def stations(self, place: str, group: str) -> list[tuple[Station, float]]:
        """(station, planned hours) a group passes at a place."""
        if place in self.network.havens:
            return []
        category = self.network.case.groups[group].category
        result = []
        for name in self.network.stations_at(place):
            station = self.network.plan.stations[name]
            service = service_time_h(self.network, station, self.network.case.settings)
            if service is not None and (not station.categories or category in station.categories):
                result.append((station, service))
        return result

    def desk_h(self, place: str, group: str, size: int) -> float:
        """Hours of service a party needs at a place."""
        key = (place, group, size)
        if key not in self._desk_h:
            self._desk_h[key] = sum(
                h * (size if station.per == "person" else 1) for station, h in self.stations(place, group)
            )
        return self._desk_h[key]

    def _least(self) -> dict[str, float]:
        """Fewest hours from ready to leave each place until out, for anybody."""
        least_desk = {
            p: min((self.desk_h(p, g, 1) for g in self.network.case.groups), default=0.0)
            for p in self.network.plan.places
        }
        into: dict[str, list[tuple[str, float]]] = {}
        for way in self.ways:
            into.setdefault(way.destination, []).append((way.origin, way.least_h + least_desk[way.destination]))
        best: dict[str, float] = {}
        heap = [(0.0, haven) for haven in sorted(self.network.havens)]
        while heap:
            hours, place = heapq.heappop(heap)
            if place not in best:
                best[place] = hours
                for origin, more in into.get(place, ()):
                    if origin not in best and not math.isnan(more):
                        heapq.heappush(heap, (hours + more, origin))
        return best

    def earliest(self, place: str, t: float, group: str, size: int) -> dict[str, float]:
        """Earliest arrival (before stations) at every place and haven for a party ready at `place` at `t`."""
        start = t + self.desk_h(place, group, size)
        best: dict[str, float] = {}
        heap = [(start, place, t)]
        while heap:
            ready, here, arrived = heapq.heappop(heap)
            if here in best:
                continue
            best[here] = arrived
            for way in self.from_.get(here, ()):
                if way.destination not in best:
                    at = way.done(ready)
                    if math.isfinite(at):
                        heapq.heappush(heap, (at + self.desk_h(way.destination, group, size), way.destination, at))
        return best

"""Which trip a free vehicle should make next, by the guide's rule."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections.abc import Sequence

from leeway.movement.network import Network, TripOption
from leeway.movement.optimise.dispatch.crowd import Crowd
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.places import Places
from leeway.movement.optimise.dispatch.trips import Trips
from leeway.movement.optimise.dispatch.vehicle import Vehicle


class Rating:
    """Knows who may still come to each pick-up, and what has been sent there already."""

    def __init__(self, network: Network, guide: Guide, crowds: dict[str, Crowd], places: Places) -> None:
        self.network, self.guide, self.crowds, self.places = network, guide, crowds, places
        self.bound = dict.fromkeys(network.plan.places, 0.0)
        self.expected: dict[str, list[tuple[float, float]]] = {}
        self._cumulative: dict[str, tuple[list[float], list[float]]] = {}
        self.ranked_any = False
        self.mean_room = 1.0
        people = sum(d.people for d in network.demands.values())
        if people:
            self.mean_room = sum(d.people * d.group.room for d in network.demands.values()) / people
        self.hours_out = hours_out(network)
        self._pickups: dict[str, set[str]] = {}
        arcs: dict[str, set[str]] = {}
        for origin, destination in people_arcs(network):
            if origin not in network.havens and destination in network.leads_out:
                arcs.setdefault(destination, set()).add(origin)
                self._pickups.setdefault(destination, set()).add(origin)
        self.upstream: dict[str, tuple[str, ...]] = {}
        for place in network.plan.places:
            seen: set[str] = set()
            stack = [place]
            while stack:
                for origin in arcs.get(stack.pop(), ()):
                    if origin not in seen and origin != place:
                        seen.add(origin)
                        stack.append(origin)
            self.upstream[place] = tuple(sorted(seen))

    def expect(self, site: str, room: float, ready: Sequence[tuple[float, int]]) -> None:
        """People who will be ready at their site."""
        self.expected.setdefault(site, []).extend((t, size * room) for t, size in ready)
        self._cumulative.pop(site, None)

    def pickups_of(self, drop: str) -> set[str]:
        """Places from which people come to `drop`."""
        return self._pickups.get(drop, set())

    def coming(self, place: str) -> int:
        """People who may still become ready to leave `place`."""
        counts = self.places.bound_for
        return counts[place] - self.crowds[place].people + sum(counts[p] for p in self.upstream[place])

    def bind(self, place: str, room: float, sign: int) -> None:
        """A vehicle is sent to a pick-up (+1) or no longer counts there (-1)."""
        self.bound[place] += sign * room

    def _ready_by(self, site: str, t: float) -> float:
        if site not in self._cumulative:
            rows = sorted(self.expected.get(site, ()))
            total, sums = 0.0, []
            for _, room in rows:
                total += room
                sums.append(total)
            self._cumulative[site] = ([r[0] for r in rows], sums)
        times, sums = self._cumulative[site]
        k = bisect_right(times, t)
        return sums[k - 1] if k else 0.0

    def ranked(self, vehicle: Vehicle, t: float, trips: Trips) -> list[TripOption]:
        """Options worth setting out for, best first."""
        room = max(1, vehicle.fleet.room - self.guide.seats_less.get(vehicle.fleet.id, 0))
        wanted = self.guide.orders.get(vehicle.id, ())
        forced = wanted[vehicle.loaded_trips] if vehicle.loaded_trips < len(wanted) else None
        rated: list[tuple[float, int, TripOption]] = []
        for k, option in enumerate(self.network.options[vehicle.fleet.id]):
            if option.route in vehicle.banned:
                continue
            total = self.crowds[option.pickup].room + self.coming(option.pickup) * self.mean_room
            total -= self.bound[option.pickup]
            if total <= 1e-9:
                continue
            way = trips.way(vehicle, option)
            if way is None:
                continue
            empty_h = sum(leg_h for _, _, leg_h in way)
            if forced == option.route:
                rated.append((math.inf, -k, option))
                continue
            rated.append((self._rate(option, room, total, empty_h, t, trips), -k, option))
        self.ranked_any = self.ranked_any or len(rated) > 1
        rated.sort(reverse=True)
        return [option for _, _, option in rated]

    def _rate(self, option: TripOption, room: int, total: float, empty_h: float, t: float, trips: Trips) -> float:
        crowd = self.crowds[option.pickup]
        near = total
        if option.pickup in self.expected:
            arrive = t + empty_h
            near = crowd.room + self._ready_by(option.pickup, arrive) - self._ready_by(option.pickup, t)
            near -= self.bound[option.pickup]
        useful = min(near, room)
        factor = 1.0
        if useful <= 0:
            useful, near, factor = min(total, room), total, 1e-3
        handling = sum(trips.handling_h(option, room))
        cycle = empty_h + option.loaded_h + handling + 1e-3
        round_trip = handling + 2 * option.loaded_h + 1e-3
        match self.guide.rule:
            case "balance":
                value = near / room * round_trip + 1e-3 * useful / cycle
            case "nearest":
                value = 1 / (0.1 + empty_h)
            case "priority":
                value = 1e4 / max(1, crowd.first_priority() or 10**3) + useful / cycle
            case _:
                value = useful / cycle
        return value * factor * self.guide.weight.get((option.fleet, option.route), 1.0)


def people_arcs(network: Network) -> list[tuple[str, str]]:
    """(from, to) of every way people can take."""
    arcs = [(o.pickup, o.drop) for options in network.options.values() for o in options]
    arcs += [(r.origin, r.destination) for r in network.plan.routes.values() if r.self_moving and not r.empty_only]
    for service in network.plan.services.values():
        route = network.plan.routes[service.route]
        arcs.append((route.origin, route.destination))
    return sorted(set(arcs))


def hours_out(network: Network) -> dict[str, float]:
    """Fewest hours from each place to a haven over any means, without waiting."""
    into: dict[str, list[tuple[str, float]]] = {}
    for options in network.options.values():
        for o in options:
            into.setdefault(o.drop, []).append((o.pickup, o.loaded_h))
    for route in network.plan.routes.values():
        if route.self_moving and not route.empty_only:
            into.setdefault(route.destination, []).append(
                (route.origin, 0.0 if route.time_h is None else network.hours(route.time_h))
            )
    for service in network.plan.services.values():
        route = network.plan.routes[service.route]
        into.setdefault(route.destination, []).append((route.origin, network.service_h(service)))
    best: dict[str, float] = {}
    heap = [(0.0, haven) for haven in sorted(network.havens)]
    while heap:
        hours, place = heapq.heappop(heap)
        if place not in best:
            best[place] = hours
            for origin, leg_h in into.get(place, ()):
                if origin not in best and not math.isnan(leg_h):
                    heapq.heappush(heap, (hours + leg_h, origin))
    return best

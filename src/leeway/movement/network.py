"""The plan as numbers: who must be moved, which trips each fleet can make, how long each takes by planning value.

Shared by the optimiser and the simulation. The checker (`leeway.movement.check`) does not import it, on purpose.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from leeway.case.model import Case, Fleet, Group, Plan, Route, Service
from leeway.case.reach import fleet_routes
from leeway.errors import LeewayError
from leeway.movement.draws import quantile
from leeway.units import Distribution


def planning_hours(uncertain: Distribution, rule: str) -> float:
    """The one value a schedule takes for an uncertain one: `rule` is a member of `PLANNING_VALUES`."""
    if uncertain.is_fixed:
        return uncertain.low
    match rule:
        case "low":
            return uncertain.low
        case "mean":
            return uncertain.mean
        case "p90":
            return float(quantile(uncertain, 0.9))
        case _:
            return float(quantile(uncertain, 0.5))


def party_sizes(people: int, mean_size: float) -> tuple[int, ...]:
    """Whole parties with the given mean size that add up to `people`: sizes differ by at most one, evenly mixed."""
    if people <= 0:
        return ()
    parties = max(1, min(people, round(people / max(mean_size, 1.0))))
    edges = [k * people // parties for k in range(parties + 1)]
    return tuple(b - a for a, b in pairwise(edges))


@dataclass(frozen=True, slots=True)
class Demand:
    """People of one group a schedule must move, as parties: `sizes[k]` people ready at `ready_h[k]`, ascending.

    Party k of n is ready at the (k + 1/2)/n quantile of arrival plus the same quantile of mobilization: the spread of
    a distribution over people is a curve known beforehand, not a surprise (evacuation time studies call it trip
    generation). `own_means`: people who leave by themselves.
    """

    group: Group
    people: int
    own_means: int
    sizes: tuple[int, ...]
    ready_h: tuple[float, ...]


def _arrival_h(group: Group, share: float, people: int) -> float:
    arrival = group.arrival
    if arrival.kind in ("rate", "poisson"):
        return share * people / arrival.rate_per_h
    if arrival.kind == "curve":
        previous_h, previous = 0.0, 0.0
        for hours, cumulative in arrival.curve:
            if cumulative >= share:
                rise = cumulative - previous
                return hours if rise <= 0 else previous_h + (hours - previous_h) * (share - previous) / rise
            previous_h, previous = hours, cumulative
        return arrival.curve[-1][0]
    return 0.0


def demand(group: Group, rule: str) -> Demand:
    """The people a schedule plans for."""
    coming = round(group.likely * planning_hours(group.show_up, rule))
    own = round(coming * group.self_evacuating)
    sizes = party_sizes(coming - own, group.party_size)
    shares = [(k + 0.5) / len(sizes) for k in range(len(sizes))]
    ready = tuple(_arrival_h(group, s, coming - own) + float(quantile(group.mobilization_h, s)) for s in shares)
    return Demand(group, coming - own, own, sizes, ready)


@dataclass(frozen=True, slots=True)
class TripOption:
    """A loaded trip a fleet can make: over `route` from `pickup` to `drop`. With `is_cycle` the vehicle must be at
    `drop` to begin, `empty_h` and `loaded_h` are the halves of the round, and loading takes no time of its own."""

    fleet: str
    route: str
    pickup: str
    drop: str
    loaded_h: float
    is_cycle: bool


class Network:
    """Lookups over a case at planning values. `start` replaces the case's own start if given."""

    def __init__(self, case: Case, start: datetime | None = None, rule: str | None = None) -> None:
        self.case = case
        self.plan: Plan = case.plan
        self.start: datetime = start or case.start
        self.rule: str = rule or case.settings.planning_value
        self.demands: dict[str, Demand] = {g.id: demand(g, self.rule) for g in case.groups.values()}

    def hours(self, uncertain: Distribution) -> float:
        """Planning value of an uncertain time."""
        return planning_hours(uncertain, self.rule)

    @cached_property
    def havens(self) -> frozenset[str]:
        """Ids of the places where people are safe."""
        return frozenset(p.id for p in self.plan.places.values() if p.is_haven)

    def fleet_routes(self, fleet: Fleet) -> list[Route]:
        """Routes the fleet may use, in plan order."""
        return fleet_routes(self.case, fleet)

    def leg_h(self, fleet: Fleet, route: Route, *, loaded: bool) -> float:
        """Planned hours over a route, halves of the round for a `cycle_h` route."""
        if route.cycle_h is not None:
            return self.hours(route.cycle_h) / 2
        if route.time_h is not None:
            return self.hours(route.time_h)
        speed = fleet.speed_loaded_kmh if loaded else (fleet.speed_empty_kmh or fleet.speed_loaded_kmh)
        if route.distance_km is None or speed is None:
            raise LeewayError(f"fleet {fleet.id} has neither a time nor a speed for route {route.id}")
        return route.distance_km / speed

    @cached_property
    def options(self) -> dict[str, tuple[TripOption, ...]]:
        """Loaded trips by fleet id, in plan order: only towards places from which a haven can be reached."""
        result = {}
        for fleet in self.plan.fleets.values():
            result[fleet.id] = tuple(
                TripOption(
                    fleet.id, r.id, r.origin, r.destination, self.leg_h(fleet, r, loaded=True), r.cycle_h is not None
                )
                for r in self.fleet_routes(fleet)
                if not r.empty_only and r.origin not in self.havens and r.destination in self.leads_out
            )
        return result

    @cached_property
    def empty_ways(self) -> dict[str, dict[str, dict[str, tuple[float, tuple[tuple[str, bool], ...]]]]]:
        """`[fleet][from][to]`: (hours, ((route id, backwards), ...)) of the shortest empty way, absent if none.

        For a `direct` fleet, of the shortest single route."""
        result = {}
        for fleet in self.plan.fleets.values():
            arcs: dict[str, list[tuple[str, float, str, bool]]] = {}
            for route in self.fleet_routes(fleet):
                if route.cycle_h is not None:
                    continue
                hours = self.leg_h(fleet, route, loaded=False)
                arcs.setdefault(route.origin, []).append((route.destination, hours, route.id, False))
                if not route.one_way:
                    arcs.setdefault(route.destination, []).append((route.origin, hours, route.id, True))
            sources = {p for p, _ in fleet.starts} | set(arcs) | {o.drop for o in self.options[fleet.id]}
            result[fleet.id] = {
                source: _shortest(source, {source: arcs.get(source, [])} if fleet.direct else arcs)
                for source in sorted(sources)
            }
        return result

    @cached_property
    def leads_out(self) -> frozenset[str]:
        """Places from which people can reach a haven by any means (havens included)."""
        into: dict[str, set[str]] = {}
        for origin, destination in self._people_arcs():
            into.setdefault(destination, set()).add(origin)
        seen, stack = set(self.havens), list(self.havens)
        while stack:
            for origin in into.get(stack.pop(), ()):
                if origin not in seen:
                    seen.add(origin)
                    stack.append(origin)
        return frozenset(seen)

    def _people_arcs(self) -> Iterable[tuple[str, str]]:
        for route in self.plan.routes.values():
            if route.self_moving and not route.empty_only:
                yield route.origin, route.destination
        for fleet in self.plan.fleets.values():
            if fleet.count > 0:
                for route in self.fleet_routes(fleet):
                    if not route.empty_only:
                        yield route.origin, route.destination
        for service in self.plan.services.values():
            route = self.plan.routes[service.route]
            yield route.origin, route.destination

    def service_h(self, service: Service) -> float:
        """Planned hours under way of a scheduled service (its route gives a time or a round, never a distance)."""
        route = self.plan.routes[service.route]
        return self.hours(route.time_h) if route.time_h is not None else math.nan

    def stations_at(self, place: str) -> list[str]:
        """Station ids of a place, in the order people pass them."""
        return [s.id for s in self.plan.stations.values() if s.place == place]

    @cached_property
    def vehicles(self) -> tuple[tuple[str, str, str], ...]:
        """(vehicle id, fleet id, start place) of every vehicle a schedule counts on: `round(count * availability)`."""
        chosen: list[tuple[str, str, str]] = []
        for fleet in self.plan.fleets.values():
            starts = [place for place, many in fleet.starts for _ in range(many)]
            for k, place in enumerate(starts[: round(fleet.count * fleet.availability)], 1):
                chosen.append((f"{fleet.id}/{k}", fleet.id, place))
        return tuple(chosen)


def _shortest(
    source: str, arcs: Mapping[str, list[tuple[str, float, str, bool]]]
) -> dict[str, tuple[float, tuple[tuple[str, bool], ...]]]:
    best: dict[str, tuple[float, tuple[tuple[str, bool], ...]]] = {}
    heap: list[tuple[float, int, str, tuple[tuple[str, bool], ...]]] = [(0.0, 0, source, ())]
    while heap:
        hours, hops, place, way = heapq.heappop(heap)
        if place in best:
            continue
        best[place] = (hours, way)
        for target, leg, route, backwards in arcs.get(place, ()):
            if target not in best:
                heapq.heappush(heap, (hours + leg, hops + 1, target, (*way, (route, backwards))))
    return best

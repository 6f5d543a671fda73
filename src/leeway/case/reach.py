"""Who and what can get where in a plan, leaving times, room and hours aside."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from leeway.case.fleet_checks import admits
from leeway.case.model import Case, Fleet, Group, Route, Service
from leeway.case.reach_checks import leads_to


def fleet_routes(case: Case, fleet: Fleet) -> list[Route]:
    """Routes a fleet may use, in plan order."""
    places = case.plan.places
    return [
        route
        for route in case.plan.routes.values()
        if not route.self_moving
        and route.mode == fleet.mode
        and (not fleet.routes or route.id in fleet.routes)
        and admits(places[route.origin], fleet)
        and admits(places[route.destination], fleet)
    ]


def leg_h(fleet: Fleet, route: Route, *, loaded: bool) -> float:
    """Mean hours over a route; half the round where the route gives a round."""
    if route.cycle_h is not None:
        return route.cycle_h.mean / 2
    if route.time_h is not None:
        return route.time_h.mean
    speed = fleet.speed_loaded_kmh if loaded else fleet.speed_empty_kmh
    return math.nan if route.distance_km is None or speed is None else route.distance_km / speed


@dataclass(frozen=True)
class Reach:
    """Answers about one case, each worked out once."""

    case: Case

    @cached_property
    def havens(self) -> frozenset[str]:
        """Where people are safe."""
        return frozenset(place.id for place in self.case.plan.places.values() if place.is_haven)

    @cached_property
    def empty_ways(self) -> Mapping[str, Mapping[str, list[tuple[str, float]]]]:
        """`[fleet][place]`: (next place, mean hours) of the empty legs it may drive."""
        result = {}
        for fleet in self.case.plan.fleets.values():
            arcs: dict[str, list[tuple[str, float]]] = {}
            for route in fleet_routes(self.case, fleet):
                if route.cycle_h is None:
                    hours = leg_h(fleet, route, loaded=False)
                    arcs.setdefault(route.origin, []).append((route.destination, hours))
                    if not route.one_way:
                        arcs.setdefault(route.destination, []).append((route.origin, hours))
            result[fleet.id] = arcs
        return result

    @cached_property
    def fleet_places(self) -> Mapping[str, frozenset[str]]:
        """Places each fleet can get to from where it starts."""
        return {
            fleet.id: frozenset(
                place for start, _ in fleet.starts for place in hours_from(start, self.empty_ways[fleet.id])
            )
            for fleet in self.case.plan.fleets.values()
        }

    @cached_property
    def loads(self) -> Mapping[str, tuple[Route, ...]]:
        """Routes over which each fleet can carry people: it can get to the pick-up, or to the base of a round."""
        return {
            fleet.id: tuple(
                route
                for route in fleet_routes(self.case, fleet)
                if not route.empty_only
                and (route.origin if route.cycle_h is None else route.destination) in self.fleet_places[fleet.id]
            )
            for fleet in self.case.plan.fleets.values()
        }

    @cached_property
    def people_routes(self) -> Mapping[str, Route]:
        """Routes people can use: on their own, with a fleet, or with a service."""
        usable = {name for routes in self.loads.values() for name in (route.id for route in routes)}
        usable |= {service.route for service in self.case.plan.services.values() if self.departs(service)}
        return {
            route.id: route
            for route in self.case.plan.routes.values()
            if not route.empty_only and (route.self_moving or route.id in usable)
        }

    def departs(self, service: Service) -> bool:
        """Whether a service leaves at least once between the start and the horizon."""
        horizon_h = self.case.settings.horizon_h
        return any(0 <= moment.after(self.case.start) <= horizon_h for moment in service.departures)

    @cached_property
    def leads_out(self) -> frozenset[str]:
        """Places from which people can reach a haven, havens included."""
        return frozenset(leads_to(set(self.havens), self._people_ways))

    @cached_property
    def people_places(self) -> frozenset[str]:
        """Places people can come to from where they are; they go no further than a haven."""
        seen = {group.site for group in self.case.groups.values()}
        stack = list(seen)
        while stack:
            place = stack.pop()
            for target in () if place in self.havens else self._people_ways.get(place, ()):
                if target not in seen:
                    seen.add(target)
                    stack.append(target)
        return frozenset(seen)

    @cached_property
    def _people_ways(self) -> dict[str, set[str]]:
        return _ways(self.people_routes.values())

    def useful(self, route: Route) -> bool:
        """Whether people who need it can use it to get nearer to a haven."""
        return (
            route.id in self.people_routes
            and route.origin in self.people_places
            and route.origin not in self.havens
            and route.destination in self.leads_out
        )

    @cached_property
    def unreachable(self) -> tuple[tuple[Group, str], ...]:
        """Groups that cannot reach a haven by anything in the plan, each with the reason."""
        drawn = _ways(route for route in self.case.plan.routes.values() if not route.empty_only)
        on_paper = leads_to(set(self.havens), drawn)
        result = []
        for group in self.case.groups.values():
            if group.site in self.leads_out:
                continue
            if group.site not in drawn:
                why = f"no route for people leaves {group.site}"
            elif group.site not in on_paper:
                why = f"no chain of routes leads from {group.site} to a safe haven"
            else:
                why = f"routes lead from {group.site} to a safe haven, but no fleet or service can use all of one chain"
            result.append((group, why))
        return tuple(result)


def _ways(routes: Iterable[Route]) -> dict[str, set[str]]:
    ways: dict[str, set[str]] = {}
    for route in routes:
        ways.setdefault(route.origin, set()).add(route.destination)
    return ways


def hours_from(start: str, arcs: Mapping[str, list[tuple[str, float]]]) -> dict[str, float]:
    """Least hours from `start` to every place that can be reached over `arcs`."""
    best: dict[str, float] = {}
    heap = [(0.0, start)]
    while heap:
        hours, place = heapq.heappop(heap)
        if place not in best:
            best[place] = hours
            for target, leg in arcs.get(place, ()):
                if target not in best:
                    heapq.heappush(heap, (hours + leg, target))
    return best

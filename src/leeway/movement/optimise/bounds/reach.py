"""Where a vehicle can be how soon, by whatever legs: for bounds, so with people aboard or without, as is quicker.

The quickest way is not the shortest where roads open by the hour: one that is open round another that is not may be
earlier. To leave earlier is never to arrive later, so that a shortest-path search in order of arrival is exact.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable

from leeway.case.model import Route
from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.hours import Hours, next_open

Arc = tuple[str, float, Route, bool]
"""To a place, in hours, over a route, backwards or not."""


class Reach:
    """Earliest times of fleets, kept once computed."""

    def __init__(self, network: Network, hours: Hours) -> None:
        self.network, self.hours = network, hours
        self._arcs: dict[str, dict[str, list[Arc]]] = {}
        self._arrivals: dict[tuple[str, str], dict[str, float]] = {}
        self._ways: dict[tuple[str, str], dict[str, float]] = {}

    def arrivals_h(self, fleet: str, start: str) -> dict[str, float]:
        """Hours after the start of the operation at which a vehicle that starts there can be at each place."""
        if (fleet, start) not in self._arrivals:
            spec = self.network.plan.fleets[fleet]
            available = max(0.0, self.network.hours(spec.available_h))

            def after(t: float, leg_h: float, route: Route, backwards: bool) -> float:
                return float(next_open(self.hours.entry(route, backwards, leg_h, spec.mode), t)) + leg_h

            self._arrivals[fleet, start] = self._soonest(fleet, start, available, after)
        return self._arrivals[fleet, start]

    def ways_h(self, fleet: str, start: str) -> dict[str, float]:
        """Hours between two places, whatever the time of the day."""
        if (fleet, start) not in self._ways:
            self._ways[fleet, start] = self._soonest(fleet, start, 0.0, lambda t, leg_h, _route, _backwards: t + leg_h)
        return self._ways[fleet, start]

    def _soonest(
        self, fleet: str, start: str, begin_h: float, after: Callable[[float, float, Route, bool], float]
    ) -> dict[str, float]:
        arcs, best, heap = self._arcs_of(fleet), dict[str, float](), [(begin_h, start)]
        while heap:
            t, place = heapq.heappop(heap)
            if place in best:
                continue
            best[place] = t
            for target, leg_h, route, backwards in arcs.get(place, ()):
                if target not in best:
                    at = after(t, leg_h, route, backwards)
                    if math.isfinite(at):
                        heapq.heappush(heap, (at, target))
        return best

    def _arcs_of(self, fleet: str) -> dict[str, list[Arc]]:
        if fleet not in self._arcs:
            spec, network = self.network.plan.fleets[fleet], self.network
            arcs = self._arcs[fleet] = {}
            for route in network.fleet_routes(spec):
                if route.cycle_h is not None:
                    continue
                empty_h = network.leg_h(spec, route, loaded=False)
                arcs.setdefault(route.origin, []).append((route.destination, empty_h, route, False))
                if not route.empty_only:
                    loaded_h = network.leg_h(spec, route, loaded=True)
                    arcs[route.origin].append((route.destination, loaded_h, route, False))
                if not route.one_way:
                    arcs.setdefault(route.destination, []).append((route.origin, empty_h, route, True))
        return self._arcs[fleet]

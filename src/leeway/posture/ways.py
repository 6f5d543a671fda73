"""Which ways out of a plan a set of closings leaves, whatever the hour."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case, Route
from leeway.case.reach import Reach, leg_h
from leeway.case.reach_checks import leads_to

Array = NDArray[np.float64]
TINY_H = 1e-9


class Ways:
    """The ways of one plan."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._reach = Reach(case)
        self._known: dict[frozenset[str], bool] = {}

    @cached_property
    def all_routes(self) -> tuple[str, ...]:
        """Every route of people that does not begin at a haven: what the fall of the city takes away."""
        routes = self._reach.people_routes.values()
        return tuple(route.id for route in routes if route.origin not in self._reach.havens)

    @cached_property
    def last_leg_h(self) -> Mapping[str, float]:
        """Least hours of the last leg to a haven, by exit: who is on it when it closes gets through."""
        found: dict[str, float] = {}
        for route in self._reach.people_routes.values():
            if route.destination not in self._reach.havens:
                continue
            place = self._case.plan.places[route.destination]
            for name in {route.exit, place.exit, route.destination, route.id} - {None}:
                found[str(name)] = min(found.get(str(name), np.inf), self._least_h(route))
        return found

    def none_left(self, shut: Mapping[str, Array], at_h: Array) -> NDArray[np.bool_]:
        """Whether what has closed by `at_h` leaves nobody a way out, shape (n,).

        `shut[key]`: hours until a place, route or exit closes, shape (n,).
        """
        keys = tuple(shut)
        closed = np.stack([hours <= at_h + TINY_H for hours in shut.values()], axis=1)
        sets, which = np.unique(closed, axis=0, return_inverse=True)
        covers = np.array([self._covers(frozenset(k for k, c in zip(keys, row, strict=True) if c)) for row in sets])
        return np.asarray(covers[which.reshape(-1)])

    def _covers(self, closed: frozenset[str]) -> bool:
        if closed not in self._known:
            ways: dict[str, set[str]] = {}
            for route in self._reach.people_routes.values():
                if not self._is_shut(route, closed):
                    ways.setdefault(route.origin, set()).add(route.destination)
            havens = set(self._reach.havens)
            leads_out = leads_to(havens, ways) - havens
            self._known[closed] = not leads_out & set(self._reach.people_places)
        return self._known[closed]

    def _is_shut(self, route: Route, closed: frozenset[str]) -> bool:
        places = self._case.plan.places
        ends = (places[route.origin], places[route.destination])
        names = {route.id, route.exit, *(end.id for end in ends), *(end.exit for end in ends)}
        return bool(names & closed)

    def _least_h(self, route: Route) -> float:
        if route.time_h is not None:
            return route.time_h.low
        fleets = [f for f in self._case.plan.fleets.values() if route in self._reach.loads[f.id]]
        legs = [leg_h(fleet, route, loaded=True) for fleet in fleets]
        return min((leg for leg in legs if np.isfinite(leg)), default=0.0) if route.cycle_h is None else 0.0

"""The agenda of one run of the dispatcher: its state, what happens next, and who is to be looked at again."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Sequence

from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.crowd import Bundle, Crowd
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.dispatch.places import Places
from leeway.movement.optimise.dispatch.rating import Rating
from leeway.movement.optimise.dispatch.trips import Trips
from leeway.movement.optimise.dispatch.vehicle import Vehicle
from leeway.movement.records import Move, Walk

EPSILON = 1e-9
STATE, SERVICES, TICKS, VEHICLES = range(4)
"""In this order at one instant."""


class Agenda:
    """State of a run, and its events in order of time."""

    def __init__(self, network: Network, hours: Hours, guide: Guide) -> None:
        self.network, self.hours, self.guide = network, hours, guide
        self.plan, self.horizon_h = network.plan, network.case.settings.horizon_h
        self.now = 0.0
        self.heap: list[tuple[float, int, int, Callable[[float], None]]] = []
        self.sequence = 0
        self.groups = network.case.groups
        room_of = {g.id: g.room for g in self.groups.values()}
        self.smallest_room = min(room_of.values(), default=1.0)
        self.crowds = {p: Crowd(room_of) for p in self.plan.places}
        self.places = Places(network)
        self.trips = Trips(network, hours)
        self.rating = Rating(network, guide, self.crowds, self.places)
        self.moves: list[Move] = []
        self.walks: list[Walk] = []
        self.walk_routes: dict[str, list[str]] = {}
        self.walk_origins: dict[str, set[str]] = {}
        self.exits: list[tuple[float, int]] = []
        self.waiting: dict[str, list[Vehicle]] = {p: [] for p in self.plan.places}
        self.outside: dict[str, list[tuple[Callable[[float], None], Sequence[Bundle]]]] = {}
        self.idle: list[Vehicle] = []
        self.dirty: set[str] = set()
        self.look_again = False
        self.planned_at: set[float] = set()
        self.ticks_at: set[tuple[str, float]] = set()
        self.woken: set[tuple[str, float]] = set()
        self.forced = False
        self.waited = False
        self.events = 0

    def later(self, t: float, work: Callable[[float], None], rank: int = STATE) -> None:
        """Ask for `work` at `t`."""
        if t <= self.horizon_h:
            self.sequence += 1
            heapq.heappush(self.heap, (t, rank, self.sequence, work))

    def _plan_dispatch(self, t: float) -> None:
        if t not in self.planned_at:
            self.planned_at.add(t)
            self.later(t, self._dispatch, VEHICLES)

    def _wake(self, t: float, place: str) -> None:
        if math.isfinite(t) and (place, t) not in self.woken:
            self.woken.add((place, t))

            def wake(now: float) -> None:
                self.dirty.add(place)
                self.look_again = True
                self._plan_dispatch(now)

            self.later(t, wake)

    def _capacity_changed(self, t: float, place: str) -> None:
        if math.isfinite(self.plan.places[place].capacity):
            self.dirty.update(self.rating.pickups_of(place))
            self.look_again = True
            self._plan_dispatch(t)
            for origin in self.walk_origins.get(place, ()):
                self._plan_tick(t, origin)

    def _ground_freed(self, t: float, place: str) -> None:
        if place in self.trips.ground and math.isfinite(self.trips.ground[place].capacity):
            self.later(max(t, 0.0), self._looker())

    def _looker(self) -> Callable[[float], None]:
        def look(now: float) -> None:
            self.look_again = True
            self.dirty.update(p for p, waiting in self.waiting.items() if waiting)
            self._plan_dispatch(now)

        return look

    def _dispatch(self, t: float) -> None:
        """Look at every vehicle that something has changed for."""
        raise NotImplementedError

    def _plan_tick(self, t: float, place: str) -> None:
        """Have people who move themselves set out from a place."""
        raise NotImplementedError

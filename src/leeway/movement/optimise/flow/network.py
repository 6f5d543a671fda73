"""Self-moving people on a clock: places, routes with their whole capacity each tick, supplies and havens.

A tick is `settings.flow_step_h`. People set out at ticks only; who arrives between two ticks goes on at the next one.
So ticks lose nothing: every exit time is `tick * step + planned hours`, exact. A capacity that is not whole gathers
from tick to tick: at tick t a route takes `floor((t + 1) * people_per_h * step) - floor(t * people_per_h * step)`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from leeway.case.calendar import open_intervals
from leeway.case.model import Place, Route, Windows
from leeway.movement.network import Network

TOLERANCE_H = 1e-9
WINDOW_TOLERANCE_H = 1e-7

Ticks = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Supply:
    """`people` of one group who may leave `place` from tick `ready` on; `weight` is the cost of leaving one behind."""

    group: str
    place: str
    ready: int
    people: int
    weight: float
    priority: int


@dataclass(frozen=True, slots=True)
class TickedRoute:
    """A route on the clock: who enters at tick t is at the other end `hours` later and can go on at `t + ticks`.

    `early`: whole ticks after which they take up room at the destination (`ticks - 1` if they arrive between ticks).
    """

    route: Route
    hours: float
    ticks: int
    early: int
    per_tick: float


def whole_ticks(hours: float, step_h: float) -> int:
    """Least number of ticks that last at least `hours`."""
    return math.ceil(hours / step_h - 1e-7)


class FlowNetwork:
    """The plan's self-moving part on the clock of its ticks; `streams`: routes of constant rate belong to it;
    `earlier_h`: all roads close so many hours before their time. `careful`: at places with limited room only so
    many stay that people under way never overbook them."""

    def __init__(
        self, network: Network, *, streams: bool = False, earlier_h: float = 0.0, careful: bool = False
    ) -> None:
        self.careful = careful
        self.network = network
        self.streams = streams
        self.earlier_h = earlier_h
        self.step_h = network.case.settings.flow_step_h
        self.horizon_h = network.case.settings.horizon_h
        self.last_tick = math.floor(self.horizon_h / self.step_h + 1e-7)
        self.places = network.plan.places
        self._openings: dict[tuple[Windows, str], list[tuple[float, float]]] = {}

    @cached_property
    def routes(self) -> tuple[TickedRoute, ...]:
        """Routes that lead people towards a haven, in plan order."""
        chosen = []
        for route in self.network.plan.routes.values():
            if not route.self_moving or route.empty_only or route.time_h is None:
                continue
            if route.constant_rate and not self.streams:
                continue
            leaves_haven = self.places[route.origin].is_haven
            if leaves_haven or route.destination not in self.network.leads_out or route.people_per_h <= 0:
                continue
            hours = self.network.hours(route.time_h)
            ticks = whole_ticks(hours, self.step_h)
            early = min(ticks, math.floor(hours / self.step_h + 1e-7))
            chosen.append(TickedRoute(route, hours, ticks, early, route.people_per_h * self.step_h))
        return tuple(chosen)

    @cached_property
    def supplies(self) -> tuple[Supply, ...]:
        """People to be moved, by group and the tick from which they may leave, parties taken apart."""
        people: dict[tuple[str, int], int] = {}
        for name, demand in self.network.demands.items():
            for size, ready_h in zip(demand.sizes, demand.ready_h, strict=True):
                key = (name, whole_ticks(ready_h, self.step_h))
                people[key] = people.get(key, 0) + size
        groups = self.network.case.groups
        return tuple(
            Supply(name, groups[name].site, ready, number, groups[name].weight, groups[name].priority)
            for (name, ready), number in people.items()
        )

    @cached_property
    def total(self) -> int:
        """People to be moved."""
        return sum(supply.people for supply in self.supplies)

    def capacity(self, ticked: TickedRoute, ticks: Ticks) -> Ticks:
        """Whole people who may enter the route at each of `ticks`, 0 where it may not be entered; same shape."""
        route = ticked.route
        if math.isinf(ticked.per_tick):
            whole = np.full(ticks.shape, self.total, dtype=np.int64)
        else:
            whole = _gathered(ticks + 1, ticked.per_tick) - _gathered(ticks, ticked.per_tick)
        enter_h: Floats = np.asarray(ticks * self.step_h, dtype=np.float64)
        arrive_h: Floats = enter_h + ticked.hours
        usable = self._unlocked(route.unlocked_by, enter_h)
        if route.closes is not None:
            closes_h = route.closes.after(self.network.start) - self.earlier_h
            usable &= enter_h <= closes_h + WINDOW_TOLERANCE_H
        origin, destination = self.places[route.origin], self.places[route.destination]
        usable &= self._open(route.hours, origin, enter_h)
        for place, hours in ((origin, enter_h), (destination, arrive_h)):
            usable &= self._open(place.hours, place, hours) & self._unlocked(place.unlocked_by, hours)
        usable &= arrive_h <= self.horizon_h + WINDOW_TOLERANCE_H
        return np.where(usable, np.minimum(whole, self.total), 0)

    def room(self, place: str) -> float:
        """People who may stay at a place over a tick, whole; no limit where its own people alone are too many."""
        return self._rooms[place]

    @cached_property
    def _rooms(self) -> dict[str, float]:
        rooms = {}
        for place in self.places.values():
            own = self._own.get(place.id, 0)
            rooms[place.id] = math.inf if own > place.capacity else float(np.floor(place.capacity))
            if self.shares_room(place.id):
                # So many over any tick are, with those under way for up to `slowest` ticks, no more than there is room.
                slowest = max((t.ticks for t in self.routes if t.route.destination == place.id), default=0)
                rooms[place.id] = float(max(0, place.capacity - own) // (slowest + 1))
        return rooms

    def shares_room(self, place: str) -> bool:
        """Whether the place has limited room that its own people and those under way to it must fit into."""
        here = self.places[place]
        return self.careful and not here.is_haven and not math.isinf(here.capacity)

    @cached_property
    def _own(self) -> dict[str, int]:
        own: dict[str, int] = {}
        for supply in self.supplies:
            own[supply.place] = own.get(supply.place, 0) + supply.people
        return own

    @cached_property
    def haven_room_is_limited(self) -> bool:
        """Whether any haven people can walk to has limited room."""
        ends = {ticked.route.destination for ticked in self.routes}
        return any(self.places[end].is_haven and not math.isinf(self.room(end)) for end in ends)

    def _unlocked(self, force: str | None, hours: Floats) -> NDArray[np.bool_]:
        if force is None:
            return np.ones(hours.shape, dtype=np.bool_)
        lead_h = self.network.hours(self.network.plan.security_forces[force].lead_h)
        return np.asarray(hours >= lead_h - WINDOW_TOLERANCE_H)

    def _open(self, windows: Windows, place: Place, hours: Floats) -> NDArray[np.bool_]:
        if windows.always:
            return np.ones(hours.shape, dtype=np.bool_)
        key = (windows, place.id)
        if key not in self._openings:
            self._openings[key] = [
                (float(a), float(b))
                for a, b in open_intervals(
                    windows, place.latitude, place.longitude, place.time_zone, self.network.start, self.horizon_h
                )
            ]
        intervals = self._openings[key]
        if not intervals:
            return np.zeros(hours.shape, dtype=np.bool_)
        begins, ends = np.array([a for a, _ in intervals]), np.array([b for _, b in intervals])
        k = np.searchsorted(begins, hours + WINDOW_TOLERANCE_H, side="right") - 1
        return np.asarray((k >= 0) & (hours < ends[np.maximum(k, 0)] - WINDOW_TOLERANCE_H))


def _gathered(ticks: Ticks | Floats, per_tick: float) -> Ticks:
    return np.floor(ticks * per_tick + 1e-7).astype(np.int64)

"""A vehicle while it is dispatched, and the legs it makes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from leeway.case.model import Fleet, Route
from leeway.movement.network import TripOption
from leeway.movement.optimise.dispatch.limits import Pool


@dataclass(slots=True)
class Vehicle:
    """Where a vehicle is and what its crew has behind it. `arrived_h` is None before it first arrives anywhere."""

    id: str
    fleet: Fleet
    place: str
    free_h: float
    trip: int = 1
    loaded_trips: int = 0
    under_way: bool = False
    duty_began_h: float | None = None
    ended_h: float = -math.inf
    arrived_h: float | None = None
    ground: list[float] | None = None
    option: TripOption | None = None
    since_h: float = 0.0
    waits_until_h: float = 0.0
    banned: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Leg:
    """One empty leg."""

    route: Route
    backwards: bool
    depart_h: float
    arrive_h: float


@dataclass(frozen=True, slots=True)
class Ride:
    """One loaded leg; the berths are the pools it would use."""

    load_start_h: float
    depart_h: float
    arrive_h: float
    unload_end_h: float
    berth_from: Pool | None
    berth_to: Pool | None

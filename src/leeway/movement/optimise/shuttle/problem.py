"""Pure shuttles: the plan as pick-ups, havens and vehicle classes, if nothing in it depends on the clock.

People are at a pick-up or walk there in no planned time; a vehicle carries them over one route straight to a haven.
All times in hours, people in *units*: whole parties of one common size and room (single persons as a rule).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Fleet
from leeway.movement.network import Network, TripOption

Hours = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gate:
    """A pick-up. With `cycle`, the rounds over routes with `cycle_h` that begin and end at that haven."""

    place: str
    cycle: str | None = None


@dataclass(frozen=True, slots=True)
class VehicleClass:
    """Vehicles of one fleet that start at one place: they are interchangeable.

    `seats`: units a trip carries. `start_h[g]`: from the start of the operation to standing at gate g (lead time
    included); `empty_h[d, g]`: haven to gate; `loaded_h[g, d]`: loading, route and unloading with a full load;
    `inf` where not allowed. `per_unit_h`: the part of `loaded_h` that each unit carried adds.
    `latest_h[at, g, d]`: latest departure from drop `at` (last index: from the start) on a trip over gate g to drop d
    that enters every route before it closes; None if nothing closes. `gate_closes_h[g, d]`: the same for standing at
    the gate, whatever way led there and over whichever route, for bounds.
    `fuel[g, d]`: fuel of the loaded leg and the trip, `fuel_per_h` of the empty hours on top; `stock` it comes from.
    """

    fleet: Fleet
    start: str
    vehicles: tuple[str, ...]
    seats: int
    most_trips: int
    available_h: float
    start_h: Hours
    empty_h: Hours
    loaded_h: Hours
    per_unit_h: float
    latest_h: Hours | None
    gate_closes_h: Hours | None
    options: dict[tuple[int, int], TripOption]
    stock: str | None
    fuel: Hours
    fuel_per_h: float


@dataclass(frozen=True, slots=True)
class ShuttleProblem:
    """`demand[s]` units wait at `sources[s]`, which feeds gate g where `feeds[s, g]`; drop d takes `capacity[d]`.

    `unit_people`: people a unit has. `limit_h`: nobody counts as out after this. `walks[(s, g)]`: routes on foot.
    `demand` leaves out those whom no vehicle can fetch; `network.demands` has everybody.
    """

    network: Network
    sources: tuple[str, ...]
    demand: tuple[int, ...]
    unit_people: int
    gates: tuple[Gate, ...]
    drops: tuple[str, ...]
    capacity: tuple[float, ...]
    feeds: NDArray[np.bool_]
    walks: dict[tuple[int, int], tuple[str, ...]]
    classes: tuple[VehicleClass, ...]
    limit_h: float

    @property
    def needs_relaxing(self) -> bool:
        """True where trip counts with full loads and shortest ways give no valid bound by themselves."""
        return any(v.per_unit_h or v.latest_h is not None for v in self.classes)

"""What a case says: frozen records of people, places, routes, fleets, desks, flights, tasks and forces.

Units: hours (`_h`), kilometres (`_km`), kilometres per hour (`_kmh`), people or movements per hour (`_per_h`).
Uncertain quantities are `Distribution`s in the same units. `inf` means "no limit".
A `Moment` is hours after the start of the operation, or a fixed UTC instant that does not move with the start.
Every record keeps `line`, where it stands in its file, for messages and trails.

The meaning of each field is the contract that simulation, optimiser and checker all keep; it is told to users in
docs/reference/plan-language.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from leeway.case.hazard import Hazard
from leeway.units import Distribution, fixed

ZERO = fixed(0.0)
ONE = fixed(1.0)


@dataclass(frozen=True, slots=True)
class Moment:
    """Either `hours` after the start, or the instant `at` (timezone-aware UTC). Exactly one is set."""

    hours: float | None = None
    at: datetime | None = None

    def after(self, start: datetime) -> float:
        """Hours after `start` (negative if the fixed instant lies before it)."""
        if self.at is None:
            return float(self.hours or 0.0)
        return (self.at - start).total_seconds() / 3600


NOW = Moment(hours=0.0)


@dataclass(frozen=True, slots=True)
class Windows:
    """When something may be used. No limit if everything is empty.

    `daily`: (from, to) in minutes after local midnight of the place's time zone, `to` may pass 1440 (over midnight).
    `daylight`: from sunrise to sunset at the place's coordinates on the date.
    `spans`: the only periods (from, to) in which it is usable at all.
    All given limits hold together.
    """

    daily: tuple[tuple[int, int], ...] = ()
    daylight: bool = False
    spans: tuple[tuple[Moment, Moment], ...] = ()

    @property
    def always(self) -> bool:
        """True when nothing limits the hours."""
        return not (self.daily or self.daylight or self.spans)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How the people of a group become ready at their site, on top of each party's mobilization time.

    `kind`: "at_once" (all start mobilizing at the start), "rate" (`rate_per_h` people an hour from the start),
    "curve" (`curve`: (hours, cumulative share) points, linear between, the first at share 0 or above, the last at 1),
    "poisson" (as "rate", with exponential gaps between parties; schedules treat it as "rate").
    """

    kind: str = "at_once"
    rate_per_h: float = math.inf
    curve: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """`groups` groups of `people` who come forward each, `own_means` of these by themselves, put together in one."""

    people: int
    own_means: int
    groups: int


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind at one place: never names.

    `low <= likely <= high` people; in a simulation the count is triangular over them, in a schedule it is `likely`.
    Of these `show_up` (share) come forward, and `self_evacuating` (share) of those leave by their own means at the
    moment they are ready, using nothing of the plan. The rest must be moved: `round(likely * show_up)` less
    `round(likely * show_up * self_evacuating)` with the shares' planning values.
    `priority`: 1 is first. `weight`: cost of one person left behind; by default `lowest priority + 1 - priority`.
    `party_size`: mean size of families kept together (1: single persons); parties board together or wait together.
    `mobilization_h`: from the order to ready at the site, per party. `room`: seats one person takes (a litter: 4).
    `members`: the groups it stands for if several were put together (`leeway.case.alike`), by size.
    """

    id: str
    site: str
    low: int
    likely: int
    high: int
    category: str = ""
    function: str = ""
    priority: int = 1
    weight: float = 1.0
    party_size: float = 1.0
    mobilization_h: Distribution = ZERO
    show_up: Distribution = ONE
    self_evacuating: float = 0.0
    room: float = 1.0
    arrival: Arrival = Arrival()
    line: int = 0
    members: tuple[Alike, ...] = ()


@dataclass(frozen=True, slots=True)
class Berth:
    """Docks, pads or stands at a place: `count` vehicles at once, of `fleets` (empty: any fleet).

    A vehicle occupies one from the start of loading to departure, and from arrival to the end of unloading.
    A fleet that no berth of a place admits cannot use that place; a place without berths admits every fleet.
    """

    id: str
    count: int
    fleets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slots:
    """An airfield's or harbour's limits on vehicles of `modes`.

    `movements_per_h`: arrivals plus departures in any sliding hour (a real number below 1 spaces them by 1/rate).
    `maximum_on_ground`: vehicles present at once, between arrival and departure. `parking_h`: shortest time on ground
    between arrival and departure. Vehicles that start at the place do not count until their first departure.
    """

    modes: tuple[str, ...] = ()
    movements_per_h: float = math.inf
    maximum_on_ground: float = math.inf
    parking_h: float = 0.0
    hours: Windows = Windows()


@dataclass(frozen=True, slots=True)
class Onward:
    """People leaving a safe haven for the next place, which frees its room: `rate_per_h` from `starts` on."""

    rate_per_h: float = 0.0
    starts: Moment = NOW


PLACE_KINDS = (
    "site", "assembly_point", "control_centre", "embarkation_point", "staging_base", "safe_haven",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere people or vehicles can be. Being in a `safe_haven` is being out.

    `capacity`: people it can hold at once (waiting, in process, or housed; those merely passing through in one
    instant do not count). People may not set out for a place whose occupancy plus those under way to it would
    exceed it. `hours`: when people and vehicles may enter or leave. `unlocked_by`: security force that must have
    arrived first. `onward`: only for safe havens.
    """

    id: str
    kind: str
    name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str = "UTC"
    capacity: float = math.inf
    hours: Windows = Windows()
    berths: tuple[Berth, ...] = ()
    slots: Slots | None = None
    onward: Onward | None = None
    unlocked_by: str | None = None
    exit: str | None = None
    line: int = 0

    @property
    def is_haven(self) -> bool:
        """True where people are safe."""
        return self.kind == "safe_haven"


@dataclass(frozen=True, slots=True)
class Interruption:
    """With `chance` (per operation) the route is unusable once, from a uniformly drawn time in the horizon
    (or from `after`), for `length_h`. Schedules ignore it; simulations draw it."""

    chance: float
    length_h: Distribution
    after: Moment | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A way from `origin` to `destination`; people travel in this direction only.

    Vehicles may also use it empty, in both directions unless `one_way`; `empty_only` carries no people at all.
    `mode`: fleets of that mode use it. `self_moving`: people travel by their own means (on foot, own cars).
    Time: `time_h` if given; else `distance_km` over the fleet's speed; or `cycle_h`, one out-and-back round of a
    vehicle based at `destination`: half of it empty to `origin`, half loaded back, loading and unloading included.
    `people_per_h`: people of self-moving groups entering per hour. `vehicles_per_h`: loaded or empty vehicles entering,
    both directions together, in any sliding hour. `hours`: when it may be entered (time zone of `origin`).
    `closes`: it may be entered up to and including this moment, in either direction; whoever is on it gets through.
    `escorts`: units of the escort pool `escort_pool` each loaded vehicle holds from departure to the end of unloading.
    `constant_rate`: each group that uses it leaves in one unbroken stream at one whole number of people per flow step.
    The people of a step are out when that step has passed at the end of such a route.
    `exit`: name of the exit this route is part of; `closings` may be given by route id, place id or exit name.
    """

    id: str
    origin: str
    destination: str
    mode: str
    distance_km: float | None = None
    time_h: Distribution | None = None
    cycle_h: Distribution | None = None
    self_moving: bool = False
    one_way: bool = False
    empty_only: bool = False
    people_per_h: float = math.inf
    vehicles_per_h: float = math.inf
    hours: Windows = Windows()
    closes: Moment | None = None
    interruption: Interruption | None = None
    escorts: int = 0
    escort_pool: str | None = None
    constant_rate: bool = False
    unlocked_by: str | None = None
    exit: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class FuelUse:
    """Fuel drawn from stock `stock` when a vehicle sets out on a trip (on the empty leg to the pick-up, or on loading
    if it is already there): `per_trip`, or `by_route[loaded route id]` where given, plus `per_h` times the planned
    hours of both legs."""

    stock: str
    per_trip: float = 0.0
    by_route: Mapping[str, float] = field(default_factory=dict)
    per_h: float = 0.0


@dataclass(frozen=True, slots=True)
class Fleet:
    """Like vehicles (also ships and aircraft). Vehicle ids are `{fleet}/1` ... `{fleet}/{count}`.

    A vehicle makes *trips*: empty from where it is to the pick-up (shortest way over its routes; nothing if it is
    there), load, loaded over one route, unload at its end. It never carries people of two pick-ups.
    `seats * overload` room units may be used (rounded down). Speeds apply where a route gives no time. `load_h` and
    `load_per_person_h` add up; the same for unloading. On a route with `cycle_h` all four are ignored.
    `starts`: (place id, how many) pairs adding up to `count`. `available_h`: lead time of each vehicle after the start.
    `routes`: ids it may use (empty: every route of its mode). `places`: places it may use (empty: all).
    `availability`: share of vehicles that turn up at all; a schedule plans with `round(count * availability)`.
    `breakdown`: chance per trip of standing still for `repair_h` after it; only simulations draw it.
    `crew_duty_h`: no trip may end later than this after the crew's duty began, which is the departure of its first
    trip after a rest; `crew_rest_h`: length of a rest. `refuel_every` trips it stands for `refuel_h` where it unloaded.
    `most_trips`: per vehicle. `hold_h`: greedy dispatch waits at most this long for a full load (inf: until full or
    nobody else is coming). `direct`: every empty leg is one single route (published tables of legs need not be
    shortest ways); otherwise vehicles take the shortest way, over other places too.
    """

    id: str
    mode: str
    count: int
    seats: int
    overload: float = 1.0
    speed_loaded_kmh: float | None = None
    speed_empty_kmh: float | None = None
    load_h: Distribution = ZERO
    unload_h: Distribution = ZERO
    load_per_person_h: float = 0.0
    unload_per_person_h: float = 0.0
    starts: tuple[tuple[str, int], ...] = ()
    available_h: Distribution = ZERO
    routes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    availability: float = 1.0
    breakdown: float = 0.0
    repair_h: Distribution = ZERO
    crew_duty_h: float = math.inf
    crew_rest_h: float = 0.0
    fuel: FuelUse | None = None
    refuel_every: int = 0
    refuel_h: Distribution = ZERO
    most_trips: int | None = None
    hold_h: float = math.inf
    direct: bool = False
    line: int = 0

    @property
    def room(self) -> int:
        """Room units one trip can carry: seats times overload, rounded down."""
        return math.floor(self.seats * self.overload + 1e-9)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Fuel arriving at a stock. `on_call`: only if the plan asks for it; schedules ask for as little as they need,
    greedy dispatch asks when the stock cannot serve the next trip; it then comes `lead_h` later, not before `at`."""

    amount: float
    at: Moment = NOW
    on_call: bool = False
    lead_h: Distribution = ZERO
    id: str = ""


@dataclass(frozen=True, slots=True)
class FuelStock:
    """Fuel at hand, in `unit` (a label), with its deliveries."""

    id: str
    amount: float
    unit: str = ""
    deliveries: tuple[Delivery, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class EscortPool:
    """Escort units shared by all routes that name the pool."""

    id: str
    count: int
    available_h: Distribution = ZERO
    line: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """`servers` at work between two moments (or local times of day if `daily`)."""

    servers: int
    begins: Moment = NOW
    ends: Moment | None = None
    daily: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """A desk of a place. All who arrive at the place pass its stations in file order before they may leave it.

    First come, first served over `servers` desks; `service_h[depth]` is the time per party (or per person times the
    party's size if `per == "person"`), depth one of "full", "reduced", "minimum" as the case's settings say, falling
    back to "full". A station whose depth time is absent at the chosen depth and not given as "full" is skipped.
    `shifts`: servers over time (outside any shift none); empty: `servers` always. A service begun is finished.
    `ramp_up_h`: servers open one after another, evenly over this time after the start.
    `queue_limit`: people waiting in front of it; when full, the station before it holds its finished party at the desk
    (its server stays blocked), and vehicles or walkers wait outside the place before unloading or entering.
    `rejects`: share of parties turned away here (walk-ins found ineligible); they count as neither out nor left.
    `categories`: groups of these categories pass it (empty: all).
    """

    id: str
    place: str
    servers: int
    service_h: Mapping[str, Distribution]
    per: str = "party"
    shifts: tuple[Shift, ...] = ()
    ramp_up_h: float = 0.0
    queue_limit: float = math.inf
    rejects: float = 0.0
    categories: tuple[str, ...] = ()
    unlocked_by: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Service:
    """Scheduled departures over `route`: `seats` each at `departures` (room units).

    Those ready at the origin by departure board, by priority, then first come; they arrive after the route's time.
    `seats_share`: share of the seats that can be used (others hold tickets), a distribution.
    """

    id: str
    route: str
    seats: int
    departures: tuple[Moment, ...]
    seats_share: Distribution = ONE
    line: int = 0


@dataclass(frozen=True, slots=True)
class ClosureTask:
    """Work that must end before the last person of `group` leaves the group's site, e.g. destruction of material.

    `crew`: people of the group needed while it lasts: they cannot leave before its end; tasks of one group share the
    group's people, so that tasks running together need the sum of their crews. `after`: tasks that must end first.
    """

    id: str
    group: str
    duration_h: Distribution
    crew: int = 1
    after: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class SecurityForce:
    """A force that comes `lead_h` after the start and unlocks what names it in `unlocked_by`."""

    id: str
    lead_h: Distribution
    people: int = 0
    line: int = 0


PLANNING_VALUES = ("low", "median", "mean", "p90")
DEPTHS = ("full", "reduced", "minimum")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the case wants to be computed. `planning_value`: what a schedule takes for an uncertain time.
    `flow_step_h`: the clock tick of self-moving people: they set out at its multiples, and a route takes at most
    `people_per_h * flow_step_h` people a tick; what is not whole gathers: by the end of tick t (from 0) it has taken at
    most `floor((t + 1) * people_per_h * flow_step_h)`, at tick t at most the increase of that."""

    planning_value: str = "median"
    processing_depth: str = "full"
    flow_step_h: float = 1 / 60
    horizon_h: float = 30 * 24.0
    replications: int = 2000
    confidence: float = 0.9
    seed: int = 1
    time_limit_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything but the people."""

    places: Mapping[str, Place]
    routes: Mapping[str, Route]
    fleets: Mapping[str, Fleet]
    fuel_stocks: Mapping[str, FuelStock]
    escort_pools: Mapping[str, EscortPool]
    stations: Mapping[str, Station]
    services: Mapping[str, Service]
    closure_tasks: Mapping[str, ClosureTask]
    security_forces: Mapping[str, SecurityForce]


@dataclass(frozen=True, slots=True)
class Case:
    """A case directory, read and checked."""

    path: Path
    title: str
    area: tuple[str, ...]
    start: datetime
    deadline: Moment | None
    time_zone: str
    settings: Settings
    groups: Mapping[str, Group]
    plan: Plan
    hazard: Hazard | None = None

"""Pure shuttles: the plan as pick-ups, havens and vehicle classes, if nothing in it depends on the clock.

People are at a pick-up or walk there in no planned time; a vehicle carries them over one route straight to a haven.
All times in hours, people in *units*: whole parties of one common size and room (single persons as a rule).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Fleet, Place, Route
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


def extract(network: Network) -> ShuttleProblem | None:
    """The shuttle problem of a plan, or None if the plan has a rule that this structure does not know."""
    plan = network.plan
    moved = {k: d for k, d in network.demands.items() if d.people > 0}
    if plan.services or plan.closure_tasks or not moved:
        return None
    unit = _unit(network)
    if unit is None:
        return None
    sources = tuple(sorted({d.group.site for d in moved.values()}))
    on_foot = _walks_from(network, sources)
    if on_foot is None or network.havens & set(sources):
        return None
    people, room = unit
    fleets = [f for f in plan.fleets.values() if any(v[1] == f.id for v in network.vehicles)]
    options = {f.id: [o for o in network.options[f.id] if any(o.pickup in w for w in on_foot)] for f in fleets}
    if any(o.drop not in network.havens for several in options.values() for o in several):
        return None
    fleets = [f for f in fleets if options[f.id] and math.floor(f.room / room + 1e-9) > 0]
    gates = tuple(dict.fromkeys(Gate(o.pickup, o.drop if o.is_cycle else None) for f in fleets for o in options[f.id]))
    drops = tuple(dict.fromkeys(o.drop for f in fleets for o in options[f.id]))
    if not _free_of_clock(network, fleets, on_foot, gates, drops):
        return None
    counts = dict.fromkeys(sources, 0)
    for d in moved.values():
        counts[d.group.site] += len(d.sizes)
    feeds = np.array([[g.place in foot for g in gates] for foot in on_foot], dtype=bool).reshape(len(sources), -1)
    problem = ShuttleProblem(
        network, sources, tuple(counts[s] for s in sources), people, gates, drops,
        tuple(_capacity(plan.places[d], people) for d in drops), feeds,
        {(s, g): on_foot[s][gates[g].place] for s, g in zip(*np.nonzero(feeds), strict=True)},
        tuple(c for f in fleets for c in _classes(network, f, options[f.id], gates, drops, people, room)),
        network.case.settings.horizon_h,
    )  # fmt: skip
    problem = replace(problem, demand=_fetchable(problem))
    return problem if _all_ready(problem) and _holds_everybody(problem) else None


def _unit(network: Network) -> tuple[int, float] | None:
    """(people, room) of the common unit, None if parties differ."""
    kinds = {(n, n * d.group.room) for d in network.demands.values() for n in d.sizes}
    return kinds.pop() if len(kinds) == 1 else None


def _walks_from(network: Network, sources: tuple[str, ...]) -> list[dict[str, tuple[str, ...]]] | None:
    """By source, the places reached on foot in no time and the routes to them; None if walking takes time."""
    onward: dict[str, list[Route]] = {}
    for route in network.plan.routes.values():
        if route.self_moving and not route.empty_only and route.destination in network.leads_out:
            onward.setdefault(route.origin, []).append(route)
    reached: list[dict[str, tuple[str, ...]]] = []
    for source in sources:
        ways: dict[str, tuple[str, ...]] = {source: ()}
        stack = [source]
        while stack:
            place = stack.pop(0)
            for route in onward.get(place, ()):
                instant = route.time_h is not None and network.hours(route.time_h) == 0
                limited = route.people_per_h < math.inf or route.constant_rate or route.unlocked_by or route.closes
                if not instant or limited or not route.hours.always or route.destination in network.havens:
                    return None
                if route.destination not in ways:
                    ways[route.destination] = (*ways[place], route.id)
                    stack.append(route.destination)
        reached.append(ways)
    return reached


def _free_of_clock(
    network: Network,
    fleets: list[Fleet],
    on_foot: list[dict[str, tuple[str, ...]]],
    gates: tuple[Gate, ...],
    drops: tuple[str, ...],
) -> bool:
    plan = network.plan
    ids = {f.id for f in fleets}
    count = {f.id: sum(1 for v in network.vehicles if v[1] == f.id) for f in fleets}
    modes = {f.mode for f in fleets}
    routes = {r.id: r for f in fleets for r in network.fleet_routes(f)}
    used = {r.origin for r in routes.values()} | {r.destination for r in routes.values()}
    used |= {p for foot in on_foot for p in foot} | {g.place for g in gates} | set(drops)
    if any(s.place in used for s in plan.stations.values()):
        return False
    for place in (plan.places[p] for p in used):
        slots = place.slots
        if place.unlocked_by or not place.hours.always:
            return False
        if slots is not None and (not slots.modes or modes & set(slots.modes)):
            return False
        if place.is_haven and place.capacity < math.inf and place.onward is not None:
            return False
        for fleet in (f for f in ids if place.berths):
            fitting = [b for b in place.berths if not b.fleets or fleet in b.fleets]
            if fitting and not any(
                b.count >= sum(n for f, n in count.items() if not b.fleets or f in b.fleets) for b in fitting
            ):
                return False
    for route in routes.values():
        if route.unlocked_by or not route.hours.always or route.vehicles_per_h < math.inf or route.escorts:
            return False
    return not any(f.crew_duty_h < math.inf or f.refuel_every for f in fleets)


def _capacity(place: Place, people: int) -> float:
    return math.floor(place.capacity / people + 1e-9) if place.capacity < math.inf else math.inf


def _fetchable(problem: ShuttleProblem) -> tuple[int, ...]:
    gates = np.zeros(len(problem.gates), dtype=bool)
    for v in problem.classes:
        gates |= np.isfinite(v.start_h) & np.isfinite(v.loaded_h).any(axis=1)
    return tuple(n if (feeds & gates).any() else 0 for n, feeds in zip(problem.demand, problem.feeds, strict=True))


def _classes(
    network: Network,
    fleet: Fleet,
    options: list[TripOption],
    gates: tuple[Gate, ...],
    drops: tuple[str, ...],
    people: int,
    room: float,
) -> list[VehicleClass]:
    ways = network.empty_ways[fleet.id]
    seats = math.floor(fleet.room / room + 1e-9)
    handling = network.hours(fleet.load_h) + network.hours(fleet.unload_h)
    per_unit = (fleet.load_per_person_h + fleet.unload_per_person_h) * people
    best: dict[tuple[int, int], TripOption] = {}
    for o in options:
        key = gates.index(Gate(o.pickup, o.drop if o.is_cycle else None)), drops.index(o.drop)
        if key not in best or o.loaded_h < best[key].loaded_h:
            best[key] = o
    loaded = np.full((len(gates), len(drops)), math.inf)
    fuel = np.zeros_like(loaded)
    use = fleet.fuel
    for (g, d), o in best.items():
        loaded[g, d] = o.loaded_h + (0.0 if o.is_cycle else handling + per_unit * seats)
        if use is not None:
            fuel[g, d] = use.by_route.get(o.route, use.per_trip) + use.per_h * o.loaded_h

    def empty(origin: str) -> list[float]:
        row = []
        for g, gate in enumerate(gates):
            half = next((o.loaded_h for (k, _), o in best.items() if k == g), math.inf) if gate.cycle else 0.0
            way = ways.get(origin, {}).get(gate.cycle or gate.place)
            at_hand = origin == (gate.cycle or gate.place)
            row.append(half + (0.0 if at_hand else math.inf if way is None else way[0]))
        return row

    most = fleet.most_trips if fleet.most_trips is not None else 10**9
    back = np.array([empty(d) for d in drops]).reshape(len(drops), len(gates))
    available = network.hours(fleet.available_h)
    classes = []
    for start in dict.fromkeys(v[2] for v in network.vehicles if v[1] == fleet.id):
        ids = tuple(v[0] for v in network.vehicles if v[1] == fleet.id and v[2] == start)
        first = np.array(empty(start)) + available
        # a round is one thing: its halves have no per-person part
        classes.append(
            VehicleClass(
                fleet, start, ids, seats, most, available, first, back, loaded,
                per_unit if not all(g.cycle for g in gates) else 0.0,
                _latest(network, fleet, best, gates, drops, start, available),
                _gate_closes(network, fleet, options, gates, drops), best,
                use.stock if use else None, fuel, use.per_h if use else 0.0,
            )
        )  # fmt: skip
    return classes


def _latest(
    network: Network,
    fleet: Fleet,
    best: dict[tuple[int, int], TripOption],
    gates: tuple[Gate, ...],
    drops: tuple[str, ...],
    start: str,
    available_h: float,
) -> Hours | None:
    plan = network.plan
    closes = {r.id: r.closes.after(network.start) for r in plan.routes.values() if r.closes is not None}
    if not any(r.id in closes for r in network.fleet_routes(fleet)):
        return None
    latest = np.full((len(drops) + 1, len(gates), len(drops)), -math.inf)
    for at, origin in enumerate((*drops, start)):
        for (g, d), option in best.items():
            target = gates[g].cycle or gates[g].place
            hours, way = network.empty_ways[fleet.id].get(origin, {}).get(target, (math.inf, ()))
            if origin == target:
                hours, way = 0.0, ()
            departures = [closes.get(option.route, math.inf) - hours]
            if gates[g].cycle:
                departures.append(departures[0] - option.loaded_h)
            else:
                departures[0] -= network.hours(fleet.load_h) + _per_seat_h(fleet)
            driven = 0.0
            for route_id, _ in way:
                departures.append(closes.get(route_id, math.inf) - driven)
                driven += network.leg_h(fleet, plan.routes[route_id], loaded=False)
            latest[at, g, d] = min(departures)
    latest[-1][latest[-1] < available_h - 1e-9] = -math.inf
    return latest


def _gate_closes(
    network: Network, fleet: Fleet, options: list[TripOption], gates: tuple[Gate, ...], drops: tuple[str, ...]
) -> Hours | None:
    plan = network.plan
    if not any(r.closes is not None for r in network.fleet_routes(fleet)):
        return None
    closes = np.full((len(gates), len(drops)), -math.inf)
    for o in options:
        moment = plan.routes[o.route].closes
        g, d = gates.index(Gate(o.pickup, o.drop if o.is_cycle else None)), drops.index(o.drop)
        load_h = 0.0 if o.is_cycle else network.hours(fleet.load_h)
        last = math.inf if moment is None else moment.after(network.start) - load_h
        closes[g, d] = max(closes[g, d], last)
    return closes


def _per_seat_h(fleet: Fleet) -> float:
    return fleet.load_per_person_h * fleet.room


def _all_ready(problem: ShuttleProblem) -> bool:
    """Whether everybody stands at the gates before the first vehicle can."""
    network = problem.network
    step = network.case.settings.flow_step_h
    for d in network.demands.values():
        if d.people:
            s = problem.sources.index(d.group.site)
            first = min((c.start_h[problem.feeds[s]].min(initial=math.inf) for c in problem.classes), default=math.inf)
            if max(d.ready_h) > 0 and math.ceil(max(d.ready_h) / step - 1e-9) * step > first:
                return False
    return True


def _holds_everybody(problem: ShuttleProblem) -> bool:
    """Whether the gates can hold all who may walk there at once."""
    places = problem.network.plan.places
    for g, gate in enumerate(problem.gates):
        walkers = sum(
            n for s, n in enumerate(problem.demand) if problem.feeds[s, g] and problem.sources[s] != gate.place
        )
        held = sum(n for s, n in enumerate(problem.demand) if problem.sources[s] == gate.place)
        if walkers and places[gate.place].capacity < (walkers + held) * problem.unit_people:
            return False
    return True

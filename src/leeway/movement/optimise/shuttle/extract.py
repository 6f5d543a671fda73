"""Whether a plan is a pure shuttle, and the shuttle problem it is then."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from leeway.case.model import Fleet, Place, Route
from leeway.movement.network import Network
from leeway.movement.optimise.shuttle.classes import vehicle_classes
from leeway.movement.optimise.shuttle.problem import Gate, ShuttleProblem


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
        tuple(c for f in fleets for c in vehicle_classes(network, f, options[f.id], gates, drops, people, room)),
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

"""Vehicles of one fleet that start at one place, with all their times, fuel and closings as tables."""

from __future__ import annotations

import math

import numpy as np

from leeway.case.model import Fleet
from leeway.movement.network import Network, TripOption
from leeway.movement.optimise.shuttle.problem import Gate, Hours, VehicleClass


def vehicle_classes(
    network: Network,
    fleet: Fleet,
    options: list[TripOption],
    gates: tuple[Gate, ...],
    drops: tuple[str, ...],
    people: int,
    room: float,
) -> list[VehicleClass]:
    """One class for each place at which vehicles of the fleet start; `people` and `room` are those of a unit."""
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

"""The event table of a replication without chance, written as a schedule, for the independent checker."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from leeway.case.model import Case
from leeway.movement.engine.orders import orders_of
from leeway.movement.network import Network
from leeway.movement.records import Clearance, Move, Objective, Processing, Schedule, Walk

Rows = list[tuple[float, str, str, str, str, str, int]]


def as_schedule(case: Case, found: Schedule, result: Clearance) -> Schedule:
    """What the simulation did in following `found`, with nobody left. Legs driven empty between setting out and the
    pick-up, the hour at which walkers are let in where a queue is full, closure tasks and deliveries are not in the
    event table and are taken from `found`."""
    rows: Rows = result.events  # type: ignore[assignment]
    network = Network(case, found.start)
    moves = [*_services(case, network, rows), *_trips(case, found, rows)]
    walks = _walks(case, network, found, rows)
    out = [(m.unload_end_h, n) for m in moves for _, n in m.people if case.plan.places[m.destination].is_haven]
    for walk in walks:
        extra = case.settings.flow_step_h if case.plan.routes[walk.route].constant_rate else 0.0
        if case.plan.places[walk.destination].is_haven:
            out.append((walk.arrive_h + extra, walk.people))
    completion_h = max((hour for hour, _ in out), default=0.0)
    mean_h = sum(hour * people for hour, people in out) / max(1, sum(people for _, people in out))
    return replace(
        found, moves=tuple(sorted(moves, key=lambda m: m.load_start_h)), walks=tuple(walks),
        processings=tuple(_processings(case, found, rows)), objective=Objective(0.0, completion_h, mean_h),
    )  # fmt: skip


def _trips(case: Case, found: Schedule, rows: Rows) -> list[Move]:
    number: dict[str, int] = {}
    for fleet in case.plan.fleets.values():
        for k in range(1, fleet.count + 1):
            number[f"{fleet.id}/{k}"] = len(number)
    planned = orders_of(found, number)
    steps: dict[str, list[tuple[float, str, str, str, str, int]]] = defaultdict(list)
    for hour, event, resource, place, route, group, people in rows:
        if resource in number:
            steps[resource].append((hour, event, place, route, group, people))
    moves = []
    for vehicle, listed in steps.items():
        trip, out_h, at = 0, -1.0, {}
        load: dict[str, int] = {}
        for hour, event, _, route_id, group, people in listed:
            route = case.plan.routes[route_id]
            if event == "sets out":
                out_h = hour
            if event in ("loading begins", "departs", "arrives", "unloaded"):
                at[event] = hour
            if event == "departs":
                load[group] = load.get(group, 0) + people
            if event == "unloaded" and load and sum(load.values()) == _aboard(listed, hour):
                legs = planned[number[vehicle]][trip].legs
                loaded = [m for m in found.moves if m.vehicle == vehicle and m.people]
                planned_number = sorted(loaded, key=lambda m: m.load_start_h)[trip].trip
                trip += 1
                fleet = vehicle.rpartition("/")[0]
                if legs:
                    assert abs(out_h - legs[0][2]) < 1e-6, (vehicle, trip, out_h, legs)
                moves += _legs(found, vehicle, legs)
                hours = (at["loading begins"], at["departs"], at["arrives"], hour)
                ends = route.origin, route.destination, False
                people_aboard = tuple(sorted(load.items()))
                moves.append(Move(vehicle, fleet, planned_number, route_id, *ends, *hours, people_aboard))
                load = {}
    return moves


def _aboard(listed: list[tuple[float, str, str, str, str, int]], hour: float) -> int:
    return sum(people for h, event, _, _, _, people in listed if event == "unloaded" and h == hour)


def _legs(found: Schedule, vehicle: str, legs: tuple[tuple[str, str, float], ...]) -> list[Move]:
    same = {(m.route, m.origin, m.depart_h): m for m in found.moves if m.vehicle == vehicle and not m.people}
    return [same[leg] for leg in legs]


def _services(case: Case, network: Network, rows: Rows) -> list[Move]:
    loads: dict[tuple[str, float], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for hour, event, resource, _, _, group, people in rows:
        if event == "departs" and resource in case.plan.services:
            loads[resource, hour][group] += people
    moves = []
    for (name, hour), load in loads.items():
        service = case.plan.services[name]
        route = case.plan.routes[service.route]
        departures = [m.after(network.start) for m in service.departures]
        number = min(range(len(departures)), key=lambda k: abs(departures[k] - hour)) + 1
        arrive_h = hour + network.service_h(service)
        moves.append(Move(f"{name}/{number}", "", number, route.id, route.origin, route.destination, False, hour, hour,
                          arrive_h, arrive_h, tuple(sorted(load.items()))))  # fmt: skip
    return moves


def _walks(case: Case, network: Network, found: Schedule, rows: Rows) -> list[Walk]:
    """People entering a way at a tick; a family too large for one tick has entered over those before it."""
    held = {s.place for s in case.plan.stations.values() if s.queue_limit != float("inf")}
    come_in = {(w.group, w.route, round(w.depart_h / case.settings.flow_step_h)): w.arrive_h
               for w in found.walks if w.destination in held}  # fmt: skip
    walks = []
    left: dict[tuple[str, int], float] = {}
    step_h = case.settings.flow_step_h
    for hour, event, resource, _, _, group, people in rows:
        if event != "sets out" or resource not in case.plan.routes:
            continue
        route = case.plan.routes[resource]
        walk_h = network.hours(route.time_h) if route.time_h is not None else 0.0
        tick, rest = round(hour / step_h), people
        while rest > 0:
            rate = route.people_per_h * step_h
            takes = left.setdefault((resource, tick), _takes(rate, tick))
            many = int(min(rest, takes))
            left[resource, tick] -= many
            rest -= many
            if many:
                arrive_h = max(hour + walk_h, come_in.get((group, resource, tick), 0.0))
                walks.append(Walk(group, resource, route.origin, route.destination, many, tick * step_h, arrive_h))
            tick -= 1
            assert tick > -1e6
    return walks


def _takes(rate: float, tick: int) -> float:
    if rate == float("inf"):
        return rate
    return float(int((tick + 1) * rate + 1e-7) - int(tick * rate + 1e-7))


def _processings(case: Case, found: Schedule, rows: Rows) -> list[Processing]:
    """Services as begun and ended; who is held at a desk by a full queue is taken to move on when the plan says."""
    held = {(p.station, p.group, p.people // p.parties, round(p.start_h, 6)): p.finish_h for p in found.processings}
    begun: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    services = []
    for hour, event, station, _, _, group, people in rows:
        if event == "service begins":
            begun[station, group, people].append(hour)
        if event == "service ends":
            start_h = begun[station, group, people].pop(0)
            end_h = max(hour, held.get((station, group, people, round(start_h, 6)), hour))
            services.append(Processing(case.plan.stations[station].place, station, group, people, 1, start_h, end_h))
    return services

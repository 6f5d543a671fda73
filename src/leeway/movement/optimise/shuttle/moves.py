"""Tours and loads written out as moves and walks with exact times, fuel waited for where it is still to come."""

from __future__ import annotations

import heapq
import math
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Delivery
from leeway.movement.optimise.shuttle.problem import ShuttleProblem, VehicleClass
from leeway.movement.optimise.shuttle.tours import Tours, fuel_by_stock
from leeway.movement.records import FuelDelivery, Left, Move, Objective, Walk


@dataclass(frozen=True, slots=True)
class Written:
    """Tours as records, and what they reach."""

    moves: tuple[Move, ...]
    walks: tuple[Walk, ...]
    left: tuple[Left, ...]
    deliveries: tuple[FuelDelivery, ...]
    objective: Objective


def write(problem: ShuttleProblem, tours: Tours, loads: NDArray[np.int64]) -> Written:
    """Moves, walks and people left of tours whose trips carry `loads[trip, source]` units."""
    names, walks, left = _people(problem, tours, loads)
    moves, deliveries = _moves(problem, tours, names)
    exits = [(m.unload_end_h, sum(n for _, n in m.people)) for m in moves if m.people]
    out = sum(n for _, n in exits)
    weights = {d.group.id: d.group.weight for d in problem.network.demands.values()}
    objective = Objective(
        sum(weights[x.group] * x.people for x in left),
        max((h for h, _ in exits), default=0.0),
        math.fsum(h * n for h, n in exits) / out if out else 0.0,
    )
    return Written(moves, walks, left, deliveries, objective)


def _people(
    problem: ShuttleProblem, tours: Tours, loads: NDArray[np.int64]
) -> tuple[list[tuple[tuple[str, int], ...]], tuple[Walk, ...], tuple[Left, ...]]:
    """Groups on each trip: at each source the dearest first, as far as the loads go."""
    unit = problem.unit_people
    demands = sorted(
        (d for d in problem.network.demands.values() if d.people), key=lambda d: (-d.group.weight, d.group.priority)
    )
    queues: list[deque[tuple[str, int]]] = [
        deque((d.group.id, len(d.sizes)) for d in demands if d.group.site == site) for site in problem.sources
    ]
    names: list[tuple[tuple[str, int], ...]] = []
    on_foot: dict[tuple[str, str], int] = {}
    for k, (_, _, _, g, _) in enumerate(tours.trips()):
        aboard: dict[str, int] = {}
        for s in np.flatnonzero(loads[k]):
            wanted = int(loads[k, s])
            while wanted:
                group, units = queues[s].popleft()
                take = min(units, wanted)
                wanted -= take
                aboard[group] = aboard.get(group, 0) + take * unit
                for route in problem.walks[(int(s), g)]:
                    on_foot[group, route] = on_foot.get((group, route), 0) + take * unit
                if units > take:
                    queues[s].appendleft((group, units - take))
        names.append(tuple(sorted(aboard.items())))
    left = tuple(
        Left(group, site, units * unit, _reason(problem, s))
        for s, (site, queue) in enumerate(zip(problem.sources, queues, strict=True))
        for group, units in queue
    )
    return names, _walks(problem, on_foot), left


def _reason(problem: ShuttleProblem, source: int) -> str:
    usable = any(np.isfinite(v.start_h[problem.feeds[source]]).any() for v in problem.classes)
    return "no seats, room or fuel in time" if usable else "no vehicle can fetch them"


def _walks(problem: ShuttleProblem, on_foot: dict[tuple[str, str], int]) -> tuple[Walk, ...]:
    network = problem.network
    step = network.case.settings.flow_step_h
    walks = []
    for (group, route_id), people in sorted(on_foot.items()):
        route = network.plan.routes[route_id]
        ready = max(network.demands[group].ready_h)
        at = math.ceil(ready / step - 1e-9) * step
        walks.append(Walk(group, route_id, route.origin, route.destination, people, at, at))
    return tuple(walks)


def _moves(
    problem: ShuttleProblem, tours: Tours, names: list[tuple[tuple[str, int], ...]]
) -> tuple[tuple[Move, ...], tuple[FuelDelivery, ...]]:
    """All moves in the order in which trips set out, so that fuel is drawn in that order."""
    first: dict[tuple[int, int], int] = {}
    for k, (c, i, _, _, _) in enumerate(tours.trips()):
        first.setdefault((c, i), k)
    heap = [(problem.classes[c].available_h, c, i, 0, problem.classes[c].start) for c, i in first]
    heapq.heapify(heap)
    tanks = _Tanks(problem, tours)
    moves: list[Move] = []
    while heap:
        now, c, i, position, place = heapq.heappop(heap)
        v, tour = problem.classes[c], tours.of[c][i]
        g, d = tour[position]
        ready = tanks.when(v, tour, position, now)
        if ready > now:
            heapq.heappush(heap, (ready, c, i, position, place))
            continue
        tanks.draw(v, tour, position, now)
        trip = _trip(problem, v, v.vehicles[i], position + 1, place, g, d, now, names[first[c, i] + position])
        moves.extend(trip)
        if position + 1 < len(tour):
            heapq.heappush(heap, (trip[-1].unload_end_h, c, i, position + 1, problem.drops[d]))
    moves.sort(key=lambda m: (m.load_start_h, m.vehicle, m.depart_h))
    return tuple(moves), tuple(tanks.used)


def _trip(
    problem: ShuttleProblem,
    v: VehicleClass,
    vehicle: str,
    number: int,
    place: str,
    g: int,
    d: int,
    now: float,
    people: tuple[tuple[str, int], ...],
) -> list[Move]:
    network, gate, option = problem.network, problem.gates[g], v.options[g, d]
    moves: list[Move] = []

    def leg(route_id: str, backwards: bool, hours: float) -> None:
        nonlocal now
        route = network.plan.routes[route_id]
        a, b = (route.destination, route.origin) if backwards else (route.origin, route.destination)
        moves.append(
            Move(vehicle, v.fleet.id, number, route_id, a, b, backwards, now, now, now + hours, now + hours, ())
        )
        now += hours

    target = gate.cycle or gate.place
    if place != target:
        for route_id, backwards in network.empty_ways[v.fleet.id][place][target][1]:
            leg(route_id, backwards, network.leg_h(v.fleet, network.plan.routes[route_id], loaded=False))
    load = unload = 0.0
    if gate.cycle:
        leg(option.route, True, option.loaded_h)
    elif people:
        count = sum(n for _, n in people)
        load = network.hours(v.fleet.load_h) + v.fleet.load_per_person_h * count
        unload = network.hours(v.fleet.unload_h) + v.fleet.unload_per_person_h * count
    depart = now + load
    arrive = depart + option.loaded_h
    moves.append(
        Move(vehicle, v.fleet.id, number, option.route, option.pickup, option.drop, False, now, depart, arrive,
             arrive + unload, people)
    )  # fmt: skip
    return moves


class _Tanks:
    """Fuel stocks while the tours run: on-call deliveries are asked for at the start, as few as the tours need.

    A delivery counts from its moment on; a trip that finds too little fuel waits for the next one.
    """

    def __init__(self, problem: ShuttleProblem, tours: Tours) -> None:
        self.level: dict[str, float] = {}
        self.coming: dict[str, list[FuelDelivery]] = {}
        self.used: list[FuelDelivery] = []
        for stock_id, need in fuel_by_stock(problem, tours).items():
            stock = problem.network.plan.fuel_stocks[stock_id]
            self.level[stock_id] = stock.amount
            dated = [self._dated(problem, stock_id, k, x) for k, x in enumerate(stock.deliveries, 1)]
            certain = [x for x in dated if not x.on_call]
            asked = sorted(
                (x for x in dated if x.on_call),
                key=lambda x: (x.at_h, -x.amount),
            )
            supply = stock.amount + sum(x.amount for x in certain)
            while asked and supply < need - 1e-9:
                enough = [x for x in asked if supply + x.amount >= need - 1e-9]
                chosen = enough[0] if enough else asked[0]
                asked.remove(chosen)
                certain.append(chosen)
                supply += chosen.amount
            self.coming[stock_id] = sorted(certain, key=lambda x: x.at_h)

    @staticmethod
    def _dated(problem: ShuttleProblem, stock: str, number: int, x: Delivery) -> FuelDelivery:
        at = x.at.after(problem.network.start)
        if x.on_call:
            at = max(at, problem.network.hours(x.lead_h))
        return FuelDelivery(stock, x.id or str(number), x.amount, at, x.on_call)

    def when(self, v: VehicleClass, tour: tuple[tuple[int, int], ...], position: int, now: float) -> float:
        """When the fuel of a trip is there: now or at a later delivery."""
        if v.stock is None:
            return now
        level = self.level[v.stock]
        need = self._need(v, tour, position)
        for x in self.coming[v.stock]:
            if level >= need - 1e-9 and x.at_h > now:
                return now
            level += x.amount
            if x.at_h > now and level >= need - 1e-9:
                return x.at_h
        return now

    def draw(self, v: VehicleClass, tour: tuple[tuple[int, int], ...], position: int, now: float) -> None:
        """Take the fuel of a trip."""
        if v.stock is None:
            return
        need = self._need(v, tour, position)
        while self.coming[v.stock] and self.coming[v.stock][0].at_h <= now + 1e-12:
            x = self.coming[v.stock].pop(0)
            self.level[v.stock] += x.amount
            self.used.append(x)
        self.level[v.stock] -= need

    @staticmethod
    def _need(v: VehicleClass, tour: tuple[tuple[int, int], ...], position: int) -> float:
        g, d = tour[position]
        empty = v.start_h[g] - v.available_h if position == 0 else v.empty_h[tour[position - 1][1], g]
        return float(v.fuel[g, d] + v.fuel_per_h * empty)

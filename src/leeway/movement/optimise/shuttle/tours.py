"""From tours to exact moves: when each trip of a tour is done, who travels on it, and what becomes of fuel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.highs import quiet_model
from leeway.movement.optimise.shuttle.problem import ShuttleProblem, VehicleClass

Tour = tuple[tuple[int, int], ...]
"""The trips of one vehicle in order, as (gate, drop)."""


@dataclass(frozen=True, slots=True)
class Tours:
    """One tour for each vehicle of each class: `of[c][i]` for vehicle i of class c."""

    of: tuple[tuple[Tour, ...], ...]

    def trips(self) -> list[tuple[int, int, int, int, int]]:
        """(class, vehicle, position, gate, drop) of every trip."""
        return [
            (c, i, k, g, d)
            for c, several in enumerate(self.of)
            for i, tour in enumerate(several)
            for k, (g, d) in enumerate(tour)
        ]


def finish_hours(vehicles: VehicleClass, tour: Tour) -> list[float]:
    """When each trip of a tour has unloaded, with full loads; `inf` from a route on that has closed before."""
    hours: list[float] = []
    now, drop = 0.0, -1
    for g, d in tour:
        if closed(vehicles, now, drop, g, d):
            now = math.inf
        now += (vehicles.start_h[g] if drop < 0 else vehicles.empty_h[drop, g]) + vehicles.loaded_h[g, d]
        hours.append(float(now))
        drop = d
    return hours


def closed(vehicles: VehicleClass, now: float, drop: int, g: int, d: int) -> bool:
    """Whether a trip that sets out now, from `drop` or (-1) the start, meets a closed route."""
    if vehicles.latest_h is None:
        return False
    return bool((vehicles.available_h if drop < 0 else now) > vehicles.latest_h[drop, g, d] + 1e-9)


def all_finish_hours(problem: ShuttleProblem, tours: Tours) -> list[list[float]]:
    """`finish_hours` of every tour, in the order of `Tours.trips`."""
    return [finish_hours(v, t) for v, several in zip(problem.classes, tours.of, strict=True) for t in several]


def completion_hours(problem: ShuttleProblem, tours: Tours) -> float:
    """When the last trip has unloaded, with full loads."""
    return max(
        (ends[-1] for ends in all_finish_hours(problem, tours) if ends),
        default=0.0,
    )


def source_weights(problem: ShuttleProblem) -> list[list[tuple[float, int]]]:
    """By source, (weight of one unit, units), heaviest first."""
    levels: list[dict[float, int]] = [{} for _ in problem.sources]
    for d in problem.network.demands.values():
        if d.people:
            level = levels[problem.sources.index(d.group.site)]
            level[d.group.weight] = level.get(d.group.weight, 0) + len(d.sizes)
    levels = [level if n else {} for level, n in zip(levels, problem.demand, strict=True)]
    return [sorted(((w * problem.unit_people, n) for w, n in level.items()), reverse=True) for level in levels]


def left_weight(problem: ShuttleProblem, loads: NDArray[np.int64]) -> float:
    """Weight of those whom the loads leave behind, of those who could be fetched."""
    left = 0.0
    for s, levels in enumerate(source_weights(problem)):
        carried = int(loads[:, s].sum())
        for weight, units in levels:  # heaviest first
            left += weight * max(0, units - carried)
            carried = max(0, carried - units)
    return left


def load(problem: ShuttleProblem, tours: Tours) -> NDArray[np.int64]:
    """Units on each trip by source, `[trip, source]`: least weight left behind, then least sum of exit times.

    Trips in the order of `Tours.trips`. A transportation problem from sources over trips to drops, so that the
    linear programme has whole numbers for its answer.
    """
    trips = tours.trips()
    loads = np.zeros((len(trips), len(problem.sources)), dtype=np.int64)
    if not trips:
        return loads
    finish = np.array([end for ends in all_finish_hours(problem, tours) for end in ends])
    total = sum(problem.demand)
    if np.all(problem.feeds.sum(axis=0) <= 1) and all(c >= total for c in problem.capacity):
        feeder = problem.feeds.argmax(axis=0)
        remaining = list(problem.demand)
        for k in np.argsort(finish, kind="stable"):
            if finish[k] == math.inf:
                break
            c, _, _, g, _ = trips[k]
            s = int(feeder[g])
            loads[k, s] = min(remaining[s], problem.classes[c].seats)
            remaining[s] -= int(loads[k, s])
        return loads
    return _load_by_programme(problem, trips, finish)


def _load_by_programme(
    problem: ShuttleProblem, trips: list[tuple[int, int, int, int, int]], finish: NDArray[np.float64]
) -> NDArray[np.int64]:
    model = quiet_model()
    model.setOptionValue("solver", "simplex")
    pairs = [
        (k, s)
        for k, t in enumerate(trips)
        for s in range(len(problem.sources))
        if problem.feeds[s, t[3]] and finish[k] < math.inf
    ]
    for k, _ in pairs:
        model.addVar(0.0, float(problem.classes[trips[k][0]].seats))
        model.changeColCost(model.getNumCol() - 1, float(finish[k]))
    by_trip: dict[int, list[int]] = {}
    by_source: dict[int, list[int]] = {}
    by_drop: dict[int, list[int]] = {}
    for column, (k, s) in enumerate(pairs):
        by_trip.setdefault(k, []).append(column)
        by_source.setdefault(s, []).append(column)
        by_drop.setdefault(trips[k][4], []).append(column)
    dear = 1000.0 * float(finish[np.isfinite(finish)].max(initial=1.0))
    for s, levels in enumerate(source_weights(problem)):
        columns = list(by_source.get(s, []))
        for weight, units in levels:
            model.addVar(0.0, float(units))
            columns.append(model.getNumCol() - 1)
            model.changeColCost(columns[-1], dear * weight)
        model.addRow(problem.demand[s], problem.demand[s], len(columns), np.array(columns), np.ones(len(columns)))
    for k, columns in by_trip.items():
        if len(columns) > 1:
            seats = problem.classes[trips[k][0]].seats
            model.addRow(-highspy.kHighsInf, seats, len(columns), np.array(columns), np.ones(len(columns)))
    for d, columns in by_drop.items():
        if problem.capacity[d] < math.inf:
            model.addRow(
                -highspy.kHighsInf, problem.capacity[d], len(columns), np.array(columns), np.ones(len(columns))
            )
    model.run()
    values = model.getSolution().col_value
    loads = np.zeros((len(trips), len(problem.sources)), dtype=np.int64)
    for column, (k, s) in enumerate(pairs):
        loads[k, s] = round(values[column])
    return loads


def exit_sum(problem: ShuttleProblem, tours: Tours) -> float:
    """Sum of exit times over all units, `inf` if somebody is left."""
    loads = load(problem, tours)
    if int(loads.sum()) < sum(problem.demand):
        return math.inf
    ends = [end for ends in all_finish_hours(problem, tours) for end in ends]
    return float(loads.sum(axis=1) @ np.array(ends))


def supply(problem: ShuttleProblem, stock_id: str, *, at_once: bool) -> float:
    """Fuel a stock can give in all or, with `at_once`, from the start on."""
    stock, network = problem.network.plan.fuel_stocks[stock_id], problem.network
    total = stock.amount
    for x in stock.deliveries:
        at = max(x.at.after(network.start), network.hours(x.lead_h) if x.on_call else 0.0)
        if at <= 0 or not at_once:
            total += x.amount
    return total


def within_stocks(problem: ShuttleProblem, tours: Tours, *, at_once: bool = True) -> bool:
    """Whether the fuel is enough for the tours, without waiting for deliveries if `at_once`."""
    need = fuel_by_stock(problem, tours)
    return all(n <= supply(problem, stock, at_once=at_once) + 1e-9 for stock, n in need.items())


def all_fuel(problem: ShuttleProblem) -> dict[str, float]:
    """Fuel each stock can ever give, by stock."""
    return {v.stock: supply(problem, v.stock, at_once=False) for v in problem.classes if v.stock is not None}


def fuel_by_stock(problem: ShuttleProblem, tours: Tours) -> dict[str, float]:
    """Fuel each stock gives for the tours."""
    need: dict[str, float] = {}
    for v, several in zip(problem.classes, tours.of, strict=True):
        if v.stock is not None:
            need[v.stock] = need.get(v.stock, 0.0) + sum(fuel_of_tour(v, tour) for tour in several)
    return need


def fuel_of_tour(vehicles: VehicleClass, tour: Tour) -> float:
    """Fuel of one tour."""
    fuel, drop = 0.0, -1
    for g, d in tour:
        empty = vehicles.start_h[g] - vehicles.available_h if drop < 0 else vehicles.empty_h[drop, g]
        fuel += float(vehicles.fuel[g, d]) + vehicles.fuel_per_h * float(empty)
        drop = d
    return fuel


def without_empty_trips(problem: ShuttleProblem, tours: Tours) -> Tours:
    """The tours without the trips that carry nobody, wherever leaving them out ends no later."""
    loads = load(problem, tours)
    keep = iter(loads.sum(axis=1) > 0)
    of = []
    for v, several in zip(problem.classes, tours.of, strict=True):
        kept = []
        for tour in several:
            shorter = tuple(trip for trip in tour if next(keep))
            late = bool(shorter) and finish_hours(v, shorter)[-1] > finish_hours(v, tour)[-1] + 1e-12
            kept.append(tour if late else shorter)
        of.append(tuple(kept))
    return Tours(tuple(of))


def empty_tours(problem: ShuttleProblem) -> list[list[list[tuple[int, int]]]]:
    """No trips yet, one list a vehicle."""
    return [[[] for _ in v.vehicles] for v in problem.classes]


def frozen(tours: Sequence[Sequence[Sequence[tuple[int, int]]]]) -> Tours:
    """Tours from lists."""
    return Tours(tuple(tuple(tuple(t) for t in several) for several in tours))

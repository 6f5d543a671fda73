"""Lower bounds of a shuttle by legs: how often all vehicles of a fleet together drive each leg, not which one does.

A relaxation of the arc formulations of bus evacuation (Bish 2011; Goerigk, Gruen & Hessler 2013): a vehicle stands at a
gate as often as it leaves it loaded, leaves a drop no more often than it comes there, and a fleet's hours are at most T
for each vehicle used; with every source's people, every haven's room, the fuel and the most trips. Legs that no vehicle
can end by T are left out. If people stay behind even so, no schedule ends by T; that is monotone in T. Every trip of a
fleet that goes `direct` has somebody aboard: a trip with nobody would be an empty way over other places.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.highs import quiet_model, run
from leeway.movement.optimise.shuttle.bounds import earliest_at_gates
from leeway.movement.optimise.shuttle.problem import ShuttleProblem, VehicleClass
from leeway.movement.optimise.shuttle.tours import all_fuel, source_weights

LARGE = 6000
"""Legs above which nothing is tried in whole numbers."""
TRIALS, WHOLE_TRIALS, NODES = 30, 12, 300
"""Times tried, in parts and in whole numbers, and nodes of the integer programme for each."""


def least_left_by_legs(
    problem: ShuttleProblem, clock: Clock, within_h: float, *, whole: bool, enough: float = 0.0
) -> float:
    """Least weight left behind by `within_h` hours that legs allow; `whole`: each driven a whole number of times. Once
    a choice leaves no more than `enough`, nothing less is looked for."""
    model = _model(problem, within_h, whole=whole)
    if whole:
        model.setOptionValue("objective_target", enough + 1e-6)
        return max(0.0, run(model, clock, doing="legs", nodes=NODES).bound)
    answer = run(model, clock, doing="legs")
    return max(0.0, answer.objective) if answer.optimal and answer.values is not None else 0.0


def bound_by_legs(problem: ShuttleProblem, clock: Clock, low_h: float, high_h: float, left: float) -> float:
    """A proven lower bound of completion between `low_h` (proven) and `high_h` (reached with `left` left behind)."""
    legs = sum(g.size for g in (v.loaded_h for v in problem.classes)) * 2
    for whole, trials in ((False, TRIALS), (True, WHOLE_TRIALS if legs <= LARGE else 0)):
        trial, high = high_h * (1 - 1e-7), high_h
        for _ in range(trials):
            if high - low_h <= 1e-7 * high or clock.remaining_s <= 0:
                break
            least = least_left_by_legs(problem, clock, trial, whole=whole, enough=left)
            if least > left + 1e-6 * max(1.0, left):
                low_h = trial
            else:
                high = trial
            clock.tell("legs", high_h, low_h)
            trial = (low_h + high) / 2
    return low_h


@dataclass(slots=True)
class _Row:
    low: float
    high: float
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)


def _fleets(problem: ShuttleProblem) -> Iterator[tuple[VehicleClass, list[VehicleClass]]]:
    """Classes of one fleet, which differ by where they start only, with their first."""
    by_fleet: dict[str, list[VehicleClass]] = {}
    for v in problem.classes:
        by_fleet.setdefault(v.fleet.id, []).append(v)
    for several in by_fleet.values():
        yield several[0], several


def _least_fuel(problem: ShuttleProblem, v: VehicleClass) -> NDArray[np.float64]:
    """Least fuel of the loaded leg, over whichever route it goes."""
    least, use = np.full(v.loaded_h.shape, math.inf), v.fleet.fuel
    if use is None:
        return np.zeros_like(least)
    for o in problem.network.options[v.fleet.id]:
        for g, gate in enumerate(problem.gates):
            if gate.place == o.pickup and gate.cycle == (o.drop if o.is_cycle else None):
                d = problem.drops.index(o.drop)
                least[g, d] = min(least[g, d], use.by_route.get(o.route, use.per_trip) + use.per_h * o.loaded_h)
    return np.where(np.isfinite(least), least, 0.0)


def _model(problem: ShuttleProblem, within_h: float, *, whole: bool) -> highspy.Highs:
    model, infinity = quiet_model(), highspy.kHighsInf
    rows: dict[tuple[object, ...], _Row] = {}

    def column(most: float, cost: float, entries: list[tuple[_Row, float]], *, integer: bool = False) -> None:
        model.addVar(0.0, most)
        j = model.getNumCol() - 1
        if cost:
            model.changeColCost(j, cost)
        if integer:
            model.changeColIntegrality(j, highspy.HighsVarType.kInteger)
        for row, a in entries:
            row.index.append(j)
            row.value.append(a)

    def row(*key: object, low: float = -infinity, high: float = infinity) -> _Row:
        return rows.setdefault(key, _Row(low, high))

    supply = all_fuel(problem)
    served: dict[tuple[int, int], tuple[_Row, _Row]] = {}
    for f, (v, several) in enumerate(_fleets(problem)):
        loaded = v.loaded_h - v.per_unit_h * (v.seats - 1)
        arrive, reach = earliest_at_gates(several)
        tail, least_fuel = loaded.min(axis=1), _least_fuel(problem, v)
        hours, trips = row("hours", f, high=0.0), row("trips", f, high=0.0)
        fuel = row("fuel", v.stock, high=supply[v.stock]) if v.stock is not None else None

        def burnt(amount: float, fuel: _Row | None = fuel) -> list[tuple[_Row, float]]:
            return [(fuel, amount)] if fuel is not None and amount else []

        for c, u in enumerate(several):
            for g in np.flatnonzero(u.start_h + tail <= within_h):
                entries = [(row("count", f, c, high=len(u.vehicles)), 1.0), (row("gate", f, g, low=0.0, high=0.0), 1.0)]
                entries += [(hours, float(u.start_h[g]) - within_h), (trips, -float(min(v.most_trips, 10**6)))]
                entries += burnt(v.fuel_per_h * float(u.start_h[g] - u.available_h))
                column(len(u.vehicles), 0.0, entries, integer=whole)
        for d, g in zip(*np.nonzero(reach[:, None] + v.empty_h + tail[None] <= within_h), strict=True):
            entries = [(row("drop", f, d, high=0.0), 1.0), (row("gate", f, g, low=0.0, high=0.0), 1.0)]
            entries += [(hours, float(v.empty_h[d, g])), *burnt(v.fuel_per_h * float(v.empty_h[d, g]))]
            column(infinity, 0.0, entries, integer=whole)
        for g, d in zip(*np.nonzero(arrive[:, None] + loaded <= within_h), strict=True):
            seats, carried = row("seats", g, d, low=0.0), row("carried", g, d, low=0.0)
            served[int(g), int(d)] = seats, carried
            entries = [(row("drop", f, d, high=0.0), -1.0), (row("gate", f, g, low=0.0, high=0.0), -1.0)]
            entries += [(hours, float(loaded[g, d])), (trips, 1.0), (seats, float(v.seats))]
            if v.fleet.direct:
                entries.append((carried, -1.0))
            column(infinity, 0.0, entries + burnt(float(least_fuel[g, d])), integer=whole)
    for (at, to), (seats, carried) in served.items():
        for s in map(int, np.flatnonzero(problem.feeds[:, at])):
            room = row("room", to, high=min(problem.capacity[to], infinity))
            entries = [(seats, -1.0), (carried, 1.0), (room, 1.0), (row("people", s), 1.0)]
            column(float(problem.demand[s]), 0.0, entries)
    for source, levels in enumerate(source_weights(problem)):
        people = row("people", source)
        people.low = people.high = float(problem.demand[source])
        for weight, units in levels:
            column(float(units), weight, [(people, 1.0)])
    for r in rows.values():
        model.addRow(r.low, r.high, len(r.index), np.array(r.index, dtype=np.int32), np.array(r.value, dtype=float))
    return model

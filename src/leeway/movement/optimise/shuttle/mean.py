"""Least mean exit time of a shuttle whose completion is fixed: two lower bounds, and tours by trip counts.

A seat on a trip that ends at t is worth max(0, theta - t) hours of saving against a reference time theta of its kind of
pick-up. For any theta the sum of exit times is at least `sum(theta * people) - savings of all seats`, so that the
greatest saving over all choices of tours bounds the sum (Lagrangian duality for the people's side). With theta at
the time of the last seat really used the bound is nearly reached.
"""

from __future__ import annotations

import math

import highspy
import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.highs import quiet_model, run
from leeway.movement.optimise.shuttle.patterns import EPSILON, Count, Kinds, kinds_of
from leeway.movement.optimise.shuttle.problem import ShuttleProblem, VehicleClass
from leeway.movement.optimise.shuttle.tours import Tour, Tours, all_finish_hours, closed, exit_sum, load, within_stocks

NODES = 5_000
"""Of the tree of each integer programme."""
Label = tuple[float, float, Tour]  # hours, saving, trips so far


def mean_by_slots(problem: ShuttleProblem, limit_h: float, clock: Clock) -> float:
    """Lower bound of the mean exit in hours: the j-th trip of a vehicle, if it fetches at a kind of pick-up, ends no
    earlier than the fastest tour of j trips whose last one fetches there. People are assigned to such trips, each of
    one kind, by a transportation problem; in whole trips where it is small."""
    kinds = kinds_of(problem)
    rows: list[tuple[VehicleClass, NDArray[np.float64]]] = [
        (v, row) for v in problem.classes for row in _earliest_by_position(problem, kinds, v, limit_h)
    ]
    total = sum(problem.demand)
    if not rows or not total:
        return 0.0
    ends = sorted((float(row.min()), v.seats * len(v.vehicles)) for v, row in rows)
    hours, remaining = 0.0, total
    for end, n in ends:
        hours += end * min(n, remaining)
        remaining -= min(n, remaining)
    pairs = len(rows) * len(kinds.sources)
    if pairs <= 40_000:
        hours = max(hours, _assigned(problem, kinds, rows, clock, whole=False))
        if pairs <= 400:
            hours = max(hours, _assigned(problem, kinds, rows, clock, whole=True))
    return hours / total


def _earliest_by_position(
    problem: ShuttleProblem, kinds: Kinds, v: VehicleClass, limit_h: float
) -> list[NDArray[np.float64]]:
    spare = v.per_unit_h * (v.seats - 1)
    loaded = v.loaded_h - spare
    most = min(v.most_trips, math.ceil(sum(problem.demand) / v.seats) + len(problem.sources))
    at: NDArray[np.float64] | None = None
    rows: list[NDArray[np.float64]] = []
    for _ in range(most):
        gate = v.start_h if at is None else (at[:, None] + v.empty_h).min(axis=0)
        ends = gate[:, None] + loaded
        row = np.full(len(kinds.sources), math.inf)
        np.minimum.at(row, np.array(kinds.of_gate), ends.min(axis=1))
        if row.min() > limit_h + EPSILON:
            break
        rows.append(np.where(row <= limit_h + EPSILON, row, math.inf))
        at = ends.min(axis=0)
    return rows


def _assigned(
    problem: ShuttleProblem,
    kinds: Kinds,
    rows: list[tuple[VehicleClass, NDArray[np.float64]]],
    clock: Clock,
    *,
    whole: bool,
) -> float:
    """Least sum of exit times of everybody over the seats of `rows`; `whole`: a trip serves one kind of pick-up."""
    model = quiet_model()
    infinity = highspy.kHighsInf
    by_source: list[list[int]] = [[] for _ in problem.sources]
    for v, row in rows:
        mine = []
        for kind in map(int, np.flatnonzero(np.isfinite(row))):
            model.addVar(0.0, float(len(v.vehicles)))
            trips = model.getNumCol() - 1
            if whole:
                model.changeColIntegrality(trips, highspy.HighsVarType.kInteger)
            mine.append(trips)
            index, value = [trips], [-float(v.seats)]
            for s in kinds.sources[kind]:
                model.addVar(0.0, float(problem.demand[s]))
                index.append(model.getNumCol() - 1)
                value.append(1.0)
                model.changeColCost(index[-1], float(row[kind]))
                by_source[s].append(index[-1])
            model.addRow(-infinity, 0.0, len(index), np.array(index), np.array(value))
        model.addRow(-infinity, float(len(v.vehicles)), len(mine), np.array(mine), np.ones(len(mine)))
    for s, columns in enumerate(by_source):
        if problem.demand[s]:
            model.addRow(float(problem.demand[s]), infinity, len(columns), np.array(columns), np.ones(len(columns)))
    answer = run(model, clock, doing="mean exit", nodes=NODES)
    if whole:
        return max(0.0, answer.bound)
    return answer.objective if answer.optimal and answer.values is not None else 0.0


def mean_by_counts(
    problem: ShuttleProblem, tours: Tours, limit_h: float, clock: Clock, most: int = 40_000
) -> tuple[Tours, float]:
    """Tours within `limit_h` with a lower mean exit if any are found, and a lower bound of it (0 if too large)."""
    kinds = kinds_of(problem)
    total = sum(problem.demand)
    if len(kinds.sources) > 6:
        return tours, 0.0
    best, best_sum, bound_sum = tours, exit_sum(problem, tours), 0.0
    theta = [limit_h] * len(kinds.sources)
    for _ in range(4):
        columns: list[tuple[int, Count, float, Tour]] = []
        for c, v in enumerate(problem.classes):
            mine = _savings(problem, kinds, v, limit_h, theta, most)
            if mine is None or clock.remaining_s <= 0:
                return best, bound_sum / total
            columns += [(c, k, saving, tour) for k, saving, tour in mine]
        chosen, saving = _greatest_saving(problem, kinds, columns, clock)
        credit = _credit(problem, kinds, theta)
        bound_sum = max(bound_sum, credit - saving)
        if chosen is None:
            break
        found_sum = exit_sum(problem, chosen)
        if found_sum < best_sum - 1e-9 and within_stocks(problem, chosen):
            best, best_sum = chosen, found_sum
        clock.tell("mean exit", best_sum / total, bound_sum / total)
        following = _last_used(problem, kinds, best, limit_h)
        if best_sum - bound_sum <= 1e-6 * best_sum or following == theta:
            break
        theta = following
    return best, bound_sum / total


def _credit(problem: ShuttleProblem, kinds: Kinds, theta: list[float]) -> float:
    """Each source's people at the least theta among the kinds that could fetch them."""
    return sum(
        n * min((theta[k] for k, fed in enumerate(kinds.sources) if s in fed), default=0.0)
        for s, n in enumerate(problem.demand)
    )


def _last_used(problem: ShuttleProblem, kinds: Kinds, tours: Tours, limit_h: float) -> list[float]:
    loads = load(problem, tours)
    ends = [end for ends in all_finish_hours(problem, tours) for end in ends]
    theta = [0.0] * len(kinds.sources)
    for (_, _, _, g, _), end, aboard in zip(tours.trips(), ends, loads.sum(axis=1), strict=True):
        if aboard:
            theta[kinds.of_gate[g]] = max(theta[kinds.of_gate[g]], end)
    if any(len(fed) > 1 for fed in kinds.sources):
        return [limit_h] * len(kinds.sources)
    return theta


def _savings(
    problem: ShuttleProblem, kinds: Kinds, v: VehicleClass, limit_h: float, theta: list[float], most: int
) -> list[tuple[Count, float, Tour]] | None:
    """Count vectors of one class with the tour that saves most, dominated ones left out."""
    width = len(kinds.sources)
    useful = [math.ceil(kinds.demand(problem, kind) / v.seats) for kind in range(width)]
    none: Count = (0,) * width
    best: dict[Count, tuple[float, Tour]] = {none: (0.0, ())}
    legs = _legs(problem, kinds, v)
    layer: dict[tuple[Count, int], list[Label]] = {(none, -1): [(0.0, 0.0, ())]}
    size = 0
    for _ in range(min(v.most_trips, sum(useful))):
        following: dict[tuple[Count, int], list[Label]] = {}
        for (k, at), labels in layer.items():
            size += len(labels)
            if size + len(following) > most:
                return None
            for kind in range(width):
                if k[kind] >= useful[kind]:
                    continue
                longer = (*k[:kind], k[kind] + 1, *k[kind + 1 :])
                for d, hours, gate in legs[at, kind]:
                    for now, saving, trips in labels:
                        end = now + hours
                        if end <= limit_h + EPSILON and not closed(v, now, at, gate, d):
                            gain = v.seats * max(0.0, theta[kind] - end)
                            following.setdefault((longer, d), []).append((end, saving + gain, (*trips, (gate, d))))
        if not following:
            break
        layer = {key: _undominated(labels) for key, labels in following.items()}
        for (k, _), labels in layer.items():
            _, saving, trips = max(labels, key=lambda x: x[1])
            if k not in best or saving > best[k][0]:
                best[k] = (saving, trips)
    kept: list[tuple[Count, float, Tour]] = []
    for k, (saving, trips) in sorted(best.items(), key=lambda item: (-item[1][0], -sum(item[0]))):
        if not any(all(a >= b for a, b in zip(other, k, strict=True)) for other, _, _ in kept):
            kept.append((k, saving, trips))
    return kept


def _legs(
    problem: ShuttleProblem, kinds: Kinds, v: VehicleClass
) -> dict[tuple[int, int], list[tuple[int, float, int]]]:
    """[(drop before or -1, kind)]: (drop, hours, gate) of each trip over its best gate, or all where routes close."""
    legs: dict[tuple[int, int], list[tuple[int, float, int]]] = {}
    for at in range(-1, len(problem.drops)):
        ways = v.start_h if at < 0 else v.empty_h[at]
        for kind in range(len(kinds.sources)):
            gates = [g for g, x in enumerate(kinds.of_gate) if x == kind]
            trips = []
            for d in range(len(problem.drops)):
                ends = sorted((float(ways[g] + v.loaded_h[g, d]), g) for g in gates)
                for hours, gate in ends if v.latest_h is not None else ends[:1]:
                    if hours < math.inf:
                        trips.append((d, hours, gate))
            legs[at, kind] = trips
    return legs


def _undominated(labels: list[Label]) -> list[Label]:
    kept: list[Label] = []
    for label in sorted(labels, key=lambda x: (x[0], -x[1])):
        if not kept or label[1] > kept[-1][1] + EPSILON:
            kept.append(label)
    return kept


def _greatest_saving(
    problem: ShuttleProblem, kinds: Kinds, columns: list[tuple[int, Count, float, Tour]], clock: Clock
) -> tuple[Tours | None, float]:
    """Tours that save most among those that carry everybody, and a proven upper bound of the saving."""
    model = quiet_model()
    infinity = highspy.kHighsInf
    for c, _, saving, _ in columns:
        model.addVar(0.0, float(len(problem.classes[c].vehicles)))
        model.changeColCost(model.getNumCol() - 1, -saving)
        model.changeColIntegrality(model.getNumCol() - 1, highspy.HighsVarType.kInteger)
    for c, v in enumerate(problem.classes):
        mine = [x for x, column in enumerate(columns) if column[0] == c]
        model.addRow(-infinity, float(len(v.vehicles)), len(mine), np.array(mine), np.ones(len(mine)))
    shared: dict[tuple[int, int], int] = {}
    for kind, fed in enumerate(kinds.sources):
        for s in fed:
            model.addVar(0.0, float(problem.demand[s]))
            shared[kind, s] = model.getNumCol() - 1
        used = [(x, float(k[kind] * problem.classes[c].seats)) for x, (c, k, _, _) in enumerate(columns) if k[kind]]
        index = [x for x, _ in used] + [shared[kind, s] for s in fed]
        model.addRow(0.0, infinity, len(index), np.array(index), np.array([a for _, a in used] + [-1.0] * len(fed)))
    for s, units in enumerate(problem.demand):
        index = [x for (_, t), x in shared.items() if t == s]
        model.addRow(float(units), infinity, len(index), np.array(index), np.ones(len(index)))
    answer = run(model, clock, doing="mean exit", relative_gap=1e-7, nodes=NODES)
    if answer.values is None:
        return None, -answer.bound
    chosen: list[list[Tour]] = [[] for _ in problem.classes]
    for x, (c, _, _, tour) in enumerate(columns):
        chosen[c] += [tour] * round(answer.values[x])
    for c, v in enumerate(problem.classes):
        chosen[c] += [()] * (len(v.vehicles) - len(chosen[c]))
    return Tours(tuple(tuple(several) for several in chosen)), -answer.bound

"""Shuttles by trip counts: the shortest tour for every number of trips to each kind of pick-up, then who takes which.

Where no haven and no fuel stock binds, docks, havens and the order of trips matter to one vehicle only: a dynamic
programme over (trips made to each kind of pick-up, haven stood at) gives the least time t(k) of every count vector k.
What is left is one choice a vehicle, so that seats cover demand: for up to two kinds of pick-up an exact dynamic
programme over people carried, else a small integer programme. The least completion is one of the values t(k), and is
found by bisection over them: exact continuous times, no grid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.highs import quiet_model, run
from leeway.movement.optimise.shuttle_problem import ShuttleProblem, VehicleClass
from leeway.movement.optimise.shuttle_tours import Tour, Tours

Count = tuple[int, ...]
EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Kinds:
    """Gates that feed from the same sources are one kind of pick-up: `of_gate[g]`, `sources[kind]`."""

    of_gate: tuple[int, ...]
    sources: tuple[tuple[int, ...], ...]

    def demand(self, problem: ShuttleProblem, kind: int) -> int:
        """Units that could be fetched at a kind of pick-up."""
        return sum(problem.demand[s] for s in self.sources[kind])


def kinds_of(problem: ShuttleProblem) -> Kinds:
    """Kinds of pick-up, in gate order."""
    found: dict[tuple[int, ...], int] = {}
    of_gate = []
    for g in range(len(problem.gates)):
        fed = tuple(int(s) for s in np.flatnonzero(problem.feeds[:, g]))
        of_gate.append(found.setdefault(fed, len(found)))
    return Kinds(tuple(of_gate), tuple(found))


@dataclass(frozen=True, slots=True)
class Patterns:
    """`hours[k]`: least time of a tour with trip counts k. `legs`: what is needed to write that tour out again."""

    hours: dict[Count, float]
    reached: dict[Count, NDArray[np.float64]]
    start: NDArray[np.float64]
    onward: NDArray[np.float64]

    def best(self, limit_h: float) -> list[Count]:
        """Count vectors within the limit that no other within it covers."""
        within = [k for k, h in self.hours.items() if h <= limit_h + EPSILON]
        inside = set(within)
        width = len(within[0]) if within else 0
        steps = [tuple(int(a == b) for a in range(width)) for b in range(width)]
        near = [
            k for k in within if not any(tuple(x + y for x, y in zip(k, e, strict=True)) in inside for e in steps)
        ]
        return near or [(0,) * width]


def patterns(problem: ShuttleProblem, kinds: Kinds, v: VehicleClass, limit_h: float, most: int) -> Patterns | None:
    """All count vectors of one class with a tour within the limit, None if there are more than `most`."""
    width, drops = len(kinds.sources), len(problem.drops)
    start = np.full((width, drops), math.inf)
    onward = np.full((width, drops, drops), math.inf)
    for g, kind in enumerate(kinds.of_gate):
        start[kind] = np.minimum(start[kind], v.start_h[g] + v.loaded_h[g])
        onward[kind] = np.minimum(onward[kind], v.empty_h[:, g, None] + v.loaded_h[None, g])
    useful = [math.ceil(kinds.demand(problem, kind) / v.seats) for kind in range(width)]
    none = (0,) * width
    hours: dict[Count, float] = {none: 0.0}
    reached: dict[Count, NDArray[np.float64]] = {}
    layer: dict[Count, NDArray[np.float64]] = {}
    for trips in range(1, min(v.most_trips, sum(useful)) + 1):
        following: dict[Count, NDArray[np.float64]] = {}
        for k in layer if trips > 1 else (none,):
            for kind in range(width):
                if k[kind] >= useful[kind]:
                    continue
                row = start[kind] if trips == 1 else (layer[k][:, None] + onward[kind]).min(axis=0)
                if row.min() > limit_h + EPSILON:
                    continue
                longer = (*k[:kind], k[kind] + 1, *k[kind + 1 :])
                following[longer] = np.minimum(following[longer], row) if longer in following else row
        if not following:
            break
        for k, row in following.items():
            hours[k] = float(row.min())
        reached.update(following)
        layer = following
        if len(hours) > most:
            return None
    return Patterns(hours, reached, start, onward)


def tour_of(problem: ShuttleProblem, kinds: Kinds, v: VehicleClass, p: Patterns, count: Count) -> Tour:
    """A shortest tour with the given trip counts."""
    trips: list[tuple[int, int]] = []
    drop = int(p.reached[count].argmin()) if sum(count) else -1
    while sum(count):
        target = p.reached[count][drop]
        for kind in (x for x, n in enumerate(count) if n):
            before = (*count[:kind], count[kind] - 1, *count[kind + 1 :])
            if sum(before) == 0:
                sources = [-1] if p.start[kind, drop] <= target + EPSILON else []
            elif before in p.reached:
                sources = [int(x) for x in np.flatnonzero(p.reached[before] + p.onward[kind][:, drop] <= target + EPSILON)]
            else:
                sources = []
            if sources:
                previous = sources[0]
                ways = v.start_h if previous < 0 else v.empty_h[previous]
                gates = [g for g, x in enumerate(kinds.of_gate) if x == kind]
                gate = min(gates, key=lambda g: ways[g] + v.loaded_h[g, drop])
                trips.append((gate, drop))
                count, drop = before, previous
                break
    return tuple(reversed(trips))


@dataclass(frozen=True, slots=True)
class Counted:
    """Tours that carry everybody, if found, and a proven lower bound of the completion in hours.

    `bound_h` is `inf` if it is proven that nobody's tours within the limit carry everybody."""

    tours: Tours | None
    bound_h: float


def least_completion(problem: ShuttleProblem, clock: Clock, limit_h: float, most: int = 20_000) -> Counted | None:
    """Least completion within `limit_h`, side limits ignored; None if there are too many count vectors."""
    kinds = kinds_of(problem)
    found: list[Patterns] = []
    for v in problem.classes:
        p = patterns(problem, kinds, v, limit_h, most)
        if p is None or clock.remaining_s <= 0:
            return None
        found.append(p)
    values = np.unique(np.concatenate([np.fromiter(p.hours.values(), float) for p in found]))
    low, high = 0, len(values)  # the answer is values[high], or beyond the limit if high stays at the end
    best: list[list[Count]] | None = None
    open_from = None
    while low < high:
        middle = (low + high) // 2
        answer, proved = _cover(problem, kinds, found, float(values[middle]), clock)
        if answer is not None:
            best, high = answer, middle
        else:
            if not proved and open_from is None:
                open_from = low
            low = middle + 1
        clock.tell("trip counts", float(values[high]) if high < len(values) else math.inf, float(values[low - 1]))
    exact = high if open_from is None else open_from
    bound = float(values[exact]) if exact < len(values) else math.inf
    if best is None:
        return Counted(None, bound if open_from is not None else math.inf)
    tours = tuple(
        tuple(tour_of(problem, kinds, v, p, k) for k in several)
        for v, p, several in zip(problem.classes, found, best, strict=True)
    )
    return Counted(Tours(tours), bound)


def _cover(
    problem: ShuttleProblem, kinds: Kinds, found: list[Patterns], limit_h: float, clock: Clock
) -> tuple[list[list[Count]] | None, bool]:
    """A count vector for each vehicle within the limit that carries everybody, and whether its absence is proven."""
    choices = [p.best(limit_h) for p in found]
    disjoint = all(len(s) == 1 for s in kinds.sources) and len(kinds.sources) == len(problem.sources)
    if disjoint and len(kinds.sources) <= 2:
        columns = problem.demand[kinds.sources[0][0]] + 1
        vehicles = sum(len(v.vehicles) for v in problem.classes)
        if columns * vehicles <= 20_000_000:
            return _cover_by_people(problem, kinds, choices), True
    return _cover_by_programme(problem, kinds, choices, clock)


def _cover_by_people(
    problem: ShuttleProblem, kinds: Kinds, choices: list[list[Count]]
) -> list[list[Count]] | None:
    first = problem.demand[kinds.sources[0][0]]
    second = problem.demand[kinds.sources[1][0]] if len(kinds.sources) == 2 else 0
    most = np.full(first + 1, -1, dtype=np.int64)  # most units of the second kind, given units of the first
    most[0] = 0
    steps: list[tuple[int, NDArray[np.int64]]] = []
    for c, v in enumerate(problem.classes):
        for _ in v.vehicles:
            steps.append((c, most))
            following = np.full_like(most, -1)
            for k in choices[c]:
                shift, more = min(k[0] * v.seats, first), (k[1] * v.seats if len(k) == 2 else 0)
                moved = np.where(most >= 0, most + more, -1)
                following[shift:] = np.maximum(following[shift:], moved[: first + 1 - shift])
                following[first] = max(following[first], int(moved[first - shift :].max()))
            most = following
    if most[first] < second:
        return None
    chosen: list[list[Count]] = [[] for _ in problem.classes]
    at, need = first, int(most[first])
    for c, before in reversed(steps):
        v = problem.classes[c]
        at, need, k = _step_back(before, at, need, first, v.seats, choices[c])
        chosen[c].append(k)
    return chosen


def _step_back(
    before: NDArray[np.int64], at: int, need: int, first: int, seats: int, choices: list[Count]
) -> tuple[int, int, Count]:
    for k in choices:
        shift, more = min(k[0] * seats, first), (k[1] * seats if len(k) == 2 else 0)
        sources = range(first - shift, first + 1) if at == first else (at - shift,)
        for source in sources:
            if source >= 0 and before[source] >= 0 and before[source] + more >= need:
                return source, need - more, k
    raise AssertionError("a state of the dynamic programme without a predecessor")


def _cover_by_programme(
    problem: ShuttleProblem, kinds: Kinds, choices: list[list[Count]], clock: Clock
) -> tuple[list[list[Count]] | None, bool]:
    """Choose among count vectors by an integer programme that minimises people not covered."""
    model = quiet_model()
    infinity = highspy.kHighsInf
    columns: list[tuple[int, Count]] = []
    for c, v in enumerate(problem.classes):
        mine = []
        for k in choices[c]:
            model.addVar(0.0, float(len(v.vehicles)))
            mine.append(len(columns))
            columns.append((c, k))
            model.changeColIntegrality(mine[-1], highspy.HighsVarType.kInteger)
        model.addRow(-infinity, float(len(v.vehicles)), len(mine), np.array(mine), np.ones(len(mine)))
    carried: dict[tuple[int, int], int] = {}
    for kind, fed in enumerate(kinds.sources):
        for s in fed:
            model.addVar(0.0, float(problem.demand[s]))
            carried[kind, s] = model.getNumCol() - 1
        used = [(x, float(k[kind] * problem.classes[c].seats)) for x, (c, k) in enumerate(columns) if k[kind]]
        index = [x for x, _ in used] + [carried[kind, s] for s in fed]
        value = [a for _, a in used] + [-1.0] * len(fed)
        model.addRow(0.0, infinity, len(index), np.array(index), np.array(value))
    for s, units in enumerate(problem.demand):
        model.addVar(0.0, float(units))
        short = model.getNumCol() - 1
        model.changeColCost(short, 1.0)
        index = [short] + [x for (_, t), x in carried.items() if t == s]
        model.addRow(float(units), infinity, len(index), np.array(index), np.ones(len(index)))
    model.setOptionValue("objective_bound", 0.5)
    answer = run(model, clock, doing="trip counts")
    if answer.values is not None and answer.objective < 0.5:
        chosen: list[list[Count]] = [[] for _ in problem.classes]
        for x, (c, k) in enumerate(columns):
            chosen[c] += [k] * round(answer.values[x])
        for c, v in enumerate(problem.classes):
            chosen[c] += [(0,) * len(kinds.sources)] * (len(v.vehicles) - len(chosen[c]))
        return chosen, True
    return None, answer.bound > 1e-6 or (answer.optimal and answer.objective > 0.5)

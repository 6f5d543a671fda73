"""Which vehicle takes which trip counts: least weight left behind, then least completion, by bisection.

For up to two kinds of pick-up an exact dynamic programme over people carried, else a small integer programme. The
least completion is one of the least times t(k) of count vectors: exact continuous times, no grid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.highs import quiet_model, run
from leeway.movement.optimise.shuttle.patterns import EPSILON, MOST, Count, Kinds, Patterns, kinds_of, patterns, tour_of
from leeway.movement.optimise.shuttle.problem import ShuttleProblem
from leeway.movement.optimise.shuttle.tours import Tours, source_weights

NODES = 3_000
"""Of one integer programme over trip counts: it ends at the same place on machines of any speed."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Tours that leave no more weight behind than allowed, if found, and a proven lower bound of the goal.

    `bound` is `inf` if it is proven that no tours within the limit do."""

    tours: Tours | None
    bound: float


def _all_patterns(
    problem: ShuttleProblem, kinds: Kinds, clock: Clock, limit_h: float, most: int, *, relaxed: bool
) -> list[Patterns] | None:
    found: list[Patterns] = []
    if len(kinds.sources) > 2:
        most //= 4  # an integer programme has to choose among them
    for v in problem.classes:
        p = patterns(problem, kinds, v, limit_h, most, relaxed=relaxed)
        if p is None or clock.remaining_s <= 0:
            return None
        found.append(p)
    return found


def _tours(problem: ShuttleProblem, kinds: Kinds, found: list[Patterns], counts: list[list[Count]]) -> Tours:
    return Tours(
        tuple(
            tuple(tour_of(kinds, v, p, k) for k in several)
            for v, p, several in zip(problem.classes, found, counts, strict=True)
        )
    )


def least_left(problem: ShuttleProblem, clock: Clock, limit_h: float, most: int = MOST) -> Counted | None:
    """Least weight left behind within `limit_h`, single havens and fuel ignored; None if too large."""
    kinds = kinds_of(problem)
    found = _all_patterns(problem, kinds, clock, limit_h, most, relaxed=False)
    if found is None:
        return None
    counts, bound, _ = cover_by_programme(problem, kinds, [p.best(limit_h) for p in found], clock, 0.0)
    if problem.needs_relaxing:
        loose = _all_patterns(problem, kinds, clock, limit_h, most, relaxed=True)
        bound = 0.0
        if loose is not None:
            _, bound, _ = cover_by_programme(problem, kinds, [p.best(limit_h) for p in loose], clock, 0.0)
    return Counted(None if counts is None else _tours(problem, kinds, found, counts), bound)


def least_completion(
    problem: ShuttleProblem,
    clock: Clock,
    limit_h: float,
    *,
    allowed_left: float = 0.0,
    relaxed: bool = False,
    most: int = MOST,
) -> Counted | None:
    """Least completion within `limit_h`, single havens and fuel ignored; None if there are too many count vectors.

    `relaxed`: for the bound only, where loading takes time per person (see `patterns`); gives no tours.
    """
    kinds = kinds_of(problem)
    found = _all_patterns(problem, kinds, clock, limit_h, most, relaxed=relaxed)
    if found is None:
        return None
    values = np.unique(np.concatenate([np.fromiter(p.hours.values(), float) for p in found]))
    values = values[values <= limit_h + EPSILON]
    low, high = 0, len(values)  # the answer is values[high], beyond the limit if high stays at the end
    best: list[list[Count]] | None = None
    open_from: int | None = None
    while low < high:
        middle = (low + high) // 2
        answer, proved = _cover(problem, kinds, found, float(values[middle]), clock, allowed_left)
        if answer is not None:
            best, high = answer, middle
        else:
            if not proved and open_from is None:
                open_from = low
            low = middle + 1
        clock.tell("trip counts", float(values[high]) if high < len(values) else math.inf, float(values[low - 1]))
    exact = high if open_from is None else open_from
    bound = float(values[exact]) if exact < len(values) else math.inf
    return Counted(None if best is None or relaxed else _tours(problem, kinds, found, best), bound)


def _cover(
    problem: ShuttleProblem,
    kinds: Kinds,
    found: list[Patterns],
    limit_h: float,
    clock: Clock,
    allowed_left: float,
) -> tuple[list[list[Count]] | None, bool]:
    """Counts for each vehicle within the limit that leave no more than allowed, and whether the answer is proven."""
    choices = [p.best(limit_h) for p in found]
    single = all(len(s) == 1 for s in kinds.sources) and len({s for fed in kinds.sources for s in fed}) == sum(
        n > 0 for n in problem.demand
    )
    if allowed_left == 0 and single and len(kinds.sources) <= 2:
        columns = problem.demand[kinds.sources[0][0]] + 1
        vehicles = sum(len(v.vehicles) for v in problem.classes)
        if columns * vehicles <= 20_000_000:
            return _cover_by_people(problem, kinds, choices), True
    counts, bound, left = cover_by_programme(problem, kinds, choices, clock, allowed_left)
    if left > allowed_left + 1e-6:
        counts = None
    return counts, counts is not None or bound > allowed_left + 1e-6


def _cover_by_people(problem: ShuttleProblem, kinds: Kinds, choices: list[list[Count]]) -> list[list[Count]] | None:
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


def cover_by_programme(
    problem: ShuttleProblem, kinds: Kinds, choices: list[list[Count]], clock: Clock, allowed_left: float
) -> tuple[list[list[Count]] | None, float, float]:
    """Choose among count vectors by an integer programme that minimises the weight left behind.

    Returns the best counts by vehicle found, a proven lower bound of the weight, and the weight they leave; it stops as
    soon as that is no more than `allowed_left`.
    """
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
    for s, levels in enumerate(source_weights(problem)):
        index = [x for (_, t), x in carried.items() if t == s]
        for weight, units in levels:
            model.addVar(0.0, float(units))
            index.append(model.getNumCol() - 1)
            model.changeColCost(index[-1], weight)
        model.addRow(float(problem.demand[s]), infinity, len(index), np.array(index), np.ones(len(index)))
    room = sum(problem.capacity)
    if room < sum(problem.demand):
        every = list(carried.values())
        model.addRow(-infinity, room, len(every), np.array(every), np.ones(len(every)))
    model.setOptionValue("objective_target", allowed_left + 1e-6)
    answer = run(model, clock, doing="trip counts", nodes=NODES)
    if answer.values is None:
        return None, max(0.0, answer.bound), math.inf
    chosen: list[list[Count]] = [[] for _ in problem.classes]
    for x, (c, k) in enumerate(columns):
        chosen[c] += [k] * round(answer.values[x])
    for c, v in enumerate(problem.classes):
        chosen[c] += [(0,) * len(kinds.sources)] * (len(v.vehicles) - len(chosen[c]))
    return chosen, max(0.0, answer.bound), answer.objective

"""Local search for shuttles of equal loads: simulated annealing on the hours by which vehicles pass a falling target.

Minimising the sum of excesses over a target a little below the best completion found turns the flat min-max goal into
one that every late vehicle feels. Moves: swap two loads' sources or drops, move a trip, exchange the tails of two
tours, send a load to a drop with room. The number of proposals is fixed, so that equal inputs give equal results
unless the clock runs out.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle_problem import ShuttleProblem
from leeway.movement.optimise.shuttle_tours import Tours, completion_hours, frozen, load

Trip = tuple[int, int]  # source and drop


def improve(problem: ShuttleProblem, tours: Tours, clock: Clock, bound_h: float, proposals: int, seed: int) -> Tours:
    """Tours that end no later; unchanged where loads are not of one size or trips mix sources."""
    seats = {v.seats for v in problem.classes}
    if len(seats) != 1 or any(v.stock is not None or v.most_trips < 10**6 for v in problem.classes):
        return tours
    loads = load(problem, tours)
    if np.any((loads > 0).sum(axis=1) != 1) or loads.sum() != sum(problem.demand):
        return tours
    source = iter(loads.argmax(axis=1))
    vehicles = [(c, tour) for c, several in enumerate(tours.of) for tour in several]
    start = [[(int(next(source)), d) for _, d in tour] for _, tour in vehicles]
    size = seats.pop()
    used = np.bincount([d for tour in start for _, d in tour], minlength=len(problem.drops))
    free = [
        10**9 if c == math.inf else math.floor(c / size) - int(n) for c, n in zip(problem.capacity, used, strict=True)
    ]
    if min(free) < 0:
        return tours
    annealed = _Annealing(problem, [c for c, _ in vehicles], start, free, seed).run(clock, bound_h, proposals)
    of: list[list[list[tuple[int, int]]]] = [[] for _ in problem.classes]
    for (c, _), trips in zip(vehicles, annealed, strict=True):
        of[c].append(_with_gates(problem, c, trips))
    better = frozen(of)
    return better if completion_hours(problem, better) <= completion_hours(problem, tours) else tours


def _with_gates(problem: ShuttleProblem, c: int, trips: Sequence[Trip]) -> list[tuple[int, int]]:
    v, chosen, previous = problem.classes[c], [], -1
    for s, d in trips:
        ways = np.where(problem.feeds[s], (v.start_h if previous < 0 else v.empty_h[previous]) + v.loaded_h[:, d], np.inf)
        chosen.append((int(ways.argmin()), d))
        previous = d
    return chosen


def _steps(problem: ShuttleProblem, c: int) -> list[list[list[float]]]:
    """Hours of a trip `[previous drop, or the last index for the start][source][drop]` over the best gate."""
    v = problem.classes[c]
    ways = np.vstack([v.empty_h, v.start_h])[:, :, None] + v.loaded_h[None]
    return [
        [list(map(float, np.where(problem.feeds[s][:, None], row, math.inf).min(axis=0))) for s in range(len(problem.sources))]
        for row in ways
    ]  # fmt: skip


class _Annealing:
    def __init__(
        self, problem: ShuttleProblem, classes: list[int], tours: list[list[Trip]], free: list[int], seed: int
    ) -> None:
        by_class = [_steps(problem, c) for c in range(len(problem.classes))]
        self.steps = [by_class[c] for c in classes]
        self.drops = len(problem.drops)
        self.tours = tours
        self.free = free
        self.hours = [self._hours(b, t) for b, t in enumerate(tours)]
        self.random = random.Random(seed)

    def _hours(self, vehicle: int, tour: Sequence[Trip]) -> float:
        steps, now, at = self.steps[vehicle], 0.0, self.drops
        for s, d in tour:
            now += steps[at][s][d]
            at = d
        return now

    def run(self, clock: Clock, bound_h: float, proposals: int) -> list[list[Trip]]:
        """Best tours found."""
        best, best_h = [list(t) for t in self.tours], max(self.hours)
        if len(self.tours) < 1 or best_h <= bound_h * (1 + 1e-9):
            return best
        target = best_h * (1 - 2e-4)
        chance, hours = self.random.random, self.hours
        hot, cold = 0.02 * best_h, 0.0005 * best_h
        for n in range(proposals):
            if n % 512 == 0:
                if clock.remaining_s <= 0:
                    break
                share = (n % (proposals // 4 + 1)) / (proposals // 4 + 1)
                heat = hot * (cold / hot) ** share
                late = [b for b, h in enumerate(hours) if h > target]
            first = late[int(chance() * len(late))] if late and chance() < 0.5 else int(chance() * len(hours))
            change = self._propose(first)
            if change is None:
                continue
            a, ta, b, tb, freed, taken = change
            ha = self._hours(a, ta)
            hb = self._hours(b, tb) if b != a else ha
            rise = max(0.0, ha - target) - max(0.0, hours[a] - target)
            if b != a:
                rise += max(0.0, hb - target) - max(0.0, hours[b] - target)
            if rise > 0 and chance() >= math.exp(-rise / heat):
                continue
            self.tours[a], hours[a] = ta, ha
            if b != a:
                self.tours[b], hours[b] = tb, hb
            if freed >= 0:
                self.free[freed] += 1
                self.free[taken] -= 1
            if rise < 0:
                top = max(hours)
                if top < best_h - 1e-12:
                    best, best_h = [list(t) for t in self.tours], top
                    clock.tell("local search", best_h, bound_h)
                    if best_h <= bound_h * (1 + 1e-9):
                        break
                    target = best_h * (1 - 2e-4)
        return best

    def _propose(self, a: int) -> tuple[int, list[Trip], int, list[Trip], int, int] | None:
        """(vehicle, its new tour, other vehicle, its new tour, drop freed, drop taken); drops -1 if unchanged."""
        chance = self.random.random
        tour = self.tours[a]
        b = int(chance() * len(self.tours))
        other = self.tours[b]
        kind = chance()
        if kind < 0.25 and tour:  # move a trip
            i = int(chance() * len(tour))
            if a == b:
                rest = tour[:i] + tour[i + 1 :]
                k = int(chance() * (len(rest) + 1))
                changed = [*rest[:k], tour[i], *rest[k:]]
                return a, changed, a, changed, -1, -1
            k = int(chance() * (len(other) + 1))
            return a, tour[:i] + tour[i + 1 :], b, [*other[:k], tour[i], *other[k:]], -1, -1
        if kind < 0.35 and tour:  # send a load to a drop with room
            i, d = int(chance() * len(tour)), int(chance() * self.drops)
            if self.free[d] <= 0 or d == tour[i][1]:
                return None
            changed = [*tour[:i], (tour[i][0], d), *tour[i + 1 :]]
            return a, changed, a, changed, tour[i][1], d
        if kind < 0.45 and a != b:  # exchange tails
            i, k = int(chance() * (len(tour) + 1)), int(chance() * (len(other) + 1))
            return a, tour[:i] + other[k:], b, other[:k] + tour[i:], -1, -1
        if not tour or not other:
            return None
        i, k = int(chance() * len(tour)), int(chance() * len(other))
        x, y = tour[i], other[k]
        if kind < 0.70:
            x, y = (x[0], y[1]), (y[0], x[1])
        elif kind < 0.90:
            x, y = (y[0], x[1]), (x[0], y[1])
        else:
            x, y = y, x
        if a == b:
            changed = list(tour)
            changed[i], changed[k] = x, y
            return (a, changed, a, changed, -1, -1) if i != k else None
        return a, [*tour[:i], x, *tour[i + 1 :]], b, [*other[:k], y, *other[k + 1 :]], -1, -1

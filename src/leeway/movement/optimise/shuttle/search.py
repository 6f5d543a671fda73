"""Local search for shuttles: simulated annealing over loads, the vehicles that take them, and the drops they go to.

For completion the energy is the hours by which vehicles pass a target a little below the best completion found: that
turns the flat min-max goal into one that every late vehicle feels. For the mean it is the sum of exit times plus a
steep price for passing the fixed completion. Moves: swap two loads' sources or drops, move a trip, exchange the tails
of two tours, send a load to another drop, fill one load from another. The number of proposals is fixed, so that equal
inputs give equal results unless the clock runs out.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle.problem import ShuttleProblem
from leeway.movement.optimise.shuttle.tours import (
    Tours,
    completion_hours,
    exit_sum,
    frozen,
    load,
    within_stocks,
)

Trip = tuple[int, int, int]  # source, drop, units aboard
Change = tuple[int, list[Trip], int, list[Trip]]  # vehicle, its new tour, another vehicle, its new tour


def shorter(
    problem: ShuttleProblem,
    tours: Tours,
    clock: Clock,
    bound_h: float,
    proposals: int,
    seed: int,
) -> Tours:
    """Tours that end no later; unchanged where `can_search` says no."""
    annealing = _prepared(problem, tours, seed)
    if annealing is None:
        return tours
    found = annealing.shorten(clock, bound_h, proposals)
    better = completion_hours(problem, found) < completion_hours(problem, tours)
    return found if better and within_stocks(problem, found) else tours


def earlier(problem: ShuttleProblem, tours: Tours, limit_h: float, clock: Clock, proposals: int, seed: int) -> Tours:
    """Tours within `limit_h` with no later mean exit; unchanged where `can_search` says no."""
    annealing = _prepared(problem, tours, seed)
    if annealing is None:
        return tours
    found = annealing.hasten(limit_h, clock, proposals)
    better = exit_sum(problem, found) < exit_sum(problem, tours) and completion_hours(problem, found) <= limit_h + 1e-9
    return found if better and within_stocks(problem, found) else tours


def can_search(problem: ShuttleProblem, tours: Tours) -> bool:
    """Whether trips do not mix sources, everybody is carried, and neither trips are limited nor routes close."""
    return _prepared(problem, tours, seed=1) is not None


def _prepared(problem: ShuttleProblem, tours: Tours, seed: int) -> _Annealing | None:
    loads = load(problem, tours)
    if not len(loads) or np.any((loads > 0).sum(axis=1) > 1) or loads.sum() != sum(problem.demand):
        return None
    if any(v.most_trips < 10**6 or v.latest_h is not None for v in problem.classes):
        return None
    aboard = iter(zip(loads.argmax(axis=1), loads.sum(axis=1), strict=True))
    vehicles = [(c, tour) for c, several in enumerate(tours.of) for tour in several]
    start: list[list[Trip]] = []
    free = [math.inf if c == math.inf else float(c) for c in problem.capacity]
    for _, tour in vehicles:
        trips = []
        for _, d in tour:
            source, units = next(aboard)
            if units:
                trips.append((int(source), d, int(units)))
                free[d] -= int(units)
        start.append(trips)
    return _Annealing(problem, [c for c, _ in vehicles], start, free, seed)


def _steps(problem: ShuttleProblem, c: int) -> list[list[list[float]]]:
    """Hours of a trip `[previous drop, or the last index for the start][source][drop]` over the best gate."""
    v = problem.classes[c]
    ways = np.vstack([v.empty_h, v.start_h])[:, :, None] + v.loaded_h[None]
    feeds = problem.feeds[:, :, None]
    return [[list(map(float, row)) for row in np.where(feeds, way[None], math.inf).min(axis=1)] for way in ways]


class _Annealing:
    """State of one search. `free[d]`: units drop d could still take."""

    def __init__(
        self, problem: ShuttleProblem, classes: list[int], tours: list[list[Trip]], free: list[float], seed: int
    ) -> None:
        by_class = [_steps(problem, c) for c in range(len(problem.classes))]
        self.problem = problem
        self.classes = classes
        self.steps = [by_class[c] for c in classes]
        self.seats = [problem.classes[c].seats for c in classes]
        self.same_seats = len(set(self.seats)) == 1
        self.drops = len(problem.drops)
        self.tours = tours
        self.free = free
        self.target = 0.0
        self.mean = False
        self.random = random.Random(seed)

    def _measure(self, vehicle: int, tour: Sequence[Trip]) -> tuple[float, float]:
        """(end in hours, energy) of a tour."""
        steps, now, at, exits = self.steps[vehicle], 0.0, self.drops, 0.0
        for s, d, units in tour:
            now += steps[at][s][d]
            exits += units * now
            at = d
        late = max(0.0, now - self.target)
        return now, (exits + 1000.0 * exits * late / now if late > 1e-9 else exits) if self.mean else late

    def shorten(self, clock: Clock, bound_h: float, proposals: int) -> Tours:
        """Search for an earlier completion."""
        ends = [self._measure(b, t)[0] for b, t in enumerate(self.tours)]
        best, best_h = [list(t) for t in self.tours], max(ends)
        hot, cold = 0.02 * best_h, 0.0005 * best_h
        self.target = best_h * (1 - 2e-4)
        measured = [self._measure(b, t) for b, t in enumerate(self.tours)]
        heat, late, cycle = hot, [0], proposals // 4 + 1
        for n in range(proposals if best_h > bound_h * (1 + 1e-9) else 0):
            if n % 512 == 0:
                if clock.remaining_s <= 0:
                    break
                heat = hot * (cold / hot) ** (n % cycle / cycle)
                late = [b for b, m in enumerate(measured) if m[1] > 0] or [0]
            if self._step(measured, heat, late) < 0:
                top = max(m[0] for m in measured)
                if top < best_h - 1e-12:
                    best, best_h = [list(t) for t in self.tours], top
                    clock.tell("local search", best_h, bound_h)
                    if best_h <= bound_h * (1 + 1e-9):
                        break
                    self.target = best_h * (1 - 2e-4)
                    measured[:] = [self._measure(b, t) for b, t in enumerate(self.tours)]
        return self._with_gates(best)

    def hasten(self, limit_h: float, clock: Clock, proposals: int) -> Tours:
        """Search for an earlier mean exit."""
        self.mean, self.target = True, limit_h
        measured = [self._measure(b, t) for b, t in enumerate(self.tours)]
        energy = sum(m[1] for m in measured)
        best, least = [list(t) for t in self.tours], energy
        hot = 0.1 * energy / sum(len(t) for t in self.tours)
        everyone, heat, cycle = list(range(len(self.tours))), hot, proposals // 2 + 1
        for n in range(proposals):
            if n % 512 == 0:
                if clock.remaining_s <= 0:
                    break
                heat = hot * 0.002 ** (n % cycle / cycle)
                energy = sum(m[1] for m in measured)
            energy += self._step(measured, heat, everyone)
            if energy < least - 1e-9:
                best, least = [list(t) for t in self.tours], energy
        return self._with_gates(best)

    def _step(self, measured: list[tuple[float, float]], heat: float, preferred: list[int]) -> float:
        """Propose one change and take it or leave it; returns the change of energy."""
        chance = self.random.random
        count = len(self.tours)
        first = preferred[int(chance() * len(preferred))] if chance() < 0.5 else int(chance() * count)
        change = self._propose(first, int(chance() * count))
        if change is None:
            return 0.0
        a, ta, b, tb = change
        ma = self._measure(a, ta)
        rise = ma[1] - measured[a][1]
        mb = ma
        if b != a:
            mb = self._measure(b, tb)
            rise += mb[1] - measured[b][1]
        if (rise > 0 and not (rise < math.inf and chance() < math.exp(-rise / heat))) or math.isnan(rise):
            return 0.0
        if not self._fits(a, ta, b, tb):
            return 0.0
        self.tours[a], measured[a] = ta, ma
        if b != a:
            self.tours[b], measured[b] = tb, mb
        return rise

    def _fits(self, a: int, ta: list[Trip], b: int, tb: list[Trip]) -> bool:
        """Whether seats and drops have the room, which is then taken."""
        if not self.same_seats and (any(x[2] > self.seats[a] for x in ta) or any(x[2] > self.seats[b] for x in tb)):
            return False
        use: dict[int, float] = {}
        for sign, tours in ((-1, (self.tours[a], self.tours[b])), (1, (ta, tb))):
            for tour in tours if a != b else tours[:1]:
                for _, d, units in tour:
                    use[d] = use.get(d, 0.0) + sign * units
        if any(n > self.free[d] for d, n in use.items() if n > 0):
            return False
        for d, n in use.items():
            self.free[d] -= n
        return True

    def _propose(self, a: int, b: int) -> Change | None:
        chance = self.random.random
        tour, other = self.tours[a], self.tours[b]
        kind = chance()
        if kind < 0.25 and tour:  # move a trip
            i = int(chance() * len(tour))
            rest = tour[:i] + tour[i + 1 :]
            if a == b:
                k = int(chance() * (len(rest) + 1))
                changed = [*rest[:k], tour[i], *rest[k:]]
                return a, changed, a, changed
            k = int(chance() * (len(other) + 1))
            return a, rest, b, [*other[:k], tour[i], *other[k:]]
        if kind < 0.35 and tour:  # another drop
            i, d = int(chance() * len(tour)), int(chance() * self.drops)
            if d == tour[i][1] or self.free[d] < tour[i][2]:
                return None
            changed = [*tour[:i], (tour[i][0], d, tour[i][2]), *tour[i + 1 :]]
            return a, changed, a, changed
        if kind < 0.45 and a != b:  # exchange tails
            i, k = int(chance() * (len(tour) + 1)), int(chance() * (len(other) + 1))
            return a, tour[:i] + other[k:], b, other[:k] + tour[i:]
        if not tour or not other:
            return None
        i, k = int(chance() * len(tour)), int(chance() * len(other))
        x, y = tour[i], other[k]
        if kind < 0.55 and x[0] == y[0] and (a != b or i != k):  # fill one load from another of the same source
            return self._fill(a, i, b, k)
        if kind < 0.90:  # exchange sources or, the same seen from the tours' places, drops
            x, y = (y[0], x[1], y[2]), (x[0], y[1], x[2])
        else:
            x, y = y, x
        if a == b:
            changed = list(tour)
            changed[i], changed[k] = x, y
            return (a, changed, a, changed) if i != k else None
        return a, [*tour[:i], x, *tour[i + 1 :]], b, [*other[:k], y, *other[k + 1 :]]

    def _fill(self, a: int, i: int, b: int, k: int) -> Change | None:
        """Move as many units as fit from trip i of vehicle a to trip k of vehicle b."""
        (s, d, units), (_, e, aboard) = self.tours[a][i], self.tours[b][k]
        shift = min(units, self.seats[b] - aboard)
        if shift <= 0:
            return None
        giving, taking = list(self.tours[a]), list(self.tours[b])
        if a == b:
            taking = giving
        taking[k] = (s, e, aboard + shift)
        giving[i : i + 1] = [(s, d, units - shift)] if units > shift else []
        return a, giving, b, taking

    def _with_gates(self, tours: list[list[Trip]]) -> Tours:
        of: list[list[list[tuple[int, int]]]] = [[] for _ in self.problem.classes]
        for c, trips in zip(self.classes, tours, strict=True):
            v, chosen, previous = self.problem.classes[c], [], -1
            for s, d, _ in trips:
                ways = (v.start_h if previous < 0 else v.empty_h[previous]) + v.loaded_h[:, d]
                chosen.append((int(np.where(self.problem.feeds[s], ways, np.inf).argmin()), d))
                previous = d
            of[c].append(chosen)
        return frozen(of)

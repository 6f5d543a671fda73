"""Lower bound of a shuttle's completion by columns: could tours that end by T cover everybody, even in fractions?

For a trial T the linear programme chooses tours of every class in fractions and minimises the people not carried,
with every haven's room. Tours are priced by a dynamic programme over time on a fine grid with every trip rounded
*down*, so that each true tour is allowed for. If people stay behind by the dual bound (Lagrangian, valid before the
column generation has converged), no schedule ends by T. A fleet that goes `direct` carries somebody on every trip.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.highs import quiet_model
from leeway.movement.optimise.shuttle.problem import ShuttleProblem, VehicleClass
from leeway.movement.optimise.shuttle.tours import Tour, Tours
from leeway.movement.optimise.shuttle.whole import Offer, carried_whole

STEPS = 1200
"""Grid steps in the longest time tried."""


@dataclass(frozen=True, slots=True)
class _Column:
    owner: int
    steps: int
    trips: tuple[tuple[int, int], ...]  # source, drop


class _Prices:
    """Trips of one class on the grid: `first[s, d]` and `onward[at, s, d]` in steps, a great number if not allowed."""

    def __init__(self, problem: ShuttleProblem, v: VehicleClass, grid_h: float) -> None:
        loaded = v.loaded_h - v.per_unit_h * (v.seats - 1)
        ways = np.vstack([v.empty_h, v.start_h])[:, :, None] + loaded[None]
        feeds = problem.feeds[None, :, :, None]
        hours = np.where(feeds, ways[:, None], math.inf).min(axis=2)  # [at, source, drop]
        steps = np.full(hours.shape, 10**9, dtype=np.int64)
        allowed = np.isfinite(hours)
        steps[allowed] = np.floor(hours[allowed] / grid_h + 1e-9).astype(np.int64)
        self.first, self.onward = steps[-1], steps[:-1]
        self.rounds = bool(self.onward.min() >= 1)


def bound_by_columns(problem: ShuttleProblem, clock: Clock, low_h: float, high_h: float, rounds: int) -> float:
    """A proven lower bound between `low_h` (proven) and `high_h` (reached); `low_h` where nothing better is proven."""
    return Columns(problem, high_h).bound(clock, low_h, high_h, rounds)


class Columns:
    """Tours found so far, on a grid of `high_h / STEPS`, and what they prove and offer."""

    def __init__(self, problem: ShuttleProblem, high_h: float) -> None:
        self.problem = problem
        self.grid_h = high_h / STEPS
        self.columns: list[_Column] = []
        self.rounds = 0
        self.prices: list[_Prices] = []
        if len(problem.sources) * len(problem.drops) <= 3000:
            self.prices = [_Prices(problem, v, self.grid_h) for v in problem.classes]

    @property
    def usable(self) -> bool:
        """Whether the problem is of a size, and its trips are of a length, that the grid can take."""
        return bool(self.prices) and all(p.rounds for p in self.prices)

    def bound(self, clock: Clock, low_h: float, high_h: float, rounds: int) -> float:
        """A proven lower bound of completion, `low_h` or better, by bisection up to `high_h`, in so many rounds of
        pricing."""
        self.rounds = rounds
        low, high = math.floor(low_h / self.grid_h), min(STEPS, math.ceil(high_h / self.grid_h))
        while self.usable and high - low > 2 and self.rounds > 0 and clock.remaining_s > 0:
            middle = low + max(1, (high - low) // 3)  # what is impossible shows sooner than what is not
            impossible = self.impossible(middle, clock)
            if impossible is None:
                break
            if impossible:
                low, low_h = middle, max(low_h, middle * self.grid_h)
                clock.tell("columns", high_h, low_h)
            else:
                high = middle
        return low_h

    def impossible(self, steps: int, clock: Clock) -> bool | None:
        """Whether tours of at most `steps` grid steps provably cannot cover everybody; None if the rounds are over."""
        problem, prices = self.problem, self.prices
        master = _Master(problem)
        for column in self.columns:
            if column.steps <= steps:
                master.add(column)
        while self.rounds > 0 and clock.remaining_s > 0:
            self.rounds -= 1
            uncovered, worth, toll, owner_price = master.solve()
            if uncovered <= 1e-7:
                return False
            fresh: list[_Column] = []
            bound = uncovered
            shared: dict[tuple[int, bool, bytes], NDArray[np.float64]] = {}
            for c, (v, p) in enumerate(zip(problem.classes, prices, strict=True)):
                value = worth * v.seats - (toll if v.fleet.direct else 0.0)
                key = v.seats, v.fleet.direct, p.onward.tobytes()
                if key not in shared:
                    shared[key] = _value_to_go(p.onward, value, steps)
                best, found = _best_tours(c, p, value, shared[key], steps, owner_price[c])
                bound -= len(v.vehicles) * max(0.0, best - owner_price[c])
                fresh += found
            if bound > 1e-6 * max(1.0, uncovered):
                return True
            if not fresh:
                return False
            for column in fresh:
                master.add(column)
            self.columns += fresh
        return None

    def whole(self, tours: Tours, within_h: float, clock: Clock, rounds: int, nodes: int) -> Tours | None:
        """Tours within `within_h` for everybody out of the columns for it and those of `tours`, if any are found in so
        many rounds of pricing and nodes of the integer programme."""
        self.rounds = rounds
        if self.impossible(min(STEPS, math.ceil(within_h / self.grid_h)), clock) is not False:
            return None
        offers: list[Offer] = [(c, tour) for c, several in enumerate(tours.of) for tour in several if tour]
        offers += [(column.owner, _with_gates(self.problem, column)) for column in self.columns]
        return carried_whole(self.problem, offers, within_h, clock, nodes)


def _with_gates(problem: ShuttleProblem, column: _Column) -> Tour:
    v, at, tour = problem.classes[column.owner], -1, []
    for s, d in column.trips:
        ways = (v.start_h if at < 0 else v.empty_h[at]) + v.loaded_h[:, d]
        tour.append((int(np.where(problem.feeds[s], ways, math.inf).argmin()), d))
        at = d
    return tuple(tour)


def _value_to_go(onward: NDArray[np.int64], value: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
    """`[k, at]`: most that trips from drop `at` can be worth within k steps."""
    drops = onward.shape[0]
    togo = np.zeros((steps + 1, drops))
    # of the trips [at, d] only those worth more than every shorter one
    order = np.argsort(onward, axis=1, kind="stable")
    lengths = np.take_along_axis(onward, order, axis=1)
    gains = np.take_along_axis(np.broadcast_to(value[None], onward.shape), order, axis=1)
    before = np.maximum.accumulate(gains, axis=1)[:, :-1]
    keep = np.concatenate([np.ones_like(gains[:, :1], dtype=bool), gains[:, 1:] > before], axis=1) & (lengths <= steps)
    if value.min() >= 0:
        keep &= gains > 1e-12
    rows = [np.nonzero(k) for k in keep]
    width = max(len(s) for s, _ in rows)
    length, gain = np.full((drops, width), 10**9), np.zeros((drops, width))
    to = np.zeros((drops, width), dtype=np.int64)
    for at, (s, d) in enumerate(rows):
        length[at, : len(s)], gain[at, : len(s)], to[at, : len(s)] = lengths[at, s, d], gains[at, s, d], d
    for k in range(1, steps + 1 if width else 0):
        after = k - length
        togo[k] = np.where(after >= 0, gain + togo[np.maximum(after, 0), to], 0.0).max(axis=1, initial=0.0)
    return togo


def _best_tours(
    owner: int, p: _Prices, value: NDArray[np.float64], togo: NDArray[np.float64], steps: int, price: float
) -> tuple[float, list[_Column]]:
    """(worth of the best tour, some tours worth more than `price`, one for each of the best first trips)."""
    after = steps - p.first
    total = np.where(after >= 0, value + togo[np.maximum(after, 0), np.arange(value.shape[1])[None, :]], 0.0)
    order = np.argsort(-total, axis=None)[:25]
    found = []
    for flat in map(int, order):
        s, d = divmod(flat, value.shape[1])
        if total[s, d] <= price + 1e-7:
            break
        trips, left = [(s, d)], int(after[s, d])
        while togo[left, d] > 1e-12:
            before = left - p.onward[d]
            worthy = (before >= 0) & ((value > 1e-12) | (value.min() < 0))
            reach = value + togo[np.maximum(before, 0), np.arange(value.shape[1])[None, :]]
            reach = np.where(worthy, reach, -math.inf)
            s, e = divmod(int(reach.argmax()), value.shape[1])
            left, d = int(before[s, e]), e
            trips.append((s, e))
        found.append(_Column(owner, steps - left, tuple(trips)))
    return float(total.max(initial=0.0)), found


class _Master:
    """People carried by (source, drop) within the seats of the tours chosen; minimises people not carried."""

    def __init__(self, problem: ShuttleProblem) -> None:
        self.problem = problem
        self.model = quiet_model()
        self.drops = len(problem.drops)
        infinity = highspy.kHighsInf
        sources = len(problem.sources)
        for pair in range(sources * self.drops):
            self.model.addVar(0.0, float(problem.demand[pair // self.drops]))  # column s * drops + d
        for s in range(sources):
            self.model.addVar(0.0, float(problem.demand[s]))
            self.model.changeColCost(sources * self.drops + s, 1.0)
        for pair in range(sources * self.drops):
            self.model.addRow(0.0, infinity, 1, np.array([pair]), np.array([-1.0]))
        for pair in range(sources * self.drops):  # people on trips of fleets that make none without
            self.model.addRow(0.0, infinity, 1, np.array([pair]), np.array([1.0]))
        for v in problem.classes:
            self.model.addRow(-infinity, float(len(v.vehicles)), 0, np.array([], dtype=np.int32), np.array([]))
        for s in range(sources):
            index = np.array([*range(s * self.drops, (s + 1) * self.drops), sources * self.drops + s])
            self.model.addRow(*2 * (float(problem.demand[s]),), len(index), index, np.ones(len(index)))
        for d, room in enumerate(problem.capacity):
            if room < math.inf:
                index = np.arange(d, sources * self.drops, self.drops)
                self.model.addRow(-infinity, room, len(index), index, np.ones(len(index)))

    def add(self, column: _Column) -> None:
        """Offer a tour."""
        seats = float(self.problem.classes[column.owner].seats)
        pairs = len(self.problem.sources) * self.drops
        direct = self.problem.classes[column.owner].fleet.direct
        entries: dict[int, float] = {2 * pairs + column.owner: 1.0}
        for s, d in column.trips:
            pair = s * self.drops + d
            entries[pair] = entries.get(pair, 0.0) + seats
            if direct:
                entries[pairs + pair] = entries.get(pairs + pair, 0.0) - 1.0
        index = np.array(sorted(entries), dtype=np.int32)
        self.model.addCol(0.0, 0.0, highspy.kHighsInf, len(index), index, np.array([entries[int(i)] for i in index]))

    def solve(self) -> tuple[float, NDArray[np.float64], NDArray[np.float64], list[float]]:
        """(people not carried, worth of one seat and toll of one direct trip by source and drop, price of one vehicle
        of each class)."""
        self.model.run()
        dual = np.array(self.model.getSolution().row_dual)
        pairs, shape = len(self.problem.sources) * self.drops, (len(self.problem.sources), self.drops)
        worth, toll = np.maximum(dual[:pairs], 0.0).reshape(shape), np.maximum(dual[pairs : 2 * pairs], 0.0)
        price = [max(0.0, -float(x)) for x in dual[2 * pairs : 2 * pairs + len(self.problem.classes)]]
        return float(self.model.getInfo().objective_function_value), worth, toll.reshape(shape), price

"""The time-expanded network of self-moving people as a linear program: one row a place and tick, one column a move.

Every column leaves at most one row and enters at most one, so the matrix is that of a network and every basic solution
is whole (Ford and Fulkerson 1958 for the expansion; Hoppe and Tardos 2000 for several sources).
A place with limited room has two rows a tick: being there, and staying on past the tick; only staying is limited.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.flow.network import FlowNetwork, Supply, Ticks
from leeway.movement.optimise.highs import quiet_model, run

Floats = NDArray[np.float64]
REDUCED_COST_TOLERANCE = 1e-6
INTERIOR_POINT_COLUMNS = 8000
"""From this size on the interior point method with crossover beats the simplex method (three times at 30,000 columns,
more beyond; both end at a basic solution)."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole flow: people out by supply, and people entering each route by (index of the route, tick)."""

    out: list[int]
    entering: dict[tuple[int, int], int]


class Columns:
    """Columns of a network matrix in the making: rows they leave and enter (-1: none), limits and costs."""

    def __init__(self) -> None:
        self.parts: list[tuple[Ticks, Ticks, Floats, Floats]] = []
        self.count = 0

    def add(self, leaves: Ticks, enters: Ticks, most: Floats, cost: Floats) -> slice:
        """Append columns; the arrays have one shape. Returns where they stand."""
        self.parts.append((leaves, enters, most, cost))
        self.count += leaves.size
        return slice(self.count - leaves.size, self.count)

    def joined(self) -> tuple[Ticks, Ticks, Floats, Floats]:
        """All columns, field by field."""
        leaves, enters, most, cost = (np.concatenate(part) for part in zip(*self.parts, strict=True))
        return leaves, enters, most, cost


class Expansion:
    """The network until `limit_h`: nobody may get out later. `supplies` are those who can get out at all."""

    def __init__(self, flows: FlowNetwork, supplies: tuple[Supply, ...], limit_h: float) -> None:
        self.flows, self.supplies, self.limit_h = flows, supplies, limit_h
        self.last = min(flows.last_tick, math.ceil(limit_h / flows.step_h - 1e-7))
        self.rows = 0
        self.here: dict[str, int] = {}
        self.staying: dict[str, int] = {}
        self.at_home: dict[str, int] = {}
        self.columns = Columns()
        self.entries: list[tuple[int, Ticks, slice]] = []
        self._add_rows()
        self.supply_columns = self._add_supplies()
        for k in range(len(flows.routes)):
            self._add_route(k)
        for place in self.here:
            self._add_waiting(place)

    def _add_rows(self) -> None:
        havens = self.flows.network.havens
        used = {supply.place for supply in self.supplies}
        used |= {place for ticked in self.flows.routes for place in (ticked.route.origin, ticked.route.destination)}
        for place in sorted(used):
            limited = not math.isinf(self.flows.room(place))
            if place in havens and not limited:
                continue
            self.here[place] = self._rows()
            if limited:
                self.staying[place] = self._rows()
                if self.flows.shares_room(place):
                    self.at_home[place] = self._rows()

    def _rows(self) -> int:
        self.rows += self.last + 1
        return self.rows - self.last - 1

    def _add_supplies(self) -> slice:
        ready = np.array([supply.ready for supply in self.supplies], dtype=np.int64)
        homes = [self.at_home.get(supply.place, self.here[supply.place]) for supply in self.supplies]
        place = np.array(homes, dtype=np.int64)
        in_time = ready <= self.last
        most = np.where(in_time, [supply.people for supply in self.supplies], 0).astype(np.float64)
        enters = place + np.minimum(ready, self.last)
        return self.columns.add(np.full(ready.shape, -1), enters, most, np.zeros(ready.shape))

    def _add_route(self, k: int) -> None:
        flows, ticked = self.flows, self.flows.routes[k]
        origin, destination = ticked.route.origin, ticked.route.destination
        ticks = np.arange(self.last + 1, dtype=np.int64)
        most = flows.capacity(ticked, ticks)
        arrive_h: Floats = np.asarray(ticks * flows.step_h + ticked.hours, dtype=np.float64)
        is_exit = destination in flows.network.havens
        keep = (most > 0) & (ticks + ticked.ticks <= self.last)
        if is_exit:
            keep &= arrive_h <= self.limit_h + 1e-9
        ticks, most, arrive_h = ticks[keep], most[keep], arrive_h[keep]
        if destination not in self.here:
            enters = np.full(ticks.shape, -1, dtype=np.int64)
        elif ticked.early < ticked.ticks and destination in self.staying:
            enters = self.staying[destination] + ticks + ticked.early
        else:
            enters = self.here[destination] + ticks + ticked.ticks
        cost: Floats = np.asarray(arrive_h / flows.step_h if is_exit else np.zeros(ticks.shape), dtype=np.float64)
        place = self.columns.add(self.here[origin] + ticks, enters, most.astype(np.float64), cost)
        self.entries.append((k, ticks, place))

    def _add_waiting(self, place: str) -> None:
        ticks = np.arange(self.last, dtype=np.int64)
        here, free, zero = self.here[place], np.full(ticks.shape, np.inf), np.zeros(ticks.shape)
        if place not in self.staying:
            self.columns.add(here + ticks, here + ticks + 1, free, zero)
            return
        staying = self.staying[place]
        if place in self.at_home:
            home = self.at_home[place]
            self.columns.add(home + ticks, home + ticks + 1, free, zero)
            self.columns.add(home + ticks, here + ticks, free, zero)
        most = self.flows.room(place)
        room = np.full(ticks.shape, most)
        self.columns.add(here + ticks, staying + ticks, free, zero)
        self.columns.add(staying + ticks, here + ticks + 1, room, zero)
        if place in self.flows.network.havens:
            nowhere = np.array([-1], dtype=np.int64)
            self.columns.add(np.array([here + self.last]), nowhere, np.array([most]), np.zeros(1))

    def model(self, *, everybody: bool) -> highspy.Highs:
        """The linear program; `everybody`: all people of the supplies must get out."""
        leaves, enters, most, cost = self.columns.joined()
        count = leaves.size
        rows = np.stack((leaves, enters), axis=1)
        signs = np.broadcast_to(np.array([-1.0, 1.0]), rows.shape)
        present = rows >= 0
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count, self.rows
        lp.col_cost_, lp.col_upper_ = cost, most
        lower = np.zeros(count)
        if everybody:
            lower[self.supply_columns] = [supply.people for supply in self.supplies]
        lp.col_lower_ = lower
        lp.row_lower_ = lp.row_upper_ = np.zeros(self.rows)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(present.sum(axis=1))))
        lp.a_matrix_.index_ = rows[present]
        lp.a_matrix_.value_ = signs[present]
        model = quiet_model()
        if count > INTERIOR_POINT_COLUMNS:
            model.setOptionValue("solver", "ipm")
        model.passModel(lp)
        return model

    def flow(self, values: Floats) -> Flow:
        """The whole numbers in a basic solution."""
        whole = np.rint(values).astype(np.int64)
        if np.abs(values - whole).max(initial=0.0) > 1e-5:
            raise ArithmeticError("a basic solution of a network flow is not whole")
        entering = {}
        for k, ticks, place in self.entries:
            for tick, people in zip(ticks.tolist(), whole[place].tolist(), strict=True):
                if people:
                    entering[k, tick] = people
        return Flow(whole[self.supply_columns].tolist(), entering)


@dataclass(frozen=True, slots=True)
class Answer:
    """`flow` None: none exists (`settled`), or time was over (not `settled`). `weight`: weighted people out."""

    flow: Flow | None
    weight: float
    settled: bool


def everybody_out(flows: FlowNetwork, supplies: tuple[Supply, ...], limit_h: float, clock: Clock) -> Answer:
    """All out by `limit_h` with the least sum of exit times."""
    if any(supply.ready * flows.step_h > limit_h + 1e-9 for supply in supplies):
        return Answer(None, 0.0, True)
    expansion = Expansion(flows, supplies, limit_h)
    solved = run(expansion.model(everybody=True), clock, doing="self-moving people")
    if solved.values is None or not solved.optimal:
        return Answer(None, 0.0, solved.infeasible)
    return Answer(expansion.flow(solved.values), sum(s.weight * s.people for s in supplies), True)


def most_out(flows: FlowNetwork, supplies: tuple[Supply, ...], limit_h: float, clock: Clock) -> Answer:
    """Greatest weight of people out by `limit_h`, and among such flows the least sum of exit times.

    The second goal is sought on the face of best first goals: columns whose reduced cost is not zero stay at their
    limits, which leaves a network flow, whole again.
    """
    expansion = Expansion(flows, supplies, limit_h)
    model = expansion.model(everybody=False)
    count = expansion.columns.count
    every = np.arange(count, dtype=np.int32)
    exits = expansion.columns.joined()[3]
    weights = np.zeros(count)
    weights[expansion.supply_columns] = [-supply.weight for supply in supplies]
    model.changeColsCost(count, every, weights)
    solved = run(model, clock, doing="self-moving people who can get out")
    if solved.values is None or not solved.optimal:
        return Answer(None, 0.0, False)
    reduced = np.array(model.getSolution().col_dual)
    stuck = np.flatnonzero(np.abs(reduced) > REDUCED_COST_TOLERANCE).astype(np.int32)
    kept = np.rint(solved.values[stuck])
    model.changeColsBounds(stuck.size, stuck, kept, kept)
    model.changeColsCost(count, every, exits)
    again = run(model, clock, doing="self-moving people")
    values = again.values if again.values is not None and again.optimal else solved.values
    return Answer(expansion.flow(values), -solved.objective, again.optimal)

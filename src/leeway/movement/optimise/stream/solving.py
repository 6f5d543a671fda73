"""Schedules for streams of constant rate: local search, a linear bound, and exhaustive search where it can finish.

The goals in order: people left (a group goes as a whole or is left), the last exit, the mean exit. Exact where the
exhaustive search ends within the clock and `MOST_NODES`; otherwise the gap to the linear bound is reported.
"""

from __future__ import annotations

import math

import numpy as np

from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock, Work
from leeway.movement.optimise.flow.network import Ticks
from leeway.movement.optimise.stream.bound import alone_h, finishes_h, narrows_h, relaxed
from leeway.movement.optimise.stream.exact import Search
from leeway.movement.optimise.stream.margin import Margin, in_time, largest_margin
from leeway.movement.optimise.stream.problem import Plan, StreamProblem, Value
from leeway.movement.optimise.stream.records import left, walks
from leeway.movement.optimise.stream.repair import repaired
from leeway.movement.optimise.stream.search import constructed, improved
from leeway.movement.optimise.stream.tree import Tree
from leeway.movement.optimise.stream.windows import Bars, bars
from leeway.movement.records import Objective, Schedule

__all__ = ["Margin", "applies", "largest_margin", "solve"]

MOST_NODES = 20_000
ROUNDS = ((1_000, 1_000), (20_000, MOST_NODES))
"""(trials of the local search, nodes of the exhaustive search): a quick round, then a long one if needed."""
QUICK_SHARE, BOUND_SHARE, TREE_SHARE, REPAIR_SHARE = 0.25, 0.3, 0.45, 0.85
"""Shares of the clock after which the first repair, the linear bounds, the whole tree and the last repair end."""
TREE_NODES, TABLES = 50_000, 300


def applies(network: Network) -> bool:
    """Whether everything in the plan that moves people is routes they use by their own means, some at a constant rate,
    and no haven with limited room sends people on."""
    plan = network.plan
    others = plan.services or plan.stations or plan.closure_tasks or any(f.count for f in plan.fleets.values())
    own = [route for route in plan.routes.values() if route.self_moving and not route.empty_only]
    onward = any(place.onward and not math.isinf(place.capacity) for place in plan.places.values())
    return any(r.constant_rate for r in own) and not (others or onward) and all(r.time_h is not None for r in own)


def solve(network: Network, clock: Clock) -> Schedule:
    """The best plan found and its bounds."""
    problem = StreamProblem(network)
    plan, value, bound = _Search(problem, Work(clock)).run()
    people = sum(job.demand.people for job, choice in zip(problem.jobs, plan, strict=True) if choice is not None)
    stuck = math.fsum(job.weight for job in problem.stuck)
    return Schedule(
        start=network.start,
        planning_value=network.rule,
        moves=(),
        walks=walks(problem, plan),
        processings=(),
        tasks=(),
        deliveries=(),
        own_means={name: demand.own_means for name, demand in network.demands.items() if demand.own_means},
        left=left(problem, plan),
        objective=Objective(stuck + value.left, value.last_h, value.sum_h / people if people else 0.0),
        bound=Objective(stuck + bound.left, bound.last_h, bound.sum_h / people if people else 0.0),
        formulation="constant-rate streams",
        step_h=0.0,
        seconds=clock.elapsed_s,
        interrupted=clock.interrupted,
    )


class _Search:
    """The course of one search; bounds hold for plans of all ways unless some were not looked at."""

    def __init__(self, problem: StreamProblem, clock: Clock) -> None:
        self.problem, self.clock = problem, clock
        self.rng = np.random.default_rng(problem.flows.network.case.settings.seed)

    def run(self) -> tuple[Plan, Value, Value]:
        """(plan, its value, bound)."""
        problem, clock = self.problem, self.clock
        if not problem.jobs:
            return [], Value(), Value()
        least_h, least_sum_h = alone_h(problem)
        least_h = max(least_h, narrows_h(problem))
        plan, value = constructed(problem, self.rng, 10, least_h)
        left = self._least_left() if value.left > 0 else 0.0
        if value.left > 0 and left <= 1e-6 and not problem.stuck:
            inside = in_time(problem.flows.network, problem, self.rng, clock)
            plan, value = (plan, value) if inside is None else (inside, problem.value(inside))
        if value.left <= 0:
            problem.shorten(value.last_h)
            plan, value, least_h = self._repaired(plan, value, least_h)
        bound = Value(left, least_h, least_sum_h)
        late = value.last_h > least_h + 1e-9 and clock.elapsed_s > QUICK_SHARE * clock.limit_s
        for trials, nodes in ROUNDS[:1] if late else ROUNDS:
            plan, value = improved(problem, plan, self.rng, clock, lambda v: self._is_good(v, left, least_h), trials)
            if value.left > 0 or not problem.all_ways:
                bound = Value(left if problem.all_ways else 0.0)
                continue
            plan, value, bound = self._exactly(plan, value, Value(0.0, least_h, least_sum_h), nodes)
            if value.last_h <= bound.last_h + 1e-9:
                break
        return plan, value, bound

    def _is_good(self, value: Value, left: float, least_h: float) -> bool:
        return value.left <= left + 1e-9 and value.last_h <= least_h + 1e-9

    def _repaired(self, plan: Plan, value: Value, least_h: float) -> tuple[Plan, Value, float]:
        """(plan, its value, bound of the last exit) after repair towards ever earlier last exits."""
        problem, clock, drawing = self.problem, self.clock, bars(self.problem)
        if drawing is None:
            return plan, value, least_h
        shares = [QUICK_SHARE, REPAIR_SHARE]
        while value.last_h > least_h + 1e-9 and shares:
            now, goal = drawing.within(value.last_h), drawing.within(value.last_h - 1e-6)
            found = repaired(drawing, goal, now, drawing.drawn(plan), self.rng, clock, shares[0] * clock.limit_s)
            if found is not None:
                plan = drawing.plan(*found)
                value = problem.value(plan)
                clock.tell("streams", value.last_h, least_h)
                continue
            if len(shares) == 2:
                plan, value, least_h = self._proved(drawing, goal, plan, value, least_h)
            shares = shares[1:]
        return plan, value, least_h

    def _proved(
        self, drawing: Bars, goal: Ticks, plan: Plan, value: Value, least_h: float
    ) -> tuple[Plan, Value, float]:
        """(plan, value, bound of the last exit) after the linear bound, the whole tree and time-tabling, each once."""
        problem, clock = self.problem, self.clock
        if problem.all_ways:
            least_h = max(least_h, self._least_last_h(value, least_h))
        if value.last_h <= least_h + 1e-9:
            return plan, value, least_h
        tree = Tree(drawing, goal, clock)
        verdict = tree.search([], list(range(drawing.jobs)), self.rng, TREE_NODES, TREE_SHARE * clock.limit_s)
        if verdict.found is not None:
            plan = drawing.plan(np.array(verdict.found[1]), np.array(verdict.found[2]))
        elif verdict.exhausted and problem.all_ways:
            return plan, value, value.last_h
        else:
            exact = Search(problem, value.last_h - 1e-6, clock, nodes=TABLES).any_plan()
            if exact.plan is None and exact.exhausted and problem.all_ways:
                return plan, value, value.last_h
            plan = exact.plan or plan
        return plan, problem.value(plan), least_h

    def _least_left(self) -> float:
        found = relaxed(self.problem, self.problem.horizon * self.problem.flows.step_h, self.clock, everybody=False)
        return 0.0 if found is None else found.left

    def _least_last_h(self, value: Value, least_h: float) -> float:
        """Least time by which interruptible streams could all be out."""
        candidates = [hours for hours in finishes_h(self.problem, value.last_h) if hours >= least_h - 1e-9]
        low, high = 0, len(candidates) - 1
        while low < high:
            # Mostly the bound known from single roads is the linear bound too, so it is tried first.
            middle = (low + high) // 2 if low else 0
            if self.clock.elapsed_s > BOUND_SHARE * self.clock.limit_s:
                break
            found = relaxed(self.problem, candidates[middle], self.clock, everybody=True)
            if found is None:
                break
            if math.isinf(found.sum_h):
                low = middle + 1
            else:
                high = middle
        return candidates[low] if candidates else least_h

    def _exactly(self, plan: Plan, value: Value, bound: Value, nodes: int) -> tuple[Plan, Value, Value]:
        """Lower the last exit until no plan is quicker, then the sum of exits."""
        problem, clock, least_h = self.problem, self.clock, bound.last_h
        while value.last_h > least_h + 1e-9:
            earlier = finishes_h(problem, value.last_h - 1e-8)
            verdict = Search(problem, earlier[-1], clock, nodes=nodes).any_plan()
            if verdict.plan is None:
                least_h = value.last_h if verdict.exhausted else least_h
                break
            plan, value = verdict.plan, problem.value(verdict.plan)
        if value.last_h > least_h + 1e-9:
            return plan, value, Value(0.0, least_h, bound.sum_h)
        fluid = relaxed(problem, value.last_h, clock, everybody=True)
        least_sum_h = max(bound.sum_h, fluid.sum_h if fluid is not None and fluid.sum_h < math.inf else 0.0)
        if value.sum_h > least_sum_h + 1e-9:
            verdict = Search(problem, value.last_h, clock, nodes=nodes).least_sum(plan, value.sum_h)
            if verdict.plan is not None:
                plan, value = verdict.plan, problem.value(verdict.plan)
            if verdict.exhausted:
                least_sum_h = value.sum_h
        return plan, value, Value(0.0, value.last_h, min(least_sum_h, value.sum_h))

"""Schedules for streams of constant rate: local search, a linear bound, and exhaustive search where it can finish.

The goals in order: people left (a group goes as a whole or is left), the last exit, the mean exit. Exact where the
exhaustive search ends within the clock and `MOST_NODES`; otherwise the gap to the linear bound is reported.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from leeway.errors import InfeasiblePlan
from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.stream_bound import alone_h, finishes_h, narrows_h, relaxed
from leeway.movement.optimise.stream_exact import Search
from leeway.movement.optimise.stream_problem import Plan, StreamProblem, Value
from leeway.movement.optimise.stream_search import constructed, improved
from leeway.movement.records import Left, Objective, Schedule, Walk

MOST_NODES = 20_000
ROUNDS = ((1_000, 1_000), (20_000, MOST_NODES))
"""(trials of the local search, nodes of the exhaustive search): a quick round, then a long one if needed."""
BOUND_SHARE = 0.3
"""Share of the clock after which no further bound is computed."""


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
    plan, value, bound = _Search(problem, clock).run()
    people = sum(job.demand.people for job, choice in zip(problem.jobs, plan, strict=True) if choice is not None)
    stuck = math.fsum(job.weight for job in problem.stuck)
    return Schedule(
        start=network.start,
        planning_value=network.rule,
        moves=(),
        walks=_walks(problem, plan),
        processings=(),
        tasks=(),
        deliveries=(),
        own_means={name: demand.own_means for name, demand in network.demands.items() if demand.own_means},
        left=_left(problem, plan),
        objective=Objective(stuck + value.left, value.last_h, value.sum_h / people if people else 0.0),
        bound=Objective(stuck + bound.left, bound.last_h, bound.sum_h / people if people else 0.0),
        formulation="constant-rate streams",
        step_h=0.0,
        seconds=clock.elapsed_s,
        interrupted=clock.interrupted,
    )


@dataclass(frozen=True, slots=True)
class Margin:
    """`margin_h`: everything may begin so much later and every closing is still met; none can be above `bound_h`."""

    margin_h: float
    bound_h: float
    plan_walks: tuple[Walk, ...]


def largest_margin(network: Network, clock: Clock) -> Margin:
    """The largest least safety margin before closings (the goal of Artigues et al. 2018), in whole ticks: the latest
    start of a plan whose only fixed times are its closings. `inf` without closings.

    Raises `InfeasiblePlan` if not even a start without delay gets everybody out.
    """
    step_h = network.case.settings.flow_step_h
    most = _most_delay(StreamProblem(network))
    if math.isinf(most):
        return Margin(math.inf, math.inf, ())
    if most < 0:
        raise _too_late()
    least, bound, best = -1, int(most), tuple[Walk, ...]()
    below = bound + 1
    while below - least > 1:
        delay = 0 if least < 0 else (least + below) // 2
        problem = StreamProblem(network, earlier_h=delay * step_h)
        plan, possible = _everybody(problem, clock)
        if plan is not None:
            least, best = delay, _walks(problem, plan)
        else:
            below = delay
            if not possible:
                bound = min(bound, delay - 1)
        if delay == 0 and plan is None:
            raise _too_late()
    return Margin(least * step_h, bound * step_h, best)


def _too_late() -> InfeasiblePlan:
    return InfeasiblePlan(
        "Not everybody can get out before the roads close, even without delay.",
        "Later closings, wider roads or earlier readiness would help.",
    )


def _most_delay(problem: StreamProblem) -> float:
    """Ticks by which the worst placed group alone could be late; `inf` if no group meets a closing."""
    if problem.stuck:
        return -1
    flows, worst = problem.flows, math.inf
    for job in problem.jobs:
        best = -math.inf
        for way in job.ways:
            closings = [flows.routes[k].route.closes for k in way.routes]
            last = [
                math.floor(closes.after(flows.network.start) / flows.step_h + 1e-7) - offset
                for closes, offset in zip(closings, way.offsets, strict=True)
                if closes is not None
            ]
            slack = [min(last, default=math.inf) - mode.release - mode.ticks + 1 for mode in way.modes]
            best = max([best, *slack])
        worst = min(worst, best)
    return worst


def _everybody(problem: StreamProblem, clock: Clock) -> tuple[Plan | None, bool]:
    """(a plan that leaves nobody, whether one may exist)."""
    latest_h = problem.horizon * problem.flows.step_h
    found = None if problem.stuck else relaxed(problem, latest_h, clock, everybody=False)
    if problem.stuck or (found is not None and found.left > 1e-6):
        return None, False
    rng = np.random.default_rng(problem.flows.network.case.settings.seed)
    plan, value = constructed(problem, rng, 10, 0.0)
    if value.left > 0:
        plan, value = improved(problem, plan, rng, clock, lambda v: v.left <= 0, trials=2000)
    if value.left <= 0:
        return plan, True
    verdict = Search(problem, latest_h, clock, nodes=MOST_NODES).any_plan()
    return verdict.plan, not verdict.exhausted or verdict.plan is not None


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
        if value.left <= 0:
            problem.shorten(value.last_h)
        if value.left <= 0 and problem.all_ways:
            least_h = self._least_last_h(value, least_h)
        bound = Value(left, least_h, least_sum_h)
        for trials, nodes in ROUNDS:
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

    def _least_left(self) -> float:
        found = relaxed(self.problem, self.problem.horizon * self.problem.flows.step_h, self.clock, everybody=False)
        return 0.0 if found is None else found.left

    def _least_last_h(self, value: Value, least_h: float) -> float:
        """Least time by which interruptible streams could all be out."""
        candidates = [hours for hours in finishes_h(self.problem, value.last_h) if hours >= least_h - 1e-9]
        low, high = 0, len(candidates) - 1
        while low < high:
            middle = (low + high) // 2
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


def _walks(problem: StreamProblem, plan: Plan) -> tuple[Walk, ...]:
    flows, result = problem.flows, []
    for job, choice in zip(problem.jobs, plan, strict=True):
        if choice is None:
            continue
        way = job.ways[choice.way]
        rate, ticks, _ = way.modes[choice.mode]
        for tick in range(ticks):
            people = min(rate, job.demand.people - tick * rate)
            for k, offset in zip(way.routes, way.offsets, strict=True):
                ticked = flows.routes[k]
                depart_h = (choice.start + tick + offset) * flows.step_h
                route, arrive_h = ticked.route, depart_h + ticked.hours
                group = job.demand.group.id
                result.append(Walk(group, route.id, route.origin, route.destination, people, depart_h, arrive_h))
    return tuple(sorted(result, key=lambda walk: (walk.depart_h, walk.route, walk.group)))


def _left(problem: StreamProblem, plan: Plan) -> tuple[Left, ...]:
    records = []
    for job in problem.stuck:
        site = job.demand.group.site
        reason = f"no route leads from {site} to a safe haven"
        if job.ways:
            reason = "every way closes, or is too far for the horizon, before the whole stream can pass"
        records.append(Left(job.demand.group.id, site, job.demand.people, reason))
    for job, choice in zip(problem.jobs, plan, strict=True):
        if choice is None:
            reason = "its stream finds no time on the roads before they close, or no room in a haven"
            records.append(Left(job.demand.group.id, job.demand.group.site, job.demand.people, reason))
    return tuple(records)

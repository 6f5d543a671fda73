"""The largest safety margin of streams before closings (the goal of Artigues et al., hal-01814063, 2018)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from leeway.errors import InfeasiblePlan, LeewayError
from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock, Work
from leeway.movement.optimise.stream.bound import relaxed
from leeway.movement.optimise.stream.exact import Search
from leeway.movement.optimise.stream.problem import Plan, StreamProblem
from leeway.movement.optimise.stream.records import walks
from leeway.movement.optimise.stream.repair import Drawn, repaired
from leeway.movement.optimise.stream.search import constructed, improved
from leeway.movement.optimise.stream.tree import Tree
from leeway.movement.optimise.stream.windows import Bars, bars
from leeway.movement.records import Walk

NODES, EXACT_NODES = 20_000, 1_000
TREE_NODES, GUESS_NODES, TABLES, GUESSES = 30_000, 400, 120, 3
QUICK_SHARE, TREE_SHARE, BOUND_SHARE, REPAIR_SHARE = 0.2, 0.5, 0.6, 0.9
"""Shares of the clock after which the first repair, the whole tree, the bounds and the last repair end."""


@dataclass(frozen=True, slots=True)
class Margin:
    """`margin_h`: everything may begin so much later and every closing is still met; none can be above `bound_h`.

    `plan_walks`: the plan, in hours after its own start, with its last and its mean exit."""

    margin_h: float
    bound_h: float
    plan_walks: tuple[Walk, ...]
    completion_h: float = 0.0
    mean_exit_h: float = 0.0


def largest_margin(network: Network, clock: Clock) -> Margin:
    """The largest least safety margin before closings, in whole ticks: the latest start of a plan whose only fixed
    times are its closings. `inf` without closings.

    Raises `InfeasiblePlan` if not even a start without delay gets everybody out, `LeewayError` if none was found in
    time and nothing is proved.
    """
    step_h, clock = network.case.settings.flow_step_h, Work(clock)
    problem = StreamProblem(network)
    most = _most_delay(problem)
    if math.isinf(most):
        return Margin(math.inf, math.inf, ())
    if most < 0 or not _may_be(problem, clock):
        raise _too_late()
    rng = np.random.default_rng(network.case.settings.seed)
    drawing = bars(problem)
    if drawing is None:
        least, bound, best = _halved(network, int(most), rng, clock)
    else:
        least, bound, best = _raised(network, drawing, int(most), rng, clock)
    if best is None or least < 0:
        raise _too_late() if bound < 0 else _not_found()
    value, people = problem.value(best), sum(job.demand.people for job in problem.jobs)
    return Margin(least * step_h, bound * step_h, walks(problem, best), value.last_h, value.sum_h / max(1, people))


def in_time(network: Network, problem: StreamProblem, rng: np.random.Generator, clock: Clock) -> Plan | None:
    """A plan that leaves nobody behind a closing, None if none is found: one that heeds no closing, repaired towards
    them. `problem` is that of `network` with its closings as they are."""
    drawing = bars(problem)
    if drawing is None:
        return None
    least, _, plan = _raised(network, drawing, 0, rng, clock)
    return plan if least >= 0 and plan is not None and None not in plan else None


def _too_late() -> InfeasiblePlan:
    return InfeasiblePlan(
        "Not everybody can get out before the roads close, even without delay.",
        "Later closings, wider roads or earlier readiness would help.",
    )


def _not_found() -> LeewayError:
    return LeewayError(
        "No plan that gets everybody out before the roads close was found in the time allowed, nor is it proved that "
        "there is none. A longer time limit may tell."
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


def _halved(network: Network, most: int, rng: np.random.Generator, clock: Clock) -> tuple[int, int, Plan | None]:
    """(delay, bound of it, plan) by halving, where the problem cannot be drawn as bars."""
    step_h = network.case.settings.flow_step_h
    least, bound, below, best = -1, most, most + 1, None
    while below - least > 1:
        delay = 0 if least < 0 else (least + below) // 2
        plan, possible = _everybody(StreamProblem(network, earlier_h=delay * step_h), rng, clock)
        if plan is not None:
            least, best = delay, plan
        else:
            below = delay
            bound = bound if possible else min(bound, delay - 1)
        if delay == 0 and plan is None:
            break
    return least, bound, best


def _everybody(problem: StreamProblem, rng: np.random.Generator, clock: Clock) -> tuple[Plan | None, bool]:
    """(a plan that leaves nobody, whether one may exist)."""
    latest_h = problem.horizon * problem.flows.step_h
    if not _may_be(problem, clock):
        return None, False
    plan, value = constructed(problem, rng, 10, 0.0)
    if value.left > 0:
        plan, value = improved(problem, plan, rng, clock, lambda v: v.left <= 0, trials=2000)
    if value.left <= 0:
        return plan, True
    exact = Search(problem, latest_h, clock, nodes=NODES).any_plan()
    return exact.plan, exact.plan is not None or not (exact.exhausted and problem.all_ways)


def _may_be(problem: StreamProblem, clock: Clock) -> bool:
    """Whether the linear bound allows that all get out."""
    if problem.stuck:
        return False
    found = relaxed(problem, problem.horizon * problem.flows.step_h, clock, everybody=False)
    return found is None or found.left <= 1e-6


def _raised(
    network: Network, drawing: Bars, bound: int, rng: np.random.Generator, clock: Clock
) -> tuple[int, int, Plan | None]:
    """(delay, bound, plan): a first plan that heeds no closing, then repair towards ever greater delays (it may begin
    below 0). What repair does not reach soon is looked at by the exact means once, then repair goes on."""
    plan, value = constructed(StreamProblem(network, earlier_h=-math.inf), rng, 2, 0.0)
    if value.left > 0:
        return -1, bound, None
    known = drawing.drawn(plan)
    first = min(drawing.margin(*known), bound)
    least, bound, known = _narrowed(network, drawing, first, bound, known, rng, clock, tables=0)
    shares = [QUICK_SHARE, REPAIR_SHARE]
    while least < bound and bound >= 0 and shares:
        now, goal = drawing.within(math.inf, least), drawing.within(math.inf, least + 1)
        found = repaired(drawing, goal, now, known, rng, clock, shares[0] * clock.limit_s)
        if found is None and len(shares) == 2:
            least, bound, known = _narrowed(network, drawing, least, bound, known, rng, clock, tables=TABLES)
            if least < bound:
                found, possible = _exactly(network, drawing, least + 1, rng, clock)
                bound = bound if possible else least
            bound = _lowered(network, least, bound, clock)
        if found is None:
            shares = shares[1:]
            continue
        known = found
        least = min(drawing.margin(*known), bound)
    return least, bound, drawing.plan(*known)


def _narrowed(
    network: Network,
    drawing: Bars,
    least: int,
    bound: int,
    known: Drawn,
    rng: np.random.Generator,
    clock: Clock,
    *,
    tables: int,
) -> tuple[int, int, Drawn]:
    """(delay, bound, plan) by halving, each delay given a few short tree searches and `tables` nodes of
    time-tabling."""
    below = bound + 1
    while below - least > 1 and clock.elapsed_s < TREE_SHARE * clock.limit_s:
        delay, found, exhausted = (least + below) // 2, None, False
        tree = Tree(drawing, drawing.within(math.inf, delay), clock)
        for _ in range(GUESSES):
            found = found or tree.search([], list(range(drawing.jobs)), rng, GUESS_NODES).found
        if found is not None:
            known = np.array(found[1]), np.array(found[2])
        elif tables:
            plan, exhausted = _tabled(network, delay, tables, clock)
            known = known if plan is None else drawing.drawn(plan)
        if drawing.margin(*known) >= delay:
            least = min(drawing.margin(*known), bound)
            below = max(below, least + 1)
        else:
            below = delay
            bound = delay - 1 if exhausted else bound
    return least, bound, known


def _tabled(network: Network, delay: int, nodes: int, clock: Clock) -> tuple[Plan | None, bool]:
    """(a plan with the delay, whether it is certain that there is none) by time-tabling."""
    step_h = network.case.settings.flow_step_h
    problem = StreamProblem(network, earlier_h=delay * step_h)
    if problem.stuck:
        return None, True
    verdict = Search(problem, problem.horizon * step_h, clock, nodes=nodes).any_plan()
    return verdict.plan, verdict.plan is None and verdict.exhausted and problem.all_ways


def _exactly(
    network: Network, drawing: Bars, delay: int, rng: np.random.Generator, clock: Clock
) -> tuple[Drawn | None, bool]:
    """(a plan with the delay, whether one may exist) by the whole tree, then by time-tabling."""
    step_h = network.case.settings.flow_step_h
    problem = StreamProblem(network, earlier_h=delay * step_h)
    if not _may_be(problem, clock):
        return None, False
    tree = Tree(drawing, drawing.within(math.inf, delay), clock)
    verdict = tree.search([], list(range(drawing.jobs)), rng, TREE_NODES, TREE_SHARE * clock.limit_s)
    if verdict.found is not None:
        return (np.array(verdict.found[1]), np.array(verdict.found[2])), True
    if verdict.exhausted:
        return None, not problem.all_ways
    exact, none = _tabled(network, delay, EXACT_NODES, clock)
    return None if exact is None else drawing.drawn(exact), not none


def _lowered(network: Network, least: int, bound: int, clock: Clock) -> int:
    """The bound after linear bounds between `least` and it."""
    step_h = network.case.settings.flow_step_h
    low = least
    while low < bound and clock.elapsed_s < BOUND_SHARE * clock.limit_s:
        delay = (low + bound + 1) // 2
        if _may_be(StreamProblem(network, earlier_h=delay * step_h), clock):
            low = delay
        else:
            bound = delay - 1
    return bound

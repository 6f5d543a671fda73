"""Pure shuttles: exact schedules where nothing depends on the clock but when vehicles become available.

Trip counts per vehicle instead of a time grid (compare the isolated community evacuation problem, Krutein & Goodchild
2022, and the bus evacuation problem, Bish 2011): times stay continuous and exact.
"""

from __future__ import annotations

from leeway.movement.network import Network
from leeway.movement.optimise.bounds import exit_times
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.shuttle.extract import extract
from leeway.movement.optimise.shuttle.moves import Written, write
from leeway.movement.optimise.shuttle.problem import ShuttleProblem
from leeway.movement.optimise.shuttle.stages import least_completion_found, least_left_behind, least_mean_found
from leeway.movement.optimise.shuttle.tours import load
from leeway.movement.records import Objective, Schedule


def applies(network: Network) -> bool:
    """Whether the plan is a pure shuttle, with at least one vehicle that can take somebody."""
    problem = extract(network)
    return problem is not None and bool(problem.classes)


def solve(network: Network, clock: Clock) -> Schedule:
    """Best schedule of a pure shuttle within the clock, with componentwise lower bounds.

    Raises `ValueError` if the plan is not a pure shuttle (`applies` tells).
    """
    problem = extract(network)
    if problem is None:
        raise ValueError("not a pure shuttle")
    first, left, left_bound = least_left_behind(problem, clock)
    found = least_completion_found(problem, first, left, clock)
    tours, mean_h = least_mean_found(problem, found, clock)
    written = write(problem, tours, load(problem, tours))
    bound = Objective(written.objective.left_weighted - left + left_bound, found.bound_h, mean_h)
    return _schedule(problem, clock, written, _raised(network, clock, written.objective, bound))


def _raised(network: Network, clock: Clock, value: Objective, bound: Objective) -> Objective:
    """The bound, or that of the cuts where something is left open: they know what fuel comes when."""
    if clock.remaining_s <= 0 or all(v - b <= 1e-6 * max(1.0, v) for v, b in zip(value, bound, strict=True)):
        return bound
    cuts = exit_times(network, Hours(network), lambda: clock.remaining_s <= 0).bound(value.left_weighted)
    return Objective(*(max(a, min(b, v)) for a, b, v in zip(bound, cuts, value, strict=True)))


def _schedule(problem: ShuttleProblem, clock: Clock, written: Written, bound: Objective) -> Schedule:
    network = problem.network
    return Schedule(
        start=network.start,
        planning_value=network.rule,
        moves=written.moves,
        walks=written.walks,
        processings=(),
        tasks=(),
        deliveries=written.deliveries,
        own_means={k: d.own_means for k, d in network.demands.items() if d.own_means},
        left=written.left,
        objective=written.objective,
        bound=bound,
        formulation="shuttle trip counts",
        step_h=0.0,
        seconds=clock.elapsed_s,
        interrupted=clock.interrupted,
    )

"""Pure shuttles: exact schedules where nothing depends on the clock but when vehicles become available.

Trip counts per vehicle instead of a time grid (compare the isolated community evacuation problem, Krutein & Goodchild
2022, and the bus evacuation problem, Bish 2011): times stay continuous and exact.
"""

from __future__ import annotations

from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle_bounds import earliest_last_exit
from leeway.movement.optimise.shuttle_greedy import earliest_finish
from leeway.movement.optimise.shuttle_mean import mean_by_counts, mean_by_slots
from leeway.movement.optimise.shuttle_moves import Written, write
from leeway.movement.optimise.shuttle_patterns import least_completion
from leeway.movement.optimise.shuttle_problem import ShuttleProblem, extract
from leeway.movement.optimise.shuttle_search import improve
from leeway.movement.optimise.shuttle_tours import Tours, completion_hours, load, without_empty_trips
from leeway.movement.records import Objective, Schedule

PROPOSALS = 1_000_000


def applies(network: Network) -> bool:
    """Whether the plan is a pure shuttle."""
    return extract(network) is not None


def solve(network: Network, clock: Clock) -> Schedule:
    """Best schedule of a pure shuttle within the clock, with componentwise lower bounds.

    Raises `ValueError` if the plan is not a pure shuttle (`applies` tells).
    """
    problem = extract(network)
    if problem is None:
        raise ValueError("not a pure shuttle")
    tours, bound_h = _completion(problem, clock)
    tours = without_empty_trips(problem, tours)
    limit_h = completion_hours(problem, tours)
    tours, mean_h = mean_by_counts(problem, tours, limit_h, clock)
    mean_h = max(mean_h, mean_by_slots(problem, limit_h))
    written = write(problem, tours, load(problem, tours))
    return _schedule(problem, clock, written, Objective(0.0, bound_h, mean_h))


def _completion(problem: ShuttleProblem, clock: Clock) -> tuple[Tours, float]:
    """Tours with the least completion found, and its proven lower bound."""
    tours = earliest_finish(problem)
    bound_h = earliest_last_exit(problem)
    counted = least_completion(problem, clock, completion_hours(problem, tours))
    if counted is not None:
        bound_h = max(bound_h, counted.bound_h)
        if counted.tours is not None and not problem.has_side_limits:
            return counted.tours, bound_h
    return improve(problem, tours, clock, bound_h, PROPOSALS, seed=1), bound_h


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

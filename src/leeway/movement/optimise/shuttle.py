"""Pure shuttles: exact schedules where nothing depends on the clock but when vehicles become available.

Trip counts per vehicle instead of a time grid (compare the isolated community evacuation problem, Krutein & Goodchild
2022, and the bus evacuation problem, Bish 2011): times stay continuous and exact.
"""

from __future__ import annotations

import math

from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle_greedy import earliest_finish
from leeway.movement.optimise.shuttle_moves import Written, write
from leeway.movement.optimise.shuttle_patterns import least_completion
from leeway.movement.optimise.shuttle_problem import ShuttleProblem, extract
from leeway.movement.optimise.shuttle_tours import Tours, completion_hours, load, without_empty_trips
from leeway.movement.records import Objective, Schedule


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
    tours = earliest_finish(problem)
    counted = least_completion(problem, clock, completion_hours(problem, tours))
    bound_h = 0.0
    if counted is not None:
        bound_h = counted.bound_h
        if counted.tours is not None:
            tours = counted.tours
    tours = without_empty_trips(problem, tours)
    written = write(problem, tours, load(problem, tours))
    return _schedule(problem, clock, written, Objective(0.0, bound_h, 0.0))


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

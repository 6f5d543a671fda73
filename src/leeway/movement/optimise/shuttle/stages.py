"""The three goals of a shuttle, one after another: weight left behind, completion, mean exit."""

from __future__ import annotations

from dataclasses import dataclass

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle.bounds import earliest_last_exit, least_left_by_room
from leeway.movement.optimise.shuttle.columns import Columns
from leeway.movement.optimise.shuttle.counts import least_completion, least_left
from leeway.movement.optimise.shuttle.every import best_of_every_tour
from leeway.movement.optimise.shuttle.greedy import earliest_finish
from leeway.movement.optimise.shuttle.ladder import climbed
from leeway.movement.optimise.shuttle.legs import bound_by_legs
from leeway.movement.optimise.shuttle.mean import mean_by_counts, mean_by_slots
from leeway.movement.optimise.shuttle.problem import ShuttleProblem
from leeway.movement.optimise.shuttle.search import can_search, earlier, shorter
from leeway.movement.optimise.shuttle.tours import (
    Tours,
    all_fuel,
    completion_hours,
    exit_sum,
    left_weight,
    load,
    within_stocks,
    without_empty_trips,
)
from leeway.movement.optimise.shuttle.whole import completed

PROPOSALS_PER_TRIP = 10_000
ROUNDS = 60
"""Of pricing, for the bound by columns."""
WHOLE_TRIALS, WHOLE_NODES = 6, 2_000
"""Completions tried with whole tours, and nodes of the integer programme for each."""


def _left(problem: ShuttleProblem, tours: Tours) -> float:
    return left_weight(problem, load(problem, tours))


def least_left_behind(problem: ShuttleProblem, clock: Clock) -> tuple[Tours, float, float]:
    """Tours that leave least weight behind, that weight, and its proven lower bound."""
    stocks = all_fuel(problem)
    candidates = [earliest_finish(problem, stocks)]
    left, bound = _left(problem, candidates[0]), least_left_by_room(problem)
    if left <= bound + 1e-6:
        return candidates[0], left, bound
    candidates.append(earliest_finish(problem, stocks, by_weight=True))
    counted = least_left(problem, clock, problem.limit_h)
    if counted is not None:
        bound = max(bound, counted.bound)
        if counted.tours is not None and within_stocks(problem, counted.tours):
            candidates.append(counted.tours)
    tours = min(candidates, key=lambda t: _left(problem, t))
    left = _left(problem, tours)
    return tours, left, min(bound, left)


@dataclass(frozen=True, slots=True)
class Found:
    """Tours, the proven lower bound of completion, and whether the search fleet by fleet led to them: it looks for an
    early mean exit too, and a search for more of that with the whole fleet alone might do better with fewer."""

    tours: Tours
    bound_h: float
    by_fleets: bool = False


def least_completion_found(problem: ShuttleProblem, tours: Tours, left: float, clock: Clock) -> Found:
    """Tours that leave no more than `left` and complete earliest, with the proven lower bound of completion."""
    limit_h = completion_hours(problem, tours)
    everybody = left <= 1e-6
    bound_h = earliest_last_exit(problem) if everybody else 0.0
    counted, found = least_completion(problem, clock, limit_h, allowed_left=left), None
    if counted is not None:
        if not problem.needs_relaxing:
            bound_h = max(bound_h, min(counted.bound, limit_h))
        found = counted.tours
    bound_h = _relaxed(problem, clock, bound_h, left, limit_h)
    if found is not None and within_stocks(problem, found) and _left(problem, found) <= left + 1e-6:
        return Found(without_empty_trips(problem, found), bound_h)
    if everybody:
        tours, bound_h = _by_every_tour(problem, tours, bound_h, clock)
        limit_h = completion_hours(problem, tours)
    climb: Tours | None = None
    if everybody and limit_h > bound_h * (1 + 1e-6) and can_search(problem, tours):
        climb = climbed(problem, clock)
        tours = min((t for t in (climb, tours) if t), key=lambda t: completion_hours(problem, t))
        limit_h = completion_hours(problem, tours)
    if limit_h > bound_h * (1 + 1e-6):
        bound_h = bound_by_legs(problem, clock, bound_h, limit_h, left)
    if everybody and limit_h > bound_h * (1 + 1e-6):
        if climb is not None:
            bound_h = Columns(problem, limit_h).bound(clock, bound_h, limit_h, ROUNDS)
        else:
            tours, bound_h = _by_columns(problem, tours, bound_h, clock)
        tours, bound_h = _by_every_tour(problem, tours, bound_h, clock)  # between narrower limits there are fewer
    return Found(without_empty_trips(problem, tours), bound_h, climb is not None)


def _by_every_tour(problem: ShuttleProblem, tours: Tours, bound_h: float, clock: Clock) -> tuple[Tours, float]:
    """The best of all tours and a better bound, where all those that end in time can be listed."""
    reached_h = completion_hours(problem, tours)
    every = best_of_every_tour(problem, clock, bound_h, reached_h) if reached_h > bound_h * (1 + 1e-6) else None
    if every is None:
        return tours, bound_h
    chosen = every.tours
    if chosen is not None and within_stocks(problem, chosen) and _left(problem, chosen) <= 1e-6:
        tours = min((tours, chosen), key=lambda t: completion_hours(problem, t))
    return tours, max(bound_h, min(every.bound_h, reached_h))


def _by_columns(problem: ShuttleProblem, tours: Tours, bound_h: float, clock: Clock) -> tuple[Tours, float]:
    """A better bound by columns, and better tours by choosing whole ones among them and going on from there."""
    reached_h = completion_hours(problem, tours)
    columns = Columns(problem, reached_h)
    bound_h = columns.bound(clock, bound_h, reached_h, ROUNDS)
    low_h = bound_h
    for trial in range(WHOLE_TRIALS):
        if not columns.usable or reached_h <= low_h * (1 + 1e-3) or clock.remaining_s <= 0:
            break
        trial_h = (low_h + reached_h) / 2
        found = columns.whole(tours, trial_h, clock, ROUNDS // WHOLE_TRIALS, WHOLE_NODES)
        if found is not None and _left(problem, found) > 1e-6:
            found = completed(problem, found)
            found = shorter(problem, found, clock, bound_h, _proposals(found), seed=3 + trial)
        if found is None or not within_stocks(problem, found) or _left(problem, found) > 1e-6:
            low_h = trial_h
            continue
        low_h = trial_h if completion_hours(problem, found) > trial_h else low_h
        if completion_hours(problem, found) < reached_h:
            tours, reached_h = found, completion_hours(problem, found)
    return tours, bound_h


def _relaxed(problem: ShuttleProblem, clock: Clock, bound_h: float, left: float, limit_h: float) -> float:
    """The bound where loading takes time per person or routes close."""
    if not problem.needs_relaxing:
        return bound_h
    counted = least_completion(problem, clock, limit_h, allowed_left=left, relaxed=True)
    return bound_h if counted is None else max(bound_h, min(counted.bound, limit_h))


def least_mean_found(problem: ShuttleProblem, found: Found, clock: Clock) -> tuple[Tours, float]:
    """Tours with the same completion and the least mean exit found, and the proven lower bound of the mean."""
    tours = found.tours
    limit_h = completion_hours(problem, tours)
    if _left(problem, tours) > 1e-6:
        return tours, 0.0
    total = sum(problem.demand)
    mean_h = mean_by_slots(problem, limit_h, clock)
    for search in (False, True, False):  # trip counts prove most plans by themselves; better tours sharpen their bound
        reached = exit_sum(problem, tours)
        if reached <= mean_h * total * (1 + 1e-6):
            break
        if search:
            if not found.by_fleets:
                tours = earlier(problem, tours, limit_h, clock, _proposals(tours) // 5, seed=1)
            if exit_sum(problem, tours) >= reached:
                break
        elif not problem.needs_relaxing:
            tours, by_counts_h = mean_by_counts(problem, tours, limit_h, clock)
            mean_h = max(mean_h, by_counts_h)
    return without_empty_trips(problem, tours), mean_h


def _proposals(tours: Tours) -> int:
    trips = len(tours.trips())
    return PROPOSALS_PER_TRIP * min(trips, 100) if trips > 3 else 200 * trips

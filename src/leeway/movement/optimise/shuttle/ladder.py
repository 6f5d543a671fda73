"""A search that never does worse with more vehicles: fleet by fleet up to the full one, each from the plan of the last.

Generation j of a fleet has the first j vehicles of every class. A plan of one generation is a plan of the next, whose
further vehicles may stay at home; the steps of the search in a generation depend on its number alone and not on those
to come. So whoever adds vehicles to the largest class, or one to each, repeats the whole search without them and goes
on from its end: the completion, and at the same completion the mean exit, cannot get worse.
"""

from __future__ import annotations

from dataclasses import replace

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle.bounds import earliest_last_exit
from leeway.movement.optimise.shuttle.greedy import earliest_finish
from leeway.movement.optimise.shuttle.problem import ShuttleProblem
from leeway.movement.optimise.shuttle.search import earlier, shorter
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

PROPOSALS, MEAN_PROPOSALS = 1_600, 400
"""For each trip, of a generation's search for an earlier completion and for an earlier mean."""

MOST_TRIPS = 100
EVERY, PER_OCTAVE, HARD_PER_OCTAVE = 16, 8, 4
"""Generations up to `EVERY` are all climbed, later ones so many for each doubling of the fleet, half of them hard."""


def generation(problem: ShuttleProblem, number: int) -> ShuttleProblem:
    """The problem with the first `number` vehicles of every class."""
    return replace(problem, classes=tuple(replace(v, vehicles=v.vehicles[:number]) for v in problem.classes))


def widened(problem: ShuttleProblem, tours: Tours) -> Tours:
    """Tours of a part of the fleet as tours of the whole one."""
    return Tours(
        tuple(
            several + ((),) * (len(v.vehicles) - len(several))
            for v, several in zip(problem.classes, tours.of, strict=True)
        )
    )


def climbed(problem: ShuttleProblem, clock: Clock) -> Tours | None:
    """Tours of the whole fleet that carry everybody, early at the last and then on average; None if none are found."""
    tours: Tours | None = None
    for number in _climb(max(len(v.vehicles) for v in problem.classes)):
        part = generation(problem, number)
        start = _start(part, tours)
        if start is None:
            continue
        bound_h, effort = earliest_last_exit(part), _effort(number)
        found = shorter(part, start, clock, bound_h, _proposals(start, effort * PROPOSALS), seed=number)
        found = without_empty_trips(part, found)
        limit_h = completion_hours(part, found)
        tours = earlier(part, found, limit_h, clock, _proposals(found, effort * MEAN_PROPOSALS), seed=number)
        clock.tell("fleet by fleet", completion_hours(part, tours), bound_h)
    return tours


def _climb(last: int) -> list[int]:
    """Numbers of the generations on the way to the last one: the same for every longer way, but for the last itself."""
    return [n for n in range(1, last + 1) if n <= EVERY or n % _stride(n, PER_OCTAVE) == 0 or n == last]


def _stride(number: int, per_octave: int) -> int:
    octave: int = 1 << (number.bit_length() - 1)
    return max(1, octave // per_octave)


def _effort(number: int) -> float:
    """Share of the full number of proposals: all in the first sixteen, then ever less, so that the sum has a limit."""
    hard = number % _stride(number, HARD_PER_OCTAVE) == 0
    return min(1.0, 16 / number) * (1.0 if hard else 0.1)


def _proposals(tours: Tours, each: float) -> int:
    return round(each * min(len(tours.trips()), MOST_TRIPS))


def _start(part: ShuttleProblem, below: Tours | None) -> Tours | None:
    """The better of what the generation below does and of a plan made from nothing; None if both leave somebody."""
    fresh = earliest_finish(part, all_fuel(part))
    starts = [widened(part, below)] if below is not None else []
    if left_weight(part, load(part, fresh)) <= 1e-6 and within_stocks(part, fresh):
        starts.append(without_empty_trips(part, fresh))
    return min(starts, key=lambda tours: (completion_hours(part, tours), exit_sum(part, tours)), default=None)

"""A search that never does worse with more vehicles: fleet by fleet up to the full one, each from the plan of the last.

Generation j of a fleet has the first j vehicles of every class. A plan of one generation is a plan of the next, whose
further vehicles may stay at home; the steps of the search in a generation depend on its number alone and not on those
to come. So whoever adds vehicles to the largest class, or one to each, repeats the whole search without them and goes
on from its end: the completion, and at the same completion the mean exit, cannot get worse.

Who adds a vehicle to another class, or a seat, changes the generations themselves. So the climb is also made with every
smaller fleet that is no generation of a larger one, and with every lesser number of seats, where these are few.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

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
MOST_CLIMBS, MOST_SEATS = 10, 4
"""Smaller fleets and lesser seats are climbed as well if there are at most so many of both, and units to a vehicle."""
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
    best: Tours | None = None
    for poorer in lesser(problem):
        if best is not None and clock.remaining_s <= 0:
            break
        tours = _climbed(poorer, clock)
        if tours is not None:
            tours = without_empty_trips(problem, widened(problem, tours))
            if best is None or _worth(problem, tours) < _worth(problem, best):
                best = tours
    return best


def lesser(problem: ShuttleProblem) -> Iterator[ShuttleProblem]:
    """The problem, then with fewer vehicles or seats: whatever is not a generation of another one of them."""
    yield problem
    counts = [len(v.vehicles) for v in problem.classes]
    seats = [v.seats for v in problem.classes]
    fewer = [c for c in product(*(range(1, n + 1) for n in counts)) if _is_whole(c, counts)] if _few(counts) else []
    less = list(product(*(range(1, n + 1) for n in seats))) if _few(seats) and max(seats) <= MOST_SEATS else []
    if any(v.per_unit_h for v in problem.classes):
        less = []
    both = [(c, s) for c in fewer or [tuple(counts)] for s in less or [tuple(seats)]]
    if len(both) > MOST_CLIMBS + 1:
        return
    for some, room in both:
        if some != tuple(counts) or room != tuple(seats):
            cut = zip(problem.classes, some, room, strict=True)
            yield replace(problem, classes=tuple(replace(v, vehicles=v.vehicles[:n], seats=s) for v, n, s in cut))


def _few(numbers: list[int]) -> bool:
    product_of_all = 1
    for number in numbers:
        product_of_all *= number
    return product_of_all <= 100


def _is_whole(some: tuple[int, ...], counts: list[int]) -> bool:
    """Whether a fleet is no generation of a larger one: its largest classes have all their vehicles."""
    return all(n == whole for n, whole in zip(some, counts, strict=True) if n == max(some))


def _worth(problem: ShuttleProblem, tours: Tours) -> tuple[float, float]:
    return round(completion_hours(problem, tours), 9), round(exit_sum(problem, tours), 9)


def _climbed(problem: ShuttleProblem, clock: Clock) -> Tours | None:
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

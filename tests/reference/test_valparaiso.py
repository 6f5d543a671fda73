"""Bus evacuation, fire of Valparaiso 2014: many loads, many buses, shelters that are exactly large enough.

Source: repository jjloyola/bep-grasp, commit d8081f7, instances/real/; GRASP with 180 s and four seeds, IEEE CEC 2017
(IEEE document 7969589). The published distances are not shortest ways: to the remotest point a bus comes sooner with a
load for a shelter on the way than over its direct leg. So 10,122 m, the remotest point's nearest yard plus nearest
shelter, is the least for buses with one load each, and 9,899 m the least for any tours.
"""

from __future__ import annotations

import csv
from itertools import pairwise

import pytest
from published import CASES, published_case, with_buses

from leeway.movement.records import Schedule
from leeway.movement.schedule import schedule

BEST_METRES = {10: 35554, 20: 19171, 30: 14977, 40: 12814, 50: 11873, 60: 11731, 70: 13463, 75: 18534}
ONE_LOAD_METRES = 10122
BOUND_METRES = 9899
METRES_PER_HOUR = 40_000
SECONDS = 900
"""Never reached: the search ends after a fixed number of steps, whatever else the machine has to do."""

Legs = dict[tuple[str, str], int]


def legs(name: str) -> Legs:
    """Metres by (row, column) of a published table."""
    with (CASES / "valparaiso-50" / name).open(encoding="utf-8", newline="") as lines:
        first, *rows = csv.reader(lines)
    return {(row[0], column): int(cell) for row in rows for column, cell in zip(first[1:], row[1:], strict=True)}


def last_arrival(plan: Schedule) -> int:
    """The longest tour in metres, told from the published tables and the points and shelters of each bus alone."""
    yard, shelter = legs("yard_legs.csv"), legs("distances.csv")
    longest = 0
    for bus in {move.vehicle for move in plan.moves}:
        moves = [move for move in plan.moves if move.vehicle == bus]
        metres, at = 0, moves[0].origin
        for trip in (move for move in moves if move.people):
            metres += yard[at, trip.origin] if at.startswith("yard") else shelter[trip.origin, at]
            metres += shelter[trip.origin, trip.destination]
            assert sum(people for _, people in trip.people) <= 30
            at = trip.destination
        longest = max(longest, metres)
    return longest


@pytest.fixture(scope="module")
def metres() -> dict[int, tuple[float, float]]:
    """(Last arrival, its lower bound) in metres, by number of buses."""
    case = published_case("valparaiso-50")
    found = {}
    for buses in BEST_METRES:
        plan = schedule(with_buses(case, buses), time_limit_s=SECONDS)
        assert plan.objective.left_weighted == 0
        assert plan.objective.completion_h * METRES_PER_HOUR == pytest.approx(last_arrival(plan), abs=0.5)
        found[buses] = plan.objective.completion_h * METRES_PER_HOUR, plan.bound.completion_h * METRES_PER_HOUR
    return found


@pytest.mark.parametrize(("buses", "best"), BEST_METRES.items())
def test_no_worse_than_the_best_published(buses: int, best: int, metres: dict[int, tuple[float, float]]) -> None:
    """At most the best published metres, at least what any plan needs, and the bound is a bound."""
    last, bound = metres[buses]
    assert BOUND_METRES - 0.5 <= last <= best + 0.5
    assert bound <= last + 0.5


def test_more_buses_are_never_later(metres: dict[int, tuple[float, float]]) -> None:
    """A bus more can stay at home: neither the plan found nor the bound ever passes what fewer buses do. The published
    heuristic rises at 70 and 75."""
    for (earlier, _), (later, bound) in pairwise(metres.values()):
        assert later <= earlier + 1e-6
        assert bound <= earlier + 1e-6


def test_a_bus_for_every_load_is_as_good_as_one_load_each(metres: dict[int, tuple[float, float]]) -> None:
    """With 75 buses at most the optimum of one load a bus, and the bound is that of any tours."""
    last, bound = metres[75]
    assert last <= ONE_LOAD_METRES + 0.5
    assert bound == pytest.approx(BOUND_METRES, abs=0.5)

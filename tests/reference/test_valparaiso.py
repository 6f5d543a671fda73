"""Bus evacuation, fire of Valparaiso 2014: many loads, many buses, shelters that are exactly large enough.

Source: repository jjloyola/bep-grasp, commit d8081f7, instances/real/; GRASP with 180 s and four seeds, IEEE CEC 2017
(IEEE document 7969589). 10,122 m is the bound for any number of buses, and the optimum with 75.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from published import published_case, with_buses

from leeway.movement.schedule import schedule

BEST_METRES = {10: 35554, 20: 19171, 30: 14977, 40: 12814, 50: 11873, 60: 11731, 70: 13463, 75: 18534}
BOUND_METRES = 10122
METRES_PER_HOUR = 40_000
SECONDS = 10


@pytest.fixture(scope="module")
def metres() -> dict[int, tuple[float, float]]:
    """(Last arrival, its lower bound) in metres, by number of buses."""
    case = published_case("valparaiso-50")
    found = {}
    for buses in BEST_METRES:
        plan = schedule(with_buses(case, buses), time_limit_s=SECONDS)
        assert plan.objective.left_weighted == 0
        found[buses] = plan.objective.completion_h * METRES_PER_HOUR, plan.bound.completion_h * METRES_PER_HOUR
    return found


@pytest.mark.parametrize(("buses", "best"), BEST_METRES.items())
def test_no_worse_than_the_best_published(buses: int, best: int, metres: dict[int, tuple[float, float]]) -> None:
    """Within seconds: at most the best published metres, at least what any plan needs, and the bound is a bound."""
    last, bound = metres[buses]
    assert BOUND_METRES - 0.5 <= last <= best + 0.5
    assert bound <= last + 0.5


def test_more_buses_are_never_later(metres: dict[int, tuple[float, float]]) -> None:
    """A bus more can stay at home. The published heuristic rises again at 70 and 75 buses."""
    lasts = [last for last, _ in metres.values()]
    assert all(later <= earlier + 0.5 for earlier, later in pairwise(lasts))


def test_one_load_a_bus_is_optimal(metres: dict[int, tuple[float, float]]) -> None:
    """With a bus for every load the bound is reached and proved."""
    last, bound = metres[75]
    assert last == pytest.approx(BOUND_METRES, abs=0.5)
    assert bound == pytest.approx(BOUND_METRES, abs=0.5)

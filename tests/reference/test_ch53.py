"""CH-53 arithmetic, Lebanon 2006: 3 aircraft x 36 seats x 10 rounds a day.

Source of the plan figure ("over 1,000 a day"): UPI, 17 July 2006.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from published import published_case

from leeway.case.understanding import understand
from leeway.movement.schedule import schedule
from leeway.movement.simulate import simulate


def test_1080_people_on_the_first_day() -> None:
    """With more people waiting than seats, one day takes exactly 1,080 out, and no plan could take more."""
    plan = schedule(published_case("ch53"), time_limit_s=10)
    assert sum(number for move in plan.moves for _, number in move.people) == 1080
    assert sum(left.people for left in plan.left) == 5000 - 1080
    assert plan.bound.left_weighted == plan.objective.left_weighted == 5000 - 1080


def test_1080_people_in_every_imagined_day() -> None:
    """The simulation agrees: without chance every replication is the arithmetic."""
    case = published_case("ch53")
    clearance = simulate(replace(case, settings=replace(case.settings, replications=20)))
    assert clearance.out.sum(axis=1).tolist() == [1080] * 20
    assert clearance.left.sum(axis=1).tolist() == [5000 - 1080] * 20


def test_seats_a_day_as_leeway_check_prints_them() -> None:
    """`leeway check` says the same from seats and rounds alone."""
    (leg,) = understand(published_case("ch53")).legs
    assert leg.seats_a_day == pytest.approx(1080)

"""CH-53 arithmetic, Lebanon 2006: 3 aircraft x 36 seats x 10 rounds a day.

Source of the plan figure ("over 1,000 a day"): UPI, 17 July 2006.
"""

from __future__ import annotations

from published import published_case

from leeway.movement.schedule import schedule


def test_1080_people_on_the_first_day() -> None:
    """With more people waiting than seats, one day takes exactly 1,080 out, and no plan could take more."""
    plan = schedule(published_case("ch53"), time_limit_s=10)
    assert sum(number for move in plan.moves for _, number in move.people) == 1080
    assert sum(left.people for left in plan.left) == 5000 - 1080
    assert plan.bound.left_weighted == plan.objective.left_weighted == 5000 - 1080

"""The checker's own count of people left when exits close at uncertain times."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from check_case import rich_case, rich_schedule

from leeway.movement.check import check
from leeway.movement.check.closings import expected_left
from leeway.movement.check.facts import Facts


def left(**closings: list[float]) -> float:
    """Mean weighted people left of the hand-written schedule."""
    return expected_left(Facts(rich_case(), rich_schedule()), closings)


def test_nothing_closes() -> None:
    """Without a closing in time only those the schedule leaves are left: 5 of group c."""
    assert left(sea=[inf, 100.0]) == 5.0


def test_route_closes_in_some_draws() -> None:
    """The boat's 12 people are lost in the draws in which the sea closes before 3.8 h: here in one of four."""
    assert left(sea=[2.0, 3.8, 5.0, inf]) == 5.0 + 12 / 4


def test_vehicle_that_could_not_go_out_misses_its_pick_up() -> None:
    """With the route closed for the empty half only the loaded half is lost too: the boat never came."""
    assert left(sea=[2.5]) == 17.0


def test_later_legs_carry_only_those_who_came() -> None:
    """Closing the road after the first buses keeps group b (3 people) at the village, and the charter flies empty."""
    assert left(road=[2.0]) == 5.0 + 3


def test_place_closes() -> None:
    """Closing the port at 5.7 h stops the charter and the last of group b on the path; the boat has gone."""
    assert left(port=[5.7]) == 5.0 + 3


def test_objective_is_compared_with_the_mean_over_draws() -> None:
    """With closings the first goal is the mean; a schedule that states another number is named."""
    schedule = rich_schedule()
    closings = {"sea": [2.0, inf]}
    stated = replace(schedule, objective=schedule.objective._replace(left_weighted=11.0))
    assert check(rich_case(), stated, closings) == ()
    (sentence,) = check(rich_case(), schedule, closings)
    assert "says 5" in sentence
    assert "make 11" in sentence


def test_unequal_numbers_of_draws_are_refused() -> None:
    """Draw k of every closing is one future: arrays of different length cannot be compared."""
    with pytest.raises(ValueError, match="draws"):
        left(sea=[1.0, 2.0], road=[1.0, 2.0, 3.0])

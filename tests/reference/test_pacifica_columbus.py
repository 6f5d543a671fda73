"""Pacifica B, "Operation Columbus": mixed fleet and fuel.

Source: O-Plan 3.3, AIAI, University of Edinburgh, 1992-97, pacifica-3.tf and the recorded plans in source/test-results
(repository pozorvlak/o-plan, commit e86bd83). The optima of the trips are recomputed: the published planner found a
plan, not the best one.
"""

from __future__ import annotations

import math

import pytest
from published import published_case

from leeway.movement.schedule import schedule


@pytest.mark.parametrize(
    ("name", "published_h", "optimum_h", "trips"),
    [("columbus-ground", 15.0, 12.0, 7), ("columbus-helicopter", 18.0, 18.0, 6), ("columbus-mixed", 15.0, 9.0, None)],
)
def test_optimum_is_reached_and_proved(name: str, published_h: float, optimum_h: float, trips: int | None) -> None:
    """The optimum of each variant is found, proved, and no later than the published plan."""
    plan = schedule(published_case(name), time_limit_s=10)
    assert plan.objective.left_weighted == 0
    assert plan.objective.completion_h == pytest.approx(optimum_h, abs=1e-6)
    assert plan.objective.completion_h <= published_h
    assert plan.bound.completion_h == pytest.approx(optimum_h, abs=1e-6)
    if trips is not None:
        assert sum(1 for move in plan.moves if move.people) == trips


def test_whole_task_asks_for_the_tanker() -> None:
    """On 15,000 gal the airliner (20,000) cannot leave: the plan calls the tanker, and is out at the
    trips' optimum, which bounds the whole chain."""
    plan = schedule(published_case("columbus-base"), time_limit_s=20)
    assert plan.objective.left_weighted == 0
    assert plan.objective.completion_h == pytest.approx(9.0, abs=1e-6)
    assert plan.bound.completion_h == pytest.approx(9.0, abs=1e-6)
    assert [(d.stock, d.delivery, d.amount, d.on_call) for d in plan.deliveries] == [
        ("aviation fuel", "KC-10", 30000, True)
    ]
    out = sum(number for move in plan.moves if move.fleet == "B707" for _, number in move.people)
    assert out == 170


def test_whole_task_without_the_tanker_leaves_everybody_at_delta() -> None:
    """Take the tanker away and nobody is out: the refuel in the plan is needed, not decoration."""
    from dataclasses import replace

    case = published_case("columbus-base")
    stock = replace(case.plan.fuel_stocks["aviation fuel"], deliveries=())
    dry = replace(case, plan=replace(case.plan, fuel_stocks={**case.plan.fuel_stocks, "aviation fuel": stock}))
    plan = schedule(dry, time_limit_s=20)
    assert sum(left.people for left in plan.left) == 170
    assert math.isclose(plan.objective.left_weighted, 170.0)
    assert not any(move.people for move in plan.moves if move.fleet == "B707")

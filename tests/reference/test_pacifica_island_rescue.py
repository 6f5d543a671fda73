"""Pacifica A, "island rescue": shuttle trips, the published latest start, and what random trips make of it.

Source: O-Plan 3.3, AIAI, University of Edinburgh, 1992-97, island-rescue-web-demo.tf and island-use-example.tf
(repository pozorvlak/o-plan, commit e86bd83). With random trips there is no published figure: the values are means of
200,000 runs made twice with independent seeds (trip uniform between 3 and 4 h, the next free vehicle takes the next).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from published import EXAMPLES, published_case, with_deadline

from leeway.case.load import load_case
from leeway.case.model import Case
from leeway.errors import InfeasiblePlan
from leeway.movement.latest_start.on_paper import latest_start
from leeway.movement.latest_start.safe import safe_starts
from leeway.movement.records import Clearance, Schedule
from leeway.movement.schedule import schedule
from leeway.movement.simulate import simulate

DEADLINE_H = 72.0


def solve(case: Case, start: datetime) -> Schedule:
    """The best schedule from an instant on."""
    return schedule(case, start=start, time_limit_s=10)


def test_published_plan_of_15_hours_is_optimal() -> None:
    """Nine trips, five on one vehicle and four on the other, everybody out at 15 h: found and proved."""
    plan = schedule(published_case("pacifica-a"), time_limit_s=10)
    assert plan.objective.left_weighted == 0
    assert plan.objective.completion_h == pytest.approx(15.0, abs=1e-6)
    assert plan.bound.completion_h == pytest.approx(15.0, abs=1e-6)
    trips = [move.vehicle for move in plan.moves if move.people]
    assert sorted(trips.count(vehicle) for vehicle in set(trips)) == [4, 5]
    assert DEADLINE_H - plan.objective.completion_h == pytest.approx(57.0, abs=1e-6)


def test_example_plans_with_the_shortest_trip() -> None:
    """The example's schedule takes the low end of its trips, and so is the published one."""
    plan = schedule(load_case(EXAMPLES / "pacifica"), time_limit_s=10)
    assert plan.planning_value == "low"
    assert plan.objective.completion_h == pytest.approx(15.0, abs=1e-6)


def test_feasible_at_15_hours_infeasible_at_10() -> None:
    """15 h can just be met; no plan can meet 10 h (nor 8), which is proved and said with what is missing."""
    plan = schedule(published_case("pacifica-a"), time_limit_s=10)
    assert plan.objective.completion_h <= 15.0 + 1e-6
    assert plan.bound.completion_h > 10.0
    for hours in (10, 8):
        with pytest.raises(InfeasiblePlan, match="15"):
            latest_start(with_deadline(published_case("pacifica-a"), hours), solve)


@pytest.fixture(scope="module")
def example() -> Case:
    """The example with more replications than a first look needs."""
    case = load_case(EXAMPLES / "pacifica")
    return replace(case, settings=replace(case.settings, replications=10_000))


@pytest.fixture(scope="module")
def clearance(example: Case) -> Clearance:
    """Its simulated clearance, vehicles taking the next trip as they come free."""
    return simulate(example)


def test_random_trips_take_17_hours(clearance: Clearance) -> None:
    """Mean 17.17 h and 95 % point 18.09 h; the published 15 h are never met, 20 h never passed."""
    t100 = clearance.t100_h[:, -1]
    assert t100.mean() == pytest.approx(17.17, abs=0.05)
    assert np.quantile(t100, 0.95) == pytest.approx(18.09, abs=0.1)
    assert np.quantile(t100, 0.05) == pytest.approx(16.25, abs=0.1)
    assert t100.min() > 15.0
    assert t100.max() <= 20.0


def test_chances_of_being_out_by_the_hour(clearance: Clearance) -> None:
    """P(out by 16, 17, 18, 19 h) as recomputed."""
    t100 = clearance.t100_h[:, -1]
    for hours, share in ((16, 0.016), (17, 0.38), (18, 0.93), (19, 0.9998)):
        assert (t100 <= hours).mean() == pytest.approx(share, abs=0.02)


def test_safe_start_is_three_hours_before_the_published_one(clearance: Clearance) -> None:
    """The start that meets 72 h with 95 % is hour 53.9, not the published 57."""
    safe_start_h = DEADLINE_H - np.quantile(clearance.t100_h[:, -1], 0.95)
    assert safe_start_h == pytest.approx(53.9, abs=0.1)
    assert (clearance.t100_h[:, -1] <= DEADLINE_H - 57.0).mean() == 0.0


def test_latest_start_by_the_schedule_is_the_published_one() -> None:
    """Deadline 72 h, fixed trips: latest start 57:00 h, proved; deadline 15 h: now or never."""
    case = published_case("pacifica-a")
    latest = latest_start(case, solve)
    assert latest.delay_h == pytest.approx(57.0, abs=1e-6)
    assert latest.proved
    assert latest_start(with_deadline(case, 15), solve).delay_h == pytest.approx(0.0, abs=1e-6)


def test_safe_starts_by_the_simulation(example: Case) -> None:
    """Deadline 72 h, random trips: with 95 % chance hour 53.9, with half a chance hour 54.8."""
    found = safe_starts(example, simulate, confidences=(0.5, 0.95))
    (everybody,) = (row for row in found.rows if row.kind == "all")
    half, safe = everybody.delays_h
    assert safe == pytest.approx(53.9, abs=0.1)
    assert half == pytest.approx(DEADLINE_H - 17.17, abs=0.1)

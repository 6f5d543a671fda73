"""Earliest arrival over a road network with capacities: the example of the Capacity Constrained Route Planner.

Source: repository watchdogs132/CCRP, commit 0b7c8f0; method Lu, George and Shekhar 2005. The published plan is optimal
at every instant (time-expanded maximum flow).
"""

from __future__ import annotations

import pytest
from published import published_case

from leeway.movement.schedule import schedule

# people safe by each minute 0 ... 16
CURVE = [0, 0, 0, 0, 6, *[15] * 9, 18, 24, 30]


def test_egress_time_and_the_whole_curve() -> None:
    """Everybody safe at 16, proved, and as many as possible safe at every instant before."""
    plan = schedule(published_case("ccrp"), time_limit_s=10)
    assert plan.objective.left_weighted == 0
    assert plan.objective.completion_h * 60 == pytest.approx(16, abs=1e-6)
    assert plan.bound.completion_h * 60 == pytest.approx(16, abs=1e-6)
    arrivals = [(walk.arrive_h * 60, walk.people) for walk in plan.walks if walk.destination in ("N13", "N14")]
    curve = [sum(people for minute, people in arrivals if minute <= t + 1e-6) for t in range(17)]
    assert curve == CURVE
    assert plan.objective.mean_exit_h * 60 == pytest.approx(sum(30 - safe for safe in CURVE) / 30, abs=1e-6)

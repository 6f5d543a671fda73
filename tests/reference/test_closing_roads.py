"""Non-preemptive evacuation over shared roads, "Exemple du TD": a start and one constant rate for each place.

Source: repository ferryjul/Metaheuristique, commit 57470273 (student report, INSA Toulouse); model Artigues, Hebrard,
Pencole, Schutt and Stuckey, hal-01814063, 2018. Published: lower bound 34, local search 37; the optimum is 36.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from published import published_case

from leeway.movement.latest_start.on_paper import latest_start
from leeway.movement.schedule import schedule

PEOPLE = {"place 1": 48, "place 2": 30, "place 3": 33}
LENGTH = {"place 1": 28, "place 2": 25, "place 3": 18}


def test_optimum_is_36() -> None:
    """36, proved: better than the published 37, above the published bound of 34."""
    plan = schedule(published_case("closing-roads"), time_limit_s=10)
    assert plan.objective.left_weighted == 0
    assert plan.objective.completion_h * 60 == pytest.approx(36, abs=1e-6)
    assert plan.bound.completion_h * 60 == pytest.approx(36, abs=1e-6)


def test_streams_are_unbroken_and_of_one_rate() -> None:
    """Each place leaves in consecutive minutes at one rate (the rest in the last), and finishes as published."""
    plan = schedule(published_case("closing-roads"), time_limit_s=10)
    for place, people in PEOPLE.items():
        first = sorted((w.depart_h * 60, w.people) for w in plan.walks if w.group == place and w.origin in "123")
        minutes = [round(minute) for minute, _ in first]
        rates = [number for _, number in first]
        assert sum(rates) == people
        assert minutes == list(range(minutes[0], minutes[0] + len(minutes)))
        assert len(set(rates[:-1])) <= 1
        assert rates[-1] <= rates[0]
        way = (
            min(w.depart_h for w in plan.walks if w.group == place),
            max(w.arrive_h for w in plan.walks if w.group == place),
        )
        assert (way[1] - way[0]) * 60 == pytest.approx(len(minutes) - 1 + LENGTH[place], abs=1e-6)
        assert way[1] * 60 + 1 <= 36 + 1e-6


def test_last_start_is_set_by_the_roads_not_by_the_makespan() -> None:
    """With due dates everybody still gets out from minute 25, nobody's plan can from minute 26 on: 72 - 36 is wrong."""
    case = published_case("closing-roads-due")
    last = schedule(replace(case, start=case.start + timedelta(minutes=25)), time_limit_s=10)
    assert last.objective.left_weighted == 0
    assert last.objective.completion_h * 60 <= 72 - 25 + 1e-6
    late = schedule(replace(case, start=case.start + timedelta(minutes=26)), time_limit_s=10)
    assert {left.group for left in late.left} == {"place 1"}
    assert late.bound.left_weighted == pytest.approx(late.objective.left_weighted)


def test_latest_start_finds_minute_25() -> None:
    """The search for the last start says so by itself."""
    case = published_case("closing-roads-due")
    latest = latest_start(case, lambda case, start: schedule(case, start=start, time_limit_s=10))
    assert latest.delay_h * 60 == pytest.approx(25, abs=1 + 1e-6)
    assert latest.delay_h * 60 <= 25 + 1e-6

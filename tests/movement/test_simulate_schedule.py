"""Following a schedule: without chance, the simulation repeats it."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from simulation_cases import case, group, pacifica, uniform

from leeway.case import load_case
from leeway.case.model import Case, Fleet, Place, Route
from leeway.movement.records import Schedule
from leeway.movement.schedule import schedule
from leeway.movement.simulate import simulate
from leeway.units import fixed

CASES = Path(__file__).parent.parent / "reference" / "cases"


def exits(plan: Case, found: Schedule) -> dict[str, list[tuple[float, int]]]:
    """(hour, people) of everybody who gets out, by group."""
    out: dict[str, list[tuple[float, int]]] = defaultdict(list)
    places, routes = plan.plan.places, plan.plan.routes
    for move in found.moves:
        for name, people in move.people:
            if places[move.destination].is_haven:
                out[name].append((move.unload_end_h, people))
    for name, people in found.own_means.items():
        out[name].append((plan.groups[name].mobilization_h.low, people))
    for walk in found.walks:
        if places[walk.destination].is_haven:
            step = plan.settings.flow_step_h if routes[walk.route].constant_rate else 0.0
            out[walk.group].append((walk.arrive_h + step, walk.people))
    return out


def hour_of(rows: list[tuple[float, int]], share: float, people: int) -> float:
    """When a share of the people is out."""
    wanted, gone = math.ceil(share * people - 1e-9), 0
    for hour, many in sorted(rows):
        gone += many
        if gone >= wanted:
            return hour
    return math.inf


@pytest.mark.parametrize(
    ("name", "last_h"),
    [("pacifica-a", 15.0), ("columbus-mixed", 9.0), ("bowen-small-default-s3", 67.0 / 60), ("ccrp", 16.0 / 60)],
)
def test_published_cases_are_repeated(name: str, last_h: float) -> None:
    """T50, T90 and T100 of every group and of all, and everybody's exits, are the schedule's own, to the last digit."""
    plan = load_case(CASES / name)
    found = schedule(plan)
    result = simulate(plan, policy=found, replications=2)
    assert result.t100_h[:, -1] == pytest.approx(last_h, abs=1e-6)
    assert not result.left.any()
    out = exits(plan, found)
    rows = [out[g] for g in result.groups] + [[row for listed in out.values() for row in listed]]
    for column, listed in enumerate(rows):
        people = sum(n for _, n in listed)
        for share, hours in ((0.5, result.t50_h), (0.9, result.t90_h), (1.0, result.t100_h)):
            assert hours[:, column] == pytest.approx(hour_of(listed, share, people), abs=1e-6)
        if column < len(result.groups):
            assert result.out_by_exit[:, column].sum(axis=1).tolist() == [people, people]


def test_people_by_exit_are_those_of_the_schedule() -> None:
    """Walkers leave over the exits, and in the numbers, that the schedule says."""
    plan = load_case(CASES / "ccrp")
    found = schedule(plan)
    result = simulate(plan, policy=found, replications=1)
    wanted: dict[tuple[str, str], int] = defaultdict(int)
    for walk in found.walks:
        if plan.plan.places[walk.destination].is_haven:
            wanted[walk.group, walk.origin] += walk.people
    for g, name in enumerate(result.groups):
        for e, exit_name in enumerate(result.exits):
            assert result.out_by_exit[0, g, e] == wanted.get((name, exit_name), 0)


def test_streams_of_the_closing_roads() -> None:
    """The "Exemple du TD" as its optimum of 36 steps has it: start and rate of every place as planned."""
    plan = load_case(CASES / "closing-roads")
    found = schedule(plan, time_limit_s=10.0)
    result = simulate(plan, policy=found, replications=2)
    out = exits(plan, found)
    for g, name in enumerate(result.groups):
        assert result.t100_h[:, g] == pytest.approx(max(hour for hour, _ in out[name]), abs=1e-9)
    assert result.t100_h[:, -1] == pytest.approx(found.objective.completion_h, abs=1e-9)


def held_back() -> Case:
    """60 walkers: a path for 60 an hour, and a longer one without limit."""
    return case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=[
            Route("path", "site", "haven", "foot", time_h=fixed(0.5), self_moving=True, people_per_h=60.0),
            Route("detour", "site", "haven", "foot", time_h=fixed(0.75), self_moving=True),
        ],
        groups=[group("g", "site", 60)],
    )


def test_walkers_keep_to_the_planned_way_and_hour() -> None:
    """Whom the schedule holds back until a later hour, or sends by the longer way, goes then and there."""
    plan = held_back()
    found = schedule(plan)
    late = tuple(w._replace(depart_h=w.depart_h + 2.0, arrive_h=w.arrive_h + 2.0) for w in found.walks)
    moved = Schedule(**{**{f: getattr(found, f) for f in found.__dataclass_fields__}, "walks": late})
    first, second = (simulate(plan, policy=p, replications=1) for p in (found, moved))
    assert second.t50_h[0, 0] == pytest.approx(first.t50_h[0, 0] + 2.0)
    assert second.t100_h[0, 0] == pytest.approx(first.t100_h[0, 0] + 2.0)


def test_more_people_than_planned_get_out_too() -> None:
    """A schedule for 60, but up to 120 come: nobody is left, and nobody waits for ever behind the plan."""
    plan = held_back()
    found = schedule(plan)
    many = case(plan.plan.places.values(), plan.plan.routes.values(), [group("g", "site", 60, low=40, high=120)])
    result = simulate(many, policy=found, replications=20, seed=2)
    assert not result.left.any()
    assert result.people.max() > 80


def test_schedule_with_chance_is_slower_than_planned_on_average() -> None:
    """Following the optimal plan of Pacifica A with trips U(3, 4) instead of 3 h takes five rounds of the slowest."""
    found = schedule(pacifica(fixed(3.0)))
    result = simulate(pacifica(uniform(3, 4)), policy=found, replications=400, seed=5)
    assert not result.left.any()
    assert 16.5 < result.t100_h[:, -1].mean() < 18.5
    assert (result.t100_h[:, -1] >= 15.0).all()


def test_planned_trips_of_a_vehicle_that_does_not_turn_up_are_made_by_others() -> None:
    """Half of the buses turn up at random: the others take all people, later."""
    plan = case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=[Route("road", "site", "haven", "road", time_h=fixed(1.0))],
        groups=[group("g", "site", 40)],
        fleets=[Fleet("bus", "road", 4, 10, starts=(("site", 4),), availability=1.0)],
    )
    found = schedule(plan)
    fewer = case(plan.plan.places.values(), plan.plan.routes.values(), plan.groups.values(),
                 [Fleet("bus", "road", 4, 10, starts=(("site", 4),), availability=0.5)])  # fmt: skip
    result = simulate(fewer, policy=found, replications=200, seed=1)
    turned_up = np.isfinite(result.t100_h[:, -1])
    assert turned_up.mean() == pytest.approx(1 - 0.5**4, abs=0.05)  # all four stay away: everybody is left
    assert set(np.round(result.t100_h[turned_up, -1], 9)) == {1.0, 3.0, 7.0}

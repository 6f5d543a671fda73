"""The search over shuttles fleet by fleet: more vehicles are never worse, and the same steps give the same plan."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from shuttle_cases import case, people

from leeway.case.model import Case, Fleet, Place, Route
from leeway.movement.check import check
from leeway.movement.network import Network
from leeway.movement.optimise import shuttle
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle import ladder
from leeway.movement.optimise.shuttle.extract import extract
from leeway.movement.optimise.shuttle.ladder import climbed, generation, lesser
from leeway.movement.optimise.shuttle.problem import ShuttleProblem
from leeway.movement.optimise.shuttle.tours import completion_hours, exit_sum, left_weight, load
from leeway.movement.records import Schedule
from leeway.units import fixed

PROPOSALS = 60


def crowded(seed: int, vehicles: int) -> Case:
    """Five sites and three havens with hardly more room than people, at random distances; whole bus loads board."""
    rng = np.random.default_rng(seed)
    loads = rng.integers(1, 4, 5)
    sites = [Place(f"p{k}", "site") for k in range(5)]
    room = int(loads.sum()) // 3 + 1
    havens = [Place(f"h{j}", "safe_haven", capacity=10 * room) for j in range(3)]
    roads = [
        Route(f"{p.id}-{h.id}", p.id, h.id, "road", distance_km=float(rng.integers(3, 40)))
        for p in sites
        for h in havens
    ]
    bus = Fleet("bus", "road", vehicles, 10, speed_loaded_kmh=20.0, load_h=fixed(0.1), unload_h=fixed(0.1),
                starts=(("h0", vehicles),), available_h=fixed(0.5))  # fmt: skip
    groups = [people(p.id, 10 * int(n), party_size=10.0) for p, n in zip(sites, loads, strict=True)]
    return case(groups, [*sites, *havens], roads, [bus])


def mixed(seed: int, buses: int, trucks: int, units: int = 2) -> Case:
    """The same with a second class of slower vehicles from another haven, and buses of several party loads."""
    plan = crowded(seed, buses)
    bus = replace(plan.plan.fleets["bus"], seats=10 * units)
    truck = replace(
        plan.plan.fleets["bus"], id="truck", count=trucks, speed_loaded_kmh=13.0, starts=(("h1", trucks),),
        available_h=fixed(0.0),
    )  # fmt: skip
    return replace(plan, plan=replace(plan.plan, fleets={"bus": bus, "truck": truck}))


def worth(plan: Case) -> tuple[float, float]:
    """Completion and sum of exits of what the short search finds."""
    problem = problem_of(plan)
    tours = climbed(problem, Clock(600.0))
    assert tours is not None
    return round(completion_hours(problem, tours), 9), round(exit_sum(problem, tours), 9)


def problem_of(plan: Case) -> ShuttleProblem:
    """Its shuttle problem."""
    problem = extract(Network(plan))
    assert problem is not None
    return problem


def solved(plan: Case) -> Schedule:
    """A checked schedule, with time to spare."""
    found = shuttle.solve(Network(plan), Clock(600.0))
    assert check(plan, found) == ()
    return found


@pytest.fixture(autouse=True)
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few proposals that the search is far from the optimum, where a search by the clock would be erratic."""
    monkeypatch.setattr(ladder, "PROPOSALS", PROPOSALS)
    monkeypatch.setattr(ladder, "MEAN_PROPOSALS", PROPOSALS)


@pytest.mark.parametrize("seed", range(5))
def test_one_vehicle_more_is_never_worse_however_short_the_search(seed: int) -> None:
    """Completion, then the sum of exits, never get worse from two vehicles to nine, one at a time."""
    values = []
    for vehicles in range(2, 10):
        problem = problem_of(crowded(seed, vehicles))
        tours = climbed(problem, Clock(600.0))
        assert tours is not None
        values.append((round(completion_hours(problem, tours), 9), round(exit_sum(problem, tours), 9)))
    for poorer, richer in pairwise(values):
        assert richer <= poorer


def test_whole_schedules_are_never_worse_with_more_vehicles() -> None:
    """The same of checked schedules: people left, then completion."""
    values = [solved(crowded(3, vehicles)).objective for vehicles in (2, 3, 4)]
    for poorer, richer in pairwise(values):
        assert richer.left_weighted <= poorer.left_weighted
        assert richer.completion_h <= poorer.completion_h + 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_the_larger_fleet_takes_every_step_of_the_smaller(seed: int) -> None:
    """What six vehicles end with is what nine had reached at their sixth generation."""
    few, many = problem_of(crowded(seed, 6)), problem_of(crowded(seed, 9))
    assert climbed(few, Clock(600.0)) == climbed(generation(many, 6), Clock(600.0))


def test_the_same_bytes_whatever_the_time_limit() -> None:
    """Two searches with very different time limits, neither reached, end with the same records."""
    plan = crowded(1, 5)
    first, second = solved(plan), shuttle.solve(Network(plan), Clock(60.0))
    assert first == replace(second, seconds=first.seconds)


def test_everybody_is_carried_by_every_fleet() -> None:
    """The tours fill no haven beyond its room and leave nobody."""
    for vehicles in (2, 5, 9):
        problem = problem_of(crowded(2, vehicles))
        tours = climbed(problem, Clock(600.0))
        assert tours is not None
        assert left_weight(problem, load(problem, tours)) == 0


def test_large_fleets_are_climbed_in_steps_that_longer_ways_share() -> None:
    """All generations up to sixteen, then eight for each doubling; the way to 200 begins like that to 100."""
    way = ladder._climb(200)
    assert way[:16] == list(range(1, 17))
    assert len([n for n in way if 64 < n <= 128]) == 8
    assert way[: len(ladder._climb(96))] == ladder._climb(96)


@pytest.mark.parametrize("seed", range(4))
def test_a_vehicle_more_in_any_class_or_a_seat_more_is_never_worse(seed: int) -> None:
    """Two classes of one to three vehicles, buses of one or two loads: no single addition ever makes it worse."""
    values = {
        (buses, trucks, units): worth(mixed(seed, buses, trucks, units))
        for buses in (1, 2, 3)
        for trucks in (1, 2)
        for units in (1, 2)
        if units == 1 or buses < 3
    }
    for few, value in values.items():
        for more in ((few[0] + 1, *few[1:]), (few[0], few[1] + 1, few[2]), (*few[:2], few[2] + 1)):
            assert values.get(more, value) <= value


def test_smaller_fleets_that_no_larger_one_passes_through() -> None:
    """Of two buses and three trucks these are: both trucks fewer and one, and no bus with trucks above its number."""
    problem = problem_of(mixed(0, 2, 3, units=1))
    found = [[len(v.vehicles) for v in poorer.classes] for poorer in lesser(problem)]
    assert found[0] == [2, 3]
    assert sorted(found[1:]) == [[1, 3], [2, 1]]
    assert len(list(lesser(problem_of(crowded(0, 9))))) == 1

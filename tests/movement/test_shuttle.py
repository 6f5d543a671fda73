"""Pure shuttles: optima against exhaustive search and published plans, bounds, side limits, people left behind."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shuttle_cases import by_enumeration, case, columbus, people, solved

from leeway.case.model import Case, Delivery, Fleet, FuelStock, Moment, Place, Route
from leeway.movement.network import Network
from leeway.movement.optimise import shuttle
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle.bounds import earliest_last_exit
from leeway.movement.optimise.shuttle.columns import bound_by_columns
from leeway.movement.optimise.shuttle.extract import extract
from leeway.movement.optimise.shuttle.greedy import earliest_finish
from leeway.movement.optimise.shuttle.legs import bound_by_legs, least_left_by_legs
from leeway.movement.optimise.shuttle.search import shorter
from leeway.movement.optimise.shuttle.tours import completion_hours, load
from leeway.units import fixed

METRES = st.integers(1, 40)


@st.composite
def small_shuttles(draw: st.DrawFn) -> Case:
    """Two sites, two havens, a depot and two vehicles of different seats, speeds and lead times."""
    places = [Place("a", "site"), Place("b", "site"), Place("x", "safe_haven"), Place("y", "safe_haven")]
    places.append(Place("depot", "staging_base"))
    routes = [Route(f"{o}-{d}", o, d, "road", distance_km=float(draw(METRES))) for o in ("a", "b") for d in ("x", "y")]
    routes += [
        Route(f"depot-{d}", "depot", d, "road", distance_km=float(draw(METRES)), empty_only=True, one_way=True)
        for d in ("a", "b")
    ]
    fleets = [
        Fleet(
            name, "road", 1, draw(st.integers(2, 4)), speed_loaded_kmh=draw(st.sampled_from([10.0, 16.0])),
            speed_empty_kmh=20.0, load_h=fixed(draw(st.sampled_from([0.0, 0.25]))), unload_h=fixed(0.1),
            starts=((start, 1),), available_h=fixed(draw(st.sampled_from([0.0, 1.0]))),
        )
        for name, start in (("bus", "depot"), ("van", "x"))
    ]  # fmt: skip
    # at most four loads in all: as many trips as the enumeration gives one vehicle
    groups = [people("a", draw(st.integers(1, 4))), people("b", draw(st.integers(1, 4)))]
    return case(groups, places, routes, fleets)


@settings(max_examples=12, deadline=None)
@given(small_shuttles())
def test_optimum_equals_exhaustive_search(plan: Case) -> None:
    """Completion is the true optimum and proved; the mean bound lies below the true best mean, the mean above it."""
    schedule = solved(plan)
    completion_h, mean_h = by_enumeration(plan, most_trips=4)
    assert schedule.objective.left_weighted == 0
    assert schedule.objective.completion_h == pytest.approx(completion_h, abs=1e-9)
    assert schedule.bound.completion_h == pytest.approx(completion_h, abs=1e-9)
    assert schedule.bound.mean_exit_h <= mean_h + 1e-9
    assert schedule.objective.mean_exit_h >= mean_h - 1e-9


@settings(max_examples=8, deadline=None)
@given(small_shuttles(), st.sampled_from(["vehicle", "seat", "earlier"]))
def test_more_means_never_take_longer(plan: Case, kind: str) -> None:
    """One more vehicle, one more seat or an earlier vehicle never lengthens the optimum."""
    bus = plan.plan.fleets["bus"]
    more = {
        "vehicle": replace(bus, count=2, starts=(("depot", 2),)),
        "seat": replace(bus, seats=bus.seats + 1),
        "earlier": replace(bus, available_h=fixed(0.0)),
    }[kind]
    richer = replace(plan, plan=replace(plan.plan, fleets={**plan.plan.fleets, "bus": more}))
    assert solved(richer).objective.completion_h <= solved(plan).objective.completion_h + 1e-9


@settings(max_examples=8, deadline=None)
@given(small_shuttles(), st.integers(3, 9))
def test_limited_haven_keeps_bound_below_result(plan: Case, room: int) -> None:
    """With a haven that fills up the schedule stays feasible, no faster than without the limit."""
    places = {**plan.plan.places, "x": replace(plan.plan.places["x"], capacity=room)}
    limited = solved(replace(plan, plan=replace(plan.plan, places=places)))
    free_h, _ = by_enumeration(plan, most_trips=4)
    assert limited.objective.left_weighted == 0
    assert limited.objective.completion_h >= free_h - 1e-9
    assert limited.bound.completion_h <= limited.objective.completion_h + 1e-9


@settings(max_examples=8, deadline=None)
@given(small_shuttles())
def test_leg_bound_lies_below_exhaustive_search(plan: Case) -> None:
    """The bound by leg counts never passes the true optimum, and nobody need stay behind at that optimum."""
    problem = extract(Network(plan))
    assert problem is not None
    completion_h, _ = by_enumeration(plan, most_trips=4)
    bound_h = bound_by_legs(problem, Clock(10.0), 0.0, 2 * completion_h, 0.0)
    assert 0.0 < bound_h <= completion_h + 1e-9
    for whole in (False, True):
        within_h = completion_h * (1 + 1e-6)
        assert least_left_by_legs(problem, Clock(10.0), within_h, whole=whole) <= 1e-6


@settings(max_examples=8, deadline=None)
@given(small_shuttles())
def test_column_bound_lies_below_exhaustive_search(plan: Case) -> None:
    """The bound by fractional tours never passes the true optimum, and is at least the bound it started from."""
    problem = extract(Network(plan))
    assert problem is not None
    completion_h, _ = by_enumeration(plan, most_trips=4)
    low_h = earliest_last_exit(problem)
    bound_h = bound_by_columns(problem, Clock(10.0), low_h, completion_h, rounds=200)
    assert low_h <= completion_h + 1e-9
    assert low_h <= bound_h <= completion_h + 1e-9


@pytest.mark.parametrize("seed", [1, 2])
def test_annealing_keeps_everybody_and_never_lengthens(seed: int) -> None:
    """The search gives tours that carry everybody within the havens' places and end no later than where it began."""
    sites = [Place(f"p{k}", "site") for k in range(6)]
    havens = [Place("x", "safe_haven", capacity=60), Place("y", "safe_haven", capacity=40)]
    roads = [
        Route(f"{p.id}-{h.id}", p.id, h.id, "road", distance_km=3.0 + (7 * k + 11 * j) % 13)
        for k, p in enumerate(sites)
        for j, h in enumerate(havens)
    ]
    bus = Fleet("bus", "road", 3, 10, speed_loaded_kmh=40.0, starts=(("x", 2), ("y", 1)))
    plan = case([people(p.id, 10 + 10 * (k % 3 > 0)) for k, p in enumerate(sites)], [*sites, *havens], roads, [bus])
    problem = extract(Network(plan))
    assert problem is not None
    first = earliest_finish(problem)
    better = shorter(problem, first, Clock(20.0), 0.0, 20_000, seed)
    loads = load(problem, better)
    assert loads.sum() == sum(problem.demand)
    assert completion_hours(problem, better) <= completion_hours(problem, first)
    assert solved(plan, 5.0).objective.completion_h <= completion_hours(problem, first) + 1e-9


@pytest.mark.parametrize(("ground", "air", "hours"), [(2, 0, 12.0), (0, 1, 18.0), (2, 1, 9.0)])
def test_columbus_equals_exact_trip_part(ground: int, air: int, hours: float) -> None:
    """Operation Columbus: 12 h by road, 18 h by air, 9 h mixed, proved (published plans: 15, 18, 15 h)."""
    schedule = solved(columbus(ground, air))
    assert schedule.objective.completion_h == pytest.approx(hours)
    assert schedule.proved[:2] == (True, True)


def test_island_rescue_takes_fifteen_hours() -> None:
    """Pacifica island rescue: nine loads of 20 on two vehicles, 15 h, mean 1350 person-hours over 170 people."""
    schedule = solved(columbus(2, 0, counts=(100, 50, 20), seats=20))
    assert schedule.objective.completion_h == pytest.approx(15.0)
    assert schedule.objective.mean_exit_h == pytest.approx(1350 / 170)
    assert schedule.proved == (True, True, True)


def test_short_fuel_is_called_for_and_waited_for() -> None:
    """A helicopter with fuel for one trip waits for the tanker it had to ask for."""
    tanker = FuelStock("aviation", 200, deliveries=(Delivery(30000, on_call=True, lead_h=fixed(5.0), id="tanker"),))
    schedule = solved(columbus(0, 1, tanker))
    assert [(d.delivery, d.at_h) for d in schedule.deliveries] == [("tanker", 5.0)]
    assert schedule.objective.completion_h == pytest.approx(20.0)
    assert solved(columbus(0, 1)).deliveries == ()


def test_no_more_fuel_than_stock_leaves_the_lightest() -> None:
    """With fuel for two flights and nothing on call, 70 people at most get out; the rest are named, not lost."""
    schedule = solved(columbus(0, 1, FuelStock("aviation", 320)))
    carried = sum(n for m in schedule.moves for _, n in m.people)
    assert carried == 70
    assert sum(x.people for x in schedule.left) == 100
    assert schedule.bound.left_weighted <= schedule.objective.left_weighted


def test_closing_road_saves_the_dearest_first() -> None:
    """Before the road closes one bus makes two trips: the priority group goes, of the other a load of 10 at most."""
    places = [Place("a", "site"), Place("x", "safe_haven")]
    road = Route("a-x", "a", "x", "road", time_h=fixed(1.0), closes=Moment(hours=3.5))
    bus = Fleet("bus", "road", 1, 10, starts=(("x", 1),))
    groups = [
        replace(people("a", 10), id="staff", weight=1.0),
        replace(people("a", 10), id="children", weight=5.0),
        replace(people("a", 10), id="visitors", weight=2.0),
    ]
    schedule = solved(case(groups, places, [road], [bus]))
    assert {x.group: x.people for x in schedule.left} == {"staff": 10}
    assert schedule.proved[0]
    assert schedule.objective.completion_h == pytest.approx(4.0)


def test_unreachable_group_is_named_and_the_rest_goes() -> None:
    """People whom no vehicle can fetch are left with the reason, and the bound knows it."""
    places = [Place("a", "site"), Place("far", "site"), Place("x", "safe_haven")]
    road = Route("a-x", "a", "x", "road", time_h=fixed(1.0))
    bus = Fleet("bus", "road", 1, 10, starts=(("x", 1),))
    schedule = solved(case([people("a", 10), people("far", 5)], places, [road], [bus]))
    assert [(x.group, x.people) for x in schedule.left] == [("of far", 5)]
    assert schedule.proved[0]


def test_walkers_choose_the_dock_and_boarding_time_counts() -> None:
    """People walk in no time to the nearer of two docks; per-person boarding counts exactly, the bound stays below."""
    places = [Place("town", "site"), Place("pier", "embarkation_point"), Place("beach", "embarkation_point")]
    places.append(Place("x", "safe_haven"))
    routes = [Route(f"town-{d}", "town", d, "walk", time_h=fixed(0.0), self_moving=True) for d in ("pier", "beach")]
    routes += [
        Route("pier-x", "pier", "x", "sea", time_h=fixed(2.0)),
        Route("beach-x", "beach", "x", "sea", time_h=fixed(1.0)),
    ]
    boat = Fleet("boat", "sea", 1, 8, load_per_person_h=0.1, starts=(("x", 1),))
    schedule = solved(case([people("town", 10)], places, routes, [boat]))
    assert {w.destination for w in schedule.walks} == {"beach"}
    assert schedule.objective.completion_h == pytest.approx(4 + 10 * 0.1)
    assert schedule.bound.completion_h <= schedule.objective.completion_h


def test_clock_bound_plans_are_left_to_other_formulations() -> None:
    """A daylight-free plan is a shuttle; one with a vehicle limit on a road, or a party that must wait, is not."""
    plan = columbus(2, 0)
    assert shuttle.applies(Network(plan))
    road = plan.plan.routes["abyss road"]
    limited = {**plan.plan.routes, road.id: replace(road, vehicles_per_h=1.0)}
    assert not shuttle.applies(Network(replace(plan, plan=replace(plan.plan, routes=limited))))
    late = {"g": replace(plan.groups["of abyss"], id="g", mobilization_h=fixed(30.0))}
    assert not shuttle.applies(Network(replace(plan, groups=late)))


def test_interrupted_search_returns_a_checked_schedule() -> None:
    """Ctrl-C before the search leaves the constructive plan, feasible, with a bound below it."""
    plan = columbus(2, 1)
    clock = Clock(20.0, interrupted=True)
    schedule = shuttle.solve(Network(plan), clock)
    assert schedule.interrupted
    assert sum(n for m in schedule.moves for _, n in m.people) == 170
    assert math.isfinite(schedule.objective.completion_h)
    assert schedule.bound.completion_h <= schedule.objective.completion_h

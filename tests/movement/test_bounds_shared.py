"""Bounds from lanes, berths, escorts, fuel and duty hours: exact where one of them decides, never above a plan."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulation_cases import case, group

from leeway.case.model import (
    Berth,
    Case,
    Delivery,
    EscortPool,
    Fleet,
    FuelStock,
    FuelUse,
    Group,
    Moment,
    Onward,
    Place,
    Route,
    Settings,
)
from leeway.movement.network import Network
from leeway.movement.optimise.bounds import exit_times
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.schedule import schedule
from leeway.units import fixed

QUICK = Settings(horizon_h=240.0, time_limit_s=5.0)


def shuttle(people: int, route: Route, fleet: Fleet, berths: tuple[int, int] = (0, 0), **more: object) -> Case:
    """One site, one haven, one route, one fleet; so many berths at site and haven (0: no limit)."""
    site, haven = (tuple([Berth("berth", many)] if many else []) for many in berths)
    places = [Place("site", "site", berths=site), Place("haven", "safe_haven", berths=haven)]
    return case(places, [route], [group("all", "site", people)], [fleet], settings=QUICK, **more)  # type: ignore[arg-type]


def way(hours: float, **more: object) -> Route:
    return Route("way", "site", "haven", "road", time_h=fixed(hours), **more)  # type: ignore[arg-type]


def buses(count: int, seats: int, place: str = "site", **more: object) -> Fleet:
    return Fleet("bus", "road", count, seats, starts=((place, count),), **more)  # type: ignore[arg-type]


POLICE = [EscortPool("police", 2)]
DIESEL = [FuelStock("diesel", 400.0, "l", (Delivery(400.0, Moment(hours=10.0), id="tanker"),))]
ON_CALL = [FuelStock("diesel", 400.0, "l", (Delivery(400.0, on_call=True, lead_h=fixed(9.0), id="tanker"),))]
CYCLE = Route("way", "site", "haven", "road", cycle_h=fixed(1.0))
CREW = {"crew_duty_h": 8.0, "crew_rest_h": 8.0, "load_h": fixed(0.1), "unload_h": fixed(0.1)}
POSTS = {
    # six may set out in any hour: six at 0 h, six at 1 h, 2 h on the way
    "lane": (shuttle(480, way(2.0, vehicles_per_h=6.0), buses(12, 40)), 3.0),
    # one every two hours: at 0, 2 and 4 h
    "narrow lane": (shuttle(30, way(1.0, vehicles_per_h=0.5), buses(3, 10)), 5.0),
    # five loads of 1 h each over one quay, 2 h to sail
    "berth to load": (shuttle(500, way(2.0), buses(5, 100, load_h=fixed(1.0)), (1, 0)), 7.0),
    # all there after 2 h, then five times 1 h at the haven's one berth
    "berth to unload": (shuttle(500, way(2.0), buses(5, 100, unload_h=fixed(1.0)), (0, 1)), 7.0),
    # two at a time, each for 1 h: ten loads in 5 h
    "escorts": (shuttle(500, way(1.0, escorts=1, escort_pool="police"), buses(5, 50), escorts=POLICE), 5.0),
    # four trips of 1 h on the fuel at hand, the next four once the tanker has come after 10 h
    "fuel": (shuttle(80, CYCLE, buses(1, 10, "haven", fuel=FuelUse("diesel", 100.0)), fuel=DIESEL), 14.0),
    "fuel on call": (shuttle(80, CYCLE, buses(1, 10, "haven", fuel=FuelUse("diesel", 100.0)), fuel=ON_CALL), 13.0),
    # rounds of 1.2 h: six in the first duty of 8 h, 8 h of rest, then four
    "duty": (shuttle(300, way(0.5), buses(1, 30, "haven", **CREW)), 20.0),
    # seven trips of 1 h in a duty from the first departure, 0.9 h of it loading; then a rest and the eighth
    "duty of rounds": (
        shuttle(80, CYCLE, buses(1, 10, "haven", crew_duty_h=7.0, crew_rest_h=5.0)),
        13.0,
    ),
}


MANY_PADS = (shuttle(720, way(0.5), buses(4, 30, "haven", load_h=fixed(0.1), unload_h=fixed(0.1)), (1, 0)), 7.5)
"""Four vehicles, 24 loads, rounds of 1.2 h: the fourth to load at the one pad begins 0.3 h late, and stays so."""


def test_a_pad_holds_back_the_last_vehicle_in_every_round() -> None:
    """The pad and the rounds bind together: 7.5 h, where rounds alone say 7.2 h."""
    post, hours = MANY_PADS
    network = Network(post)
    assert exit_times(network, Hours(network)).bound(0.0).completion_h == pytest.approx(hours, abs=1e-6)
    assert schedule(post).proved[1]


@pytest.mark.parametrize(("people", "loads"), [
    (group("all", "site", 36, party_size=3.0), 4),  # three parties of three in ten seats
    (group("all", "site", 20, room=2.0), 4),  # five people on ten seats
    (group("all", "site", 12, room=4.0), 6),  # two people on ten seats
])  # fmt: skip
def test_seats_go_to_whole_parties_and_all_the_room_they_take(people: Group, loads: int) -> None:
    """So many loads of one bus of ten seats, an hour each way."""
    places = [Place("site", "site"), Place("haven", "safe_haven")]
    network = Network(case(places, [way(1.0)], [people], [buses(1, 10)], settings=QUICK))
    assert exit_times(network, Hours(network)).bound(0.0).completion_h == pytest.approx(2 * loads - 1)


@pytest.mark.parametrize("name", POSTS)
def test_bound_and_plan_meet_where_one_limit_decides(name: str) -> None:
    """Worked out by hand: the bound says it, and the plan found does it."""
    post, hours = POSTS[name]
    network = Network(post)
    assert exit_times(network, Hours(network)).bound(0.0).completion_h == pytest.approx(hours, abs=1e-6)
    found = schedule(post)
    assert found.objective.left_weighted == 0
    assert found.objective.completion_h == pytest.approx(hours, abs=1e-6)
    assert found.proved[1]


def test_a_haven_passes_people_on_only_once_they_have_come() -> None:
    """Fifty fill the haven after 1 h, of whom 25 an hour go on: the second fifty are complete 2 h and a ride later."""
    post = shuttle(100, way(1.0), buses(2, 50))
    haven = replace(post.plan.places["haven"], capacity=50, onward=Onward(25.0))
    post = replace(post, plan=replace(post.plan, places={**post.plan.places, "haven": haven}))
    network = Network(post)
    assert exit_times(network, Hours(network)).bound(0.0).completion_h == pytest.approx(4.0)
    assert schedule(post).objective.completion_h == pytest.approx(4.0, abs=1e-6)


def test_people_there_can_never_be_fuel_for_are_left() -> None:
    """Fuel for four loads of ten, and none to come: forty of eighty can get out, and the bound knows."""
    dry = [FuelStock("diesel", 400.0, "l")]
    post = shuttle(80, way(1.0), buses(1, 10, fuel=FuelUse("diesel", 100.0)), fuel=dry)
    network = Network(post)
    assert exit_times(network, Hours(network)).bound(0.0).left_weighted == 40


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_no_plan_found_beats_the_bound(seed: int) -> None:
    """Random shuttles under all the limits at once: what the checked plan reaches is not below the raw bound."""
    r = random.Random(seed)
    route = way(
        r.choice((0.5, 1.0, 2.0)), vehicles_per_h=r.choice((0.6, 2.0, 5.0, float("inf"))), escorts=r.choice((0, 1, 2)),
        escort_pool="police",
    )  # fmt: skip
    fleet = buses(
        r.randint(1, 4), r.randint(3, 9), r.choice(("site", "haven")), load_h=fixed(r.choice((0.0, 0.3))),
        unload_h=fixed(r.choice((0.0, 0.2))), load_per_person_h=r.choice((0.0, 0.02)),
        crew_duty_h=r.choice((float("inf"), 6.0, 9.5)), crew_rest_h=r.choice((2.0, 8.0)),
        fuel=r.choice((None, FuelUse("diesel", r.choice((50.0, 100.0))), FuelUse("diesel", 20.0, per_h=30.0))),
    )  # fmt: skip
    post = shuttle(
        r.randint(5, 60), route, fleet, (r.choice((0, 1, 2)), r.choice((0, 1))), escorts=POLICE,
        fuel=r.choice((DIESEL, ON_CALL)),
    )  # fmt: skip
    post = replace(post, settings=replace(QUICK, time_limit_s=1.0))
    network = Network(post)
    times = exit_times(network, Hours(network))
    found = schedule(post).objective
    for value, bound in zip(found, times.bound(found.left_weighted), strict=True):
        assert bound <= value + 1e-6 * max(1.0, value)

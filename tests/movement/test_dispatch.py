"""The dispatcher: exact times by hand, and every rule kept on random posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_posts import random_post

from leeway.case.model import (
    Case,
    ClosureTask,
    Fleet,
    Group,
    Moment,
    Onward,
    Place,
    Plan,
    Route,
    Service,
    Settings,
    Slots,
    Station,
)
from leeway.movement.check import check
from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import Dispatched, Stopped, dispatch
from leeway.movement.optimise.dispatch.guide import RULES, Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.post import as_schedule
from leeway.movement.records import Objective
from leeway.units import fixed

START = datetime(2024, 1, 1, tzinfo=UTC)


def small_post(**plan: object) -> Case:
    """Twenty people at one site, a ten-seat bus to a centre, a twenty-seat plane to a haven."""
    fields: dict[str, object] = {
        "places": {
            "site": Place("site", "site"),
            "centre": Place("centre", "control_centre"),
            "haven": Place("haven", "safe_haven"),
        },
        "routes": {
            "road": Route("road", "site", "centre", "road", time_h=fixed(1.0)),
            "air": Route("air", "centre", "haven", "air", time_h=fixed(2.0)),
        },
        "fleets": {
            "bus": Fleet("bus", "road", 1, 10, load_h=fixed(0.25), unload_h=fixed(0.25), starts=(("site", 1),)),
            "plane": Fleet("plane", "air", 1, 20, load_h=fixed(0.5), unload_h=fixed(0.5), starts=(("haven", 1),)),
        },
        "fuel_stocks": {},
        "escort_pools": {},
        "stations": {},
        "services": {},
        "closure_tasks": {},
        "security_forces": {},
    } | plan
    groups = {"staff": Group("staff", "site", 20, 20, 20)}
    settings = Settings(horizon_h=100.0, time_limit_s=5.0)
    return Case(Path("small"), "small", (), START, None, "UTC", settings, groups, Plan(**fields))  # type: ignore[arg-type]


def run(case: Case, guide: Guide | None = None, stop: Callable[[], bool] | None = None) -> Dispatched:
    """One run, checked."""
    network = Network(case)
    hours = Hours(network)
    found = dispatch(network, hours, guide or Guide(), stop)
    schedule = as_schedule(network, hours, found, found.objective, Objective(0.0, 0.0, 0.0), Clock(1.0))
    assert check(case, schedule) == ()
    return found


def test_times_of_a_two_stage_post_by_hand() -> None:
    """The bus carries ten people twice (1.5 h each, 1 h back empty); the plane waits for both loads, then 3 h."""
    found = run(small_post())
    assert found.objective == pytest.approx((0.0, 1.5 + 1.0 + 1.5 + 3.0, 7.0))


def test_plane_need_not_wait_for_a_full_load() -> None:
    """With no fill asked, ten people fly as soon as the plane is there: loading at 2 h, out at 5 h."""
    found = run(small_post(), Guide(fill=0.0))
    first = next(m for m in found.moves if m.fleet == "plane" and m.people)
    assert (first.load_start_h, first.unload_end_h) == pytest.approx((2.0, 5.0))


def test_a_desk_serves_parties_one_after_another() -> None:
    """One desk of 6 minutes: ten people from 1.5 h are done at 2.5 h, ten from 4 h at 5 h, out at 8 h."""
    desk = {"desk": Station("desk", "centre", 1, {"full": fixed(0.1)})}
    assert run(small_post(stations=desk)).objective.completion_h == pytest.approx(8.0)


def test_a_full_haven_stops_the_flight() -> None:
    """A haven of ten that passes on ten people between 20 h and 30 h: the second ten set out at 30 h, out at 32.5 h."""
    places = dict(small_post().plan.places)
    places["haven"] = Place("haven", "safe_haven", capacity=10, onward=Onward(1.0, Moment(hours=20.0)))
    found = run(small_post(places=places))
    assert found.objective.left_weighted == 0
    assert found.objective.completion_h == pytest.approx(32.5, abs=1e-6)


def test_a_scheduled_service_takes_those_who_are_there() -> None:
    """A departure at 2 h takes the ten of the first bus; nobody of the second, who come at 4 h."""
    service = {"charter": Service("charter", "air", 30, (Moment(hours=2.0),))}
    found = run(small_post(services=service))
    charter = [m for m in found.moves if m.vehicle == "charter/1"]
    assert [m.people for m in charter] == [(("staff", 10),)]


def test_the_last_person_waits_for_the_closure_task() -> None:
    """A task of 6 h with a crew of one: nineteen go before, the last leaves the site no earlier than 6 h."""
    task = {"shred": ClosureTask("shred", "staff", fixed(6.0))}
    found = run(small_post(closure_tasks=task), Guide(fill=0.0))
    roads = [m for m in found.moves if m.fleet == "bus" and m.people]
    assert roads[-1].load_start_h >= 6.0
    assert sum(n for m in roads[:-1] for _, n in m.people) == 19


def test_nobody_waits_for_room_that_never_comes() -> None:
    """A haven of fifteen that passes nobody on: ten of each bus load of fifteen, then five, and no wait to the end."""
    places = dict(small_post().plan.places)
    places["haven"] = Place("haven", "safe_haven", capacity=15)
    fleets = dict(small_post().plan.fleets)
    fleets["plane"] = replace(fleets["plane"], seats=10)
    network = Network(small_post(places=places, fleets=fleets))
    found = dispatch(network, Hours(network), Guide())
    flown = [sum(n for _, n in m.people) for m in found.moves if m.fleet == "plane" and m.people]
    assert flown == [10, 5]
    assert found.objective.completion_h < 15


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    rule=st.sampled_from(RULES),
    fill=st.sampled_from((0.0, 0.5, 1.0)),
    walk=st.booleans(),
    turn_h=st.sampled_from(({}, {"plane": 0.5}, {"plane": 3.0})),
)
def test_every_rule_is_kept_and_nobody_is_lost(
    seed: int, rule: str, fill: float, walk: bool, turn_h: dict[str, float]
) -> None:
    """On random posts the independent checker finds nothing, and everybody is out or stranded once."""
    case = random_post(seed)
    network = Network(case)
    found = run(case, Guide(rule=rule, fill=fill, walk=walk, turn_h=turn_h, stay_h={"plane/1": 0.3}))
    out = sum(n for m in found.moves for _, n in m.people if m.destination in network.havens)
    out += sum(w.people for w in found.walks if w.destination in network.havens)
    assert out + sum(found.stranded.values()) == sum(d.people for d in network.demands.values())


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_same_guide_gives_the_same_records(seed: int) -> None:
    """Two runs from fresh objects agree in every record."""
    first, second = run(random_post(seed)), run(random_post(seed))
    assert first == replace(second, guide=first.guide)


def test_a_run_is_broken_off_when_there_is_no_time() -> None:
    """Asked every few hundred events, `stop` ends a run; a run too short to be asked is finished."""
    with pytest.raises(Stopped):
        run(random_post(2, people=4000), Guide(), lambda: True)
    assert run(small_post(), Guide(), lambda: True) == run(small_post(), Guide())


def test_turnarounds_promise_the_stand_to_the_next() -> None:
    """One stand at the centre, planes an hour from the haven: a booked departure lets the second plane set off early.

    Both planes leave the haven at 0 h. Without bookings the second may only set off once the first has decided to leave
    (1 h at the earliest); by timetable it lands when the first leaves.
    """
    case = small_post()
    places = dict(case.plan.places)
    places["centre"] = replace(places["centre"], slots=Slots(("air",), 10.0, 1.0, 0.5))
    fleets = dict(case.plan.fleets)
    plane = fleets["plane"]
    fleets["plane"] = replace(plane, count=2, seats=10, starts=(("haven", 2),), available_h=fixed(0.0))
    case = replace(case, plan=replace(case.plan, places=places, fleets=fleets))
    landed = [
        sorted(m.arrive_h for m in run(case, guide).moves if m.fleet == "plane" and m.destination == "centre")[1]
        for guide in (Guide(), Guide(turn_h={"plane": 1.0}, turn_ready=-1e9))
    ]
    assert landed[1] < landed[0]

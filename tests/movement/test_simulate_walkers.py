"""People on foot, closure tasks, interruptions, hours, forces, fuel, escorts and onward flow: small plans by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from simulation_cases import START, case, group, uniform

from leeway.case.model import (
    Case,
    ClosureTask,
    Delivery,
    EscortPool,
    Fleet,
    FuelStock,
    FuelUse,
    Interruption,
    Moment,
    Onward,
    Place,
    Route,
    SecurityForce,
    Settings,
    Windows,
)
from leeway.movement.simulate import simulate
from leeway.units import fixed

MINUTE = 1 / 60


def walk(people: int = 6, **route: object) -> Case:
    """A path of one hour from a site to a haven."""
    known = {"time_h": fixed(1.0), "self_moving": True, **route}
    return case(
        places=[Place("site", "site", latitude=0.0, longitude=0.0), Place("haven", "safe_haven")],
        routes=[Route("path", "site", "haven", "foot", **known)],  # type: ignore[arg-type]
        groups=[group("g", "site", people)],
    )


def last_h(plan: Case, **more: object) -> float:
    """T100 of the only replication."""
    return float(simulate(plan, replications=1, **more).t100_h[0, -1])  # type: ignore[arg-type]


def bus(routes: list[Route], people: int = 20, count: int = 1, **fleet: object) -> Case:
    """Buses of 10 seats that stand at the site."""
    return case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=routes,
        groups=[group("g", "site", people)],
        fleets=[Fleet("bus", "road", count, 10, starts=(("site", count),), **fleet)],  # type: ignore[arg-type]
    )


def road(**more: object) -> Route:
    """A road of one hour."""
    return Route("road", "site", "haven", "road", time_h=fixed(1.0), **more)  # type: ignore[arg-type]


def test_a_path_takes_so_many_a_minute() -> None:
    """Six people at two a minute: the last pair enters in the third minute, two minutes after the first."""
    assert last_h(walk(people_per_h=120.0)) == pytest.approx(1.0 + 2 * MINUTE)


def test_slow_paths_gather_fractions() -> None:
    """At 40 an hour the path takes nobody in the first minute, then two in every three: minutes 1, 2, 4, 5, 7, 8."""
    assert last_h(walk(people_per_h=40.0)) == pytest.approx(1.0 + 8 * MINUTE)


def test_families_wait_until_the_path_takes_all_of_them() -> None:
    """Families of three on a path for one a minute: in minutes 2 and 5."""
    plan = walk(people_per_h=60.0)
    together = replace(plan, groups={"g": group("g", "site", 6, party_size=3.0)})
    assert last_h(together) == pytest.approx(1.0 + 5 * MINUTE)


def test_a_longer_way_is_taken_when_the_queue_is_longer() -> None:
    """12 people, one a minute over the short path; the detour of 5 minutes more takes those at once who would queue for
    longer than that: everybody is out within the detour's time."""
    plan = walk(12, people_per_h=60.0)
    detour = Route("detour", "site", "haven", "foot", time_h=fixed(1.0 + 5 * MINUTE), self_moving=True)
    plan = replace(plan, plan=replace(plan.plan, routes={**plan.plan.routes, "detour": detour}))
    assert last_h(plan) == pytest.approx(1.0 + 5 * MINUTE)


def test_one_unbroken_stream_under_dispatch() -> None:
    """10 people at most 4 a minute over two constant-rate legs of 3 and 2 minutes: rate 4, three minutes of entering;
    finish = start + ceil(10 / 4) + length. A second group of 4 starts at the first minute with room."""
    plan = case(
        places=[Place("a", "site"), Place("b", "site"), Place("m", "assembly_point"), Place("haven", "safe_haven")],
        routes=[
            Route("a-m", "a", "m", "foot", time_h=fixed(3 * MINUTE), self_moving=True, people_per_h=240.0,
                  constant_rate=True),
            Route("b-m", "b", "m", "foot", time_h=fixed(3 * MINUTE), self_moving=True, people_per_h=240.0,
                  constant_rate=True),
            Route("m-haven", "m", "haven", "foot", time_h=fixed(2 * MINUTE), self_moving=True, people_per_h=240.0,
                  constant_rate=True),
        ],
        groups=[group("first", "a", 10), group("second", "b", 4, priority=2)],
    )  # fmt: skip
    result = simulate(plan, replications=2)
    assert result.t100_h[0, 0] == pytest.approx((3 + 5) * MINUTE)
    # the shared leg is full in the first two minutes and has room for two in the third: all four go in the fourth
    assert result.t100_h[0, 1] == pytest.approx((3 + 1 + 5) * MINUTE)


def test_a_stream_is_not_broken_by_late_comers() -> None:
    """Four people become ready at random minutes: they begin late enough to go minute by minute without a gap."""
    plan = walk(4, constant_rate=True, people_per_h=120.0)
    late = replace(plan, groups={"g": group("g", "site", 4, mobilization_h=uniform(0.0, 8 / 7 * 10 * MINUTE))})
    result = simulate(late, replications=30, seed=3)
    rows = result.events
    entering = sorted({round(float(row[0]) * 60) for row in rows if row[1] == "sets out"})
    assert entering == list(range(entering[0], entering[0] + len(entering)))
    assert not result.left.any()


def test_closure_tasks_keep_their_crew() -> None:
    """Of 6 people two shred for 3 h, then one locks up for 2 h: four walk at once, one at 3 h, the last at 5 h."""
    plan = walk()
    tasks = {
        "shred": ClosureTask("shred", "g", fixed(3.0), crew=2),
        "lock up": ClosureTask("lock up", "g", fixed(2.0), crew=1, after=("shred",)),
    }
    held = replace(plan, plan=replace(plan.plan, closure_tasks=tasks))
    result = simulate(held, replications=1)
    assert result.t50_h[0, 0] == pytest.approx(1.0)
    assert result.t90_h[0, 0] == result.t100_h[0, 0] == pytest.approx(6.0)
    out = [(round(float(row[0]), 6), row[6]) for row in result.events if row[1] == "sets out"]
    assert out == [(0.0, 4), (3.0, 1), (5.0, 1)]


def test_tasks_share_the_people_of_a_group() -> None:
    """Two tasks of two people each in a group of three run one after another."""
    plan = walk(3)
    tasks = {k: ClosureTask(k, "g", fixed(2.0), crew=2) for k in ("one", "two")}
    held = replace(plan, plan=replace(plan.plan, closure_tasks=tasks))
    assert last_h(held) == pytest.approx(5.0)


def test_interruption_holds_those_who_come_then() -> None:
    """A path cut for certain from 0.5 h on for 2 h: who comes later waits until 2.5 h."""
    cut = Interruption(1.0, fixed(2.0), Moment(hours=0.5))
    plan = walk(interruption=cut)
    assert last_h(plan) == pytest.approx(1.0)
    late = replace(plan, groups={"g": group("g", "site", 6, mobilization_h=fixed(1.0))})
    assert last_h(late) == pytest.approx(3.5)
    never = replace(late, plan=replace(late.plan, routes={"path": replace(late.plan.routes["path"],
                    interruption=replace(cut, chance=0.0))}))  # fmt: skip
    assert last_h(never) == pytest.approx(2.0)


def test_interruption_comes_with_its_chance() -> None:
    """With a chance of 30 % about 30 % of the replications are held."""
    plan = walk(interruption=Interruption(0.3, fixed(2.0), Moment(hours=0.0)))
    hours = simulate(plan, replications=2000, seed=9).t100_h[:, 0]
    assert set(np.round(hours, 6)) == {1.0, 3.0}
    assert (hours > 2).mean() == pytest.approx(0.3, abs=0.04)


def test_vehicles_an_hour() -> None:
    """Two vehicles in any sliding hour: four buses leave at 0, 0, 1, 1 h; half a vehicle an hour: every two hours."""
    assert last_h(bus([road(vehicles_per_h=2.0)], 40, 4)) == pytest.approx(2.0)
    assert last_h(bus([road(vehicles_per_h=0.5)], 20, 2)) == pytest.approx(3.0)


def test_daily_hours_by_the_clock_of_the_place() -> None:
    """Open from 06:00 to 08:00 in Kabul (UTC+4:30): from midnight UTC that is 01:30 to 03:30, and again a day later."""
    plan = walk(hours=Windows(daily=((360, 480),)))
    site = replace(plan.plan.places["site"], time_zone="Asia/Kabul")
    plan = replace(plan, plan=replace(plan.plan, places={**plan.plan.places, "site": site}))
    assert last_h(plan) == pytest.approx(2.5)
    assert last_h(replace(plan, groups={"g": group("g", "site", 6, mobilization_h=fixed(4.0))})) == pytest.approx(26.5)


def test_daylight() -> None:
    """At the equator on the meridian of Greenwich the sun rises on 1 January at about 06:00 UTC."""
    assert last_h(walk(hours=Windows(daylight=True))) == pytest.approx(7.0, abs=0.1)


def test_instants_do_not_move_with_the_start() -> None:
    """A path that closes three hours after the case's start by the clock: a start four hours later is too late, but one
    given in hours moves along."""
    by_clock = walk(closes=Moment(at=START + timedelta(hours=3)))
    in_hours = walk(closes=Moment(hours=3.0))
    late = START + timedelta(hours=4)
    for plan, left in ((by_clock, 6), (in_hours, 0)):
        assert simulate(plan, replications=1).left.sum() == 0
        assert simulate(plan, replications=1, start=late).left.sum() == left
    span = (Moment(at=START + timedelta(hours=5)), Moment(at=START + timedelta(hours=9)))
    window = walk(hours=Windows(spans=(span,)))
    assert last_h(window) == pytest.approx(6.0)
    assert last_h(window, start=late) == pytest.approx(2.0)
    assert simulate(window, replications=1, start=datetime(2026, 1, 1, 4, tzinfo=UTC)).start == late


def test_a_force_unlocks_the_haven() -> None:
    """The haven can only be entered when the force has come after 4 h: those who walked for one hour wait outside."""
    plan = walk()
    haven = Place("haven", "safe_haven", unlocked_by="marines")
    forces = {"marines": SecurityForce("marines", fixed(4.0))}
    held = replace(plan, plan=replace(plan.plan, places={**plan.plan.places, "haven": haven}, security_forces=forces))
    assert last_h(held) == pytest.approx(4.0)


def test_availability_is_a_share_of_vehicles() -> None:
    """One of two buses turns up with chance 1/4 + 1/4, both or none with 1/4: last exit 3, 1 h or never."""
    hours = simulate(bus([road()], 20, 2, availability=0.5), replications=2000, seed=4).t100_h[:, -1]
    shares = [(np.abs(hours - 1.0) < 1e-9).mean(), (np.abs(hours - 3.0) < 1e-9).mean(), np.isinf(hours).mean()]
    assert shares == pytest.approx([0.25, 0.5, 0.25], abs=0.04)


def test_fuel_on_call_comes_its_lead_after_the_call() -> None:
    """Fuel for one trip; the second is wanted at 1 h when the bus is empty at the haven, the tanker comes 3 h later."""
    stock = FuelStock("diesel", 10.0, deliveries=(Delivery(50.0, on_call=True, lead_h=fixed(3.0)),))
    plan = bus([road()], fuel=FuelUse("diesel", per_trip=10.0))
    plan = replace(plan, plan=replace(plan.plan, fuel_stocks={"diesel": stock}))
    assert last_h(plan) == pytest.approx(1.0 + 3.0 + 2.0)


def test_escorts_come_late_and_stay_to_the_end() -> None:
    """One escort, there from 2 h on: two buses leave at 2 and 3 h."""
    plan = bus([road(escorts=1, escort_pool="police")], 20, 2)
    pools = {"police": EscortPool("police", 1, fixed(2.0))}
    plan = replace(plan, plan=replace(plan.plan, escort_pools=pools))
    assert last_h(plan) == pytest.approx(4.0)


def test_onward_flow_frees_the_haven_for_walkers() -> None:
    """A haven for 4, from 3 h on two an hour go on: 4 walk at once, the fifth sets out at 3.5 h, the sixth at 4 h."""
    plan = walk()
    haven = Place("haven", "safe_haven", capacity=4, onward=Onward(2.0, Moment(hours=3.0)))
    plan = replace(plan, plan=replace(plan.plan, places={**plan.plan.places, "haven": haven}))
    result = simulate(plan, replications=1)
    assert result.t50_h[0, 0] == pytest.approx(1.0)
    assert result.t100_h[0, 0] == pytest.approx(5.0, abs=2 * MINUTE)


def test_families_before_a_place_with_too_little_room_end_the_run() -> None:
    """Room for four, families of three: the second never goes; the month until the horizon is not gone through."""
    plan = walk(people_per_h=600.0)
    plan = replace(
        plan,
        groups={"g": group("g", "site", 6, party_size=3.0)},
        plan=replace(plan.plan, places={**plan.plan.places, "haven": Place("haven", "safe_haven", capacity=4)}),
        settings=Settings(horizon_h=720.0),
    )
    result = simulate(plan, replications=2)
    assert result.out.tolist() == [[3], [3]]
    assert result.left.tolist() == [[3], [3]]

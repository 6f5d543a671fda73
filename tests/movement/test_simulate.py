"""The simulation as a whole: published figures, times by hand, theory, and what must hold in every replication."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simulation_cases import case, exponential, group, pacifica, tandem, uniform, with_settings

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
    SecurityForce,
    Service,
    Settings,
    Slots,
    Station,
    Windows,
)
from leeway.errors import LeewayError
from leeway.movement.records import Clearance
from leeway.movement.simulate import simulate
from leeway.units import Distribution, fixed


def all_out(result: Clearance) -> np.ndarray:
    """T100 of all groups together."""
    return result.t100_h[:, -1]


def test_pacifica_with_random_trips() -> None:
    """Case A with trips U(3, 4) h: the distribution two independent simulations of 200,000 runs gave."""
    result = simulate(pacifica(uniform(3, 4)), replications=20_000, seed=3)
    hours = all_out(result)
    assert hours.mean() == pytest.approx(17.17, abs=0.05)
    assert np.percentile(hours, 5) == pytest.approx(16.25, abs=0.1)
    assert np.percentile(hours, 95) == pytest.approx(18.09, abs=0.1)
    assert [(hours <= h).mean() for h in (16, 17, 18)] == pytest.approx([0.016, 0.38, 0.93], abs=0.012)
    assert not result.left.any()


def test_pacifica_at_three_hours_takes_fifteen() -> None:
    """Without chance the greedy policy meets the published optimum: five rounds of three hours."""
    assert all_out(simulate(pacifica(fixed(3.0)), replications=2)).tolist() == [15.0, 15.0]


def shuttle(**fleet: object) -> Case:
    """One bus of 10 seats, 25 people at a site one hour from the haven; the bus starts at the haven."""
    known = {"load_h": fixed(0.5), "unload_h": fixed(0.25), "starts": (("haven", 1),), **fleet}
    return case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=[Route("road", "site", "haven", "road", time_h=fixed(1.0))],
        groups=[group("g", "site", 25)],
        fleets=[Fleet("bus", "road", 1, 10, **known)],  # type: ignore[arg-type]
    )


def only(result: Clearance) -> float:
    """T100 of the only replication."""
    return float(all_out(result)[0])


def test_hand_computed_shuttle() -> None:
    """A trip is 1 h empty, 0.5 h loading, 1 h loaded, 0.25 h unloading: three trips end at 8.25 h exactly."""
    result = simulate(shuttle(), replications=1)
    assert only(result) == 8.25
    assert result.t50_h[0, 0] == 5.5
    assert result.out_by_exit[0, 0].tolist() == [25, 0]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"load_per_person_h": 0.01, "unload_per_person_h": 0.02}, 8.25 + 25 * 0.03),
        ({"refuel_every": 2, "refuel_h": fixed(3.0)}, 8.25 + 3.0),
        ({"crew_duty_h": 6.0, "crew_rest_h": 8.0}, 8.25 + 8.0),
        ({"available_h": fixed(2.0)}, 8.25 + 2.0),
        ({"breakdown": 1.0, "repair_h": fixed(1.0)}, 8.25 + 2.0),
        ({"overload": 1.3}, 5.5),
    ],
)
def test_vehicle_rules(change: dict[str, object], expected: float) -> None:
    """Handling per person, refuelling, crew rest, lead time, breakdowns and overload change the time as by hand."""
    assert only(simulate(shuttle(**change), replications=1)) == pytest.approx(expected, abs=1e-9)


def test_most_trips_leaves_people_behind() -> None:
    """A vehicle that may make one trip carries one load; the rest are left."""
    result = simulate(shuttle(most_trips=1), replications=2)
    assert result.out[:, 0].tolist() == [10, 10]
    assert result.left[:, 0].tolist() == [15, 15]
    assert np.isinf(all_out(result)).all()
    assert np.isfinite(result.t50_h).sum() == 0


def test_fuel_runs_out_until_delivery() -> None:
    """Fuel for two trips; a delivery asked for when the third cannot be made comes four hours later."""
    base = shuttle(fuel=FuelUse("diesel", per_trip=10.0))
    stock = FuelStock("diesel", 20.0, deliveries=(Delivery(100.0, on_call=True, lead_h=fixed(4.0)),))
    dry = replace(base, plan=replace(base.plan, fuel_stocks={"diesel": FuelStock("diesel", 20.0)}))
    supplied = replace(base, plan=replace(base.plan, fuel_stocks={"diesel": stock}))
    assert simulate(dry, replications=1).left[0, 0] == 5
    assert only(simulate(supplied, replications=1)) == 8.25 + 4.0


def test_closings_by_route_place_and_exit() -> None:
    """A way may be entered up to and including its closing; draw k closes it in replication k only."""
    base = shuttle()
    closes = np.array([1.5, 1.4999, math.inf, 4.25])
    for key in ("road", "site"):
        result = simulate(base, closings={key: closes}, replications=4)
        assert result.out[:, 0].tolist() == [10, 0, 25, 20]
    with pytest.raises(LeewayError, match="nowhere"):
        simulate(base, closings={"nowhere": closes}, replications=4)
    with pytest.raises(LeewayError, match="only 4"):
        simulate(base, closings={"road": closes}, replications=5)


def test_closed_before_departure_people_are_left_where_they_stood() -> None:
    """A way that closes while the bus is loading: people get off again, are left, and counted once."""
    base = shuttle(starts=(("site", 1),))
    result = simulate(base, closings={"road": np.array([0.4, 0.6])}, replications=2)
    assert result.out[:, 0].tolist() == [0, 10]
    assert result.left[:, 0].tolist() == [25, 15]


def test_windows_hold_vehicles() -> None:
    """A route open only from hour 6 on lets the waiting vehicle out at 6; the empty way is held as well."""
    base = shuttle(starts=(("site", 1),))
    spans = ((Moment(hours=6.0), Moment(hours=100.0)),)
    limited = replace(base.plan.routes["road"], hours=Windows(spans=spans))
    held = replace(base, plan=replace(base.plan, routes={"road": limited}))
    # departs 6, unloaded 7.25, back 8.25, 8.75, 10, 11, 11.5, 12.75
    assert only(simulate(held, replications=1)) == pytest.approx(12.75, abs=1e-6)


def test_force_unlocks_a_route() -> None:
    """Nothing enters a route before the force that unlocks it has come."""
    base = shuttle()
    route = replace(base.plan.routes["road"], unlocked_by="marines")
    forces = {"marines": SecurityForce("marines", fixed(5.0))}
    held = replace(base, plan=replace(base.plan, routes={"road": route}, security_forces=forces))
    assert only(simulate(held, replications=1)) == 8.25 + 5.0


def test_escorts_are_shared() -> None:
    """Two buses and one escort: the second loaded leg starts when the first load is out of its bus."""
    plan = case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=[Route("road", "site", "haven", "road", time_h=fixed(1.0), escorts=1, escort_pool="police")],
        groups=[group("g", "site", 20)],
        fleets=[Fleet("bus", "road", 2, 10, unload_h=fixed(0.25), starts=(("site", 2),))],
        escorts=[EscortPool("police", 1)],
    )
    result = simulate(plan, replications=1)
    assert only(result) == 2.5
    assert result.waiting_person_h[0, result.resources.index("escorts police")] == 12.5


def test_berths_queue_vehicles() -> None:
    """Three buses at one berth load one after another."""
    plan = case(
        places=[Place("site", "site", berths=(Berth("dock", 1),)), Place("haven", "safe_haven")],
        routes=[Route("road", "site", "haven", "road", time_h=fixed(1.0))],
        groups=[group("g", "site", 30)],
        fleets=[Fleet("bus", "road", 3, 10, load_h=fixed(0.5), starts=(("site", 3),))],
    )
    assert only(simulate(plan, replications=1)) == 1.5 + 1.0


def test_slots_space_departures_and_arrivals() -> None:
    """Two movements an hour at the field: three aircraft standing there leave at 0, 0 and 1 h."""
    plan = case(
        places=[
            Place("field", "embarkation_point", slots=Slots(movements_per_h=2.0)),
            Place("haven", "safe_haven"),
        ],
        routes=[Route("air", "field", "haven", "air", time_h=fixed(2.0))],
        groups=[group("g", "field", 30)],
        fleets=[Fleet("jet", "air", 3, 10, starts=(("field", 3),))],
    )
    result = simulate(plan, replications=1)
    assert only(result) == 3.0
    assert result.waiting_person_h[0, result.resources.index("slots field")] == 10.0


def test_parking_and_room_on_the_ground() -> None:
    """One stand, parking 1 h: aircraft that come for people use the stand one after another."""
    plan = case(
        places=[
            Place("field", "embarkation_point", slots=Slots(maximum_on_ground=1, parking_h=1.0)),
            Place("haven", "safe_haven"),
        ],
        routes=[Route("air", "field", "haven", "air", time_h=fixed(2.0))],
        groups=[group("g", "field", 20)],
        fleets=[Fleet("jet", "air", 2, 10, starts=(("haven", 2),))],
    )
    assert only(simulate(plan, replications=1)) == 2 + 1 + 1 + 2


def test_full_haven_stops_departures() -> None:
    """A haven of 10 with 5 people an hour going on takes the second load of 10 two hours after the first came."""
    plan = case(
        places=[Place("site", "site"), Place("haven", "safe_haven", capacity=10, onward=Onward(5.0))],
        routes=[Route("road", "site", "haven", "road", time_h=fixed(1.0))],
        groups=[group("g", "site", 20)],
        fleets=[Fleet("bus", "road", 2, 10, starts=(("site", 2),))],
    )
    result = simulate(plan, replications=1)
    assert only(result) == pytest.approx(1.0 + 2.0 + 1.0, abs=1e-6)


def test_litters_families_and_priority() -> None:
    """Room, families and priority: litters take four seats, families of three board together, first come first."""
    plan = case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=[Route("road", "site", "haven", "road", time_h=fixed(1.0))],
        groups=[
            group("families", "site", 6, party_size=3.0, priority=2),
            group("litters", "site", 2, room=4.0, priority=1),
        ],
        fleets=[Fleet("bus", "road", 1, 10, starts=(("site", 1),))],
    )
    result = simulate(plan, replications=1)
    assert result.t100_h[0].tolist() == [3.0, 1.0, 3.0]


def test_transfer_through_desks_and_services() -> None:
    """Bus to the centre, one desk of 0.1 h each, then a flight: ten are done at 2 h, the flight of 3 h takes them."""
    plan = case(
        places=[Place("site", "site"), Place("centre", "control_centre"), Place("haven", "safe_haven")],
        routes=[
            Route("road", "site", "centre", "road", time_h=fixed(1.0)),
            Route("air", "centre", "haven", "air", time_h=fixed(2.0)),
        ],
        groups=[group("g", "site", 10)],
        fleets=[Fleet("bus", "road", 1, 10, starts=(("site", 1),))],
        stations=[Station("desk", "centre", 1, {"full": fixed(0.1)})],
        services=[Service("flight", "air", 6, (Moment(hours=1.55), Moment(hours=3.0)))],
    )
    result = simulate(plan, replications=1)
    assert result.t50_h[0, 0] == 3.55
    assert only(result) == 5.0
    desk = result.resources.index("station desk")
    assert result.waiting_person_h[0, desk] == pytest.approx(0.1 * sum(range(10)), rel=1e-5)


def test_own_means_and_show_up() -> None:
    """Half come forward, a fifth of those leave by themselves when ready; the rest need the bus."""
    plan = case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=[Route("road", "site", "haven", "road", time_h=fixed(1.0))],
        groups=[group("g", "site", 20, show_up=fixed(0.5), self_evacuating=0.2, mobilization_h=fixed(0.5))],
        fleets=[Fleet("bus", "road", 1, 10, starts=(("site", 1),))],
    )
    result = simulate(plan, replications=1)
    assert result.people[0, 0] == 10
    assert result.out_by_exit[0, 0].tolist() == [8, 2]
    assert only(result) == 1.5


def test_walkers_share_a_limited_way() -> None:
    """Two a tick over the way: five people ready at once enter at ticks 0, 0, 1, 1, 2."""
    plan = case(
        places=[Place("site", "site"), Place("haven", "safe_haven")],
        routes=[Route("path", "site", "haven", "foot", time_h=fixed(1.0), self_moving=True, people_per_h=8.0)],
        groups=[group("g", "site", 5)],
        settings=Settings(flow_step_h=0.25),
    )
    result = simulate(plan, replications=1)
    assert result.t50_h[0, 0] == 1.25
    assert only(result) == 1.5


def test_mean_wait_in_the_many_server_queue() -> None:
    """M/M/c: the mean wait is Erlang C over (c mu - lambda); 6 % tolerance, about three standard errors here."""
    c, service_h, rate = 4, 0.1, 32.0
    load = rate * service_h
    tail = load**c / math.factorial(c) / (1 - load / c)
    erlang_c = tail / (sum(load**k / math.factorial(k) for k in range(c)) + tail)
    expected = erlang_c / (c / service_h - rate)
    people = 3000
    plan = case(
        places=[Place("centre", "control_centre"), Place("haven", "safe_haven")],
        routes=[Route("path", "centre", "haven", "foot", time_h=fixed(0.0), self_moving=True)],
        groups=[group("g", "centre", people, arrival=tandem().groups["everybody"].arrival)],
        stations=[Station("desk", "centre", c, {"full": exponential(service_h)})],
        settings=Settings(flow_step_h=1.0),
    )
    plan = replace(plan, groups={"g": replace(plan.groups["g"], arrival=replace(plan.groups["g"].arrival,
                                                                                rate_per_h=rate))})  # fmt: skip
    result = simulate(plan, replications=100, seed=5)
    wait = result.waiting_person_h[:, result.resources.index("station desk")].mean() / people
    assert wait == pytest.approx(expected, rel=0.06)


def test_tandem_mean() -> None:
    """The tandem model ends at about 1,712 min (sd 26), as five engines agree."""
    minutes = all_out(simulate(tandem(), replications=256, seed=2)) * 60
    assert minutes.mean() == pytest.approx(1712, abs=6)
    assert 18 < minutes.std() < 34


def every_two_minutes(servers: tuple[int, int, int]) -> Case:
    """The tandem model with a departure every two minutes and seats for all, so that nothing but the desks counts."""
    base = tandem(1500, servers)
    flight = replace(
        base.plan.services["flight"], seats=5000, departures=tuple(Moment(hours=k / 60) for k in range(1, 900, 2))
    )
    return replace(base, plan=replace(base.plan, services={"flight": flight}))


def test_common_random_numbers() -> None:
    """One more server where it hardly matters: the difference on common numbers varies over 50 times less than on
    independent ones."""
    runs = [
        simulate(every_two_minutes(servers), replications=100, seed=seed)
        for servers, seed in (((15, 8, 10), 1), ((16, 8, 10), 1), ((16, 8, 10), 2))
    ]
    base, more, other = (all_out(r) for r in runs)
    assert np.var(other - base) > 50 * np.var(more - base)


def test_same_bytes_for_any_workers_and_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker or two, small chunks or large: every array is the same to the byte; another seed is not."""
    plan = with_settings(pacifica(uniform(3, 4)), replications=150)
    base = simulate(plan)
    monkeypatch.setattr("leeway.movement.engine.spans.CHUNK_BYTES", 1)
    for other in (simulate(plan), simulate(plan, workers=2)):
        for name in ("t100_h", "out_by_exit", "waiting_person_h", "binding_h", "out_curve", "queue", "utilisation"):
            assert getattr(base, name).tobytes() == getattr(other, name).tobytes(), name
        assert base.events == other.events
    assert simulate(plan, seed=99).t100_h.tobytes() != base.t100_h.tobytes()


def test_more_replications_keep_the_first() -> None:
    """Replication k is the same future however many are asked for."""
    plan = pacifica(uniform(3, 4))
    assert np.array_equal(simulate(plan, replications=20).t100_h, simulate(plan, replications=100).t100_h[:20])


@st.composite
def posts(draw: st.DrawFn) -> Case:
    """Small random plans: two or three sites, a centre with desks, a haven, buses, walkers and flights."""
    sites = [f"s{k}" for k in range(draw(st.integers(1, 3)))]
    groups = [
        Group(
            id=f"g{k}", site=draw(st.sampled_from([*sites, "centre"])), low=(n := draw(st.integers(0, 12))),
            likely=n + draw(st.integers(0, 6)), high=n + 10, priority=draw(st.integers(1, 2)),
            party_size=draw(st.sampled_from([1.0, 2.5])), room=draw(st.sampled_from([1.0, 2.0])),
            show_up=draw(st.sampled_from([fixed(1.0), uniform(0.3, 1.0)])),
            self_evacuating=draw(st.sampled_from([0.0, 0.3])),
            mobilization_h=draw(st.sampled_from([fixed(0.0), uniform(0.0, 3.0), exponential(1.0)])),
        )
        for k in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    slots = draw(st.sampled_from([None, Slots(movements_per_h=3.0, maximum_on_ground=1, parking_h=0.2)]))
    berths = draw(st.sampled_from([(), (Berth("b", 1),)]))
    places = [Place(s, "site", berths=berths) for s in sites]
    places.append(Place("centre", "control_centre", capacity=draw(st.sampled_from([math.inf, 25.0])), slots=slots))
    places.append(Place("haven", "safe_haven", capacity=draw(st.sampled_from([math.inf, 30.0])),
                        onward=draw(st.sampled_from([None, Onward(10.0)]))))  # fmt: skip
    routes = [Route(f"{s} centre", s, "centre", "road", time_h=uniform(0.5, 1.5),
                    closes=draw(st.sampled_from([None, Moment(hours=6.0)]))) for s in sites]  # fmt: skip
    routes.append(Route("walk", sites[0], "centre", "foot", time_h=fixed(2.0), self_moving=True,
                        people_per_h=draw(st.sampled_from([math.inf, 30.0]))))  # fmt: skip
    routes.append(Route("air", "centre", "haven", "air", time_h=uniform(1.0, 2.0)))
    fleets = [
        Fleet("bus", "road", 2, draw(st.integers(3, 9)), load_h=uniform(0.1, 0.3), starts=(("centre", 2),),
              availability=draw(st.sampled_from([1.0, 0.7])), breakdown=draw(st.sampled_from([0.0, 0.2])),
              repair_h=fixed(0.5), hold_h=draw(st.sampled_from([math.inf, 0.5]))),
        Fleet("jet", "air", draw(st.integers(0, 2)), 12, starts=(("haven", 2),), unload_h=fixed(0.1)),
    ]  # fmt: skip
    fleets[1] = replace(fleets[1], starts=(("haven", fleets[1].count),))
    stations = [
        Station("desk", "centre", 2, {"full": exponential(0.05)}, rejects=draw(st.sampled_from([0.0, 0.2])),
                queue_limit=draw(st.sampled_from([math.inf, 4.0]))),
        Station("gate", "centre", 1, {"full": uniform(0.01, 0.05)},
                queue_limit=draw(st.sampled_from([math.inf, 2.0]))),
    ][: draw(st.integers(0, 2))]  # fmt: skip
    departures = tuple(Moment(hours=h) for h in (5.0, 9.0, 30.0))
    services = [Service("flight", "air", 7, departures)] if draw(st.booleans()) else []
    return case(places, routes, groups, fleets, stations, services, settings=Settings(horizon_h=200.0, seed=7))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(posts())
def test_conservation(plan: Case) -> None:
    """Whatever the plan, in every replication everybody who came forward is out, left or turned away, exactly once,
    and leaves by one exit; shares of time are in order."""
    result = simulate(plan, replications=12)
    assert np.array_equal(result.people, result.out + result.left + result.rejected)
    assert (result.left >= 0).all()
    assert np.array_equal(result.out_by_exit.sum(axis=2), result.out)
    assert (result.t50_h <= result.t90_h).all()
    assert (result.t90_h <= result.t100_h).all()
    everybody = np.isfinite(result.t100_h[:, :-1])
    assert np.array_equal(everybody, result.left == 0)
    assert (np.diff(result.out_curve, axis=1) >= 0).all()
    assert (result.utilisation >= 0).all()
    assert (result.waiting_person_h >= -1e-3).all()


def test_distribution_families_have_the_mean_they_say() -> None:
    """Mobilization by each family: with a flight a minute the mean exit is the family's mean, within 2 %."""
    for family, parameters in (("gamma", (2.0, 1.0)), ("lognormal", (1.0, 2.0)), ("weibull", (2.0, 1.5))):
        spread = Distribution(family, parameters)
        plan = case(
            places=[Place("site", "site"), Place("haven", "safe_haven")],
            routes=[Route("path", "site", "haven", "foot", time_h=fixed(0.0), self_moving=True)],
            groups=[group("g", "site", 400, mobilization_h=spread)],
        )
        result = simulate(plan, replications=40)
        waiting = result.waiting_person_h[:, result.resources.index("mobilization")].mean() / 400
        assert waiting == pytest.approx(spread.mean, rel=0.02)

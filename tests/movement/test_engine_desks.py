"""The two ways desks are computed, against each other and against a plain simulation of one party after another."""

from __future__ import annotations

import heapq
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulation_cases import case, exponential, group, tandem, uniform

from leeway.case.model import Case, Fleet, Moment, Place, Route, SecurityForce, Service, Settings, Shift, Station
from leeway.movement.engine.chain import Chain
from leeway.movement.engine.run import Chunk
from leeway.movement.engine.summary import exits, numbers
from leeway.movement.engine.world import World
from leeway.movement.simulate import simulate
from leeway.units import fixed


def done_h(plan: Case, replications: int = 5, *, fast: bool) -> np.ndarray:
    """When each party is through all desks of the only centre, (replications, parties), by the chosen way."""
    chunk = Chunk(World(plan, None, None), 4, range(replications), {}, allow_fast=fast)
    assert bool(chunk.crowd.chains) != fast
    chunk.run()
    return np.sort(chunk.crowd.ready_h, axis=1)


@pytest.mark.parametrize("ramp", [0.0, 2.0])
@pytest.mark.parametrize("per", ["party", "person"])
def test_both_ways_agree(ramp: float, per: str) -> None:
    """One pass a desk and event by event give the same hours to 1e-9: families, ramp-up, a force, three desks."""
    base = tandem(400, (3, 2, 4))
    stations = {k: replace(s, ramp_up_h=ramp, per=per) for k, s in base.plan.stations.items()}
    stations["desk 2"] = replace(stations["desk 2"], unlocked_by="marines")
    people = replace(base.groups["everybody"], party_size=2.5, low=300, high=420)
    forces = {"marines": SecurityForce("marines", uniform(1, 3))}
    plan = replace(base, groups={"everybody": people},
                   plan=replace(base.plan, stations=stations, security_forces=forces))  # fmt: skip
    fast, slow = done_h(plan, fast=True), done_h(plan, fast=False)
    present = np.isfinite(slow)
    assert np.array_equal(present, np.isfinite(fast))
    assert np.abs(fast[present] - slow[present]).max() < 1e-9


def test_both_ways_give_the_same_tables() -> None:
    """Exits, waits and utilisation of the tandem model are the same by both ways."""
    world = World(tandem(300, (3, 2, 4)), None, None)
    chunks = [Chunk(world, 4, range(5), {}, allow_fast=fast) for fast in (True, False)]
    for chunk in chunks:
        chunk.run()
    fast, slow = (numbers(chunk) for chunk in chunks)
    assert np.array_equal(fast.t100_h, slow.t100_h)
    early, late = (exits(chunk).by(np.linspace(0, 10, 20)) for chunk in chunks)
    assert np.array_equal(early, late)
    for name in ("waiting_person_h", "binding_h", "utilisation"):
        np.testing.assert_allclose(getattr(fast, name), getattr(slow, name), rtol=1e-4, atol=1e-4)


SHIFTS = (
    Shift(2, Moment(hours=1.0), Moment(hours=3.0)),
    Shift(1, Moment(hours=2.0), Moment(hours=6.0)),
    Shift(1, Moment(hours=8.0)),
)


@st.composite
def chains(draw: st.DrawFn) -> Case:
    """A centre with one to three desks of every kind but limited queues; some live there, others come by bus."""
    stations = [
        Station(
            f"desk {k}", "centre", draw(st.integers(1, 4)),
            {"full": exponential(draw(st.sampled_from([0.05, 0.2, 0.5])))},
            per=draw(st.sampled_from(["party", "person"])),
            shifts=draw(st.sampled_from([(), SHIFTS])),
            ramp_up_h=draw(st.sampled_from([0.0, 1.5])),
            rejects=draw(st.sampled_from([0.0, 0.2])),
            categories=draw(st.sampled_from([(), ("citizens",)])),
            unlocked_by=draw(st.sampled_from([None, "marines"])),
        )
        for k in range(draw(st.integers(1, 3)))
    ]  # fmt: skip
    late = uniform(0, 2)
    local = group("local", "centre", draw(st.integers(1, 30)), party_size=2.0, mobilization_h=uniform(0, 3))
    far = group("far", "site", draw(st.integers(0, 40)), party_size=1.5, mobilization_h=late, category="citizens")
    return case(
        places=[Place("site", "site"), Place("centre", "control_centre"), Place("haven", "safe_haven")],
        routes=[
            Route("road", "site", "centre", "road", time_h=uniform(0.5, 1.0)),
            Route("path", "centre", "haven", "foot", time_h=fixed(0.0)),
        ],
        groups=[local, far] if draw(st.booleans()) else [local],
        fleets=[Fleet("bus", "road", 2, 7, starts=(("site", 2),))],
        stations=stations,
        services=[Service("flight", "path", 1000, (Moment(hours=300.0),))],
        forces=[SecurityForce("marines", uniform(1, 3))],
    )


@settings(max_examples=60, deadline=None)
@given(chains())
def test_settled_at_once_or_event_by_event(plan: Case) -> None:
    """Without limited queues both ways give every party the same hours and waits to 1e-9, and turn the same away."""
    world = World(plan, None, None)
    fast, slow = (Chunk(world, 4, range(4), {}, allow_fast=fast) for fast in (True, False))
    assert all(isinstance(c, Chain) for c in slow.crowd.chains.values())
    assert not any(isinstance(c, Chain) for c in fast.crowd.chains.values())
    for chunk in (fast, slow):
        chunk.run()
    assert np.array_equal(fast.ledger.rejected, slow.ledger.rejected)
    assert np.array_equal(fast.ledger.out_h, slow.ledger.out_h)
    served = np.isfinite(slow.ledger.out_h)
    assert np.abs(fast.crowd.ready_h[served] - slow.crowd.ready_h[served]).max(initial=0.0) < 1e-9
    one, two = (numbers(chunk) for chunk in (fast, slow))
    np.testing.assert_allclose(one.waiting_person_h, two.waiting_person_h, rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(one.utilisation, two.utilisation, rtol=1e-9, atol=1e-9)


def blocking_line(arrivals: list[float], services: list[list[float]], servers: list[int],
                  limits: list[float]) -> list[float]:  # fmt: skip
    """Hours at which single persons leave a line of desks with limited queues, one event after another.

    Plain and slow on purpose: a heap of service ends, lists for queues, desks held by those who cannot move on. The
    people are at home before the first desk, whose limit therefore does not count.
    """
    desks = len(servers)
    queues: list[list[int]] = [[] for _ in servers]
    busy = [0] * desks
    held: list[list[int]] = [[] for _ in servers]
    done = [math.inf] * len(arrivals)
    events = [(hour, 0, who, -1) for who, hour in enumerate(arrivals)]
    heapq.heapify(events)

    def settle(now: float) -> None:
        moved = True
        while moved:
            moved = False
            for j in reversed(range(desks)):
                if held[j]:
                    who = held[j][0]
                    last = j + 1 == desks
                    if last or len(queues[j + 1]) < limits[j + 1] or busy[j + 1] < servers[j + 1]:
                        held[j].pop(0)
                        busy[j] -= 1
                        if last:
                            done[who] = now
                        else:
                            queues[j + 1].append(who)
                        moved = True
                while queues[j] and busy[j] < servers[j]:
                    who = queues[j].pop(0)
                    busy[j] += 1
                    heapq.heappush(events, (now + services[j][who], 1, who, j))
                    moved = True

    while events:
        now, _, who, desk = heapq.heappop(events)
        (queues[0] if desk < 0 else held[desk]).append(who)
        settle(now)
    return done


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(1, 3), min_size=3, max_size=3),
    st.lists(st.sampled_from([0.0, 1.0, 3.0, math.inf]), min_size=2, max_size=2),
    st.integers(1, 25),
)
def test_limited_queues_block_the_desk_before(servers: list[int], limits: list[float], people: int) -> None:
    """Blocking after service: the engine's hours equal those of the plain simulation, desk by desk, for any limits."""
    base = tandem(people, (servers[0], servers[1], servers[2]))
    names = list(base.plan.stations)
    stations = dict(base.plan.stations)
    for name, limit in zip(names[1:], limits, strict=True):
        stations[name] = replace(stations[name], queue_limit=limit)
    stations[names[0]] = replace(stations[names[0]], queue_limit=2.0)
    plan = replace(base, plan=replace(base.plan, stations=stations))
    chunk = Chunk(World(plan, None, None), 4, range(3), {})
    came = chunk.parties.ready_h.copy()
    chain = next(iter(chunk.crowd.chains.values()))
    chunk.run()
    for row in range(3):
        services = [table[row].tolist() for table in chain.service_h]
        expected = blocking_line(came[row].tolist(), services, servers, [math.inf, *limits])
        assert np.abs(np.array(expected) - chunk.crowd.ready_h[row]).max() < 1e-9


def counted(stations: list[Station], people: int = 4, forces: dict[str, SecurityForce] | None = None) -> list[float]:
    """Hours at which people who are all there at the start are through the desks."""
    plan = case(
        places=[Place("centre", "control_centre"), Place("haven", "safe_haven")],
        routes=[Route("path", "centre", "haven", "foot", time_h=fixed(0.0))],
        groups=[group("g", "centre", people)],
        stations=stations,
        services=[Service("flight", "path", 1000, (Moment(hours=500.0),))],
        forces=(forces or {}).values(),
    )
    chunk = Chunk(World(plan, None, None), 1, range(1), {})
    chunk.run()
    return [round(float(h), 6) for h in np.sort(chunk.crowd.ready_h[0])]


def test_shifts_and_ramp_up_by_hand() -> None:
    """A second server from hour 1 to 2 and nobody from 3 to 10; a service begun is finished after the shift."""
    shifts = (
        Shift(1, Moment(hours=0.0), Moment(hours=3.0)),
        Shift(1, Moment(hours=1.0), Moment(hours=2.0)),
        Shift(1, Moment(hours=10.0)),
    )
    station = Station("desk", "centre", 2, {"full": fixed(0.8)}, shifts=shifts)
    # server one: 0-0.8, 0.8-1.6, 1.6-2.4, 2.4-3.2; server two: 1-1.8, 1.8-2.6
    assert counted([station], 7) == [0.8, 1.6, 1.8, 2.4, 2.6, 3.2, 10.8]
    slow = Station("desk", "centre", 2, {"full": fixed(1.0)}, ramp_up_h=3.0)
    assert counted([slow], 4) == [1.0, 2.0, 2.5, 3.0]


def test_depth_and_categories_skip_desks() -> None:
    """A desk without a time at the chosen depth and none for full is skipped; so is one for another category."""
    stations = [
        Station("late", "centre", 1, {"reduced": fixed(5.0)}),
        Station("citizens", "centre", 1, {"full": fixed(5.0)}, categories=("citizens",)),
        Station("all", "centre", 1, {"full": fixed(1.0)}),
    ]
    assert counted(stations, 2) == [1.0, 2.0]


def test_rejects_are_neither_out_nor_left() -> None:
    """A tenth of 2,000 parties turned away, within five standard errors, and everybody else out."""
    base = tandem(2000)
    stations = dict(base.plan.stations)
    stations["desk 1"] = replace(stations["desk 1"], rejects=0.1)
    result = simulate(replace(base, plan=replace(base.plan, stations=stations)), replications=5)
    share = result.rejected.sum() / result.people.sum()
    assert share == pytest.approx(0.1, abs=5 * math.sqrt(0.09 / 10_000))
    assert not result.left.any()


def test_a_full_queue_keeps_the_bus_outside() -> None:
    """Queue of 2, one desk: the second bus unloads when the first load is all in service or done, and drives later."""
    plan = case(
        places=[Place("site", "site"), Place("centre", "control_centre"), Place("haven", "safe_haven")],
        routes=[
            Route("road", "site", "centre", "road", time_h=fixed(1.0)),
            Route("path", "centre", "haven", "foot", time_h=fixed(0.0), self_moving=True),
        ],
        groups=[group("g", "site", 4)],
        fleets=[Fleet("bus", "road", 2, 2, starts=(("site", 2),))],
        stations=[Station("desk", "centre", 1, {"full": fixed(1.0)}, queue_limit=2.0)],
        settings=Settings(flow_step_h=0.25),
    )
    result = simulate(plan, replications=1)
    # two unload at 1 (one served 1-2, one waits); the other two need both places, free when the second starts at 2
    assert result.t100_h[0, 0] == 5.0
    assert result.waiting_person_h[0, result.resources.index("queue desk")] == 2.0


def test_exponential_desks_keep_their_own_times() -> None:
    """The service time of party k at a desk is the same whatever desk stands before it."""
    one = [Station("b", "centre", 1, {"full": exponential(1.0)})]
    both = [Station("a", "centre", 50, {"full": fixed(0.0)}), *one]
    assert counted(one, 10) == counted(both, 10)

"""Self-moving people: published arrival curve, and exhaustive and maximum-flow oracles on small networks."""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.case.model import (
    Arrival,
    Case,
    Fleet,
    Group,
    Moment,
    Place,
    Plan,
    Route,
    SecurityForce,
    Settings,
    Windows,
)  # fmt: skip
from leeway.movement.check import check
from leeway.movement.network import Network
from leeway.movement.optimise import flow
from leeway.movement.optimise.clock import Clock
from leeway.movement.records import Schedule
from leeway.units import fixed

MINUTE = 1 / 60
Node = tuple[object, ...]


def way(origin, destination, minutes, per_minute=math.inf, **more):
    return Route(
        f"{origin}-{destination}", origin, destination, "foot", time_h=fixed(minutes * MINUTE), self_moving=True,
        people_per_h=per_minute * 60, **more,
    )  # fmt: skip


def group(name, site, people, **more):
    return Group(name, site, people, people, people, **more)


def case(groups, places, routes, forces=(), **settings):
    def by_id(records):
        return {record.id: record for record in records}

    plan = Plan(by_id(places), by_id(routes), {}, {}, {}, {}, {}, {}, by_id(forces))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return Case(Path(), "", (), start, None, "UTC", Settings(**settings), by_id(groups), plan)


def solved(built: Case) -> Schedule:
    """The schedule, which the independent checker accepts."""
    schedule = flow.solve(Network(built), Clock(20.0))
    assert check(built, schedule) == ()
    return schedule


def arrivals(schedule: Schedule, *havens: str) -> dict[int, int]:
    """People out by minute of exit (whole minutes only)."""
    out: Counter[int] = Counter()
    for walk in schedule.walks:
        if walk.destination in havens:
            out[round(walk.arrive_h / MINUTE)] += walk.people
    return dict(sorted(out.items()))


def ccrp() -> Case:
    """Example network of watchdogs132/CCRP (0b7c8f0, `input/1`), after Lu, George and Shekhar 2005."""
    edges = [
        "1-3",
        "3-4",
        "3-5",
        "4-6",
        "5-7",
        "2-3",
        "6-10",
        "7-11",
        "9-10",
        "9-11",
        "8-9",
        "8-10",
        "8-11",
        "10-13",
        "10-12",
        "11-14",
        "12-14",
    ]
    capacity = [7, 3, 3, 5, 3, 7, 5, 3, 14, 6, 6, 6, 3, 8, 6, 3, 3]
    minutes = [1, 3, 3, 4, 4, 1, 5, 5, 4, 4, 4, 3, 3, 1, 4, 2, 3]
    rooms = [50, 50, 30, 8, 6, 10, 8, 65, 25, 30, 8, 18]
    places = [Place(str(k), "site", capacity=room) for k, room in enumerate(rooms, 1)]
    places += [Place("13", "safe_haven"), Place("14", "safe_haven")]
    routes = [way(*edge.split("-"), t, c) for edge, c, t in zip(edges, capacity, minutes, strict=True)]
    return case([group("a", "1", 10), group("b", "2", 5), group("c", "8", 15)], places, routes)


def test_ccrp_egress_time_and_arrival_curve():
    """The published plan's egress time of 16 and its whole arrival curve, proved optimal."""
    schedule = solved(ccrp())
    assert arrivals(schedule, "13", "14") == {4: 6, 5: 9, 14: 3, 15: 6, 16: 6}
    assert schedule.objective.completion_h == pytest.approx(16 * MINUTE)
    assert schedule.proved == (True, True, True)
    assert schedule.left == ()


def test_walks_keep_people_whole_and_in_order():
    """Everybody of every group leaves the site once, and nobody goes on from a place before having come to it."""
    built = ccrp()
    schedule = solved(built)
    there = {(g.id, g.site): [(0.0, g.likely)] for g in built.groups.values()}
    for walk in sorted(schedule.walks, key=lambda walk: walk.depart_h):
        here = there.setdefault((walk.group, walk.origin), [])
        assert sum(people for hour, people in here if hour <= walk.depart_h + 1e-9) >= walk.people
        here.append((walk.depart_h, -walk.people))
        there.setdefault((walk.group, walk.destination), []).append((walk.arrive_h, walk.people))
    for (_, place), moves in there.items():
        assert place in ("13", "14") or sum(people for _, people in moves) == 0


def test_narrow_route_gathers_its_capacity():
    """40 people an hour are two every three minutes, neither none nor one a minute."""
    schedule = solved(case([group("g", "a", 4)], [Place("a", "site"), Place("z", "safe_haven")],
                           [way("a", "z", 5, 40 / 60)]))  # fmt: skip
    assert arrivals(schedule, "z") == {6: 1, 7: 1, 9: 1, 10: 1}


def test_travel_between_ticks_is_exact():
    """Who arrives between two ticks goes on at the next one, and the last leg ends at its own minute."""
    schedule = solved(case([group("g", "a", 1)], [Place("a", "site"), Place("b", "site"), Place("z", "safe_haven")],
                           [way("a", "b", 2.4), way("b", "z", 3.3)]))  # fmt: skip
    assert [walk.depart_h / MINUTE for walk in schedule.walks] == pytest.approx([0, 3])
    assert schedule.objective.completion_h == pytest.approx(6.3 * MINUTE)
    assert schedule.step_h == 0.0


def test_closing_route_leaves_people_of_lower_weight():
    """Entry up to and including the closing minute; when not all can pass, the greater weight goes first."""
    groups = [group("many", "a", 10, weight=1.0), group("few", "a", 4, weight=3.0)]
    places = [Place("a", "site"), Place("z", "safe_haven")]
    schedule = solved(case(groups, places, [way("a", "z", 5, 2, closes=Moment(hours=3 * MINUTE))]))
    assert {(left.group, left.people) for left in schedule.left} == {("many", 6)}
    assert schedule.objective.left_weighted == schedule.bound.left_weighted == 6.0
    assert schedule.objective.completion_h == pytest.approx(8 * MINUTE)


def test_unreachable_group_is_named():
    """A group without a way out is left with the reason, the others still go."""
    places = [Place("a", "site"), Place("b", "site"), Place("z", "safe_haven")]
    schedule = solved(case([group("g", "a", 3), group("cut off", "b", 2, weight=2.0)], places, [way("a", "z", 1)]))
    assert [(left.group, left.people, left.reason) for left in schedule.left] == [
        ("cut off", 2, "no route leads from b to a safe haven")
    ]
    assert schedule.objective.left_weighted == schedule.bound.left_weighted == 4.0


def test_haven_takes_no_more_than_it_holds():
    """A haven for 3 without onward movement takes 3 of 5."""
    closed = [Place("a", "site"), Place("z", "safe_haven", capacity=3)]
    schedule = solved(case([group("g", "a", 5)], closed, [way("a", "z", 1)]))
    assert [left.people for left in schedule.left] == [2]
    assert schedule.bound.left_weighted == 2.0


def test_room_must_be_free_when_people_set_out():
    """A place for one person, ten minutes away, with a slow way on: two under way to it would overbook it, so that
    people set out when they can go straight on; the bound is that of the flow."""
    places = [Place("a", "site"), Place("b", "site", capacity=1), Place("z", "safe_haven")]
    routes = [way("a", "b", 10, 1), way("b", "z", 1, 0.4)]
    schedule = solved(case([group("g", "a", 4)], places, routes))
    assert not schedule.left
    assert schedule.bound.completion_h <= schedule.objective.completion_h


def test_waiting_room_limits_who_stays_not_who_passes():
    """Ten a minute pass through a place without room when they can go straight on; a slow way on lets only so many."""
    places = [Place("a", "site"), Place("b", "site", capacity=0), Place("z", "safe_haven")]
    through = solved(case([group("g", "a", 20)], places, [way("a", "b", 2, 10), way("b", "z", 1, 10)]))
    assert arrivals(through, "z") == {3: 10, 4: 10}
    slow = solved(case([group("g", "a", 20)], places, [way("a", "b", 2, 10), way("b", "z", 1, 4)]))
    assert arrivals(slow, "z") == {3: 4, 4: 4, 5: 4, 6: 4, 7: 4}
    assert max(walk.people for walk in slow.walks) == 4


def test_hours_forces_and_readiness_hold_people_back():
    """Opening hours of a route, a force that unlocks a place, and a group's own readiness each delay the exit."""
    places = [Place("a", "site"), Place("z", "safe_haven")]
    span = Windows(spans=((Moment(hours=0.5), Moment(hours=2.0)),))
    late = solved(case([group("g", "a", 1)], places, [way("a", "z", 1, hours=span)]))
    assert late.objective.completion_h == pytest.approx(0.5 + MINUTE)
    locked = [Place("a", "site"), Place("z", "safe_haven", unlocked_by="force")]
    forced = solved(case([group("g", "a", 1)], locked, [way("a", "z", 6)], [SecurityForce("force", fixed(1.0))]))
    assert forced.objective.completion_h == pytest.approx(1.0)
    slowly = solved(case([group("g", "a", 3, arrival=Arrival("rate", 6.0))], places, [way("a", "z", 1)]))
    assert [walk.depart_h / MINUTE for walk in slowly.walks] == pytest.approx([5, 15, 25])


def test_applies_only_without_vehicles_or_desks():
    """The formulation is for plans where people need nothing but roads."""
    built = ccrp()
    assert flow.applies(Network(built))
    built.plan.fleets["bus"] = Fleet("bus", "road", 1, 10, starts=(("1", 1),))
    assert not flow.applies(Network(built))


def test_out_of_time_still_gives_a_bound():
    """With no time at all the schedule is incomplete, its bounds still hold and everybody is accounted for."""
    schedule = flow.solve(Network(ccrp()), Clock(0.0))
    assert schedule.bound.left_weighted <= schedule.objective.left_weighted
    assert sum(left.people for left in schedule.left) + sum(arrivals(schedule, "13", "14").values()) == 30


@st.composite
def small(draw):
    """Three sites and two havens, ways of a few minutes with small capacities, some closing."""
    minutes, capacity = st.integers(0, 3), st.integers(1, 3)
    pairs = draw(st.lists(st.sampled_from([(o, d) for o in "abc" for d in "abcyz" if o != d]), unique=True, min_size=2))
    routes = []
    for origin, destination in pairs:
        closes = draw(st.none() | st.integers(0, 8).map(lambda m: Moment(hours=m * MINUTE)))
        routes.append(way(origin, destination, draw(minutes), draw(capacity), closes=closes))
    rooms = {place: draw(st.just(math.inf) | st.integers(6, 9)) for place in "abc"}
    rooms["y"], rooms["z"] = draw(st.just(math.inf) | st.integers(1, 4)), math.inf
    places = [Place(place, "safe_haven" if place in "yz" else "site", capacity=room) for place, room in rooms.items()]
    groups = [group(f"g{site}", site, draw(st.integers(1, 3))) for site in draw(st.sampled_from(["a", "ab", "abc"]))]
    return case(groups, places, routes, horizon_h=0.5)


def maximum_flow(capacities: dict[Node, dict[Node, int]], source: Node, sink: Node) -> int:
    """Edmonds and Karp: shortest augmenting paths until there is none."""
    total = 0
    while True:
        came: dict[Node, Node] = {source: source}
        frontier = [source]
        while frontier and sink not in came:
            frontier = [
                came.setdefault(end, begin) and end
                for begin in frontier
                for end, capacity in capacities.get(begin, {}).items()
                if capacity > 0 and end not in came
            ]
        if sink not in came:
            return total
        path, end = [], sink
        while end != source:
            path.append((came[end], end))
            end = came[end]
        many = min(capacities[begin][end] for begin, end in path)
        for begin, end in path:
            capacities[begin][end] -= many
            capacities[end][begin] += many
        total += many


def most_out_by(built: Case, last: int) -> int:
    """Maximum flow by tick `last` in the plainly written time expansion: the oracle."""
    capacities: dict[Node, dict[Node, int]] = {}

    def add(begin, end, capacity):
        capacities.setdefault(begin, {})[end] = capacities.setdefault(begin, {}).get(end, 0) + capacity
        capacities.setdefault(end, {}).setdefault(begin, 0)

    big = 10_000
    for g in built.groups.values():
        add(("source",), (g.site, 0), g.likely)
    for place in built.plan.places.values():
        room = big if math.isinf(place.capacity) else int(place.capacity)
        for tick in range(last + 1):
            if tick < last or place.is_haven:
                add((place.id, tick), (place.id, tick + 1) if tick < last else ("sink",), room)
    for route in built.plan.routes.values():
        minutes, capacity = round(route.time_h.low / MINUTE), round(route.people_per_h / 60)
        closes = big if route.closes is None else round(route.closes.hours / MINUTE)
        for tick in range(min(last - minutes, closes) + 1):
            add((route.origin, tick), (route.destination, tick + minutes), capacity)
    return maximum_flow(capacities, ("source",), ("sink",))


@settings(max_examples=60, deadline=None)
@given(small())
def test_number_out_and_last_exit_match_maximum_flow(built):
    """How many get out at all, and the first minute by which that many can: maximum flows say the same."""
    schedule = solved(built)
    people = sum(g.likely for g in built.groups.values())
    left = sum(record.people for record in schedule.left)
    assert people - left == most_out_by(built, 30)
    assert sum(arrivals(schedule, "y", "z").values()) == people - left
    first = next(tick for tick in range(31) if most_out_by(built, tick) == people - left)
    assert schedule.objective.completion_h == pytest.approx(first * MINUTE if people > left else 0.0)
    assert schedule.proved[:2] == (True, True)


@settings(max_examples=40, deadline=None)
@given(small())
def test_one_common_sink_gives_the_best_curve_at_all_times(built):
    """Where no haven can fill up, as many are out by every minute as a maximum flow for that minute alone gets out,
    provided everybody gets out."""
    built.plan.places["y"] = Place("y", "safe_haven")
    schedule = solved(built)
    if not schedule.left:
        curve = arrivals(schedule, "y", "z")
        for tick in range(max(curve) + 1):
            assert sum(people for at, people in curve.items() if at <= tick) == most_out_by(built, tick)
        assert schedule.proved == (True, True, True)


@settings(max_examples=20, deadline=None)
@given(small())
def test_more_capacity_never_makes_it_worse(built):
    """Widening one route never leaves more people, and never lengthens the time for as many."""
    before = solved(built)
    name, route = next(iter(built.plan.routes.items()))
    built.plan.routes[name] = way(route.origin, route.destination, 0, 9)
    after = solved(built)
    assert after.objective[:1] <= before.objective[:1]
    if after.objective.left_weighted == before.objective.left_weighted:
        assert after.objective.completion_h <= before.objective.completion_h + 1e-9

"""Lower bounds: never above what any dispatch reaches, and exact where one stage decides alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_posts import random_post
from test_dispatch import small_post

from leeway.case.model import Case, ClosureTask, Fleet, Group, Place, Route, Station
from leeway.movement.network import Network
from leeway.movement.optimise.bounds import exit_times, last_exit_by_first_leg, last_exit_by_tasks
from leeway.movement.optimise.bounds.curves import served
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import dispatch
from leeway.movement.optimise.dispatch.guide import RULES, Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.units import fixed


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6), rule=st.sampled_from(RULES), fill=st.sampled_from((0.0, 0.5, 1.0)),
    hold_h=st.sampled_from((0.5, 3.0, float("inf"))),
)  # fmt: skip
def test_no_dispatch_beats_the_bound(seed: int, rule: str, fill: float, hold_h: float) -> None:
    """People left, completion and mean exit of any guide lie at or above the bounds, goal by goal."""
    network = Network(random_post(seed))
    hours = Hours(network)
    found = dispatch(network, hours, Guide(rule=rule, fill=fill, hold_h=hold_h)).objective
    for value, bound in zip(found, exit_times(network, hours).bound(found.left_weighted), strict=True):
        assert bound <= value + 1e-6 * max(1.0, value)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), rule=st.sampled_from(RULES), fill=st.sampled_from((0.0, 1.0)))
def test_no_dispatch_beats_the_closure_tasks(seed: int, rule: str, fill: float) -> None:
    """Whoever leaves nobody is out no earlier than the tasks allow."""
    network = Network(random_post(seed))
    hours = Hours(network)
    found = dispatch(network, hours, Guide(rule=rule, fill=fill)).objective
    if found.left_weighted == 0:
        assert last_exit_by_tasks(network, hours) <= found.completion_h + 1e-6


def test_the_last_person_stays_for_the_tasks() -> None:
    """Three hours of shredding and two of locking up after it: the last may board before 5 h, but leaves then, is at
    the centre at 6.25 h and out three hours later. Without the tasks all could be out at 7 h."""
    tasks = {
        "lock up": ClosureTask("lock up", "staff", fixed(2.0), crew=1, after=("shred",)),
        "shred": ClosureTask("shred", "staff", fixed(3.0), crew=1),
    }
    network = Network(small_post(closure_tasks=tasks))
    least = last_exit_by_tasks(network, Hours(network))
    assert least == pytest.approx(9.25)
    assert least <= dispatch(network, Hours(network), Guide()).objective.completion_h


def test_a_way_round_a_closed_road_is_known_to_the_bound() -> None:
    """A bus at the centre, and a road to one site that opens at 5 h: by another site and the link between them it is
    there before a bus that waits for the road to open. The bound must not wait either."""
    network = Network(random_post(572))
    hours = Hours(network)
    found = dispatch(network, hours, Guide(fill=0.0, hold_h=0.5)).objective
    assert exit_times(network, hours).bound(found.left_weighted).completion_h <= found.completion_h + 1e-6


def test_bound_is_exact_for_a_chain_without_a_choice() -> None:
    """The two-stage post of the dispatcher's tests cannot be done before 7 h, and the bound says so."""
    network = Network(small_post())
    assert exit_times(network, Hours(network)).bound(0.0).completion_h == pytest.approx(7.0)


def test_bound_sees_the_desk_between() -> None:
    """With a desk of half an hour a person, twenty people from 1.5 h on are served by 11.5 h at best, out by 14.5 h."""
    network = Network(small_post(stations={"desk": Station("desk", "centre", 1, {"full": fixed(0.5)})}))
    assert exit_times(network, Hours(network)).bound(0.0).completion_h == pytest.approx(14.5)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), rule=st.sampled_from(RULES))
def test_no_dispatch_beats_the_first_leg(seed: int, rule: str) -> None:
    """Whoever leaves nobody is out no earlier than the first leg allows."""
    network = Network(random_post(seed))
    hours = Hours(network)
    found = dispatch(network, hours, Guide(rule=rule, fill=0.0)).objective
    if found.left_weighted == 0:
        assert last_exit_by_first_leg(network, hours, Clock(10.0)) <= found.completion_h + 1e-6


@settings(max_examples=15, deadline=None)
@given(
    people=st.lists(st.integers(1, 9), min_size=2, max_size=3), seats=st.integers(2, 4),
    legs=st.lists(st.sampled_from((0.5, 1.0, 1.5, 2.5)), min_size=3, max_size=3), buses=st.integers(1, 2),
)  # fmt: skip
def test_first_leg_is_the_least_over_all_tours(people: list[int], seats: int, legs: list[float], buses: int) -> None:
    """Sites around a centre: the bound is the least makespan of whole trips over all ways to share them out, plus 2.5 h
    of loading and flight, and at least what the cuts know."""
    network = Network(around_a_centre(people, seats, legs, buses))
    hours = Hours(network)
    trips = [leg for leg, n in zip(legs, people, strict=False) for _ in range(-(-n // seats))]
    least = min(
        max(sum(2 * leg for leg, b in zip(trips, shared, strict=True) if b == bus) for bus in range(buses))
        for shared in product(range(buses), repeat=len(trips))
    )
    found = last_exit_by_first_leg(network, hours, Clock(10.0))
    assert found == pytest.approx(least + 2.5)
    assert found >= exit_times(network, hours).bound(0.0).completion_h - 1e-6


def around_a_centre(people: list[int], seats: int, legs: list[float], buses: int) -> Case:
    """Buses that start at the centre, an hour's way counted both ways; one plane that holds everybody."""
    case = small_post()
    sites = [f"s{k}" for k in range(len(people))]
    places = {s: Place(s, "site") for s in sites} | {k: p for k, p in case.plan.places.items() if k != "site"}
    routes = {s: Route(s, s, "centre", "road", time_h=fixed(leg)) for s, leg in zip(sites, legs, strict=False)}
    routes["air"] = case.plan.routes["air"]
    fleets = {
        "bus": Fleet("bus", "road", buses, seats, starts=(("centre", buses),)),
        "plane": replace(case.plan.fleets["plane"], seats=60, unload_h=fixed(0.0), starts=(("centre", 1),)),
    }
    groups = {s: Group(s, s, n, n, n) for s, n in zip(sites, people, strict=True)}
    return replace(case, groups=groups, plan=replace(case.plan, places=places, routes=routes, fleets=fleets))


def richer(case: Case, what: str) -> Case:
    """The case with one vehicle, one seat, one desk or one hour of notice more."""
    plan = case.plan
    fleets, stations, groups = dict(plan.fleets), dict(plan.stations), dict(case.groups)
    if what == "vehicle":
        fleets = {k: replace(f, count=f.count + 1, starts=((f.starts[0][0], f.count + 1),)) for k, f in fleets.items()}
    if what == "seat":
        fleets = {k: replace(f, seats=f.seats + 1) for k, f in fleets.items()}
    if what == "desk":
        stations = {
            k: replace(s, servers=s.servers + 1, shifts=tuple(replace(x, servers=x.servers + 1) for x in s.shifts))
            for k, s in stations.items()
        }
    if what == "hour":
        fleets = {k: replace(f, available_h=fixed(max(0.0, f.available_h.low - 1.0))) for k, f in fleets.items()}
    return replace(case, groups=groups, plan=replace(plan, fleets=fleets, stations=stations))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), what=st.sampled_from(("vehicle", "seat", "desk", "hour")))
def test_more_never_raises_the_bound(seed: int, what: str) -> None:
    """With one more vehicle, seat, desk or hour no person's earliest exit in order gets later."""
    poor, rich = Network(random_post(seed)), Network(richer(random_post(seed), what))
    before, after = exit_times(poor, Hours(poor)).times, exit_times(rich, Hours(rich)).times
    finite = np.isfinite(before)
    assert np.isfinite(after[finite]).all()
    assert (after[finite] <= before[finite] + 1e-6).all()


def test_served_starts_nobody_at_a_closed_desk() -> None:
    """One desk open from 0 to 1 and again from 5: of three people at 0 with 0.6 h each, the third begins at 5."""
    assert served([0.0, 0.0, 0.0], 0.6, [(-1e9, 0), (0.0, 1), (1.0, 0), (5.0, 1)]).tolist() == pytest.approx(
        [0.6, 1.2, 5.6]
    )

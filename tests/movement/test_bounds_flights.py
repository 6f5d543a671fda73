"""Bounds from movement slots: exact where worked out by hand, never above what a dispatch reaches."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulation_cases import case, group

from leeway.case.model import Case, Fleet, Place, Route, Slots
from leeway.movement.network import Network
from leeway.movement.optimise.bounds import exit_times, last_exit_by_flights, mean_exit_by_flights
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import dispatch
from leeway.movement.optimise.dispatch.guide import RULES, Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.schedule import schedule
from leeway.units import fixed


def air_bridge(people: int, aircraft: int, slots: Slots, flight_h: float, load_h: float, unload_h: float) -> Case:
    """People at an airport, aircraft of ten seats that start at the haven."""
    fleet = Fleet(
        "plane", "air", aircraft, 10, load_h=fixed(load_h), unload_h=fixed(unload_h), starts=(("haven", aircraft),)
    )
    places = [Place("airport", "embarkation_point", slots=slots), Place("haven", "safe_haven")]
    route = Route("bridge", "airport", "haven", "air", time_h=fixed(flight_h))
    return case(places, [route], [group("all", "airport", people)], [fleet])


def test_what_slots_bunch_stays_bunched() -> None:
    """Six aircraft, four movements in any hour, rounds of 5.75 h of which 0.75 h at the airport. Two can come and go in
    the first hour, two in the second, two in the third, and so on in every round: the fourth to make its eighth flight
    is out 50 h after aircraft that take off at 3 h. Cuts say 49.25 h: four could leave after an hour, but then every
    later round takes them a quarter of an hour more."""
    post = air_bridge(460, 6, Slots(("air",), 4.0, 4), 2.25, 0.75, 0.5)
    network = Network(post)
    hours = Hours(network)
    cuts_h = exit_times(network, hours).bound(0.0).completion_h
    assert cuts_h == pytest.approx(46.25)
    assert last_exit_by_flights(network, hours, Clock(60.0), cuts_h) == pytest.approx(47.0)
    found = schedule(post, time_limit_s=10)
    assert found.objective.completion_h == pytest.approx(47.0)
    assert found.proved[1]


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), rule=st.sampled_from(RULES))
def test_no_dispatch_beats_the_slots(seed: int, rule: str) -> None:
    """Random air bridges: no dispatch that gets everybody out is earlier, at the last or on average, than the bound."""
    dice = random.Random(seed)
    slots = Slots(
        ("air",), dice.choice((0.5, 2.0, 3.0, 5.0)), dice.choice((1.0, 2.0, 4.0)), dice.choice((0.0, 0.5, 1.25))
    )
    post = air_bridge(
        dice.randint(15, 60), dice.randint(1, 4), slots, dice.choice((0.5, 1.25, 2.0)), dice.choice((0.25, 0.75)),
        dice.choice((0.0, 0.5)),
    )  # fmt: skip
    network = Network(post)
    hours = Hours(network)
    turn_h = {"plane": dice.choice((0.5, 2.0))} if dice.random() < 0.5 else {}
    found = dispatch(network, hours, Guide(rule=rule, turn_h=turn_h)).objective
    if found.left_weighted == 0:
        assert last_exit_by_flights(network, hours, Clock(60.0), 0.0) <= found.completion_h + 1e-6
        assert mean_exit_by_flights(network, hours, Clock(60.0), found.completion_h) <= found.mean_exit_h + 1e-6

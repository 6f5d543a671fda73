"""Lower bounds: never above what any dispatch reaches, and exact where one stage decides alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_posts import random_post
from test_dispatch import small_post

from leeway.case.model import Case, Station
from leeway.movement.network import Network
from leeway.movement.optimise.bounds import exit_times
from leeway.movement.optimise.bounds.curves import served
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


def test_bound_is_exact_for_a_chain_without_a_choice() -> None:
    """The two-stage post of the dispatcher's tests cannot be done before 7 h, and the bound says so."""
    network = Network(small_post())
    assert exit_times(network, Hours(network)).bound(0.0).completion_h == pytest.approx(7.0)


def test_bound_sees_the_desk_between() -> None:
    """With a desk of half an hour a person, twenty people from 1.5 h on are served by 11.5 h at best, out by 14.5 h."""
    network = Network(small_post(stations={"desk": Station("desk", "centre", 1, {"full": fixed(0.5)})}))
    assert exit_times(network, Hours(network)).bound(0.0).completion_h == pytest.approx(14.5)


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

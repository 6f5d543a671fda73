"""Levers: what each change does to a case, and what its gain is said to be."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_posts import random_post
from report_records import clearance_of, rich_case

from leeway.movement.draws import quantile
from leeway.movement.levers import changes as make
from leeway.movement.levers import hours
from leeway.movement.levers.change import Change
from leeway.movement.levers.notice import earlier
from leeway.movement.levers.ranking import LEAST_TRIED, MOST_TRIED, compare, levers, worth_trying
from leeway.movement.simulate import simulate
from leeway.units import Distribution, fixed

NOTHING = Change("none", "", "nothing", lambda case: case)


def test_every_kind_of_change_is_offered_once_and_leaves_the_case_alone() -> None:
    """Each change gives a different case and does not touch the one it is given."""
    case = rich_case()
    found = make.changes(case, 24.0)
    assert {c.kind for c in found} == {
        "vehicle", "desk", "slot", "stand", "berth", "departure", "notice", "nearer", "haven", "escort", "hours",
        "night", "shift", "fuel", "depth",
    }  # fmt: skip
    assert len({(c.kind, c.target) for c in found}) == len(found)
    assert len({c.label for c in found}) == len(found)
    for change in found:
        assert change.apply(case) != case
    assert case == rich_case()


def test_one_more_vehicle_keeps_the_numbers_of_the_others() -> None:
    """The new bus is the last one, so that bus/1 to bus/3 keep start place and random numbers."""
    fleet = make.one_more_vehicle(rich_case(), "bus").plan.fleets["bus"]
    assert fleet.count == 4
    assert fleet.starts == (("town", 1), ("airport", 3))


def test_one_more_desk_opens_only_when_the_station_works() -> None:
    """A shift without servers stays closed."""
    station = make.one_more_server(rich_case(), "screening").plan.stations["screening"]
    assert (station.servers, [s.servers for s in station.shifts]) == (5, [5, 0])


def test_the_extra_departure_fills_the_widest_gap() -> None:
    """Departures at 4 h and 20 h: the gap between them is widest; with an end at 60 h it is the last one."""
    case = rich_case()
    at = [
        m.after(case.start) for m in make.one_more_departure(case, "charter", 24.0).plan.services["charter"].departures
    ]
    assert at == [4.0, 12.0, 20.0]
    at = [
        m.after(case.start) for m in make.one_more_departure(case, "charter", 60.0).plan.services["charter"].departures
    ]
    assert at == [4.0, 20.0, 40.0]
    at = [
        m.after(case.start)
        for m in make.one_more_departure(case, "charter", math.inf).plan.services["charter"].departures
    ]
    assert at == [4.0, 20.0, 36.0]


def test_longer_hours_end_later_and_never_exceed_a_day() -> None:
    """Daily hours gain an hour at their end; round the clock stays so."""
    case = rich_case()
    assert hours.open_longer(case, "town").plan.places["town"].hours.daily == ((360, 1140),)
    whole = replace(case.plan.places["town"].hours, daily=((0, 1440),))
    assert hours.longer(whole).daily == ((0, 1440),)


def test_the_longest_leg_of_each_mode_is_halved() -> None:
    """Half the way means half the time, for the drawn time too."""
    route = make.half_as_far(rich_case(), "town-airport").plan.routes["town-airport"]
    assert route.time_h == Distribution("uniform", (0.5, 1.0))


def test_lighter_processing_is_the_next_depth_any_desk_knows() -> None:
    """From full to reduced; from reduced, with nothing lighter given, no change is offered."""
    reduced = make.shallower(rich_case())
    assert reduced.settings.processing_depth == "reduced"
    assert make.shallower(reduced) == reduced


DISTRIBUTIONS = st.sampled_from([
    fixed(0.4), fixed(3.0), Distribution("uniform", (0.5, 2.0)), Distribution("uniform", (2.0, 4.0)),
    Distribution("triangular", (1.0, 2.0, 6.0)), Distribution("pert", (0.0, 2.0, 6.0)),
    Distribution("lognormal", (2.0, 5.0)), Distribution("exponential", (1.5,)), Distribution("gamma", (2.0, 1.0)),
    Distribution("weibull", (2.0, 1.5)), Distribution("empirical", (0.0, 1.0, 5.0)),
])  # fmt: skip


@given(DISTRIBUTIONS, st.floats(0.002, 0.998))
def test_an_hour_of_notice_takes_an_hour_off_every_draw(uncertain: Distribution, u: float) -> None:
    """The same uniform gives the same time an hour earlier, never before zero: that keeps the draws common."""
    want = max(0.0, float(quantile(uncertain, u)) - 1.0)
    assert float(quantile(earlier(uncertain, 1.0), u)) == pytest.approx(want, abs=2e-3)


def test_a_constant_gain_has_no_width() -> None:
    """Where every future gains half an hour, the gain is half an hour and its interval is a point."""
    before = np.random.default_rng(3).uniform(10, 30, 500)
    lever = compare(NOTHING, clearance_of(before), clearance_of(before - 0.5), 0.9, 1)
    assert (lever.gained_h, lever.low_h, lever.high_h) == pytest.approx((0.5, 0.5, 0.5))
    assert lever.helps
    assert lever.more_out == 0


def test_no_change_gains_nothing() -> None:
    """The plan against itself gains exactly nothing and is not called a help."""
    t100 = np.random.default_rng(3).uniform(10, 30, 500)
    lever = compare(NOTHING, clearance_of(t100), clearance_of(t100), 0.9, 1)
    assert (lever.gained_h, lever.low_h, lever.high_h, lever.helps) == (0, 0, 0, False)


def test_the_interval_covers_the_true_gain() -> None:
    """Over 60 samples with a true gain of 2 h at P90 the 95 % interval covers it in at least 50."""
    covered = 0
    for k in range(60):
        rng = np.random.default_rng(k)
        noise = rng.normal(0, 0.5, 400)
        before = 20 + rng.normal(0, 2, 400)
        true = 2.0 + 1.2815516 * (2 - math.hypot(2, 0.5))
        lever = compare(NOTHING, clearance_of(before), clearance_of(before - 2 + noise), 0.9, k)
        covered += lever.low_h <= true <= lever.high_h
    assert covered >= 50


def test_a_change_that_makes_it_possible_gains_without_end() -> None:
    """Infinite before and finite after is an infinite gain; people more out are counted beside it."""
    n = 100
    stay = np.full(n, 7)
    never = clearance_of(np.full(n, np.inf), stay)
    never = replace(never, t50_h=never.t100_h, t90_h=never.t100_h)
    lever = compare(NOTHING, never, clearance_of(np.full(n, 20.0)), 0.9, 1)
    assert lever.gained_h == math.inf
    assert (lever.more_out, lever.more_out_low) == (7, 7)
    both = compare(NOTHING, never, clearance_of(np.full(n, np.inf), stay - 2), 0.9, 1)
    assert (both.gained_h, both.more_out, both.helps) == (0, 2, True)


def test_a_gain_is_measured_on_the_same_futures() -> None:
    """A changed plan run on the first 200 futures is compared with these, not with all."""
    before = np.concatenate([np.full(200, 10.0), np.full(300, 99.0)])
    lever = compare(NOTHING, clearance_of(before), clearance_of(np.full(200, 9.0)), 0.9, 1)
    assert (lever.gained_h, lever.replications) == (1.0, 200)


def test_in_a_large_plan_the_changes_most_waited_for_are_tried() -> None:
    """Sixty fleets, of which only the bus is waited for: fewer the more there is to simulate, bus and notice always."""
    many = [Change("vehicle", f"van {k}", f"one more van {k}", lambda case: case) for k in range(60)]
    bus = Change("vehicle", "bus", "one more bus", lambda case: case)
    notice = Change("notice", "", "one more hour of notice", lambda case: case)
    baseline = clearance_of(np.full(20, 20.0))
    for events, tries in ((10, MOST_TRIED), (3000, 20), (90_000, LEAST_TRIED)):
        kept = worth_trying([*many, bus, notice], replace(baseline, events=[()] * events))
        assert len(kept) == tries
        assert bus in kept
        assert notice in kept


def test_a_group_nobody_can_reach_does_not_hide_what_helps_the_others() -> None:
    """With ten of 110 people never out, T100 is infinite and the gain is told in T90, as JSON and table say."""
    t100 = np.random.default_rng(3).uniform(10, 30, 200)
    never = np.full(200, np.inf)
    before, after = clearance_of(t100), clearance_of(t100 - 1)
    stay = np.full((200, 1), 10)
    cut_off = [
        replace(c, t100_h=np.column_stack((c.t100_h[:, :-1], never)), left=c.left + stay) for c in (before, after)
    ]
    lever = compare(NOTHING, cut_off[0], cut_off[1], 0.9, 1)
    assert lever.measure == "t90"
    assert lever.gained_h == pytest.approx(0.9)
    assert compare(NOTHING, before, after, 0.9, 1).measure == "t100"


def test_levers_are_the_same_for_any_number_of_workers() -> None:
    """One process or two rank the same levers with the same intervals."""
    case = random_post(7)
    baseline = simulate(case, replications=5, seed=1)
    alone, together = (levers(case, baseline, simulate=simulate, seed=1, workers=workers) for workers in (1, 2))
    assert len(alone) >= LEAST_TRIED
    assert alone == together

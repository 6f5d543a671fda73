"""Following a schedule: exact without chance on posts with every kind of limit, sensible where chance delays."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from events_as_schedule import as_schedule
from random_posts import random_post
from simulation_cases import case, group, uniform
from test_simulate_random_posts import consistent, without_chance

from leeway.case.model import Berth, Case, Fleet, Place, Route
from leeway.movement.check import check
from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import dispatch
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.post.changes import Changes
from leeway.movement.optimise.post.search import first_guides
from leeway.movement.optimise.post.solving import as_schedule as as_plan
from leeway.movement.records import Objective, Schedule
from leeway.movement.schedule import schedule
from leeway.movement.simulate import simulate
from leeway.units import Distribution, fixed

NOT_REPEATED = {39}
"""Families of two sizes of which the plan books a later vehicle for some and sends others on foot first: records name
people, not families."""


@pytest.mark.parametrize("seed", range(0, 81, 4))
def test_a_followed_schedule_is_repeated(seed: int) -> None:
    """Without chance nobody is out later than planned, and what happened is itself a schedule the checker passes."""
    plan = without_chance(random_post(seed))
    repeated(plan, schedule(plan, time_limit_s=30.0))


def repeated(plan: Case, found: Schedule) -> None:
    """Followed without chance, a schedule gives the same hours, and a schedule by the checker's rules."""
    result = simulate(plan, policy=found, replications=1)
    assert result.left.sum() <= sum(row.people for row in found.left)
    if found.left:  # those the plan leaves may still be fetched afterwards
        return
    assert result.t100_h[0, -1] <= found.objective.completion_h + 1e-6
    done = as_schedule(plan, found, result)
    assert check(plan, done) == ()
    assert done.objective.mean_exit_h == pytest.approx(found.objective.mean_exit_h, abs=1e-6)


def some_guide(network: Network, seed: int) -> Guide:
    """A guide as the search may come by: one of its first ones, with a few changes."""
    dice = random.Random(seed)
    changes = Changes(network, dice)
    guide = dice.choice(first_guides(network, Guide()))
    for _ in range(dice.choice((0, 0, 1, 3, 6))):
        guide = changes.drawn(guide, Guide())
    return guide


@pytest.mark.parametrize("seed", [k for k in range(140) if k not in NOT_REPEATED])
def test_any_plan_of_the_dispatcher_is_repeated(seed: int) -> None:
    """Whatever plan a search is cut off with, following it without chance repeats it, hour by hour."""
    case = without_chance(random_post(seed))
    network = Network(case)
    hours = Hours(network)
    for number in range(2):
        run = dispatch(network, hours, some_guide(network, 1000 * seed + number))
        nothing = Objective(0.0, 0.0, 0.0)
        repeated(case, as_plan(network, hours, run, run.objective, nothing, Clock(1.0)))


@pytest.mark.parametrize("seed", range(0, 30, 3))
def test_a_schedule_followed_under_chance_adds_up(seed: int) -> None:
    """With every chance of the post live, everything adds up and the same seed gives the same numbers."""
    plan = random_post(seed)
    found = schedule(plan, time_limit_s=0.2)
    first, second = (simulate(plan, policy=found, replications=5, seed=3) for _ in range(2))
    consistent(first)
    assert np.array_equal(first.t100_h, second.t100_h)


def one_stop(trip: Distribution, buses: int = 2, **more: object) -> Case:
    """Two buses take 40 people from a stop for one bus, an hour's loading each, to a haven."""
    return case(
        places=[Place("site", "site", berths=(Berth("stop", 1),)), Place("haven", "safe_haven")],
        routes=[Route("road", "site", "haven", "road", time_h=trip)],
        groups=[group("g", "site", 40)],
        fleets=[Fleet("bus", "road", buses, 20, load_h=fixed(1.0), starts=(("haven", buses),), **more)],  # type: ignore[arg-type]
    )


def test_nobody_waits_for_ever_for_one_who_is_planned_first_and_absent() -> None:
    """Of two buses one may never turn up: the other loads at its own hour and then fetches the rest."""
    found = schedule(one_stop(fixed(2.0)))
    assert found.objective.completion_h == pytest.approx(6.0)
    fewer = one_stop(fixed(2.0), availability=0.5)
    result = simulate(fewer, policy=found, replications=200, seed=1)
    hours = result.t100_h[:, -1]
    turned_up = np.isfinite(hours)
    assert turned_up.mean() == pytest.approx(0.75, abs=0.08)
    assert set(np.round(hours[turned_up], 6)) <= {6.0, 10.0, 11.0}
    assert {6.0, 10.0} <= set(np.round(hours[turned_up], 6))


def test_luck_is_used_where_it_takes_nothing_from_others() -> None:
    """Trips between one and two hours, planned at an hour and a half: whoever is lucky loads before his hour, and
    everybody is out before the planned end in a good share of the replications."""
    plan = one_stop(uniform(1.0, 2.0))
    found = schedule(plan)
    assert found.objective.completion_h == pytest.approx(5.0)
    hours = simulate(plan, policy=found, replications=200, seed=2).t100_h[:, -1]
    assert (hours < 5.0 - 1e-6).mean() > 0.3
    assert hours.min() > 4.0
    assert hours.max() < 6.0 + 1e-6


def test_a_pause_the_plan_wants_is_kept() -> None:
    """Whoever is not ahead of his plan does not set out before its hour, though he could."""
    found = schedule(one_stop(fixed(2.0)))
    hours = ("load_start_h", "depart_h", "arrive_h", "unload_end_h")
    late = tuple(m._replace(**{f: getattr(m, f) + 3.0 for f in hours}) for m in found.moves)
    moved = replace(found, moves=late)
    result = simulate(one_stop(fixed(2.0)), policy=moved, replications=1)
    assert result.t100_h[0, -1] == pytest.approx(9.0)

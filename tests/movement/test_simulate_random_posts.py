"""Random posts through the simulation: people are counted once and nothing beats a proven bound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from random_posts import random_post

from leeway.case.model import Case
from leeway.movement.events import COLUMNS
from leeway.movement.records import Clearance
from leeway.movement.schedule import schedule
from leeway.movement.simulate import simulate
from leeway.units import fixed


def without_chance(plan: Case) -> Case:
    """The same post with every uncertain time at its planning value."""
    groups = {g.id: replace(g, mobilization_h=fixed(0.0)) for g in plan.groups.values()}
    forces = {f.id: replace(f, lead_h=fixed(4.0)) for f in plan.plan.security_forces.values()}
    return replace(plan, groups=groups, plan=replace(plan.plan, security_forces=forces))


def consistent(result: Clearance) -> None:
    """Conservation, exits, order of times, events in order."""
    assert np.array_equal(result.people, result.out + result.left + result.rejected)
    assert (result.left >= 0).all()
    assert np.array_equal(result.out_by_exit.sum(axis=2), result.out)
    assert (result.t50_h <= result.t90_h).all()
    assert (result.t90_h <= result.t100_h).all()
    assert np.array_equal(np.isfinite(result.t100_h[:, :-1]), result.left == 0)
    hours = [row[COLUMNS.index("time_h")] for row in result.events]
    assert hours == sorted(hours)


@pytest.mark.parametrize("seed", range(40))
def test_random_posts_under_dispatch(seed: int) -> None:
    """With chance, greedily: everything adds up in every replication, and the same seed gives the same numbers."""
    plan = random_post(seed)
    result = simulate(plan, replications=3)
    consistent(result)
    again = simulate(plan, replications=3)
    assert np.array_equal(result.t100_h, again.t100_h)


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_random_posts_keep_to_the_proven_bounds(seed: int) -> None:
    """Without chance neither policy leaves fewer behind, or gets all out sooner, than the schedule's proven bounds."""
    plan = without_chance(random_post(seed))
    found = schedule(plan, time_limit_s=0.5)
    for policy in ("dispatch", found):
        result = simulate(plan, policy=policy, replications=2)
        consistent(result)
        weights = np.array([plan.groups[name].weight for name in result.groups])
        left = result.left @ weights
        assert (left >= found.bound.left_weighted - 1e-6).all()
        if found.bound.left_weighted < 1e-9:
            assert (result.t100_h[:, -1] >= found.bound.completion_h - 1e-6).all()

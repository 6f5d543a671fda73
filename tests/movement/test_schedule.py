"""schedule(): the formulation follows the plan's structure, and every schedule passes the checker."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_posts import random_post
from test_dispatch import small_post

import leeway.movement.schedule as module
from leeway.case.model import Moment
from leeway.errors import BrokenSchedule
from leeway.movement.schedule import schedule


def test_a_two_stage_post_is_scheduled_as_a_general_post() -> None:
    """Bus, centre and plane in a chain fit neither the shuttle nor the flow formulation."""
    assert schedule(small_post(), time_limit_s=1.0).formulation.startswith("dispatch")


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_random_posts_pass_the_checker(seed: int) -> None:
    """No random post makes the checker object to what is returned."""
    found = schedule(random_post(seed), time_limit_s=0.3)
    assert found.objective.left_weighted >= found.bound.left_weighted


def test_a_later_start_moves_fixed_instants_closer() -> None:
    """A road closed at a fixed instant 5 h after the case's start is passed by ten people only when starting late."""
    case = small_post()
    routes = dict(case.plan.routes)
    routes["road"] = replace(routes["road"], closes=Moment(at=case.start + timedelta(hours=5)))
    case = replace(case, plan=replace(case.plan, routes=routes))
    assert schedule(case, time_limit_s=1.0).left == ()
    late = schedule(case, start=case.start + timedelta(hours=4), time_limit_s=1.0)
    assert sum(left.people for left in late.left) == 10


def test_a_schedule_that_breaks_a_rule_is_never_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a formulation writes an impossible departure, the checker's sentences come as an error, not a plan."""
    honest = module.post.solve

    def careless(*arguments: object) -> object:
        found = honest(*arguments)  # type: ignore[arg-type]
        return replace(found, moves=tuple(m._replace(arrive_h=m.depart_h) for m in found.moves))

    monkeypatch.setattr(module.post, "solve", careless)
    with pytest.raises(BrokenSchedule, match="planned are"):
        schedule(small_post(), time_limit_s=0.5)

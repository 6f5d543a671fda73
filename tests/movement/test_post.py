"""The search over general posts: checked schedules, proved where the bound is met, reasons for those left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_posts import random_post
from test_bounds import richer
from test_dispatch import small_post

from leeway.case.model import Case, Group, Moment, Place
from leeway.movement.check import check
from leeway.movement.network import Network
from leeway.movement.optimise import post
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import dispatch
from leeway.movement.optimise.dispatch_guide import Guide
from leeway.movement.optimise.dispatch_hours import Hours
from leeway.movement.optimise.post_search import better
from leeway.movement.records import Objective, Schedule


def solve(case: Case, seconds: float = 0.4, **more: object) -> Schedule:
    """A checked schedule of a general post."""
    found = post.solve(Network(case), Clock(seconds), **more)  # type: ignore[arg-type]
    assert check(case, found, more.get("closings")) == ()  # type: ignore[arg-type]
    return found


def test_a_post_without_a_choice_is_proved() -> None:
    """The best completion of the small post is 7 h, found and proved; so is that nobody is left."""
    found = solve(small_post())
    assert found.objective.completion_h == pytest.approx(7.0)
    assert found.proved[:2] == (True, True)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_bound_below_optimum_below_heuristic(seed: int) -> None:
    """The search is never worse than the plain dispatcher, and never below its bound."""
    case = random_post(seed)
    network = Network(case)
    plain = dispatch(network, Hours(network), Guide()).objective
    found = solve(case)
    assert not better(plain, found.objective)
    assert all(b <= v + 1e-6 * max(1.0, v) for b, v in zip(found.bound, found.objective, strict=True))


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), what=st.sampled_from(("vehicle", "seat", "desk", "hour")))
def test_more_is_never_proved_worse(seed: int, what: str) -> None:
    """No bound of the richer plan lies above what the poorer plan reaches: its optimum is not worse."""
    before, after = solve(random_post(seed)), solve(richer(random_post(seed), what))
    assert after.bound.left_weighted <= before.objective.left_weighted + 1e-6
    if before.objective.left_weighted <= after.bound.left_weighted + 1e-6:
        assert after.bound.completion_h <= before.objective.completion_h + 1e-6


@pytest.mark.parametrize("what", ["vehicle", "seat", "desk", "hour"])
def test_more_is_not_worse_on_small_posts(what: str) -> None:
    """On the post small enough to be searched through, one thing more never makes the returned schedule worse."""
    before = solve(small_post(), 2.0).objective
    assert not better(before, solve(richer(small_post(), what), 2.0).objective)


def test_people_with_no_way_out_are_named() -> None:
    """A group at a place without any route is left with the reason and what would help; the others get out."""
    case = small_post(places=dict(small_post().plan.places) | {"hill": Place("hill", "site")})
    case = replace(case, groups={**case.groups, "guards": Group("guards", "hill", 3, 3, 3, weight=2.0)})
    found = solve(case)
    assert [(left.group, left.place, left.people) for left in found.left] == [("guards", "hill", 3)]
    assert "No way leads from hill" in found.left[0].reason
    assert found.objective.left_weighted == 6.0
    assert found.proved[0]


def test_people_behind_a_closing_are_named_with_the_rule() -> None:
    """A road that closes before the bus can come: everybody is left, and the reason tells of the closing."""
    routes = dict(small_post().plan.routes)
    routes["road"] = replace(routes["road"], closes=Moment(hours=0.1))
    found = solve(small_post(routes=routes))
    assert sum(left.people for left in found.left) == 20
    assert "closed after 0.1 h" in found.left[0].reason
    assert found.proved[0]


def test_expected_people_left_when_an_exit_closes() -> None:
    """The air route closes at 3 h, 5 h or never in equal draws: the best plan flies ten early and loses fewer.

    Flying ten at 2.5 h is safe in every draw; the second ten fly at 7.5 h at the earliest (plane back by 7 h), which
    only the third draw allows: 20/3 people left on average. Foreseeing each draw does not help.
    """
    closings = {"air": np.array([3.0, 5.0, np.inf])}
    found = solve(small_post(), 3.0, closings=closings)
    assert found.objective.left_weighted == pytest.approx(20 / 3)


def test_interrupting_returns_the_best_so_far() -> None:
    """Ctrl-C during the search gives a checked schedule marked as interrupted."""

    def stop(doing: str, best: float, bound: float) -> None:
        raise KeyboardInterrupt

    case = random_post(3)
    found = post.solve(Network(case), Clock(5.0, stop))
    assert found.interrupted
    assert check(case, found) == ()
    assert found.objective != Objective(0.0, 0.0, 0.0)

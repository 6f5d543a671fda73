"""The search over general posts: checked schedules, proved where the bound is met, reasons for those left."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

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
from leeway.movement.optimise.dispatch import Dispatched, dispatch
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.post import solving
from leeway.movement.optimise.post.poorer import poorer
from leeway.movement.optimise.post.search import Search, better
from leeway.movement.records import Objective, Schedule

KINDS = ("vehicle", "seat", "desk", "hour")


def solve(case: Case, seconds: float = 0.4, **more: object) -> Schedule:
    """A checked schedule of a general post."""
    found = post.solve(Network(case), Clock(seconds), **more)  # type: ignore[arg-type]
    assert check(case, found, more.get("closings")) == ()  # type: ignore[arg-type]
    return found


def runs_of(network: Network, base: Guide) -> list[Objective]:
    """What each run of a short search on top of `base` is worth, in order, whatever is proved."""
    values: list[Objective] = []

    def value(found: Dispatched) -> Objective:
        values.append(found.objective)
        return found.objective

    nothing = Objective(-1.0, -1.0, -1.0)
    search = Search(network, [Hours(network)], Clock(60.0), value)
    place = search.survey(base, lambda _: nothing, math.inf)
    search.improve(place, lambda _: nothing, 40, math.inf)
    return values


def test_any_plan_is_better_than_none() -> None:
    """Where nothing has been found yet all goals are infinite."""
    nothing = Objective(math.inf, math.inf, math.inf)
    assert better(Objective(3.0, 2.0, 1.0), nothing)
    assert not better(nothing, Objective(3.0, 2.0, 1.0))
    assert not better(nothing, nothing)


def test_a_survey_keeps_the_best_of_its_list() -> None:
    """What a survey ends with is worth what the best of its runs was."""
    network = Network(random_post(4, people=12))
    search = Search(network, [Hours(network)], Clock(60.0), lambda found: found.objective)
    place = search.survey(Guide(), lambda _: Objective(-1.0, -1.0, -1.0), math.inf)
    assert place.value == search.best_value


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


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("seed", range(6))
def test_one_thing_less_repeats_the_search_on_the_poorer_post(seed: int, what: str) -> None:
    """Among the searches on the richer post one takes, run for run, the steps of the search on the poorer post itself:
    whatever the poorer plan finds by its own means, the richer one finds too."""
    poor = runs_of(Network(random_post(seed, people=12)), Guide())
    rich = Network(richer(random_post(seed, people=12), what))
    assert poor in [runs_of(rich, base) for base in (Guide(), *poorer(rich))]


@pytest.fixture(autouse=True)
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few changes that a search that did not repeat the poorer one would often do worse."""
    monkeypatch.setattr(solving, "SMALL_PROPOSALS", 25)


@cache
def searched(seed: int | None) -> Schedule:
    """A small post, searched to the end."""
    return solve(small_post() if seed is None else random_post(seed, people=12), 60.0)


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("seed", [None, 4])
def test_more_is_not_worse_on_small_posts(seed: int | None, what: str) -> None:
    """On small posts, searched by tries alone, one thing more never makes the returned schedule worse."""
    case = small_post() if seed is None else random_post(seed, people=12)
    assert not better(searched(seed).objective, solve(richer(case, what), 60.0).objective)


def test_small_posts_do_not_depend_on_the_clock() -> None:
    """Two searches with very different time limits end with the same schedule, before either limit."""
    first, second = searched(4), solve(random_post(4, people=12), 600.0)
    assert first.seconds < 60.0
    assert (first.moves, first.walks, first.objective) == (second.moves, second.walks, second.objective)


def test_the_time_limit_is_kept_with_one_run_done() -> None:
    """With no time at all the first run is finished and checked; nothing is proved, nothing else tried."""
    case = random_post(3)
    found = solve(case, 0.0)
    network = Network(case)
    assert found.objective == dispatch(network, Hours(network), Guide()).objective
    assert found.bound.mean_exit_h == 0.0


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

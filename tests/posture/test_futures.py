"""The operation in every imagined future: what is shared between starts must be what a full simulation gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from leeway.case.load import load_case
from leeway.case.model import Case
from leeway.case.template import write_template
from leeway.movement.outcomes import outcomes
from leeway.posture.bases import clock_of
from leeway.posture.futures import Futures, closings_of
from leeway.posture.ways import Ways

MANY = 24


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The template: an embassy, a school, an airport with daylight hours, a haven."""
    directory = tmp_path_factory.mktemp("case") / "post"
    write_template(directory)
    return load_case(directory)


def draws(make: Callable[[np.random.Generator], np.ndarray]) -> np.ndarray:
    return make(np.random.default_rng(7))


def full(case: Case, hours: dict[str, np.ndarray], start_h: float) -> tuple[np.ndarray, np.ndarray]:
    """Left and out by exit of a full simulation with the closings of a start then."""
    assert case.hazard is not None
    shut = closings_of(case, case.hazard.exits, hours, MANY, Ways(case))
    moved = {key: np.maximum(h - start_h, 0.0) for key, h in shut.items()}
    found = outcomes(
        case, range(MANY), closings=moved, start=case.start + timedelta(hours=start_h % 24), seed=case.settings.seed
    )
    return found.left, found.out_by_exit


def test_the_template_looks_at_the_clock(post: Case) -> None:
    """Daylight makes it daily; a service at a fixed instant makes it dated."""
    assert clock_of(post) in ("daily", "dated")


@pytest.mark.parametrize("start_h", [0.0, 12.0])
def test_partial_closings_are_simulated_in_full(post: Case, start_h: float) -> None:
    """Where one exit closes early and others stay open, shared work changes nothing."""
    hours = {
        "city": np.full(MANY, np.inf),
        "airport": np.full(MANY, np.inf),
        "airport road": draws(lambda rng: np.where(rng.random(MANY) < 0.5, rng.uniform(0, 60, MANY), np.inf)),
    }
    found = Futures(post, hours, replications=MANY, seed=post.settings.seed).at(start_h)
    left, by_exit = full(post, hours, start_h)
    assert np.array_equal(found.left, left)
    assert np.array_equal(found.out_by_exit, by_exit)


def test_the_fall_of_the_city_is_told_from_the_shared_run(post: Case) -> None:
    """Everything closes at once: who is out is told within a step, never too many, and conservation holds."""
    hours = {name: draws(lambda rng: rng.uniform(0, 90, MANY)) for name in ("city", "airport", "airport road")}
    found = Futures(post, hours, replications=MANY, seed=post.settings.seed).at(0.0)
    left, by_exit = full(post, hours, 0.0)
    assert (found.left.sum(axis=1) >= left.sum(axis=1)).all()
    # Within a step of a quarter of an hour at most one load of the largest vehicle is counted late.
    assert np.abs(found.left.sum(axis=1) - left.sum(axis=1)).mean() <= 0.02 * found.people.sum(axis=1).mean()
    assert np.array_equal(found.left + found.out_by_exit.sum(axis=2), left + by_exit.sum(axis=2))


def test_without_closings_every_start_is_the_plan_itself(post: Case) -> None:
    """Exits that last for ever: the base run, for any start of the same hour of the day."""
    hours = {"city": np.full(MANY, np.inf)}
    futures = Futures(post, hours, replications=MANY, seed=1)
    assert np.array_equal(futures.at(0.0).left, futures.at(24.0).left)
    assert np.array_equal(futures.at(0.0).left, futures.base(0.0).left)


def test_closed_before_the_start_leaves_everybody_who_needs_the_plan(post: Case) -> None:
    """A start after the fall: nobody but those who go by their own means."""
    hours = {name: np.zeros(MANY) for name in ("city", "airport", "airport road")}
    found = Futures(post, hours, replications=MANY, seed=1).at(48.0)
    assert not found.out_by_exit[:, :, :-1].any()
    assert (found.left.sum(axis=1) > 0).all()


def test_more_time_never_leaves_more_people_in_the_mean(post: Case) -> None:
    """The later the exits close, the fewer are left, draw by draw in the mean."""
    early = {name: np.full(MANY, 30.0) for name in ("city", "airport", "airport road")}
    late = {name: np.full(MANY, 60.0) for name in early}
    left = [Futures(post, h, replications=MANY, seed=1).at(0.0).left.sum() for h in (early, late)]
    assert left[1] <= left[0]


def test_the_city_takes_everything_unless_its_exit_says_what(post: Case) -> None:
    """An unstated city closes every route of people; a stated one what it names."""
    assert post.hazard is not None
    ways = Ways(post)
    shut = closings_of(post, (), {"city": np.zeros(3)}, 3, ways)
    assert set(shut) == set(ways.all_routes)
    stated = replace(post.hazard.exits[0], id="city", kind="city", closes=("airport",))
    assert set(closings_of(post, (stated,), {"city": np.zeros(3)}, 3, ways)) == {"airport"}


def test_no_way_left_is_seen(tmp_path: Path, post: Case) -> None:
    """Every route shut leaves nobody a way out; one road among others does not."""
    ways = Ways(post)
    every = {key: np.zeros(2) for key in ways.all_routes}
    assert ways.none_left(every, np.zeros(2)).all()
    assert not ways.none_left({ways.all_routes[0]: np.zeros(2)}, np.zeros(2)).all()

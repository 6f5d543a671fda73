"""What shortening the clearance buys: gains on common random numbers, with intervals."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from leeway.case.load import load_case
from leeway.case.model import Case
from leeway.case.template import write_template
from leeway.movement.gone import counted
from leeway.movement.outcomes import Outcomes, outcomes
from leeway.movement.pool import Pool
from leeway.movement.simulate import simulate
from leeway.posture.bases import grid_of
from leeway.posture.broad_changes import broad_changes, six_hours_of_notice
from leeway.posture.joint import joint_of
from leeway.posture.levers import begin_levers, chance_in_time, left_in_time, lever_gains, promising
from leeway.posture.model import LeverGain
from leeway.posture.warning_cost import past

MANY = 24
GRID = np.arange(0.0, 121.0, 0.5)
FIRST = np.random.default_rng(4).uniform(0, 150, 5_000)


@lru_cache(maxsize=1)
def post() -> Case:
    """The template."""
    directory = Path(mkdtemp()) / "post"
    write_template(directory)
    return load_case(directory)


def closings() -> dict[str, np.ndarray]:
    """Draws in which the road closes alone, or all exits together, or nothing."""
    rng = np.random.default_rng(5)
    road, city = rng.uniform(0, 80, 1_000), np.where(rng.random(1_000) < 0.6, rng.uniform(0, 150, 1_000), np.inf)
    road = np.where(rng.random(1_000) < 0.3, np.minimum(road, city), city)
    return {"city": city, "airport": city, "airport road": road}


@lru_cache(maxsize=4)
def gains(workers: int = 1) -> tuple[LeverGain, ...]:
    case = post()
    base = outcomes(case, range(MANY), seed=1, grid_h=grid_of(case))
    watched = simulate(case, replications=MANY, seed=1)
    with Pool(workers) as pool:
        tried = begin_levers(case, watched, MANY, seed=1, tried=3, pool=pool)
        joint = joint_of(case, closings(), MANY)
        return lever_gains(tried, case, base, joint, grid_of(case), lag_h=6.0, known=past(), seed=1, pool=pool)


def test_the_same_with_any_number_of_processes() -> None:
    """Same inputs, same bytes: the interval too."""
    assert gains(1) == gains(2)


def test_intervals_hold_the_value_and_the_best_comes_first() -> None:
    """What helps clear of chance stands before what does not, by hours."""
    found = gains()
    assert found
    for one in found:
        for gain in (one.hours, one.p_all_out, one.fewer_left):
            assert gain.low - 1e-9 <= gain.value <= gain.high + 1e-9
        assert one.warnings
    helping = [one.hours.value for one in found if one.helps]
    assert helping == sorted(helping, reverse=True)
    assert [one.helps for one in found] == sorted((one.helps for one in found), reverse=True)


def test_hours_gained_shorten_the_warning_needed() -> None:
    """The warning with a change is decision lag and time needed less what it gains."""
    base = outcomes(post(), range(MANY), seed=1)
    needed = 6.0 + float(np.quantile(base.t100_h[:, -1], post().settings.confidence, method="inverted_cdf"))
    for one in gains():
        assert abs(one.warnings[0].warning_h - (needed - one.hours.value)) < 1e-9


def test_broad_changes_change_what_they_say_and_nothing_else() -> None:
    """Each gives another case; six hours of notice take at most six hours off, and never lengthen anything."""
    case = post()
    for change, _, share in broad_changes(case):
        assert change.apply(case) != case
        assert change.apply(case).settings == case.settings
        assert 0 < share <= 1
    before, after = outcomes(case, range(MANY), seed=1), outcomes(six_hours_of_notice(case), range(MANY), seed=1)
    assert np.median(before.t100_h[:, -1] - after.t100_h[:, -1]) >= 0
    assert len(promising(case, simulate(case, replications=4, seed=1), 2)) == 2


def test_the_joint_closings_are_parted_by_what_the_first_leaves() -> None:
    """Those of the whole city at once, with those in which nothing closes, against brute force; the others in pairs."""
    case, hours = post(), closings()
    joint = joint_of(case, hours, MANY)
    alone = hours["airport road"] < hours["city"]
    assert joint.share == 1 - alone.mean()
    assert len(joint.whole_h) == (~alone).sum()
    assert np.array_equal(np.bincount(joint.replication), np.full(MANY, 2))
    assert np.isin(joint.first_h, hours["airport road"][alone]).all()
    assert not len(joint_of(case, {**hours, "airport road": hours["city"]}, MANY).replication)


def test_pairs_are_run_with_their_closings() -> None:
    """Shared work changes nothing: each pair leaves whom a full simulation with its closings leaves."""
    case = post()
    joint, pool = joint_of(case, closings(), MANY), Pool(1)
    base = outcomes(case, range(MANY), seed=1)
    found = joint.left(base, joint.begin(case, base, pool, 1))
    full = outcomes(case, joint.replication.tolist(), seed=1, closings=joint.closings)
    assert np.array_equal(found, full.left.sum(axis=1))
    assert found.any()
    assert np.allclose(joint.mean(found, MANY).mean(), found.mean())


def test_chance_and_people_in_time_count_every_future() -> None:
    """Against brute force over all pairs of operations and closings."""
    needed = np.array([10.0, 60.0, np.inf])
    brute = [(hours <= FIRST).mean() if np.isfinite(hours) else 0.0 for hours in needed]
    assert np.allclose(chance_in_time(needed, FIRST), brute)
    step = np.searchsorted(GRID, np.arange(1.0, 51.0))  # of the first operation one an hour leaves, of the other nobody
    gone = counted((2, 1, 1), len(GRID), np.zeros_like(step), step, np.ones_like(step))
    people = np.array([[50], [40]])
    empty = np.zeros((2, 1, 1), dtype=np.int64)
    found = Outcomes(("g",), ("e",), people, people * 0, empty, np.zeros((2, 2)), np.zeros(2), gone)
    at = np.minimum(np.floor(np.minimum(FIRST, GRID[-1]) * 2) / 2, 50).astype(np.int32)
    assert np.allclose(left_in_time(found, 2, FIRST, GRID), [50 - at.mean(), 40.0])

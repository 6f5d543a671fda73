"""Starts between those of the grid: leeway to the hour, last safe starts never later at a higher confidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.case.load import load_case
from leeway.case.model import Case
from leeway.posture.clocks import leeway_h
from leeway.posture.futures import Futures
from leeway.posture.safe_start import between, last_at_least

MANY = 60
GRID = (0.0, 12.0, 24.0, 48.0, 96.0)
FILES = {
    "case.toml": """
title = "One boat"
area = ["AF"]
start = 2031-05-04T00:00:00Z
time_zone = "UTC"
[settings]
horizon = "4 d"
confidence = 0.9
seed = 3
[hazard]
target = "Tessaly"
latitude = 34.5
longitude = 69.2
attacker = ["Front"]
[[hazard.exit]]
id = "harbour"
kind = "port"
place = "Tessaly"
closes = ["crossing"]
""",
    "people.csv": "group,site,low,likely,high,priority,mobilization\nfirst,Quay,20,20,20,1,\"uniform(1 h, 9 h)\"\n"
    "second,Quay,20,20,20,2,\"uniform(2 h, 9 h)\"\n",
    "plan.toml": """
[[place]]
id = "Quay"
kind = "site"
[[place]]
id = "Island"
kind = "safe_haven"
[[route]]
id = "crossing"
from = "Quay"
to = "Island"
mode = "sea"
time = "uniform(1 h, 3 h)"
[[fleet]]
id = "boat"
mode = "sea"
count = 2
seats = 10
starts = "Quay"
""",
}  # fmt: skip


@pytest.fixture(scope="module")
def one_boat(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A plan that looks at no clock: any start runs alike."""
    directory: Path = tmp_path_factory.mktemp("boat")
    for name, text in FILES.items():
        (directory / name).write_text(text, encoding="utf-8")
    return load_case(directory)


def closing() -> np.ndarray:
    return np.random.default_rng(11).uniform(5, 110, MANY)


def test_leeway_is_time_left_less_time_needed_between_starts(one_boat: Case) -> None:
    """A start just before the leeway of a draw still gets all of it out by the run of that very start, one an hour
    after it does not: the grid only brackets it."""
    futures = Futures(one_boat, {"harbour": closing()}, replications=MANY, seed=3)
    leeway = leeway_h(futures.over(GRID), futures.base(0.0).groups)[""]
    off_grid = [k for k in range(MANY) if np.isfinite(leeway[k]) and leeway[k] not in GRID]
    assert len(off_grid) > MANY // 2
    for k in off_grid[::5]:
        before, after = futures.at(max(leeway[k] - 0.3, 0.0)), futures.at(leeway[k] + 3.5)
        assert before.left[k].sum() == 0 or leeway[k] < 0.3
        assert after.left[k].sum() > 0


def test_leeway_stays_within_the_bracket_of_the_grid(one_boat: Case) -> None:
    """Interpolation moves no draw across a start of the grid."""
    at = Futures(one_boat, {"harbour": closing()}, replications=MANY, seed=3).over(GRID)
    leeway = leeway_h(at, ("first", "second"))
    for number, subject in enumerate(("first", "second")):
        for one in at:
            assert ((leeway[subject] >= one.start_h) == (one.left[:, number] == 0)).all()
    assert (np.minimum(leeway["first"], leeway["second"]) + 1e-9 >= leeway[""]).all()


def test_a_draw_with_nothing_closing_has_leeway_without_limit(one_boat: Case) -> None:
    """inf, not the end of the grid."""
    futures = Futures(one_boat, {"harbour": np.full(MANY, np.inf)}, replications=MANY, seed=3)
    assert np.isposinf(leeway_h(futures.over(GRID), ("first", "second"))[""]).all()


def test_the_chance_between_two_starts_is_that_of_the_draws() -> None:
    """Half of the loss lies in the first hour of the step: the curve falls there, not on a straight line."""
    leeway = np.array([*np.full(5, 0.5), *np.full(5, 11.5), *np.full(90, np.inf)])
    hours, p = between((0.0, 12.0), (1.0, 0.9), leeway)
    assert np.interp(1.0, hours, p) == pytest.approx(0.95)
    assert np.interp(11.0, hours, p) == pytest.approx(0.95)
    assert p[0] == 1.0
    assert p[-1] == 0.9
    assert last_at_least(hours, p, 0.94) > 11.0


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.floats(-50, 150), min_size=5, max_size=60),
    st.lists(st.floats(0.01, 0.99), min_size=2, max_size=6, unique=True),
)
def test_a_higher_confidence_never_starts_later(draws: list[float], levels: list[float]) -> None:
    """Monotone in confidence for any draws, also where the chance at a later start is better by luck."""
    leeway = np.array(draws)
    p = [float(np.mean(leeway >= start)) for start in GRID]
    p[2] = min(1.0, p[2] + 0.1)
    curve = between(GRID, p, leeway)
    found = [last_at_least(*curve, level) for level in sorted(levels)]
    hours = [-1.0 if start is None else start for start in found]
    assert hours == sorted(hours, reverse=True)


def test_a_coarser_grid_gives_nearly_the_same_last_safe_start(one_boat: Case) -> None:
    """What two grids say of one plan differs by less than two hours, although their steps are 12 to 48 h wide."""
    case = replace(one_boat)
    futures = Futures(case, {"harbour": closing()}, replications=MANY, seed=3)

    def last(grid: tuple[float, ...]) -> float:
        at = futures.over(grid)
        p = [float(np.mean(one.left.sum(axis=1) == 0)) for one in at]
        found = last_at_least(*between(grid, p, leeway_h(at, futures.base(0.0).groups)[""]), 0.5)
        assert found is not None
        return found

    assert last((0.0, 96.0)) == pytest.approx(last(tuple(float(h) for h in range(0, 100, 4))), abs=2.0)

"""`staffing.toml`: read with every mistake at once, and the proposal on the template's post."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from leeway.case.load import load_case
from leeway.case.model import Case
from leeway.case.template import write_template
from leeway.errors import InputError
from leeway.forecast.model import TimeLeft
from leeway.posture.staffing.load import load_staffing
from leeway.posture.staffing.propose import leaving_order, propose

PLAN = """
version = "post 2"
staff = ["core", "families"]
decision_lag = "6 h"
notice = "2 h"

[[function]]
id = "help"
title = "help to citizens"
value = 5
needs = { core = 3 }
rungs = ["normal", "heightened", "authorized_departure", "ordered_departure", "minimum_staff"]

[[function]]
id = "school"
title = "the school"
value = 1
needs = { families = 10 }
rungs = ["normal", "heightened"]

[[leaving]]
order = 1
groups = ["families"]
reason = "families first"
"""


@pytest.fixture
def post(tmp_path: Path) -> Case:
    """The template with two of its groups named as staff."""
    write_template(tmp_path / "case")
    return load_case(tmp_path / "case")


def plan_for(case: Case) -> str:
    """`PLAN` with the first two groups of the case."""
    first, second = list(case.groups)[:2]
    return (
        PLAN.replace("core", first)
        .replace('"families"]\ndecision', f'"{second}"]\ndecision')
        .replace("families = 10", f'"{second}" = 1')
        .replace('groups = ["families"]', f'groups = ["{second}"]')
        .replace(f"{first} = 3", f'"{first}" = 1')
    )


def left(days: float) -> TimeLeft:
    """Every exit lost after exactly so many days."""
    hours = np.full(400, 24 * days)
    names = ("city", "airport", "airport road")
    return TimeLeft(datetime(2030, 5, 6, tzinfo=UTC), "Capital", dict.fromkeys(names, hours), {}, {})


def test_a_case_without_the_file_has_no_staffing(post: Case) -> None:
    """The file is optional."""
    assert load_staffing(post.path, post) is None


def test_the_plan_is_read(post: Case) -> None:
    """Functions, rules and the decision lag come back as written."""
    (post.path / "staffing.toml").write_text(plan_for(post), "utf-8")
    plan = load_staffing(post.path, post)
    assert plan is not None
    assert plan.version == "post 2"
    assert plan.decision_lag_h == 6.0
    assert list(plan.functions) == ["help", "school"]
    assert leaving_order(post, plan)[0] == (list(post.groups)[1], "families first")


def test_every_mistake_is_named_at_once(post: Case) -> None:
    """Unknown group with a suggestion, unknown rung, unknown key, needs that are no numbers."""
    first = next(iter(post.groups))
    broken = (
        plan_for(post)
        .replace(f'staff = ["{first}"', f'staff = ["{first}x"')
        .replace('"normal", "heightened"]', '"calm"]')
        .replace('title = "the school"', 'titel = "the school"')
    )
    (post.path / "staffing.toml").write_text(broken, "utf-8")
    with pytest.raises(InputError) as caught:
        load_staffing(post.path, post)
    told = str(caught.value)
    assert f"Did you mean '{first}'?" in told
    assert "titel" in told
    assert "minimum_staff" in told


def test_less_warning_keeps_fewer_people(post: Case) -> None:
    """With days of warning the function is kept; with none, nobody who cannot be lifted is asked to stay."""
    (post.path / "staffing.toml").write_text(plan_for(post), "utf-8")
    plan = load_staffing(post.path, post)
    assert plan is not None
    long, none = (propose(post, plan, left(days), "ordered_departure") for days in (10, 0.1))
    assert long.warning_h == pytest.approx(232.0)
    assert long.proposed.functions == ("help to citizens",)
    assert none.proposed.functions == ()
    assert sum(none.proposed.keep.values()) == 0
    assert long.step_up is not None
    assert long.step_down is not None
    assert (long.step_down.rung, long.step_up.rung) == ("authorized_departure", "minimum_staff")
    assert long.proposed.lift_h <= long.warning_h
    assert sum(long.proposed.keep.values()) + sum(n for _, n in long.proposed.leave) == sum(
        post.groups[g].likely for g in plan.staff
    )


def test_suspended_operations_keep_nobody_and_normal_keeps_all(post: Case) -> None:
    """The ends of the ladder."""
    (post.path / "staffing.toml").write_text(plan_for(post), "utf-8")
    plan = load_staffing(post.path, post)
    assert plan is not None
    assert sum(propose(post, plan, left(10), "suspended_operations").proposed.keep.values()) == 0
    assert not propose(post, plan, left(10), "normal").proposed.leave


def test_more_people_than_the_post_has_and_words_said_twice_are_named(post: Case) -> None:
    """Needs and overrides beyond the group's high count, a group or an override twice: each named with its bound."""
    first, second = list(post.groups)[:2]
    override = f'\n[[override]]\ngroup = "{first}"\nkeep = 99999\nby = "head of mission"\nreason = "needed"\n'
    broken = plan_for(post).replace(f'"{first}" = 1', f'"{first}" = 88888') + override * 2
    broken = broken.replace(f'"{second}"]\ndecision', f'"{second}", "{second}"]\ndecision')
    (post.path / "staffing.toml").write_text(broken, "utf-8")
    with pytest.raises(InputError) as caught:
        load_staffing(post.path, post)
    told = {(problem.field, problem.value) for problem in caught.value.problems}
    assert {(f"needs.{first}", "88888"), ("keep", "99999"), ("group", first), ("staff", second)} <= told
    assert f"at most {post.groups[first].high:,}" in str(caught.value)


def spread(low_h: float, high_h: float) -> TimeLeft:
    """The city lost after evenly spread hours; the airport after never."""
    hours = np.linspace(low_h, high_h, 400)
    never = np.full(400, np.inf)
    draws = {"city": hours, "airport": never, "airport road": never}
    return TimeLeft(datetime(2030, 5, 6, tzinfo=UTC), "Capital", draws, {}, {})


def test_levels_of_warning_keep_more_the_bolder_they_are(post: Case) -> None:
    """P5, P10, P20 and the mission's own hours, shortest first; the stated one rules, and none is worth less than a
    more careful one."""
    stated = plan_for(post).replace('notice = "2 h"', 'notice = "2 h"\nwarning_level = "P20"\nown_warning = "30 d"')
    (post.path / "staffing.toml").write_text(stated, "utf-8")
    plan = load_staffing(post.path, post)
    assert plan is not None
    found = propose(post, plan, spread(0.0, 500.0), "ordered_departure")
    assert [level.name for level in found.levels] == ["P5", "P10", "P20", "own"]
    assert [level.name for level in found.levels if level.chosen] == ["P20"]
    p5, p10, p20, own = found.levels
    assert (round(p5.loss_h), round(p10.loss_h), round(p20.loss_h), own.loss_h) == (24, 49, 99, 720.0)
    assert p10.warning_h == pytest.approx(p10.loss_h - 8.0)
    assert found.warning_h == p20.warning_h
    assert found.proposed == p20.option
    values = [level.option.value for level in found.levels]
    assert values == sorted(values)
    lifted = [level.most for level in found.levels]
    assert lifted == sorted(lifted)


def test_own_hours_may_rule_and_must_then_be_given(post: Case) -> None:
    """warning_level = "own" takes the hours of the case; without them, and for a level nobody knows, it is an error."""
    own = plan_for(post).replace('notice = "2 h"', 'notice = "2 h"\nwarning_level = "own"\nown_warning = "40 h"')
    (post.path / "staffing.toml").write_text(own, "utf-8")
    plan = load_staffing(post.path, post)
    assert plan is not None
    assert propose(post, plan, left(0.1), "ordered_departure").warning_h == 32.0
    for broken in (own.replace('own_warning = "40 h"', ""), own.replace('"own"\n', '"P50"\n')):
        (post.path / "staffing.toml").write_text(broken, "utf-8")
        with pytest.raises(InputError, match=r"warning_level"):
            load_staffing(post.path, post)

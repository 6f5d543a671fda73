"""Decisions counted: the rules, the count, and nothing that looks ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf, isnan

import numpy as np
import pytest

from leeway.history.load import load_history
from leeway.history.model import Campaign, History
from leeway.posture.bases import MISSED_H, STARTS_H
from leeway.posture.tripwires.load import starter
from leeway.replay.decisions.advice import Post, advice, facts_of, hazard_of, within_the_starts
from leeway.replay.decisions.rules import CAPITAL, FRONT, ORDER, begun_by_rule, begun_by_rung
from leeway.replay.decisions.tally import (
    Judged,
    caught_share,
    difference,
    interval,
    judged,
    loss_of,
    needless_share,
    tallied,
)

NAME = "damascus_2024"
POSTS = (Post("quick", 20, np.full(100, 6.0)), Post("slow", 1400, np.full(100, 90.0)))


@pytest.fixture(scope="module")
def history() -> History:
    """The packaged tables, cut to eight wars so that fitting takes a second."""
    whole = load_history()
    wars = sorted({campaign.war for campaign in whole.campaigns.values()} - {whole.campaigns[NAME].war})
    return whole.without_wars(frozenset(wars[8:]))


@pytest.fixture(scope="module")
def campaign(history: History) -> Campaign:
    return history.campaigns[NAME]


def learned(history: History) -> History:
    return history.without_wars(frozenset({history.campaigns[NAME].war}))


def test_nothing_later_changes_a_proposal(history: History, campaign: Campaign) -> None:
    """Outcome turned, end moved, later rows gone: rungs, clocks and curves of the earlier days stay."""
    cut = campaign.start + timedelta(days=6)
    other = replace(
        campaign,
        fell=False,
        outcome="stalled_defence",
        end=campaign.end + timedelta(days=5),
        events=tuple(event for event in campaign.events if event.day < cut),
        covariates=tuple(row for row in campaign.covariates if row.day < cut),
    )
    # The name of the airport is read from the table: it must not be news.
    assert hazard_of(campaign).exits[1].kind == hazard_of(other).exits[1].kind == "airport"
    was = advice(campaign, learned(history), POSTS, starter())
    now = advice(other, learned(history), POSTS, starter())
    for post in POSTS:
        assert was.rung[post.name][:6].tolist() == now.rung[post.name][:6].tolist()
        assert was.clock_h[post.name][:6].tolist() == now.clock_h[post.name][:6].tolist()
        assert was.tripped[post.name][:6] == now.tripped[post.name][:6]
    assert np.array_equal(was.curves[:6], now.curves[:6])
    again = advice(campaign, learned(history), POSTS, starter())
    assert np.array_equal(was.curves, again.curves)
    assert was.tripped == again.tripped


def test_who_needs_longer_is_told_no_later(history: History, campaign: Campaign) -> None:
    """On every day the slow post's rung is at least the quick one's; the fall brings the highest rungs."""
    found = advice(campaign, learned(history), POSTS, starter())
    assert (found.rung["slow"] >= found.rung["quick"]).all()
    assert found.rung["slow"].max() >= 3
    begun = begun_by_rung(found, "slow", 3)
    assert begun is not None
    assert begun < loss_of(campaign)
    assert begun_by_rung(found, "slow", 6) is None


def test_leeway_ends_where_the_starts_of_the_assessment_do() -> None:
    """Between the first and the last start looked at as it is; infinities beyond them."""
    spare = np.array([-200.0, MISSED_H[0], -1.0, 0.0, 13.0, STARTS_H[-1], inf])
    assert within_the_starts(spare).tolist() == [-inf, MISSED_H[0], -1.0, 0.0, 13.0, inf, inf]


def test_facts_of_a_post_say_what_its_draws_say(history: History, campaign: Campaign) -> None:
    """P(all out) and the time ratio follow from time left minus time needed."""
    from leeway.forecast.model import TimeLeft
    from leeway.history.replay import situation_on

    hours = {"city": np.full(100, 120.0), "airport": np.where(np.arange(100) < 30, 50.0, 120.0)}
    situation = situation_on(campaign, campaign.end)
    left = TimeLeft(situation.as_of, campaign.target, hours, {}, {})
    facts = facts_of(situation, hazard_of(campaign), left, POSTS[1])
    assert facts.p_all_out(0.0) == pytest.approx(0.7)
    assert facts.clearance_h(0.9) == 90.0
    assert facts.leeway_h(0.5) == 30.0
    assert facts.time_ratio(0.9) < 1 < facts.time_ratio(0.5)


def test_rules_wait_for_the_news_and_for_a_decision() -> None:
    """Kabul 2021: order of April before the advance, first capital on 6 August, known on the 7th, decided at noon."""
    kabul = load_history().campaigns["kabul_2021"]
    assert begun_by_rule(kabul, ORDER) == datetime(2021, 4, 28, tzinfo=UTC)
    assert begun_by_rule(kabul, CAPITAL) == datetime(2021, 8, 7, 12, tzinfo=UTC)
    near = begun_by_rule(kabul, FRONT)
    assert near is not None
    assert near < datetime(2021, 8, 7, tzinfo=UTC)
    with pytest.raises(ValueError, match="expected one of"):
        begun_by_rule(kabul, "leave on Tuesday")


def row(name: str, war: str, *, fell: bool, left: bool, p_out: float = 0.0, counts: bool = True) -> Judged:
    return Judged(name, war, fell, counts, left, p_out if fell else float("nan"), 5.0 if p_out >= 0.5 else float("nan"))


def test_the_count() -> None:
    """Two falls (one caught), three that held (one left), one open: by hand."""
    rows = [
        row("a", "u", fell=True, left=True, p_out=1.0),
        row("b", "v", fell=True, left=True, p_out=0.2),
        row("c", "w", fell=False, left=True),
        row("d", "x", fell=False, left=False),
        row("e", "y", fell=False, left=False),
        row("f", "z", fell=False, left=True, counts=False),
    ]
    found = tallied(rows)
    assert found.caught[0] == pytest.approx(0.6)
    assert found.needless[0] == pytest.approx(1 / 3)
    assert found.false[0] == pytest.approx(1 / 3)
    assert found.days_before == 5.0
    low, high = found.needless[1:]
    assert 0 <= low <= 1 / 3 <= high <= 1


def test_a_war_is_drawn_whole() -> None:
    """Copies of one campaign within its war leave the interval as wide as one campaign's; in wars of their own, not."""
    one = [row("a", "u", fell=True, left=True, p_out=1.0), row("b", "v", fell=True, left=False)]
    same = one + [row(f"a{i}", "u", fell=True, left=True, p_out=1.0) for i in range(30)]
    apart = one + [row(f"a{i}", f"u{i}", fell=True, left=True, p_out=1.0) for i in range(30)]
    assert interval(same, caught_share)[1] == 0.0
    assert interval(apart, caught_share)[1] > 0.8


def test_a_rule_does_not_differ_from_itself() -> None:
    """No difference, no width; against never leaving, what was caught and what was needless."""
    rows = [row("a", "u", fell=True, left=True, p_out=1.0), row("b", "v", fell=False, left=True)]
    never = [row("a", "u", fell=True, left=False), row("b", "v", fell=False, left=False)]
    assert difference(rows, rows, caught_share) == (0.0, 0.0, 0.0)
    assert difference(rows, never, caught_share)[0] == 1.0
    assert difference(rows, never, needless_share)[0] == 1.0


def test_in_time_is_by_the_posts_own_draws(campaign: Campaign) -> None:
    """Half of the draws are in time; nobody leaves: missed, not unknown; it held: neither."""
    needed = np.array([10.0, 20.0, 40.0, 50.0])
    half = judged(campaign, loss_of(campaign) - timedelta(hours=30), needed)
    assert half.p_out == 0.5
    assert judged(campaign, None, needed).p_out == 0.0
    held = judged(replace(campaign, fell=False), loss_of(campaign), needed)
    assert isnan(held.p_out)
    assert held.needless

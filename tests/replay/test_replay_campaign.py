"""The forecast of every day of a campaign: what comes later changes nothing earlier, curves are read as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import inf, isfinite

import numpy as np
import pytest

from leeway.errors import InputError
from leeway.history.load import load_history
from leeway.history.model import History
from leeway.replay.campaign_days import campaign_of, days_at, replay_campaign
from leeway.replay.report.campaign_figure import campaign_figure
from leeway.replay.report.document import campaign_document
from leeway.replay.report.words import campaign_headline, campaign_tables

NAME = "damascus_2024"


@pytest.fixture(scope="module")
def history() -> History:
    """The packaged tables, cut to eight wars so that fitting takes a second."""
    whole = load_history()
    wars = sorted({campaign.war for campaign in whole.campaigns.values()} - {whole.campaigns[NAME].war})
    return whole.without_wars(frozenset(wars[8:]))


def test_days_at_reads_the_curve() -> None:
    """Linear within a day, never where the curve stays below, the first day where it jumps."""
    curve = np.minimum(np.arange(1, 181) * 0.05, 0.6)
    assert days_at(curve, 0.1) == pytest.approx(2.0)
    assert days_at(curve, 0.125) == pytest.approx(2.5)
    assert days_at(curve, 0.9) == inf
    assert days_at(np.full(180, 0.5), 0.1) == pytest.approx(0.2)


def test_what_comes_later_changes_nothing(history: History) -> None:
    """The end moved, the outcome turned and all later rows gone: every earlier forecast keeps its numbers."""
    campaign = history.campaigns[NAME]
    cut = campaign.start + timedelta(days=6)
    other = replace(
        campaign,
        fell=False,
        outcome="stalled_defence",
        end=campaign.end + timedelta(days=20),
        events=tuple(event for event in campaign.events if event.day < cut),
        covariates=tuple(row for row in campaign.covariates if row.day < cut),
    )
    changed = History({**history.campaigns, NAME: other}, history.digest)
    was, now = replay_campaign(history, NAME), replay_campaign(changed, NAME)
    pairs = [(a, b) for a, b in zip(was.days, now.days, strict=False) if a.day <= cut]
    assert len(pairs) == 6
    for a, b in pairs:
        assert (a.p_loss, a.p10_d, a.p50_d, a.p90_d) == (b.p_loss, b.p10_d, b.p50_d, b.p90_d)
        assert isfinite(a.left_d)
        assert b.left_d == inf


def test_a_row_of_the_day_before_counts(history: History) -> None:
    """The same forecasts do move with what is known, so the test above can fail."""
    campaign = history.campaigns[NAME]
    cut = campaign.start + timedelta(days=6)
    less = replace(campaign, events=tuple(e for e in campaign.events if e.day < cut - timedelta(days=4)))
    changed = History({**history.campaigns, NAME: less}, history.digest)
    was, now = replay_campaign(history, NAME), replay_campaign(changed, NAME)
    assert was.days[5].p_loss != now.days[5].p_loss


def test_its_own_war_is_not_learned_from(history: History) -> None:
    """Another campaign of the same war with another outcome leaves the replay as it is."""
    campaign = history.campaigns[NAME]
    twin = replace(campaign, name="twin", target="Elsewhere", fell=False, outcome="stalled_defence")
    more = History({**history.campaigns, "twin": twin}, history.digest)
    assert replay_campaign(more, NAME, every=4).days == replay_campaign(history, NAME, every=4).days


def test_every_and_the_last_day(history: History) -> None:
    """Steps keep their days and the last one is always there; same inputs, same document."""
    found = replay_campaign(history, NAME, every=4)
    assert [one.day for one in found.days] == [
        date(2024, 11, 28),
        date(2024, 12, 2),
        date(2024, 12, 6),
        date(2024, 12, 8),
    ]
    assert found.days[-1].left_d == 1.0
    assert campaign_document(found) == campaign_document(replay_campaign(history, NAME, every=4))


def test_words_and_figure(history: History) -> None:
    """The outcome stands above the table; one row a day; the figure has both panels."""
    found = replay_campaign(history, NAME, every=4)
    assert "fell on 08 December 2024" in campaign_headline(found)[0]
    assert len(campaign_tables(found)[0].rows) == 4
    assert len(campaign_figure(found).to_dict()["vconcat"]) == 2


def test_an_unknown_campaign_is_told_the_nearest(history: History) -> None:
    """With the option, what stood there and the name that was perhaps meant."""
    with pytest.raises(InputError) as error:
        campaign_of(history, "damascus_2042")
    assert "damascus_2024" in str(error.value.problems[0])

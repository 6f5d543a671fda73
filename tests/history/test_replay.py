"""A campaign on one of its days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import inf
from pathlib import Path

import pytest
from campaign_tables import covariate_rows, write_tables

from leeway.history.load import load_history
from leeway.history.model import Campaign
from leeway.history.outcome import Outcome, forecast_days, outcome_after
from leeway.history.replay import situation_on


@pytest.fixture
def alpha(tmp_path: Path) -> Campaign:
    """A campaign that fell on its 19th day."""
    return load_history(write_tables(tmp_path, covariates=covariate_rows())).campaigns["alpha_2001"]


def test_what_happens_on_the_day_is_not_known_yet(alpha: Campaign) -> None:
    """At 00:00 of a day only the rows of earlier days are there."""
    assert not situation_on(alpha, date(2001, 3, 2)).changes
    later = situation_on(alpha, date(2001, 3, 3))
    assert [change.place for change in later.changes] == ["Near"]
    assert later.as_of == datetime(2001, 3, 3, tzinfo=UTC)
    assert all(change.known <= later.as_of for change in later.changes)


def test_before_the_first_row_the_picture_is_empty(alpha: Campaign) -> None:
    """Nothing is known before the advance opened, not even that it would."""
    early = situation_on(alpha, date(2001, 2, 1))
    assert early.opened is None
    assert not early.places
    assert not early.changes
    assert not early.support


def test_ground_changes_hands(tmp_path: Path) -> None:
    """A place taken and lost again is the defender's; `since` is the day of its last turn."""
    beta = load_history(write_tables(tmp_path)).campaigns["beta_2002"]
    assert situation_on(beta, date(2002, 3, 10)).places["Far"].standing == "attacker"
    place = situation_on(beta, date(2002, 3, 25)).places["Far"]
    assert (place.standing, place.since) == ("defender", date(2002, 3, 20))
    assert place.distance_km == pytest.approx(333.6, abs=0.5)


def test_support_is_the_last_state_that_is_about_the_fight(alpha: Campaign) -> None:
    """Troops for one's own nationals do not change the state of support."""
    assert situation_on(alpha, date(2001, 3, 5)).support == {"defender": "present"}
    assert situation_on(alpha, date(2001, 3, 12)).support == {"defender": "withdrawn"}


def test_easy_captures_are_marked(alpha: Campaign) -> None:
    """The manner of a capture is known where it was coded, and unknown where it was not."""
    changes = situation_on(alpha, date(2001, 3, 15)).changes
    assert {change.place: change.easy for change in changes if change.event == "captured"} == {
        "Near": True,
        "Nearer": None,
    }


def test_estimates_missions_and_notices(tmp_path: Path) -> None:
    """An estimate keeps its numbers, an ordered departure is a posture."""
    campaigns = load_history(write_tables(tmp_path)).campaigns
    estimate = situation_on(campaigns["beta_2002"], date(2002, 3, 13)).estimates[0]
    assert (estimate.low_d, estimate.high_d, estimate.made) == (10.0, 30.0, date(2002, 3, 12))
    mission = situation_on(campaigns["alpha_2001"], date(2001, 3, 12)).missions[0]
    assert (mission.kind, mission.status) == ("posture", "ordered_departure")


def test_the_fall_is_never_seen_before_it_happens() -> None:
    """On the last forecast day of each packaged campaign that fell, the fall itself is not in the picture."""
    for campaign in load_history().campaigns.values():
        if campaign.fell:
            changes = situation_on(campaign, campaign.end).changes
            assert not [c for c in changes if c.place == campaign.target and c.event in ("captured", "surrendered")]


def test_outcomes(alpha: Campaign) -> None:
    """A fall on the day itself is one day away; an advance that was over is no fall; an open one is censored."""
    assert outcome_after(alpha, alpha.end) == Outcome(1.0, inf)
    assert outcome_after(alpha, alpha.end - timedelta(days=6)) == Outcome(7.0, inf)
    packaged = load_history().campaigns
    assert outcome_after(packaged["kyiv_2022"], date(2022, 3, 1)) == Outcome(inf, inf)
    pause = packaged["bangui_2012_13"]
    assert outcome_after(pause, pause.end) == Outcome(inf, 1.0)
    assert forecast_days(alpha)[0] == alpha.start + timedelta(days=1)
    assert forecast_days(alpha)[-1] == alpha.end

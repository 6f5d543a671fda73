"""Nothing of the future, and nothing that was recorded for one outcome only, reaches a forecast."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from leeway.forecast.features import features_of
from leeway.forecast.models.catalogue import MODELS
from leeway.forecast.models.published import published
from leeway.forecast.origins import counted, origins_of
from leeway.history.load import load_history
from leeway.history.model import Campaign, Event
from leeway.history.replay import situation_on

CAMPAIGNS = {campaign.name: campaign for campaign in counted(load_history())}
ONE_OUTCOME_ONLY = ("stalled", "intervention")


def _scrambled(event: Event, rng: np.random.Generator) -> Event:
    """A row that says something else altogether, still after the day of the forecast."""
    return replace(
        event,
        place=f"Elsewhere {rng.integers(1000)}",
        lat=float(rng.uniform(-60, 60)),
        lon=float(rng.uniform(-180, 180)),
        kind=str(rng.choice(["town", "provincial_capital", "national_capital"])),
        event=str(rng.choice(["captured", "lost_again", "contested", "surrendered", "stalled", "intervention"])),
        actor="nobody",
        note="",
        tags=frozenset(),
    )


def _with_another_future(campaign: Campaign, day: date, rng: np.random.Generator) -> Campaign:
    """The same past; a scrambled future, another outcome, end, summary and closest approach."""
    return replace(
        campaign,
        end=campaign.end + timedelta(days=int(rng.integers(1, 400))),
        outcome="stalled_defence" if campaign.fell else "fell",
        fell=not campaign.fell,
        closest_km=1.0,
        summary="",
        sources=(),
        known_until=None,
        events=tuple(event if event.day < day else _scrambled(event, rng) for event in campaign.events),
        covariates=tuple(
            row if row.day < day else replace(row, field="outside_support", value="withdrawn", note="")
            for row in campaign.covariates
        ),
    )


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_features_ignore_everything_from_the_day_on(name: str) -> None:
    """Altering every row of the day and later, the outcome and the end changes no feature of any day checked."""
    campaign, rng = CAMPAIGNS[name], np.random.default_rng(7)
    length = (campaign.end - campaign.start).days
    for step in sorted({1, 2, length // 3, length // 2, length - 1, length} - {0}):
        day = campaign.start + timedelta(days=step)
        changed = _with_another_future(campaign, day, rng)
        assert np.array_equal(features_of(situation_on(campaign, day)), features_of(situation_on(changed, day)))


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_rows_of_one_outcome_only_are_never_told(name: str) -> None:
    """Rows `stalled` and `intervention` can be taken out or put in: the picture and the features stay the same."""
    campaign = CAMPAIGNS[name]
    clean = replace(campaign, events=tuple(e for e in campaign.events if e.event not in ONE_OUTCOME_ONLY))
    middle = campaign.start + (campaign.end - campaign.start) // 2
    told = replace(clean.events[0], day=middle - timedelta(days=1), place=campaign.target, note="", tags=frozenset())
    marked = replace(campaign, events=(*clean.events, *(replace(told, event=word) for word in ONE_OUTCOME_ONLY)))
    for day in (middle, campaign.end):
        features = features_of(situation_on(clean, day))
        assert np.array_equal(features, features_of(situation_on(campaign, day)))
        assert np.array_equal(features, features_of(situation_on(marked, day)))
        assert {change.event for change in situation_on(marked, day).changes}.isdisjoint(ONE_OUTCOME_ONLY)


def test_surrender_says_no_more_than_capture() -> None:
    """`surrendered` was written only where the target fell: renaming every such row changes no feature."""
    for campaign in CAMPAIGNS.values():
        plain = replace(
            campaign,
            events=tuple(replace(e, event="captured") if e.event == "surrendered" else e for e in campaign.events),
        )
        day = campaign.end
        assert np.array_equal(features_of(situation_on(campaign, day)), features_of(situation_on(plain, day)))


def test_features_do_not_depend_on_how_a_coder_writes() -> None:
    """Names of actors, decimals of coordinates, sources and notes (which differ between the coders) change nothing."""
    for campaign in CAMPAIGNS.values():
        other = replace(
            campaign,
            attacker="X",
            events=tuple(
                replace(e, actor="X", source="Y", note="", lat=round(e.lat, 4) + 1e-7, certainty="known")
                for e in campaign.events
            ),
        )
        day = campaign.start + (campaign.end - campaign.start) // 2 + timedelta(days=1)
        before, after = features_of(situation_on(campaign, day)), features_of(situation_on(other, day))
        assert np.allclose(before, after, atol=1e-3), campaign.name


def test_the_published_forecast_needs_no_covariates_and_does_not_read_them() -> None:
    """The same curve with every covariate row and without any."""
    some = [CAMPAIGNS[name] for name in ("kabul_2021", "kyiv_2022", "goma_2012", "tripoli_2019", "damascus_2024")]
    bare = [replace(campaign, covariates=()) for campaign in some]
    for name in ("approach", "losses"):
        ours = MODELS[name].fit_origins(origins_of(some)).curves(origins_of(some).features)
        theirs = MODELS[name].fit_origins(origins_of(bare)).curves(origins_of(bare).features)
        assert np.array_equal(ours, theirs)


def test_the_published_forecast_ignores_the_future() -> None:
    """A forecast of the past is the same to the last bit whatever is written of the days that follow."""
    learned = [campaign for campaign in CAMPAIGNS.values() if campaign.war in {"congo_1996_2026", "yemen_since_2014"}]
    fitted = published().fit(learned)
    campaign, day = CAMPAIGNS["kabul_2021"], date(2021, 8, 11)
    changed = _with_another_future(campaign, day, np.random.default_rng(3))
    ours, theirs = (fitted.cumulative(situation_on(one, day)) for one in (campaign, changed))
    assert np.array_equal(ours, theirs)


def test_cutting_the_last_days_of_a_campaign_leaves_its_earlier_forecasts_alone() -> None:
    """Features of a day do not change when the table ends soon after it."""
    for campaign in CAMPAIGNS.values():
        day = campaign.end - timedelta(days=min(10, (campaign.end - campaign.start).days - 1))
        cut = replace(
            campaign,
            end=day,
            events=tuple(event for event in campaign.events if event.day <= day),
            covariates=tuple(row for row in campaign.covariates if row.day <= day),
        )
        assert np.array_equal(features_of(situation_on(campaign, day)), features_of(situation_on(cut, day)))

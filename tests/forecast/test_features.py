"""What a forecast reads from a situation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from leeway.forecast.features import FEATURES, INDEX, features_of, nearness
from leeway.history.load import load_history
from leeway.history.replay import situation_on
from leeway.situation.model import Change, Situation

KABUL = load_history().campaigns["kabul_2021"]


def test_kabul_on_13_august_by_hand() -> None:
    """At 00:00 of the 13th twelve first-level capitals are known lost, seven places in three days, Nerkh nearest."""
    found = features_of(situation_on(KABUL, date(2021, 8, 13)))
    assert found[INDEX["age_d"]] == 101
    assert found[INDEX["capitals_28d"]] == found[INDEX["capitals"]] == 12
    assert found[INDEX["captures_3d"]] == 7
    assert found[INDEX["advance_km"]] == pytest.approx(41.5, abs=0.5)
    assert found[INDEX["since_record_d"]] == 94
    assert found[INDEX["quiet_d"]] == 1
    # 12 capitals, an airport, three towns, three border crossings
    assert found[INDEX["importance"]] == pytest.approx(12 + 0.4 + 3 * 0.15 + 3 * 0.3)


def test_what_is_old_fades() -> None:
    """With nothing new, tempo falls and quiet grows day by day."""
    rows = [features_of(situation_on(KABUL, date(2021, 5, 20) + timedelta(days=step))) for step in range(10)]
    tempo, quiet = (np.array([row[INDEX[name]] for row in rows]) for name in ("tempo_14d", "quiet_d"))
    assert (np.diff(tempo) < 0).all()
    assert (np.diff(quiet) == 1).all()


def test_a_place_at_the_target_is_near_and_an_unknown_distance_is_not() -> None:
    """Distance zero counts as near; a change without coordinates counts as taken, and its distance as unknown."""
    as_of = datetime(2030, 1, 10, tzinfo=UTC)
    rest = {"lat": None, "lon": None, "actor": None, "certainty": "stated", "known": as_of}
    here = Change(day=date(2030, 1, 9), event="captured", place="Gate", place_class="town", distance_km=0.0, **rest)
    nowhere = Change(day=date(2030, 1, 9), event="captured", place="?", place_class="city", distance_km=None, **rest)
    found = features_of(Situation(as_of, "City", 0.0, 0.0, (), date(2030, 1, 1), {}, changes=(here, nowhere)))
    assert found[INDEX["near_100km_14d"]] == 1
    assert found[INDEX["captures"]] == 2
    assert found[INDEX["advance_km"]] == 0
    assert np.isfinite(nearness(found[[INDEX["advance_km"]]])).all()
    lost = features_of(Situation(as_of, "City", 0.0, 0.0, (), None, {}, changes=(nowhere,)))
    assert np.isfinite(lost).all()


def test_every_feature_is_finite_on_every_kind_of_day() -> None:
    """No campaign gives a number that is not one, on its first, middle and last day."""
    for campaign in load_history().campaigns.values():
        for day in (campaign.start, campaign.start + (campaign.end - campaign.start) // 2, campaign.end):
            found = features_of(situation_on(campaign, day))
            assert found.shape == (len(FEATURES),)
            assert np.isfinite(found).all()

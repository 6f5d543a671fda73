"""The joint loss of exits, official estimates, suppositions, reasons and similar days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.case.hazard import HazardExit
from leeway.errors import LeewayError
from leeway.forecast.estimates import MOST_WEIGHT, opinion, record
from leeway.forecast.exits import airport_record, joint
from leeway.forecast.explain import analogues, reasons
from leeway.forecast.features import FAR_KM, INDEX, features_of, front_km
from leeway.forecast.model import HORIZON_D
from leeway.forecast.models.baselines import CLIMATOLOGY, CLIMATOLOGY_BY_AGE
from leeway.forecast.models.published import LOSSES
from leeway.forecast.origins import counted
from leeway.forecast.paths import paths_of
from leeway.forecast.relief import p_relief
from leeway.forecast.scenario import suppose_captured, suppose_support, supposing, without
from leeway.forecast.time_left import time_left
from leeway.history.load import load_history
from leeway.history.replay import situation_on
from leeway.situation.model import Estimate, ServiceState, Situation

HISTORY = load_history()
KABUL = HISTORY.campaigns["kabul_2021"]
UNSEEN = HISTORY.without_wars(frozenset({KABUL.war}))
CAMPAIGNS = tuple(counted(UNSEEN))
WHERE = {"Jalalabad": (34.43, 70.45), "Torkham": (34.12, 71.09), "Ghazni": (33.55, 68.42)}
EXITS = (
    HazardExit("airport", "airport"),
    HazardExit("east", "road", None, ("Jalalabad", "Torkham")),
    HazardExit("south", "road", None, ("Ghazni",)),
    HazardExit("post", "border", "Torkham"),
)


def on(day: date) -> Situation:
    return situation_on(KABUL, day)


def city(draws: int = 4000, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.where(rng.random(draws) < 0.5, rng.exponential(480.0, draws), np.inf)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 100))
def test_no_exit_outlasts_the_city(days: int) -> None:
    """In every draw of every day of an advance each exit is lost no later than the city."""
    hours = joint(on(KABUL.start + timedelta(days=days)), city(500), EXITS, CAMPAIGNS, np.random.default_rng(2), WHERE)
    for name, draws in hours.items():
        assert (draws <= hours["city"]).all(), name
        assert (draws >= 0).all()


def test_a_road_with_a_place_lost_is_lost() -> None:
    """After Ghazni fell the road over it is lost in every draw; before, in few."""
    before = joint(on(date(2021, 8, 1)), city(), EXITS, CAMPAIGNS, np.random.default_rng(2), WHERE)
    after = joint(on(date(2021, 8, 13)), city(), EXITS, CAMPAIGNS, np.random.default_rng(2), WHERE)
    assert (after["south"] == 0).all()
    assert np.mean(before["south"] <= 72) < 0.5


def test_a_front_inside_the_city_is_near_not_unknown() -> None:
    """Paths of an advance whose front stands at the target itself begin at 0 km, not at the distance of an unknown one;
    only an advance of which no place is known has that."""
    start = date(2031, 3, 1)
    inside = replace(KABUL.events[0], day=start, place="Old town", lat=KABUL.lat, lon=KABUL.lon, event="contested")
    end = start + timedelta(days=6)
    siege = replace(KABUL, name="siege", start=start, end=end, events=(inside,), covariates=())
    silent = replace(siege, name="silent", events=())
    assert set(paths_of([siege]).fell_front_km) == {0.0}
    assert set(paths_of([silent]).fell_front_km) == {FAR_KM}
    assert front_km(situation_on(siege, end)) == features_of(situation_on(siege, end))[INDEX["front_km"]] == 0.0
    assert front_km(situation_on(silent, end)) is None


def test_a_longer_road_is_never_safer() -> None:
    """The road east holds no longer than the crossing at its end alone."""
    hours = joint(on(date(2021, 8, 10)), city(), EXITS, CAMPAIGNS, np.random.default_rng(2), WHERE)
    assert (hours["east"] <= hours["post"]).all()


def test_a_shut_airport_is_lost_now() -> None:
    """A service reported closed at the target is lost in every draw; closed elsewhere it is not."""
    situation = on(date(2021, 8, 10))
    some = next(iter(situation.places.values()))
    shut = ServiceState(KABUL.target, "airport", "closed", None, "stated", some.grade, 1.0, ("x",))
    elsewhere = replace(shut, place="Herat")
    hours = [
        joint(replace(situation, services=(one,)), city(), EXITS, CAMPAIGNS, np.random.default_rng(2))["airport"]
        for one in (shut, elsewhere)
    ]
    assert (hours[0] == 0).all()
    assert np.median(hours[1]) > 0


def test_the_airport_record_is_the_coded_one() -> None:
    """Thirteen closures before a fall, median two days, eleven within five (docs/background of the tables)."""
    record_ = airport_record(counted(HISTORY))
    coded = [lead for lead in record_.leads_d if lead > 0]
    assert max(record_.leads_d) == 42.0
    assert np.median(coded) <= 3
    assert 0 < record_.closures_a_day < 0.01


def test_long_estimates_are_known_to_be_too_long() -> None:
    """The record of estimates of a month and more is biased to the long side; of short ones it is not."""
    every = counted(HISTORY)
    long, short = record(every, long=True), record(every, long=False)
    assert long.log_bias < -0.4
    assert abs(short.log_bias) < 0.5
    assert long.log_sd >= 0.7
    assert 0 < long.p_fall < 1


def test_an_estimate_fades_and_the_latest_of_a_speaker_counts() -> None:
    """An estimate of today weighs most; a week later, in a fast advance, next to nothing; none at all gives None."""
    situation = replace(on(date(2021, 8, 12)), estimates=())
    pooled = np.linspace(0.2, 0.9, HORIZON_D)
    assert opinion(situation, CAMPAIGNS, pooled) is None
    said = Estimate("Kabul", "until_fall", 30, 90, date(2021, 8, 12), "officials", "expected", ("e",))
    fresh = opinion(replace(situation, estimates=(said,)), CAMPAIGNS, pooled)
    stale = opinion(replace(situation, estimates=(replace(said, made=date(2021, 4, 1)),)), CAMPAIGNS, pooled)
    newer = replace(said, low_d=3, high_d=3)
    both = opinion(replace(situation, estimates=(said, newer)), CAMPAIGNS, pooled)
    assert fresh is not None
    assert both is not None
    assert fresh[1] == pytest.approx(MOST_WEIGHT)
    assert stale is None or stale[1] < 0.05
    assert both[0][6] > fresh[0][6]
    assert (np.diff(fresh[0]) >= -1e-12).all()
    assert 0 <= fresh[0][0] <= fresh[0][-1] <= 1


def test_a_supposed_fall_raises_the_forecast_and_is_marked() -> None:
    """Supposing that a near town fell raises P(14 d) and its ground says that it is supposed."""
    situation = on(date(2021, 8, 5))
    supposed = supposing(situation, "ghazni falls", WHERE)
    assert supposed.places["Ghazni"].grounds == ("supposed",)
    fitted = CLIMATOLOGY_BY_AGE.fit(CAMPAIGNS)
    assert fitted.cumulative(supposed).shape == (HORIZON_D,)
    assert len(supposed.changes) == len(situation.changes) + 1
    assert suppose_support(situation, "defender", "withdrawn").support["defender"] == "withdrawn"


@pytest.mark.parametrize("words", ["Ghazni", "support to nobody withdrawn", "support to the defender shaky"])
def test_what_cannot_be_supposed_is_said(words: str) -> None:
    """Words that are no supposition say what was expected."""
    with pytest.raises((ValueError, LeewayError), match=r"expected|falls"):
        supposing(on(date(2021, 8, 5)), words, WHERE)


def test_an_unknown_place_cannot_fall() -> None:
    """Without coordinates there is nothing to reckon with."""
    with pytest.raises(LeewayError, match="not known"):
        suppose_captured(on(date(2021, 8, 5)), "Nowhere")


def test_news_left_out_restores_the_day_before() -> None:
    """Leaving out the changes of the last day gives the changes of the day before."""
    today, before = on(date(2021, 8, 13)), on(date(2021, 8, 12))
    fresh = [change for change in today.changes if change not in before.changes]
    assert fresh
    assert without(today, fresh).changes == before.changes


def test_time_left_is_joint_deterministic_and_complete() -> None:
    """Same seed, same bytes; every exit has as many draws; the city's draws follow the pooled curve."""
    found = [
        time_left(
            on(date(2021, 8, 9)), UNSEEN, np.random.default_rng(3), exits=EXITS, coordinates=WHERE, draws=2000,
            model=LOSSES,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert all(np.array_equal(found[0].hours[name], found[1].hours[name]) for name in found[0].hours)
    assert set(found[0].hours) == {"city", "airport", "east", "south", "post"}
    pooled = sum(found[0].weights[name] * curve for name, curve in found[0].members.items())
    assert found[0].p_within("city", 14) == pytest.approx(pooled[13], abs=0.01)
    assert any("Kunduz" in reason.words for reason in found[0].reasons)
    assert all(one.campaign != "kabul_2021" for one in found[0].analogues)


def test_an_empty_situation_gives_climatology_and_says_so() -> None:
    """No statements at all: an answer as wide as the record, and a note."""
    nothing = Situation(
        on(date(2021, 7, 1)).as_of, "Kabul", 34.53, 69.17, ("Taliban",), None, {}
    )  # fmt: skip
    found = time_left(nothing, UNSEEN, np.random.default_rng(3), exits=EXITS, draws=5000)
    climatology = CLIMATOLOGY.fit(CAMPAIGNS).cumulative(nothing)
    assert found.p_within("city", 14) == pytest.approx(climatology[13], abs=0.01)
    assert any("No statements" in note and "not calm" in note for note in found.notes)
    assert 0 < found.p_within("city", 30) < 0.5


def test_similar_days_are_one_a_campaign_and_say_what_came_next() -> None:
    """Five days of five campaigns, none of the war left out."""
    found = analogues(on(date(2021, 8, 12)), CAMPAIGNS)
    assert len({one.campaign for one in found}) == 5
    assert all("fell" in one.words for one in found)
    assert not reasons(replace(on(date(2021, 8, 12)), changes=()), CLIMATOLOGY_BY_AGE.fit(CAMPAIGNS))[1:]


def test_relief_is_a_share_or_unknown() -> None:
    """P(relief) is between 0 and 1 at levels the record knows, and unknown far outside."""
    fitted = CLIMATOLOGY_BY_AGE.fit(CAMPAIGNS)
    known = p_relief(fitted, CAMPAIGNS, 0.08)
    assert known is not None
    assert 0 <= known <= 1
    assert p_relief(fitted, CAMPAIGNS, 0.99) is None

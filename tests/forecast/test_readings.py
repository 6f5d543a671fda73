"""What the forecast would be under each reading of a contradiction, and names on exits that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from leeway.case.hazard import HazardExit
from leeway.case.load import load_case
from leeway.errors import InputError
from leeway.forecast.from_case import coordinates, needed_hazard
from leeway.forecast.model import TimeLeft
from leeway.forecast.models.published import LOSSES
from leeway.forecast.readings import Disputed, Reading, under_each_reading
from leeway.forecast.report.document import readings_document
from leeway.forecast.report.words import readings_table
from leeway.forecast.scenario import suppose_captured
from leeway.forecast.time_left import time_left
from leeway.history.load import load_history
from leeway.history.replay import situation_on
from leeway.situation.from_case import CaseEvidence, case_evidence
from leeway.situation.model import Contradiction, Situation

HISTORY = load_history()
KABUL = HISTORY.campaigns["kabul_2021"]
UNSEEN = HISTORY.without_wars(frozenset({KABUL.war}))
CASE = Path(__file__).parents[2] / "examples" / "kabul-2021"
HOW = Contradiction("C1", "standing", "who holds Ghazni", None, ("not taken", "taken"), (("a",), ("b",)))
SAME = replace(HOW, id="C2", subject="displaced people", readings=("10", "20"))
SETTLED = replace(HOW, id="C3", settled=("desk", "seen", 1))
SOUTH = HazardExit("south", "road", None, ("Ghazni",))


def forecast(situation: Situation) -> TimeLeft:
    where = {"Ghazni": (33.55, 68.42)}
    rng = np.random.default_rng(5)
    return time_left(
        situation, UNSEEN, rng, exits=(SOUTH,), coordinates=where, draws=2000, model=LOSSES, explained=False
    )


def disputed() -> tuple[Disputed, ...]:
    """One contradiction about a capital on the road south, one that touches nothing, one that is settled."""
    now = situation_on(KABUL, date(2021, 8, 8))
    taken = suppose_captured(now, "Ghazni", lat=33.55, lon=68.42, place_class="provincial_capital")
    pictures = {"C1": (("not taken", now), ("taken", taken)), "C2": (("10", now), ("20", now))}
    return under_each_reading((SAME, HOW, SETTLED), lambda name: pictures[name], forecast)


def test_a_contradiction_that_matters_stands_first_with_its_readings() -> None:
    """Whether Ghazni fell decides the road over it and moves the city; a count moves nothing; a settled one is gone."""
    first, second = disputed()
    assert (first.id, second.id) == ("C1", "C2")
    not_taken, taken = (reading.p14 for reading in first.readings)
    assert taken["south"] == 1.0
    assert not_taken["south"] < 0.9
    assert taken["city"] > not_taken["city"]
    assert first.apart == pytest.approx(1.0 - not_taken["south"])
    assert second.apart == 0.0
    assert second.moved == ()


def test_readings_are_told_in_words_and_in_the_document() -> None:
    """The table names the exits that move and counts what moves nothing; the document holds every reading."""
    found = disputed()
    table = readings_table(found)
    assert [row[0] for row in table.rows] == ["C1", ""]
    assert "south 100.0%" in table.rows[1][3]
    assert table.note == "1 open contradiction would move no exit by half a point."
    plain = readings_document(found)
    assert [len(one["readings"]) for one in plain] == [2, 2]
    assert plain[0]["readings"][1]["p14"]["south"] == 1.0


def test_an_exit_that_only_follows_the_city_is_not_told_beside_it() -> None:
    """The airport moves because the city does: one line. The road moves more: told. Nothing moves: nothing told."""
    low = Reading("no", {"city": 0.10, "airport": 0.11, "road": 0.2})
    high = Reading("yes", {"city": 0.12, "airport": 0.131, "road": 0.9})
    assert Disputed("C", "standing", "x", (low, high)).moved == ("city", "road")
    assert Disputed("C", "standing", "x", (low, low)).moved == ()


def test_a_place_on_an_exit_that_nobody_knows_is_an_error() -> None:
    """File, line, table, field, the name, and the nearest known one; known names and names of reports pass."""
    case = load_case(CASE)
    hazard = needed_hazard(case)
    evidence = CaseEvidence((), {}, case_evidence(replace(case, path=CASE / "nowhere")).sources, ())
    assert set(coordinates(case, hazard, evidence)) >= {"Torkham", "Ghazni", "Jalalabad"}
    wrong = HazardExit("south", "road", None, ("Maidan Shahr", "Ghaznni"), line=54)
    crossing = HazardExit("post", "border", "Torkhamm")
    with pytest.raises(InputError) as caught:
        coordinates(case, replace(hazard, exits=(wrong, crossing)), evidence)
    road, post = caught.value.problems
    assert (road.file, road.where, road.field, road.value) == (
        "case.toml", "line 54 ([[hazard.exit]] 1)", "through", "Ghaznni"
    )  # fmt: skip
    assert "Did you mean 'Ghazni'?" in road.hint
    assert (post.field, post.value) == ("place", "Torkhamm")
    airport = HazardExit("airport", "airport", "an airfield of no table")
    coordinates(case, replace(hazard, exits=(airport,)), evidence)

"""Missions in the words of many hands: who is meant, how much of the staff goes, and where the mission stands."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def postures(body: str, country: str) -> list[Statement]:
    return [s for s in read(body, country) if s.kind == "posture"]


@pytest.mark.parametrize(
    ("country", "sentence", "status", "place"),
    [
        ("YE", "Germany closed its embassy in Sanaa on Friday.", "suspended", "Sanaa"),
        ("LY", "Britain is thinning out its embassy in Tripoli.", "reducing", "Tripoli"),
        ("UA", "Poland said its embassy would stay in Kyiv.", "normal", "Kyiv"),
        ("SS", "World Vision said it was withdrawing all its staff from Malakal.", "evacuating", "Malakal"),
        ("SS", "The Ugandan embassy is still manned.", "normal", "Juba"),
        ("ML", "Germany is pulling its last diplomats out of Bamako.", "evacuating", "Bamako"),
        ("CF", "Dependants of French embassy staff have gone home.", "reducing", "Bangui"),
        ("KG", "The OSCE field office in Osh closed on Friday.", "suspended", "Osh"),
        ("SO", "The Turkish embassy is one of the few that stayed open.", "normal", "Mogadishu"),
        ("RW", "The Red Cross, to its credit, is not going anywhere. It stays in Kigali.", "normal", "Kigali"),
        ("ET", "Zambia said it had recalled its non-essential diplomats.", "reducing", "Addis Ababa"),
        ("IR", "Switzerland has decided to temporarily close its embassy in Tehran.", "suspended", "Tehran"),
    ],
)
def test_state_of_a_mission(country: str, sentence: str, status: str, place: str) -> None:
    """Closing, leaving, thinning and staying are found by noun, possessive and name, at the seat of the mission."""
    found = postures(sentence, country)
    assert (status, place) in [(s.status, s.place) for s in found]


@pytest.mark.parametrize(
    ("sentence", "status", "high"),
    [
        ("Staffing at the embassy has fallen to 15.", "minimum_staff", 15),
        ("The embassy is being run by seven men.", "minimum_staff", 7),
        ("The embassy now operates with ten diplomats.", "minimum_staff", 10),
        ("The embassy will draw down to a core presence.", "reducing", None),
    ],
)
def test_size_of_a_mission(sentence: str, status: str, high: int | None) -> None:
    """A few who keep the place are a minimum; a verb that leads there is a reduction."""
    found = postures(sentence, "ML")
    assert [(s.status, s.value.high if s.value else None) for s in found] == [(status, high)]


@pytest.mark.parametrize(
    ("sentence", "status", "firmness"),
    [
        ("The US embassy is open and no one has been ordered out.", "ordered_departure", "denied"),
        ("The US embassy is open. He was quite firm that they aren't shutting.", "suspended", "denied"),
        ("The Chinese embassy is considering pulling out its staff.", "reducing", "possible"),
        ("No Western mission has been open in the city since Friday.", "suspended", "stated"),
    ],
)
def test_what_missions_do_not_do(sentence: str, status: str, firmness: str) -> None:
    """Nobody ordered out is a denial; no mission open is a suspension told as a fact."""
    assert (status, firmness) in [(s.status, s.firmness) for s in postures(sentence, "CF")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The post office is open.",
        "The embassy told Americans to stay indoors.",
        "The army has cut its bread ration.",
        "A summary sent to subscribers on Wednesday was wrong.",
        "Mali's president spent some hours in Gao on Wednesday and returned to Bamako.",
    ],
)
def test_no_mission(sentence: str) -> None:
    """Other offices, other people who stay, other things sent are no posture."""
    assert postures(sentence, "ML") == []


def test_second_verb_of_an_exit() -> None:
    """ "And have since shut" is said of the banks, though a mission is named in the paragraph."""
    found = postures("The Norwegian embassy closed. The banks limited withdrawals and have since shut.", "ML")
    assert len(found) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The mission in Mopti is not shutting its doors.",
        "The embassy is not shutting.",
        "The embassy is not scaling down its staff.",
        "The consulate has not sent a soul away.",
    ],
)
def test_what_a_mission_does_not_do(sentence: str) -> None:
    """Every form of a verb of closing or thinning out is denied by the "not" before it."""
    assert [s.firmness for s in read(sentence, "ML") if s.kind == "posture"] == ["denied"]


def test_notices_consolidated() -> None:
    """A participle after a comma in a heading says nothing of a mission that moves."""
    assert postures("Travel advice and embassy notices, consolidated", "ML") == []


def test_a_consulate_general_is_of_its_state_and_in_its_town() -> None:
    """ "The Consulate General of India in Gao" is India's and in Gao, and no other's after it."""
    text = "The Consulate General of India in Gao has called its nationals. The consulate is closed for now."
    assert "Indian consulate Gao" in {s.actor for s in read(text) if s.kind == "posture"}

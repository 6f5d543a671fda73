"""Exits and services in many words: who may still use them, where they are cut, whose border is meant."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def exits(body: str, country: str) -> list[Statement]:
    return [s for s in read(body, country) if s.kind == "access"]


@pytest.mark.parametrize(
    ("country", "sentence", "status", "of"),
    [
        ("CF", "M'Poko airport is open to military and humanitarian flights only.", "limited", "airport"),
        ("ER", "The airport works, by day, for the transports of the army.", "limited", "airport"),
        ("BD", "The airport is usable by U.N. aircraft alone.", "limited", "airport"),
        ("KW", "The banks opened for an hour.", "limited", "banks"),
        ("SD", "The highway is reserved for military convoys.", "limited", "road"),
        ("ML", "Two of the nine airlines have dropped their services to Bamako.", "limited", "commercial flights"),
        ("NI", "The banks haven't opened since June.", "closed", "banks"),
        ("YE", "Residents of Aden have been without running water since Monday.", "suspended", "water"),
        ("UA", "KLM stopped flying to Ukraine.", "suspended", "commercial flights"),
        ("KG", "Telephone links with Osh have been broken since Saturday.", "suspended", "phones"),
        ("BI", "Social media have been blocked since April.", "limited", "internet"),
        ("BF", "Djibo can only be reached by air.", "closed", "road"),
    ],
)
def test_state_of_an_exit(country: str, sentence: str, status: str, of: str) -> None:
    """What works for some, for hours or in part is limited; what has not opened again is closed."""
    assert (status, of) in [(s.status, s.of) for s in exits(sentence, country)]


@pytest.mark.parametrize(
    ("country", "sentence", "place"),
    [
        ("CD", "The road from Bunia to Beni is cut at Komanda.", "Komanda"),
        ("LY", "The coastal road west of Tripoli is blocked at Zawiya.", "Zawiya"),
        ("ML", "Algeria ordered the closing of its border with Mali.", "Algeria"),
        ("LY", "Tunisia briefly closed the Ras Ajdir crossing.", "Ras Ajdir"),
    ],
)
def test_where_an_exit_is(country: str, sentence: str, place: str) -> None:
    """A road is shut where it is cut, a border at its crossing or towards its neighbour."""
    assert place in [s.place for s in exits(sentence, country)]


def test_borders_of_several_states() -> None:
    """ "Their borders" are one border for each state that shut its own."""
    found = exits("Senegal and Burkina Faso barred their land borders with Mali on Tuesday.", "ML")
    assert sorted((s.status, s.place or "") for s in found) == [("closed", "Burkina Faso"), ("closed", "Senegal")]


@pytest.mark.parametrize(
    "sentence",
    ["The World Food Programme opened a kitchen.", "No visas were asked of the refugees.", "Soldiers opened fire."],
)
def test_no_exit(sentence: str) -> None:
    """Names that hold the word of a service, and openings of something else, say nothing of an exit."""
    assert exits(sentence, "SD") == []


@pytest.mark.parametrize(
    ("sentence", "status", "firmness"),
    [
        ("The airport could be lost by Friday.", "closed", "possible"),
        ("The airport would have to be given up.", "closed", "possible"),
        ("The airport has not missed a day.", "open", "stated"),
        ("The highway is for convoys only.", "limited", "stated"),
    ],
)
def test_exits_that_may_be_lost(sentence: str, status: str, firmness: str) -> None:
    """An exit that could be lost may close; one that missed no day is open, which denies nothing."""
    assert [(s.status, s.firmness) for s in exits(sentence, "ML")] == [(status, firmness)]


def test_two_states_of_a_service() -> None:
    """Each state has the town that is named right after it."""
    found = exits("• Phones: dead in Kidal; on and off in Gao.", "ML")
    assert [(s.status, s.place) for s in found] == [("suspended", "Kidal"), ("limited", "Gao")]


@pytest.mark.parametrize(
    "sentence", ["The closure of the border has been lifted.", "The closure of the crossing was ended on Friday."]
)
def test_closure_lifted(sentence: str) -> None:
    """An exit whose closure is lifted is open."""
    assert [(s.status, s.firmness) for s in exits(sentence, "ML")] == [("open", "stated")]

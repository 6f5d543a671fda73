"""Advice: where it holds by who gives it, what is no advice, what is taken back, exits that came back."""

from __future__ import annotations

import pytest
from grammar_reading import read


def advice(body: str, country: str = "AF") -> list[tuple[str, str | None, str]]:
    """Status, place and firmness of every advice of a text."""
    return [(s.status, s.place, s.firmness) for s in read(body, country) if s.kind == "advisory"]


def test_a_consulate_speaks_for_its_town() -> None:
    """What a consulate tells its citizens to do holds in its town."""
    found = advice("The German consulate in Herat told its nationals to remain in their homes.")
    assert [(s, p) for s, p, _ in found] == [("shelter", "Herat")]


def test_citizens_who_are_there() -> None:
    """ "There" said of citizens is the country, not the town named last."""
    found = advice("Fighting went on in Herat. Norwegians who are there should leave at once.")
    assert [(s, p) for s, p, _ in found] == [("leave", "Afghanistan")]


@pytest.mark.parametrize(
    ("body", "status", "firmness"),
    [
        ("Germany no longer advises against travel to Herat.", "do_not_travel", "denied"),
        ("Berne advises against tourist and other non-urgent travel to Herat.", "do_not_travel", "stated"),
        ("Nationals of Japan have been told to gather at the stadium in Herat.", "leave", "stated"),
        ("The embassy told Danes in Herat to prepare to leave.", "leave", "stated"),
    ],
)
def test_in_other_words(body: str, status: str, firmness: str) -> None:
    """Advice in further words, and advice that no longer holds."""
    assert [(s, f) for s, _, f in advice(body)] == [(status, firmness)]


@pytest.mark.parametrize(
    "body",
    [
        "The ambassador and about ten colleagues stay inside.",
        "Some 1,500 expatriates are stuck behind locked doors.",
        "Seven of the contractors refuse to leave.",
    ],
)
def test_what_people_do_is_no_advice(body: str) -> None:
    """Nobody is told anything here."""
    assert advice(body) == []


@pytest.mark.parametrize(
    ("body", "of", "status"),
    [
        ("KABUL - Power came back in the evening.", "electricity", "open"),
        ("KABUL - The mobile signal returned on Friday.", "phones", "open"),
        ("KABUL - No airline has been in since Thursday.", "commercial flights", "suspended"),
        ("KABUL - Pakistan closed the crossing at Torkham to Afghan men.", "border", "limited"),
        ("KABUL - Flights were diverted to Herat.", "commercial flights", "suspended"),
    ],
)
def test_exits_that_came_back(body: str, of: str, status: str) -> None:
    """Services that return, airlines that have not been in, flights that went elsewhere."""
    found = [s for s in read(body) if s.kind == "access"]
    assert [(s.of, s.status) for s in found] == [(of, status)]
    assert of != "commercial flights" or found[0].place != "Herat"

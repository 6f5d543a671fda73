"""Shares and counts of a whole in the words of analysts, briefings and bulletins."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def shares(body: str, country: str = "SY") -> list[Statement]:
    return [s for s in read(body, country) if s.kind == "territory"]


TOLD = [
    ("The militants are spread over nine of the country's 14 provinces.", "Syria", 9),
    ("The rebels are masters of seven provinces.", "Syria", 7),
    ("The council is in possession of four of the six oilfields.", "Syria", 4),
    ("The army still has nine of the 14 provinces.", "Syria", 9),
    ("They have a third of the country.", "Syria", 33.3),
    ("A quarter of Syria is under foreign occupation.", "Syria", 25),
    ("About 55% of Syria is rebel-held.", "Syria", 55),
    ("Under rebel control: 5 of 14 provinces.", "Syria", 5),
    ("Provinces under rebel control: 9 of 14.", "Syria", 9),
    ("The number of provincial capitals in rebel hands has risen to four.", "Syria", 4),
    ("The share of the country in rebel hands has risen to 40 percent.", "Syria", 40),
    ("The jihadists' writ runs in a third of Syria.", "Syria", 33.3),
    ("The government's rule is confined to a third of the country.", "Syria", 33.3),
    ("Of 14 provinces the rebels have five.", "Syria", 5),
    ("Six districts outside Damascus have fallen to the rebels.", "Syria", 6),
    ("The army has retaken more than 60 percent of Aleppo.", "Aleppo", 60),
    ("A fifth of the country remains with the army.", "Syria", 20),
    ("Some 300 settlements are occupied by the rebels.", "Syria", 300),
    ("Of neighbouring Idlib province about 55% is rebel-held.", "Idlib", 55),
]


@pytest.mark.parametrize(("body", "place", "low"), TOLD)
def test_share_told(body: str, place: str, low: float) -> None:
    """Whose figure of what, whether it stands before the verb or after it, and with no verb at all."""
    found = shares(body)
    assert [(s.status, s.place) for s in found] == [("held", place)]
    assert found[0].value is not None
    assert found[0].value.low == low


def test_whole_of_the_sentence_before() -> None:
    """A second party's share is of the whole told of in the sentence before; the rest is no share."""
    found = shares("Some 56 percent of Syria is under government control. The rebels hold 14 percent.")
    assert [(s.place, s.value.low) for s in found if s.value] == [("Syria", 56), ("Syria", 14)]


@pytest.mark.parametrize(
    "body",
    [
        "The rebels have 300 men in three districts.",
        "The rebels have lost 14 percent of their men.",
        "The number of dead in the three provinces has risen to 40.",
        "The army has nine helicopters.",
        "Half of the refugees are with their families.",
    ],
)
def test_no_share(body: str) -> None:
    """Men, losses and the dead are no shares of a land."""
    assert shares(body) == []

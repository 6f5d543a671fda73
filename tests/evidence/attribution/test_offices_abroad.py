# ruff: noqa: E501 - one case a line
"""Whose minister speaks, and that the adjective of a people is no name of a person."""

from __future__ import annotations

import pytest
from attribution_reading import read, who


@pytest.mark.parametrize(
    ("body", "clause", "country", "org"),
    [
        ("The British defence secretary said 600 troops would fly out.", "600 troops would fly out", "AF", "United Kingdom"),
        ("About 600 British troops will fly out, the defence secretary announced.", "About 600 British troops", "AF", "United Kingdom"),
        ("Britain's foreign secretary said the embassy would move.", "the embassy would move", "ET", "United Kingdom"),
        ("Two Danish aircraft will land on Sunday, the Danish defence minister said.", "Two Danish aircraft will land", "AF", "Denmark"),
        ("Danish soldiers will land on Sunday, the defence minister said.", "Danish soldiers will land", "AF", "Denmark"),
        ("Canadian soldiers will land on Sunday, the prime minister said.", "Canadian soldiers will land", "ET", "Canada"),
        ("Eritrean troops will leave Tigray, the prime minister said.", "Eritrean troops will leave", "ET", "Ethiopian"),
        ("The secretary of defense said 3,000 troops would come.", "3,000 troops would come", "AF", "United States"),
        ("Troops are on their way, the defense secretary said.", "Troops are on their way", "AF", "United States"),
        ("Soldiers have left the bridge, the defence minister said.", "Soldiers have left the bridge", "AF", "Afghan"),
        ("US troops will leave in August, the defence minister said.", "US troops will leave", "AF", "Afghan"),
    ],
)  # fmt: skip
def test_ministers(body: str, clause: str, country: str, org: str) -> None:
    """A minister speaks for the state that is printed with the office or that has such an office."""
    found, _ = who(body, clause, country)
    assert (found.org or "").startswith(org), found


@pytest.mark.parametrize(
    ("body", "country", "org"),
    [
        ("The president of the Amhara region said the road was cut.", "ET", "Amhara region"),
        ("A spokesman for Rakhine State said the road was cut.", "MM", "Rakhine state"),
        ("The prime minister of the Kasai Oriental province said the road was cut.", "CD", "Kasai Oriental province"),
        ("The president of the republic said the road was cut.", "ET", "Ethiopian government"),
    ],
)
def test_officers_of_a_region(body: str, country: str, org: str) -> None:
    """Who speaks for a region does not speak for the state."""
    assert who(body, "the road was cut", country)[0].org == org


@pytest.mark.parametrize(
    "body",
    [
        "The Amhara and Oromo groups said the road was cut.",
        "The Tigrayan side said the road was cut.",
        "A Hazara leader said the road was cut.",
        "Two Tutsi officers said the road was cut.",
        "An Oromo politician told reporters the road was cut.",
    ],
)
def test_peoples(body: str) -> None:
    """The adjective of a people names nobody."""
    assert who(body, "the road was cut", "ET")[0].name is None


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Oromo fighters took the town on Sunday.", "Oromo fighters"),
        ("On Sunday Amhara forces came back.", "Amhara forces"),
        ("Tuareg rebels hold the wells.", "Tuareg rebels"),
        ("They were driven out by Shia militias.", "Shia militias"),
    ],
)
def test_bands_of_a_people(body: str, name: str) -> None:
    """Who fights under the name of a people is an armed group of that name, at the head of a sentence, too."""
    assert [(a.name, a.kind) for a in read(body, "ML")[1].actors] == [(name, "armed_group")]


def test_forces_of_a_part_of_the_world() -> None:
    """A part of the world is no party."""
    assert read("Western forces left the base.", "ML")[1].actors == []

# ruff: noqa: E501 - one case a line
"""Places and states about to be taken, fighters who say where they are, distances beside another town's fate."""

from __future__ import annotations

from datetime import date

import pytest
from grammar_reading import read

from leeway.evidence.model import Days

THREATS = [
    ("The rebels are poised to oust the government in Maputo.", "Mozambique"),
    ("The rebels look set to topple the government in Maputo.", "Mozambique"),
    ("There is little left to stop the rebels from taking over Pemba.", "Pemba"),
    ("Nothing now prevents the rebels from seizing Pemba.", "Pemba"),
    ("The rebels are poised to take Pemba.", "Pemba"),
]


@pytest.mark.parametrize(("body", "place"), THREATS)
def test_about_to_be_taken(body: str, place: str) -> None:
    """A place or a state that nothing keeps from falling is threatened now, not captured."""
    found = [(s.status, s.place, s.actor, s.firmness) for s in read(body, country="MZ") if s.kind == "control"]
    assert found == [("threatened", place, "rebels", "stated")]


def test_somebody_else_is_to_be_overthrown() -> None:
    """Another state's government and a diplomat's wishes are no threat to the country."""
    assert [
        s
        for s in read("France is set to oust the government of Kolda, a paper said.", country="MZ")
        if s.kind == "control"
    ] == []


@pytest.mark.parametrize(
    ("body", "status", "place"),
    [
        ('"We are inside the barracks at Pemba," a rebel fighter said.', "captured", "barracks, Pemba"),
        ('"We are now in the centre of Pemba," a rebel commander said.', "contested", "Pemba"),
        ('"Our fighters are inside the police headquarters in Pemba," said a commander of the rebels.', "captured", "police headquarters, Pemba"),
    ],
)  # fmt: skip
def test_we_are_inside(body: str, status: str, place: str) -> None:
    """A fighter who says that he is inside a building claims it, inside a town that it is fought over."""
    found = [(s.status, s.place, s.actor, s.firmness) for s in read(body, country="MZ") if s.kind == "control"]
    assert found == [(status, place, "rebels", "claimed")]


def test_residents_inside_a_building() -> None:
    """Residents who hide in a building hold nothing."""
    assert [
        s for s in read('"We are inside the barracks in Pemba," a resident said.', country="MZ") if s.kind == "control"
    ] == []


def test_a_distance_in_a_clause_of_its_own() -> None:
    """The town of the clause before is not where the force of the next one stands; its day holds for both."""
    found = read(
        "Pemba was close to falling on Monday, as the rebels also reached a point within 90 km of Maputo.", country="MZ"
    )
    (near,) = [s for s in found if s.kind == "approach"]
    assert (near.place, near.of, near.when) == (None, "Maputo", Days(date(2021, 8, 9), date(2021, 8, 9)))


def test_towns_under_attack_by_the_way() -> None:
    """ "Which of the towns under attack" tells of no attack."""
    assert [
        s
        for s in read("Nobody could say which of the towns under attack still held out.", country="MZ")
        if s.kind == "incident"
    ] == []

"""Exits told of again, counters of missions, airlines that keep or cut their flights."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def of_kind(body: str, kind: str) -> list[Statement]:
    """The statements of one kind of a text on Afghanistan."""
    return [s for s in read(body) if s.kind == kind]


def access(body: str) -> list[Statement]:
    """The statements on exits of a text."""
    return of_kind(body, "access")


@pytest.mark.parametrize(
    "body",
    [
        "The British embassy in Kabul is closed to the public.",
        "The embassy will close its doors to the public from Monday.",
        "The US embassy in Kabul is not open to the public.",
        "The US embassy in Kabul is not receiving visitors.",
        "The embassy remains shut to visitors.",
    ],
)
def test_a_counter_closed_to_the_public(body: str) -> None:
    """A mission closed to callers is an exit that is shut, not the state of the mission."""
    assert [(s.status, s.place, s.of) for s in access(body)] == [("closed", "Kabul", "consular services")]
    assert of_kind(body, "posture") == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("The US embassy in Kabul will provide emergency services only.", "limited"),
        ("The US embassy in Kabul can only provide emergency services.", "limited"),
        ("The US embassy in Kabul offers only emergency consular services.", "limited"),
        ("The US embassy in Kabul cannot provide routine consular services.", "suspended"),
        ("No visas will be issued at the embassy in Kabul until further notice.", "suspended"),
        ("The US embassy in Kabul has suspended all public services.", "suspended"),
    ],
)
def test_what_a_counter_still_does(body: str, status: str) -> None:
    """Emergencies only is limited, no visas is suspended; the counter is in the town of the mission."""
    assert [(s.status, s.place, s.of) for s in access(body)] == [(status, "Kabul", "consular services")]


@pytest.mark.parametrize(
    ("body", "status", "of"),
    [
        ("Kabul airport has been repaired. The airport is open. It is used by the army, but it is closed at night.",
         "closed", "airport"),
        ("The road to Herat is open. It remains closed to lorries.", "limited", "road"),
        ("The banks reopened on Monday. They have since closed again.", "closed", "banks"),
    ],
)  # fmt: skip
def test_it_and_they(body: str, status: str, of: str) -> None:
    """ "It" and "they" mean the exit told of last."""
    assert (status, of) in [(s.status, s.of) for s in access(body)]


def test_it_after_a_mission() -> None:
    """ "It" after a mission that speaks is the mission."""
    body = "The road to Herat is open. The British embassy said it would close."
    assert [s.of for s in access(body)] == ["road"]


@pytest.mark.parametrize(
    "again", ["the one to Ghazni is cut", "that to Ghazni has been cut", "those to Ghazni are cut"]
)
def test_the_one_to_another_town(again: str) -> None:
    """A second road is told of without its noun."""
    found = access(f"The road to Herat is open, but {again}.")
    assert sorted((s.status, s.of or "") for s in found) == [("closed", "road"), ("open", "road")]


@pytest.mark.parametrize("word", ["except", "but", "other than", "apart from"])
def test_a_crossing_excepted(word: str) -> None:
    """All crossings closed but one: that one is open."""
    found = access(f"Pakistan closed all its border crossings {word} Torkham.")
    assert ("open", "Torkham") in [(s.status, s.place) for s in found]


def test_a_border_is_named_by_the_neighbour() -> None:
    """Who shuts the border with the country of the report is the neighbour it is named by."""
    found = access("Pakistan has reopened its border with Afghanistan.")
    assert [(s.status, s.place) for s in found] == [("open", "Pakistan")]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Kam Air said it would maintain its daily flight to Kabul.", "open"),
        ("Kam Air has cut its service to Kabul to two a week.", "limited"),
        ("We expect some carriers to pull out over the weekend from Kabul.", "suspended"),
    ],
)
def test_airlines(body: str, status: str) -> None:
    """What an airline keeps, cuts or gives up, also after it has been named."""
    assert [(s.status, s.of) for s in access(body)] == [(status, "commercial flights")]


def test_where_an_airline_flies() -> None:
    """Flights of an airline are those of the town, "Emirates" is no place."""
    assert [s.place for s in access("Emirates was considering suspending its flights.")] == ["Kabul"]


@pytest.mark.parametrize(
    ("body", "status", "of"),
    [
        ("It is no longer possible to leave Kabul by air.", "suspended", "airport"),
        ("It is not possible to leave Kabul by road.", "closed", "road"),
        ("Kabul airport: military flights only.", "limited", "airport"),
        ("Power in Kabul comes on for two hours a night.", "limited", "electricity"),
        ("There is no mains water in Kabul.", "suspended", "water"),
        ("Iran lifted its blockade of the port.", "open", "port"),
    ],
)
def test_other_words_for_it(body: str, status: str, of: str) -> None:
    """Ways out, hours and blockades in other words."""
    assert (status, of) in [(s.status, s.of) for s in access(body)]


def test_shut_for_now_is_a_fact() -> None:
    """ "No visas will be issued" tells of now, not of a plan."""
    assert [s.firmness for s in access("No visas will be issued at the embassy in Kabul until further notice.")] == [
        "stated"
    ]


def test_open_again_the_same_evening() -> None:
    """A second verb with nothing but a time after it is said of the same exit."""
    found = access("The Herat bridge was closed on Wednesday and reopened the same evening.")
    assert sorted(s.status for s in found) == ["closed", "open"]

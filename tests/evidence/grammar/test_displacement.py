"""The displaced and the sheltering: what is counted once, who has gone, the figure before."""

from __future__ import annotations

import pytest
from grammar_reading import read


def told(body: str) -> list[tuple[str, str | None, float | None]]:
    found = [s for s in read(body, "CF") if s.kind == "displacement"]
    return [(s.status, s.place, s.value.low if s.value else None) for s in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fighting in Bria has uprooted 2,800 people, up from 2,200 the day before.",
         [("displaced", "Bria", 2800), ("displaced", "Bria", 2200)]),
        ("Chad says it is feeding 90,000 refugees who have come across since March.", [("sheltering", "Chad", 90_000)]),
        ("An influx of 10,000 refugees was reported in Bria.", [("displaced", "Bria", 10_000)]),
        ("Hundreds of families are heading south from Bria.", [("displaced", "Bria", 200)]),
    ],
)  # fmt: skip
def test_people_on_the_move(sentence: str, expected: list[tuple[str, str, float]]) -> None:
    """Each figure stands once, with where people come from or shelter."""
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The families of embassy staff have gone home.",
        "House 2: all fine, one lamp broken.",
        "Bria is home to 2,000 Lebanese.",
        "About 40 advisers have gone the other way, from Bangui to Bria.",
    ],
)
def test_nobody_displaced(sentence: str) -> None:
    """Going home, a house with its number and a colony abroad are no displacement."""
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Some 30,000 Central Africans have crossed into Chad.", [("displaced", "Central African Republic", 30_000)]),
        ("The number of registered refugees has risen from 78,000 to 112,000.",
         [("displaced", "Central African Republic", 112_000)]),
        ("Half of the 20,000 inhabitants of Bria have fled.", [("displaced", "Bria", 10_000)]),
        ("In the cathedral of Bria are sleeping some 5,000 people.", [("sheltering", "Bria", 5000)]),
    ],
)  # fmt: skip
def test_shares_changes_and_borders(sentence: str, expected: list[tuple[str, str, float]]) -> None:
    """A share is taken of its whole, the later of two figures counts, who crosses a border leaves the country."""
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Some 902,000 people are displaced in the country, 478,000 of them at 67 sites in Bangui.",
         [("displaced", "Central African Republic", 902_000), ("sheltering", "Bangui", 478_000)]),
        ("In Bria 2,500 people have fled to the mission.", [("sheltering", "Bria", 2500)]),
        ("Some 317 refugees have arrived at Zongo since Monday.", [("displaced", "Central African Republic", 317)]),
        ("About 370 people were killed; residents of Bria are fleeing.", [("displaced", "Bria", None)]),
    ],
)  # fmt: skip
def test_parts_refuges_and_refugees(body: str, expected: list[tuple[str, str, float | None]]) -> None:
    """A part shelters somewhere, who fled into a refuge is in it, a refugee has left the country."""
    assert told(body) == expected


def test_figures_not_checked_yet() -> None:
    """Below a heading that says so, figures are unverified."""
    body = "Situation report.\n\nPOPULATION MOVEMENT (verification pending)\n\nSome 2,100 families have fled Bria."
    found = [s.firmness for s in read(body, "CF") if s.kind == "displacement"]
    assert found
    assert set(found) == {"unverified"}


def test_people_who_have_sought_refuge() -> None:
    """People in a request shelter where a clause of their own says so, not where they only want it."""
    (one,) = read("The UN must help the people who have sought refuge in Pemba.", "MZ")
    assert (one.kind, one.status, one.place) == ("displacement", "sheltering", "Pemba")
    wanted = read("He thanked the people who want to seek refuge in Pemba.", "MZ")
    assert [s for s in wanted if s.kind == "displacement"] == []

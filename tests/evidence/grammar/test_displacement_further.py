"""The displaced: those told of where they have come to, further figures of a sentence, empty towns, others counted."""

from __future__ import annotations

import pytest
from grammar_reading import read

Told = tuple[str, str | None, float | None]


def told(body: str) -> list[Told]:
    found = [s for s in read(body, "CF") if s.kind == "displacement"]
    return [(s.status, s.place, s.value.low if s.value else None) for s in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Bria has received 12,000 people since Monday.", [("sheltering", "Bria", 12_000)]),
        ("Some 11,000 reached Bria overnight.", [("sheltering", "Bria", 11_000)]),
        ("More than 30,000 people have arrived in Bria since Monday.", [("sheltering", "Bria", 30_000)]),
        ("More than 30,000 people from Bambari have arrived in Bria.", [("displaced", "Bambari", 30_000)]),
        ("About 6,000 have since been registered at Bria.", [("sheltering", "Bria", 6000)]),
        ("Chad has taken in 12,000 refugees.", [("displaced", "Central African Republic", 12_000)]),
        ("Some 20,000 refugees have entered Chad.", [("displaced", "Central African Republic", 20_000)]),
        ("Chad says 52,000 refugees have arrived.", [("displaced", "Central African Republic", 52_000)]),
    ],
)
def test_where_they_have_come_to(body: str, expected: list[Told]) -> None:
    """Who has come somewhere shelters there, unless it is told where they came from or that they are refugees."""
    assert told(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Chad has received 84,000 people, Cameroon 36,000.",
         [("sheltering", "Chad", 84_000), ("sheltering", "Cameroon", 36_000)]),
        ("Some 9,000 people fled Bria on Sunday. The mayor speaks of 20,000.",
         [("displaced", "Bria", 9000), ("displaced", "Bria", 20_000)]),
        ("Some 9,000 people fled Bambari. Evacuation centres in Bria hold 2,500; the rest live with relatives.",
         [("displaced", "Bambari", 9000), ("sheltering", "Bria", 2500)]),
    ],
)  # fmt: skip
def test_figures_that_follow(body: str, expected: list[Told]) -> None:
    """A list goes on with bare figures; another source gives another figure of the same people."""
    assert told(body)[: len(expected)] == expected


@pytest.mark.parametrize("body", ["Bria is nearly deserted.", "The town of Bria stands empty.", "Bria was empty."])
def test_empty_towns(body: str) -> None:
    """Those who lived in an empty town have left it."""
    assert told(body) == [("displaced", "Bria", None)]


@pytest.mark.parametrize(
    "body",
    ["Two regiments have come over to the rebels.", "Twelve of us left at noon.", "The last two came through at noon."],
)
def test_others_counted(body: str) -> None:
    """Troops, ourselves and a pair of travellers are no displaced people."""
    assert told(body) == []

"""Distances and advances in further words: who is meant, where the force stands, what the figure is measured to."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def nearing(body: str, country: str = "IQ") -> list[Statement]:
    return [s for s in read(body, country) if s.kind == "approach"]


AT_A_DISTANCE = [
    ("Islamic State fighters had come to within 45 km of Erbil, at Gwer.", "Gwer", None, 45),
    ("The column is moving on Baghdad. It is about 60 km from the city.", None, 60, 60),
    ("The column is moving on Baghdad. Lead elements are estimated 25 km out.", None, 25, 25),
    ("The militants captured Tikrit on Wednesday. The capital is 150 km to the south.", "Tikrit", 150, 150),
    ("Militants who overran Mosul pushed south and were within 90 km of Baghdad.", None, None, 90),
    ("The rebels are less than an hour's drive (50 km) from Baghdad.", None, 50, 50),
    ("The ministry put the bulk of the force at more than 50 km from Baghdad.", None, 50, None),
    ("Rebels are marching on Baghdad. The nearest of them are forty km off, at Falluja.", "Fallujah", 40, 40),
]


@pytest.mark.parametrize(("body", "place", "low", "high"), AT_A_DISTANCE)
def test_distance(body: str, place: str | None, low: float | None, high: float | None) -> None:
    """Pronouns, places behind the figure, figures whose other end the sentence before names."""
    found = [s for s in nearing(body) if s.status == "at_distance"]
    assert [(s.place, s.value.low, s.value.high) for s in found if s.value] == [(place, low, high)]


def test_nobody_near() -> None:
    """No force within a distance: the distance is denied."""
    found = nearing("No hostile force is within 100 km of Baghdad.")
    assert [s.firmness for s in found] == ["denied"]


@pytest.mark.parametrize(
    ("body", "firmness"),
    [
        ("Militants who overran Mosul pushed south on Thursday. They were within 90 km of Baghdad.", "stated"),
        ("Rebel columns have come within sight of Samarra.", "stated"),
        ("The jihadists could reach Samarra within two days.", "possible"),
        ("The rebels are expected to reach Samarra on Friday.", "expected"),
        ("A rebel column headed for Baghdad passed Samarra at noon.", "stated"),
        ("From the east the rebels are coming up the Kirkuk road towards Baghdad.", "stated"),
    ],
)
def test_advance(body: str, firmness: str) -> None:
    """Coming nearer in words without "advance"."""
    assert firmness in [s.firmness for s in nearing(body) if s.status == "advancing"]


@pytest.mark.parametrize(
    "body",
    [
        "France dropped supplies near Tikrit.",
        "The army landed a further 4,000 men near Tikrit on Sunday.",
        "The rebels withdrew from Tikrit on Sunday. Columns were seen heading towards Mosul in the night.",
        "Aid workers reached Samarra on Friday.",
    ],
)
def test_no_advance(body: str) -> None:
    """ "Near" as a preposition, columns that leave, aid."""
    assert [s for s in nearing(body) if s.status == "advancing"] == []

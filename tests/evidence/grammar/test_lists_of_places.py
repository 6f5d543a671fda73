"""What is said of a list of places, of a label with several places, of items under a heading."""

from __future__ import annotations

import pytest
from grammar_reading import brief, read


@pytest.mark.parametrize(
    ("body", "kind", "places"),
    [
        ("A curfew is in force in Kunduz, Herat and Ghazni.", "advisory", {"Kunduz", "Herat", "Ghazni"}),
        ("Banks are closed in Kunduz and Herat.", "access", {"Kunduz", "Herat"}),
        ("The army has left Kunduz and Taloqan.", "force", {"Kunduz", "Taloqan"}),
        ("Pakistan and Iran closed their borders on Monday.", "access", {"Pakistan", "Iran"}),
    ],
)
def test_each_place_of_a_list(body: str, kind: str, places: set[str]) -> None:
    """One statement for each place."""
    assert {s.place for s in read(body) if s.kind == kind} == places


@pytest.mark.parametrize(
    "body",
    [
        "The road between Kunduz and Taloqan is closed.",
        "Fighting went on in Kunduz, Kunduz province.",
        "In Kunduz and Herat 3,000 people were displaced.",
    ],
)
def test_what_is_no_list(body: str) -> None:
    """The ends of a road, a town with its province, and a figure for all are one statement."""
    assert len(read(body)) == 1


def test_labels_of_several_places() -> None:
    """ "Kunduz and Herat: remain indoors" is said of both."""
    found = read("The position on Friday:\n\nKunduz and Herat: remain indoors.\nFarah, Ghazni: captured on Monday.")
    assert sorted(brief(found)) == [
        ("advisory", "shelter", "Herat"),
        ("advisory", "shelter", "Kunduz"),
        ("control", "captured", "Farah"),
        ("control", "captured", "Ghazni"),
    ]


def test_items_under_a_heading() -> None:
    """Items without a place of their own are about the place of the heading."""
    body = "The towns of the north\n\nThe position on Friday.\n\nFaizabad\n• Held by the army\n• Garrison of 400\n"
    assert brief(read(body)) == [("control", "held", "Faizabad"), ("force", "present", "Faizabad")]


def test_labels_of_roads() -> None:
    """Two towns joined by a dash before a colon are a road; one statement, not one for each end."""
    body = "The position on Friday.\n\nROADS AND BORDERS\nKunduz–Baghlan: blocked by villagers.\nTorkham: open.\n"
    found = [(s.status, s.place, s.of) for s in read(body) if s.kind == "access"]
    assert found == [("closed", "Kunduz", "road"), ("open", "Torkham", "border")]


@pytest.mark.parametrize(
    "body",
    [
        "The rebels captured Kidal, a town of Gao between two rivers, on Saturday.",
        "The rebels captured Kidal, the largest town in Gao, on Saturday.",
    ],
)
def test_region_that_only_tells_where(body: str) -> None:
    """The region that a town is said to be a town of is not taken with it."""
    assert {s.place for s in read(body.replace("Gao", "Mopti region"), "ML") if s.kind == "control"} == {"Kidal"}

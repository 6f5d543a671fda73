"""Counts of people whose class the figure itself does not name, and where such people are."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def counts(body: str) -> list[Statement]:
    return [s for s in read(body) if s.kind == "headcount"]


def told(body: str) -> list[tuple[float | None, str | None, str | None]]:
    """Figure, place and class of each count."""
    return [(s.value.low if s.value else None, s.place, s.of) for s in counts(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The charity said it still has 12 in Herat.", [(12, "Herat", "staff")]),
        ("The German embassy keeps eight persons in Herat.", [(8, "Herat", "staff")]),
        ("Denmark has about 60 at the hotel in Herat.", [(60, "hotel, Herat", "citizens")]),
        ("So far we have 46 in Herat, 9 in Kunduz.", [(46, "Herat", "staff"), (9, "Kunduz", "staff")]),
    ],
)
def test_had_by_somebody(body: str, expected: list[tuple[float, str, str]]) -> None:
    """Who has so many in a place has staff or nationals there, and the list goes on with bare figures."""
    assert told(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Nobody from the Red Cross is left in Kunduz.",
        "The United Nations has nobody in Kunduz.",
        "No international staff remain in Kunduz.",
    ],
)
def test_nobody(body: str) -> None:
    """Nobody left is a count of nought, and no denial."""
    (one,) = counts(body)
    assert one.value is not None
    assert (one.value.low, one.value.high, one.place, one.firmness) == (0, 0, "Kunduz", "stated")


def test_figures_beside_labels() -> None:
    """A list of people gives its figures after a colon."""
    assert told("Registered nationals: 412. Still in country: 118.") == [
        (412, "Afghanistan", "citizens"),
        (118, "Afghanistan", "citizens"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Some 200 staff are in Herat. As of this morning, 68.",
        "About 120 Americans remain in Herat. Sixty-eight of them are aid workers.",
    ],
)
def test_figures_after_a_count(body: str) -> None:
    """A bare figure after a count is of the same class and place."""
    assert [(v, p) for v, p, _ in told(body)][1:] == [(68, "Herat")]


def test_nationals_only_spoken_of() -> None:
    """Nationals named in the sentence before are those a bare figure counts; soldiers between are not."""
    assert told("The airlift of Canadians began on Monday. About 700 remain.") == [(700, "Afghanistan", "citizens")]
    assert told("The airlift of Canadians began on Monday. Of the soldiers, 700 remain.") == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("The Indian community in Herat, which numbered 90 citizens, has shrunk.", "Herat"),
        ("The mission moved to Herat, where it has eight observers.", "Herat"),
        ("Some 130 Canadians are in the country, most of them in Herat.", "Afghanistan"),
        ("About 200 Canadians remain in the Afghan capital.", "Kabul"),
    ],
)
def test_where_they_are(body: str, place: str) -> None:
    """The place of a count is the one that holds them all, also behind "where" and "community in"."""
    assert [s.place for s in counts(body)] == [place]


def test_a_part_of_a_whole() -> None:
    """Of "two of the seven" it is the part that is somewhere."""
    assert told("We have seven international staff in Herat. Two of the seven are in the UN compound.")[1][0] == 2


def test_troops_are_no_staff() -> None:
    """Uniformed personnel are troops."""
    assert counts("The UN mission has 12,000 uniformed personnel in the country.") == []


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Around 60 staff are believed to remain at the French embassy in Bamako.", "Bamako"),
        ("About 40 staff remain at the US embassy.", "Bamako"),
    ],
)
def test_staff_at_a_mission(text: str, town: str) -> None:
    """Staff at an embassy are counted in its town."""
    assert {s.place for s in read(text, "ML") if s.kind == "headcount"} == {town}

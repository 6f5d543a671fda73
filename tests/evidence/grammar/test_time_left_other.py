"""Spans of time that are no estimate of a fall: captures counted over days past, sieges to come."""

from __future__ import annotations

import pytest
from grammar_reading import read


def told(body: str, country: str = "SD") -> list[tuple[str, str | None, float | None, float | None]]:
    """(status, place, low, high) of every estimate of the time left."""
    return [
        (s.status, s.place, s.value and s.value.low, s.value and s.value.high)
        for s in read(body, country)
        if s.kind == "time_left"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Atbara is the tenth state capital to fall in a week.",
        "Atbara would be the 6th town to be taken within ten days.",
        "If that is borne out, Atbara would be the fourth city that the rebels have captured in two weeks.",
        "Atbara could become the third town taken in three days.",
        "Atbara may be the latest town to have been lost in a fortnight.",
        "Atbara would be the fifth town the rebels have seized in the past week.",
    ],
)
def test_captures_counted_over_days_past(body: str) -> None:
    """What has fallen within a span of days says nothing of how long a place will hold."""
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Atbara could be the third town to fall, within days.", ("until_fall", "Atbara", None, 7)),
        ("Atbara, ringed for a third week, will fall within two days.", ("until_fall", "Atbara", None, 2)),
    ],
)
def test_estimates_beside_a_count(body: str, expected: tuple[str, str, float | None, float | None]) -> None:
    """A span set apart from the count, or of a town counted in weeks of siege, is an estimate."""
    assert told(body) == [expected]


@pytest.mark.parametrize(
    ("body", "first", "last", "firmness"),
    [
        ("Atbara could be isolated in 30 days, an official said.", None, "2021-09-12", "possible"),
        ("The rebels might surround Atbara within two weeks.", None, "2021-08-27", "possible"),
        ("Rebels could cut off Atbara within ten days.", None, "2021-08-23", "possible"),
        ("The rebels will encircle Atbara within 24 to 96 hours.", "2021-08-14", "2021-08-17", "expected"),
    ],
)
def test_siege_to_come(body: str, first: str | None, last: str, firmness: str) -> None:
    """A siege foretold for a span of days threatens the place until the end of the span; it is no fall."""
    assert told(body) == []
    found = [s for s in read(body, "SD") if s.kind == "control"]
    assert [(s.status, s.place, s.firmness) for s in found] == [("threatened", "Atbara", firmness)]
    days = found[0].when
    assert days is not None
    assert (str(days.first) if days.first else None, str(days.last)) == (first, last)


@pytest.mark.parametrize(
    "body",
    ["Analysts give Atbara a month before it is encircled.", "Atbara has perhaps a week until it is surrounded."],
)
def test_time_until_a_siege(body: str) -> None:
    """What is given until a siege is no time until the fall."""
    assert told(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "Atbara could be isolated in 30 days and fall within 90.",
        "Atbara may be surrounded within a month and fall within 90 days.",
        "Atbara could be cut off by the rebels in 30 days and could be captured within 90 days.",
    ],
)
def test_fall_after_siege(body: str) -> None:
    """Of a siege and a fall each keeps its own span."""
    assert told(body) == [("until_fall", "Atbara", None, 90)]


def test_another_clause_behind_a_semicolon() -> None:
    """A span behind a semicolon, of towns counted there, is no time left of the place before it."""
    found = read("Residents say that Segou is gone; with it nine towns have been taken in a week.", "ML")
    assert not [s for s in found if s.kind == "time_left"]
    assert ("captured", "Ségou") in {(s.status, s.place) for s in found if s.kind == "control"}


def test_help_cut_to_a_minimum() -> None:
    """What an embassy can do for citizens is advice to them, not its own posture."""
    found = read("The embassy's help is limited to a minimum, also in Bamako.", "ML")
    assert {(s.kind, s.status) for s in found} == {("advisory", "limited_help")}


def test_a_town_that_is_gone() -> None:
    """A town that is gone is lost; its troops have not withdrawn for that."""
    assert {s.kind for s in read("Traders and the rebels say that Segou is gone.", "ML")} == {"control"}

"""Time left in other words: further days, ends of weeks, exits lost, estimates told by a verb of saying alone."""

from __future__ import annotations

import pytest
from grammar_reading import read


def told(body: str, title: str | None = None) -> list[tuple[str, str | None, float | None, float | None, str]]:
    """(status, place, low, high, firmness) of every estimate of the time left."""
    return [
        (s.status, s.place, s.value and s.value.low, s.value and s.value.high, s.firmness)
        for s in read(body, "SD", title=title)
        if s.kind == "time_left"
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Atbara can hold out two more days.", ("until_fall", "Atbara", 2, 2, "expected")),
        ("Atbara will fall within a week or ten days.", ("until_fall", "Atbara", None, 10, "expected")),
        ("Atbara has perhaps four days left.", ("until_fall", "Atbara", 4, 4, "expected")),
        ("Analysts give Atbara one week.", ("until_fall", "Atbara", 7, 7, "expected")),
        ("A general gave Atbara until Sunday.", ("until_fall", "Atbara", 2, 2, "expected")),
        ("Atbara has until morning, an officer believes.", ("until_fall", "Atbara", None, 1, "expected")),
        ("It is two weeks before Atbara is seriously threatened.", ("until_fall", "Atbara", 14, 14, "expected")),
        ("The rebels would need a fortnight to seize Atbara.", ("until_fall", "Atbara", 14, 14, "expected")),
        ("Atbara could collapse in as little as a month.", ("until_fall", "Atbara", 30, 30, "possible")),
        ("Atbara will not see the end of the week.", ("until_fall", "Atbara", None, 2, "expected")),
        ("There is a fortnight before Atbara goes.", ("until_fall", "Atbara", 14, 14, "expected")),
        ("Atbara, besieged for a year, will fall in a week.", ("until_fall", "Atbara", 7, 7, "expected")),
        ("Only three days remain before Atbara falls.", ("until_fall", "Atbara", 3, 3, "expected")),
    ],
)
def test_other_words(body: str, expected: tuple[str, str, float | None, float | None, str]) -> None:
    """The place, the bounds in days and the firmness of one estimate."""
    assert told(body) == [expected]


def test_exit_that_the_span_runs_to() -> None:
    """A span that runs to the cutting of a road is that of the road."""
    assert [t[0] for t in told("We have a week at most before the road to Atbara is cut.")] == ["until_loss"]


def test_within_in_a_row() -> None:
    """A bare figure after "within" takes the unit told before it, and is a bound."""
    found = told("They could surround Atbara in 30 days and take it over within 90.")
    assert ("until_fall", "Atbara", None, 90, "possible") in found


def test_told_by_a_verb_of_saying() -> None:
    """In a report on how long a town holds, a span after a verb of saying is an estimate, elsewhere it is not."""
    body = "Atbara is cut off. Two consultants say ten days."
    assert told(body, "How long can Atbara hold?") == [("until_fall", "Atbara", 10, 10, "expected")]
    assert told(body, "Grain prices rise") == []


def test_insisted() -> None:
    """What a party insists on keeps its distance."""
    assert [t[4] for t in told("The army will hold Atbara for a month, a general insisted.")] == ["claimed"]


@pytest.mark.parametrize(
    "text",
    [
        "Officers no longer speak of four months before Bamako falls.",
        "Diplomats no longer talk of ten weeks before the fall of Bamako.",
    ],
)
def test_a_span_given_up(text: str) -> None:
    """What nobody counts on any more is denied, not claimed."""
    assert {s.firmness for s in read(text) if s.kind == "time_left"} == {"denied"}

"""Second verbs of one subject: on the day and under the modal of the first."""

from __future__ import annotations

from datetime import date

import pytest
from grammar_reading import read

from leeway.evidence.model import Days


def test_same_day() -> None:
    """Two deeds joined by "and" happened on the one day that is named; a day of its own goes first."""
    both = read("The rebels overran Baghlan on Wednesday and captured Kunduz.")
    assert {s.when for s in both if s.kind == "control"} == {Days(date(2021, 8, 11), date(2021, 8, 11))}
    apart = read("The rebels captured Baghlan on Tuesday and captured Kunduz on Wednesday.")
    assert {s.when.first.day for s in apart if s.kind == "control" and s.when and s.when.first} == {10, 11}


@pytest.mark.parametrize(
    ("body", "status", "firmness"),
    [
        ("The German embassy may close and send its staff home.", "reducing", "possible"),
        ("The German embassy plans to close and pull out its diplomats.", "reducing", "planned"),
        ("The German embassy is to close and move its staff to Kunduz.", "relocating", "planned"),
        ("The German embassy closed and sent its staff home.", "reducing", "stated"),
    ],
)
def test_same_modal(body: str, status: str, firmness: str) -> None:
    """What the first verb may or will do, the second may or will."""
    assert (status, firmness) in [(s.status, s.firmness) for s in read(body) if s.kind == "posture"]

"""Texts of several days count their time words from the day of each letter or head."""

from __future__ import annotations

from datetime import UTC, date, datetime

from leeway.evidence.language.layers import layers
from leeway.evidence.language.model import Text
from leeway.evidence.model import Days, Report

DAY = datetime(2008, 2, 9, 10, 0, tzinfo=UTC)
THREAD = (
    "From: Country office\nTo: Desk\nSent: Saturday, 2 February 2008 13:52\nSubject: update\n\nThe road was cut last "
    "night.\n\nFrom: Desk\nTo: Country office\nDate: Feb 4, 2008\n\nThe bridge was cut yesterday."
)


def text(body: str) -> Text:
    """The layers of a text published on 9 February 2008, a Saturday."""
    return layers(Report(id="t", body=body, publisher="Wire", published=DAY))


def day(n: int) -> Days:
    return Days(date(2008, 2, n), date(2008, 2, n))


def test_each_letter_has_its_day() -> None:
    """ "Last night" of a letter of the 2nd is the 1st, "yesterday" of one of the 4th is the 3rd."""
    found = {t.days for t in text(THREAD).times}
    assert {day(1), day(3)} <= found


def test_day_of_a_place_in_the_text() -> None:
    """What stands before the first letter counts from publication."""
    read = text("Handed to us yesterday.\n\n" + THREAD)
    assert read.today(0) == date(2008, 2, 9)
    assert read.today(read.clean.index("The road")) == date(2008, 2, 2)
    assert read.today(read.clean.index("The bridge")) == date(2008, 2, 4)


def test_diary() -> None:
    """Entries under "WEDNESDAY 6 FEBRUARY" count "tomorrow" from it; the year is that of publication."""
    read = text("WEDNESDAY 6 FEBRUARY\n\nThe road opens tomorrow.\n\nThursday, February 7\n\nThe port opens tomorrow.")
    assert [t.days for t in read.times if read.clean[t.start : t.end] == "tomorrow"] == [day(7), day(8)]


def test_one_date_line_is_no_diary() -> None:
    """A date alone at the head of a notice does not move what "today" means."""
    assert text("Thursday, February 7\n\nThe road was cut yesterday.").letters == ()


def test_one_letter_is_no_thread() -> None:
    """A single "From:" counts from publication."""
    assert text("From: Desk\nSent: 2 February 2008\n\nThe road was cut yesterday.").letters == ()

"""Which day a date word means, seen from the day of publication. Pure arithmetic on days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from leeway.evidence.model import Days

WEEKDAYS: Final = {
    name: n
    for n, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tue", "tues"),
            ("wednesday", "wed"),
            ("thursday", "thu", "thur", "thurs"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
MONTHS: Final = {
    name: n + 1
    for n, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        )
    )
    for name in names
}
PAST_YEAR_DAYS: Final = 330
"""What ended longer ago than this is background, not news."""


def weekday(anchor: date, day: int, modifier: str | None, future: bool) -> date:
    """The day a weekday (0 is Monday) means in a text published on `anchor`.

    A text of that weekday means its own day; else the last one, or the next one where the words look ahead.
    """
    back = (anchor.weekday() - day) % 7
    if modifier in ("next", "coming", "following"):
        return anchor + timedelta(days=(-back) % 7 or 7)
    if modifier in ("last", "past", "previous"):
        return anchor - timedelta(days=back or 7)
    if back == 0:
        return anchor
    return anchor + timedelta(days=7 - back) if future else anchor - timedelta(days=back)


def year_of(anchor: date | None, month: int, day: int, tense: str | None) -> int | None:
    """The year meant by a month and day without one: the last one, or the next where the words look ahead."""
    if anchor is None:
        return None
    same = day_of(anchor.year, month, min(day, 28))
    if same is None:
        return None
    ahead = (same - anchor).days
    if ahead > 60 and tense == "past":
        return anchor.year - 1
    if ahead > 200:
        return anchor.year - 1
    if ahead < -200 and tense == "future":
        return anchor.year + 1
    return anchor.year


def day_of(year: int | None, month: int, day: int) -> date | None:
    """The date, None if there is no such day."""
    if year is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int, part: str | None = None) -> Days:
    """The days of a month, or of its early (1-10), mid (11-20) or late (21-) part."""
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1) if year < date.max.year else date.max
    last = following - timedelta(days=1)
    if part in ("early", "beginning", "start"):
        return Days(first, first + timedelta(days=9))
    if part in ("mid", "middle"):
        return Days(first + timedelta(days=10), first + timedelta(days=19))
    if part in ("late", "end"):
        return Days(first + timedelta(days=20), last)
    return Days(first, last)


def period(anchor: date, modifier: str, unit: str, future: bool) -> Days:
    """ "this weekend", "last week", "past year", "next month" as days."""
    monday = anchor - timedelta(days=anchor.weekday())
    if unit == "weekend":
        saturday = monday + timedelta(days=5)
        if modifier in ("last", "past", "previous") or (modifier == "the" and not future and anchor.weekday() < 5):
            saturday -= timedelta(days=7)
        elif modifier in ("next", "coming", "following") and anchor.weekday() >= 5:
            saturday += timedelta(days=7)
        return Days(saturday, saturday + timedelta(days=1))
    if unit == "week":
        if modifier == "past":
            return Days(anchor - timedelta(days=7), anchor)
        if modifier in ("last", "previous"):
            return Days(monday - timedelta(days=7), monday - timedelta(days=1))
        if modifier in ("next", "coming", "following"):
            return Days(monday + timedelta(days=7), monday + timedelta(days=13))
        return Days(anchor, monday + timedelta(days=6)) if future else Days(monday, anchor)
    if unit == "month":
        if modifier == "past":
            return Days(anchor - timedelta(days=30), anchor)
        if modifier in ("last", "previous"):
            before = anchor.replace(day=1) - timedelta(days=1)
            return month_span(before.year, before.month)
        if modifier in ("next", "coming", "following"):
            after = anchor.replace(day=28) + timedelta(days=4)
            return month_span(after.year, after.month)
        return Days(anchor, month_span(anchor.year, anchor.month).last) if future else Days(anchor.replace(day=1), None)
    if modifier == "past":
        return Days(years_back(anchor, 1), anchor)
    if modifier in ("last", "previous"):
        return Days(date(anchor.year - 1, 1, 1), date(anchor.year - 1, 12, 31))
    if modifier in ("next", "coming", "following"):
        return Days(date(anchor.year + 1, 1, 1), date(anchor.year + 1, 12, 31))
    return Days(anchor, date(anchor.year, 12, 31)) if future else Days(date(anchor.year, 1, 1), None)


def years_back(anchor: date, years: int) -> date:
    """The same day some years before."""
    return date(max(1, anchor.year - years), anchor.month, min(anchor.day, 28) if anchor.month == 2 else anchor.day)


def shifted(anchor: date, days: float) -> date | None:
    """`anchor` moved by whole days, None outside the calendar."""
    try:
        return anchor + timedelta(days=round(days))
    except OverflowError:
        return None


def is_background(days: Days, anchor: date | None) -> bool:
    """Whether everything meant ended so long ago that it is background."""
    last = days.last if days.last is not None else days.first
    return anchor is not None and last is not None and (anchor - last).days > PAST_YEAR_DAYS

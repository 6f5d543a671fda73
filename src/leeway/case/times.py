"""Times of a case file, as written: instants, moments, opening hours, arrival curves, time zones.

Every reader raises `UnitError` whose message says what was expected, and nothing else.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from leeway.case.fields import share
from leeway.case.model import Arrival, Moment, Windows
from leeway.units import UnitError, quantity

MOMENT = "hours after the start such as '72 h', or an instant with its zone such as 2021-08-15T12:00:00Z"
INSTANT = "an instant with its zone such as 2021-08-15T12:00:00Z or 2021-08-15T16:30:00+04:30"
DAY = "a day such as 2021-05-04"
WINDOW = (
    "hours such as '06:00-18:00', '22:00-04:00', 'daylight', '10 h/16 h', "
    "'2021-08-16T19:35Z/2021-08-17T02:00Z', or a list of these"
)
ARRIVAL = (
    "'at once', a rate such as '30 per h' or 'poisson 30 per h', or a rising curve such as '0 h:0; 2 h:0.4; 6 h:1'"
)

_DAILY = re.compile(r"^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$")
_DAY_MINUTES = 1440
# Beyond these a number is a slip of the pen, and instants would leave the calendar.
LONGEST_H = 100 * 8766.0
YEARS = range(1900, 2900)


def instant(value: object) -> datetime:
    """An instant in UTC; one without a zone is refused."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise UnitError(INSTANT) from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise UnitError(INSTANT)
    if value.year not in YEARS:
        raise UnitError(f"{INSTANT}, in the years {YEARS.start} to {YEARS.stop - 1}")
    return value.astimezone(UTC)


def day(value: object) -> date:
    """A calendar day, without a time."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip())
        except ValueError:
            raise UnitError(DAY) from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise UnitError(DAY)
    if value.year not in YEARS:
        raise UnitError(f"{DAY}, in the years {YEARS.start} to {YEARS.stop - 1}")
    return value


def moment(value: object) -> Moment:
    """Hours after the start, or a fixed instant."""
    if isinstance(value, str):
        try:
            hours = quantity(value, "duration")
        except UnitError:
            hours = -1.0
        if 0 <= hours <= LONGEST_H:
            return Moment(hours=hours)
    try:
        return Moment(at=instant(value))
    except UnitError:
        raise UnitError(MOMENT) from None


def daily_window(value: object) -> tuple[int, int]:
    """(from, to) in minutes after local midnight; `to` is past 1440 when the window runs over midnight."""
    match = _DAILY.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise UnitError("local hours such as '06:00-18:00'")
    begin, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if max(int(match[2]), int(match[4])) > 59 or begin >= _DAY_MINUTES or end > _DAY_MINUTES or begin == end:
        raise UnitError("two different times of day between 00:00 and 24:00 such as '06:00-18:00'")
    return begin, end if end > begin else end + _DAY_MINUTES


def windows(value: object) -> Windows:
    """Opening hours: one limit or a list; daily windows add up, spans add up, and the kinds hold together."""
    daily: list[tuple[int, int]] = []
    spans: list[tuple[Moment, Moment]] = []
    daylight = False
    parts = value if isinstance(value, list) else [value]
    if not parts:
        raise UnitError(WINDOW)
    for part in parts:
        if not isinstance(part, str):
            raise UnitError(WINDOW)
        if part.strip().lower() == "daylight":
            daylight = True
        elif "/" in part:
            begin, _, end = part.partition("/")
            span = moment(begin), moment(end)
            _ascending(span)
            spans.append(span)
        elif _DAILY.match(part.strip()):
            daily.append(daily_window(part))
        else:
            raise UnitError(WINDOW)
    return Windows(tuple(daily), daylight, tuple(spans))


def _ascending(span: tuple[Moment, Moment]) -> None:
    begin, end = span
    if begin.hours is not None and end.hours is not None and end.hours <= begin.hours:
        raise UnitError("a span that ends after it begins")
    if begin.at is not None and end.at is not None and end.at <= begin.at:
        raise UnitError("a span that ends after it begins")


def arrival(value: object) -> Arrival:
    """How a group's people come: at once, at a rate, at random, or along a curve of cumulative shares."""
    if not isinstance(value, str):
        raise UnitError(ARRIVAL)
    words = value.strip().lower()
    if words in ("at once", "at_once", ""):
        return Arrival()
    if ":" not in words:
        at_random = words.split()[0] == "poisson"
        try:
            rate = quantity(words.removeprefix("poisson") if at_random else words, "rate")
        except UnitError:
            rate = 0.0
        if rate <= 0:
            raise UnitError(ARRIVAL)
        return Arrival("poisson" if at_random else "rate", rate_per_h=rate)
    points = []
    for point in words.strip("; ").split(";"):
        hours, _, cumulative = point.partition(":")
        try:
            points.append((quantity(hours, "duration"), share(cumulative.strip())))
        except UnitError:
            raise UnitError(ARRIVAL) from None
    rising = all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(points))
    if not rising or points[0][0] < 0 or points[-1][1] != 1:
        raise UnitError(ARRIVAL + ", whose last share is 1")
    return Arrival("curve", curve=tuple(points))


def time_zone(value: object) -> str:
    """An IANA time zone name."""
    name = value if isinstance(value, str) else ""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UnitError("an IANA time zone such as 'UTC' or 'Asia/Kabul'") from None
    return name


def later(first: Moment, hours: float) -> Moment:
    """The moment `hours` after `first`, of the same kind."""
    if first.at is not None:
        return Moment(at=first.at + timedelta(hours=hours))
    return Moment(hours=(first.hours or 0.0) + hours)

"""Single values of a case file, as written: each reader takes what stood there and gives it in internal units.

Every reader raises `UnitError` whose message says what was expected, and nothing else.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

from leeway.case.model import Arrival, Moment, Windows
from leeway.units import Distribution, UnitError, distribution, quantity

T = TypeVar("T")

MOMENT = "hours after the start such as '72 h', or an instant with its zone such as 2021-08-15T12:00:00Z"
INSTANT = "an instant with its zone such as 2021-08-15T12:00:00Z or 2021-08-15T16:30:00+04:30"
WINDOW = (
    "hours such as '06:00-18:00', '22:00-04:00', 'daylight', '10 h/16 h', "
    "'2021-08-16T19:35Z/2021-08-17T02:00Z', or a list of these"
)
ARRIVAL = "'at once', a rate such as '30 per h', or a rising curve such as '0 h:0; 2 h:0.4; 6 h:1'"
ID = "an id of letters, digits, spaces and _ - . / '"

_DAILY = re.compile(r"^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$")
_PLAIN_ID = re.compile(r"[A-Za-z0-9 _\-./']+")
_DAY_MINUTES = 1440
_INTERNAL = {"duration": " h", "distance": " km", "speed": " km/h", "rate": " per h"}
# Beyond these a number is a slip of the pen, and instants would leave the calendar.
MOST_PEOPLE = 1_000_000_000
LONGEST_H = 100 * 8766.0
YEARS = range(1900, 2900)


def text(value: object) -> str:
    """Any text."""
    if not isinstance(value, str):
        raise UnitError("a text in quotes")
    return value.strip()


def identifier(value: object) -> str:
    """An id; letters of any script, with their combining marks, are letters."""
    if not isinstance(value, str) or not value.strip():
        raise UnitError(ID)
    if _PLAIN_ID.fullmatch(value):
        return value.strip()
    name = unicodedata.normalize("NFC", value.strip())
    if not all(c in " _-./'’" or unicodedata.category(c)[0] in "LMN" for c in name):
        raise UnitError(ID)
    return name


def one_of(choices: tuple[str, ...]) -> Callable[[object], str]:
    """A reader of one of `choices`."""

    def read(value: object) -> str:
        if value not in choices:
            raise UnitError(f"one of {', '.join(choices)}")
        return str(value)

    return read


def flag(value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise UnitError("true or false")
    return value


def whole(least: int, most: int = MOST_PEOPLE) -> Callable[[object], int]:
    """A reader of whole numbers from `least` to `most`."""
    expected = f"a whole number of at least {least}"

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise UnitError(expected)
        try:
            number = quantity(value, "number")
        except UnitError:
            raise UnitError(expected) from None
        if number != int(number) or number < least:
            raise UnitError(expected)
        if number > most:
            raise UnitError(f"{expected} and at most {most:,}")
        return int(number)

    return read


def _number(value: object, dimension: str) -> float:
    return quantity(value if isinstance(value, str | int | float) else "", dimension)


def amount(dimension: str, *, least: float = 0.0, most: float = math.inf, above: bool = False) -> Callable[..., float]:
    """A reader of one quantity from `least` to `most`; with `above`, more than `least`."""

    def read(value: object) -> float:
        number = _number(value, dimension)
        if not least <= number <= most or (above and number == least):
            unit = _INTERNAL.get(dimension, "")
            bound = f"above {least:g}{unit}" if above else f"of at least {least:g}{unit}"
            raise UnitError(f"a {dimension} {bound}" + (f" and at most {most:g}{unit}" if math.isfinite(most) else ""))
        return number

    return read


def share(value: object) -> float:
    """A share between 0 and 1."""
    number = _number(value, "share")
    if not 0 <= number <= 1:
        raise UnitError("a share between 0 and 1 such as 0.6 or '60 %'")
    return number


def uncertain_duration(value: object) -> Distribution:
    """An uncertain time that is never negative."""
    read = distribution(value if isinstance(value, str | int | float) else "", "duration")
    if read.low < 0:
        raise UnitError("a duration that is never below zero")
    return read


def positive_duration(value: object) -> Distribution:
    """An uncertain time that is not always zero."""
    read = uncertain_duration(value)
    if read.high <= 0:
        raise UnitError("a duration above zero")
    return read


def uncertain_share(value: object) -> Distribution:
    """An uncertain share within 0 and 1."""
    read = distribution(value if isinstance(value, str | int | float) else "", "share")
    if read.low < 0 or read.high > 1:
        raise UnitError("a share between 0 and 1, or an uncertain one that stays between them, such as uniform(0.5, 1)")
    return read


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
    """How a group's people come: at once, at a rate, or along a curve of cumulative shares."""
    if not isinstance(value, str):
        raise UnitError(ARRIVAL)
    words = value.strip().lower()
    if words in ("at once", "at_once", ""):
        return Arrival()
    if ":" not in words:
        try:
            rate = quantity(words, "rate")
        except UnitError:
            rate = 0.0
        if rate <= 0:
            raise UnitError(ARRIVAL)
        return Arrival("rate", rate_per_h=rate)
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


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise UnitError('a list of texts such as ["XP"]')
    return tuple(text(part) for part in value)


def identifiers(value: object) -> tuple[str, ...]:
    """A list of ids, or one id."""
    parts = value if isinstance(value, list) else [value]
    return tuple(identifier(part) for part in parts)


def later(first: Moment, hours: float) -> Moment:
    """The moment `hours` after `first`, of the same kind."""
    if first.at is not None:
        return Moment(at=first.at + timedelta(hours=hours))
    return Moment(hours=(first.hours or 0.0) + hours)

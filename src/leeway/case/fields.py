"""Single values of a case file, as written: each reader takes what stood there and gives it in internal units.

Every reader raises `UnitError` whose message says what was expected, and nothing else.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable

from leeway.units import Distribution, UnitError, distribution, quantity

ID = "an id of letters, digits, spaces and _ - . / '"

_PLAIN_ID = re.compile(r"[A-Za-z0-9 _\-./']+")
_INTERNAL = {"duration": " h", "distance": " km", "speed": " km/h", "rate": " per h"}
# Beyond this a number is a slip of the pen.
MOST_PEOPLE = 1_000_000_000


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


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise UnitError('a list of texts such as ["XP"]')
    return tuple(text(part) for part in value)


def identifiers(value: object) -> tuple[str, ...]:
    """A list of ids, or one id."""
    parts = value if isinstance(value, list) else [value]
    return tuple(identifier(part) for part in parts)

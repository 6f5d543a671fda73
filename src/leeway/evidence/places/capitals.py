"""Which city "the capital" of a country is on a day: the seat of government of that day, not always today's."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from leeway.evidence.language.quantities import rows
from leeway.evidence.places.tables import Place, countries

if TYPE_CHECKING:
    from leeway.evidence.places.gazetteer import Gazetteer


def governed_from(code: str, day: date | None) -> str | None:
    """The city a country is governed from on `day` where that is not its present capital by law, else None."""
    for name, until in _moved().get(code, ()):
        if until is None or (day is not None and day < until):
            return name
    return None


def seat_on(gazetteer: Gazetteer, code: str, day: date | None) -> Place | None:
    """The capital of a country on `day`, as the gazetteer knows it."""
    name = governed_from(code, day)
    found = gazetteer.look_up(name) if name is not None else None
    return found or gazetteer.seat(countries()[code].name)


@cache
def _moved() -> dict[str, list[tuple[str, date | None]]]:
    found: dict[str, list[tuple[str, date | None]]] = {}
    for row in rows("places_capitals.csv"):
        until = date.fromisoformat(row["until"]) if row["until"] else None
        found.setdefault(row["country"], []).append((row["name"], until))
    return found

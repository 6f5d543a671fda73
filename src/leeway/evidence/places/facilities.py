"""Airports, palaces, bridges, headquarters: places built on a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from leeway.evidence.language.model import PlaceName, Text
from leeway.evidence.places.gazetteer import Gazetteer

AIRPORT_AFTER: Final = re.compile(
    r"(?:['’]s)?\s+(?:(?:main|international|military|civilian|old|new|city|domestic)\s+){0,2}"
    r"(?P<what>airport|airfield|airstrip|aerodrome|air\s?base|airbase|air field)\b"
)
AIRPORT_BEFORE: Final = re.compile(
    r"\b(?:airport|airfield|airstrip|aerodrome|air\s?base|airbase) (?:of|at|in|outside|near) $"
)
BUILT_AFTER: Final = re.compile(
    r"(?:['’]s)?\s+(?P<what>presidential palace|army headquarters|police headquarters|brigade headquarters|brigade hq|bridge|"
    r"prison|barracks|garrison headquarters|port|border post|border crossing|crossing)\b"
)


def facilities_of(text: Text, fold: str, gazetteer: Gazetteer, places: Sequence[PlaceName]) -> list[PlaceName]:
    """Facilities named with their place ("Kunduz airport", "the airfield at Merowe"), in order of start."""
    found: list[PlaceName] = []
    for place in places:
        if place.kind not in ("capital", "city", "town", "province", "district"):
            continue
        after = AIRPORT_AFTER.match(fold, place.end)
        before = AIRPORT_BEFORE.search(fold[max(0, place.start - 28) : place.start])
        if after is not None or before is not None:
            start = place.start if before is None else place.start - len(before[0])
            end = place.end if after is None else after.end()
            found.append(_airport(gazetteer, place, start, end))
    return found


def _airport(gazetteer: Gazetteer, place: PlaceName, start: int, end: int) -> PlaceName:
    field = gazetteer.airport(place.name)
    if field is None:
        name = f"{place.name} Airport"
        return PlaceName(
            start,
            end,
            name,
            f"{place.place_id}:airport",
            place.lat,
            place.lon,
            "airport",
            place.country,
            None,
            place.name,
        )
    return PlaceName(start, end, field.name, field.id, field.lat, field.lon, "airport", field.country, None, place.name)

"""Whether one slot of a prediction agrees with the gold statement it was matched with."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from leeway.evidence.scoring.names import missing, same_organisation, same_place, same_speaker

Item = Mapping[str, Any]

TOLERANCE = 0.01
"""Two figures agree if they differ by at most this share of the larger one (five miles printed as 8 km)."""

FACTORS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("km", "kilometre", "kilometer", "kilometres", "kilometers"), ("km", 1.0)),
    **dict.fromkeys(("mile", "miles", "mi"), ("km", 1.609344)),
    **dict.fromkeys(("m", "metres", "meters"), ("km", 0.001)),
    **dict.fromkeys(("day", "days", "d"), ("days", 1.0)),
    **dict.fromkeys(("hour", "hours", "h"), ("days", 1 / 24)),
    **dict.fromkeys(("week", "weeks"), ("days", 7.0)),
    **dict.fromkeys(("month", "months"), ("days", 30.0)),
    **dict.fromkeys(("year", "years"), ("days", 365.0)),
    **dict.fromkeys(("percent", "per cent", "%", "pct", "percentage", "share"), ("percent", 1.0)),
}
COUNT, ANY, UNREADABLE = "count", "any", "unreadable"

Bounds = tuple[str, float | None, float | None]


def bounds(value: object) -> Bounds | None:
    """Family of the unit and both bounds in its base unit (km, days, percent, or the count itself)."""
    if missing(value):
        return None
    if isinstance(value, int | float):
        value = {"low": value, "high": value}
    if not isinstance(value, Mapping):
        return UNREADABLE, None, None
    unit = value.get("unit")
    family, factor = FACTORS.get(str(unit).strip().casefold(), (COUNT, 1.0)) if unit else (ANY, 1.0)
    try:
        low, high = (None if value.get(k) is None else float(value[k]) * factor for k in ("low", "high"))
    except (TypeError, ValueError):
        return UNREADABLE, None, None
    return None if low is None and high is None else (family, low, high)


def value_agrees(gold: Item, predicted: Item) -> bool:
    """Same family of unit, both bounds equal within `TOLERANCE`."""
    a, b = bounds(gold.get("value")), bounds(predicted.get("value"))
    if a is None or b is None:
        return a is b
    if UNREADABLE in (a[0], b[0]) or (a[0] != b[0] and ANY not in (a[0], b[0])):
        return False
    return _near(a[1], b[1]) and _near(a[2], b[2])


def place_agrees(gold: Item, predicted: Item) -> bool:
    """One place; of an `approach`, where the force stands or what the distance is measured to."""
    a, b = gold.get("place"), predicted.get("place")
    target = gold.get("of") if gold.get("kind") == "approach" else None
    if missing(b):
        return missing(a)
    if missing(a):
        return not missing(target) and same_place(str(target), str(b))
    return same_place(str(a), str(b)) or (not missing(target) and same_place(str(target), str(b)))


def actor_agrees(gold: Item, predicted: Item) -> bool:
    a, b = gold.get("actor"), predicted.get("actor")
    if missing(a) or missing(b):
        return missing(a) and missing(b)
    return same_organisation(str(a), str(b))


def speaker_agrees(gold: Item, predicted: Item) -> bool:
    return same_speaker(gold.get("speaker"), predicted.get("speaker"))


def when_agrees(gold: Item, predicted: Item) -> bool:
    """The same days, open bounds included; a null is open on both sides."""
    return _days(gold.get("when")) == _days(predicted.get("when"))


def same(slot: str) -> Callable[[Item, Item], bool]:
    """Literal agreement of one slot."""
    return lambda gold, predicted: bool(gold.get(slot) == predicted.get(slot))


SLOTS: dict[str, Callable[[Item, Item], bool]] = {
    "status": same("status"),
    "place": place_agrees,
    "value": value_agrees,
    "firmness": same("firmness"),
    "speaker": speaker_agrees,
    "when": when_agrees,
    "actor": actor_agrees,
}
FULL = ("status", "place", "value", "firmness")
"""Slots that must all be right for a match to count in the full F1."""


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.fabs(a - b) <= TOLERANCE * max(abs(a), abs(b)) + 1e-9


def _days(when: object) -> tuple[object, object]:
    if missing(when):
        return None, None
    if not isinstance(when, Mapping):
        return when, when
    return when.get("from") or None, when.get("to") or None

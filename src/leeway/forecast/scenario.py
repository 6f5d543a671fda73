"""Supposed statements: the situation if a place fell or support changed, and the situation without a piece of news."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from leeway.distance import great_circle_km
from leeway.errors import LeewayError
from leeway.situation.model import Change, Grade, PlaceState, Situation

SUPPOSED = Grade("F", 6, 0, 0)
_FALLS = re.compile(r"(?P<place>.+?) falls(?P<tomorrow> tomorrow)?", re.IGNORECASE)
_SUPPORT = re.compile(r"(?:outside )?support to the (?P<side>\w+) (?:is )?(?P<state>\w+)", re.IGNORECASE)
SUPPORT = ("withdrawing", "withdrawn", "absent", "present", "reinforcing", "intervening")


def suppose_captured(
    situation: Situation,
    place: str,
    *,
    lat: float | None = None,
    lon: float | None = None,
    place_class: str | None = None,
    in_days: int = 0,
) -> Situation:
    """The situation if `place` had fallen, today or (`in_days` 1) by tomorrow, when it is looked at.

    Raises `LeewayError` if the place is not known and no coordinates are given.
    """
    known = situation.places.get(place)
    if known is not None:
        lat, lon = (known.lat, known.lon) if lat is None else (lat, lon)
        place_class = place_class or known.place_class
    if lat is None or lon is None:
        raise LeewayError(f"suppose that {place!r} falls: the place is not known; places.csv takes it.")
    as_of = situation.as_of + timedelta(days=in_days)
    day = (as_of - timedelta(days=1)).date()
    km = great_circle_km(lat, lon, situation.lat, situation.lon)
    actor = situation.attacker[0] if situation.attacker else None
    change = Change(day, as_of, "captured", place, place_class or "town", lat, lon, actor, km, "supposed")
    state = PlaceState(
        place, None if known is None else known.place_id, lat, lon, place_class or "town", "attacker", actor, day,
        "stated", SUPPOSED, 0.0, 1.0, km, ("supposed",),
    )  # fmt: skip
    return replace(
        situation,
        as_of=as_of,
        places={**situation.places, place: state},
        changes=(*situation.changes, change),
    )


def suppose_support(situation: Situation, side: str, state: str) -> Situation:
    """The situation if outside support to `side` ("defender" or "attacker") were `state`. Raises `LeewayError`."""
    if side not in ("defender", "attacker"):
        raise LeewayError(f"suppose support to {side!r}: expected defender or attacker.")
    if state not in SUPPORT:
        raise LeewayError(f"suppose support {state!r}: expected one of {', '.join(SUPPORT)}.")
    return replace(situation, support={**situation.support, side: state})


def without(situation: Situation, changes: Iterable[Change]) -> Situation:
    """The situation as if these changes had not become known; the places return to what was known before."""
    dropped = set(changes)
    kept = tuple(change for change in situation.changes if change not in dropped)
    places = dict(situation.places)
    for name in {change.place for change in dropped}:
        before = [
            c for c in kept if c.place == name and c.event in ("captured", "surrendered", "contested", "lost_again")
        ]
        state = places.pop(name, None)
        if state is not None and before:
            last = before[-1]
            standing = {"contested": "contested", "lost_again": "defender"}.get(last.event, "attacker")
            places[name] = replace(state, standing=standing, since=last.day)
    return replace(situation, changes=kept, places=places)


def supposing(situation: Situation, words: str, coordinates: Mapping[str, tuple[float, float]]) -> Situation:
    """The situation under a supposition in plain words.

    "PLACE falls", "PLACE falls tomorrow", "support to the defender withdrawn" (or another state). Raises `ValueError`
    with what was expected, `LeewayError` for a place that is not known.
    """
    said = " ".join(words.split())
    if match := _FALLS.fullmatch(said):
        place = match["place"]
        known = {name.casefold(): name for name in (*situation.places, *coordinates)}
        place = known.get(place.casefold(), place)
        lat, lon = coordinates.get(place, (None, None))
        return suppose_captured(situation, place, lat=lat, lon=lon, in_days=1 if match["tomorrow"] else 0)
    if match := _SUPPORT.fullmatch(said):
        return suppose_support(situation, match["side"].lower(), match["state"].lower())
    raise ValueError('"PLACE falls", "PLACE falls tomorrow" or "support to the defender withdrawn"')

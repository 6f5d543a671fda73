"""Which of several places of one name: the one near what else the text names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from leeway.distance import great_circle_km
from leeway.evidence.language.model import PlaceName
from leeway.evidence.places.tables import Place

PLAIN: Final = 3e5
"""Ranks from here on are of places set by hand, and of cities that need no neighbour to be meant."""
NEAR_KM: Final = 150.0
REACH: Final = 400
"""Characters to either side in which a place gives another its neighbourhood."""
TIMES: Final = 3.0
"""A namesake must be so many times nearer to be preferred to the larger place."""


def nearest_namesake(found: Sequence[PlaceName], named: Mapping[int, Sequence[Place]]) -> dict[int, Place]:
    """Start of a name to the place meant, where a smaller one of that name lies by the places named around it and the
    largest does not. `named`: the places of each name that has several, by its start."""
    doubtful: dict[int, list[Place]] = {}
    for name in found:
        towns = [p for p in named.get(name.start, ()) if p.kind in ("town", "city") and p.rank < PLAIN]
        if len(towns) > 1 and towns[0].id == name.place_id:
            doubtful[name.start] = towns
    meant: dict[int, Place] = {}
    for start, towns in doubtful.items():
        around = [
            p
            for p in found
            if p.start not in doubtful and p.lat is not None and p.kind != "country" and abs(p.start - start) <= REACH
        ]
        if not around:
            continue
        far = [min(_km(town, p) for p in around) for town in towns]
        best = min(range(len(towns)), key=lambda i: (far[i], i))
        if best and far[best] <= NEAR_KM and far[best] * TIMES < far[0]:
            meant[start] = towns[best]
    return meant


def _km(place: Place, other: PlaceName) -> float:
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    return great_circle_km(place.lat, place.lon, other.lat, other.lon)

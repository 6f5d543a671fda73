"""Which of two towns of one name: a town known by hand is not lost to a far one that the open table has."""

from __future__ import annotations

import pytest

from leeway.distance import great_circle_km
from leeway.evidence.places.gazetteer import load_gazetteer


@pytest.mark.parametrize(
    ("country", "name", "near"),
    [
        ("ET", "Kobo", "Alamata"),
        ("ET", "Wuchale", "Dessie"),
        ("ET", "Debre Sina", "Shewa Robit"),
        ("CD", "Sake", "Goma"),
    ],
)
def test_near_its_neighbour(country: str, name: str, near: str) -> None:
    """The town lies within 50 km of the town it is named with."""
    gazetteer = load_gazetteer((country,))
    (lat, lon), (near_lat, near_lon) = ((p.lat or 0.0, p.lon or 0.0) for p in map(gazetteer.look_up, (name, near)) if p)
    assert great_circle_km(lat, lon, near_lat, near_lon) < 50


@pytest.mark.parametrize(("country", "name"), [("CD", "Sake"), ("CF", "Damara"), ("AM", "Goris")])
def test_one_town_once(country: str, name: str) -> None:
    """Where the open table has the town itself, the row by hand adds no second one."""
    towns = [p for p in load_gazetteer((country,)).named[name.lower()] if p.kind in ("town", "city", "district")]
    assert len([p for p in towns if p.name == name]) == 1

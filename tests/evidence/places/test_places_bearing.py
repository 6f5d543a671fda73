"""Distances with direction and what they are measured to."""

from __future__ import annotations

import pytest
from places_reading import read

from leeway.evidence.places.bearing import azimuth, bearings

SAID = [
    ("It is 150 km southwest of the capital.", 150.0, "Kabul", 225.0),
    ("It is some 230 km by road north of Kabul.", 230.0, "Kabul", 0.0),
    ("They are 20 km from the southern gate of Kabul.", 20.0, "Kabul", None),
    ("It is approximately 330 kilometres to the north of Kabul.", 330.0, "Kabul", 0.0),
    ("They are within five miles of Kabul.", 8.0, "Kabul", None),
    ("It is 75 km away.", 75.0, None, None),
]


@pytest.mark.parametrize(("body", "km", "to", "side"), SAID)
def test_bearings(body: str, km: float, to: str | None, side: float | None) -> None:
    """Distance, reference place and direction as said."""
    (found,) = bearings(read(body))
    assert found.number.high == pytest.approx(km)
    assert (found.to.name if found.to else None, found.side) == (to, side)


def test_point() -> None:
    """A degree of latitude is about 111 km: 111 km north of Kabul lies one degree north of it."""
    (found,) = bearings(read("It is 111 km north of Kabul."))
    assert found.to is not None
    assert found.to.lat is not None
    assert found.lat == pytest.approx(found.to.lat + 1.0, abs=0.01)
    assert found.lon == pytest.approx(found.to.lon, abs=0.001)


def test_no_bearing() -> None:
    """A length that is measured to nothing is no bearing."""
    assert bearings(read("They marched 20 km that day.")) == []


@pytest.mark.parametrize(("words", "degrees"), [("north", 0.0), ("south-west", 225.0), ("NE", 45.0), ("up", None)])
def test_azimuth(words: str, degrees: float | None) -> None:
    """Directions in degrees from north."""
    assert azimuth(words) == degrees

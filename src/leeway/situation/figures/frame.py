"""The part of the globe a map shows, and its axes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from leeway.look import Rows
from leeway.situation.model import PlaceState, Situation

WIDTH_PX: Final = 860
MOST_HIGH_PX: Final = 760
FLATTEST: Final = 0.45
"""Least height of a map in parts of its width."""
MARGIN: Final = 0.12
SMALLEST_DEG: Final = 1.2
SIZES: Final = {"national_capital": 520, "provincial_capital": 260, "city": 200, "airport": 150, "border_crossing": 130,
                "base": 110, "town": 110, "area": 110}  # fmt: skip
"""Area of a mark in square pixels by class of place."""
RING: Final = 1100
"""Of the ring round the target."""


@dataclass(frozen=True, slots=True)
class Box:
    """The part of the globe that is shown, in degrees, and how many pixels high it is."""

    west: float
    south: float
    east: float
    north: float
    high_px: float

    def x(self, lon: float) -> float:
        """Pixels from the left."""
        return (lon - self.west) / (self.east - self.west) * WIDTH_PX

    def y(self, lat: float) -> float:
        """Pixels from the top."""
        return (self.north - lat) / (self.north - self.south) * self.high_px


def box_of(situation: Situation, placed: Sequence[PlaceState]) -> Box:
    lats = [situation.lat, *(p.lat for p in placed if p.lat is not None)]
    lons = [situation.lon, *(p.lon for p in placed if p.lon is not None)]
    south, north, west, east = min(lats), max(lats), min(lons), max(lons)
    tall, wide = max(north - south, SMALLEST_DEG), max(east - west, SMALLEST_DEG)
    south, north = _spread(south, north, tall * (1 + 2 * MARGIN))
    west, east = _spread(west, east, wide * (1 + 3 * MARGIN))
    shrink = math.cos(math.radians((south + north) / 2))
    ratio = (north - south) / ((east - west) * shrink)
    if ratio * WIDTH_PX > MOST_HIGH_PX:
        west, east = _spread(west, east, (north - south) / shrink * WIDTH_PX / MOST_HIGH_PX)
        ratio = MOST_HIGH_PX / WIDTH_PX
    elif ratio < FLATTEST:
        south, north = _spread(south, north, (east - west) * shrink * FLATTEST)
        ratio = FLATTEST
    return Box(west, south, east, north, round(ratio * WIDTH_PX))


def _spread(low: float, high: float, size: float) -> tuple[float, float]:
    middle = (low + high) / 2
    return middle - size / 2, middle + size / 2


def axes(box: Box) -> tuple[alt.X, alt.Y]:
    x = alt.X("lon:Q", axis=None, scale=alt.Scale(domain=[box.west, box.east], nice=False, zero=False))
    y = alt.Y("lat:Q", axis=None, scale=alt.Scale(domain=[box.south, box.north], nice=False, zero=False))
    return x, y


def chart_of(values: Iterable[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(Rows(values=list(values)))

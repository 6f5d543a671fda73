"""The map: places sized by their weight, coloured and shaped by who holds them, with the exits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from leeway.case.hazard import HazardExit
from leeway.situation.distance import EARTH_KM
from leeway.situation.figures.look import GREEN, INK, STANDINGS, day_text, styled, titled
from leeway.situation.model import PlaceState, Situation
from leeway.situation.names import folded
from leeway.situation.outlines import within

WIDTH_PX: Final = 860
MOST_HIGH_PX: Final = 760
SIZES: Final = {"national_capital": 520, "provincial_capital": 260, "city": 200, "airport": 150, "border_crossing": 130,
                "base": 110, "town": 110, "area": 110}  # fmt: skip
"""Area of a mark in square pixels by class of place."""
MARGIN: Final = 0.12
SMALLEST_DEG: Final = 1.2
LABEL_PX: Final = 6.3


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


def map_figure(situation: Situation, exits: Sequence[HazardExit] = (), title: str = "") -> Any | None:
    """The Altair chart, None where no place has coordinates. Longitude is shrunk by the cosine of the middle latitude,
    so that kilometres are nearly the same in both directions."""
    placed = [p for p in situation.places.values() if p.lat is not None and p.lon is not None]
    if not placed:
        return None
    box = _box(situation, placed)
    layers = [_land(box), *_roads(situation, exits, box), _marks(situation, placed, box), _target(situation, box),
              _names(situation, placed, exits, box), _scale(box)]  # fmt: skip
    lines = (f"As of {day_text(situation.as_of)}. Size: capital, provincial capital or city, town. Ring: the target; "
             "dashes: exit road.", _unplaced(situation))  # fmt: skip
    chart = alt.layer(*layers).properties(
        width=WIDTH_PX, height=box.high_px, title=titled(title or f"{situation.target}: who holds what", *lines)
    )
    return styled(chart)


def _box(situation: Situation, placed: Sequence[PlaceState]) -> Box:
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
    elif ratio < 0.45:
        south, north = _spread(south, north, (east - west) * shrink * 0.45)
        ratio = 0.45
    return Box(west, south, east, north, round(ratio * WIDTH_PX))


def _spread(low: float, high: float, size: float) -> tuple[float, float]:
    middle = (low + high) / 2
    return middle - size / 2, middle + size / 2


def _axes(box: Box) -> tuple[alt.X, alt.Y]:
    x = alt.X("lon:Q", axis=None, scale=alt.Scale(domain=[box.west, box.east], nice=False, zero=False))
    y = alt.Y("lat:Q", axis=None, scale=alt.Scale(domain=[box.south, box.north], nice=False, zero=False))
    return x, y


def _chart(values: Iterable[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(values)))


def _land(box: Box) -> Any:
    """Boundaries as fine lines; a ring far outside is cut away."""
    x, y = _axes(box)
    rings = [ring for rings in within(box.west, box.south, box.east, box.north).values() for ring in rings]
    points = [
        {"ring": number, "k": k, "lon": round(lon, 3), "lat": round(lat, 3)}
        for number, ring in enumerate(rings)
        for k, (lon, lat) in enumerate(ring)
    ]
    return _chart(points).mark_line(color="#8A929B", strokeWidth=0.9, clip=True).encode(
        x=x, y=y, detail="ring:N", order="k:Q")  # fmt: skip


def _marks(situation: Situation, placed: Sequence[PlaceState], box: Box) -> Any:
    x, y = _axes(box)
    used = [s for s in STANDINGS if any(p.standing == s for p in placed)]
    words = [STANDINGS[s][2] for s in used]
    values = [
        {"lon": p.lon, "lat": p.lat, "standing": STANDINGS[p.standing][2], "size": SIZES.get(p.place_class, 110),
         "sure": round(0.35 + 0.65 * p.confidence, 2)}
        for p in sorted(placed, key=lambda p: -SIZES.get(p.place_class, 110))
    ]  # fmt: skip
    colour = alt.Color("standing:N", scale=alt.Scale(domain=words, range=[STANDINGS[s][0] for s in used]))
    shape = alt.Shape("standing:N", scale=alt.Scale(domain=words, range=[STANDINGS[s][1] for s in used]))
    return _chart(values).mark_point(filled=True, stroke=INK, strokeWidth=0.8, clip=True).encode(
        x=x, y=y, color=colour, shape=shape, size=alt.Size("size:Q", scale=None, legend=None),
        opacity=alt.Opacity("sure:Q", scale=None, legend=None))  # fmt: skip


def _target(situation: Situation, box: Box) -> Any:
    x, y = _axes(box)
    return _chart([{"lon": situation.lon, "lat": situation.lat}]).mark_point(
        size=1100, stroke=INK, strokeWidth=1.8, filled=False, opacity=1).encode(x=x, y=y)  # fmt: skip


def _roads(situation: Situation, exits: Sequence[HazardExit], box: Box) -> list[Any]:
    """Exit roads as dashes from the target through their places in order, where those can be placed."""
    at = {folded(name): p for name, p in situation.places.items() if p.lat is not None}
    points: list[dict[str, Any]] = []
    for number, way in enumerate(exits):
        stops = [at[folded(name)] for name in way.through if folded(name) in at]
        if way.kind == "road" and stops:
            points.append({"road": number, "k": 0, "lon": situation.lon, "lat": situation.lat})
            points += [{"road": number, "k": k, "lon": p.lon, "lat": p.lat} for k, p in enumerate(stops, 1)]
    if not points:
        return []
    x, y = _axes(box)
    return [_chart(points).mark_line(color=GREEN, strokeDash=[7, 4], strokeWidth=2, clip=True).encode(
        x=x, y=y, detail="road:N", order="k:Q")]  # fmt: skip


def _names(situation: Situation, placed: Sequence[PlaceState], exits: Sequence[HazardExit], box: Box) -> Any:
    """Names beside their marks, the weightiest first; one that would lie on another is left out."""
    x, y = _axes(box)
    taken: list[tuple[float, float, float, float]] = []
    target = (situation.target, situation.lat, situation.lon, 900)
    named = sorted(placed, key=lambda p: (-SIZES.get(p.place_class, 110), p.distance_km or 0.0, p.place))
    wanted = [target, *((p.place, p.lat or 0.0, p.lon or 0.0, SIZES.get(p.place_class, 110)) for p in named
                        if folded(p.place) != folded(situation.target))]  # fmt: skip
    values: list[dict[str, Any]] = []
    for name, lat, lon, size in wanted:
        left = box.x(lon) + math.sqrt(size) / 2 + 4
        top = box.y(lat) - 7
        place = (left, top, left + LABEL_PX * len(name) + 2, top + 14)
        if place[2] > WIDTH_PX or any(_on(place, other) for other in taken):
            continue
        taken.append(place)
        values.append({"lon": lon, "lat": lat, "name": name, "dx": math.sqrt(size) / 2 + 4})
    layers = [
        _chart(v for v in values if v["dx"] == dx)
        .mark_text(align="left", baseline="middle", dx=dx, fontSize=11, color=INK, stroke="white", strokeWidth=s,
                   strokeOpacity=o)
        .encode(x=x, y=y, text="name:N")
        for dx in sorted({v["dx"] for v in values})
        for s, o in ((3, 0.9), (0, 0))
    ]  # fmt: skip
    return alt.layer(*layers)


def _on(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale(box: Box) -> Any:
    """A bar of round kilometres in the lower left corner."""
    x, y = _axes(box)
    lat = box.south + (box.north - box.south) * 0.045
    km_per_degree = math.radians(1) * EARTH_KM * math.cos(math.radians(lat))
    wide_km = (box.east - box.west) * km_per_degree
    km = max(step for step in (5, 10, 20, 50, 100, 200, 500, 1000, 2000) if step <= max(wide_km * 0.25, 5))
    west = box.west + (box.east - box.west) * 0.02
    ends = [{"lon": west, "lat": lat}, {"lon": west + km / km_per_degree, "lat": lat}]
    bar = _chart(ends).mark_line(color=INK, strokeWidth=3).encode(x=x, y=y)
    words = _chart([{**ends[0], "text": f"{km} km"}]).mark_text(align="left", dy=-10, color=INK, fontSize=11).encode(
        x=x, y=y, text="text:N")  # fmt: skip
    return alt.layer(bar, words)


def _unplaced(situation: Situation) -> str:
    names = [p.place for p in situation.places.values() if p.lat is None]
    if not names:
        return ""
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return f"Not on the map, no coordinates: {', '.join(names[:8])}{more}."

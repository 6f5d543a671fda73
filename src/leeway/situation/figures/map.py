"""The map: places sized by their weight, coloured and shaped by who holds them, with the exits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from leeway.case.hazard import HazardExit
from leeway.distance import EARTH_RADIUS_KM
from leeway.look import GREEN, INK, day_text, styled, titled
from leeway.situation.figures.frame import RING, SIZES, WIDTH_PX, Box, axes, box_of, chart_of
from leeway.situation.figures.labels import country_names, place_names
from leeway.situation.figures.look import STANDINGS
from leeway.situation.items import Known
from leeway.situation.model import PlaceState, Situation
from leeway.situation.names import folded
from leeway.situation.outlines import within


def map_figure(
    situation: Situation, exits: Sequence[HazardExit] = (), sites: Mapping[str, Known] | None = None, title: str = ""
) -> Any | None:
    """The Altair chart, None where no place has coordinates. Longitude is shrunk by the cosine of the middle latitude,
    so that kilometres are nearly the same in both directions. `sites`: places that no statement names, by folded name.
    """
    placed = [p for p in situation.places.values() if p.lat is not None and p.lon is not None]
    if not placed:
        return None
    box = box_of(situation, placed)
    at = _sites(situation, sites or {})
    layers = [
        country_names(box),
        _land(box),
        *_exits(situation, exits, at, box),
        _marks(situation, placed, box),
        _target(situation, box),
        place_names(situation, placed, box),
        _scale(box),
    ]
    key = "Size: capital, provincial capital or city, town. Ring: the target; green: exits, dashes: roads."
    lines = (f"As of {day_text(situation.as_of)}. {key}", _inside_ring(situation, exits, at, box), _unplaced(situation))
    chart = alt.layer(*layers).properties(
        width=WIDTH_PX, height=box.high_px, title=titled(title or f"{situation.target}: who holds what", *lines)
    )
    return styled(chart)


def _land(box: Box) -> Any:
    """Boundaries as fine lines; a ring far outside is cut away."""
    x, y = axes(box)
    rings = [ring for rings in within(box.west, box.south, box.east, box.north).values() for ring in rings]
    points = [
        {"ring": number, "k": k, "lon": round(lon, 3), "lat": round(lat, 3)}
        for number, ring in enumerate(rings)
        for k, (lon, lat) in enumerate(ring)
    ]
    return chart_of(points).mark_line(color="#8A929B", strokeWidth=0.9, clip=True).encode(
        x=x, y=y, detail="ring:N", order="k:Q")  # fmt: skip


def _marks(situation: Situation, placed: Sequence[PlaceState], box: Box) -> Any:
    x, y = axes(box)
    used = [s for s in STANDINGS if any(p.standing == s for p in placed)]
    words = [STANDINGS[s][2] for s in used]
    values = [
        {"lon": p.lon, "lat": p.lat, "standing": STANDINGS[p.standing][2], "size": SIZES.get(p.place_class, 110),
         "sure": round(0.35 + 0.65 * p.confidence, 2)}
        for p in sorted(placed, key=lambda p: -SIZES.get(p.place_class, 110))
    ]  # fmt: skip
    colour = alt.Color("standing:N", scale=alt.Scale(domain=words, range=[STANDINGS[s][0] for s in used]))
    shape = alt.Shape("standing:N", scale=alt.Scale(domain=words, range=[STANDINGS[s][1] for s in used]))
    return chart_of(values).mark_point(filled=True, stroke=INK, strokeWidth=0.8, clip=True).encode(
        x=x, y=y, color=colour, shape=shape, size=alt.Size("size:Q", scale=None, legend=None),
        opacity=alt.Opacity("sure:Q", scale=None, legend=None))  # fmt: skip


def _target(situation: Situation, box: Box) -> Any:
    x, y = axes(box)
    return chart_of([{"lon": situation.lon, "lat": situation.lat}]).mark_point(
        size=RING, stroke=INK, strokeWidth=1.8, filled=False, opacity=1).encode(x=x, y=y)  # fmt: skip


Site = tuple[float, float]


def _sites(situation: Situation, sites: Mapping[str, Known]) -> dict[str, Site]:
    """(Longitude, latitude) by folded name: of the picture's places, and of those the case names."""
    found = {
        folded(p.place): (p.lon, p.lat) for p in situation.places.values() if p.lon is not None and p.lat is not None
    }
    return {n: (k.lon, k.lat) for n, k in sites.items() if k.lon is not None and k.lat is not None} | found


def _exits(situation: Situation, exits: Sequence[HazardExit], at: Mapping[str, Site], box: Box) -> list[Any]:
    """Exit roads as dashes from the target through their places in order; other exits as crosses with their id. What
    cannot be placed is left out, and what lies inside the ring of the target."""
    points: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for number, way in enumerate(exits):
        stops = [at[folded(name)] for name in (way.through if way.kind == "road" else ()) if folded(name) in at]
        if stops:
            stops = [(situation.lon, situation.lat), *stops]
            points += [{"road": number, "k": k, "lon": lon, "lat": lat} for k, (lon, lat) in enumerate(stops)]
        elif way.kind != "city" and folded(way.place or "") in at and not _at_target(situation, way, at, box):
            lon, lat = at[folded(way.place or "")]
            marks.append({"lon": lon, "lat": lat, "name": way.id})
    x, y = axes(box)
    layers = []
    if points:
        lines = chart_of(points).mark_line(color=GREEN, strokeDash=[7, 4], strokeWidth=2, clip=True)
        layers.append(lines.encode(x=x, y=y, detail="road:N", order="k:Q"))
    if marks:
        crosses = chart_of(marks).mark_point(shape="cross", size=90, filled=True, color=GREEN, opacity=1, clip=True)
        names = chart_of(marks).mark_text(color=GREEN, dy=13, fontSize=11, fontStyle="italic", clip=True)
        layers += [crosses.encode(x=x, y=y), names.encode(x=x, y=y, text="name:N")]
    return layers


def _at_target(situation: Situation, way: HazardExit, at: Mapping[str, Site], box: Box) -> bool:
    """Whether an exit lies so near the target that its mark would stand on the target's."""
    lon, lat = at.get(folded(way.place or ""), (1e9, 1e9))
    apart = math.hypot(box.x(lon) - box.x(situation.lon), box.y(lat) - box.y(situation.lat))
    return way.kind not in ("city", "road") and apart < math.sqrt(RING)


def _inside_ring(situation: Situation, exits: Sequence[HazardExit], at: Mapping[str, Site], box: Box) -> str:
    names = [way.id for way in exits if _at_target(situation, way, at, box)]
    return f"Exits at {situation.target}: {', '.join(names)}." if names else ""


def _scale(box: Box) -> Any:
    """A bar of round kilometres in the lower left corner."""
    x, y = axes(box)
    lat = box.south + (box.north - box.south) * 0.045
    km_per_degree = math.radians(1) * EARTH_RADIUS_KM * math.cos(math.radians(lat))
    wide_km = (box.east - box.west) * km_per_degree
    km = max(step for step in (5, 10, 20, 50, 100, 200, 500, 1000, 2000) if step <= max(wide_km * 0.25, 5))
    west = box.west + (box.east - box.west) * 0.02
    ends = [{"lon": west, "lat": lat}, {"lon": west + km / km_per_degree, "lat": lat}]
    bar = chart_of(ends).mark_line(color=INK, strokeWidth=3).encode(x=x, y=y)
    words = chart_of([{**ends[0], "text": f"{km} km"}]).mark_text(align="left", dy=-10, color=INK, fontSize=11).encode(
        x=x, y=y, text="text:N")  # fmt: skip
    return alt.layer(bar, words)


def _unplaced(situation: Situation) -> str:
    names = [p.place for p in situation.places.values() if p.lat is None]
    if not names:
        return ""
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return f"Not on the map, no coordinates: {', '.join(names[:8])}{more}."

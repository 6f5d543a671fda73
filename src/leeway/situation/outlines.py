"""Country outlines: Natural Earth admin-0 boundaries, 1:50m, public domain, as the topology of the package data."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

Point = tuple[float, float]


@cache
def countries() -> dict[str, tuple[tuple[Point, ...], ...]]:
    """Rings of (longitude, latitude) in degrees by the country's name; 241 countries and territories."""
    text = files("leeway.situation").joinpath("data", "countries-50m.json").read_text(encoding="utf-8")
    topology = json.loads(text)
    arcs = _arcs(topology)
    found: dict[str, tuple[tuple[Point, ...], ...]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        rings = tuple(_ring(ring, arcs) for polygon in polygons for ring in polygon)
        found[shape["properties"]["name"]] = found.get(shape["properties"]["name"], ()) + rings
    return found


def _arcs(topology: dict) -> list[list[Point]]:  # type: ignore[type-arg]
    """The arcs in degrees; the file holds them as differences on a grid."""
    (scale_x, scale_y), (zero_x, zero_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + zero_x, y * scale_y + zero_y))
        arcs.append(points)
    return arcs


def _ring(parts: list[int], arcs: list[list[Point]]) -> tuple[Point, ...]:
    """One closed ring of arcs end to end; ~k means arc k backwards."""
    points: list[Point] = []
    for part in parts:
        arc = arcs[part] if part >= 0 else arcs[~part][::-1]
        points += arc[1:] if points else arc
    return tuple(points)


@cache
def within(west: float, south: float, east: float, north: float) -> dict[str, tuple[tuple[Point, ...], ...]]:
    """The countries whose rings reach into a box of degrees, with those rings only."""
    found = {}
    for name, rings in countries().items():
        near = tuple(r for r in rings if _touches(r, west, south, east, north))
        if near:
            found[name] = near
    return found


def _touches(ring: tuple[Point, ...], west: float, south: float, east: float, north: float) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) <= east and max(xs) >= west and min(ys) <= north and max(ys) >= south

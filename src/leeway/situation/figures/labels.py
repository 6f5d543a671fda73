"""Names on a map: of places, where they fit beside their marks, and of the countries in view."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import numpy as np
from numpy.typing import NDArray

from leeway.look import INK
from leeway.situation.figures.frame import RING, SIZES, WIDTH_PX, Box, axes, chart_of
from leeway.situation.model import PlaceState, Situation
from leeway.situation.names import folded
from leeway.situation.outlines import within

Array = NDArray[np.float64]
LABEL_PX: Final = 6.1
GRID: Final = 14
"""Names of countries are set on a grid of so many parts."""
SIDES: Final[dict[str, tuple[str, int, int]]] = {
    "right": ("left", 1, 0), "left": ("right", -1, 0), "below": ("center", 0, 1), "above": ("center", 0, -1),
}  # fmt: skip
"""How text is aligned on each side of its mark, and in which direction it is moved."""


def place_names(situation: Situation, placed: Sequence[PlaceState], box: Box) -> Any:
    """Names beside their marks, the weightiest first; one that fits on no side is left out."""
    x, y = axes(box)
    sizes = [(p.place, p.lat or 0.0, p.lon or 0.0, SIZES.get(p.place_class, 110)) for p in placed]
    rest = [one for one in sizes if folded(one[0]) != folded(situation.target)]
    rest.sort(key=lambda one: (-one[3], one[0]))
    taken = [_mark(box, lat, lon, size) for _, lat, lon, size in sizes]
    values: list[dict[str, Any]] = []
    for name, lat, lon, size in [(situation.target, situation.lat, situation.lon, RING), *rest]:
        own = _mark(box, lat, lon, size)
        for side, place in _beside(own, name):
            others = (one for one in taken if one != own)
            if place[0] > 0 and place[2] < WIDTH_PX and not any(_on(place, other) for other in others):
                taken.append(place)
                values.append(
                    {"lon": lon, "lat": lat, "name": name, "side": side, "dx": round((own[2] - own[0]) / 2 + 3)}
                )
                break
    layers = []
    for side, off in sorted({(v["side"], v["dx"]) for v in values}):
        chosen = chart_of(v for v in values if (v["side"], v["dx"]) == (side, off))
        align, right, down = SIDES[side]
        style: dict[str, Any] = {
            "align": align,
            "dx": right * off,
            "dy": down * (off + 5),
            "fontSize": 11,
            "color": INK,
        }
        halo: dict[str, Any] = {**style, "stroke": "white", "strokeWidth": 3}
        layers += [
            chosen.mark_text(baseline="middle", **look).encode(x=x, y=y, text="name:N") for look in (halo, style)
        ]
    return alt.layer(*layers)


Frame = tuple[float, float, float, float]


def _mark(box: Box, lat: float, lon: float, size: float) -> Frame:
    """The square a mark takes, in pixels."""
    half = math.sqrt(size) / 2
    return box.x(lon) - half, box.y(lat) - half, box.x(lon) + half, box.y(lat) + half


def _beside(mark: Frame, name: str) -> list[tuple[str, Frame]]:
    """Where a name may stand: right, left, below, above its mark."""
    wide, high = LABEL_PX * len(name), 13
    middle_x, middle_y = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
    return [
        ("right", (mark[2] + 3, middle_y - high / 2, mark[2] + 3 + wide, middle_y + high / 2)),
        ("left", (mark[0] - 3 - wide, middle_y - high / 2, mark[0] - 3, middle_y + high / 2)),
        ("below", (middle_x - wide / 2, mark[3] + 2, middle_x + wide / 2, mark[3] + 2 + high)),
        ("above", (middle_x - wide / 2, mark[1] - 2 - high, middle_x + wide / 2, mark[1] - 2)),
    ]


def country_names(box: Box) -> Any:
    """Names of the countries in view, each near the middle of what is seen of it."""
    lons = [box.west + (box.east - box.west) * k / GRID for k in range(1, GRID)]
    lats = [box.south + (box.north - box.south) * m / GRID for m in range(1, GRID)]
    held = {
        name: np.logical_xor.reduce([_holds(ring, np.array(lons), np.array(lats)) for ring in parts])
        for name, parts in within(box.west, box.south, box.east, box.north).items()
    }
    # In the order in which the grid meets them.
    first = sorted(
        (int(cells.argmax()), number, name) for number, (name, cells) in enumerate(held.items()) if cells.any()
    )
    values = []
    for _, _, name in first:
        points = [(lons[k // len(lats)], lats[k % len(lats)]) for k in np.flatnonzero(held[name]).tolist()]
        middle = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
        lon, lat = min(points, key=lambda p: (p[0] - middle[0]) ** 2 + (p[1] - middle[1]) ** 2)
        if len(points) > 3:
            values.append({"lon": lon, "lat": lat, "name": name.upper()})
    x, y = axes(box)
    return chart_of(values).mark_text(color="#A9B0B7", fontSize=12, fontWeight="bold").encode(x=x, y=y, text="name:N")


def _holds(ring: Sequence[tuple[float, float]], lons: Array, lats: Array) -> NDArray[np.bool_]:
    """Whether the points of a grid lie in a ring (crossings of a ray); shape (lons * lats,)."""
    x, y = np.array(ring).T
    odd = np.zeros((len(lons), len(lats)), dtype=bool)
    for m, lat in enumerate(lats):
        crossed = np.flatnonzero((y[:-1] > lat) != (y[1:] > lat))
        x1, x2, y1, y2 = x[crossed], x[crossed + 1], y[crossed], y[crossed + 1]
        at = (x2 - x1) * (lat - y1) / (y2 - y1) + x1
        odd[:, m] = (lons[:, None] < at).sum(axis=1) % 2 == 1
    return odd.ravel()


def _on(a: Frame, b: Frame) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]

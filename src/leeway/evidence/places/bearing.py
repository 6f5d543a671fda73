"""Distance and bearing: "150 km southwest of the capital" as a figure, a reference place and a point on the map."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from leeway.evidence.language.fold import folded
from leeway.evidence.language.model import Number, PlaceName, Text

AZIMUTHS: Final = {
    name: 22.5 * n
    for n, name in enumerate(
        (
            "north", "north-northeast", "northeast", "east-northeast", "east", "east-southeast", "southeast",
            "south-southeast", "south", "south-southwest", "southwest", "west-southwest", "west", "west-northwest",
            "northwest", "north-northwest",
        )
    )
}  # fmt: skip
SHORT: Final = {"n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "w": 270.0, "nw": 315.0}
_SIDE: Final = r"(?:north|south)(?:[ -]?(?:east|west))?|east|west"
SIDE: Final = re.compile(
    rf"[\s,]*(?:\((?:[^()]{{0,24}})\)\s*)?(?:by road |by air |as the crow flies )?"
    rf"(?:further |farther |due )?(?:(?:to|in|at) the )?"
    rf"(?P<side>{_SIDE}|(?:n|s)(?:e|w)?|e|w)(?:wards?)?\b(?:\s+by road)?"
)
LINK: Final = re.compile(
    r"\s*(?:,\s*)?(?:by road |out |away |outside )?(?:of|from|to|outside|short of|inside|off)\s+"
    r"(?:(?:the|its|edges?|outskirts|city limits|centre|center|gates?|border|limits|southern|northern|eastern|"
    r"western|of|city|town|main|airport|suburbs)\s+){0,5}$"
)
AWAY: Final = re.compile(r"\s*(?:away|out|off)\b")


@dataclass(frozen=True, slots=True)
class Bearing:
    """How far something is from a place. `number`: the distance in km; `to`: the reference place, None where the words
    do not name it ("25 km away"); `side`: direction in degrees from north, None if not said; `lat`, `lon`: the point so
    reached, None without direction or reference coordinates. `start`, `end` cover distance, direction and reference."""

    start: int
    end: int
    number: Number
    to: PlaceName | None
    side: float | None = None
    lat: float | None = None
    lon: float | None = None


def bearings(text: Text) -> list[Bearing]:
    """Distances with what they are measured to, in order of start; call after `find_places`. Linear time."""
    fold = folded(text.clean)
    found = []
    openings, starts = [s.start for s in text.sentences], [p.start for p in text.places]
    for number in text.numbers:
        if number.unit != "km":
            continue
        limit = text.sentences[bisect_right(openings, number.start) - 1].end
        at, side = number.end, None
        if (match := SIDE.match(fold, at, limit)) is not None:
            side, at = azimuth(match["side"]), match.end()
        place = _reference(text, fold, at, limit, starts)
        if place is None and side is None and AWAY.match(fold, at, limit) is None:
            continue
        end = place.end if place is not None else at
        found.append(Bearing(number.start, end, number, place, side, *_point(number, place, side)))
    return found


def azimuth(words: str) -> float | None:
    """Degrees from north of a direction ("south-west", "SW"), None if it is none."""
    plain = words.lower().replace(" ", "").replace("-", "")
    for name, degrees in AZIMUTHS.items():
        if name.replace("-", "") == plain:
            return degrees
    return SHORT.get(plain)


def _reference(text: Text, fold: str, at: int, limit: int, starts: Sequence[int]) -> PlaceName | None:
    """The place right after "of" or "from"; `starts` are those of the text's places."""
    for place in text.places[bisect_left(starts, at) : bisect_left(starts, at) + 3]:
        if place.start > min(limit, at + 60):
            return None
        if LINK.fullmatch(fold, at, place.start):
            return place
    return None


def _point(number: Number, place: PlaceName | None, side: float | None) -> tuple[float | None, float | None]:
    """The point at that distance and direction on the WGS 84 ellipsoid (Karney 2013, doi:10.1007/s00190-012-0578-z)."""
    far = number.high if number.high is not None else number.low
    if place is None or side is None or far is None or place.lat is None or place.lon is None or far > 20_000:
        return None, None
    from geographiclib.geodesic import Geodesic

    low = number.low if number.low is not None else far
    reached = Geodesic.WGS84.Direct(place.lat, place.lon, side, 500.0 * (low + far))
    return round(float(reached["lat2"]), 4), round(float(reached["lon2"]), 4)

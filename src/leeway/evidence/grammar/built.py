"""A facility with its town: "Kolda airport", "the base at Kolda", "the airport" where Kolda was named last."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.grammar.wordlists import words

OF_THE_CITY = frozenset(
    ["airport", "port", "presidential palace", "parliament", "airfield", "army headquarters", "television"]
)


CROSSINGS = frozenset(["border crossing", "border post"])
WAYS = CROSSINGS | {"highway", "pass", "checkpoint"}
MODIFIERS = words("built.MODIFIERS")
SPEAKING = words("built.SPEAKING")
QUARTERS = frozenset(
    [
        "quarter",
        "district",
        "neighbourhood",
        "neighborhood",
        "area",
        "official",
        "officials",
        "spokesman",
        "source",
        "sources",
        "staff",
        "workers",
        "guards",
        "village",
        "villages",
        "town",
        "towns",
    ]
)


def _label(line: Line, c: Chunk) -> str:
    """The name of the building with the noun that tells it from others of its sort: "government compound"."""
    label = str(c.what.status)
    before = line.tokens[c.start - 1] if c.start else None
    if before is None or label.count(" ") or line.w[c.start - 1] not in MODIFIERS:
        return label
    return f"{before.text.removesuffix(chr(39) + 's')} {label}"


def _mission(scene: Scene, line: Line, c: Chunk) -> str | None:
    """The embassy meant by "the embassy": the one its words name, else the one named last."""
    if c.what.status not in ("embassy", "consulate"):
        return None
    owner = line.at("actor", c.start)
    if owner is not None and owner.what.kind == "mission":
        return str(owner.what.name)
    known = scene.mission
    return known if known is not None and str(c.what.status) in known else None


def _seat(line: Line, c: Chunk, places: list[Chunk]) -> Chunk | None:
    """ "They seized state radio, Kabul.": the town after the comma tells where the building is, and is no second prize.

    Where a list goes on ("the airport, Kolda and Sola") it is one of its items.
    """
    if line.w[c.end : c.end + 1] != [","]:
        return None
    town = next((p for p in places if p.start == c.end + 1 and p.what.kind in TOWNS), None)
    if town is None or line.w[town.end : town.end + 1] not in ([], ["."], [";"], [":"], ["!"]):
        return None
    listing = any(0 < c.start - p.end <= 3 and "," in line.w[p.end : c.start] for p in places)
    return None if listing or "," in line.w[max(0, c.start - 3) : c.start] else town


def facilities(scene: Scene, line: Line, places: list[Chunk]) -> None:
    """A facility with its town: "Kolda airport", "the base at Kolda", "the airport" where Kolda was named last."""
    w, n = line.w, len(line.w)
    found = line.chunks.setdefault("facility", [])
    for c in line.of("building"):
        if c.end < n and (w[c.end] in QUARTERS or (w[c.end] in SPEAKING and not line.owner[c.end - 1])):
            continue  # "the hotel quarter", "a hospital official", "the station says"
        own = line.at("place", c.start)
        if own is not None and own.what.kind in ("airport", "facility", "border"):
            continue
        near = [p for p in places if p.end == c.start or (p.end == c.start - 1 and line.owner[p.end - 1])]
        if c.end + 1 < n and w[c.end] in ("of", "at", "in", "near"):
            skip = c.end + 1 + (w[c.end + 1] == "the")
            near = near or [p for p in places if p.start == skip and p.what.kind != "country"]
        last = c.end
        seat = None if near else _seat(line, c, places)
        if seat is not None:
            near, last = [seat], seat.end
            places.remove(seat)
        if c.what.status in CROSSINGS and not near:
            crossing = [p.what for p in places if p.end <= c.start and p.what.kind == "border"]
            spot_before = crossing[-1] if crossing else scene.spot
            if spot_before is not None and spot_before.kind == "border":
                start, end = line.span(c.start, c.end)
                found.append(Chunk("facility", c.start, c.end, replace(spot_before, start=start, end=end)))
                continue
        town = near[0].what if near else city_before(scene, line, c.start, c.what.status in OF_THE_CITY)
        if town is None:
            continue
        label = _label(line, c)
        if near and w[c.start - 1] in ("city", "town", "village"):
            label, near = f"{w[c.start - 1]} {label}", []  # "the city jail"
        name = f"{label}, {town.name}"
        if label == "airport":
            name = next((p.name for p in scene.text.places if p.kind == "airport" and p.town == town.name), name)
        stands = near and near[0].end == c.start and not line.owner[c.start - 1]
        if stands and near[0].what.kind in ("airport", "facility") and label in ("air base", "airport", "airfield"):
            name = near[0].what.name
        elif stands and (label != "airport" or near[0].what.kind == "unknown"):
            name = f"{town.name} {label}"  # "Aberdeen bridge", "Massawa port"
        name = _mission(scene, line, c) or name
        named = bool(near) and near[0].end == c.start and near[0].what.kind == "unknown"
        named = named and (label not in WAYS or (label == "pass" and line.tokens[c.start].text[0] == "P"))
        first = near[0].start if named else c.start
        start, end = line.span(first, last)
        spot = replace(town, start=start, end=end, name=name, kind="facility", capital_of=None)
        if named and name != _mission(scene, line, c):
            spot = replace(spot, name=" ".join(t.text for t in line.tokens[first:last]))
        if named:  # "the Baba Gurgur oilfield" is one place, whatever "Baba Gurgur" may be else
            places[places.index(near[0])] = Chunk("place", near[0].start, near[0].end, spot)
        found.append(Chunk("facility", first, last, spot))

"""The town, the country, the crossing or the neighbour that an exit belongs to."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.access_ends import (
    CUTTING,
    crossing,
    driven_from,
    from_town,
    in_town,
    not_yet_told,
    own_town,
)
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import DETERMINERS, Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene, bare
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

NEAR = words("access.NEAR")
CARRIER_NAMES = words("flights.CARRIERS") - {"aviation", "air"}
CARRIERS = frozenset(["airline", "airlines", "airways", "carrier", "carriers"])
TOWNS_OWN = frozenset(["airport", "port", "phones", "electricity", "water", "internet", "banks", "markets", "fuel"])
"""Exits and services that one sentence after another tells of for one town."""
NATIONAL = frozenset(["phones", "internet", "fuel", "banks", "schools", "electricity", "television", "radio", "mail"])
LINES = frozenset(["phones", "internet", "mail"])
"""Services that a mission tells its citizens of for the whole country."""
DASHES = frozenset(["-", "–", "—", "/"])


def place_of(line: Line, e: Chunk, hit: Hit, scene: Scene, of: str, a: int, b: int) -> PlaceName | None:
    """The town, the country, the crossing or the neighbour that an exit belongs to."""
    found = _place_of(line, e, hit, scene, of, a, b)
    return in_town(found) if of == "airport" or of.endswith("flights") else found


def _place_of(line: Line, e: Chunk, hit: Hit, scene: Scene, of: str, a: int, b: int) -> PlaceName | None:
    w = line.w
    places = line.of("place")
    if of == "commercial flights":
        places = [p for p in places if not _carrier(line, p, scene)]
        if hit.row.words.startswith("divert"):  # "diverted to X": not what they flew to
            places = [p for p in places if w[p.start - 1] not in ("to", "via", "of")]
    if of == "border":
        named = [p for p in places if p.what.kind in ("border",) and p.start < b]
        overlap = [p for p in places if p.start <= e.start and e.end <= p.end]
        if overlap:
            return overlap[0].what  # type: ignore[no-any-return]
        before = [p for p in places if p.end <= e.start and e.start - p.end <= 1]
        after = [
            p
            for p in places
            if p.start >= e.end
            and p.start - e.end <= 4
            and w[p.start - 1] in ("of", "at", "to", "with", "into", "the", "named")
        ]
        if before and before[-1].what.kind != "country":
            return before[-1].what  # type: ignore[no-any-return]
        if (named_here := crossing(line, e)) is not None:
            return named_here
        after.sort(key=lambda p: w[p.start - 1] != "at")
        ours = bool(after) and scene.home is not None and after[0].what.name == scene.home[0]
        if ours and (theirs := _neighbour(line, scene, b)) is not None:
            return theirs  # "Benin shut its border with us"
        if after:
            return after[0].what  # type: ignore[no-any-return]
        stood = [p for p in places if p.end <= e.start and w[p.start - 1] == "at" and p.what.kind != "country"]
        if stood and w[e.start - 1 : e.start] == ["the"]:
            return stood[-1].what  # type: ignore[no-any-return]  # "stuck at Chaman after it closed the crossing"
        told = 0 if w[e.start - 1] == "its" and e.start - a <= 2 else a  # "Burundi says that its border is open"
        states = [c for c in line.of("actor") if c.what.kind == "state" and c.start < b and c.end > told]
        owner = [c for c in states if c.start < e.start]
        neighbours = [c for c in states if c.start >= e.end]
        pick = neighbours or owner
        if pick and (scene.home is None or pick[-1].what.name != scene.home[0]):
            return bare(pick[-1].what.name, "country")
        if before:
            return before[-1].what  # type: ignore[no-any-return]
        if named:
            return named[0].what  # type: ignore[no-any-return]
        if w[max(0, e.start - 1)] in ("the", "its", "this") and scene.spot is not None and scene.spot.kind == "border":
            return scene.spot
        return scene.country()
    if of == "airspace":
        states = [c for c in line.of("actor") if c.what.kind == "state" and a <= c.start < e.start]
        if states and "its" in w[states[-1].end : e.start]:
            return bare(states[-1].what.name, "country")
    beside = [p for p in places if p.start == hit.end + 1 and w[hit.end] == "in" and of not in ("border", "road")]
    if beside and not any(p.end <= hit.start and p.start >= e.end and w[p.start - 1] == "of" for p in places):
        return beside[0].what  # type: ignore[no-any-return]  # "phones: dead in Kolda, on and off in Bignona"
    if of == "airport":
        if (seat_of := own_town(line, e, scene)) is not None:
            return seat_of
        own = line.at("place", e.start) or line.at("place", e.start - 1 if e.start else 0)
        printed = "".join(w[own.start : own.end]) if own is not None and own.what.kind == "airport" else ""
        seat = scene.first_city
        town = getattr(own.what, "town", None) if own is not None else None
        if seat is not None and printed and seat.name.casefold() in printed and not town:
            return seat
        if own is not None and town:
            return replace(own.what, name=town)  # type: ignore[no-any-return]
    if (start_of := from_town(line, e, scene, of)) is not None:
        return start_of
    if of == "evacuation flights":
        places = [p for p in places if w[p.start - 1] != "to"]
    if of == "phones" and w[e.end : e.end + 1] in (["to"], ["with"], ["via"]):
        ours = (*scene.text.report.country, None)
        abroad = [p for p in places if p.start == e.end + 1 and p.what.country not in ours]
        here = scene.section_place or city_before(scene, line, e.start)
        if abroad and here is not None:
            return here  # "the telephone to London is dead": it is where the report is sent from
    if of in ("road", "railway"):
        cut = cut_at(line, hit, b)
        if cut is not None:
            return cut
        if w[e.end - 1] in ("bridge", "ferry", "causeway", "tunnel") and w[e.end : e.end + 1] == ["to"]:
            far = [p for p in places if e.end < p.start <= e.end + 2]
            if far:
                return far[0].what  # type: ignore[no-any-return]
        ends = [p for p in places if p.end == e.start]
        start = [p for p in places if ends and p.end == ends[0].start - 1 and w[p.end] in DASHES]
        if start:
            return start[0].what  # type: ignore[no-any-return]
    if of == "road" and (start_of := driven_from(line, e, hit, scene)) is not None:
        return start_of
    if of == "road" and w[e.end : e.end + 1] == ["to"]:
        at = [
            p
            for p in places
            if p.start >= hit.end and p.start < b and w[p.start - 1] in ("of", "at", "near", "in", "outside", "beyond")
        ]
        at = at or [p for p in places if p.start == e.end + 2 and w[e.end + 1] == "from"]
        town = at[0].what if at else city_before(scene, line, e.start)
        if town is not None and town.name not in [p.what.name for p in places if p.start == e.end + 1]:
            return town
    near = [p for p in places if p.end == e.start or (p.end == e.start - 1 and not w[p.end].isdigit())]
    near = near or [p for p in places if p.start <= e.start and e.end <= p.end]
    after = [p for p in places if p.start >= e.end and p.start < max(b, hit.end + 6) and _governed(line, p)]
    if near:
        return near[0].what  # type: ignore[no-any-return]
    close = [p for p in after if p.start - e.end <= 3]
    if close:
        return close[0].what  # type: ignore[no-any-return]
    if after and line.clause_of[after[0].start] == line.clause_of[hit.start]:
        return after[0].what  # type: ignore[no-any-return]
    inside = [p for p in places if a <= p.start < b]
    if inside:
        return inside[0].what  # type: ignore[no-any-return]
    head = [p for p in places if p.start <= 3]
    if head:
        return head[0].what  # type: ignore[no-any-return]
    if (of in LINES or (of == "commercial flights" and hit.verb < 0)) and scene.notice and scene.section_place is None:
        return scene.country()
    if of == "commercial flights":
        told_here = line.sentence.paragraph in (scene.city_paragraph, scene.facility_paragraph)
        flown = line.w[e.end - 1] in CARRIERS or not CARRIER_NAMES.isdisjoint(w[a:b])
        if flown or (told_here and scene.section_place is None and w[e.end - 1] != "aviation"):
            return city_before(scene, line, e.start, True)
    if of in ("airspace", "commercial flights"):
        return scene.section_place or scene.country()
    if of in TOWNS_OWN and scene.exit is not None and scene.exit[0] in TOWNS_OWN and scene.section_place is None:
        there = scene.exit[1]
        lately = scene.exit_paragraph == line.sentence.paragraph and scene.line_number - scene.exit_line <= 1
        if there is not None and lately:
            if there.town:
                return replace(there, name=there.town)
            if there.kind in ("capital", "city", "town"):
                return there
    town_told = scene.section_place or scene.first_city or scene.city
    if (town_told is None and of in NATIONAL) or {"nationwide", "countrywide"} & set(w[a:b]):
        return scene.country()
    if of in ("airport", "evacuation flights") and not_yet_told(line, scene):
        return scene.capital()
    return city_before(scene, line, e.start, of in ("airport", "port"))


def _neighbour(line: Line, scene: Scene, b: int) -> PlaceName | None:
    """The foreign state that acts in the sentence before token `b`."""
    for c in reversed(line.of("actor")):
        if c.what.kind == "state" and c.start < b and (scene.home is None or c.what.name != scene.home[0]):
            return bare(c.what.name, "country")
    return None


def _carrier(line: Line, p: Chunk, scene: Scene) -> bool:
    """ "Emirates", "Kenya Airways": who flies, not where to."""
    home = scene.home is not None and p.what.name == scene.home[0]
    owner = p.what.kind == "country" and not home and not _governed(line, p)
    return owner or not CARRIER_NAMES.isdisjoint(line.w[p.start : p.end])


def cut_at(line: Line, hit: Hit, b: int) -> PlaceName | None:
    """Where a road is cut: "blocked by villagers at Suzak"."""
    return next((p.what for p in line.of("place") if hit.end <= p.start < b and _at(line, p)), None)


def _at(line: Line, p: Chunk) -> bool:
    """ "Cut at Komanda", "blocked near the Saint-Marc bridge"."""
    k = p.start - 1
    while k >= 0 and line.w[k] in DETERMINERS:
        k -= 1
    return k >= 0 and line.w[k] in CUTTING and not {"far", "passable", "open"} & set(line.w[max(0, k - 3) : k])


def _governed(line: Line, p: Chunk) -> bool:
    k = p.start - 1
    while k >= 0 and (
        line.w[k] in DETERMINERS or line.w[k] in ("much", "most", "parts", "all", "of", "whole", "city", "town")
    ):
        k -= 1
    return (k >= 0 and line.w[k] in NEAR) or line.w[p.start - 1] == "of"

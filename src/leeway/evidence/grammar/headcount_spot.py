"""Where the people of a count are; for `headcount`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import after_preposition
from leeway.evidence.grammar.headcount_class import chain
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.relative_place import where_place
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

IN = words("headcount.IN")
SPOTS = ("place", "facility")
BEHIND = ("stay:v behind/on/put", "remain:v behind", "left behind", "remain:v", "stay:v")
REGISTERS = frozenset(["register", "list", "lists", "books", "registered", "roll", "rolls"])
COMMUNITIES = frozenset(["community", "colony", "diaspora"])
COUNTRYWIDE = frozenset(["islands", "provinces", "governorates", "regions", "nationwide", "countryside", "interior"])
MISSIONS = frozenset(["embassy", "consulate", "mission"])
NEAR = 2
"""Lines after which the place of the last count is no longer meant."""


def spot_of(
    line: Line, hit: Hit, scene: Scene, number: Chunk, group: Chunk | None, of: str, b: int
) -> tuple[Chunk | None, PlaceName | None]:
    """The words for the place, where the clause has them, and the place: of the clause, of the count before, of the
    scene."""
    first = min(hit.start, number.end)
    place = after_preposition(line, first, b, SPOTS, IN)
    if place is not None and of_a_part(line, number.end, place):
        place = None
    if place is None and REGISTERS & set(line.w[first:b]):
        place = after_preposition(line, first, b, ("place",), frozenset(["for"]))
    if place is None:
        place = next(
            (c for c in line.of("place") if c.end - c.start == 1 and line.w[c.start] in ("here", "there")), None
        )
    if place is None and group is not None:
        end = chain(line, group).end
        place = after_preposition(line, end, min(len(line.w), end + 6), SPOTS, IN)
    if place is None:
        a = line.clause(hit.start)[0]
        place = next((c for c in line.of("place") if c.end <= hit.start and opens(line, c, a)), None)
    if place is None:
        place = of_community(line, hit.start)
    before = scene.counted_place if scene.line_number - scene.counted_line <= NEAR else None
    if place is not None:
        if of == "staff" and place.kind == "facility" and MISSIONS & set(line.w[place.start : place.end]):
            town = next((c for c in line.of("place") if c.start == place.end + 1 and line.w[place.end] in IN), None)
            return town or place, town.what if town is not None else scene.capital() or place.what
        meant = line.w[place.start] in ("here", "there") and place.end - place.start == 1
        return place, before if meant and before is not None else place.what
    if (led := where_place(line, hit.start)) is not None:
        return None, led
    if any(line.w[k : k + 2] == ["in", "town"] for k in range(number.end, min(b, number.end + 6))):
        return None, city_before(scene, line, hit.start) or scene.country()
    left = _left_behind(line, hit)
    if left is not None:
        return None, left
    if of == "staff" and scene.mission_paragraph == line.sentence.paragraph:
        return None, scene.capital() or before
    wide = any(line.w[k] in IN and {*line.w[k + 1 : k + 4]} & COUNTRYWIDE for k in range(first, b))
    if wide:
        return None, scene.country()
    if before is not None:
        return None, before
    if of in ("citizens", "foreign citizens"):
        return None, scene.country()
    return None, city_before(scene, line, hit.start) or scene.country()


def of_a_part(line: Line, i: int, place: Chunk) -> bool:
    """ "34, most of them in Taiz": where a part of those counted from token `i` on are."""
    between = line.w[i : place.start]
    return any(between[k : k + 2] in (["of", "them"], ["of", "whom"]) and k > 0 for k in range(len(between)))


def opens(line: Line, c: Chunk, a: int) -> bool:
    """Whether the clause from token `a` on begins with the place: "In Benghazi it is thirty-eight"."""
    return line.w[c.start - 1] in IN and c.start - 1 <= a + 1


def of_community(line: Line, i: int) -> Chunk | None:
    """ "The Chinese community of Honiara", "the colony in Kabul", told before token `i`."""
    for c in line.of("place"):
        if c.end <= i and c.start > 1 and line.w[c.start - 1] in ("of", "in") and line.w[c.start - 2] in COMMUNITIES:
            return c
    return None


def _left_behind(line: Line, hit: Hit) -> PlaceName | None:
    """ "Flew 43 staff from Kolda; nine stayed behind": where the others left."""
    if hit.row.words not in BEHIND:
        return None
    before = [c for c in line.of("place") if c.end <= hit.start and line.w[c.start - 1] not in ("to", "via", "into")]
    return before[-1].what if before else None

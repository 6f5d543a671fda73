"""Where people are moved out from."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import after_preposition
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.language.model import PlaceName

LANDING = ("land", "arrive", "reach", "have/has reached")
FROM, TO = frozenset(["from", "of", "out"]), frozenset(["to", "into", "towards", "for", "via"])


def origin_of(
    line: Line, hit: Hit, scene: Scene, a: int, b: int, staff: bool = False, nationals: bool = True
) -> PlaceName | None:
    """ "From X"; a place that is not where they are taken; the town of the section; of a state's nationals, who live
    all over it, the country; of anybody else the town that is spoken of."""
    origin = after_preposition(line, a, b, ("place",), FROM)
    if origin is not None:
        return origin.what  # type: ignore[no-any-return]
    left = [c for c in line.of("place") if c.start == hit.end and hit.row.words.startswith(("leave", "depart"))]
    if left:
        return left[0].what  # type: ignore[no-any-return]
    inside = [
        c
        for c in line.of("place")
        if a <= c.start < b
        and not line.owner[c.end - 1]
        and not _of_people(line, c)
        and not _goal(line, c, a, hit.end if hit.row.words.startswith(LANDING) else None)
    ]
    if inside:
        return inside[0].what  # type: ignore[no-any-return]
    if scene.section_place is not None:
        return scene.section_place
    if scene.home is None or staff or not nationals:
        return city_before(scene, line, hit.start, True)
    return scene.country()


def place_from(line: Line, start: int, end: int) -> PlaceName | None:
    """The place after "from" or "out of" in tokens `[start, end)`."""
    found = after_preposition(line, start, end, ("place",), FROM)
    return found.what if found is not None else None


def _of_people(line: Line, c: Chunk) -> bool:
    """ "UK troops", "Mali nationals": a state that qualifies people."""
    named = line.at("actor", c.start) is not None and c.what.kind == "country"
    after = (k.start == c.end for kind in ("class", "force") for k in line.of(kind))
    return named and any(after) and line.w[c.start - 1 : c.start] not in (["in"], ["from"])


def _goal(line: Line, c: Chunk, a: int, landed: int | None = None) -> bool:
    """Whether the place is where they are taken: after "to", or in a place after "to" ("to Entebbe in Uganda")."""
    if landed is not None and c.start >= landed:
        return True
    for k in range(c.start - 1, max(a, c.start - 6) - 1, -1):
        if line.w[k] in TO:
            return True
        if line.tokens[k].text[:1].isupper():
            continue
        if (
            line.w[k] not in ("in", "the", ",", "a", "port", "city")
            and line.at("place", k) is None
            and line.at("facility", k) is None
        ):
            return False
    return False

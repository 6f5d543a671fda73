"""Places of troops that a word stands for: "where they have dug in", "withdrew from it", "left their barracks"."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.relative_place import antecedent
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.language.model import PlaceName

POSTS = frozenset(["barracks", "base", "bases", "camp", "checkpoint", "checkpoints", "garrison", "post", "posts",
                   "roadblock", "military base", "army base", "trenches", "positions"])  # fmt: skip
"""What troops make wherever they stand: the town is the place, where the post has no name of its own."""
GOVERNING = frozenset(["from", "into", "in", "inside", "around", "of"])
REACH = 3


def meant_spot(line: Line, hit: Hit, scene: Scene, place: PlaceName | None, b: int) -> PlaceName | None:
    """`place`, or the place named before that "where" or "it" stands for in the clause; of a bare post the town."""
    a = line.clause(hit.start)[0]
    own = place is not None and any(
        c.what is place and a <= c.start < b for kind in ("place", "facility") for c in line.of(kind)
    )
    if not own and "where" in line.w[a : a + 2]:
        place = antecedent(line, a) or place
    elif not own and "it" in line.w[hit.end - 1 : hit.end + REACH] and _pronoun(line, hit, b):
        place = antecedent(line, a) or scene.spot or place
    return _town(scene, place)


def _pronoun(line: Line, hit: Hit, b: int) -> bool:
    """ "Withdrew from it", "abandoned it"."""
    for k in range(max(1, hit.end - 1), min(b, hit.end + REACH)):
        if line.w[k] == "it":
            return line.w[k - 1] in GOVERNING or (hit.row.pattern == "ABANDON" and k == hit.end)
    return False


def _town(scene: Scene, place: PlaceName | None) -> PlaceName | None:
    if place is None or place.kind != "facility":
        return place
    post, _, town = place.name.partition(", ")
    if post not in POSTS or not town:
        return place
    named = next((p for p in scene.text.places if p.name == town and p.kind in TOWNS), None)
    return named or replace(place, name=town, kind="city", place_id="", town=None)

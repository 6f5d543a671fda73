"""Troops that leave the country and troops that come from another: ports, homes, "sends them back to"."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import chunks
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.language.model import PlaceName


def abroad(place: PlaceName, scene: Scene) -> bool:
    """Whether a place is known to lie outside the country the report is about."""
    area = scene.text.report.country
    return bool(area and place.country) and place.country not in area


def put_to_sea(line: Line, hit: Hit, force: Chunk | None, place: PlaceName | None, scene: Scene) -> bool:
    """ "Four ships have left Norfolk": a port that is not known to be in the country is where they come from."""
    ships = force is not None and force.kind == "force" and force.what.status == "ships"
    leaving = hit.row.words.startswith(("leave", "sail", "depart"))
    home = place is None or place.country in scene.text.report.country or place.kind == "country"
    return ships and leaving and not home


def from_home(line: Line, scene: Scene, b: int) -> PlaceName | None:
    """The place in the country that the clause says they come from."""
    for c in chunks(line, ("place", "facility"), 0, b):
        before = line.w[max(0, c.start - 4) : c.start]
        known = c.what.country is not None or c.kind == "facility" or not _goal_told(line, c, b)
        if "from" in before and "to" not in before and known and not abroad(c.what, scene):
            return c.what  # type: ignore[no-any-return]
    return None


def _goal_told(line: Line, origin: Chunk, b: int) -> bool:
    """ "From Rota to Dakar": a place they go to is named besides one of which nobody knows where it lies."""
    return any(c.start > origin.start and line.w[c.start - 1] in ("to", "into") for c in line.of("place") if c.end <= b)


def taken_out(line: Line, hit: Hit, b: int, scene: Scene) -> bool:
    """ "India brought its 15 policemen to Tunis", "flew its soldiers from Kolda to Dakar": out of the country."""
    if from_home(line, scene, b) is not None:
        return True
    own = {"its", "their", "his"} & set(line.w[hit.start : hit.end + 2])
    return hit.row.words.startswith(("bring", "take")) and bool(own)


def away(line: Line, hit: Hit, b: int, scene: Scene) -> bool:
    """ "sends them back to": whether that is another state than the one the report is about."""
    back = next((k for k in range(hit.end, b - 1) if line.w[k : k + 2] == ["back", "to"]), None)
    if back is None or scene.home is None:
        return False
    goals = [c.what.name for c in chunks(line, ("actor", "place"), back + 2, len(line.w)) if c.start <= back + 3]
    return bool(goals) and not any(goal in scene.home for goal in goals)

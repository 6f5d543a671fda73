"""Where advice holds by who gives it and to whom: the town of a consulate, the country of citizens who are "there"."""

from __future__ import annotations

from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.language.model import PlaceName

FAR = frozenset(["there", "here"])


def consulate_town(actor: Chunk | None, scene: Scene) -> PlaceName | None:
    """A consulate tells those of its own town to stay in and what to keep away from."""
    if actor is None or actor.what.kind != "mission" or " consulate " not in actor.what.name:
        return None
    seat = actor.what.name.rpartition(" consulate ")[2]
    return next((p for p in scene.text.places if p.name == seat and p.kind in TOWNS), None)


def land_meant(line: Line, place: Chunk, scene: Scene) -> PlaceName | None:
    """ "Nationals who are there should leave": the country that their state speaks of, not the town named last."""
    citizens = any(c.what.pattern == "citizen" for c in line.of("class"))
    return scene.country() if citizens and line.w[place.start] in FAR else None

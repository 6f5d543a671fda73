"""Places about to be taken with nothing in the way, states about to be overthrown, "we are inside": `control`."""

from __future__ import annotations

from leeway.evidence.attribution.voices import speaker_at
from leeway.evidence.grammar.arguments import direct_object, subject
from leeway.evidence.grammar.control_phrases import SPOTS, Found
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import TOWNS, Scene

GOVERNMENTS = frozenset(["government", "regime", "president", "junta", "authorities", "leadership", "administration"])
ARMED = frozenset(["army", "armed_group"])


def _unhindered(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "Little now prevents the rebels from taking X", "nothing to stop them from storming X"."""
    place = direct_object(line, hit.end, SPOTS)
    if place is None or place.what.kind == "country":
        return
    inside = [c for c in line.of("actor") if hit.start < c.start and c.end <= hit.end and c.what.kind in ARMED]
    yield place, inside[-1] if inside else scene.group, place


def _toppling(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "Poised to overthrow the government": the country is about to be lost."""
    country = scene.country()
    after = line.w[hit.end : hit.end + 5]
    foreign = [c for c in line.of("place") if hit.end <= c.start < hit.end + 6 and c.what.kind == "country"]
    foreign = [c for c in foreign if country is not None and c.what.name != country.name]
    if country is None or foreign or not GOVERNMENTS & set(after):
        return
    actor = subject(line, hit.start, ("actor", "force"))
    if actor is not None and (actor.kind == "force" or actor.what.kind in ARMED):
        yield Chunk("place", hit.end, hit.end + 1, country), actor, actor


def _we_are_in(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "We are inside the barracks": a fighter of the group that says so, in a building or a town."""
    who = speaker_at(scene.voices, *line.span(hit.start, hit.end))[0]
    group = next(
        (a.name for a in scene.voices.actors if a.kind == "armed_group" and a.name in (who.org, who.role)), None
    )
    fighter = who.role is not None and any(x in who.role for x in ("fighter", "rebel", "insurgent", "militia"))
    if group is None and not fighter:
        return
    building = next((c for c in line.of("facility") if hit.end <= c.start <= hit.end + 3), None)
    place = building or direct_object(line, hit.end, SPOTS)
    fits = place is not None and (place.kind == "facility") == (hit.row.status == "captured")
    if fits and place is not None and (place.kind == "facility" or place.what.kind in TOWNS):
        yield place, group or scene.group, place


AT_HAND = {"NOSTOP": _unhindered, "TOPPLE": _toppling, "WEIN": _we_are_in, "WEINTOWN": _we_are_in}
"""Readers of these patterns of control.tsv."""

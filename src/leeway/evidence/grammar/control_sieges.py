"""A place about to fall: under siege, ringed, next in line; for `control`."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from leeway.evidence.grammar.arguments import after_preposition, chunks, direct_object, passive, subject
from leeway.evidence.grammar.control_phrases import Found
from leeway.evidence.grammar.control_places import SPOTS, absolute, apposed
from leeway.evidence.grammar.control_verbs import VERBS
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.time_left_horizons import horizons
from leeway.evidence.model import Days

SETTLED = ("city", "town", "capital", "village", "unknown")
AHEAD = frozenset(["could", "may", "might", "will", "would", "can", "likely", "expected", "expects"])
LED = frozenset(["in", "within"])
THREATENERS = frozenset(["to", "by", "from"])
TIGHTENING = frozenset(["tightened", "tightening", "tightens", "tighten", "closing", "closed", "around", "complete"])


def _threat(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X is under siege": the subject, else the place last named before."""
    place = subject(line, hit.start, SPOTS) or apposed(line, hit)
    if place is None:
        found = chunks(line, SPOTS, line.clause(hit.start)[0], hit.start)
        place = found[-1] if found else absolute(line, hit)
    if place is not None:
        agent = after_preposition(line, hit.end, line.clause(hit.start)[1], ("actor",), THREATENERS)
        yield place, agent, place


def _cut_off(line: Line, hit: Hit, scene: Scene) -> Found:
    if passive(line, hit):
        if line.within("exit", line.clause(hit.start)[0], hit.start):
            return
        for place, agent, part in _threat(line, hit, scene):
            if place.what.kind in SETTLED:
                yield place, agent, part
    else:
        yield from VERBS["SVO"](line, hit, scene)


def _sides(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "on three sides": encircled, where somebody or a verb of encircling stands before it."""
    a, _ = line.clause(hit.start)
    found = chunks(line, SPOTS, a, hit.start)
    actor = subject(line, hit.start, ("actor", "force"))
    if any(w in ("cut", "surrounded", "encircled", "besieged", "hemmed") for w in line.w[a : hit.start]):
        return
    if actor is not None and scene.section_place is not None:
        yield Chunk("place", hit.start, hit.end, scene.section_place), actor, actor
    elif actor is not None and found:
        yield found[-1], actor, actor


def _besieged(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "the besieged town of X", or the verb."""
    if passive(line, hit):
        yield from VERBS["SVO"](line, hit, scene)
        return
    determined = line.w[hit.start - 1 : hit.start] in (["the"], ["in"], ["of"], ["into"], ["to"])
    place = next((c for c in chunks(line, SPOTS, hit.end, len(line.w)) if c.start - hit.end <= 3), None)
    if determined and place is not None:
        between = line.w[hit.end : place.start]
        if all(w in ("town", "city", "of", "the", "capital", "enclave", "village", "garrison") for w in between):
            yield place, None, None
    elif not determined:
        yield from VERBS["SVO"](line, hit, scene)


def _noose(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "The noose around X is tightening"."""
    a, b = line.clause(hit.start)
    place = direct_object(line, hit.end, SPOTS)
    if place is not None and TIGHTENING & {*line.w[a : hit.start], *line.w[place.end : b]}:
        yield place, subject(line, hit.start, ("actor", "force"), reach=False), place


def _gates(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "The rebels are at its gates": those of the place named before."""
    if line.w[hit.end : hit.end + 1] == ["of"]:
        return
    before = [c for c in chunks(line, SPOTS, 0, hit.start) if c.what.kind in SETTLED]
    actor = subject(line, hit.start, ("actor", "force"))
    city = city_before(scene, line, hit.start) if not before else None
    place = before[-1] if before else Chunk("place", hit.start, hit.end, city) if city is not None else None
    if place is not None and actor is not None:
        yield place, actor, actor


def _next(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X is the next target of the rebels", "their next target, X"."""
    place = subject(line, hit.start, SPOTS, reach=False)
    if place is None:
        place = next((c for c in chunks(line, SPOTS, hit.end, len(line.w)) if c.start - hit.end <= 4), None)
    if place is not None:
        actor = after_preposition(
            line, hit.end, line.clause(hit.start)[1], ("actor", "force"), frozenset(["of", "for"])
        )
        yield place, actor, place


def _sights(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "The rebels have set their sights on X"."""
    place = direct_object(line, hit.end, SPOTS)
    actor = subject(line, hit.start, ("actor", "force"))
    if place is not None and actor is not None:
        yield place, actor, actor


def by_then(line: Line, scene: Scene, hit: Hit) -> Days | None:
    """ "Could be isolated in 30 days", "will encircle it within three to five days": up to the far end of the span,
    from its near end where it has one."""
    a, b = line.clause(hit.start)
    if scene.today is None or AHEAD.isdisjoint(line.w[a : hit.start]):
        return None
    for c, value in horizons(line, scene):
        led = LED & {line.w[c.start], line.w[c.start - 1]}
        if not hit.end <= c.start < b or not led or value.high is None:
            continue
        near = None if value.low is None or value.low == value.high else timedelta(days=int(value.low))
        first = None if near is None else scene.today + near
        return Days(first, scene.today + timedelta(days=ceil(value.high)))
    return None


SIEGES = {
    "PVS": _threat,
    "LEFTTO": _threat,
    "CUTOFF": _cut_off,
    "SIDES": _sides,
    "BESIEGED": _besieged,
    "NOOSE": _noose,
    "GATES": _gates,
    "NEXT": _next,
    "SIGHTS": _sights,
}
"""Readers of the patterns of control.tsv that tell of a threat."""

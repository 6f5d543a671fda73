"""Places that somebody has, keeps or claims; for `control`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import direct_object, subject
from leeway.evidence.grammar.control_phrases import SPOTS, Found, passed_to
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import DETERMINERS, Line
from leeway.evidence.grammar.scene import Scene

US = frozenset(["they", "we", "they'll", "we'll", "they've", "we've", "crowds", "protesters"])


def _have(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "We have the bridge", "they have got the radio station", "crowds have had the town since Thursday"."""
    place = direct_object(line, hit.end, SPOTS, reach=4)
    a, _ = line.clause(hit.start)
    if place is None or place.what.kind in ("country", "river", "province", "area"):
        return
    if any(w not in DETERMINERS for w in line.w[hit.end : place.start]) or any(
        c.start <= place.start < c.end for c in line.of("exit") if place.kind != "facility"
    ):
        return
    after = line.w[place.end] if place.end < len(line.w) else "."
    timed = line.at("time", place.end) is not None
    if not timed and after not in (".", ",", ";", "and", "now", "again", "but", "since", "still", "by", "!", "-", "–"):
        return
    actor = subject(line, hit.start, ("actor", "force"))
    armed = actor is not None and (actor.kind == "force" or actor.what.kind in ("armed_group", "army", "government"))
    if armed or (actor is None and US & set(line.w[a : hit.start])):
        yield place, actor, actor


def _keep(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "The committees have kept X and Y": only of a place named at once, and of fighters, soldiers or "we"."""
    yield from _have(line, hit, scene)


def _claimed_place(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "They claim X, Y and Z"."""
    place = direct_object(line, hit.end, SPOTS, reach=3)
    actor = subject(line, hit.start, ("actor", "force"))
    if place is None or place.start - hit.end > 1 or place.what.kind == "country":
        return
    armed = actor is not None and (actor.kind == "force" or actor.what.kind in ("armed_group", "army"))
    if armed or (actor is None and "they" in line.w[line.clause(hit.start)[0] : hit.start]):
        yield place, actor, actor


def _claim(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS)
    if place is not None:
        yield place, subject(line, hit.start, ("actor", "force")), None


HAVING = {
    "HAVEP": _have,
    "KEEPP": _keep,
    "CLAIM": _claim,
    "CLAIMP": passed_to,
    "CLAIMX": _claimed_place,
}
"""Readers of the patterns of control.tsv that tell of places had or claimed."""

"""Who was driven out, and attacks that were thrown back; for `control`. Whom it happened to decides the status."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import after_preposition, chunks, direct_object, passive, subject
from leeway.evidence.grammar.control_phrases import LOCATED, SPOTS
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

FORCES = words("control.FORCES")
ASSAULTS = frozenset(
    ["attack", "attacks", "assault", "assaults", "offensive", "attackers", "raid", "push", "onslaught", "advance"]
)
Told = Iterator[tuple[Chunk, Chunk | str | None, Chunk | None, str]]
"""Place, actor, the part of the quote, status."""


def _out(line: Line, hit: Hit, scene: Scene) -> Told:
    """Soldiers driven from a place: captured; insurgents driven from it by the army: retaken; civilians: nothing."""
    place = direct_object(line, hit.end, SPOTS, reach=6)
    a, b = line.clause(hit.start)
    if place is None:
        inside = chunks(line, SPOTS, hit.verb + 1, hit.end)
        place = inside[-1] if inside else None
    if place is None or place.what.kind == "country":
        return
    if passive(line, hit):
        victim, driver = _party(line, a, hit.start, scene), _driver(line, place.end, b)
    else:
        victim = _party(line, hit.verb + 1, hit.end, scene)
        driver = subject(line, hit.start, ("actor", "force"))
    if victim is None:
        return
    if victim == "army":
        yield place, driver or scene.group, None, "captured"
    elif driver is not None and driver.kind == "actor" and driver.what.kind == "armed_group":
        yield place, driver, None, "captured"
    else:
        yield place, driver or scene.army, None, "retaken"


def _driver(line: Line, i: int, b: int) -> Chunk | None:
    return after_preposition(line, max(0, i - 1), b, ("actor", "force"), frozenset(["by"]))


def _party(line: Line, start: int, end: int, scene: Scene) -> str | None:
    """ "army" or "group": the side named in `[start, end)`."""
    for c in chunks(line, ("actor", "force"), start, end):
        if c.kind == "force":
            if _foreign(line, c, scene):
                return "group"
            return "group" if c.what.status == "fighters" and c.what.words != "men" else "army"
        if c.what.kind in ("armed_group", "army", "police"):
            abroad = scene.home is not None and not any(n and n in c.what.name for n in scene.home[:2])
            return "group" if c.what.kind == "armed_group" or (c.what.kind == "army" and abroad) else "army"
    if FORCES & set(line.w[start:end]):
        return "army"
    return None


def _foreign(line: Line, c: Chunk, scene: Scene) -> bool:
    """ "Russian troops" in Ukraine, "Haftar's men": not the home army."""
    near = [x for x in line.of("actor") if x.start <= c.start and c.start - x.end <= 1]
    if not near or scene.home is None or near[-1].what.kind not in ("state", "army", "armed_group", "people", "person"):
        return False
    return not any(name and name in near[-1].what.name for name in scene.home[:2])


def _repel(line: Line, hit: Hit, scene: Scene) -> Told:
    """ "The attack on X was repelled": held by the army, unless the army attacked."""
    a, b = line.clause(hit.start)
    place = after_preposition(line, hit.end, b, SPOTS, LOCATED)
    if place is None:
        inside = chunks(line, SPOTS, hit.start, hit.end)
        place = direct_object(line, hit.end, SPOTS) or (inside[-1] if inside else None)
    if place is None:
        before = chunks(line, SPOTS, a, hit.start) or chunks(line, SPOTS, 0, hit.start)
        place = before[-1] if before else None
    if place is None and ASSAULTS & set(line.w):
        city = city_before(scene, line, hit.start)
        place = Chunk("place", hit.start, hit.end, city) if city is not None else None
    if place is not None and place.what.kind != "country":
        yield place, scene.army, None, "held"


def _repel_attack(line: Line, hit: Hit, scene: Scene) -> Told:
    """Verbs of other uses ("turned back", "drove off"): only of an attack."""
    a, b = line.clause(hit.start)
    if ASSAULTS & set(line.w[a:b]):
        yield from _repel(line, hit, scene)


def _out_again(line: Line, hit: Hit, scene: Scene) -> Told:
    """ "seized X but were later driven out": the place of the clause before."""
    k = line.clause_of[hit.start]
    first = line.clauses[k - 1][0] if k else 0
    before = chunks(line, SPOTS, first, hit.start)
    if before and before[-1].what.kind != "country" and _party(line, first, hit.start, scene) == "group":
        yield before[-1], scene.army, before[-1], "retaken"


def _clear(line: Line, hit: Hit, scene: Scene) -> Told:
    """ "cleared X of rebels"."""
    place = direct_object(line, hit.end, SPOTS)
    if place is None and passive(line, hit):
        place = subject(line, hit.start, SPOTS)
        after = line.w[hit.end : hit.end + 1] == ["of"]
    else:
        after = place is not None and "of" in line.w[place.end : place.end + 2]
    if place is not None and after and place.what.kind != "country":
        yield place, subject(line, hit.start, ("actor", "force")), None, "retaken"


EXPULSIONS = {
    "OUT": _out,
    "OUTIT": _out_again,
    "OUTX": _out_again,
    "REPEL": _repel,
    "REPELX": _repel_attack,
    "CLEAR": _clear,
}
"""Readers of the patterns of control.tsv that tell of people driven out or back."""

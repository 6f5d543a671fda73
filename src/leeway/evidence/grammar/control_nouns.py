"""Taking and losing as nouns ("the fall of X", "X's capture"), and words that are nouns or verbs; for `control`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import after_preposition, chunks, direct_object, subject
from leeway.evidence.grammar.control_phrases import SPOTS, Found
from leeway.evidence.grammar.control_verbs import VERBS
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

FORCES = words("control.FORCES")
BY = frozenset(["by", "to"])
CLAIMING = frozenset(["claim", "claims", "claimed", "announced", "announces", "declared", "proclaimed", "denied"])
LOST_AFTER = frozenset([".", ",", ";", "to", "on", "in", "after", "by", "and", "but", "last", "yesterday", "overnight"])


def _of(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "The fall of X to the rebels"."""
    place = direct_object(line, hit.end, SPOTS)
    if place is None:
        return
    agent = after_preposition(line, place.end, line.clause(hit.start)[1], ("actor", "force"), BY)
    owner = [c for c in line.of("actor") if c.end == hit.start or (c.end == hit.start - 1 and line.owner[c.end - 1])]
    yield place, agent or (owner[0] if owner else None), None


def _owned(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X's fall", "the town's capture by the rebels", "its loss"."""
    k = hit.start - 1
    while k > 0 and line.w[k] in ("swift", "sudden", "rapid", "reported", "imminent", "eventual", "quick", "final"):
        k -= 1
    if k < 0:
        return
    place = next((c for c in chunks(line, SPOTS, 0, hit.start) if c.end == k + 1), None)
    if line.w[k] == "its" and CLAIMING & set(line.w[max(0, k - 2) : k]):
        spot = scene.section_place or scene.spot
        place = Chunk("place", k, k + 1, spot) if spot is not None else None
    elif place is not None and not line.owner[k]:
        return
    if place is None or place.what.kind == "country":
        return
    agent = after_preposition(line, hit.end, line.clause(hit.start)[1], ("actor", "force"), BY)
    yield place, agent, place


def _fall(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X's fall" or "X may fall"."""
    if is_verb(line, hit.start):
        yield from VERBS["PV"](line, hit, scene)
    else:
        yield from _owned(line, hit, scene)


def _capture(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X's capture" or "they may capture X"."""
    before = line.w[hit.start - 1] if hit.start else ""
    if is_verb(line, hit.start) or before == "to":
        yield from VERBS["SVO"](line, hit, scene)
    else:
        yield from _owned(line, hit, scene)


def _surrender(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X's surrender" or "X would surrender"."""
    if is_verb(line, hit.start) or line.w[hit.start - 1 : hit.start] == ["to"]:
        yield from VERBS["PVORO"](line, hit, scene)
    else:
        yield from _owned(line, hit, scene)


def _lost(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "X is lost", "X lost after two days"; "they lost X" is read by the verb."""
    place = subject(line, hit.start, SPOTS, reach=False)
    after = line.w[hit.end] if hit.end < len(line.w) else "."
    army = subject(line, hit.start, ("actor", "force"), reach=False)
    if place is None or army is not None or after not in LOST_AFTER:
        yield from VERBS["GIVE"](line, hit, scene)
        return
    agent = after_preposition(line, hit.end, line.clause(hit.start)[1], ("actor",), BY)
    yield place, agent or scene.group, place


def _arms(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "The defenders of X laid down their arms"."""
    a, _ = line.clause(hit.start)
    if not FORCES & set(line.w[a : hit.start]) and "defenders" not in line.w[a : hit.start]:
        return
    found = chunks(line, SPOTS, a, hit.start)
    if found:
        yield found[-1], scene.group, found[-1]


def _flag(line: Line, hit: Hit, scene: Scene) -> Found:
    """ "The black flag flies over X"."""
    place = direct_object(line, hit.end, SPOTS)
    owners = [c for c in line.of("actor") if c.end <= hit.start]
    if place is not None:
        yield place, owners[-1] if owners else scene.group, place


def _of_city(line: Line, hit: Hit, scene: Scene) -> Found:
    for place, agent, part in _of(line, hit, scene):
        if place.kind == "facility" or place.what.kind in ("city", "town", "capital", "village", "unknown"):
            yield place, agent, part


NOUNS = {
    "NP": _of,
    "NPCITY": _of_city,
    "NPCITYB": _of,
    "OWNED": _owned,
    "FALLN": _fall,
    "CAPN": _capture,
    "SURRN": _surrender,
    "LOSTX": _lost,
    "ARMS": _arms,
    "FLAG": _flag,
}
"""Readers of the patterns of control.tsv that are nouns, or may be."""

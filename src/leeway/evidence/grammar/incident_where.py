"""Where an incident is, and who did it; for `incident`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import after_preposition, chunks, direct_object, headed, passive, subject
from leeway.evidence.grammar.incident_spots import strange_name, whose_mission
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene, bare
from leeway.evidence.grammar.wordlists import words

SPOTS = ("facility", "place")
AT = words("incident.AT")
PARTY = words("incident.PARTY")


def place_of(line: Line, hit: Hit, scene: Scene, a: int, b: int, pattern: str) -> Chunk | None:
    own = whose_mission(line, hit, scene, a, b) or strange_name(line, hit)
    if own is not None:
        return own
    target = next((c for c in line.of("actor") if c.what.kind == "mission" and 0 <= c.start - hit.end <= 2), None)
    if target is not None and pattern == "SVO":
        return Chunk("place", target.start, target.end, bare(target.what.name, "facility"))
    if passive(line, hit) or pattern == "PV":
        struck = next((c for c in line.of("actor") if c.what.kind == "mission" and a <= c.start < hit.start), None)
        if struck is not None and subject(line, hit.start, ("actor",)) is struck:
            return Chunk("place", struck.start, struck.end, bare(struck.what.name, "facility"))
    if pattern in ("SVO", "STRIKE", "AIR", "AIRB", "CROWD", "BLAST", "SHELLS", "SAT") and not passive(line, hit):
        found = direct_object(line, hit.end, SPOTS, reach=8)
        if found is not None and found.what.kind != "country":
            return found
    if passive(line, hit) or pattern in ("PV", "PVIN"):
        found = subject(line, hit.start, SPOTS)
        here = _right_after(line, hit, b) if found is not None and hit.start - found.end > 3 else None
        if found is not None and found.what.kind != "country":
            return here or found
    if hit.verb < 0 and line.w[hit.end : hit.end + 1] in STRUCK:
        found = direct_object(line, hit.end + 1, ("facility",), reach=6)
        if found is not None:
            return found  # "missiles hit a power station in Kolda"
    mission = _mission(line, hit, scene, a, b)
    if mission is not None:
        return mission
    under = "under" in line.w[max(a, hit.start - 4) : hit.start] and hit.verb < 0
    led = line.w[max(a, hit.start - 6) : hit.start]
    if under and not (COMING.isdisjoint(led) and BEING.isdisjoint(led)):
        found = subject(line, hit.start, SPOTS)
        if found is not None and found.what.kind != "country":
            return found  # "X is expected to come under more drone strikes", "X, 35 km from Y, is under attack"
    near = after_preposition(line, hit.end - 1, b, SPOTS, AT)
    if near is not None and line.w[near.start - 1] == "from" and hit.verb < 0:
        near = after_preposition(line, near.end, b, SPOTS, STRUCK_AT) or near  # "rocket fire from X at Y"
    if near is not None and near.what.kind != "country":
        return _within(line, near, b)
    after = [c for c in chunks(line, SPOTS, hit.end, b) if c.what.kind != "country"]
    if after:
        return after[0]
    if "where" in line.w[a : a + 2]:
        antecedent = [c for c in chunks(line, SPOTS, 0, a) if c.what.kind != "country"]
        if antecedent:
            return antecedent[-1]
    before = [
        c
        for c in chunks(line, SPOTS, a, hit.start)
        if c.what.kind != "country"
        and line.w[c.end : c.end + 1] not in ROADS
        and not _of_speech(line, c)
        and not (headed(line, c, a) and line.owner[c.end - 1])
    ]
    if before:
        return before[-1]
    head = [c for c in chunks(line, SPOTS, 0, hit.start) if c.what.kind != "country"]
    head = [c for c in head if line.w[c.end : c.end + 1] not in ROADS and not _of_speech(line, c)]
    if head:
        return head[0] if head[0].start <= 2 else head[-1]
    later = [
        c
        for c in chunks(line, SPOTS, b, min(len(line.w), b + 8))
        if c.what.kind != "country" and line.w[c.start - 1] in AT
    ]
    if later:
        return later[0]
    if near is not None:
        return near
    if pattern in ("PV", "SVO", "STRIKE") and hit.verb < 0:
        return None
    tally = hit.row.words.startswith("kill") and passive(line, hit) and not FOES.isdisjoint(line.w[a : hit.start])
    spoken = any(_of_speech(line, c) for c in line.of("place"))
    if tally or spoken:  # "the ministry claims that 262 insurgents were killed in a day"
        land = scene.country()
        return Chunk("place", hit.start, hit.end, land) if land is not None else None
    city = scene.section_place or city_before(scene, line, hit.start)
    return Chunk("place", hit.start, hit.end, city) if city is not None else None


def _of_speech(line: Line, c: Chunk) -> bool:
    """ "Said in Kabul that air strikes had increased": where it was said, not where it was."""
    return line.w[c.start - 1] in ("in", "at", "from") and line.w[c.start - 2] in SPOKEN


def _right_after(line: Line, hit: Hit, b: int) -> Chunk | None:
    """ "Was robbed at Kolda": a place told right behind the verb."""
    if line.w[hit.end : hit.end + 1] not in (["at"], ["in"], ["near"], ["outside"]):
        return None
    return next(
        (c for c in chunks(line, ("place",), hit.end, b) if c.start <= hit.end + 2 and c.what.kind in POINTS), None
    )


POINTS = frozenset(["capital", "city", "town", "unknown", "border", "district"])
ROADS = (["road"], ["highway"], ["axis"])
SPOKEN = frozenset(["said", "says", "told", "announced", "declared", "reporters", "journalists", "briefing"])
FOES = frozenset(["insurgents", "rebels", "fighters", "militants", "terrorists", "gunmen"])
STRUCK = (["hit"], ["struck"], ["destroyed"], ["damaged"], ["hits"], ["strikes"])
BEING = frozenset(["is", "are", "was", "were", "remains", "remained"])
COMING = frozenset(["come", "comes", "came", "coming"])
STRUCK_AT = frozenset(["at", "on", "into", "against", "towards", "toward", "over"])
WIDE = frozenset(["province", "area", "river"])


def _within(line: Line, near: Chunk, b: int) -> Chunk:
    """ "In the province of Abyan, near Shuqra": of a region and a town in it the town."""
    if near.what.kind not in WIDE:
        return near
    towns = [c for c in chunks(line, SPOTS, near.end, b) if c.what.kind not in (*WIDE, "country")]
    close = [c for c in towns if c.start - near.end <= 5 and line.w[c.start - 1] in ("in", "at", "near", "around")]
    return close[0] if close else near


def _mission(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> Chunk | None:
    """An embassy that was attacked is its own place."""
    for c in line.of("actor"):
        if (
            c.what.kind == "mission"
            and hit.end - 1 <= c.start < b
            and any(w in AT for w in line.w[max(0, c.start - 2) : c.start + 1])
        ):
            return Chunk("place", c.start, c.end, bare(c.what.name, "facility"))
    if "compound" in line.w[a : hit.start] and "our" in line.w[a : hit.start] and scene.missions:
        return Chunk("place", hit.start, hit.end, bare(scene.missions[0].name, "facility"))
    return None


def attacker(line: Line, hit: Hit, scene: Scene, a: int, b: int, status: str, pattern: str) -> Chunk | None:
    if passive(line, hit):
        k = hit.end
        found = direct_object(line, k + 1, ("actor", "force"), reach=5) if k < b and line.w[k] == "by" else None
        return found
    if hit.verb >= 0:
        found = subject(line, hit.start, ("actor", "force"))
        return found if found is None or found.kind == "force" or found.what.kind in PARTY else None
    owner = [c for c in line.of("actor") if (c.end == hit.start or (c.end == hit.start - 1)) and c.what.kind in PARTY]
    agent = after_preposition(line, hit.end, b, ("actor",), frozenset(["by"]))
    return agent or (owner[-1] if owner else None)


def label(actor: Chunk | None, scene: Scene) -> str | None:
    if actor is None:
        return None
    if actor.kind == "actor":
        return str(actor.what.name)
    return scene.group if actor.what.status == "fighters" else scene.army

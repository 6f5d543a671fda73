"""Verbs of taking, holding, losing and driving out; for `control`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import after_preposition, chunks, direct_object, passive, subject
from leeway.evidence.grammar.control_fates import FATES
from leeway.evidence.grammar.control_phrases import LOCATED, Found, passed_to
from leeway.evidence.grammar.control_places import SPOTS, apposed, fronted, it_before, it_within, labelled, topic
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

WEAK_VERBS = words("control.WEAK_VERBS")
SUPPOSED = frozenset(["if", "should", "once", "when", "unless", "after", "before", "until"])
PARTS = frozenset(
    [
        "parts",
        "part",
        "areas",
        "neighbourhoods",
        "neighborhoods",
        "districts",
        "suburbs",
        "quarters",
        "streets",
        "edges",
    ]
)


def _svo(line: Line, hit: Hit, scene: Scene) -> Found:
    base = hit.row.words.split(":")[0]
    if passive(line, hit):
        place = subject(line, hit.start, SPOTS)
        if place is None and status_of_siege(hit):
            place = after_preposition(line, hit.end, line.clause(hit.start)[1], SPOTS, LOCATED)
        place = place or _it_subject(line, hit, scene)
        if place is None and base in WEAK_VERBS:
            return
        place = place or apposed(line, hit) or topic(line, hit) or labelled(line, hit, scene)
        if place is None:
            return
        agent = after_preposition(line, hit.end, line.clause(hit.start)[1], ("actor", "force"), frozenset(["by"]))
        yield place, agent, place
        return
    place = direct_object(line, hit.end, SPOTS)
    if place is None:
        inside = chunks(line, SPOTS, hit.start, hit.end)
        place = inside[0] if inside else it_before(line, hit.end, scene) or it_within(line, hit, scene)
        place = place or _bases(line, hit) or fronted(line, hit)
    if place is None and hit.form & Form.PARTICIPLE and base not in WEAK_VERBS:
        place = subject(line, hit.start, SPOTS)
        after = line.w[hit.end] if hit.end < len(line.w) else "."
        bare = subject(line, hit.start, ("actor",)) is None or line.w[hit.start - 1] == "not"
        if place is not None and bare and not after[:1].isalpha():
            yield place, None, place
        return
    if place is not None:
        counted = line.within("number", hit.end, place.start) if place.kind == "facility" else []
        if any((n.what.low or n.what.high or 0) >= 2 for n in counted):
            return  # "captured more than 160 outposts"
        if any(
            n.what.unit == "percent" or line.w[n.end : n.end + 1] == ["of"]
            for n in line.within("number", hit.end, place.start)
        ):
            return
        actor = subject(line, hit.start, ("actor", "force"))
        first = line.clause(hit.start)[0]
        if actor is None and status_of_siege(hit) and {"which", "that"} & set(line.w[first : first + 3]):
            return  # "the streets which surround the palace"
        if actor is None and base in WEAK_VERBS and not _pronoun(line, hit):
            return
        yield place, actor, actor


BASES = frozenset(
    [
        "bases",
        "camps",
        "posts",
        "positions",
        "outposts",
        "garrisons",
        "checkpoints",
        "barracks",
        "strongholds",
        "buildings",
    ]
)


def _bases(line: Line, hit: Hit) -> Chunk | None:
    """ "Captured all the bases in Kolda": uncounted, they stand for the place they are in."""
    k = next((j for j in range(hit.end, min(hit.end + 7, len(line.w))) if line.w[j] in BASES), -1)
    if hit.row.status not in ("captured", "retaken") or k < 0 or line.within("number", hit.end, k):
        return None
    here = next((c for c in chunks(line, SPOTS, k, len(line.w)) if c.start <= k + 4), None)
    return here if here is not None and line.w[k + 1] in ("in", "around", "at", "near") else None


def _it_subject(line: Line, hit: Hit, scene: Scene) -> Chunk | None:
    """ "It is held by peacekeepers": the facility, else the town, named last."""
    a, _ = line.clause(hit.start)
    if line.w[a : a + 1] != ["it"] or line.w[hit.end : hit.end + 1] != ["by"]:
        return None
    spot = scene.facility or scene.spot
    return Chunk("place", a, a + 1, spot) if spot is not None else None


def status_of_siege(hit: Hit) -> bool:
    return hit.row.status == "threatened"


def _pronoun(line: Line, hit: Hit) -> bool:
    a, _ = line.clause(hit.start)
    return (
        any(w in ("they", "it", "he", "who", "which", "we", "men", "rebels") for w in line.w[a : hit.start])
        or hit.start - a <= 2
    )


def _ain(line: Line, hit: Hit, scene: Scene) -> Found:
    place = direct_object(line, hit.end, SPOTS, reach=7)
    end = line.clause(hit.start)[1]
    if place is None and (not hit.row.words.endswith("into") or PARTS & set(line.w[hit.end : hit.end + 4])):
        place = after_preposition(line, hit.end, end, SPOTS, LOCATED)
    if place is None and hit.row.words == "hold:v out":
        first = line.clause(hit.start)[0]
        before = [c for c in chunks(line, SPOTS, 0, first) if first - c.end <= 2]
        place = before[-1] if before and "where" in line.w[first : first + 2] else None
    actor = subject(line, hit.start, ("actor", "force"))
    if place is not None and (actor is not None or _pronoun(line, hit)):
        yield place, actor, actor


def _ain_armed(line: Line, hit: Hit, scene: Scene) -> Found:
    """Verbs that others than fighters do too ("moved into"): only of fighters, and of soldiers of another army."""
    actor = subject(line, hit.start, ("actor", "force"))
    if actor is None:
        return
    fighters = actor.what.status == "fighters" if actor.kind == "force" else actor.what.kind == "armed_group"
    if fighters:
        yield from _ain(line, hit, scene)


def _give(line: Line, hit: Hit, scene: Scene) -> Found:
    """A place lost or handed over by its holder: the other side captures."""
    if hit.row.words.startswith("abandon") and line.within("class", line.clause(hit.start)[0], hit.start):
        return  # people who left
    if passive(line, hit):
        place = subject(line, hit.start, SPOTS)
        if place is not None and place.kind == "facility" and hit.row.words == "abandon:en":
            return  # an empty checkpoint: troops that left, not a place that was taken
    else:
        place = direct_object(line, hit.end, SPOTS)
        if place is None and hit.end - hit.start > 2:
            inner = chunks(line, SPOTS, hit.start, hit.end)
            place = inner[0] if inner else None
    if place is None:
        return
    agent = after_preposition(line, hit.end, line.clause(hit.start)[1], ("actor",), frozenset(["to"]))
    yield place, agent or scene.group, place


VERBS = FATES | {
    "SVO": _svo,
    "PVTO": passed_to,
    "AIN": _ain,
    "AINF": _ain_armed,
    "GIVE": _give,
}
"""Readers of the patterns of control.tsv that are verbs."""

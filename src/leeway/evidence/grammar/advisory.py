"""What people are told to do: `advisory`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.advisory_frame import addressed, advised
from leeway.evidence.grammar.advisory_where import TOWNS, of_whom, place_of
from leeway.evidence.grammar.arguments import chunks, headed, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.posture_said import mission_of
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

MISSIONS = frozenset(["embassy", "consulate", "mission", "diplomats", "staff"])
LONG = 8
NONE = frozenset(["no", "without", "neither"])
GIVING = words("advisory.GIVING")
WEIGHING = frozenset(["considering", "weighing", "mulling", "may", "might", "could", "discussing", "debating"])
PLANNING = frozenset(["plans", "plan", "planning", "intends", "will", "due", "about", "expected", "going", "set"])
LIFTED = frozenset(["lifted", "lifts", "withdrew", "relaxed", "eased", "dropped", "removed", "softened"])
HELPERS = frozenset(["mission", "ministry", "government", "state", "organisation"])


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """Advice and orders to people; imperatives only where the report is an official notice or quotes one."""
    pattern, status = hit.row.pattern, hit.row.status
    w = line.w
    a, b = line.clause(hit.start)
    if not advised(line, hit, scene):
        return
    if pattern == "LEVEL":
        if not any("travel" in x or x == "advisory" for x in w):
            return
        if any("travel" in x for x in w[hit.end : b + 8]) and "not" in w[hit.end : b + 8]:
            return
    elif (
        status == "limited_help" and hit.row.words.startswith("no plans") and MISSIONS & set(w[hit.end : hit.end + 4])
    ) or (pattern == "CURFEW" and any(x in ("lifted", "eased", "ended") for x in w[a:b])):
        return
    elif pattern == "MISS":
        actor = subject(line, hit.start, ("actor",))
        mission = any(x in ("embassy", "mission", "consulate", "we", "ambassador", "consul") for x in w[a : hit.start])
        if not mission and (actor is None or actor.what.kind not in HELPERS):
            return
    actor = _issuer(line, hit, scene)
    place = place_of(line, hit, scene, status, b, actor)
    start, last = extent(
        line,
        hit.start,
        hit.end,
        actor if actor is not None and line.clause_of[actor.start] >= line.clause_of[hit.start] - 1 else None,
    )
    if pattern == "CURFEW" and hit.start - start > LONG:
        start = max(a, hit.start - 2)  # "the markets are full, and the curfew, which begins at eight, is obeyed"
        last = max(last, next((y for x, y in line.clauses if x >= last), last))
    name = str(actor.what.name) if actor is not None else (scene.mission if scene.notice else None)
    if actor is not None and (own := _own_embassy(line, actor, scene)) is not None:
        name = own
    partner = _partner(line, actor)
    before = w[max(a, hit.start - 4) : hit.start]
    taken_back = (
        LIFTED & set(w[a : hit.start])
        or (status != "limited_help" and any(x.startswith(("advis", "warn")) for x in before) and "longer" in before)
        or (pattern == "CURFEW" and NONE & set(w[max(a, hit.start - 3) : hit.start]))
        or (hit.row.words.startswith("advice ") and NONE & set(w[max(a, hit.start - 4) : hit.start]))
        or hit.row.words.startswith(("no need", "no reason", "not/hasn't", "asked/told/advised/ordered/urged nobody"))
    )
    said = Draft(
        line, start, last, hit.start, "advisory", status, name, place, None, of_whom(line, hit, a, b, status),
        when(line, scene, hit.start, False), trigger_end=hit.end, word=hit.row.words,
        firmness="denied" if taken_back else _ahead(line, hit, a),
    )  # fmt: skip
    if partner is not None:
        yield replace(said, start=min(start, partner.start), actor=str(partner.what.name))
    yield said
    for other in _beside(line, place, hit):
        yield replace(said, place=other)


def _own_embassy(line: Line, actor: Chunk, scene: Scene) -> str | None:
    """ "US citizens are told to leave" in a notice of an embassy: their own embassy tells them."""
    people = any(c.what.pattern == "citizen" and 0 <= c.start - actor.end <= 1 for c in line.of("class"))
    report = scene.text.report
    noted = "embassy" in f"{report.publisher or ''} {report.title or ''}".casefold()
    if actor.what.kind != "state" or not people or not noted:
        return None
    if any(a.kind == "government" and a.name == actor.what.name for a in scene.voices.actors):
        return None  # the notice passes on what the government advises
    return mission_of(str(actor.what.name), scene)


def _ahead(line: Line, hit: Hit, a: int) -> str | None:
    """ "Plans to ban travel", "is considering telling its citizens to go": advice not yet given."""
    verb = next((k for k in range(hit.start, max(a, hit.start - 9) - 1, -1) if line.w[k] in GIVING), None)
    if verb is None:
        return None
    before = line.w[max(a, verb - 4) : verb]
    if WEIGHING & set(before):
        return "possible"
    return "planned" if PLANNING & set(before) and line.w[verb - 1] in ("to", "will", "soon") else None


def _beside(line: Line, place: PlaceName | None, hit: Hit) -> list[PlaceName]:
    """ "Those in Mopti or Sévaré are urged to leave": the town joined to the one that is meant."""
    at = next((c for c in line.of("place") if place is not None and c.what is place and c.end <= hit.start), None)
    if at is None or at.what.kind == "country":
        return []
    joined = [c.what for c in line.of("place") if c.end == at.start - 1 and line.w[c.end] in ("or", "and")]
    return [p for p in joined if p.kind in TOWNS and at.what.kind in TOWNS]


def _issuer(line: Line, hit: Hit, scene: Scene) -> Chunk | None:
    found = [
        c
        for c in chunks(line, ("actor",), 0, hit.start)
        if c.what.kind in ("mission", "state", "ministry", "government", "organisation") and not addressed(line, c)
    ]
    heads = [c for c in found if line.clause_of[c.start] >= line.clause_of[hit.start] - 1]
    heads = [c for c in heads if headed(line, c, line.clause(c.start)[0])] or heads
    return (heads or found)[-1] if found else None


def _partner(line: Line, actor: Chunk | None) -> Chunk | None:
    """ "Germany and the Netherlands told their nationals": the other state."""
    if actor is None:
        return None
    for c in line.of("actor"):
        between = line.w[c.end : actor.start]
        if c.end <= actor.start and c.what.kind == actor.what.kind and between in (["and"], ["and", "the"], [","]):
            return c
    return None

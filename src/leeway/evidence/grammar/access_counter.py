"""The counter of a mission: closed to the public, emergencies only, no visas. An exit, not the state of the mission."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.access_draft import drafted
from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.posture_words import ENVOYS, MISSION_NOUNS
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.language.model import PlaceName

OF = "consular services"
COUNTERS = frozenset(
    ["consular", "visa", "visas", "passports", "passport", "section", "counters", "counter", "window", "windows"]
)
CALLERS = frozenset(["public", "visitors", "callers", "applicants", "customers", "walk-ins"])


def to_the_public(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> Iterator[Draft]:
    """Rows PUBLIC: where a mission is the subject, or speaks in the paragraph."""
    if not spoken_of(line, hit, scene, a):
        return
    spot = seat(line, scene)
    whole = Chunk("exit", hit.start, hit.end, hit.row)
    draft = drafted(line, hit, scene, whole, OF, hit.row.status, a, b, spot)
    missions = [c for c in line.of("actor") if c.what.kind == "mission" and c.start < hit.end]
    draft.actor = str(missions[-1].what.name) if missions else scene.mission
    yield draft


def public(line: Line, start: int, end: int) -> bool:
    """Whether "to the public", "public services" stands in tokens `[start, end)`."""
    if any(line.w[k : k + 2] == ["public", "services"] for k in range(start, end)):
        return True
    return any(
        line.w[k] in ("to", "for") and not CALLERS.isdisjoint(line.w[k + 1 : k + 3])
        for k in range(start, min(end, len(line.w)))
    )


def spoken_of(line: Line, hit: Hit, scene: Scene, a: int) -> bool:
    """Whether a mission or its counter stands before the words, or the text is a mission's own."""
    if not COUNTERS.isdisjoint(line.w[hit.start : hit.end]):
        return True
    before = line.w[a : hit.start]
    if not COUNTERS.isdisjoint(before) or not (MISSION_NOUNS | ENVOYS).isdisjoint(line.w[: hit.start]):
        return True
    if any(c.what.kind == "mission" and c.start < hit.start for c in line.of("actor")):
        return True
    return scene.notice or (scene.mission is not None and scene.mission_paragraph == line.sentence.paragraph)


def seat(line: Line, scene: Scene) -> PlaceName | None:
    """The town of the mission: the one named with it, else the capital."""
    for c in line.of("place"):
        if c.what.kind in ("capital", "city", "town") and line.w[c.start - 1 : c.start] in (["in"], ["at"]):
            return c.what  # type: ignore[no-any-return]
    return scene.capital()

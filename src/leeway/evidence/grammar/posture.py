"""The state of a mission or an organisation: `posture`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.posture_fit import about_mission, about_staff, in_mind
from leeway.evidence.grammar.posture_owner import goal, label, mission, organisation, who
from leeway.evidence.grammar.posture_size import count, whole
from leeway.evidence.grammar.posture_words import (
    MISSION_NOUNS,
    OFFICES,
    OPERATION_NOUNS,
    ORGANISATIONS,
    OURS,
    OWN,
    STAFF_NOUNS,
)
from leeway.evidence.grammar.scene import Scene

UNWANTED = frozenset(["prevent", "avoid", "avert", "reluctant", "prevented", "avoided", "averted"])


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A statement about a mission, which must be named in the clause, before it, or be the subject of the report."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    w = line.w
    owner: Chunk | None = label(line, hit, scene)
    if pattern == "LABEL":
        if owner is None:
            return
    elif owner is not None and pattern in ("STAFFN", "OPS", "MISSION", "S", "STAFF", "DOWNTO"):
        pass  # an entry of a list of missions says it in bare words
    elif pattern in ("STAFF", "STAFFS", "STAFFTO", "STAFFO", "STAFFN", "REVIEW"):
        if not about_staff(line, hit, pattern, a, b):
            return
    elif pattern == "OPS":
        if not any(x in OPERATION_NOUNS for x in w[a : min(b, hit.end + 6)]):
            return
        owner = who(line, hit, a, b)
        if owner is not None and owner.what.kind not in ORGANISATIONS | {"state"}:
            return
        if owner is None and not any(x in OWN for x in w[a : hit.start]) and hit.start > a + 1:
            return
        if owner is None and any(
            c.what.pattern in ("exit", "road", "border") for c in line.of("exit") if a <= c.start < b
        ):
            return
        if any(c.what.status == "consular services" for c in line.of("exit") if a <= c.start < b):
            return
    elif pattern == "O" and not any(x in MISSION_NOUNS or x in OFFICES for x in w[hit.start : hit.end]):
        return
    elif pattern == "ORG":
        owner = organisation(line, hit, a)
        if owner is None:
            return
    elif pattern in ("OPSM", "SFLAG"):
        owner = who(line, hit, a, b)
        said = any(x in MISSION_NOUNS or x in OWN for x in w[a : hit.start])
        if not said and (owner is None or owner.what.kind not in ORGANISATIONS | {"state"}):
            return
    elif pattern == "DOWNTO":
        named = any(x in MISSION_NOUNS or x in STAFF_NOUNS or x in OURS for x in w[a : hit.start]) or any(
            c.what.kind in ORGANISATIONS for c in line.of("actor") if a <= c.start < hit.start
        )
        if not named and not about_mission(line, hit, "S", a, b) and not in_mind(line, hit, scene, a, b):
            return
    elif pattern in ("MISSION", "MISSIONNEG", "S", "EVN") and not (
        about_mission(line, hit, pattern, a, b) or in_mind(line, hit, scene, a, b)
    ):
        return
    status = whole(line, hit, status, a, b)
    if UNWANTED & set(w[max(a, hit.start - 5) : hit.start]) or "given" in w[a : a + 2]:
        return
    owner = owner or who(line, hit, a, b)
    name, place = mission(line, hit, owner, scene)
    if status == "relocating":
        place = goal(line, hit, b) or place
    if name is None:
        return
    start, last = extent(line, hit.start, hit.end, owner)
    yield Draft(
        line,
        start,
        last,
        hit.start,
        "posture",
        status,
        name,
        place,
        count(line, hit, pattern, a, b),
        None,
        when(line, scene, hit.start, status not in ("normal", "minimum_staff")),
        trigger_end=hit.end,
        word=hit.row.words,
    )

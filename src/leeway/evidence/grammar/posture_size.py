"""How much of a mission goes or stays."""

from __future__ import annotations

from leeway.evidence.grammar.draft import value_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.posture_words import (
    ENVOYS,
    MISSION_NOUNS,
    PART,
    SMALL,
    STAFF_NOUNS,
    WHOLE,
)
from leeway.evidence.model import Value

GOING = frozenset(["pull", "withdraw", "leave", "depart", "fly", "remove", "bring", "send", "go", "move"])


def whole(line: Line, hit: Hit, status: str, a: int, b: int) -> str:
    """The status with how much of the staff it is about: all of them leaving is an evacuation."""
    w = line.w
    near = w[max(a, hit.start - 8) : min(b, hit.end + 8)]
    if status == "normal" and "with" in w[hit.end : b] and SMALL & set(w[hit.end : min(b, hit.end + 6)]):
        return "minimum_staff"
    if status == "evacuating" and hit.row.words == "evacuate:v" and {"part", "some", "half"} & set(near):
        return "reducing"
    if status != "reducing" or PART & set(near) or hit.row.words.split()[0].split(":")[0] not in GOING:
        return "minimum_staff" if status == "reducing" and "minimum" in near and "to" in near else status
    for k in range(max(a, hit.start - 8), min(b, hit.end + 8)):
        if w[k] not in WHOLE or w[k + 1 : k + 2] in (["but"], ["except"], ["week"], ["night"], ["month"]):
            continue
        if any(x in STAFF_NOUNS or x in MISSION_NOUNS or x in ENVOYS for x in w[k + 1 : k + 5]):
            return "evacuating"
    before = set(w[a : hit.start])
    if hit.row.pattern == "STAFFS" and (before & ENVOYS or "not" in before or any(
        c.what.kind == "mission" and c.end < len(w) and w[c.end] == ":" for c in line.of("actor")
    )):  # fmt: skip
        return "evacuating"
    return status


def count(line: Line, hit: Hit, pattern: str, a: int, b: int) -> Value | None:
    """ "Down to 2", "4 international staff went": the figure, where it stands right beside the words."""
    for n in line.of("number"):
        if n.what.unit not in (None, "people"):
            continue
        if pattern == "DOWNTO" and 0 <= n.start - hit.end <= 1:
            return value_of(n.what, "people")
        if pattern == "STAFFS" and n.start <= a + 3 and 0 < hit.start - n.end <= 3 and n.end <= hit.start:
            return value_of(n.what, "people")
    return None

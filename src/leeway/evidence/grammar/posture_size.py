"""How much of a mission goes or stays."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import passive
from leeway.evidence.grammar.draft import value_of
from leeway.evidence.grammar.headcount_class import class_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import BE, Line
from leeway.evidence.grammar.posture_words import (
    ENVOYS,
    MISSION_NOUNS,
    PART,
    SMALL,
    STAFF_NOUNS,
    WHOLE,
)
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Value

REDUCING = words("posture.REDUCING")
CORE = frozenset(["staff", "diplomats", "personnel", "employees", "team", "diplomat"])
QUALIFIED = frozenset(["diplomatic", "embassy", "foreign", "international", "expatriate", "entire", "own", "american"])
MOST = 60
"""A count above this is no minimum."""
GOING = frozenset(["pull", "withdraw", "leave", "depart", "fly", "remove", "bring", "send", "go", "move", "pack"])


def whole(line: Line, hit: Hit, status: str, a: int, b: int) -> str:
    """The status with how much of the staff it is about: all of them leaving is an evacuation."""
    w = line.w
    near = w[max(a, hit.start - 8) : min(b, hit.end + 8)]
    tail = w[hit.end : min(b, hit.end + 8)]
    if hit.row.words == "move:v ** out of" and {"to", "into"} & set(w[hit.end : b]):
        return "relocating"
    if status == "normal" and "with" in tail and (SMALL & set(tail) or _counted_staff(line, hit, b)):
        return "minimum_staff"
    if status == "minimum_staff" and _reduces(line, hit, a):
        return "reducing"
    if (
        status == "evacuating"
        and hit.row.words != "evacuate:v"
        and PART & set(near)
        and not WHOLE & set(w[hit.end : hit.end + 3])
    ):
        return "reducing"
    if status != "reducing" or PART & set(near) or hit.row.words.split()[0].split(":")[0] not in GOING:
        return status
    after = w[hit.end : min(b, hit.end + 3)]
    if after[:1] in (["its"], ["their"]) and after[1:2] in (["mission"], ["embassy"], ["delegation"], ["legation"]):
        return "evacuating"  # "withdrew its mission"
    for k in range(max(a, hit.start - 8), min(b, hit.end + 8)):
        if w[k] not in WHOLE or w[k + 1 : k + 2] in (["but"], ["except"], ["week"], ["night"], ["month"]):
            continue
        if any(x in STAFF_NOUNS or x in MISSION_NOUNS or x in ENVOYS for x in w[k + 1 : k + 5]):
            return "evacuating"
    if _entire(line, hit, a, b):
        return "evacuating"
    before = set(w[a : hit.start])
    if hit.row.pattern == "STAFFS" and (before & ENVOYS or "not" in before or any(
        c.what.kind == "mission" and c.end < len(w) and w[c.end] == ":" for c in line.of("actor")
    )):  # fmt: skip
        return "evacuating"
    return status


def _entire(line: Line, hit: Hit, a: int, b: int) -> bool:
    """ "Withdrew its staff from the country", "the embassy's staff were moved out": staff without any part named."""
    w = line.w
    if not any(hit.start < c.start < b and w[c.start - 1] in ("from", "of", "leave") for c in line.of("place")):
        return False
    if passive(line, hit):
        noun = next((k for k in range(hit.start - 1, a - 1, -1) if w[k] in CORE), -1)
        return noun > a and (line.owner[noun - 1] or w[noun - 1] in ("its", "their", "our")) and hit.start - noun <= 4
    for k in range(hit.start + 1, min(b, hit.end + 4)):
        if w[k] in ("its", "their", "our"):
            n = k + 1
            while n < b and w[n] in QUALIFIED:
                n += 1
            home = {"home", "back"} & set(w[hit.start : hit.end + 1])
            return w[n : n + 1] != [] and w[n] in CORE and w[n + 1 : n + 2] != ["and"] and not home
    return False


def _reduces(line: Line, hit: Hit, a: int) -> bool:
    """ "Will draw down to a core presence": the verb leads, the minimum is where it leads to."""
    w = line.w
    k = hit.start - 1
    while k > a and w[k] in ("a", "an", "the", "its", "their"):
        k -= 1
    if k <= a or w[k] != "to":
        return False
    verb = next((j for j in range(k - 1, max(a, k - 10) - 1, -1) if w[j] in REDUCING), None)
    if verb is None:
        return False
    before = w[max(a, verb - 3) : verb]
    state = w[verb].endswith("ed") or w[verb] in ("cut", "drawn", "shrunk")
    return not (state and any(x in BE or x in ("has", "have", "had") for x in before))


def _counted_staff(line: Line, hit: Hit, b: int) -> bool:
    """ "Stays put with about a dozen", "is working with five UK-based staff"."""
    k = next((k for k in range(hit.end, min(b, hit.end + 8)) if line.w[k] == "with"), None)
    if k is None:
        return False
    for n in line.of("number"):
        staffed = bool(STAFF_NOUNS & set(line.w[k : n.start]))
        if 0 < n.start - k <= (6 if staffed else 2) and (n.what.high or 0) <= 60:
            return True
    return False


def count(line: Line, hit: Hit, pattern: str, a: int, b: int) -> Value | None:
    """ "Down to 2", "4 international staff went": the figure, where it stands right beside the words."""
    for n in line.of("number"):
        if n.what.unit not in (None, "people") or line.w[n.start - 1 : n.start] in (["but"], ["bar"], ["except"]):
            continue
        if pattern == "DOWNTO" and 0 <= n.start - hit.end <= 1:
            return value_of(n.what, "people")
        if n.what.low == n.what.high == 1 and pattern not in ("RUNBY", "WITHN", "KEEPN"):
            continue
        if pattern == "KEEPN" and hit.start < n.start < hit.end and (n.what.high or 0) <= MOST:
            return value_of(n.what, "people")
        if pattern in ("RUNBY", "WITHN") and 0 <= n.start - hit.end <= 4:
            return value_of(n.what, "people")
        if pattern in ("STAFF", "STAFFO") and not passive(line, hit) and hit.start < n.start < b:
            group = class_of(line, n)
            if n.start - hit.end <= 2 and group is not None and group.what.pattern in ("staff", "staffx"):
                return value_of(n.what, "people")
        if pattern in ("STAFF", "STAFFO", "STAFFS") and a <= n.start < hit.start:
            group = class_of(line, n)
            if group is not None and group.what.pattern in ("staff", "staffx") and hit.start - group.end <= 6:
                part = [
                    p for p in line.of("number") if p.end == n.start - 2 and line.w[p.end : n.start] == ["of", "the"]
                ]
                return value_of((part[0] if part else n).what, "people")
        if pattern in ("S", "M", "ORG", "O") and _counted_staff(line, hit, b) and n.start > hit.end:
            return value_of(n.what, "people")
        if pattern == "STAFFS" and n.start <= a + 3 and 0 < hit.start - n.end <= 3 and n.end <= hit.start:
            return value_of(n.what, "people")
    return None

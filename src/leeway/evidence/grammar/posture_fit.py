"""Whether words of leaving, closing or staying are said of a mission or its staff."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import chunks, passive, subject
from leeway.evidence.grammar.inflect import DONE
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import BE, Line
from leeway.evidence.grammar.posture_words import (
    BODIES,
    ENVOYS,
    MISSION_NOUNS,
    OFFICES,
    OPERATION_NOUNS,
    ORGANISATIONS,
    PART,
    STAFF_NOUNS,
    WE,
)
from leeway.evidence.grammar.scene import Scene

HELP = frozenset(["help", "assistance", "aid", "support"])
EXPATRIATES = frozenset(["expatriates", "expats", "internationals", "nationals"])
PLANTS = frozenset(
    ["factory", "factories", "plant", "plants", "branch", "branches", "mine", "mines", "refinery", "offices", "office"]
)


def about_staff(line: Line, hit: Hit, pattern: str, a: int, b: int) -> bool:
    w = line.w
    if w[a : a + 1] in (["as"], ["rather"], ["instead"]) and line.clause_of[hit.start]:
        a = line.clauses[line.clause_of[hit.start] - 1][0]  # "is cutting its staff, as opposed to a full withdrawal"
    near = w[max(a, hit.start - 8) : min(b, hit.end + 9)]
    staff = any(x in STAFF_NOUNS for x in near) or any(x in MISSION_NOUNS for x in near) or _own_people(near)
    mission = any(c.what.kind == "mission" for c in line.of("actor") if a <= c.start < b)
    force = any(c.what.status == "troops" for c in line.of("force") if hit.end <= c.start < min(b, hit.end + 6))
    if force and not staff:
        return False
    if hit.row.words == "send:v" and not any(
        x in ("staff", "diplomats", "employees", "personnel") for x in w[hit.end : hit.end + 5]
    ):
        return False
    if pattern == "STAFFO":
        inside = w[hit.start : hit.end + 1]
        if passive(line, hit) or (w[hit.start - 1 : hit.start] and w[hit.start - 1] in STAFF_NOUNS - ENVOYS):
            inside = w[a : hit.end + 1]
        if hit.row.words == "order:v out":
            inside = w[hit.start : hit.end + 4]
        if "nobody" in inside or any(inside[k : k + 2] == ["no", "one"] for k in range(len(inside))):
            return True
        out = hit.row.words == "order:v * out" and bool({"most", "part", "half", "all", "rest", "much"} & set(inside))
        ordered = hit.row.words.startswith("order") and (passive(line, hit) or out)
        ordered = ordered and any(x in MISSION_NOUNS for x in inside)
        citizens = any(c.what.pattern == "citizen" and c.start < hit.start for c in line.of("class"))
        return ordered or any(x in STAFF_NOUNS or x == "members" or (x == "them" and not citizens) for x in inside)
    if hit.row.words == "a move of":
        return staff or mission or not {"section", "office", "offices", "operations"}.isdisjoint(near)
    if hit.row.words == "to the/a minimum" and not HELP.isdisjoint(w[a : hit.start]):
        return False  # "the embassy's help is limited to a minimum" is advice to its citizens
    if pattern == "STAFFN":
        return (staff or mission) and "but" not in w[max(a, hit.start - 3) : hit.start]
    if pattern in ("STAFF", "STAFFTO"):
        if passive(line, hit) or _elided_be(line, hit, a):
            before = w[a : hit.start]
            named = any(c.what.kind == "mission" and c.end <= hit.start for c in line.of("actor"))
            if WE & set(before) and named:
                return True
            return any(x in STAFF_NOUNS or x in MISSION_NOUNS for x in before)
        after = w[hit.start : min(b, hit.end + 9)]
        if (
            pattern == "STAFFTO"
            and mission
            and (any(x in OPERATION_NOUNS for x in after) or w[hit.end : hit.end + 1] == ["to"])
        ):
            return True
        if (
            hit.row.words.startswith(("relocate", "move"))
            and "office" in w[a : hit.start]
            and "foreign" not in w[a : hit.start]
        ):
            return True
        first = next((c for c in line.of("class") if hit.end - 1 <= c.start < b), None)
        if first is not None and first.what.pattern == "citizen":
            return w[first.start - 1] in ("its", "their", "our") and w[first.start] in EXPATRIATES
        if mission and any(x in OPERATION_NOUNS for x in after):
            return True
        return any(x in STAFF_NOUNS or x in MISSION_NOUNS for x in after) or _own_people(after)
    if pattern == "STAFFS":
        before = w[a : hit.start]
        if hit.row.words in ("leave:v", "depart:v"):
            if hit.start and w[hit.start - 1] in BE and w[hit.start] in ("left", "departed"):
                return False
            if "to" not in w[max(a, hit.start - 2) : hit.start] and _mission_leaves(line, hit, a):
                return True
            if any(
                x in ("to", "citizens", "nationals", "can", "should", "must")
                for x in w[max(a, hit.start - 3) : hit.start]
            ):
                return False
            return any(x in STAFF_NOUNS for x in before)
        if hit.row.words.startswith(("go:", "come:")):
            return any(x in STAFF_NOUNS for x in before)
        return (
            any(x in STAFF_NOUNS or x in MISSION_NOUNS for x in before)
            or mission
            or hit.row.words.startswith(("thin", "draw"))
        )
    return staff or mission


def _elided_be(line: Line, hit: Hit, a: int) -> bool:
    """ "The embassy will be closed and all its staff brought home", "200 staff pulled back"."""
    done = hit.verb >= 0 and bool(hit.form & DONE)
    return done and hit.start > a and line.w[hit.start - 1] in STAFF_NOUNS - ENVOYS


def _own_people(near: list[str]) -> bool:
    """ "Most of its people", "their own people"."""
    for k, x in enumerate(near[:-1]):
        if x in ("its", "their", "our", "own") and near[k + 1] in ("people", "own"):
            return True
    return False


def _mission_leaves(line: Line, hit: Hit, a: int) -> bool:
    """ "The ambassador left", "the embassy is not leaving"."""
    w = line.w
    before = set(w[a : hit.start])
    if before & ENVOYS and not before & PART:
        return True
    negated = "not" in w[max(a, hit.start - 2) : hit.start]
    own = any(c.what.kind == "mission" and c.start < hit.start for c in line.of("actor")) or bool(ENVOYS & set(w))
    return negated and own and not any(x in ("citizens", "nationals") for x in before)


def about_mission(line: Line, hit: Hit, pattern: str, a: int, b: int) -> bool:
    w = line.w
    if pattern == "EVN":
        return "this" in w[max(0, hit.start - 3) : hit.start] or "not" in w[max(0, hit.start - 2) : hit.start]
    if pattern == "MISSIONNEG" and not ORGANISATIONS.isdisjoint(
        c.what.kind for c in line.of("actor") if c.end <= hit.start
    ):
        return True
    if pattern == "MISSION" and _shut_itself(line, hit, a):
        return True
    if pattern == "S" and hit.row.status == "relocating" and not ENVOYS.isdisjoint(line.w[a : hit.start]):
        return True
    if pattern == "S" or (pattern == "MISSION" and passive(line, hit)) or hit.row.words == "closed":
        found = subject(line, hit.start, ("actor",), reach=True)
        if found is not None and found.what.kind == "mission":
            return True
        if OFFICES & set(w[a : hit.start]) and "foreign" not in w[a:b]:
            return any(c.what.kind in ORGANISATIONS for c in line.of("actor")) or bool(BODIES & set(w[a:b]))
        if _it_is_mission(line, hit, a):
            return True
        return any(x in MISSION_NOUNS for x in w[a : hit.start])
    after = w[hit.end : min(b, hit.end + 6)]
    if after[:2] in (["its", "own"], ["their", "own"]) and after[2:3] not in (["border"], ["airspace"], ["borders"]):
        return pattern == "MISSION" and any(c.what.kind == "state" for c in line.of("actor") if c.end <= hit.start)
    if PLANTS & set(after) and {"its", "their"} & set(after[:2]):
        return True
    if any(x in MISSION_NOUNS for x in [*w[hit.start : hit.end], *after]) or _it_is_mission(line, hit, a):
        return True
    return any(x in MISSION_NOUNS for x in w[a : hit.start]) and not any(
        c for c in line.of("exit") if hit.end <= c.start < b
    )


def _shut_itself(line: Line, hit: Hit, a: int) -> bool:
    """ "The consulate, hit on Friday, shut the next day": the subject stands before what is between commas."""
    if line.w[a : a + 1] != [","] or any(x.isalpha() for x in line.w[a : hit.start]):
        return False
    return any(c.start <= 1 and c.what.kind == "mission" for c in line.of("actor")) or not MISSION_NOUNS.isdisjoint(
        line.w[:5]
    )


def _it_is_mission(line: Line, hit: Hit, a: int) -> bool:
    """ "The embassy has announced that it will close": "it" right before the verb, the mission named before it."""
    said = line.w[a : hit.start]
    if "we" in said and any(x in ("ambassador", "embassy", "consul", "commissioner") for x in line.w):
        return True
    if not any(x in ("it", "they") for x in said) or line.clause_of[hit.start] == 0:
        return False
    before = [c for c in line.of("actor") if c.end <= a]
    return bool(before) and before[-1].what.kind == "mission" and not any(c.end <= a for c in line.of("exit"))


def in_mind(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> bool:
    """Whether "it will close", "we are not closing", "likely to shut" is said of a mission named before, or by one."""
    if any(c for c in line.of("exit") if a <= c.start < b):
        return False
    known = any(c.what.kind == "mission" and c.start < hit.start for c in line.of("actor"))
    known = known or any(x in MISSION_NOUNS or x in ENVOYS for x in line.w)
    before = line.w[a : hit.start]
    if WE & set(before):
        near = line.sentence.paragraph - 2 <= scene.mission_paragraph <= line.sentence.paragraph
        return known or (near and scene.mission is not None)
    bare = not any(c for c in chunks(line, ("actor", "place", "building"), a, hit.start))
    return bare and scene.mission_paragraph == line.sentence.paragraph and "to" in before[-1:]

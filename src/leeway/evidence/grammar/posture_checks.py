"""What a posture trigger must be said of, each in a few words; for `posture`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import passive
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.posture_subject import diplomatic
from leeway.evidence.grammar.posture_words import MISSION_NOUNS, STAFF_NOUNS
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

MOVES = frozenset(["a", "the", "its", "their", "similar", "possible", "temporary", "planned"])


def partner(line: Line, owner: Chunk | None) -> str | None:
    """ "The Italian and American embassies", "British and Japanese have closed": the state named with the other."""
    if owner is None:
        return None
    for c in line.of("actor"):
        joined = line.w[c.end : owner.start] in (["and"], ["and", "the"])
        if joined and c.what.kind == "state" and not line.owner[c.end - 1]:
            return str(c.what.name)
    return None


def told_of_mission(line: Line, hit: Hit, scene: Scene, a: int) -> bool:
    """A move, work or staffing by its noun ("is weighing a move to", "work goes on as usual"): of the mission or the
    state that the sentence names, in a text about missions."""
    if line.of("force") or (hit.row.pattern == "MOVETO" and line.w[hit.start - 1] not in MOVES):
        return False
    if hit.row.pattern == "MOVETO" and not any(c.start == hit.end for c in line.of("place")):
        return False
    mission = any(c.what.kind == "mission" for c in line.of("actor")) or not MISSION_NOUNS.isdisjoint(line.w)
    state = any(c.what.kind == "state" and a <= c.start < hit.start for c in line.of("actor"))
    return mission or (state and diplomatic(line, scene))


def staff_moved(line: Line, hit: Hit, a: int, b: int) -> bool:
    """Whether staff are pulled out of a place by somebody, not the body itself pulling out."""
    if passive(line, hit):
        return not STAFF_NOUNS.isdisjoint(line.w[a : hit.start])
    return not (STAFF_NOUNS - words("posture.FAMILIES")).isdisjoint(line.w[hit.start : hit.end])


def of_them(line: Line, hit: Hit, a: int) -> bool:
    """ "It has no intention of withdrawing them": of the staff told of before."""
    return bool({"it", "they"} & set(line.w[a : hit.start])) and "them" in line.w[hit.start : hit.end + 2]


def staff_sent(line: Line, hit: Hit) -> bool:
    """ "Has sent part of its staff to Basra": staff, no troops, to a place; families are moved out by somebody."""
    inside = line.w[hit.start : hit.end]
    goal = line.at("place", hit.end) is not None or line.w[hit.end : hit.end + 1] == ["the"]
    staff = any(x in STAFF_NOUNS for x in inside) and not {"dependants", "dependents", "families"} & set(inside)
    return staff and goal and not any(hit.start <= c.start < hit.end for c in line.of("force"))


def in_a_place(line: Line, hit: Hit) -> bool:
    return any(hit.end <= c.start <= hit.end + 2 for c in line.of("place"))


def of_exit(line: Line, hit: Hit, a: int, pattern: str) -> bool:
    """Whether the verb is said of a consular section, or stands second in a sentence whose subject is an exit."""
    counters = any(c.what.status == "consular services" and a <= c.start < hit.start for c in line.of("exit"))
    if counters or pattern not in ("MISSION", "S", "M"):
        return counters
    if line.clause_of[hit.start] == 0 or line.w[a : a + 1] != ["and"]:
        return False
    bare = not any(a <= c.start < hit.start for kind in ("actor", "class") for c in line.of(kind))
    first = line.clauses[line.clause_of[hit.start] - 1][0]
    return bare and any(first <= c.start <= first + 1 for c in line.of("exit"))


def alone(line: Line, hit: Hit, b: int) -> bool:
    """No exit is the object: "the embassy closed the road"."""
    return not any(hit.end <= c.start < b and line.at("place", c.start) is None for c in line.of("exit"))


def nobody(line: Line, hit: Hit, a: int) -> bool:
    """ "No staff have been withdrawn", "has sent nobody home", "no one has been ordered out"."""
    before = line.w[a : hit.start]
    first = next((k for k, x in enumerate(before) if x not in ("and", "but", "so", ";", ",", "-")), 0)
    head = before[first : first + 2]
    none = head[:1] in (["nobody"], ["none"]) or head in (["no", "one"], ["no", "staff"])
    return none or bool({"nobody", "no-one"} & set(line.w[hit.start : hit.end]))

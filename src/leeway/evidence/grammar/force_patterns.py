"""The patterns of force.tsv: which words of the clause are the troops, who sends them, and what becomes of them."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import chunks, direct_object, passive, subject
from leeway.evidence.grammar.force_fit import (
    MASSED,
    moves_people,
    of_people,
    only_described,
    others,
    purpose_of_others,
    told_before,
)
from leeway.evidence.grammar.force_objects import Troops, of_object, sent_to, strength, strengthened
from leeway.evidence.grammar.force_where import SPOTS
from leeway.evidence.grammar.force_who import (
    FORCES,
    agent,
    noun_owner,
    number_after,
    object_force,
    subject_force,
)
from leeway.evidence.grammar.inflect import DONE
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import BE, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.time_left_spans import spans
from leeway.evidence.grammar.wordlists import words

SUBJECT = frozenset(["S", "SO", "SIN", "SEEN", "MAN", "ABANDON", "GOAL", "LEAVEFOR", "REACH", "FOLLOW", "DUE", "BEGOAL",
                     "READY", "STREETS", "NUMB", "OWNX", "GONE"])  # fmt: skip
OBJECT = frozenset(["O", "OF", "OFX", "OPLAN", "OP", "OH", "TH", "OST", "OSTAND", "CUTF", "ASK", "OGOAL", "OPLACE"])
POSTED = ("station", "base:", "position", "post:", "mass", "concentrate", "gather", "assemble")
ENDS = frozenset([".", ",", ";", "in", "within", "on", "by", "later", "next", "soon", "shortly", "if", "this", "at"])
LOST = words("force.LOST")
SOLDIERS = frozenset(["troops", "ships", "police", "aircraft"])


def troops(line: Line, hit: Hit, scene: Scene, b: int) -> Troops | None:
    """The troops of a trigger, None where its pattern does not fit."""
    pattern = hit.row.pattern
    found = Troops(hit.row.status)
    before = line.w[hit.start - 1 : hit.start]
    if hit.row.words.startswith(MASSED) and hit.form & DONE and before in (["are"], ["is"], ["remain"], ["remains"]):
        found.status = "present"
    if pattern == "BEIN":
        spots = chunks(line, ("place", "facility"), hit.end, b)
        near = (c.start - hit.end <= (6 if line.w[c.start - 1] == "of" else 2) for c in spots)
        if before == ["to"] or not any(near):
            return None
        found.force = subject_force(line, hit)
    elif pattern in SUBJECT:
        if not _of_subject(line, hit, b, found, scene):
            return None
    elif pattern in OBJECT:
        of_object(line, hit, b, found)
        if pattern == "OGOAL" and not sent_to(line, hit, b, found):
            return None  # "ordered the soldiers to shoot"
    elif pattern == "EVAC":
        found.force = agent(line, hit, b)
    elif pattern in ("N", "NASK"):
        found.force = object_force(line, hit.end, b)
        if pattern == "NASK" and (found.force is None or found.force.kind == "actor"):
            return None
    elif pattern == "NF":
        found.force = direct_object(line, hit.end, ("force",), reach=9)
    elif pattern == "PART":
        found.force = next((c for c in line.of("force") if 0 <= hit.start - c.end <= 1), None)
        if found.force is None and line.w[hit.start - 1] in BE:
            found.force = subject_force(line, hit)
    elif pattern in ("STREN", "REINF"):
        if line.w[hit.start - 1 : hit.start] == ["to"] and any(
            h.row.family == "force" and h.start < hit.start for h in line.hits
        ):
            return None  # "have arrived to reinforce the contingent": a purpose
        if not strengthened(line, hit, b, found):
            return None
    elif pattern == "RAISE":
        raised = [n for n in line.of("number") if hit.end <= n.start < b and line.w[n.start - 1] == "to"]
        found.number = next((n for n in raised if n.what.unit in (None, "people")), None)
        found.sender = subject(line, hit.start, ("actor",))
        found.force = next((c for c in line.of("force") if hit.start <= c.start < b), None)
        if found.number is None or (found.number.what.low or 0) < 20:
            return None
    elif pattern in ("STRENGTH", "NUMOF"):
        strength(line, hit, b, found)
    elif pattern == "AGENT":
        found.force = direct_object(line, hit.end, FORCES, reach=7)
        at_hand = (n for n in line.of("number") if n.start in (hit.end, hit.end - 1))
        bare = next((n for n in at_hand if n.what.noun in (None, "others", "more")), None)
        if found.force is None and bare is not None and any(c.end <= hit.start for c in line.of("force")):
            found.number = bare  # "1,200 men, reinforced by 150 from Gabon"
            found.sender = next((c for c in line.of("actor") if c.end <= hit.start), None)
    elif pattern == "OAT":
        inside = line.within("force", hit.start, hit.end)
        found.number = number_after(line, hit.end, b)
        found.force = inside[0] if inside else subject_force(line, hit) if passive(line, hit) else None
        if found.force is None or found.number is None:
            return None
    elif pattern in ("NX", "CORD", "BOOTS"):
        found.force = subject_force(line, hit) or noun_owner(line, hit)
    elif pattern == "NOTONE":
        found.force = next((c for c in line.of("force") if c.start == hit.end), None)
        if LOST & set(line.w[hit.end : b]) or _else(line, hit):
            return None  # "no soldiers were killed", "no troops will be sent"
    elif pattern != "MISSION":
        return None
    return found


def _of_subject(line: Line, hit: Hit, b: int, found: Troops, scene: Scene) -> bool:
    pattern = hit.row.pattern
    if purpose_of_others(line, hit) or only_described(line, hit):
        return False
    found.force = subject_force(line, hit)
    if pattern == "SEEN" and not passive(line, hit):
        found.force = object_force(line, hit.end, b)
    active = hit.verb < 0 or not passive(line, hit)
    if pattern == "SO" and active and moves_people(line, hit):
        return False
    if pattern == "SO" and active:
        # "The army has deployed 400 soldiers": those sent, not the sender
        inside = line.within("force", hit.start, hit.end)
        sent = inside[0] if inside else direct_object(line, hit.end, ("force",), reach=6)
        if sent is None and number_after(line, hit.end, b) is not None:
            sent = object_force(line, hit.end, b)  # "has moved up to 1,500 recruits"
        counted = sent is not None and any(n.end <= sent.start and n.start >= hit.end for n in line.of("number"))
        if found.force is None or inside or counted:
            found.force = sent or object_force(line, hit.end, b) if not inside else sent
            found.sender = subject(line, hit.start, ("actor",))
    if pattern == "S" and active and found.force is None and hit.form & DONE and hit.row.words.startswith(POSTED):
        # "The Dominican Republic has stationed 9,500 soldiers at the border"
        found.force, found.sender = object_force(line, hit.end, b), subject(line, hit.start, ("actor",))
    if found.force is None and pattern == "SO" and not active:
        found.number = others(line, hit)
    if found.force is None and pattern in ("S", "FOLLOW", "DUE", "GOAL", "BEGOAL", "READY"):
        found.number = others(line, hit)
        if found.number is not None and (of_people(line, found.number) or not told_before(line, found.number, scene)):
            found.number = None
        if found.number is None:
            return False
    return _fits(line, hit, b, found)


def _fits(line: Line, hit: Hit, b: int, found: Troops) -> bool:
    """What patterns of everyday verbs ask for besides: a goal, an end of the clause, a span of time."""
    pattern, force = hit.row.pattern, found.force
    soldiers = force is None or (
        force.what.status in SOLDIERS or force.what.words == "men"
        if force.kind == "force"
        else force.what.kind in ("army", "police")
    )
    if pattern in ("GOAL", "LEAVEFOR", "BEGOAL"):
        reach = 3 if pattern == "LEAVEFOR" else 6
        goal = next((c for c in chunks(line, SPOTS, hit.end, b) if c.start - hit.end <= reach), None)
        if pattern == "LEAVEFOR" and (goal is None or not soldiers):
            found.status = "withdrawing"  # "had left for tactical reasons"
            return force is not None
        found.place = goal.what if goal is not None else None
        return soldiers and goal is not None
    if pattern == "REACH":
        goal = direct_object(line, hit.end, SPOTS, reach=4)
        found.place = goal.what if goal is not None else None
        return soldiers and force is not None and goal is not None
    if pattern == "MAN" and line.w[hit.start - 1 : hit.start] == ["to"]:
        return False  # "flown in to protect the embassy": a purpose
    after = line.w[hit.end] if hit.end < len(line.w) else "."
    if pattern in ("FOLLOW", "DUE", "GONE"):
        return after in ENDS or (line.at("time", hit.end) is not None and after != "to")  # "is due to end on 3 May"
    if pattern == "READY":
        if not spans(line, hit.end, b):
            found.status = "standby"
        return soldiers and force is not None
    if pattern == "STREETS":
        return any(w in BE or w in ("remain", "stay", "out") for w in line.w[max(0, hit.start - 2) : hit.start])
    if pattern == "NUMB":
        found.number = number_after(line, hit.end, b)
        own = line.w[line.clause(hit.start)[0] : hit.start]
        if force is None and {"force", "contingent", "mission"} & set(own[-2:]):
            found.sender = subject(line, hit.start, ("actor",))
            return found.number is not None and found.sender is not None  # "France's Sangaris force numbers 1,600"
        return force is not None and found.number is not None
    if pattern == "OWNX":
        return force is not None and force.end == hit.start and line.owner[force.end - 1]
    return True


def _else(line: Line, hit: Hit) -> bool:
    """Whether another trigger of the clause tells what becomes of the troops."""
    own = line.clause_of[hit.start]
    other = [h for h in line.hits if h.row.family == "force" and h is not hit and line.clause_of[h.start] == own]
    return any(h.start >= hit.end and h.row.status != "present" for h in other)

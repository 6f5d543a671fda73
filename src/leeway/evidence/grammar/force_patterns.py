"""The patterns of force.tsv: which words of the clause are the troops, who sends them, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass

from leeway.evidence.grammar.arguments import chunks, direct_object, passive, subject
from leeway.evidence.grammar.force_where import SPOTS
from leeway.evidence.grammar.force_who import (
    FORCES,
    agent,
    counts_force,
    fights,
    noun_owner,
    number_after,
    object_force,
    subject_force,
)
from leeway.evidence.grammar.inflect import DONE, Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import BE, Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.time_left_spans import spans
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

SUBJECT = frozenset(["S", "SO", "SIN", "SEEN", "MAN", "ABANDON", "GOAL", "LEAVEFOR", "REACH", "FOLLOW", "DUE", "BEGOAL",
                     "READY", "STREETS", "NUMB", "OWNX", "GONE"])  # fmt: skip
OBJECT = frozenset(["O", "OF", "OFX", "OPLAN", "OP", "OH", "TH", "OST", "OSTAND", "CUTF", "ASK", "OGOAL", "OPLACE"])
MASSED = ("deploy:v", "mass:v", "concentrate:v", "gather:v", "assemble:v")
POSTED = ("station", "base:", "position", "post:", "mass", "concentrate", "gather", "assemble")
ENDS = frozenset([".", ",", ";", "in", "within", "on", "by", "later", "next", "soon", "shortly", "if", "this", "at"])
OTHERS = frozenset(
    ["first", "second", "third", "another", "further", "more", "rest", "remainder", "others", "batch", "last"]
)
OTHER_PEOPLE = frozenset(
    ["nationals", "citizens", "civilians", "people", "foreigners", "residents", "families", "them"]
)
LOST = words("force.LOST")
SOLDIERS = frozenset(["troops", "ships", "police"])


@dataclass(slots=True)
class Troops:
    """What a trigger tells of: the force, who sends it, its number where that is not at its noun, where."""

    status: str
    force: Chunk | None = None
    sender: Chunk | None = None
    number: Chunk | None = None
    place: PlaceName | None = None


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
        _of_object(line, hit, b, found)
        if pattern == "OGOAL" and not _sent_to(line, hit, b, found):
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
        if not _strengthened(line, hit, b, found):
            return None
    elif pattern in ("STRENGTH", "NUMOF"):
        _strength(line, hit, b, found)
    elif pattern == "AGENT":
        found.force = direct_object(line, hit.end, FORCES, reach=7)
        bare = next((n for n in line.of("number") if n.start in (hit.end, hit.end - 1) and not n.what.noun), None)
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
    if _purpose_of_others(line, hit) or _only_described(line, hit):
        return False
    found.force = subject_force(line, hit)
    if pattern == "SEEN" and not passive(line, hit):
        found.force = object_force(line, hit.end, b)
    active = hit.verb < 0 or not passive(line, hit)
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
        found.number = _others(line, hit)
    if found.force is None and pattern in ("S", "FOLLOW", "DUE", "GOAL", "BEGOAL", "READY"):
        found.number = _others(line, hit)
        if found.number is not None and (_of_people(line, found.number) or not _told_before(line, found.number, scene)):
            found.number = None
        if found.number is None:
            return False
    return _fits(line, hit, b, found)


def _of_people(line: Line, number: Chunk) -> bool:
    """ "36,000 people fled and 1,000 of them sleep at the base": people were named last, no troops."""
    if "them" not in line.w[number.start : number.end + 2]:
        return False
    people = max((c.start for c in line.of("class") if c.end <= number.start), default=-1)
    return people >= 0 and not any(people <= c.start < number.start for c in line.of("force"))


def _left_over(line: Line, hit: Hit) -> bool:
    """ "Is believed to have 500 fighters left"."""
    a, b = line.clause(hit.start)
    counted = line.at("force", hit.start - 1) or line.at("number", hit.start - 1)
    if hit.end - hit.start > 1 or not counted:
        return False
    having = {"has", "have", "had", "with", "are", "were", "is", "was"} & set(line.w[a : hit.start])
    return bool(having) and (hit.end >= b or line.w[hit.end] in (".", ",", ";", "in", "at", "there", "and", "to"))


def _told_before(line: Line, number: Chunk, scene: Scene) -> bool:
    """A bare "another 300" is of troops only after some."""
    if counts_force(number) and number.what.noun:
        return True
    near = scene.troops_paragraph == line.sentence.paragraph or scene.line_number - scene.troops_line <= 3
    paragraph = line.sentence.paragraph
    people = scene.evacuating >= 0 and paragraph - scene.evacuating <= 2
    people = people or scene.people_paragraph == paragraph or scene.line_number - scene.counted_line <= 2
    if not people and not line.of("class"):
        return True
    own = any(c.end <= number.start for c in line.of("force")) or any(fights(c.what) for c in line.of("actor"))
    return near or own


def _purpose_of_others(line: Line, hit: Hit) -> bool:
    """ "Sent to help citizens to leave": an infinitive that is none of the plans, orders or doings of the troops."""
    if hit.verb < 1 or line.w[hit.verb - 1] != "to" or hit.verb != hit.start:
        return False
    before = line.w[hit.verb - 2] if hit.verb > 1 else ""
    return line.at("class", hit.verb - 2) is not None or before in OTHER_PEOPLE


def _only_described(line: Line, hit: Hit) -> bool:
    """Words that only look like a move: "a surging offensive", "the rebels' man in", "on the way back", "drove
    civilians into"."""
    before, after = line.w[hit.start - 1 : hit.start], line.w[hit.end : hit.end + 1]
    if hit.form & Form.ING and hit.verb == hit.start and before and before[0] in ("the", "a", "that", "this", "their"):
        return True
    if hit.row.pattern == "MAN" and (line.owner[hit.start - 1] or after in (["in"], ["of"], ["from"])):
        return True
    if line.w[hit.start] == "crossing" and not (before and (before[0] in BE or before[0] == "after")):
        return True  # "the Kolda crossing"
    if hit.row.words == "present" and before == ["at"]:
        return True
    if line.w[hit.start] == "left" and _left_over(line, hit):
        return True
    if hit.row.pattern == "SIN" and any(
        h.row.family == "force" and h.start < hit.start and h.row.status == "present"
        and line.clause_of[h.start] == line.clause_of[hit.start]
        for h in line.hits
    ):  # fmt: skip
        return True  # "is down to 80 men inside the barracks": told already
    if hit.row.words.startswith("escort") and any(hit.end <= c.start <= hit.end + 6 for c in line.of("class")):
        return True  # "the army escorted 2,000 nationals across the border": moved out
    first = line.w[line.clause(hit.start)[0]]
    if hit.form & (Form.BASE | Form.THIRD) and first in ("when", "once", "until") and hit.row.status == "deploying":
        return True  # "will leave when peacekeepers arrive"
    near = [n for n in line.of("number") if hit.end <= n.start <= hit.end + 1 and n.what.unit == "km"]
    if near and hit.form & Form.ING and hit.row.words.startswith(MASSED[1:]):
        return True  # "are gathering 40 km west of Kolda": how near they are
    if hit.row.words.startswith("on the/their") and after in (["back"], ["home"], ["out"]):
        return True
    return hit.row.pattern == "GOAL" and hit.verb >= 0 and hit.end - hit.start > 3


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


def _others(line: Line, hit: Hit) -> Chunk | None:
    """ "Another 200 could follow", "a second batch of 200", "350 of them": troops told of before."""
    a, _ = line.clause(hit.start)
    for n in line.of("number"):
        if not a <= n.start < hit.start or n.what.unit not in (None, "people") or (n.what.low or n.what.high or 0) < 10:
            continue
        noun = n.what.noun or ""
        before = line.w[max(a, n.start - 5) : n.start + (line.w[n.start : n.start + 2] != ["more", "than"])]
        of_them = line.w[n.end : n.end + 2] == ["of", "them"] or "of them" in noun
        vague = noun.startswith(("men ", "women", "more", "members", "people")) or "person" in noun or noun == "them"
        if counts_force(n) and (not vague or OTHERS & set(before)) and "people" not in noun:
            return n
        if of_them or (not noun and OTHERS & set(before)):
            return n
    return None


def _sent_to(line: Line, hit: Hit, b: int, found: Troops) -> bool:
    """ "Ordered 7,000 more troops to Germany": a place right after "to", troops before it."""
    goal = next((c for c in chunks(line, SPOTS, hit.end, b) if c.start - hit.end <= 2), None)
    found.place = goal.what if goal is not None else None
    return goal is not None and found.force is not None and found.force.kind == "force"


def _of_object(line: Line, hit: Hit, b: int, found: Troops) -> None:
    pattern = hit.row.pattern
    if passive(line, hit):
        found.force = subject_force(line, hit)
        return
    inside = line.within("force", hit.start, hit.end)
    found.force = inside[0] if inside else object_force(line, hit.end, b)
    found.sender = subject(line, hit.start, ("actor",)) if pattern != "TH" else None
    if pattern == "OSTAND" and not inside:
        found.force = None
        found.number = next((n for n in line.of("number") if hit.start <= n.start < hit.end), None)
        if found.number is not None and not counts_force(found.number):
            found.number = None
    if pattern == "CUTF":
        numbers = [n for n in line.of("number") if hit.end <= n.start < b and n.what.unit in (None, "people")]
        found.number = next((n for n in numbers if "by" in line.w[max(0, n.start - 2) : n.start + 1]), None)


def _strengthened(line: Line, hit: Hit, b: int, found: Troops) -> bool:
    """ "The garrison was strengthened by 300 soldiers", "reinforced its garrison at X with 500 men"."""
    after = [c for c in line.of("force") if hit.end <= c.start < b]
    numbers = [n for n in line.of("number") if hit.end <= n.start < b and n.what.unit in (None, "people")]
    spots = chunks(line, SPOTS, 0, b)
    if hit.row.pattern == "STREN":
        if not after and not any(counts_force(n) for n in numbers):
            return False
        found.force = after[0] if after else None
        found.number = next((n for n in numbers if counts_force(n) or (after and n.end <= after[0].start)), None)
        near = [c for c in spots if c.end <= hit.start]
        found.place = near[-1].what if near else None
        return True
    numbers_of_troops = [
        n for n in numbers if counts_force(n) and {"with", "by"} & set(line.w[max(0, n.start - 3) : n.start])
    ]
    if numbers_of_troops and not passive(line, hit):
        # "will reinforce the mission with up to 5,500 troops", "has reinforced with twenty marines its embassy"
        found.sender = subject(line, hit.start, ("actor",))
        found.number = numbers_of_troops[0]
        found.force = next((c for c in after if c.start >= numbers_of_troops[0].end), None)
        spot = next((c for c in spots if c.start >= hit.end), None)
        found.place = spot.what if spot is not None else None
        return True
    post = direct_object(line, hit.end, ("building", "force", "place", "facility"), reach=6)
    if post is None or (post.kind == "building" and post.what.status not in ("garrison", "base", "camp", "post")):
        return False
    found.sender = subject(line, hit.start, ("actor", "force"))
    if found.sender is None or (found.sender.kind == "actor" and found.sender.what.kind == "organisation"):
        return False
    found.force = next((c for c in after), found.sender if found.sender.kind == "force" else None)
    if found.sender.kind == "force":
        found.sender = None
    elif found.force is None:
        found.force = found.sender if found.sender.what.kind in ("army", "armed_group", "police") else None
    found.number = next((n for n in numbers if counts_force(n)), None)
    after_spots = [c for c in spots if c.start >= hit.end]
    found.place = after_spots[0].what if after_spots else None
    return found.force is not None or found.number is not None


def _strength(line: Line, hit: Hit, b: int, found: Troops) -> None:
    """ "put his strength in the city at 3,000", "the number of troops in X rose to 500"."""
    numbers = [n for n in line.of("number") if hit.end <= n.start < b and n.what.unit in (None, "people")]
    number = next((n for n in numbers if (n.what.low or n.what.high or 0) >= 20), None)
    if number is None or (number.what.noun and not counts_force(number)):
        return
    found.number = number
    found.force = next((c for c in line.of("force") if hit.start <= c.start < b), None)

"""Which words only look like troops that move: purposes, descriptions, figures of other people."""

from __future__ import annotations

from leeway.evidence.grammar.force_who import counts_force, fights
from leeway.evidence.grammar.inflect import DONE, Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import BE, Chunk, Line
from leeway.evidence.grammar.scene import Scene

MASSED = ("deploy:v", "mass:v", "concentrate:v", "gather:v", "assemble:v")
OTHERS = frozenset(
    ["first", "second", "third", "another", "further", "more", "rest", "remainder", "others", "batch", "last"]
)
OTHER_PEOPLE = frozenset(
    ["nationals", "citizens", "civilians", "people", "foreigners", "residents", "families", "them"]
)


def of_people(line: Line, number: Chunk) -> bool:
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


def told_before(line: Line, number: Chunk, scene: Scene) -> bool:
    """A bare "another 300" is of troops only after some."""
    if counts_force(number) and number.what.noun:
        return True
    near = scene.troops_paragraph == line.sentence.paragraph or scene.line_number - scene.troops_line <= 3
    paragraph = line.sentence.paragraph
    people = scene.evacuating >= 0 and paragraph - scene.evacuating <= 2
    people = people or scene.people_paragraph == paragraph or scene.line_number - scene.counted_line <= 2
    if not people and not line.of("class"):
        return scene.troops is not None or bool(line.of("force")) or any(fights(c.what) for c in line.of("actor"))
    own = any(c.end <= number.start for c in line.of("force")) or any(fights(c.what) for c in line.of("actor"))
    return near or own


def purpose_of_others(line: Line, hit: Hit) -> bool:
    """ "Sent to help citizens to leave": an infinitive that is none of the plans, orders or doings of the troops."""
    if hit.verb < 1 or line.w[hit.verb - 1] != "to" or hit.verb != hit.start:
        return False
    before = line.w[hit.verb - 2] if hit.verb > 1 else ""
    return line.at("class", hit.verb - 2) is not None or before in OTHER_PEOPLE


def only_described(line: Line, hit: Hit) -> bool:
    """Words that only look like a move: "a surging offensive", "the rebels' man in", "on the way back", "drove
    civilians into"."""
    before, after = line.w[hit.start - 1 : hit.start], line.w[hit.end : hit.end + 1]
    if hit.form & Form.ING and hit.verb == hit.start and before and before[0] in ("the", "a", "that", "this", "their"):
        return True
    if hit.row.pattern == "MAN" and (line.owner[hit.start - 1] or after in (["in"], ["of"], ["from"])):
        return True
    if line.w[hit.start] == "crossing" and not (before and (before[0] in BE or before[0] == "after")):
        return True  # "the Kolda crossing"
    if line.w[hit.start] == "parachute" and line.at("force", hit.end) and before not in (["to"], ["will"], ["would"]):
        return True  # "the parachute regiment"
    if hit.row.words == "cross:v" and not _over_a_border(line, hit):
        return True  # "have crossed the Han": no border
    if hit.row.words == "leave:v" and (after in AFTER_LEAVING or (hit.form & DONE and before and before[0] in BE)):
        return True  # "which leaves them 45 km away", "is left with two towns"
    if hit.row.words == "embark:v" and before in (["remain"], ["remains"], ["still"]):
        return True  # "remain embarked off the coast"
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


AFTER_LEAVING = (["them"], ["us"], ["him"], ["only"], ["little"], ["few"])
BORDER = frozenset(["border", "frontier", "into", "from", "to", "line"])


def _over_a_border(line: Line, hit: Hit) -> bool:
    b = line.clause(hit.start)[1]
    return bool(BORDER & set(line.w[hit.end : b])) or any(
        c.what.kind in ("border", "country") for c in line.of("place") if hit.end <= c.start < b
    )


def moves_people(line: Line, hit: Hit) -> bool:
    """ "Marines flew 62 Americans out of Kolda", "to fly citizens out": others are moved, the troops stay."""
    stop = min(len(line.w), hit.end + 5)
    inside = [c for c in line.of("class") if hit.start <= c.start < stop and c.what.pattern in ("citizen", "people")]
    return bool(inside) and not any(hit.start <= c.start < stop for c in line.of("force"))


def others(line: Line, hit: Hit) -> Chunk | None:
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

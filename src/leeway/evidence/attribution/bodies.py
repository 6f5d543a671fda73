"""The organisation that a noun phrase names or hangs on."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from leeway.evidence.attribution.body_words import ANONYMOUS_GROUPS, BODIES, DOCUMENTS, OFFICIAL, PRIVATE
from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.lexicon import Role
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.memory import Memory
from leeway.evidence.attribution.model import Actor
from leeway.evidence.attribution.seats import of_field
from leeway.evidence.attribution.words import DETERMINERS, NUMBERS, TITLES
from leeway.evidence.model import Speaker


def body_in(
    line: Line, first: int, base_end: int, last: int, actors: list[Actor], role: Role | None
) -> tuple[str | None, str]:
    """The organisation of a phrase: the actor before the role, else the one behind "of", "for", "at", "in"."""
    if first >= last:
        return None, ""
    lo, mid = line.tokens[first].start, line.tokens[base_end - 1].end
    hi = line.tokens[last - 1].end
    inside = [x for x in actors if lo <= x.start and x.end <= hi]
    before = [x for x in inside if x.start < mid and not of_field(line, first, base_end, role, x)]
    private = role is not None and role.role in PRIVATE
    if role is None:
        pick = before[:1]
        if len(before) > 1 and before[0].kind in ("state", "media") and before[1].start <= before[0].end + 12:
            pick = before[1:2] if before[1].kind != "media" else before[:1]
        return (pick[0].name, pick[0].kind) if pick else (None, "")
    if private:
        return None, ""
    if before:
        strong = [x for x in before if x.kind != "state"]
        pick_one = (strong or before)[-1 if not strong else 0]
        return pick_one.name, pick_one.kind
    for x in inside:
        n = next(k for k in range(first, last) if line.tokens[k].start >= x.start)
        link = line.key(n - 1) if line.key(n - 1) not in ("the", "our") else line.key(n - 2)
        if link in ("of", "for", "at", "with", "from", "in", "to", ",", "inside", "by") and not (
            x.kind in ("state",) and link in ("in", "at", "from", "to") and role.office != "org"
        ):
            return x.name, x.kind
    return None, ""


def joined_sources(line: Line, first: int, last: int, actors: list[Actor]) -> Speaker | None:
    """ "two army officers and a UN official": sources of two bodies speak as one, for neither body."""
    roles = [(a, b, r) for a, b, r in line.roles if first <= a and b <= last]
    if len(roles) < 2:
        return None
    for (_, b, one), (a, end, other) in pairwise(roles):
        if b < len(line.keys) and line.keys[b] == "and" and a - b <= 4:
            left = [x.name for x in actors if line.tokens[first].start <= x.start < line.tokens[b].start]
            right = [x.name for x in actors if line.tokens[b].start <= x.start < line.tokens[end - 1].end]
            if left and right and left[0] != right[0]:
                return Speaker(role=f"{left[0]} {one.role} and {right[0]} {other.role}", anonymous=True)
    return None


def adjective_body(line: Line, first: int, base_end: int, actors: list[Actor]) -> str | None:
    """The organisation before a role that no list has: "a Halvard Group analyst", "Maersk spokesman"; an adjective
    ("European official") is none."""
    at = next((a for a, b, _ in line.roles if first < a < base_end), -1)
    if at < 0:
        return None
    n = at
    while n > first and line.capital(n - 1) and line.keys[n - 1] not in DETERMINERS and line.keys[n - 1] not in TITLES:
        n -= 1
    if n == at or any(a.start <= line.tokens[n].start < a.end for a in actors):
        return None
    word = line.keys[at - 1]
    if at - n == 1 and (
        n == 0 or word.endswith(("ern", "ean", "ian", "ese", "ish", "fic", "ic", "ist", "al", "ed", "ior", "or"))
    ):
        return None
    return line.words(n, at)


def joint_bodies(line: Line, first: int, base_end: int, actors: list[Actor]) -> str | None:
    """ "army and UN sources": the two bodies, joined as printed."""
    lo, mid = line.tokens[first].start, line.tokens[base_end - 1].end
    inside = [x for x in actors if lo <= x.start and x.end <= mid]
    if len(inside) == 2 and "and" in line.keys[first:base_end] and inside[0].name != inside[1].name:
        between = [n for n in range(first, base_end) if inside[0].end <= line.tokens[n].start < inside[1].start]
        if [line.keys[n] for n in between] in (["and"], ["or"]):
            return f"{inside[0].name} and {inside[1].name}"
    return None


def loose_body(line: Line, first: int, base_end: int, last: int, cast: Cast, memory: Memory) -> Speaker | None:
    """A common noun for a body that no name goes with: "the ministry", "its communication office", "one aid group"."""
    nouns = [line.keys[n] for n in range(first, base_end)]
    noun = nouns[-1]
    known: Actor | None = None
    if noun in ("group", "movement", "front", "militia"):
        known = cast.group
    elif noun in ("embassy", "consulate"):
        known = cast.mission
    elif noun in ("ministry", "department"):
        known = cast.ministry
    elif noun in ("agency", "organisation", "organization", "body", "charity"):
        known = cast.body
    if known and nouns[0] in ("the", "that", "this"):
        return Speaker(org=known.name)
    if nouns[0] in ("its", "their") and memory.body and noun in BODIES:
        return replace(memory.body, role=None)
    if noun in BODIES or noun.rstrip("s") in BODIES:
        if noun in DOCUMENTS and nouns[0] in ("the", "its", "that", "this") and memory.body:
            return memory.body
        demonym = cast.demonym()
        words = " ".join(w for w in nouns if w not in DETERMINERS)
        if nouns[0] in ("a", "an", "one", "another") or set(nouns) & ANONYMOUS_GROUPS or noun not in OFFICIAL:
            return Speaker(role=words, anonymous=True, number=NUMBERS.get(nouns[0]))
        return Speaker(org=f"{demonym} {words}".strip())
    return None

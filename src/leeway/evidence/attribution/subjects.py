"""Who a verb of saying is said of, and who the sentence is about."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.hearing import Hearing
from leeway.evidence.attribution.lexicon import Cue
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.phrases import dotted, phrase_left
from leeway.evidence.attribution.speakers import describe
from leeway.evidence.attribution.words import AUXILIARIES, CLOSERS, DETERMINERS, FIRST_PERSON, PREPOSITIONS, QUOTES
from leeway.evidence.model import Speaker

CONDITIONS: Final = frozenset(
    ["if", "were", "should", "when", "as", "while", "although", "though", "because", "unless", "had", "once", "after"]
)


PARTICIPLES: Final = frozenset(
    ["watching", "living", "working", "following", "travelling", "traveling", "serving", "visiting", "monitoring",
     "briefed", "reached", "contacted", "based", "stationed", "interviewed", "sheltering", "hiding", "waiting",
     "staying", "stranded", "trapped", "fleeing", "arriving", "crossing", "returning", "coming", "leading", "running",
     "helping", "coordinating", "attending", "commanding", "familiar"]
)  # fmt: skip
"""What a role does beside speaking: "a resident reached by telephone said"."""
LONGEST_APPOSITION: Final = 16
LONGEST_RELATIVE: Final = 40
"""Tokens between subject and verb that stand between commas; longer ones only where "who" opens them."""


def subject(hear: Hearing, line: Line, i: int, k: int, cue: Cue) -> tuple[int, Speaker | None]:
    """(first token of the subject, who it is) of the verb at token `i`; auxiliaries begin at `k`."""
    before = line.key(k - 1)
    if cue.form == "ing" and k == i:
        if hear.here:
            return i, hear.here[-1].frame.speaker
        return i, opening(hear, line, i)
    if before in ("who", "which", "that") and before != "that":
        if hear.here and hear.here[-1].after >= k - 3:
            return k - 1, hear.here[-1].frame.speaker
        end = k - 2 if line.key(k - 2) == "," else k - 1
        first = phrase_left(line, end)
        return first, describe(line, first, end, hear.actors, hear.cast, hear.memory)
    if before in ("and", "but", "then") and k >= 1:
        if hear.here:
            return k, hear.here[-1].frame.speaker
        return k, opening(hear, line, k)
    if before in (",", ")", "–", "—"):
        found = over_parenthesis(hear, line, k - 1)
        if found[1] is not None:
            return found
        if hear.here and before == ",":
            return k, hear.here[-1].frame.speaker
        return k, opening(hear, line, k) if before == "," and hear.here else None
    first = phrase_left(line, k, hear.here[-1].after if hear.here else 0)
    opened = relative(hear, line, k)
    if opened >= 0:
        end = opened - 1 if line.key(opened - 1) == "," else opened
        first = phrase_left(line, end)
        return first, describe(line, first, end, hear.actors, hear.cast, hear.memory) if first < end else None
    if first >= k:
        return k, None
    if line.keys[first] in FIRST_PERSON and k - first == 1:
        return first, None
    who = describe(line, first, k, hear.actors, hear.cast, hear.memory)
    if k - first == 1 and first > 2 and line.keys[first] in ("he", "she") and not hear.here:
        about = opening(hear, line, first)
        who = about if about and about.role and about.number == 1 else who
    if k - first == 1 and first > 2 and line.keys[first] == "they":
        about = _many_before(hear, line, first)
        who = about or who
    if who is None and line.keys[k - 1] in FIRST_PERSON:
        return first, None
    return first, who


def _many_before(hear: Hearing, line: Line, first: int) -> Speaker | None:
    """ "Officials doubt it; they now believe": those the sentence is about, where they are several who could speak."""
    if hear.here and hear.here[-1].first < first:
        who: Speaker | None = hear.here[-1].frame.speaker
    else:
        who = opening(hear, line, first)
    several = who is not None and who.role is not None and who.name is None and who.number != 1
    return who if several else None


def relative(hear: Hearing, line: Line, k: int) -> int:
    """Token of the "who" of a clause that ends right before token `k`: "an official who served there told ...";
    -1 where there is none."""
    for n in range(k - 1, max(k - 14, 0), -1):
        key = line.keys[n]
        if key in CLOSERS:
            return -1
        if key in ("who", "whose"):
            return n if k - n > 1 else -1
        if key in PARTICIPLES and k - n > 1 and any(b == n for _, b, _ in line.roles):
            return n  # "an officer watching the rockets land said"
    return -1


def before_times(hear: Hearing, line: Line, k: int) -> int:
    """Token before the time words that end at token `k`: "the king some weeks ago announced"."""
    while k > 0:
        start = hear.time_ends.get(line.tokens[k - 1].end)
        if start is None or start <= line.sentence.start:
            return k
        while k > 0 and line.tokens[k - 1].start >= start:
            k -= 1
        if line.key(k - 1) in ("on", "in") and k > 1:
            k -= 1
    return k


def over_parenthesis(hear: Hearing, line: Line, close: int) -> tuple[int, Speaker | None]:
    """ "Ali Karim, a spokesman for the ministry, said": the subject before what stands between commas."""
    mark = line.keys[close]
    opening = {")": "("}.get(mark, mark)
    for p in range(close - 1, max(close - LONGEST_RELATIVE, 0), -1):
        if line.keys[p] == opening:
            if close - p >= LONGEST_APPOSITION and line.keys[p + 1] not in ("who", "whose"):
                break
            if line.keys[p - 1].isdecimal() and line.key(p - 2) == ",":
                p -= 2  # "Karim, 56, who has served there for a decade, said"
            first = phrase_left(line, p)
            if first >= p:
                return close + 1, None
            return first, describe(line, first, close, hear.actors, hear.cast, hear.memory)
        dot = line.keys[p] == "." and mark == ")"
        if line.keys[p] in (";", ":") or (line.keys[p] == "." and not (dot or dotted(line, p))) or _quotes(line, p):
            break
    return close + 1, None


def _quotes(line: Line, p: int) -> bool:
    """Whether token `p` is a quotation mark and no apostrophe of a plural: "the families' representative"."""
    return line.keys[p] in QUOTES and not (line.keys[p] in ("'", "’") and line.possessive(p - 1))


def opening(hear: Hearing, line: Line, limit: int) -> Speaker | None:
    """Who the sentence is about: the phrase it opens with."""
    cues = line.edges()[0]
    end = limit
    for n, key in enumerate(line.keys[:limit]):
        if key in AUXILIARIES or key in CLOSERS or n in cues:
            end = n
            break
    for n in range(1, end):
        if (
            not line.capital(n)
            and line.keys[n].endswith(("ed", "s"))
            and line.keys[n - 1] not in DETERMINERS
            and not any(a <= n < b for a, b, _ in line.roles)
            and not any(a <= n < b for a, b, _ in line.names)
        ):
            end = n
            break
    first = 0
    if line.key(0) in CONDITIONS:
        return None
    if end and (line.keys[0] in PREPOSITIONS or line.keys[0] in ("asked", "meanwhile", "speaking", "however")):
        comma = next((n for n in range(1, min(9, limit)) if line.keys[n] == ","), -1)
        if comma < 0:
            return None
        first, end = comma + 1, comma + 1
        while end < limit and line.keys[end] not in AUXILIARIES and line.keys[end] not in CLOSERS:
            if (end > first and line.keys[end].endswith("ed")) or line.keys[end] in (
                "shook",
                "said",
                "took",
                "had",
            ):
                break
            end += 1
    return describe(line, first, end, hear.actors, hear.cast, hear.memory) if end > first else None

"""Frames of a verb of saying in the passive: "was confirmed by", "is said to"."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.body_words import DOCUMENTS
from leeway.evidence.attribution.hearing import Found, Hearing, replace_frame
from leeway.evidence.attribution.lexicon import Cue
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.phrases import phrase_left, phrase_right
from leeway.evidence.attribution.speakers import describe
from leeway.evidence.attribution.words import CLOSERS, SAYINGS
from leeway.evidence.model import Speaker

DEEDS: Final = frozenset({"hold", "place", "give", "show", "direct", "press", "command", "mark", "lead"})
"""Verbs that say nothing in the passive."""
HEARSAY: Final = frozenset(["said", "reported", "rumoured", "rumored", "alleged", "understood"])


def passive(hear: Hearing, line: Line, i: int, j: int, k: int, cue: Cue) -> None:
    """ "was confirmed by", "have been told by their government to", "is said to"."""
    by = next((n for n in range(j, min(j + 5, len(line.keys))) if line.keys[n] == "by"), -1)
    if by < 0:
        if line.keys[i] in HEARSAY and (line.key(j) == "to" or _reported_there(line, i, j)):
            first = phrase_left(line, k)
            hear.keep(
                line,
                Found(
                    hear.frame(
                        line,
                        line.tokens[first].start,
                        line.sentence.end,
                        Speaker(anonymous=True),
                        "reports",
                        i,
                        i,
                        j,
                    ),
                    first,
                    j,
                    False,
                ),
            )
        return
    if cue.cue in DEEDS:
        return  # "was held by government troops"
    end = phrase_right(line, by + 1)
    agent = describe(line, by + 1, end, hear.actors, hear.cast, hear.memory)
    first = phrase_left(line, k)
    claims: Speaker | None = None
    opens = next((n + 1 for n in range(k - 1, -1, -1) if line.keys[n] in CLOSERS), 0)
    if cue.stance in ("confirms", "denies"):
        first = opens
    if cue.stance == "confirms":
        claims = next((f.frame.speaker for f in hear.here), None) or claimant(hear, line, opens, k)
    who = claims or agent
    if who is None:
        return
    hear.memory.learn(who)
    start = line.tokens[first].start if cue.needs != "to" else line.sentence.start
    stop = line.sentence.end if cue.needs == "to" or line.key(end) in ("to", "that") else line.tokens[by].start
    if claims and hear.here:
        hear.here[0] = replace_frame(hear.here[0], stance="confirms", end=stop)
        if agent:
            hear.memory.learn(agent)
            hear.here.append(Found(hear.frame(line, stop, stop, agent, "says", by, by, end), by, end, True))
        return
    hear.keep(line, Found(hear.frame(line, start, stop, who, cue.stance, by, by, end), by, end, cue.needs != "to"))


def _reported_there(line: Line, i: int, j: int) -> bool:
    """ "Its vanguard was reported on Wednesday at Kolda": a place of somebody that nobody stands for."""
    if line.keys[i] not in ("reported", "rumoured", "rumored"):
        return False
    for k in range(j, min(j + 5, len(line.keys))):
        if line.keys[k] in ("at", "near", "outside", "beyond", "approaching", "heading", "advancing", "moving"):
            return True
        if line.keys[k] in CLOSERS or line.keys[k] in ("in", "that", "by"):
            return False
    return False


def claimant(hear: Hearing, line: Line, first: int, last: int) -> Speaker | None:
    """Who made the claim that is the subject: "The army's claim to have taken the town was confirmed by"."""
    for n in range(first + 1, last):
        if line.keys[n] in DOCUMENTS or line.keys[n] in SAYINGS or line.keys[n] in ("claims", "reports"):
            return describe(line, first, n, hear.actors, hear.cast, hear.memory)
    return None

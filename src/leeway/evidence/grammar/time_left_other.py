"""Spans of time beside words of falling that tell something else: captures counted over days past, a siege to come."""

from __future__ import annotations

from typing import Final

from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.time_left_horizons import ONE
from leeway.evidence.grammar.wordlists import words

ORDINALS: Final = words("time_left_other.ORDINALS")
ENDINGS: Final = frozenset(["st", "nd", "rd", "th"])
HAVING: Final = frozenset(["has", "have", "had", "having"])
MODALS: Final = words("time_left_other.MODALS")
RINGED: Final = words("time_left_other.RINGED")
BREAKS: Final = frozenset([";", ":", "."])
SHORT: Final = 6
NEAR: Final = 9
"""Tokens between an ordinal and the words of falling, or between a siege and its span."""


def tallied(line: Line, hit: Hit) -> bool:
    """ "The tenth capital to fall in a week", "would be the fifth town taken in three days": captures counted over days
    that are past. A comma between the two parts them: "could be the third town to fall, within days"."""
    w = line.w
    for k in range(hit.start - 1, max(-1, hit.start - NEAR), -1):
        if w[k] in BREAKS or w[k] == "," or w[k] in ("before", "until", "when"):
            return False
        if w[k] in ORDINALS or (w[k] in ENDINGS and w[k - 1].isdigit()):
            timed = line.at("time", k) is not None or w[k + 1].removesuffix("s") in ONE
            return not timed and w[hit.end : hit.end + 1] != [","]
    return False


def perfect(line: Line, hit: Hit) -> bool:
    """ "That the rebels have taken in a week": done, whatever the clause above supposes."""
    w = line.w
    k = hit.start - 1
    while k > 0 and (w[k].endswith("ly") or w[k] in ("now", "already", "also", "been", "all")):
        k -= 1
    return k >= 0 and w[k] in HAVING and not MODALS & set(w[max(0, k - 3) : k])


def of_siege(line: Line, c: Chunk, hit: Hit) -> bool:
    """ "Could be isolated in 30 days and fall", "a month before it is ringed": the span goes with the siege beside it,
    not with the fall."""
    w = line.w
    if w[c.end : c.end + 1] in (["before"], ["until"]) and not RINGED.isdisjoint(w[c.end + 1 : c.end + SHORT]):
        return hit.start < c.start
    for k in range(c.start - 1, max(-1, c.start - NEAR), -1):
        if hit.start <= k < hit.end or w[k] in BREAKS or (k < c.start - 1 and w[k] == ","):
            return False
        if w[k] in RINGED or (w[k] in ("off", "in") and w[k - 1 : k] in (["cut"], ["sealed"], ["hemmed"], ["closed"])):
            return True
    return False

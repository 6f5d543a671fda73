"""Inverted frames: "..., said Price on Tuesday", the subject behind the verb of saying."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.extents import trail
from leeway.evidence.attribution.following import skip_ways, skip_who
from leeway.evidence.attribution.hearing import Hearing
from leeway.evidence.attribution.lexicon import Cue
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.phrases import phrase_right
from leeway.evidence.attribution.speakers import describe
from leeway.evidence.attribution.words import ADVERBIAL, AUXILIARIES, CLOSERS, DETERMINERS, PREPOSITIONS, QUOTES

PASTS: Final = frozenset(
    [
        "held",
        "took",
        "fell",
        "left",
        "lost",
        "won",
        "saw",
        "came",
        "went",
        "gave",
        "got",
        "kept",
        "sent",
        "began",
        "hit",
        "shot",
        "broke",
        "drove",
        "flew",
        "fled",
        "fought",
        "had",
        "were",
        "was",
    ]
)
RELATIVES: Final = frozenset(["who", "whose", "which", "that", "where"])


def inverted(hear: Hearing, line: Line, i: int, j: int, cue: Cue) -> bool:
    """ "..., said Price on Tuesday": the subject behind the verb. Whether this was one."""
    if cue.form == "ing" or cue.needs in ("figure", "to") or cue.cue == "tell":
        return False
    before = line.key(i - 1)
    if i == 0 or not (before == "," or before in QUOTES or before in ("–", "—", "-", "as")):
        return False
    n = j
    if line.key(n) == "to" and line.key(n + 1) in ("this", "the", "our") and line.key(n + 3) in DETERMINERS:
        n += 3
    elif line.key(n) == "to" and line.key(n + 1) in ("us", "me"):
        n += 2
    if line.key(n) == "by" and line.key(n + 1) in ("telephone", "phone", "radio", "satellite"):
        n += 2
    while line.key(n) in ADVERBIAL:
        n += 1
    head = line.key(n)
    if head in ("that", "to", "it", "they", "there") or head in CLOSERS:
        return False
    if not (
        head in DETERMINERS
        or line.capital(n)
        or any(a == n for a, _, _ in line.roles)
        or any(a == n for a, _, _ in line.names)
    ):
        return False
    end = phrase_right(line, n)
    who = describe(line, n, end, hear.actors, hear.cast, hear.memory)
    if who is None:
        return False
    verb_later = any(line.keys[x] in AUXILIARIES for x in range(n, min(end + 1, len(line.keys)))) and before == ","
    if verb_later and not (end < len(line.keys) and line.keys[end] in ("who",)):
        return False
    if before == "," and (_goes_on(line, n, end) or _subject_before(line, i - 1)):
        return False  # "the governor, reached by radio, said the rebels held the bridge"
    more = end < len(line.keys) and line.keys[end] not in CLOSERS and line.keys[end] not in PREPOSITIONS
    if head in ("his", "her", "their", "its") and before == "," and more and line.keys[end] != "who":
        return False  # "the commander, reached by radio, said his men held the town"
    first = i - 1 if before == "as" else i
    trail(hear, line, first, i, skip_who(hear, line, skip_ways(hear, line, end)), who, cue.stance)
    return True


def _subject_before(line: Line, comma: int) -> bool:
    """Whether the verb after the comma has its subject before it, parted by "who ..." or by its office: "Amin Shah, who
    led the mission, said X", "Amin Shah, the foreign minister, a party man, said X"; nothing before is a verb of its
    own."""
    opened = next((n for n in range(comma) if line.keys[n] == ","), -1)
    if not 0 < opened <= 8 or not any(line.capital(n) for n in range(opened)):
        return False
    if any(_finite(line, n) for n in range(opened)):
        return False
    if line.key(opened + 1) in ("who", "whose"):
        return True
    office = any(opened < a < comma for a, _, _ in line.roles)
    return office and not any(_finite(line, n) for n in range(opened, comma))


def _finite(line: Line, n: int) -> bool:
    """Whether token `n` looks like a finite verb."""
    key = line.keys[n]
    return not line.capital(n) and (key in AUXILIARIES or key in PASTS or key.endswith("ed") or n in line.edges()[0])


def _goes_on(line: Line, first: int, end: int) -> bool:
    """Whether the words `[first, end]` hold a finite verb behind a noun: they are what is said and not who says it."""
    for n in range(first + 1, min(end + 2, len(line.keys))):
        if line.keys[n] in RELATIVES:
            return False
        if line.keys[n - 1] in DETERMINERS or line.keys[n - 1] in CLOSERS:
            continue
        if line.keys[n] in PASTS:
            return True
        if line.keys[n].endswith("ed") and line.key(n + 1) in DETERMINERS:
            return True
    return False

"""Whether a report says that it could not check what it tells, beside the words or a sentence later."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from leeway.evidence.attribution.lexicon import keys_of
from leeway.evidence.attribution.marks import Marked, find, marked
from leeway.evidence.attribution.model import Frame, Voices
from leeway.evidence.language.model import Text

BOTH: Final = frozenset(["either", "neither", "both"])
"""Words of a doubt that mean the statement before last as well: "we cannot check either"."""

CALLED: Final = frozenset(
    [
        "claim",
        "claims",
        "accusation",
        "allegation",
        "assertion",
        "account",
        "report",
        "reports",
        "statement",
        "figure",
        "which",
        "that",
        "it",
        "this",
    ]
)


def doubted(text: Text, voices: Voices, at: int, clause: tuple[int, int], claimed: bool, frame: Frame | None) -> bool:
    """Whether the report says it could not check: in the same sentence, or later in the paragraph of a claim."""
    first, last = clause
    here = marked_at(text, voices, at)
    before = here.doubt(max(0, first - 12), first)
    if before >= 0 and {"which", "that"}.intersection(here.keys[max(0, before - 8) : before]):
        return True
    spot = here.doubt(last, len(here.keys))
    if spot >= 0:
        return spot - last < 9
    if not claimed and frame is None:
        return False
    section = text.sentences[at].section
    if section and _doubtful(section):
        return True
    paragraph = text.sentences[at].paragraph
    for n in range(at + 1, min(at + 4, len(text.sentences))):
        if text.sentences[n].paragraph != paragraph:
            break
        later = marked_at(text, voices, n)
        spot = later.doubt(0, len(later.keys))
        if spot >= 0 and not appositive(later.keys, spot) and (claimed or n <= at + 1 + bool(BOTH & set(later.keys))):
            return True
    return False


@lru_cache(maxsize=256)
def _doubtful(heading: str) -> bool:
    """Whether a heading holds words of doubt: "Unconfirmed reports"."""
    return bool(find(list(keys_of(heading)))[1])


def appositive(keys: list[str], spot: int) -> bool:
    """Whether the doubt hangs on its own sentence: "..., a claim that could not be verified"."""
    back = keys[max(0, spot - 6) : spot]
    if keys[spot] == "no" and keys[spot - 1 : spot] == [";"]:
        return True  # "the BBC reported it taken; no confirmation available here"
    return any(w in ("that", "which") for w in back) and "," in back and any(w in CALLED for w in back)


def marked_at(text: Text, voices: Voices, at: int) -> Marked:
    """Sentence number `at` with its marks, found once."""
    here = voices.marked.get(at)
    if here is None:
        here = voices.marked[at] = marked(text.sentences[at])
    return here

"""Questions that the next turn answers: "Has the airport closed?" - "It has not."; "How many will go?" - "About 3,000."

A question alone tells nothing; with a plain yes, no or figure after it, its own words are the statement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from leeway.evidence.grammar.draft import Draft, value_of
from leeway.evidence.grammar.line import AUXILIARIES, Chunk, Line
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Speaker, Statement

YES, NO = words("questions.YES"), words("questions.NO")
THAT = frozenset(["that's", "that", "it's", "this"])
TRUE = frozenset(["correct", "right", "true", "so", "accurate", "the"])
PRONOUNS = frozenset(["it", "they", "he", "she", "we", "there", "i", "you"])
FIRM = frozenset(["planned", "expected"])
LATE = 9
"""Tokens into the answer at which a bare figure may stand."""
REACH = 2
"""Lines after the question in which its answer may stand."""


@dataclass(slots=True)
class Asked:
    """The statements a question would make, whether it asks for a figure, and the lines since."""

    drafts: list[Draft]
    figure: bool
    lines: int = 0


def asked(line: Line, found: list[Draft]) -> Asked | None:
    """The question of a line that can be answered by yes or no, or by a figure."""
    at = opening(line)
    word = line.w[at] if at < len(line.w) else ""
    figure = any(line.w[k : k + 2] in (["how", "many"], ["how", "much"]) for k in range(at, at + 4))
    if not found or (word not in AUXILIARIES and not figure):
        return None
    return Asked(found, figure)


def opening(line: Line) -> int:
    """The first token after the label of a turn ("MS. HALL:") and marks."""
    colon = next((k for k in range(min(8, len(line.w))) if line.w[k] == ":"), -1)
    at = colon + 1
    while at < len(line.w) and not line.w[at][:1].isalnum():
        at += 1
    return at


def answer(line: Line) -> bool | None:
    """True for a plain yes, False for a plain no, None for neither."""
    w, at = line.w, opening(line)
    first, rest = (w[at] if at < len(w) else ""), w[at + 1 : at + 5]
    if first in YES:
        return True
    if first in NO:
        return False
    if first in THAT and set(rest) & TRUE and len(rest) < 5:
        return "not" not in rest
    if first in PRONOUNS and rest and rest[0] in AUXILIARIES:
        if rest[0].endswith("n't") and (len(rest) < 2 or not rest[1].isalpha()):
            return False
        if rest[1:2] == ["not"] and (len(rest) < 3 or not rest[2].isalpha()):
            return False
        if len(rest) < 2 or not rest[1].isalpha():
            return True
    return None


def _answers(line: Line, n: Chunk, at: int) -> bool:
    """A figure of people at the head of the answer, or a bare one a little later ("I believe it is about 40")."""
    if n.what.unit not in (None, "people") or n.start < at:
        return False
    bare = not n.what.noun or n.what.noun == "of them"
    return n.start <= at + 2 or (bare and n.start <= at + LATE and line.w[n.start - 1] not in ("of", "from", "to"))


def answered(
    question: Asked, line: Line, settle: Callable[[Draft], Statement], speaker_at: Callable[[int, int], Speaker]
) -> list[Statement]:
    """The statements of a question with the answer that `line` gives, empty where it gives none."""
    end = line.tokens[-1].end
    reply = None if question.figure else answer(line)
    number = None
    if question.figure:
        at = opening(line)
        number = next((n for n in line.of("number") if _answers(line, n, at)), None)
    if reply is None and number is None:
        return []
    first = line.tokens[min(opening(line), len(line.tokens) - 1)]
    who = speaker_at(first.start, end)
    found = []
    for draft in question.drafts:
        if number is not None:
            draft.value = value_of(number.what, "people")
            spot = next((c for c in line.of("place") if number.end < c.start <= number.end + 3), None)
            if spot is not None and line.w[spot.start - 1] in ("in", "at", "near", "around"):
                draft.place = spot.what  # "between 5,000 and 10,000 near Kabul"
        one = settle(draft)
        kept = one.firmness if one.firmness in FIRM else "stated"
        firm = kept if reply is not False else "denied"
        found.append(replace(one, span=(one.span[0], end), quote="", firmness=firm, speaker=who))
    return found

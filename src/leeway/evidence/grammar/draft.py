"""A statement in the making, and the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from leeway.evidence.grammar.line import BREAKS, SOFT, Chunk, Line
from leeway.evidence.language.model import Number, PlaceName
from leeway.evidence.model import Days, Value


@dataclass(slots=True)
class Draft:
    """Tokens `[start, end)` of `line` carry it, `at` is its trigger. `firmness`: only where the words of the trigger
    settle it; else attribution decides. `negated`: the trigger itself holds the negation."""

    line: Line
    start: int
    end: int
    at: int
    kind: str
    status: str
    actor: str | None = None
    place: PlaceName | None = None
    value: Value | None = None
    of: str | None = None
    when: Days | None = None
    firmness: str | None = None
    claimed: bool = False
    trigger_end: int = 0
    word: str = ""


def extent(line: Line, at: int, end: int, *parts: Chunk | None) -> tuple[int, int]:
    """Tokens from the start of the clause of `at` to its end, with the chunks named; marks and conjunctions trimmed."""
    own = line.clause_of[at]
    near = [line.clause_of[c.start] for c in parts if c is not None and not _interrupted(line, c, own)]
    clauses = [own] + [k for k in near if abs(k - own) <= 1]
    first, last = line.clauses[min(clauses)][0], max(end, line.clauses[max(clauses)][1])
    while first < at and (line.w[first] in SOFT or line.w[first] in BREAKS):
        first += 1
    while last > end and (line.w[last - 1] in SOFT or line.w[last - 1] in (".", ";", "!", "?", "and", "|")):
        last -= 1
    for k in range(end, last - 1):
        if line.w[k] == "," and line.w[k + 1] in ("with", "not"):
            return first, k
    return first, last


def value_of(number: Number, unit: str | None = None) -> Value:
    """The figure of a number chunk; people where nothing else is counted."""
    return Value(number.low, number.high, unit or number.unit or "people", number.about)


def not_more(line: Line, number: Chunk) -> bool:
    """ "Does not have more than 300 men": the negation makes the figure an upper bound and denies nothing."""
    if number.what.high is not None or line.w[number.start] not in ("more", "over") or number.what.low is None:
        return False
    before = line.w[max(0, number.start - 5) : number.start]
    return any(x in ("not", "never") or x.endswith("n't") for x in before) and not {",", ";", "that"} & set(before[-3:])


def _interrupted(line: Line, part: Chunk, own: int) -> bool:
    """Whether a relative clause stands between the part and the clause it belongs to."""
    k = line.clause_of[part.start]
    return k < own and any(w in ("which", "who", "whose") for w in line.w[part.end : line.clauses[k][1]])

"""Figures that go on from a count of people: "46 in Erbil (31 adults, 15 kids), 9 in Dohuk", "the British eighteen"."""

from __future__ import annotations

from leeway.evidence.grammar.headcount_class import class_of
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

IN = words("headcount.IN")
JOINING = frozenset([",", "and", ";", "(", "the", "another", "plus", "with", "incl", "including", "."])
OWNERS = frozenset(["state", "mission", "organisation"])
CLASSES = frozenset(["citizen", "citizenx", "staff", "staffx", "people"])
OURS = frozenset(["ours", "mine"])
NEAR = 3


def further(
    line: Line, number: Chunk, done: tuple[str, int, PlaceName | None]
) -> tuple[str, int, PlaceName | None] | None:
    """What is counted, the end of the words and the place (None: not said) of a figure after the count `done`."""
    of, end, place = done
    w = line.w
    group = class_of(line, number)
    if bracketed(line, end, number.start):  # the parts of the whole
        if group is not None and group.what.pattern in CLASSES:
            return str(group.what.status), group.end, place
        return (of, number.end + 1, place) if OURS & set(w[number.end : number.end + 1]) else None
    owner = next((c for c in line.of("actor") if c.end == number.start and c.what.kind in OWNERS), None)
    first = owner.start if owner is not None else number.start
    told = (c.end for kind in ("place", "facility") for c in line.of(kind) if c.end <= first)
    closed = max([end, *(k + 1 for k in range(end, first) if w[k] == ")"), *told])
    between = w[max(closed, first - NEAR) : first]
    if group is not None or number.what.noun or not between or not all(x in JOINING for x in between):
        return None
    if owner is not None:
        return of, number.end, None
    spot = next((c for c in (*line.of("place"), *line.of("facility")) if number.end < c.start <= number.end + 2), None)
    led = spot is not None and w[number.end] in IN
    return (of, spot.end, spot.what) if led and spot is not None else None


def bracketed(line: Line, start: int, end: int) -> bool:
    """Whether a bracket opened after token `start` is still open at `end`."""
    return "(" in line.w[start:end] and ")" not in line.w[start:end]

"""Further figures on troops in one sentence: "6,800 troops and 700 police", "and Niger 120", "down from 900"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.arguments import after_preposition
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, value_of
from leeway.evidence.grammar.force_who import UNITS, counts_force, sort
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

JOINED = (
    ["and"],
    [","],
    [",", "and"],
    ["plus"],
    ["with"],
    ["as", "well", "as"],
    ["along", "with"],
    ["together", "with"],
)
VEHICLES = words("force.VEHICLES")
WITHIN = frozenset(["in", "at", "around", "near", "on", "inside"])
NEAR = 3
FEW = 20
"""Units that so small a number counts: "two Marine battalions" are no two people."""


def further(line: Line, hit: Hit, scene: Scene, main: Draft, number: Chunk, force: Chunk | None) -> Iterator[Draft]:
    """One statement for each figure that the sentence goes on to give, and for the one that was before."""
    end = max(number.end, force.end if force is not None else 0)
    for n in line.of("number"):
        if n.start < end or n.what.unit not in (None, "people"):
            continue
        before = _earlier(line, n, end)
        if before:
            yield replace(
                main, start=max(end, n.start - 2), end=n.end, at=n.start, value=value_of(n.what, "people"),
                status="present", when=when(line, scene, n.start, False), trigger_end=n.end, word="before",
            )  # fmt: skip
            return
        of_them = "them" in line.w[n.start : n.end] or line.w[n.end : n.end + 2] == ["of", "them"]
        if of_them and n.start > end and not any(is_verb(line, k) for k in range(end, n.start)):
            last = n.end + 2 * (line.w[n.end : n.end + 1] == ["of"])
            spot = after_preposition(line, last, min(len(line.w), last + 6), ("place", "facility"), WITHIN)
            yield replace(
                main, at=n.start, start=n.start, end=spot.end if spot is not None else last,
                place=spot.what if spot is not None else main.place, value=value_of(n.what, "people"),
                trigger_end=last, word="further",
            )  # fmt: skip
            end = last
            continue
        troops = _troops(line, n)
        state = _state(line, n, end)
        if troops is not None and line.w[end : n.start] in JOINED:
            uncounted = VEHICLES | UNITS if (n.what.low or 0) < FEW else VEHICLES
            value = None if uncounted & set(line.w[n.end : troops.end + 4]) else value_of(n.what, "people")
            if value is not None:
                yield replace(main, at=n.start, value=value, of=sort(troops), trigger_end=troops.end, word="further")
            end = troops.end
        elif state is not None and not n.what.noun:
            yield replace(
                main, at=n.start, start=min(main.start, state.start), end=max(main.end, n.end),
                actor=str(state.what.name), value=value_of(n.what, "people"), trigger_end=n.end, word="further",
            )  # fmt: skip
            end = n.end
        else:
            return


def _troops(line: Line, n: Chunk) -> Chunk | None:
    """The noun of troops that the figure counts."""
    found = next((c for c in line.of("force") if n.end <= c.start <= n.end + NEAR), None)
    if found is None:
        return None
    between = line.w[n.end : found.start]
    return found if all(x.replace("-", "").isalpha() and x not in ("and", "of", "in", "to") for x in between) else None


def _state(line: Line, n: Chunk, end: int) -> Chunk | None:
    """ "and Niger 120": a state right before a bare figure, a mark or "and" before it."""
    owner = next((c for c in line.of("actor") if c.end == n.start and c.what.kind == "state" and c.start >= end), None)
    if owner is None or owner.start - end > 2 or not line.w[end : owner.start]:
        return None
    bare = not n.what.noun or counts_force(n)
    return owner if bare and all(x in ("and", ",", ";", "while") for x in line.w[end : owner.start]) else None


def _earlier(line: Line, n: Chunk, end: int) -> bool:
    """ "8,000 men, down from 30,000"."""
    first = n.start if line.w[n.start] in ("from", "with") else n.start - 1
    led = line.w[max(0, first - 1) : first + 1]
    return first >= end and led in (["up", "from"], ["down", "from"], ["compared", "with"])

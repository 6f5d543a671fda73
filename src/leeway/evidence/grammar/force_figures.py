"""What the figure of a force is worth: a whole of which a part is told, vehicles, men still to come."""

from __future__ import annotations

from leeway.evidence.grammar.force_who import PART_OF
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.wordlists import words

VEHICLES = words("force.VEHICLES")


def part_of(line: Line, number: Chunk) -> bool:
    """ "Some of the 1,400 troops", "the first of 3,000": the figure is the whole, not those told of."""
    before = line.w[max(0, number.start - 3) : number.start]
    return before in PART_OF or before[-2:] in (["first", "of"], ["last", "of"]) or before[:1] in (["rest"], ["most"])


def to_come(line: Line, hit: Hit, number: Chunk) -> bool:
    """ "will have 2,000 more men in the capital by Wednesday"."""
    before, after = line.w[max(0, hit.start - 2) : hit.end], line.w[number.end : line.clause(hit.start)[1]]
    ahead = bool({"will", "would"} & set(before)) or before[-2:-1] == ["to"]  # "expects to have"
    return ahead and bool(
        {"more", "by", "additional", "further"} & {*after, *line.w[line.clause(hit.start)[0] : hit.start]}
    )


def of_vehicles(line: Line, number: Chunk) -> bool:
    """ "Some 40 army trucks", but not "300 men in trucks"."""
    near = line.w[number.end : number.end + 4]
    first = next((k for k, x in enumerate(near) if x in VEHICLES), -1)
    return first >= 0 and not {"in", "on", "aboard", "with", "and", ","} & set(near[:first])


def of_aircraft(force: Chunk | None, number: Chunk) -> bool:
    """ "Six fighter jets", but not "six jets with 40 airmen"."""
    counted = force is not None and force.kind == "force" and force.what.status == "aircraft"
    return counted and force is not None and number.start < force.end

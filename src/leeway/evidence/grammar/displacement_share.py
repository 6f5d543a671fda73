"""A share of a whole that is told with it: "half of the 20,000 inhabitants", "of its 900,000 people a third"."""

from __future__ import annotations

from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.model import Value

APART = 6
"""Tokens between the share and the whole."""


def shared(line: Line, number: Chunk, value: Value, a: int, b: int) -> Value:
    """The share of the whole where both are told; `value` as it is where no share stands near its figure."""
    for n in line.of("number"):
        if n.what.unit != "percent" or n.what.low != n.what.high:
            continue
        ahead = a <= n.start < b and 0 <= number.start - n.end <= APART and "of" in line.w[n.end - 1 : number.start]
        behind = (
            0 < n.start - number.end <= APART and line.w[max(0, number.start - 2) : number.start + 1].count("of") > 0
        )
        if ahead or behind:
            share = n.what.low / 100
            low, high = (None if x is None else float(round(x * share)) for x in (value.low, value.high))
            return Value(low, high, value.unit, True)
    return value


def part(share: Chunk, whole: Chunk) -> Value | None:
    """ "500,000 have fled, over half of them to Kolda": what the share makes of the figure before it."""
    of = whole.what.low or whole.what.high
    if of is None:
        return None
    low, high = (None if x is None else float(round(of * x / 100)) for x in (share.what.low, share.what.high))
    return Value(low, high, "people", True)

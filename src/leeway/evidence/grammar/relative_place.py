"""The place that "where" stands for: "Masiaka, 65 km east of the capital, where two companies have dug in"."""

from __future__ import annotations

from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.meant import measured
from leeway.evidence.language.model import PlaceName


def antecedent(line: Line, a: int) -> PlaceName | None:
    """The last town or site named before token `a`, no end of a distance."""
    named = [c for kind in ("place", "facility") for c in line.of(kind) if c.end <= a and c.what.kind != "country"]
    named = [c for c in named if not measured(line, c)]
    return max(named, key=lambda c: c.start).what if named else None


def where_place(line: Line, i: int) -> PlaceName | None:
    """The antecedent, where the clause of token `i` begins with "where"."""
    a = line.clause(i)[0]
    return antecedent(line, a) if "where" in line.w[a : a + 2] else None

"""Spans of time told in a line ("within 48 hours", "two to three weeks"), as days, or as hours where told in hours."""

from __future__ import annotations

from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.model import Value


def spans(line: Line, start: int, end: int) -> list[tuple[Chunk, Value]]:
    """Every span of time that begins in tokens `[start, end)`, in order."""
    found: dict[int, tuple[Chunk, Value]] = {}
    for c in line.of("time"):
        if c.what.kind == "duration" and c.what.hours and start <= c.start < end:
            low, high = c.what.hours
            found[c.start] = (c, _value(line, c, low, high, about=False))
    for c in line.of("number"):
        if c.what.unit in ("days", "hours") and start <= c.start < end:
            factor = 1.0 if c.what.unit == "hours" else 24.0
            low, high = c.what.low, c.what.high
            low, high = None if low is None else low * factor, None if high is None else high * factor
            found[c.start] = (c, _value(line, c, low, high, about=c.what.about))
    return [found[k] for k in sorted(found)]


def bounded(line: Line, chunk: Chunk, value: Value) -> Value:
    """The span with a bound that the words around it set: "within", "at most", "not more", "at least"."""
    w = line.w
    before, after = w[max(0, chunk.start - 4) : chunk.start + 1], w[chunk.end : chunk.end + 4]
    upto = "within" in before or before[-2:-1] == ["under"] or bool({"most", "outside", "tops"} & set(after[:3]))
    no_more = after[:1] in (["not"], ["no"]) and bool({"more", "longer"} & set(after))
    if (upto or no_more) and value.high is not None and value.low == value.high:
        return Value(None, value.high, value.unit, value.about)
    if after[:2] == ["at", "least"] or after[:3] == ["at", "the", "least"]:
        return Value(value.low, None, value.unit, value.about)
    return value


def _value(line: Line, c: Chunk, low: float | None, high: float | None, about: bool) -> Value:
    if any(w in ("hour", "hours", "hrs") for w in line.w[c.start : c.end]):
        return Value(low, high, "hours", about)
    return Value(None if low is None else low / 24, None if high is None else high / 24, "days", about)

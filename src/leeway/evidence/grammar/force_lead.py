"""Lead times: how soon troops can be there; a second statement of `force`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.time_left_spans import bounded, spans
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Value

AHEAD = frozenset(["within", "in", "next", "coming", "take", "takes", "need", "needs", "least", "under", "about"])
PAST = frozenset(["last", "past", "previous", "ago", "earlier"])


def lead_time(line: Line, at: int, actor: str | None, place: PlaceName | None, b: int) -> Iterator[Draft]:
    """ "due within 24 to 48 hours", "could land in seven to ten days", "takes ten days at least"."""
    a = line.clause(at)[0]
    for chunk, value in spans(line, at, b):
        before = line.w[max(at, chunk.start - 4) : chunk.start + 1]
        if not AHEAD & set(before) or PAST & {*before, *line.w[chunk.end : chunk.end + 1]}:
            continue
        start, last = extent(line, chunk.start, chunk.end)
        words = set(line.w[a:b])
        firm = "possible" if {"could", "may", "might"} & words else "planned"
        value = bounded(line, chunk, value)
        yield Draft(
            line, start, last, chunk.start, "force", "deploying", actor, place,
            Value(value.low, value.high, value.unit, value.about), "troops",
            None, trigger_end=chunk.end, word="lead time", firmness=firm,
        )  # fmt: skip
        return

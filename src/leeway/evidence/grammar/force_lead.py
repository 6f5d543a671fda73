"""Lead times: how soon troops can be there; a second statement of `force`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.force_who import owner
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.time_left_spans import bounded, spans
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Value

NOTICE = frozenset(["notice", "readiness"])
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


def needed(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """ "The peacekeepers require at least ten days to get there": of troops named, or told of in the paragraph."""
    a = line.clause(hit.start)[0]
    named = [c for c in line.of("force") if a <= c.start and c.end <= hit.end]
    told = scene.troops if scene.troops_paragraph == line.sentence.paragraph else None
    if not named and told is None:
        return
    actor, before = told or (owner(line, named[0], None, scene), None)
    for chunk, value in spans(line, hit.start, hit.end):
        goal = next((c for c in line.of("place") if c.start >= hit.end - 1), None)
        spot = goal.what if goal is not None else before or scene.country()
        start, last = extent(line, hit.start, hit.end)
        modal = {"could", "may", "might", "would"} & set(line.w[max(0, hit.start - 3) : hit.start])
        yield Draft(
            line, start, last, hit.start, "force", "deploying", actor, spot, bounded(line, chunk, value), "troops",
            None, trigger_end=hit.end, word="lead time", firmness="possible" if modal else "planned",
        )  # fmt: skip
        return


def notice(line: Line, hit: Hit, actor: str | None, place: PlaceName | None) -> Iterator[Draft]:
    """ "At six hours' notice": a second statement with the hours."""
    stop = min(len(line.w), hit.end + 3)
    if not NOTICE & set(line.w[hit.start : stop]):
        return
    for chunk, value in spans(line, max(0, hit.start - 1), stop):
        start, last = extent(line, hit.start, max(hit.end, chunk.end))
        at = min(hit.end, len(line.w) - 1)  # beside the trigger, which tells of another thing
        yield Draft(
            line, start, last, at, "force", "standby", actor, place, value, "troops", None, trigger_end=at + 1,
            word="notice",
        )  # fmt: skip
        return

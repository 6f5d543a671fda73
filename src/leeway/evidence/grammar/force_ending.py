"""When a withdrawal told of is to be over: "the pull-out, which will be over by late September"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.force_whose import foreign_before
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Days

ENDING = words("force_ending.ENDING")
AHEAD = frozenset(["will", "due", "to", "set", "scheduled", "expected", "would", "should", "must"])
REACH = 12
"""Words between the noun and the day."""


def ending(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A second statement on the withdrawal at `hit`, planned for the days by which it is to end."""
    w = line.w
    stop = min(len(w), hit.end + REACH)
    verb = next((k for k in range(hit.end, stop) if w[k] in ENDING), -1)
    if verb < 0 or not AHEAD & set(w[hit.end : verb]) or ";" in w[hit.end : verb]:
        return
    time = next((c for c in line.of("time") if verb < c.start <= verb + 3 and c.what.days is not None), None)
    if time is None or time.what.days.last is None:
        return
    by = "by" in w[verb : time.start + 1] or "before" in w[verb : time.start + 1]
    days = Days(None, time.what.days.last) if by else time.what.days
    near = [c for c in line.of("actor") if c.start < hit.start and c.what.kind in ("state", "army")]
    told = scene.troops[0] if scene.troops is not None and scene.troops_status == "withdrawing" else None
    actor = str(near[-1].what.name) if near else told or scene.sender or foreign_before(line, hit.start, scene)
    start, last = extent(line, hit.start, time.end, near[-1] if near else None)
    yield Draft(
        line, start, last, verb, "force", "withdrawing", actor or scene.army, scene.country(), None, None, days,
        trigger_end=time.end, word="ending", firmness="planned",
    )  # fmt: skip

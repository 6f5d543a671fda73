"""Every further figure of those moved out in one sentence: "flew 128 citizens and 10 Germans"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, value_of
from leeway.evidence.grammar.headcount_class import class_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.language.model import PlaceName

PARTS = (["of", "them"], ["of", "whom"], ["of", "which"])


def further(
    line: Line,
    hit: Hit,
    scene: Scene,
    group: Chunk,
    start: int,
    last: int,
    mover: Chunk | None,
    place: PlaceName | None,
) -> Iterator[Draft]:
    """ "Flew 128 citizens and 10 Germans": every further figure of the list is a statement of its own."""
    end = group.end
    for n in line.of("number"):
        if n.start >= end and line.w[end : n.start] == [","] and line.w[n.end : n.end + 2] in PARTS:
            whose = next((c for c in line.of("actor") if c.start == n.end + 2 and c.what.kind == "state"), None)
            who = class_of(line, n) if whose is None else None
            if whose is None and who is None:
                continue
            yield Draft(
                line, start, max(last, n.end + 3), n.start, "evacuated", "moved",
                str(mover.what.name) if mover is not None else None, place, value_of(n.what, "people"),
                "citizens" if who is None else str(who.what.status), when(line, scene, hit.start, True),
                trigger_end=n.end + 2, word="part",
            )  # fmt: skip
            return
        if n.start < end or line.w[end : n.start] not in (["and"], [","], [",", "and"], ["as", "well", "as"], ["plus"]):
            continue
        other = class_of(line, n)
        if other is None or n.what.unit not in (None, "people"):
            return
        of = str(other.what.status) if other.what.pattern in ("citizen", "staff") else None
        actor = str(mover.what.name) if mover is not None else None
        yield Draft(
            line, start, last, n.start, "evacuated", "moved", actor, place,
            value_of(n.what, "people"), of, when(line, scene, hit.start, True), trigger_end=other.end, word="further",
        )  # fmt: skip
        end = other.end

"""A part of the displaced and where it shelters, and the figure that was before; for `displacement`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import after_preposition
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.displacement_share import part
from leeway.evidence.grammar.displacement_where import IN
from leeway.evidence.grammar.draft import Draft, value_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

REFUGES = words("displacement.REFUGES")


def of_whom(line: Line, scene: Scene, number: Chunk, hit: Hit) -> Iterator[Draft]:
    """ "902,000 are displaced, 478,000 of them at 67 sites in Kolda": a part and where it shelters."""
    for n in line.of("number"):
        after = line.w[n.end : n.end + 3]
        if n.start < max(number.end, hit.end) or after[:2] not in (["of", "them"], ["of", "whom"]):
            continue
        if after[2:] not in (["in"], ["at"], ["inside"], ["on"]):
            continue
        end = line.clause(n.start)[1]
        spot = after_preposition(line, n.end + 2, len(line.w), ("place",), IN)
        if spot is None and not REFUGES & set(line.w[n.end : end]):
            continue
        value = value_of(n.what, "people") if n.what.unit != "percent" else part(n, number)
        yield Draft(
            line, n.start, max(end, spot.end if spot is not None else 0), n.start, "displacement", "sheltering", None,
            spot.what if spot is not None else scene.section_place or scene.spot, value, None,
            when(line, scene, n.start, False), trigger_end=n.end + 2, word="of whom",
        )  # fmt: skip
        return


def figure_before(line: Line, hit: Hit) -> Chunk | None:
    """ "2,800, up from 2,200 the day before": the second figure."""
    for n in line.of("number"):
        first = n.start if line.w[n.start] in ("from", "with") else n.start - 1
        led = line.w[max(0, first - 1) : first + 1] in (["up", "from"], ["down", "from"], ["compared", "with"])
        if led and n.start > hit.start and n.what.unit in (None, "people"):
            return n
    return None

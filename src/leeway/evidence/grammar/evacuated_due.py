"""Flights, ships and convoys for people who get out, told without the people: "a second rotation is planned"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.evacuated_place import origin_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

DUE = words("evacuated_due.DUE")
RESCUING = words("evacuated_due.RESCUING")
OTHERS = words("evacuated_due.OTHERS")
ORDINALS = words("evacuated_due.ORDINALS")
GETTING = words("evacuated_due.GETTING")
SENT = frozenset(["cancelled", "canceled", "possible", "sending", "sent", "awaiting", "chartering"])
AHEAD = frozenset(["planned", "foreseen", "due", "scheduled", "expected", "arranged", "awaited", "tomorrow", "tonight"])
OWNERS = frozenset(["state", "mission", "ministry", "government", "organisation"])
BEFORE, AFTER = 6, 12


def due(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> Iterator[Draft]:
    """A carrier that is planned, comes, is called off or has gone, where it is one for people who get out: by its
    name ("rescue flight"), by the words after it ("for the Belgians"), or after people moved out in the paragraph."""
    w = line.w
    before, after = w[max(a, hit.start - BEFORE) : hit.start], w[hit.end : min(len(w), hit.end + AFTER)]
    if OTHERS & set(w[a:b]) or not (DUE & set(after) or SENT & set(before)):
        return
    if line.owner[hit.start]:
        return  # "a ship's guard"
    told = any(h.row.family == "evacuated" and h.row.pattern != "CARRIERX" and a <= h.start < b for h in line.hits)
    if told and any(a <= c.start < b for kind in ("class", "number") for c in line.of(kind)):
        return  # the verb tells it, with the people
    owner = next((c for c in line.of("actor") if c.what.kind in OWNERS and 0 <= hit.start - c.end <= 2), None)
    ordered = bool(ORDINALS & {*before, *w[hit.start : hit.end]})
    goes_on = scene.evacuating >= 0 and line.sentence.paragraph - scene.evacuating <= 1
    named = bool(RESCUING & set(before))
    serving = bool(GETTING & set(after)) or any(
        w[c.start - 1] in ("for", "the") and "for" in w[max(0, c.start - 3) : c.start] and hit.end < c.start < b
        for c in line.of("class")
    )
    if not (named or serving or (goes_on and (ordered or owner is not None)) or (owner is not None and ordered)):
        return
    scene.evacuating = line.sentence.paragraph
    start, last = extent(line, hit.start, hit.end)
    yield Draft(
        line, start, last, hit.start, "evacuated", "moved", _mover(owner),
        origin_of(line, hit, scene, a, b, nationals=False), None, None, when(line, scene, hit.start, True),
        firmness="planned" if AHEAD & set(after) else None, trigger_end=hit.end, word="carrier",
    )  # fmt: skip


def _mover(owner: Chunk | None) -> str | None:
    return str(owner.what.name) if owner is not None else None

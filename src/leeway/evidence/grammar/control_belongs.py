"""Whose a place is, without a verb of holding: "X is Serb since Friday", "X is still the army's"; for `control`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from leeway.evidence.grammar.arguments import chunks
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.line import BE, Chunk, Line
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.model import Days

SPOTS = ("facility", "place")
PARTIES = frozenset(["armed_group", "army", "government", "state", "people"])
PLACES = frozenset([*TOWNS, "village", "unknown", "district", "facility", "airport", "area", "province"])
BEING = BE | {"remains", "remain", "stays", "stay", "remained", "stayed"}
BETWEEN = frozenset(
    ["still", "now", "already", "again", "firmly", "wholly", "entirely", "solidly", "the", "been", "since"]
)
ENDS = frozenset([".", ",", ";", "since", "but", "and", "again", "now", "for", "!", "as", "-", "–", "too"])
NEWLY_DAYS = 21
"""A place that is a side's since a day not longer ago was taken that day."""


def belongings(line: Line, scene: Scene, found: list[Draft]) -> Iterator[Draft]:
    """Places said to be a party's, or of its people, with nothing after it but since when."""
    if len(line.of("place")) + len(line.of("facility")) == 0 or BEING.isdisjoint(line.w):
        return
    for owner in line.of("actor"):
        if owner.what.kind not in PARTIES or (owner.end < len(line.w) and line.w[owner.end] not in ENDS):
            continue
        k = owner.start - 1
        while k > 0 and (line.w[k] in BETWEEN or line.at("time", k) is not None):
            k -= 1
        been = line.w[k] in ("has", "have") and "been" in line.w[k : owner.start]
        if k < 1 or (line.w[k] not in BEING and not been):
            continue
        place = _said_of(line, k, scene)
        if place is None or any(d.kind == "control" and d.place == place.what for d in found):
            continue
        days = when(line, scene, k, False)
        start, end = extent(line, k, owner.end, place)
        yield Draft(
            line, start, end, k, "control", "held", str(owner.what.name), place.what, when=days,
            trigger_end=owner.end, word="belongs",
        )  # fmt: skip


def _said_of(line: Line, k: int, scene: Scene) -> Chunk | None:
    """The place right before the verb, or before an apposition between commas."""
    a, _ = line.clause(k)
    spots = [c for c in chunks(line, SPOTS, a, k + 1) if c.what.kind in PLACES and not line.owner[c.end - 1]]
    near = [c for c in spots if c.end == k or (c.end == k - 1 and line.w[k - 1] in ("has", "have"))]
    if near:
        return near[-1]
    aside = [c for c in spots if c.start - a <= 1 and line.w[c.end : c.end + 1] == [","] and line.w[k - 1] == ","]
    return aside[0] if aside else None


def since_when(days: Days | None, scene: Scene) -> str:
    """ "Is theirs since Friday" tells that it was taken then; "since June", in August, that it is held."""
    if days is None or days.first is None or days.last is not None or scene.today is None:
        return "held"
    return "captured" if scene.today - days.first <= timedelta(days=NEWLY_DAYS) else "held"

"""Entries of digests that name a state and what it has moved, without a verb: "Italy - 820 people by ferry"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, value_of
from leeway.evidence.grammar.evacuated_people import persons
from leeway.evidence.grammar.evacuated_place import place_from
from leeway.evidence.grammar.headcount_class import class_of
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

CARRIERS = words("evacuated.CARRIERS")
WAYS = frozenset(["air", "sea", "road", "land", "rail", "boat"])
MARKS = frozenset(["-", "–", "—", ":", ";", "?"])
OWNERS = frozenset(["state", "mission", "organisation"])
LABEL = 3


def tallies(line: Line, scene: Scene) -> Iterator[Draft]:
    """One statement for the first figure of an entry, where a carrier is told and no trigger has told it."""
    owner = next((c for c in line.of("actor") if c.start <= 1 and c.what.kind in OWNERS), None)
    if owner is None or any(h.row.family == "evacuated" and h.row.pattern != "CARRIERX" for h in line.hits):
        return
    w = line.w
    mark = next((k for k in range(owner.end, min(len(w), owner.end + LABEL)) if w[k] in MARKS), None)
    if mark is None:
        return
    for n in line.of("number"):
        if not mark < n.start <= mark + 2 or n.what.unit not in (None, "people"):
            continue
        group = class_of(line, n)
        if n.what.noun and group is None and not persons(n):
            return
        tail = w[n.end :]
        by = any(tail[k] in ("by", "aboard", "on") and set(tail[k + 1 : k + 4]) & (CARRIERS | WAYS)
                 for k in range(len(tail)))  # fmt: skip
        if not by:
            return
        stop = next((k for k in range(n.end, len(w)) if w[k] in (".", ";")), len(w))
        of = str(group.what.status) if group is not None and group.what.pattern in ("citizen", "staff") else None
        yield Draft(
            line, owner.start, stop, n.start, "evacuated", "moved", str(owner.what.name),
            place_from(line, n.end, stop) or scene.section_place or scene.country(), value_of(n.what, "people"), of,
            when(line, scene, n.start, True), trigger_end=n.end, word="digest",
        )  # fmt: skip
        return

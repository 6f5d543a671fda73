"""Rows of tables in situation reports: a place, figures and states under the headings of their columns."""

from __future__ import annotations

from typing import Any

from leeway.evidence.grammar.draft import Draft, value_of
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.scene import Scene

DISPLACED = frozenset(["displaced", "idps", "fled", "uprooted"])
SHELTERED = frozenset(["staying", "hosted", "sheltering", "host"])
ROAD = frozenset(["road", "access", "route"])
STATES = {
    "closed": "closed",
    "limited": "limited",
    "open": "open",
    "restricted": "limited",
    "cut": "closed",
    "suspended": "suspended",
}


def table_rows(line: Line, scene: Scene) -> list[Draft]:
    """The statements of one row; empty for a line that is no row. The first row names the columns."""
    if "|" not in line.w:
        scene.columns = []
        return []
    cells = _cells(line)
    words = [" ".join(line.w[a:b]) for a, b in cells]
    if not any(any(c.isdigit() for c in w) for w in words) and not scene.columns:
        scene.columns = [_heading(w) for w in words]
        return []
    found: list[Draft] = []
    if not scene.columns or not cells:
        return found
    head = [c for c in line.of("place") if c.start < cells[0][1]]
    if not head:
        return found
    place = head[0].what
    number = None
    for (a, b), column in zip(cells, scene.columns, strict=False):
        if a >= b:
            continue
        base: dict[str, Any] = {"line": line, "start": 0, "end": b, "at": a, "trigger_end": b, "word": "table"}
        counted = next((n for n in line.of("number") if a <= n.start < b), None)
        if column == "displaced" and counted is not None:
            number = counted
            found.append(
                Draft(
                    **base,
                    kind="displacement",
                    status="displaced",
                    place=place,
                    value=value_of(number.what, "people"),
                    when=scene.period,
                )
            )
        elif column == "sheltering":
            spots = [c for c in line.of("place") if a <= c.start < b]
            spots = [c for c in spots if line.w[c.start - 1] not in ("(",) and not _bracketed(line, a, c.start)]
            alone = len(spots) == 1 and number is not None
            found.extend(
                Draft(
                    **base,
                    kind="displacement",
                    status="sheltering",
                    place=c.what,
                    value=value_of(number.what, "people") if alone and number else None,
                    when=scene.period,
                )
                for c in spots
                if number is not None
            )
        elif column == "road":
            state = next((STATES[w] for w in line.w[a:b] if w in STATES), None)
            if state:
                found.append(Draft(**base, kind="access", status=state, place=place, of="road"))
    return found


def _cells(line: Line) -> list[tuple[int, int]]:
    bars = [k for k, w in enumerate(line.w) if w == "|"]
    return [(a, b) for a, b in zip([0, *(k + 1 for k in bars)], [*bars, len(line.w)], strict=True)]


def _bracketed(line: Line, start: int, i: int) -> bool:
    inside = line.w[start:i]
    return inside.count("(") > inside.count(")")


def _heading(words: str) -> str:
    got = set(words.split())
    if got & ROAD:
        return "road"
    if got & SHELTERED:
        return "sheltering"
    return "displaced" if got & DISPLACED else ""

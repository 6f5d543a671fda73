"""Rows of tables in situation reports: a place, figures and states under the headings of their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from leeway.evidence.grammar.draft import Draft, value_of
from leeway.evidence.grammar.line import Chunk, Line, line_of
from leeway.evidence.grammar.passing import enter
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.table_rows import as_entry, cells_of
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Value

DISPLACED, SHELTERED, REFUGE = words("table.DISPLACED"), words("table.SHELTERED"), words("table.REFUGE")
PERSONS, ROAD, MOVED = words("table.PERSONS"), words("table.ROAD"), words("table.MOVED")
HOLDERS, TROOPS, NOTES = words("table.HOLDERS"), words("table.TROOPS"), words("table.NOTES")
IDLE = words("table.IDLE")
STATES = {
    "closed": "closed", "cut": "closed", "blocked": "closed", "shut": "closed", "impassable": "closed",
    "limited": "limited", "restricted": "limited", "partial": "limited", "difficult": "limited",
    "open": "open", "passable": "open", "operational": "open", "working": "open", "normal": "open",
    "suspended": "suspended", "down": "suspended", "none": "suspended",
}  # fmt: skip
SIDES = frozenset(["armed_group", "army", "government", "state"])
CLASSES = frozenset(["citizen", "staff", "staffx"])
BUILT = frozenset(["airport", "facility", "border"])

Reader = Callable[[Line, Scene], list[Draft]]


def table_rows(
    line: Line, scene: Scene, rows: frozenset[int], layers: dict[str, Sequence[Any]], read: Reader
) -> list[Draft] | None:
    """The statements of one row, None for a line that is no row. The first row names the columns.

    `read` reads a cell in words as an entry under the head of its row.
    """
    if line.sentence.paragraph not in rows:
        scene.columns = []
        return None
    cells = cells_of(line, scene.text.clean)
    if not cells:
        return []
    if scene.row_paragraph != line.sentence.paragraph - 1:
        scene.columns = []
    scene.row_paragraph = line.sentence.paragraph
    if not scene.columns:
        columns = [heading_of(line, a, b, cells[0]) for a, b in cells]
        numbered = any(_number(line, a, b) is not None for a, b in cells[1:])
        scene.columns = columns if not numbered else ["row"] * len(cells)
        if scene.columns is columns:
            scene.columns[0] = "row"
            return []
    head = cells[0]
    spot = _place(line, scene, *head)
    if spot is not None and spot.what.kind in ("capital", "city", "town"):
        scene.section_place, scene.item_paragraph = spot.what, line.sentence.paragraph
    found = list(_figures(line, scene, cells, spot))
    for (a, b), column in list(zip(cells, scene.columns, strict=False))[1:]:
        if column in ("", "row", "notes") and any(w.isalpha() and w not in IDLE for w in line.w[a:b]):
            entry = line_of(as_entry(line, head, (a, b)), layers)
            enter(scene, entry)
            found.extend(read(entry, scene))
    return found


def _figures(line: Line, scene: Scene, cells: list[tuple[int, int]], spot: Chunk | None) -> Iterator[Draft]:
    """What the columns with a meaning of their own say of the place at the head of the row."""
    place = spot.what if spot is not None else scene.section_place or scene.first_city
    if place is None:
        return
    days = scene.period or scene.as_of or scene.section_time
    owner = next((c.what.name for c in line.of("actor") if c.start < cells[0][1]), None)
    number: Chunk | None = None
    heading = scene.section_words.split()
    doubtful = {"unverified", "unconfirmed"} & set(heading) or (
        "not" in heading and {"verified", "confirmed"} & set(heading)
    )
    for (a, b), column in list(zip(cells, scene.columns, strict=False))[1:]:
        if a >= b:
            continue
        base: dict[str, Any] = {
            "line": line, "start": cells[0][0], "end": b, "at": a, "trigger_end": b, "word": "table", "when": days,
            "place": place,
        }  # fmt: skip
        if doubtful and not column.startswith("access:"):
            base["firmness"] = "unverified"
        counted = _number(line, a, b)
        value = _value(line, counted) if counted is not None else None
        some = value is not None and value.high != 0
        if column == "displaced" and counted is not None:
            number = counted
            yield Draft(**base, kind="displacement", status="displaced", value=value)
        elif column == "refuge" and (value is not None or "not" in line.w[a:b]):
            yield Draft(**base, kind="displacement", status="sheltering", value=value)
        elif column == "sheltering":
            yield from _sheltering(line, scene, base, a, b, number, counted)
        elif column == "moved" and some:
            yield Draft(**base, kind="evacuated", status="moved", value=value, actor=owner)
        elif column == "troops" and some:
            yield Draft(**base, kind="force", status="present", value=value, of="troops", actor=owner)
        elif column.startswith("class:") and some:
            of = column.removeprefix("class:")
            yield Draft(**base, kind="headcount", status="present", value=value, of=of, actor=owner or scene.issuer)
        elif column == "holder":
            side = next((c.what.name for c in line.of("actor") if a <= c.start < b and c.what.kind in SIDES), None)
            disputed = bool({"contested", "disputed", "both"} & set(line.w[a:b]))
            if side or disputed:
                yield Draft(**base, kind="control", status="contested" if disputed else "held", actor=side)
        elif column.startswith("access:"):
            state = next((STATES[w] for w in line.w[a:b] if w in STATES), None)
            if state:
                yield Draft(**base, kind="access", status=state, of=column.removeprefix("access:"))


def _sheltering(
    line: Line, scene: Scene, base: dict[str, Any], a: int, b: int, number: Chunk | None, counted: Chunk | None
) -> Iterator[Draft]:
    """A column of the places where those displaced now are; or of their number at the place of the row."""
    spots = [c for c in line.of("place") if a <= c.start < b]
    spots = [c for c in spots if line.w[c.start - 1] not in ("(",) and not _bracketed(line, a, c.start)]
    if not spots and number is not None and (named := _unlisted(line, scene, a, b)) is not None:
        spots = [named]
    if not spots and counted is not None:
        yield Draft(**base, kind="displacement", status="sheltering", value=_value(line, counted))
        return
    alone = len(spots) == 1 and number is not None
    for c in spots:
        if number is not None:
            value = value_of(number.what, "people") if alone else None
            yield Draft(**(base | {"place": c.what}), kind="displacement", status="sheltering", value=value)


def _unlisted(line: Line, scene: Scene, a: int, b: int) -> Chunk | None:
    """A camp or a village that no table knows: "Um Rakuba", "Village 8"."""
    return None if any(t.text[:1].islower() for t in line.tokens[a:b]) else _as_printed(line, scene, a, b)


def _as_printed(line: Line, scene: Scene, a: int, b: int) -> Chunk | None:
    """Tokens `[a, b)` as a place, if they begin as a name does."""
    tokens = line.tokens[a:b]
    if not tokens or not tokens[0].text[:1].isupper():
        return None
    first, last = tokens[0].start, tokens[-1].end
    return Chunk("place", a, b, PlaceName(first, last, scene.text.clean[first:last], "", None, None, "town"))


def _place(line: Line, scene: Scene, a: int, b: int) -> Chunk | None:
    """The place that the head of a row names: what is built before the town it is in, the town after a comma."""
    spots = [c for c in line.of("place") if a <= c.start < b]
    built = [c for c in spots if c.what.kind in BUILT]
    if built:
        return built[0]
    if spots:
        return spots[-1] if "," in line.w[a:b] else spots[0]
    if any(a <= c.start < b for kind in ("actor", "exit", "number") for c in line.of(kind)):
        return None
    stop = next((k for k in range(a, b) if line.w[k] in ("(", ",", "/")), b)
    return _as_printed(line, scene, a, stop)


def _number(line: Line, a: int, b: int) -> Chunk | None:
    """The first figure of a cell that is none of a day."""
    for n in line.of("number"):
        if a <= n.start < b and n.what.unit in (None, "people") and line.at("time", n.start) is None:
            return n
    return None


def _value(line: Line, number: Chunk) -> Value:
    """The figure of a cell; "> 10,000" and "< 500" keep one side, "c. 5,000" and "~5,000" are rough."""
    value = value_of(number.what, "people")
    before = line.w[max(0, number.start - 2) : number.start]
    if before[-1:] == [">"]:
        return replace(value, high=None)
    if before[-1:] == ["<"]:
        return replace(value, low=None)
    if before[-1:] == ["~"] or "c" in before or "ca" in before:
        return replace(value, about=True)
    return value


def _bracketed(line: Line, start: int, i: int) -> bool:
    inside = line.w[start:i]
    return inside.count("(") > inside.count(")")


def heading_of(line: Line, a: int, b: int, head: tuple[int, int]) -> str:
    """What a column holds, by the words over it."""
    got = set(line.w[a:b])
    of_rows = set(line.w[head[0] : head[1]])
    if got & NOTES:
        return "notes"
    exits = [c for c in line.of("exit") if a <= c.start < b]
    if exits and not got & PERSONS:
        return f"access:{exits[0].what.status}"
    if got & ROAD:
        return "access:road"
    if got & SHELTERED:
        return "sheltering"
    if got & DISPLACED:
        return "displaced"
    if got & MOVED:
        return "moved"
    classes = [c for c in line.of("class") if a <= c.start < b and c.what.pattern in CLASSES]
    if classes:
        return f"class:{classes[0].what.status}"
    if got & PERSONS:
        return "refuge" if of_rows & REFUGE else "displaced"
    if got & HOLDERS:
        return "holder"
    return "troops" if got & TROOPS else ""

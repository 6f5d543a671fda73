"""Facts under a label: "Displaced: 250,000 since May", "Foreign troops: 650 US", "our guesthouse: 7 internationals"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.headcount_class import class_of
from leeway.evidence.grammar.labels import label_end
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.table import heading_of
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

OURS = words("facts.OURS")
KINDS = {
    "displaced": ("displacement", "displaced"),
    "sheltering": ("displacement", "sheltering"),
    "moved": ("evacuated", "moved"),
    "troops": ("force", "present"),
}
CLASSES = frozenset(["citizen", "staff", "staffx"])
HURT = frozenset(["injured", "killed", "wounded", "hurt", "dead", "missing", "detained", "abducted", "arrested"])
NEAR = 2


def facts(line: Line, scene: Scene, found: list[Draft]) -> Iterator[Draft]:
    """Figures right after the label of an entry, counted by the label or by a class of our people beside them."""
    k = label_end(line)
    if k < 0:
        return
    column = heading_of(line, 0, k, (0, k))
    if column not in KINDS and any(is_verb(line, j) for j in range(k)):
        return
    ours = bool(OURS & set(line.w[:k]))
    for number in line.of("number"):
        if number.start <= k or number.what.unit not in (None, "people") or _used(line, number, found):
            continue
        group = class_of(line, number)
        if HURT & set(line.w[number.end : number.end + 4]):
            continue
        if ours and group is not None and group.what.pattern in CLASSES:
            of = str(group.what.status)
            yield _draft(line, scene, number, ("headcount", "present"), of, group.end)
        elif number.start - k <= NEAR + 1 and (column in KINDS or column.startswith("class:")):
            of = column.removeprefix("class:") if column not in KINDS else ""
            yield _draft(line, scene, number, KINDS.get(column, ("headcount", "present")), of, number.end)


def _draft(line: Line, scene: Scene, number: Chunk, kind: tuple[str, str], of: str, last: int) -> Draft:
    start, end = extent(line, number.start, last)
    counted = of or ("troops" if kind[0] == "force" else None)
    return Draft(
        line, min(start, 0), max(end, last), number.start, *kind, None, _place(line, scene, kind[0]),
        value_of(number.what, "people"), counted, when(line, scene, number.start, False), trigger_end=last, word="fact",
    )  # fmt: skip


def _place(line: Line, scene: Scene, kind: str) -> PlaceName | None:
    named = [c.what for c in line.of("place")]
    if named:
        return named[0]  # type: ignore[no-any-return]
    wide = scene.country() if kind in ("displacement", "evacuated", "force") and not scene.one_city else None
    return scene.section_place or wide or scene.first_city or scene.country()


def _used(line: Line, number: Chunk, found: list[Draft]) -> bool:
    return any(d.line is line and d.value is not None and d.value.low == number.what.low for d in found)

"""Exits told of by who is let through and who may go in: borders and gates without their noun, aid without access."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.access_draft import drafted
from leeway.evidence.grammar.arguments import after_preposition, direct_object, subject
from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene, bare
from leeway.evidence.language.model import PlaceName

AT = frozenset(["at", "near", "in"])
AID = frozenset(["aid", "food", "humanitarian", "relief", "convoy", "convoys", "commercial", "supplies", "medical"])
KEEPERS = frozenset(["state", "government", "army", "armed_group"])


def read(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> Iterator[Draft]:
    """Rows LET (a state or a party lets people through), LETAID, ACCESSTO, ACCESSHERE."""
    pattern, status = hit.row.pattern, hit.row.status
    whole = Chunk("exit", hit.start, hit.end, hit.row)
    if pattern in ("LET", "LETAID"):
        keeper = subject(line, hit.start, ("actor",))
        known = keeper is not None and keeper.what.kind in KEEPERS
        if pattern == "LETAID" or not AID.isdisjoint(line.w[hit.start : hit.end + 4]):
            if known and not AID.isdisjoint(line.w[hit.start : min(b, hit.end + 4)]):
                for spot in _spots(line, a, scene):
                    yield drafted(line, hit, scene, whole, "aid", status, a, b, spot)
            return
        if not known or keeper is None or any(c.start >= a and c.end <= b for c in line.of("exit")):
            return
        place = after_preposition(line, hit.end - 1, b, ("place",), AT)
        spot = place.what if place is not None else _border(line, scene, a) or bare(str(keeper.what.name), "country")
        yield drafted(line, hit, scene, whole, "border", status, a, b, spot)
    elif pattern == "ACCESSHERE":
        here = next((c.what for c in line.of("place") if c.end <= hit.start and hit.start - c.end <= 2), None)
        if here is not None:
            yield drafted(line, hit, scene, whole, "aid", status, a, b, here)
    else:
        goal = direct_object(line, hit.end, ("place",)) or next(
            (c for c in line.of("place") if hit.start <= c.start < hit.end), None
        )
        if goal is not None:
            yield drafted(line, hit, scene, whole, "aid", status, a, b, goal.what)


def _spots(line: Line, a: int, scene: Scene) -> list[PlaceName | None]:
    """ "Most come from A and B, where the militia lets in no convoys": the places before "where"."""
    if "where" not in line.w[max(0, a - 1) : a + 2]:
        return [city_before(scene, line, a)]
    before = [c for c in line.of("place") if c.end <= a + 1]
    if not before:
        return [city_before(scene, line, a)]
    found = before[-1:]
    while line.w[found[0].start - 1 : found[0].start] in (["and"], ["or"]):
        joined = next((c for c in before if c.end == found[0].start - 1), None)
        if joined is None:
            break
        found.insert(0, joined)
    return [c.what for c in found]


def _border(line: Line, scene: Scene, a: int) -> PlaceName | None:
    """The crossing or the border told of before, in this sentence or lately."""
    named = [c.what for c in line.of("place") if c.end <= a and c.what.kind == "border"]
    if named:
        return named[-1]  # type: ignore[no-any-return]
    if scene.exit is not None and scene.exit[0] == "border" and scene.line_number - scene.exit_line <= 3:
        return scene.exit[1]
    return scene.spot if scene.spot is not None and scene.spot.kind == "border" else None

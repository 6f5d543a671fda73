"""Questions for a number of people: "How many Americans are still there?" - "Between 5,000 and 10,000, near Kabul."

The question alone tells nothing; `questions` puts the figure of the answer into what is drafted here.
"""

from __future__ import annotations

from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.language.model import PlaceName

REACH = 5
"""Tokens between "how many" and those asked for."""


def how_many(line: Line, scene: Scene) -> list[Draft]:
    """What a question with "how many" asks for, without its figure; empty where it asks for no people."""
    w = line.w
    k = next((j for j in range(len(w) - 1) if w[j : j + 2] == ["how", "many"]), -1)
    if k < 0:
        return []
    near = [c for kind in ("force", "class") for c in line.of(kind) if k + 2 <= c.start <= k + 2 + REACH]
    who = min(near, key=lambda c: (c.start, -c.end), default=None)
    moved = next((h for h in line.hits if h.row.family in ("evacuated", "displacement") and h.start > k), None)
    if moved is not None and moved.row.pattern not in ("CARRIERX", "NX"):
        kind, status = moved.row.family, moved.row.status
    elif who is not None and who.kind == "force":
        kind, status = "force", "present"
    elif who is not None and who.what.pattern in ("citizen", "citizenx", "staff", "staffx"):
        kind, status = "headcount", "present"
    elif who is not None and who.what.pattern == "displaced":
        kind, status = "displacement", "displaced"
    elif any(c.what.kind == "state" and k + 2 <= c.start <= k + 3 for c in line.of("actor")):
        kind, status = "headcount", "present"  # "how many French are there"
    else:
        return []
    of = str(who.what.status) if who is not None else "citizens" if kind == "headcount" else None
    if kind == "headcount":
        scene.counted, scene.counted_line = of, scene.line_number
    owner = next((c for c in line.of("actor") if c.start >= k and c.what.kind in ("state", "mission")), None)
    return [
        Draft(
            line, k, len(w), k, kind, status, str(owner.what.name) if owner is not None else None,
            _place(line, scene, k, who, kind), None, of, None, trigger_end=k + 2, word="how many",
        )
    ]  # fmt: skip


def _place(line: Line, scene: Scene, k: int, who: Chunk | None, kind: str) -> PlaceName | None:
    inside = [c for c in line.of("place") if c.start > k and {"in", "at", "from"} & set(line.w[c.start - 2 : c.start])]
    named = inside or [c for c in line.of("place") if c.start > k and not line.at("actor", c.start)]
    if named:
        return named[0].what  # type: ignore[no-any-return]
    nationals = kind == "headcount" and (who is None or who.what.pattern.startswith("citizen"))
    if nationals or kind in ("evacuated", "displacement"):
        return scene.section_place or scene.country()
    return scene.section_place or city_before(scene, line, k, True)

"""Where a mission stands, and where it moves to."""

from __future__ import annotations

from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.posture_words import OFFICES, SITES
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.language.model import PlaceName

STANDS = frozenset(["normal", "suspended", "minimum_staff"])
SEATED = frozenset(["embassy", "consulate", "consulates", "mission", "general"])
TOWNS = frozenset(["capital", "city", "town", "unknown"])
AREAS = frozenset(["province", "area"])


def goal(line: Line, hit: Hit, scene: Scene, b: int) -> PlaceName | None:
    """The town that a mission moves to; "from Goma" is where it stands."""
    for c in line.of("place"):
        near = hit.start < c.start <= max(b, hit.end + 1)
        if near and line.w[c.start - 1] in ("to", "from") and c.what.kind in ("capital", "city", "town"):
            if c.what.country and scene.text.report.country and c.what.country not in scene.text.report.country:
                return None  # gone abroad: the mission is told of where it stood
            return c.what  # type: ignore[no-any-return]
    return None


def seat(line: Line, hit: Hit, a: int, b: int) -> PlaceName | None:
    """The town said with the office: "its field office in Osh", "the Bunia office", "the consulate at Lobito"."""
    w = line.w
    for k in range(a, b):
        if w[k] not in OFFICES and w[k] not in SITES and w[k] not in SEATED:
            continue
        before = line.at("place", k - 1) if k else None
        if before is not None and before.what.kind in TOWNS and not _goes_to(line, before):
            return before.what  # type: ignore[no-any-return]
        if w[k + 1 : k + 2] in (["in"], ["at"]):
            after = line.at("place", k + 2)
            if after is not None and after.what.kind in TOWNS:
                return after.what  # type: ignore[no-any-return]
    return None


def _goes_to(line: Line, c: Chunk) -> bool:
    return line.w[c.start - 1 : c.start] in (["to"], ["into"])


def seated(line: Line, hit: Hit, scene: Scene, b: int) -> PlaceName | None:
    """The town at home that the clause sets the work in."""
    for c in line.of("place"):
        home = not c.what.country or c.what.country in scene.text.report.country
        if hit.end <= c.start < b and line.w[c.start - 1] in ("in", "at") and c.what.kind in TOWNS and home:
            return c.what  # type: ignore[no-any-return]
    return None


def governor(line: Line, c: Chunk) -> str:
    """The word that governs a place, also from the head of its list: "to Erbil, Basra and Amman"."""
    k = c.start - 1
    while k > 0:
        before = line.at("place", k - 1) if line.w[k] in (",", "and") else None
        if before is None:
            break
        k = before.start - 1
    return line.w[k] if k >= 0 else ""

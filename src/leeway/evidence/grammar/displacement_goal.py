"""People who have come somewhere: told of where they are now, unless the words tell where they came from."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import after_preposition
from leeway.evidence.grammar.displacement_where import of_the_country
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene, bare
from leeway.evidence.language.model import PlaceName

COMING = ("ARRIVE", "ARRIVEX", "RECEIVE")
TAKING = ("take", "admit", "absorb", "track", "tally", "record", "log", "count")
"""Verbs that keep the register of those who left, rather than tell where they are."""
AT = frozenset(["at", "in", "near", "around"])
ORIGINS = frozenset(["from"])
REFUGEES = frozenset(["refugees", "refugee", "arrivals", "asylum-seekers"])
FLYING = frozenset(["border", "frontier"])


def goal_of(
    line: Line, hit: Hit, scene: Scene, pattern: str, number: Chunk | None, group: Chunk | None, a: int, b: int
) -> PlaceName | None:
    """Where they have come to: "Hungary has received 84,000", "11,000 reached Tawila"; None where it is told where they
    came from, by a name or a nationality, or where they crossed a border."""
    people = number or group
    if pattern not in COMING or people is None or REFUGEES & set(line.w[people.start : people.end + 3]):
        return None
    if after_preposition(line, a, b, ("place",), ORIGINS) is not None or FLYING & set(line.w[a:b]):
        return None
    if of_the_country(line, scene, people) or (group is not None and group.what.pattern == "citizen"):
        return None
    if pattern == "RECEIVE":
        if hit.row.words.startswith(TAKING):
            return None
        return _host(line, hit, scene, a, b)
    spot = after_preposition(line, hit.end - 1, b, ("place", "facility"), AT)
    spot = spot or next((c for c in line.of("place") if hit.end <= c.start <= hit.end + 2), None)
    return spot.what if spot is not None else None


def _host(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> PlaceName | None:
    """Who has received them, or the place where they are registered."""
    before = [c for c in line.of("place") if a <= c.start and c.end <= hit.start and line.w[c.start - 1] not in AT]
    states = [c for c in line.of("actor") if c.what.kind == "state" and a <= c.start and c.end <= hit.start]
    if hit.row.words.startswith("receive"):
        if before:
            return before[-1].what  # type: ignore[no-any-return]
        return bare(str(states[-1].what.name), "country") if states else None
    spot = after_preposition(line, hit.end - 1, b, ("place", "facility"), AT)
    return spot.what if spot is not None else None

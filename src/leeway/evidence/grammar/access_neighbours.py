"""Several states in one breath: whose borders are told of."""

from __future__ import annotations

from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import bare
from leeway.evidence.language.model import PlaceName


def neighbours(line: Line, e: Chunk, hit: Hit) -> list[PlaceName]:
    """The states of "the borders with A, B and C", "the crossings to A and B"."""
    k = e.end
    if k >= len(line.w) or line.w[k] not in ("with", "to", "into"):
        return []
    found: list[PlaceName] = []
    k += 1
    while k < len(line.w) and (k < hit.start or e.start > hit.start):
        place = line.at("place", k)
        state = line.at("actor", k)
        if place is not None:
            found.append(place.what)
            k = place.end
        elif state is not None and state.what.kind == "state":
            found.append(bare(state.what.name, "country"))
            k = state.end
        elif line.w[k] in (",", "and", "the", "both", "neighbors", "neighbours", "neighbouring") or line.at(
            "number", k
        ):
            k += 1
        else:
            break
    return found


def owners(line: Line, e: Chunk, a: int) -> list[PlaceName]:
    """The states of "Senegal and Burkina Faso barred their land borders"."""
    if "their" not in line.w[max(a, e.start - 3) : e.start]:
        return []
    named = [
        (c.start, bare(c.what.name, "country"))
        for c in line.of("actor")
        if a <= c.start < e.start and c.what.kind == "state"
    ] + [(p.start, p.what) for p in line.of("place") if a <= p.start < e.start and p.what.kind == "country"]
    named.sort(key=lambda pair: pair[0])
    found: list[PlaceName] = []
    for _, spot in named:
        if spot.name not in [f.name for f in found]:
            found.append(spot)
    return found if len(found) > 1 else []

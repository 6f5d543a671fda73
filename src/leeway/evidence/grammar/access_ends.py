"""Where exits that lead from one town to another belong, and the towns of airports with a name of their own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import DETERMINERS, Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene, bare
from leeway.evidence.language.fold import folded
from leeway.evidence.language.model import PlaceName
from leeway.evidence.language.quantities import rows

CARRIED = frozenset(["ferry", "railway", "buses"])
"""Exits that leave from the town the report is about, and are named after the town they go to."""
GOALS = frozenset(["to", "for", "towards", "toward"])
CUTTING = frozenset(["at", "near", "beyond", "after", "outside", "around", "past"])
LENGTH = 3


def from_town(line: Line, e: Chunk, scene: Scene, of: str) -> PlaceName | None:
    """The town that "the ferry to X", "trains for X" leave from: that after "from" or "between", else the one meant."""
    if of not in CARRIED:
        return None
    w = line.w
    for p in line.of("place"):
        if e.end < p.start <= e.end + 2 and w[p.start - 1] in ("from", "between", "leave", "out"):
            return p.what  # type: ignore[no-any-return]
    goal = next(
        (
            p
            for p in line.of("place")
            if (p.start == e.end and of == "ferry") or (p.start == e.end + 1 and w[e.end] in GOALS)
        ),
        None,
    )
    if goal is None:
        return None
    out_of = next((p for p in line.of("place") if p.start == goal.end + 1 and w[goal.end] == "from"), None)
    if out_of is not None:
        return out_of.what  # type: ignore[no-any-return]
    here = scene.section_place or city_before(scene, line, e.start, True)
    return here if here is not None and here.name != goal.what.name else None


def driven_from(line: Line, e: Chunk, hit: Hit, scene: Scene) -> PlaceName | None:
    """ "The Kolda road is open as far as X": of the town one drives from."""
    if line.w[hit.end : hit.end + 3] != ["as", "far", "as"]:
        return None
    ends = [p.what.name for p in line.of("place") if p.end == e.start or p.start in (e.end + 1, hit.end + 3)]
    here = scene.section_place or city_before(scene, line, e.start, True)
    return here if here is not None and here.name not in ends else None


def not_yet_told(line: Line, scene: Scene) -> bool:
    """Whether the one town of the text is named later, once, and neither in its title nor its dateline."""
    town = scene.first_city
    if town is None or town.kind == "capital" or scene.section_place is not None:
        return False
    told = [p for p in scene.text.places if p.name == town.name]
    return len(told) == 1 and told[0].start > line.sentence.end and all(p.name != town.name for p in scene.text.about)


def own_town(line: Line, e: Chunk, scene: Scene) -> PlaceName | None:
    """The town of an airport known by a name of its own, which stands right before or after the noun."""
    names = _airports()
    for first in range(max(0, e.start - LENGTH), e.start + 1):
        last = e.start if first < e.start else min(len(line.w), e.end + 1)
        found = names.get(" ".join(x for x in line.w[first:last] if x not in ("international", "airport")))
        if found is not None:
            break
    else:
        after = e.end + (line.w[e.end : e.end + 1] in (["of"], ["at"], [","]))
        found = next((names[n] for k in (2, 1) if (n := " ".join(line.w[after : after + k])) in names), None)
    if found is None:
        return None
    town, country = found
    if scene.text.report.country and country not in scene.text.report.country:
        return None
    known = next((p for p in (*scene.text.places, *scene.text.about) if p.name == town and p.town is None), None)
    return known or bare(town, "city")


def in_town(place: PlaceName | None) -> PlaceName | None:
    """An airport and its flights are told of under its town."""
    if place is not None and place.kind == "airport" and place.town:
        return replace(place, name=place.town)
    return place


def crossing(line: Line, e: Chunk) -> PlaceName | None:
    """ "X, the crossing to Y", "X crossing": the name before the noun, in the tables or not."""
    w = line.w
    k = e.start
    while k > 0 and w[k - 1] in DETERMINERS | {"main", "last", "only", "small"}:
        k -= 1
    if k < e.start and k > 1 and w[k - 1] == ",":
        named = next((p for p in line.of("place") if p.end == k - 1 and p.what.kind != "country"), None)
        if named is not None:
            return named.what  # type: ignore[no-any-return]
        k -= 1
        aside = True
    else:
        aside = False
    if k != e.start and not aside:
        return None
    first = k - 1
    token = line.tokens[first] if first >= 0 else None
    if token is None or not token.text[:1].isupper() or token.text.isupper() or not w[first].isalpha():
        return None
    told = line.covered(("place", "actor", "time", "number"), first) or w[first] in NO_NAMES
    if told or (aside and first > 1) or line.owner[first]:
        return None
    return bare(token.text, "border")


NO_NAMES = frozenset(
    [
        "border", "land", "all", "both", "the", "road", "every", "main", "no",
        "official", "most", "some", "our", "its", "international", "two", "three", "northern",
        "southern", "eastern", "western", "legal", "other", "last", "many",
    ]
)  # fmt: skip


@cache
def _airports() -> dict[str, tuple[str, str]]:
    """Town and country of every airport with a name of its own, by the folded name."""
    return {folded(r["name"]): (r["town"], r["country"]) for r in rows("places_airports.csv")}

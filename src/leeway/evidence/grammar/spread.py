"""What is said of one place of a list, said of all: "a curfew in Kolda, Sola and Moora"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.line import DETERMINERS, Chunk, Line

LINKS = frozenset([",", "and", "or", "&", "+", "/"])
LARGER = frozenset(["province", "area", "district", "country", "region"])
AGAIN = frozenset(["in", "at", "around", "near", "of", "from", "to", "both", "with", "city", "town", "cities", "towns"])
SHARED = frozenset(["control", "access", "advisory", "incident", "displacement", "posture", "force"])
MOST_BETWEEN = 4
FEW = 2
"""Places that a comma alone may join without being a list."""


def spread(line: Line, found: list[Draft]) -> Iterator[Draft]:
    """The statements of `found` about one place of a list, for the other places of the list. A figure is the list's
    and not each place's, a road runs between its ends."""
    runs = _runs(line)
    if not runs:
        return
    for draft in found:
        if draft.kind not in SHARED or draft.value is not None or draft.place is None or draft.of == "road":
            continue
        for run in runs:
            own = next((c for c in run if c.what.name == draft.place.name), None)
            if own is None or not (draft.start <= own.start and own.end <= draft.end):
                continue
            told = {
                d.place.name
                for d in found
                if d.place is not None and d.kind == draft.kind and (d.status == draft.status or d.kind == "control")
            }
            for c in run:
                built = c.kind == "facility" or c.what.kind == "facility"
                if c.what.name not in told and draft.start <= c.start and (draft.kind == "control" or not built):
                    yield replace(draft, place=c.what, end=max(draft.end, c.end))
            break


def _runs(line: Line) -> list[list[Chunk]]:
    """Lists of two places or more, none of them a country among towns."""
    spots = sorted([*line.of("place"), *line.of("facility")], key=lambda c: (c.start, -c.end))
    if len(spots) < 2:
        return []
    found: list[list[Chunk]] = []
    run: list[Chunk] = []
    for c in spots:
        if run and c.start < run[-1].end:
            continue
        if run and _linked(line, run[-1], c):
            run.append(c)
            continue
        found.append(run)
        run = [c]
    found.append(run)
    return [kept for run in found if len(kept := _alike(line, run)) > 1]


def _linked(line: Line, one: Chunk, other: Chunk) -> bool:
    between = line.w[one.end : other.start]
    if not between or len(between) > MOST_BETWEEN or between[0] not in LINKS or line.owner[one.end - 1]:
        return False
    return all(w in LINKS or w in DETERMINERS or w in AGAIN for w in between)


def _alike(line: Line, run: list[Chunk]) -> list[Chunk]:
    """The run without what only says where its town is ("Sola, Upper Kolda"); nothing between "between" and "and"."""
    if not run or line.w[run[0].start - 1 : run[0].start] == ["between"]:
        return []
    countries = run[0].what.kind == "country"
    kept = [run[0]]
    for before, c in pairwise(run):
        gloss = line.w[before.end : c.start] == [","] and c.what.kind in LARGER and before.what.kind not in LARGER
        if not gloss and (c.what.kind == "country") == countries:
            kept.append(c)
    listed = any({"and", "or", "&", "+", "/"} & set(line.w[x.end : y.start]) for x, y in pairwise(kept))
    return kept if listed or len(kept) > FEW else []

"""Lists: "X, Y and Z", days and distances between them allowed."""

from __future__ import annotations

from collections.abc import Iterable

from leeway.evidence.grammar.arguments import chunks
from leeway.evidence.grammar.line import DETERMINERS, Chunk, Line
from leeway.evidence.grammar.wordlists import words

LINKS = words("arguments.LINKS")


def listed(line: Line, chunk: Chunk, kinds: Iterable[str], end: int) -> list[Chunk]:
    """The chunk and those that follow it in a list: "X, Y and Z", days and distances between them allowed."""
    items = [chunk]
    at = chunk.end
    for c in chunks(line, kinds, chunk.end, end):
        if c.start < at:
            continue
        joined, fits = False, True
        k = at
        while k < c.start:
            word = line.w[k]
            skip = line.at("time", k) or line.at("number", k)
            if skip is not None:
                k = max(skip.end, k + 1)
                continue
            if word in ("and", ",", "+", "or", "/", "&"):
                joined = True
            elif word in (
                "on",
                "in",
                "km",
                "west",
                "east",
                "north",
                "south",
                "away",
                "some",
                "about",
                "from",
                "kilometres",
                "miles",
            ):
                pass
            elif word not in LINKS and line.at("building", k) is None:
                fits = False
                break
            k += 1
        if not fits:
            if _distance_between(line, at, c.start):
                continue
            break
        k = c.start - 1
        while k > at and line.w[k] in DETERMINERS:
            k -= 1
        if _distance_between(line, at, c.start) and line.w[k] in ("of", "from", "to"):
            continue
        if line.w[k] == "of" and line.w[k - 1] in BEARINGS:
            continue  # "Sola, west of Kolda"
        if _within(line, at, c, items[-1]):
            at = c.end  # "Kabkabiya, North Darfur" is one place
            continue
        if not k_between(line, at, c.start):
            if line.at(c.kind, at - 1) is items[-1] or c.end > items[-1].end:
                items[-1] = c
                at = c.end
            continue
        before = line.w[k]
        if not joined or (before in ("in", "on", "from") and line.w[items[-1].start - 1] != before):
            break
        items.append(c)
        at = c.end
    return items


WIDE = frozenset(["province", "area", "country", "district"])
AREAS = (["district"], ["province"], ["county"], ["region"], ["state"], ["governorate"], ["department"], ["township"])
BEARINGS = frozenset(
    ["north", "south", "east", "west", "north-east", "north-west", "south-east", "south-west",
     "northeast", "northwest", "southeast", "southwest", "outside"]
)  # fmt: skip
INSIDE = frozenset(
    [",", "in", "the", "of", "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west",
     "heart", "far", "province", "region", "state", "governorate", "district", "department"]
)  # fmt: skip


TOWN_NOUNS = frozenset(["town", "city", "village", "capital", "hub", "port", "seat", "centre", "center", "place"])


def _within(line: Line, at: int, c: Chunk, last: Chunk) -> bool:
    """ "Kabkabiya, North Darfur", "Kolda, in the western province of Sola": the region only tells where the town is."""
    wide = c.kind == "place" and (c.what.kind in WIDE or line.w[c.end : c.end + 1] in AREAS)
    wide = wide or (line.w[c.start - 1] == "of" and line.w[c.start - 2] in ("north", "south", "east", "west", "heart"))
    if not wide or line.w[at] != "," or line.w[last.end : last.end + 1] in AREAS:
        return False
    between = line.w[at : c.start]
    if described(between):
        return True
    apart = between == [","] or (len(between) > 1 and between[1] == "in" and last.what.kind not in WIDE)
    return apart and all(x in INSIDE for x in between)


def described(between: list[str]) -> bool:
    """ "Kolda, a market town of Sola": what stands between the town and its region tells what the town is."""
    if len(between) < 4 or between[1] not in ("a", "an", "the") or between[-1] not in ("of", "in", "the"):
        return False
    return not TOWN_NOUNS.isdisjoint(between) and {"and", ","}.isdisjoint(between[1:])


def k_between(line: Line, start: int, end: int) -> int:
    """Number of words between two chunks."""
    return end - start


def _distance_between(line: Line, start: int, end: int) -> bool:
    return any(c.what.unit == "km" for c in line.of("number") if start <= c.start < end)

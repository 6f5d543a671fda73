"""Figures of the displaced beside another, and towns said to be empty: "84,000 in Hungary, 36,000 in Moldova", "the
mayor speaks of 20,000", "Solino is nearly deserted"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.line import BE, Chunk, Line
from leeway.evidence.grammar.scene import Scene, bare
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

JOINING = frozenset([",", "and", ";", "another", "with", "plus", "including", "more", "while", "a"])
IN = frozenset(["in", "at", "to", "into", "on", "inside"])
DESERTED = frozenset(["deserted", "empty", "emptied", "abandoned", "depopulated"])
BARELY = words("displacement_further.BARELY")
TELLING = words("displacement_further.TELLING")
LEAST = 50
NEAR = 3


def further(line: Line, scene: Scene, found: list[Draft]) -> Iterator[Draft]:
    """One statement for each bare figure with a place after a count of the line, or for another count of the same."""
    mine = [d for d in found if d.kind == "displacement" and d.line is line and d.value is not None]
    if mine:
        scene.fled = (mine[-1].status, mine[-1].place)
        yield from _listed(line, scene, mine[-1])
    elif not any(d.line is line and d.value is not None for d in found):
        yield from _told_again(line, scene)
    yield from _deserted(line, scene)


def _listed(line: Line, scene: Scene, main: Draft) -> Iterator[Draft]:
    """ "More than 350,000 have fled to Rwanda and 200,000 to Tanzania"."""
    w = line.w
    spots = sorted((c for kind in ("place", "facility") for c in line.of(kind)), key=lambda c: c.start)
    states = [c for c in line.of("actor") if c.what.kind == "state"]
    end = max(main.at, main.trigger_end)
    for n in line.of("number"):
        if not _bare(line, n) or n.start < end or n.what.low == (main.value.low if main.value else None):
            continue
        goal = next((c for c in spots if n.end < c.start <= n.end + 2 and w[n.end] in IN), None)
        owner = next((c for c in (*spots, *states) if 0 <= n.start - c.end <= 1 and c.start > end), None)
        first = owner.start if owner is not None and goal is None else n.start
        led = w[max(end, first - 2) : first]
        if (goal is None and owner is None) or not led or led[-1] not in JOINING:
            continue
        abroad = main.status == "displaced" and goal is not None and goal.what.kind == "country"
        same = main.place if abroad or (main.status == "displaced" and goal is None) else None
        spot = same or (goal.what if goal is not None else _named(owner))
        yield replace(
            main, start=first, end=max(n.end, goal.end if goal is not None else 0), at=n.start, place=spot,
            value=value_of(n.what, "people"), of=None, when=main.when, trigger_end=n.end, word="further",
        )  # fmt: skip


def _named(owner: Chunk | None) -> PlaceName | None:
    if owner is None:
        return None
    return owner.what if owner.kind == "place" else bare(str(owner.what.name), "country")


def _bare(line: Line, n: Chunk) -> bool:
    low = n.what.low or n.what.high or 0
    plain = not n.what.noun or n.what.noun in ("people", "persons", "more", "others")
    return n.what.unit in (None, "people") and low >= LEAST and plain and low not in range(1900, 2030)


def _told_again(line: Line, scene: Scene) -> Iterator[Draft]:
    """ "The mayor speaks of 20,000", "at Juba's base the figure is 25,000": after a count in the paragraph."""
    if scene.fled is None or scene.people_paragraph != line.sentence.paragraph:
        return
    w = line.w
    for n in line.of("number"):
        k = n.start - 1
        while k > 0 and w[k] in BARELY:
            k -= 1
        said = w[k] in TELLING or (w[k] == "of" and w[k - 1] in TELLING)
        figure = w[k] in BE and {"figure", "number", "total", "count"} & set(w[max(0, k - 3) : k])
        there = w[k] in ("are", "were", "hold", "holds", "shelters") and bool(line.of("place"))
        if not _bare(line, n) or n.what.noun or not (said or figure or there):
            continue
        a, b = line.clause(n.start)
        spots = [c for c in line.of("place") if a <= c.start < b and w[c.start - 1] in IN]
        status, place = scene.fled
        if spots and status == "displaced" and (there or figure):
            status = "sheltering"
        start, last = extent(line, n.start, n.end)
        yield Draft(
            line, start, last, n.start, "displacement", status, None, spots[0].what if spots else place,
            value_of(n.what, "people"), None, when(line, scene, n.start, False), trigger_end=n.end, word="again",
        )  # fmt: skip
        return


def _deserted(line: Line, scene: Scene) -> Iterator[Draft]:
    """ "Solino and Nazon are nearly deserted", "the town stands empty": those who lived there have gone."""
    w = line.w
    k = next((j for j in range(1, len(w)) if w[j] in DESERTED), -1)
    if k < 1 or line.of("force") or w[k] == "abandoned":
        return
    j = k - 1
    while j > 0 and w[j] in BARELY:
        j -= 1
    if w[j] not in BE and w[j] not in ("stands", "stand", "stood", "lies", "lay", "lie", "looks", "looked"):
        return
    spots = [
        c for c in line.of("place") if c.end <= j and j - c.end <= NEAR and c.what.kind not in ("country", "airport")
    ]
    spots = [c for c in spots if c.what.kind != "facility"]
    if not spots:
        return
    first = spots[-1]
    others = [c for c in line.of("place") if c.end < first.start and w[c.end : first.start] in (["and"], [","])]
    for c in (*others, first):
        start, last = extent(line, c.start, k + 1)
        yield Draft(
            line, start, last, c.start, "displacement", "displaced", None, c.what, None, None,
            when(line, scene, k, False), trigger_end=k + 1, word="deserted",
        )  # fmt: skip

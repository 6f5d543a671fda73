"""Bare counts of notes and lists under a heading of the displaced: "Kolda: 4,210 arrivals", "Kolda     > 10,000"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, value_of
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.lists import label
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

REFUGES = words("displacement.REFUGES")
LISTS = frozenset(
    ["idp", "idps", "displaced", "displacement", "refugees", "refugee", "arrivals", "movement", "movements", "uprooted",
     "sheltering", "shelters", "refuge"]
)  # fmt: skip
NEWCOMERS = frozenset(["idps", "refugees", "arrivals"])
MARKS = frozenset([":", "-", "–", "—", "|", ">", "<", "c", "ca", "approx", "(", "about", "some", "est", "between", "~"])
ARRIVALS = frozenset(["arrivals", "idps", "people", "persons", "displaced", "families", "refugees", "newcomers"])


def tallies(line: Line, scene: Scene) -> Iterator[Draft]:
    """The counts of one line, none where it has a verb of its own."""
    if not LISTS & set(scene.section_words.split()):
        if "|" in line.w or label(line) is None or not NEWCOMERS & set(line.w):
            return
        found = _listed(line, scene)  # "Kolda: 22,000 IDPs at the base"
        if found is not None:
            yield found
        return
    found = _noted(line, scene) or _listed(line, scene)
    if found is not None:
        yield found


def _noted(line: Line, scene: Scene) -> Draft | None:
    """ "Kolda: approx 30,000 in mission yard + school", "Est. 200,000 out of city"."""
    if any(is_verb(line, k) for k in range(len(line.w))):
        return None
    for n in _counts(line):
        tail = line.w[n.end : n.end + 6]
        place = next((c for c in line.of("place") if c.end <= n.start), None)
        stop = _stop(line, n)
        if tail[:1] in (["in"], ["at"]) and REFUGES & set(tail):
            status, spot = "sheltering", place.what if place else scene.section_place or scene.spot
        elif tail[:1] == ["out"]:
            of = next((c for c in line.of("place") if n.end < c.start < stop), None)
            status, spot = "displaced", of.what if of else scene.section_place or scene.first_city
        else:
            continue
        return _draft(line, scene, n, n.start, stop, status, spot)
    return None


def _listed(line: Line, scene: Scene) -> Draft | None:
    """ "Kolda: 4,210 arrivals, nearly all on foot", "Airstrip, Kolda    6,000-8,000": a place and its count."""
    counts = _counts(line)
    places = [c for c in line.of("place") if c.start <= 4]
    if not counts or not places:
        return None
    n, place = counts[0], places[0]
    if n.start < place.end or any(is_verb(line, k) for k in range(n.start)):
        return None
    between = line.w[place.end : n.start]
    colon = ":" in between
    if not colon and any(w not in MARKS for w in between):
        return None
    noun = n.what.noun or ""
    if noun and not any(noun.startswith(w) or noun.endswith(w) for w in ARRIVALS):
        return None
    return _draft(line, scene, n, 0 if line.w[0][:1].isalnum() else 1, _stop(line, n), "sheltering", place.what)


def _counts(line: Line) -> list[Chunk]:
    return [
        n
        for n in line.of("number")
        if n.what.unit in (None, "people")
        and (n.what.low or n.what.high or 0) >= 20
        and (not n.what.noun or n.what.unit == "people" or n.what.noun in ARRIVALS)
    ]


def _stop(line: Line, n: Chunk) -> int:
    return next((k for k in range(n.end, len(line.w)) if line.w[k] in (",", ".", ";", "|")), len(line.w))


def _draft(line: Line, scene: Scene, n: Chunk, start: int, stop: int, status: str, spot: object) -> Draft:
    return Draft(
        line, start, stop, n.start, "displacement", status, None, spot, value_of(n.what, "people"), None,  # type: ignore[arg-type]
        when(line, scene, n.start, False) or scene.period, trigger_end=n.end, word="tally",
    )  # fmt: skip

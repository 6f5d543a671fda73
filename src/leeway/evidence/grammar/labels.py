"""Entries of digests and notes that name their exit before a colon: "MISRATA: Open", "Apt: closed"."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.grammar.lexicon import Row
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

AIR, SEA, LAND = words("labels.AIR"), words("labels.SEA"), words("labels.LAND")
EMPTY = words("labels.EMPTY")
ROADS = frozenset(["road", "roads", "routes", "route", "highways", "overland"])
LONGEST = 8
CLASS = {"road": "road", "airport": "exit", "port": "exit", "border": "border"}


def label_end(line: Line) -> int:
    """Index of the colon that ends the label of an entry, or -1."""
    if ":" not in line.w[1:LONGEST]:
        return -1
    for k in range(1, min(LONGEST, len(line.w))):
        if line.w[k] == ":" and any(x.isalpha() for x in line.w[:k]):
            return k
    return -1


def labelled(line: Line, at: int, scene: Scene) -> tuple[Chunk, PlaceName | None] | None:
    """The exit that the label of the entry stands for, where only empty words stand between it and token `at`.

    The label of an entry goes on for its later sentences (`scene.entry`) where they begin with the state itself.
    """
    k = label_end(line)
    if k < 0 or k > at:
        known = scene.entry if scene.entry_paragraph == line.sentence.paragraph else None
        if known is None or any(w not in EMPTY for w in line.w[:at]):
            return None
        return Chunk("exit", at, at, Row("access_exits", "", known[0], CLASS.get(known[0], "exit"), "")), known[1]
    if any(w not in EMPTY for w in line.w[k + 1 : at]):
        return None
    return _exit(line, k, scene)


def remember(line: Line, scene: Scene) -> None:
    """Keep the exit of the entry that this line opens, for the sentences after it."""
    k = label_end(line)
    if k < 0:
        return
    found = _exit(line, k, scene)
    scene.entry = (str(found[0].what.status), found[1]) if found is not None else None
    scene.entry_paragraph = line.sentence.paragraph


def _exit(line: Line, k: int, scene: Scene) -> tuple[Chunk, PlaceName | None] | None:
    own = [c for c in line.of("exit") if c.end <= k]
    place = next((c.what for c in line.of("place") if c.end <= k), None)
    if own:
        return own[0], place
    if any(c.end <= k and c.what.kind != "state" for c in line.of("actor")):
        return None
    heading = set(scene.section_words.split())
    of = "airport" if heading & AIR else "port" if heading & SEA else "border" if heading & LAND else None
    ends = [c for c in line.of("place") if c.end <= k and c.what.kind != "country"]
    if len(ends) > 1 and line.w[ends[0].end : ends[1].start] in (["-"], ["–"], ["—"], ["/"], ["to"]):
        of = "road" if heading & (ROADS | LAND) or of is None else of  # "Kolda–Sola: blocked"
    elif heading & ROADS and not heading & LAND:
        of = "road"
    if place is not None and place.kind in ("airport", "border"):
        of = place.kind
    if of is None:
        return None
    bracket = next((j for j in range(k) if line.w[j] == "("), k)
    first = next((j for j in range(k) if line.w[j].isalpha()), 0)
    named = [c for c in line.of("place") if c.end <= bracket]
    if named:
        place = named[0].what
    else:
        tokens = line.tokens[first:bracket]
        if not tokens:
            return None
        if all(w in AIR | SEA | LAND | ROADS for w in line.w[first:bracket]):
            place = scene.section_place or scene.city  # "Air: the airport is open" heads no place
            return Chunk("exit", first, k, Row("access_exits", "", of, CLASS[of], "")), place
        name = " ".join(t.text.title() if t.text.isupper() else t.text for t in tokens)
        base = PlaceName(tokens[0].start, tokens[-1].end, name, "", None, None, of)
        place = replace(base)
    return Chunk("exit", first, k, Row("access_exits", "", of, CLASS[of], "")), place

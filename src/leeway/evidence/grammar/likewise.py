"""Who did the same: "France followed suit", "as did Spain", "the Dutch did likewise". Advice, exits, missions again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.attribution.missions import adjective
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene, bare

SAME = (
    ("the", "same"), ("did", "likewise"), ("done", "likewise"), ("do", "likewise"), ("followed", "suit"),
    ("follow", "suit"), ("follows", "suit"), ("such", "a", "call"), ("similar", "advice"),
    ("similar", "warning"), ("similar", "warnings"), ("similar", "call"), ("so", "did"), ("as", "did"), ("so", "has"),
    ("as", "has"), ("so", "have"), ("as", "have"),
)  # fmt: skip
FIRST = frozenset(words[0] for words in SAME)
SIGNS = frozenset(["same", "likewise", "suit", "such", "similar"])
TURNED = frozenset(["so", "as"])
DONE = frozenset(["did", "has", "have"])
DOING = frozenset(["did", "done", "do", "does", "doing"])
AHEAD = frozenset(["considering", "weighing", "mulling", "may", "might", "could", "thinking"])
COMING = frozenset(["will", "would", "plans", "intends"])
WHO = frozenset(["state", "mission", "ministry", "government"])
OWN_LAND = frozenset(["airspace", "border"])
REACH = 2


def likewise(line: Line, scene: Scene, found: list[Draft]) -> Iterator[Draft]:
    """What was told last, of those who did the same; nothing where nobody is named."""
    if SIGNS.isdisjoint(line.w) and (TURNED.isdisjoint(line.w) or DONE.isdisjoint(line.w)):
        return
    lately = scene.told_last if scene.line_number - scene.told_line <= REACH else None
    for start, end in _spots(line):
        told = [d for d in found if d.at < start and _again(d)]
        before = told[-1] if told else lately
        if before is not None:
            yield from _repeated(line, scene, before, start, end)


def _repeated(line: Line, scene: Scene, before: Draft, start: int, end: int) -> Iterator[Draft]:
    """The draft `before` for each of those whom the words at tokens `[start, end)` are said of."""
    a = line.clause(start)[0]
    if line.w[start] in TURNED:
        whose = _joined(line, [c for c in line.of("actor") if c.start >= end])
    else:
        whose = [c for c in line.of("actor") if a <= c.start < start]
    lead = set(line.w[a:end])
    firmness = "possible" if lead & AHEAD else "planned" if lead & COMING else None
    days = when(line, scene, start, False)
    for c in whose:
        name, place = str(c.what.name), before.place
        if c.what.kind not in WHO:
            continue
        if before.kind == "posture" and c.what.kind != "mission":
            if c.what.kind != "state" or scene.home is None:
                continue
            name = f"{adjective(name)} embassy {scene.home[2]}".strip()
        elif before.kind == "access":
            if c.what.kind != "state":
                continue
            place = bare(name, "country")
        if name != before.actor:
            yield replace(
                before, line=line, start=min(c.start, start), end=max(c.end, end), at=start, trigger_end=end,
                actor=name, place=place, when=days, firmness=firmness, word="likewise",
            )  # fmt: skip


def remember_told(scene: Scene, found: list[Draft]) -> None:
    """Keep what others may be told to have done as well."""
    told = [d for d in found if _again(d)]
    if told:
        scene.told_last, scene.told_line = told[-1], scene.line_number


def _again(draft: Draft) -> bool:
    if draft.kind == "access":
        return draft.of in OWN_LAND
    return draft.kind in ("advisory", "posture") and draft.actor is not None and draft.firmness != "denied"


def _spots(line: Line) -> Iterator[tuple[int, int]]:
    """Where the words stand; "the same" only after a form of "do"."""
    w = line.w
    for k in range(1, len(w)):
        if w[k] not in FIRST:
            continue
        words = next((x for x in SAME if tuple(w[k : k + len(x)]) == x), None)
        if words is None:
            continue
        if words == ("the", "same"):
            if w[k - 1] in DOING and w[k + 2 : k + 3] in ([], ["."], [","], [";"], ["on"], ["for"]):
                yield k - 1, k + 2
        elif w[k] not in TURNED or w[k - 1] in (",", "and", ";"):
            yield k, k + len(words)


def _joined(line: Line, found: list[Chunk]) -> list[Chunk]:
    """ "As did Spain and Italy, which ...": the first name and what is joined to it."""
    found = sorted(found, key=lambda c: c.start)
    kept = found[:1]
    for c in found[1:]:
        if all(x in ("and", ",", "the") for x in line.w[kept[-1].end : c.start]):
            kept.append(c)
        else:
            break
    return kept

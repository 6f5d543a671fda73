"""The exits and services that a word of state is said of."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import ADVERBS, headed, passive
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit, Row
from leeway.evidence.grammar.line import BE, DETERMINERS, Chunk, Line
from leeway.evidence.grammar.scene import Scene

PLACE_EXITS = {
    "border": Row("access_exits", "", "border", "border", ""),
    "airport": Row("access_exits", "", "airport", "exit", ""),
}
WORK = frozenset(["activity", "operations", "services", "work"])
STATE_LINKS = (
    BE
    | ADVERBS
    | frozenset(["remain", "remains", "remained", "stay", "stays", "stayed", "keep", "kept", "follows", "works"])
)


def exits_of(line: Line, hit: Hit, a: int, b: int, scene: Scene) -> list[Chunk]:
    """The exits a state is said of: the subject (with its list), else, for verbs that take one, the object."""
    all_exits = [c for c in line.of("exit") if c.what.pattern != "servicepost" and _meant(line, c)]
    if scene.spot is not None and scene.spot.kind == "border":
        all_exits += [
            Chunk("exit", c.start, c.end, PLACE_EXITS["border"])
            for c in line.of("exit")
            if c.what.pattern == "servicepost"
        ]
    all_exits += [
        Chunk("exit", p.start, p.end, PLACE_EXITS[p.what.kind])
        for p in line.of("place")
        if p.what.kind in PLACE_EXITS and not any(p.start <= c.start and c.end <= p.end + 1 for c in all_exits)
    ]
    all_exits.sort(key=lambda c: c.start)
    exits = [
        c
        for c in all_exits
        if not any(
            o is not c and o.start <= c.start and c.end <= o.end and o.end - o.start > c.end - c.start
            for o in all_exits
        )
    ]
    exits = [c for c in exits if not any(o.start == c.end and not line.owner[c.end - 1] for o in exits)]
    if not exits:
        return []
    pattern = hit.row.pattern
    after = [c for c in exits if c.start >= hit.end and c.start < b]
    if pattern == "OF":
        return [c for c in after if c.start - hit.end <= 4][:1]
    active = pattern in ("SO", "ROADCUT", "CUT") and hit.verb >= 0 and not passive(line, hit)
    if active:
        near = [c for c in after if c.start - hit.end <= 6 and not _blocked(line, hit.end, c.start)]
        if near:
            return _list(line, near[0], exits, b)
        if line.w[hit.end : hit.end + 1] in (["its"], ["their"], ["his"], ["our"], ["the"], ["a"]):
            return []  # something else is cut, closed, stopped
    before = [c for c in exits if a <= c.start and c.end <= hit.start]
    if not before:
        k = line.clause_of[hit.start]
        first = line.w[a : a + 3]
        words = [
            x
            for x in line.w[a : hit.start]
            if x.isalpha() and x not in STATE_LINKS and x not in ("and", "but", "it", "they", "which", "that", "who")
        ]
        if k and (not words or "which" in first) and not (active and hit.form == Form.ING):
            earlier = [c for c in exits if c.end <= a]
            before = earlier[-1:] if earlier else []
    if not before:
        inside = [c for c in exits if c.start >= hit.start and c.end <= hit.end]
        return inside[:1]
    heads = [c for c in before if headed(line, c, a) or _partitive(line, c) or _worked(line, c, a)]
    if not heads:
        return []
    if hit.verb >= 0 and not active and hit.row.pattern != "S" and not passive(line, hit):
        last_head = heads[0]
        if line.w[hit.start] not in (
            "reopened",
            "resumed",
            "stopped",
            "closed",
            "shut",
            "halted",
            "opened",
            "reopen",
            "resume",
            "opens",
            "closes",
            "open",
            "close",
        ):
            pass
        heads = [last_head]
    return _list(line, heads[0], exits, hit.start)


def _meant(line: Line, c: Chunk) -> bool:
    """Words that are an exit only with a name after "of" ("the door of Dajabón"), and names that hold the word."""
    if c.what.pattern != "borderof":
        name = line.at("place", c.start)  # "Port Sudan" is no port
        return c.what.status != "port" or name is None or name.what.kind not in ("city", "town", "capital", "airport")
    return line.w[c.end : c.end + 1] in (["of"], ["at"], ["in"]) and (
        line.at("place", c.end + 1) is not None
        or (c.end + 1 < len(line.tokens) and line.tokens[c.end + 1].text[:1].isupper())
    )


def _partitive(line: Line, c: Chunk) -> bool:
    k = c.start - 1
    while k >= 0 and line.w[k] in DETERMINERS:
        k -= 1
    return k >= 0 and line.w[k] == "of"


def _worked(line: Line, c: Chunk, a: int) -> bool:
    """ "Work at the port", "operations at the airport"."""
    k = c.start - 1
    while k > a and (line.w[k] in DETERMINERS or line.at("place", k) is not None):
        k -= 1
    return line.w[k] == "at" and bool(WORK & set(line.w[a:k]))


def _blocked(line: Line, start: int, end: int) -> bool:
    return any(
        w
        in (
            ",",
            ";",
            "to",
            "after",
            "before",
            "near",
            "by",
            "until",
            "while",
            "because",
            "as",
            "when",
            "on",
            "at",
            "in",
            "for",
        )
        for w in line.w[start:end]
    )


def _list(line: Line, first: Chunk, exits: list[Chunk], end: int) -> list[Chunk]:
    """ "Goma airport and the port", "land and air borders"."""
    items = [first]
    for c in exits:
        if c.start >= items[-1].end and c.end <= end:
            between = line.w[items[-1].end : c.start]
            if ("and" in between or "," in between) and all(
                w in ("and", ",", "the", "all", "its") or line.at("place", k)
                for k, w in enumerate(between, items[-1].end)
            ):
                items.append(c)
    return items

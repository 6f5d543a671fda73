"""Exits told of again without their noun: "it is open for aid flights only", "the one to Kolda is cut"."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import ADVERBS
from leeway.evidence.grammar.lexicon import Hit, Row
from leeway.evidence.grammar.line import AUXILIARIES, DETERMINERS, Chunk, Line
from leeway.evidence.grammar.scene import Scene

ONES = frozenset(["one", "ones", "that", "those"])
WAYS = frozenset(["to", "from", "with", "into", "towards", "toward"])
CLASS = {"road": "road", "railway": "road", "border": "border"}
PRONOUNS = frozenset(["it", "they", "both", "these", "this"])
LIGHT = (
    AUXILIARIES
    | ADVERBS
    | frozenset(["and", "but", "that", "remain", "remains", "remained", "stay", "stays", "stayed", "again", "however"])
    | frozenset(["still", "also", "only", "now", "since", "then", "yet", "said", "says", "say", "added", "told"])
)


def pronoun(line: Line, hit: Hit, a: int, scene: Scene) -> list[Chunk]:
    """The exit told of last, in this sentence or the one before, where "it" or "they" alone stands before the words."""
    if scene.exit is None or scene.line_number - scene.exit_line > 1:
        return []
    before = [x for x in line.w[a : hit.start] if x.isalpha()]
    named = [x for x in before if x in PRONOUNS]
    if not named or any(x not in LIGHT and x not in PRONOUNS for x in before):
        return []
    if any(c.what.kind in ("mission", "organisation") and c.start < hit.start for c in line.of("actor")):
        return []  # "the embassy said it would close"
    row = Row("access_exits", "", scene.exit[0], "pronoun", "")
    at = next(k for k in range(a, hit.start) if line.w[k] in PRONOUNS)
    return [Chunk("exit", at, at + 1, row)]


def elided(line: Line, scene: Scene, exits: list[Chunk]) -> list[Chunk]:
    """ "The road to Kolda is open, the one to Moori is cut": a road or a border under "one" or "that"."""
    found = []
    for k, word in enumerate(line.w[:-2]):
        if word not in ONES or line.w[k + 1] not in WAYS:
            continue
        n = k + 2 + (line.w[k + 2] in DETERMINERS)
        if line.at("place", n) is None:
            continue
        told = next((str(c.what.status) for c in reversed(exits) if c.end <= k), None)
        near = scene.exit is not None and scene.line_number - scene.exit_line <= 1
        of = told or (scene.exit[0] if near and scene.exit is not None else None)
        if of in CLASS:
            found.append(Chunk("exit", k, k + 1, Row("access_exits", "", of, CLASS[of], "")))
    return found

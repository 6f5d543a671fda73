"""The place a state of control is said of where it is no plain subject: heads of entries, "it"; for `control`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import ADVERBS, chunks
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

SPOTS = ("facility", "place")

AFTER_IT = words("control.AFTER_IT")


def absolute(line: Line, hit: Hit) -> Chunk | None:
    """ "With X now in rebel hands": the place between "with" at the head of the clause and the trigger."""
    a, _ = line.clause(hit.start)
    found = chunks(line, SPOTS, a, hit.start)
    left = [c for c in found if line.w[c.end : c.end + 2] == ["as", "the"]]  # "leaving X as the only city under ..."
    if line.w[a : a + 1] != ["with"]:
        return left[-1] if left else None
    return found[0] if found else None


def apposed(line: Line, hit: Hit) -> Chunk | None:
    """ "that X, southeast of Y, had surrendered": the place before the commas; the clause begins with its verb."""
    k = line.clause_of[hit.start]
    a, _ = line.clause(hit.start)
    if k == 0 or line.w[a : a + 1] != [","] or a + 1 >= len(line.w) or not is_verb(line, a + 1):
        return None
    first = line.clauses[k - 1][0]
    told = [j for j in range(first, a) if is_verb(line, j) or line.w[j] == "that"]
    found = chunks(line, SPOTS, told[-1] + 1 if told else first, a)
    return found[0] if found and found[0].end < len(line.w) and line.w[found[0].end] == "," else None


def fronted(line: Line, hit: Hit) -> Chunk | None:
    """ "Kolda they retook on Wednesday": the object goes before its subject."""
    a, _ = line.clause(hit.start)
    first = next((c for c in chunks(line, SPOTS, a, hit.start) if c.start - a <= 1), None)
    if first is None or first.end >= len(line.w) or line.w[first.end] not in ("they", "we", "he", "it"):
        return None
    return first if all(w in ADVERBS for w in line.w[first.end + 1 : hit.start]) else None


def labelled(line: Line, hit: Hit, scene: Scene) -> Chunk | None:
    """ "KOLDA - Capital of the east. Fell on Friday.": a sentence that opens with its verb is of the entry's place."""
    spot = scene.section_place
    if hit.start > 1 or spot is None or scene.item_paragraph != line.sentence.paragraph:
        return None
    return Chunk("place", hit.start, hit.end, spot)


def topic(line: Line, hit: Hit) -> Chunk | None:
    """The place that heads the line, before a dash or colon ("HERAT - Overrun")."""
    for c in chunks(line, SPOTS, 0, hit.start):
        if c.start <= 1 and c.end < len(line.w) and line.w[c.end] in ("-", "–", "—", ":", "("):
            return c
    return None


def it_before(line: Line, i: int, scene: Scene) -> Chunk | None:
    """ "captured it", "controlled all of it": the place last spoken of."""
    k = i
    while k < len(line.w) and line.w[k] in ("all", "most", "half", "much", "of", "part", "parts"):
        k += 1
    if k < len(line.w) and line.w[k] == "it" and (k + 1 >= len(line.w) or line.w[k + 1] in AFTER_IT):
        return _spoken_of(line, i, k, scene)
    return None


def it_within(line: Line, hit: Hit, scene: Scene) -> Chunk | None:
    """ "Took it back", "have it under control": the word stands inside the trigger."""
    k = next((j for j in range(hit.start + 1, hit.end) if line.w[j] == "it"), -1)
    return _spoken_of(line, hit.start, k, scene) if k > 0 else None


def _spoken_of(line: Line, i: int, k: int, scene: Scene) -> Chunk | None:
    """The place last named before token `i`, else before the line, for the "it" at token `k`."""
    before = list(chunks(line, SPOTS, 0, i))
    spot = before[-1].what if before else scene.section_place or scene.city
    if scene.facility is not None and not before and scene.section_place is None:
        spot = scene.facility
    return Chunk("place", k, k + 1, spot) if spot is not None else None

"""Subjects and objects around a trigger."""

from __future__ import annotations

from collections.abc import Iterable

from leeway.evidence.grammar.days import when as when
from leeway.evidence.grammar.inflect import DONE
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, SAYING, Chunk, Line, is_verb
from leeway.evidence.grammar.wordlists import words

BARE = frozenset(["to", "from", "on", "aboard", "via"])

COUNTED_PLACES = words("arguments.COUNTED_PLACES")

EMPTY = words("arguments.EMPTY")

CONJUNCTIONS = words("arguments.CONJUNCTIONS")

ADVERBS = words("arguments.ADVERBS")


REACH = 5
"""Clauses back that a subject is looked for; a sentence of fifty verbs would take forever."""


def passive(line: Line, hit: Hit) -> bool:
    """A participle after "be" or "get", before "by", or on its own after a heading ("KUNDUZ - Overrun after ...")."""
    if hit.verb < 0 or not hit.form & DONE:
        return False
    w = line.w
    k = hit.verb - 1
    if k >= 0 and w[k] == "to":
        return False
    while k >= 0 and w[k] in ADVERBS and w[k] not in ("been", "being", "be") and hit.verb - k < 6:
        k -= 1
    if k >= 0 and (w[k] in BE or w[k] in ("get", "gets", "got", "getting", "gotten")):
        return True
    after = w[hit.end] if hit.end < len(w) else "."
    if after == "by":
        return True
    if k >= 0 and k == hit.verb - 1 and (line.at("number", k) or line.at("class", k)) and after in BARE:
        return True  # "9 evacuated to Nairobi"
    return k < 0 or (w[k] in ("-", "–", "—", ":") and hit.verb == k + 1)


def headed(line: Line, chunk: Chunk, start: int) -> bool:
    """Whether no preposition governs the chunk, looking left over determiners and adjectives to `start`."""
    k = chunk.start - 1
    steps = 0
    determined = False
    while k >= start and steps < 4:
        word = line.w[k]
        if determined and line.at("place", k) is not None:
            return True  # "In Kolda the power failed"
        determined = determined or word in ("the", "a", "an")
        if line.at("time", k) is not None:
            return True
        if word in PREPOSITIONS:
            return k == start and word in CONJUNCTIONS
        if not word.isalpha() or is_verb(line, k) or word in ("and", "or", "that", "which", "who", "when", "as"):
            return True
        k -= 1
        steps += 1
    return True


def chunks(line: Line, kinds: Iterable[str], start: int, end: int) -> list[Chunk]:
    found = [c for kind in kinds for c in line.of(kind) if c.start >= start and c.end <= end]
    return sorted(found, key=lambda c: (c.start, -c.end)) if len(found) > 1 else found


def subject(line: Line, i: int, kinds: Iterable[str], reach: int = REACH) -> Chunk | None:
    """The chunk that the verb at token `i` is said of: the first one of its clause that no preposition governs, or
    after "of"; where the clause has no subject of its own, that of a clause before it, at most `reach` clauses back."""
    kinds = tuple(kinds)
    k = line.clause_of[i] if i < len(line.clause_of) else 0
    start = line.clauses[k][0]
    found = [
        c for c in chunks(line, kinds, start, i) if not (c.kind == "place" and line.owner[c.end - 1] and c.end < i - 1)
    ]
    heads = [c for c in found if headed(line, c, start)]
    if len(heads) > 1 and ":" in line.w[start:i]:
        colon = max(j for j in range(start, i) if line.w[j] == ":")
        heads = [c for c in heads if c.start > colon] or heads  # "State radio, Kabul, 20:30: Zaranj is contested"
    if heads:
        other = max(
            (j for j in range(start, i - 1) if line.w[j] not in AUXILIARIES and is_verb(line, j)), default=start - 1
        )
        return next((c for c in heads if c.start > other), heads[0])
    partitive = [c for c in found if _after_of(line, c, start)]
    if partitive:
        return partitive[0]
    if not reach or k == 0:
        return None
    first = line.w[start]
    if _relative(line, k):
        return _last(chunks(line, kinds, line.clauses[k - 1][0], start))
    own = [w for w in line.w[start:i] if w.isalpha() and w not in ADVERBS and w not in BE and w not in EMPTY]
    if own:
        return None
    first_before, end_before = line.clauses[k - 1]
    if first == "," and k > 1 and _relative(line, k - 1):
        before = [
            c
            for c in chunks(line, kinds, line.clauses[k - 2][0], first_before)
            if headed(line, c, line.clauses[k - 2][0])
        ]
        return before[-1] if before else None  # "The Belgians, who were 400 of them, will be withdrawn"
    if first == ",":
        told = max(
            (j for j in range(first_before, end_before) if line.w[j] in SAYING or line.w[j] == "that"), default=-1
        )
        apart = chunks(line, kinds, told + 1, end_before) if told >= 0 else []
        if apart:
            return apart[0]  # "said that Kabul, the capital, is under threat"
    verb = next((j for j in range(first_before, end_before) if is_verb(line, j)), None)
    if verb is not None:
        return subject(line, verb, kinds, reach - 1)
    return subject(line, end_before - 1, kinds, 0)


def _last(found: list[Chunk]) -> Chunk | None:
    """The last of the chunks, whole: "Tigrayan forces" and not the "forces" in it."""
    if not found:
        return None
    return next((c for c in found if c.start <= found[-1].start and found[-1].end <= c.end), found[-1])


def _relative(line: Line, k: int) -> bool:
    """Whether clause `k` hangs on a noun before it: "who were 400 of them"."""
    start = line.clauses[k][0]
    if line.w[start] in ("which", "who", "where", "that", "whose"):
        return True
    return line.w[start] in (",", "-") and _word(line, start + 1) in ("which", "who", "where")


def _after_of(line: Line, chunk: Chunk, start: int) -> bool:
    k = chunk.start - 1
    while k >= start and line.w[k] in DETERMINERS:
        k -= 1
    return k >= start and line.w[k] == "of"


def _word(line: Line, i: int) -> str:
    return line.w[i] if 0 <= i < len(line.w) else ""


def direct_object(line: Line, i: int, kinds: Iterable[str], end: int | None = None, reach: int = 9) -> Chunk | None:
    """The first chunk after token `i` with no preposition but "of", no verb and no mark before it."""
    limit = min(len(line.w), i + reach) if end is None else min(end, i + reach)
    found = {c.start: c for c in reversed(chunks(line, kinds, i, len(line.w))) if c.start < limit}
    if not found:
        return None
    k = i
    while k < limit:
        if k in found:
            return found[k]
        time = line.at("time", k)
        if time is not None and time.end > k:
            k = time.end
            continue
        word = line.w[k]
        if (word in PREPOSITIONS and word not in ("of", "over", "north", "south", "east", "west", "on")) or word in (
            ",",
            ";",
            ".",
            ":",
            "-",
        ):
            return None
        if word == "and" and line.w[k - 1] in COUNTED_PLACES:
            k += 1
            continue
        if word in ("that", "which", "who", "when", "and", "but", "if", "as", "while", "because") or word in BE:
            return None
        k += 1
    return None


def after_preposition(line: Line, i: int, end: int, kinds: Iterable[str], governors: frozenset[str]) -> Chunk | None:
    """The first chunk in `[i, end)` governed by one of `governors`."""
    for c in chunks(line, kinds, i, end):
        k = c.start - 1
        while k >= i and line.w[k] not in PREPOSITIONS and line.w[k].isalpha() and c.start - k < 5:
            k -= 1
        if k >= i - 1 and k >= 0 and line.w[k] in governors:
            return c
    return None

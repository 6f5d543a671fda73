"""The words of firmness.csv found in a sentence, once for all statements that stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from leeway.evidence.attribution.lexicon import key_of, keys_of, rows
from leeway.evidence.language.model import Sentence

PLANS: Final = frozenset({"force", "posture", "evacuated", "access"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of firmness.csv."""

    keys: tuple[str, ...]
    level: str
    reach: str
    kinds: frozenset[str]


@cache
def marks() -> dict[str, list[Mark]]:
    """The words of firmness.csv by their first key, longest first."""
    table: dict[str, list[Mark]] = {}
    for row in rows("firmness.csv"):
        kinds = frozenset(row["kinds"].split())
        if "plan" in kinds:
            kinds |= PLANS
        keys = keys_of(row["words"])
        table.setdefault(keys[0], []).append(Mark(keys, row["level"], row["reach"], kinds))
    for found in table.values():
        found.sort(key=lambda m: -len(m.keys))
    return table


@dataclass(slots=True)
class Marked:
    """A sentence read for firmness. `keys`: of its tokens, the month of May told from the verb. `starts`: characters
    where the tokens start, `ends` where they end. `found`: marks by their first token, longest first. `doubts`: of the
    words of doubt, (first token, token after the shortest of them there)."""

    keys: list[str]
    starts: list[int]
    ends: list[int]
    found: list[tuple[int, list[Mark]]]
    doubts: list[tuple[int, int]]

    def doubt(self, first: int, last: int) -> int:
        """Token in `[first, last)` where words of doubt that end by `last` begin, or -1."""
        for n, end in self.doubts:
            if n >= first and end <= last:
                return n
        return -1


def marked(sentence: Sentence) -> Marked:
    """The marks of one sentence. Linear in its tokens."""
    tokens = sentence.tokens
    keys = [n if (n := t.norm).isalnum() else key_of(n) for t in tokens]
    if "may" in keys:
        keys[1:] = ["month" if k == "may" and t.text == "May" else k for k, t in zip(keys[1:], tokens[1:], strict=True)]
    found, doubts = find(keys)
    return Marked(keys, [t.start for t in tokens], [t.end for t in tokens], found, doubts)


@cache
def _seconds() -> dict[str, tuple[list[Mark], frozenset[str]]]:
    """By first key the marks of that word alone, and the second keys of the longer ones."""
    return {
        first: ([m for m in entries if len(m.keys) == 1], frozenset(m.keys[1] for m in entries if len(m.keys) > 1))
        for first, entries in marks().items()
    }


def find(keys: list[str]) -> tuple[list[tuple[int, list[Mark]]], list[tuple[int, int]]]:
    """The marks in a run of keys, and the words of doubt among them."""
    found: list[tuple[int, list[Mark]]] = []
    doubts: list[tuple[int, int]] = []
    table, last = marks(), len(keys) - 1
    for n, known in enumerate(map(_seconds().get, keys)):
        if known is None:
            continue
        here, seconds = known
        if seconds and n < last and keys[n + 1] in seconds:
            entries = table[keys[n]]
            here = [m for m in entries if len(m.keys) == 1 or tuple(keys[n : n + len(m.keys)]) == m.keys]
        if here:
            found.append((n, here))
            sizes = [len(m.keys) for m in here if m.level == "doubt"]
            if sizes:
                doubts.append((n, n + min(sizes)))
    return found, doubts

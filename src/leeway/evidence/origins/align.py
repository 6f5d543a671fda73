"""Ordered alignment of the sentences of two reports.

A copy, even reworded or translated back and forth, keeps the order of its source; two independent texts on the same
events do not. Sentences are partners by the idf-weighted cosine of their words, or of their names and figures where
the words have changed; the longest run of partners in the same order counts.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from leeway.evidence.origins.features import Features, Piece

PARTNER: Final = 0.45
"""Least idf cosine of two partners (measured on real copies: reference tables of docs/background/origins.md)."""
MARK_PARTNER: Final = 0.5
"""Least idf cosine of names and figures of two partners whose words differ."""


BACKGROUND: Final = 30


class Weights:
    """Rarity of a word, a name or a figure: idf over the reports at hand, as if `BACKGROUND` others had been read.

    Without these, of two reports compared alone everything they share would count as common.
    """

    def __init__(self, counts: Mapping[str, int], reports: int) -> None:
        self._counts = counts
        self._reports = max(reports, 1)

    def __call__(self, term: str) -> float:
        """Natural logarithm of all reports over those that hold the term plus one half, never below 0.3."""
        return max(0.3, math.log((self._reports + BACKGROUND) / (self._counts.get(term, 0) + 0.5)))

    def cosine(self, a: frozenset[str], b: frozenset[str]) -> float:
        """idf-weighted cosine of two sets."""
        both = a & b
        if not both:
            return 0.0
        shared = sum(self(t) ** 2 for t in both)
        return shared / math.sqrt(sum(self(t) ** 2 for t in a) * sum(self(t) ** 2 for t in b))

    def containment(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Weighted share of the lighter set that the other holds; 0 if one is empty."""
        weight_a, weight_b = (sum(self(t) for t in s) for s in (a, b))
        if not a or not b:
            return 0.0
        return sum(self(t) for t in a & b) / min(weight_a, weight_b)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Partners (index in a, index in b) in order, and what they amount to.

    `share`: partners in order over the sentences of the shorter report. `by_words`: the same, by words alone.
    `figures`: containment of figures. `quotes`: share of quotations with a soft match. `marks`: weighted containment of
    names and figures.
    """

    pairs: tuple[tuple[int, int], ...]
    share: float
    by_words: float
    figures: float
    quotes: float
    marks: float
    shorter: int


def align(a: Features, b: Features, weights: Weights) -> Alignment:
    """The best ordered alignment of two reports."""
    shorter = min(len(a.pieces), len(b.pieces))
    words = [[weights.cosine(p.stems, q.stems) for q in b.pieces] for p in a.pieces]
    marks = [[_marks_cosine(p, q, weights) for q in b.pieces] for p in a.pieces]
    word_pairs = _ordered([_best(row, PARTNER) for row in words])
    both = [
        [max(w / PARTNER, m / MARK_PARTNER) for w, m in zip(ws, ms, strict=True)]
        for ws, ms in zip(words, marks, strict=True)
    ]
    pairs = _ordered([_best(row, 1.0) for row in both])
    return Alignment(
        pairs=tuple(pairs),
        share=len(pairs) / shorter if shorter else 0.0,
        by_words=len(word_pairs) / shorter if shorter else 0.0,
        figures=_plain_containment(a.figures, b.figures),
        quotes=_quotes(a.quotes, b.quotes),
        marks=weights.containment(a.marks, b.marks),
        shorter=shorter,
    )


def _marks_cosine(p: Piece, q: Piece, weights: Weights) -> float:
    """Names and figures alike, at least two of them."""
    return weights.cosine(p.marks, q.marks) if len(p.marks & q.marks) >= 2 else 0.0


def _best(row: Sequence[float], least: float) -> int | None:
    if not row:
        return None
    at = max(range(len(row)), key=row.__getitem__)
    return at if row[at] >= least else None


def _ordered(partner: Sequence[int | None]) -> list[tuple[int, int]]:
    """Longest strictly increasing subsequence of the partners, as pairs."""
    tails: list[int] = []
    at: list[int] = []
    back: dict[int, int | None] = {}
    for i, j in enumerate(partner):
        if j is None:
            continue
        k = bisect_left(tails, j)
        back[i] = at[k - 1] if k else None
        if k == len(tails):
            tails.append(j)
            at.append(i)
        else:
            tails[k] = j
            at[k] = i
    found: list[tuple[int, int]] = []
    i_or_none: int | None = at[-1] if at else None
    while i_or_none is not None:
        j = partner[i_or_none]
        assert j is not None
        found.append((i_or_none, j))
        i_or_none = back[i_or_none]
    return found[::-1]


def _plain_containment(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 1.0


def _quotes(a: Sequence[frozenset[str]], b: Sequence[frozenset[str]]) -> float:
    if not a or not b:
        return 0.0
    few, many = sorted((a, b), key=len)
    return sum(any(len(q & r) / len(q | r) >= 0.5 for r in many) for q in few) / len(few)

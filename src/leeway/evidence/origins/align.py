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
from functools import lru_cache
from typing import Final

from leeway.evidence.origins.features import Features, Piece

PARTNER: Final = 0.45
"""Least idf cosine of two partners (measured on real copies: reference tables of docs/background/origins.md)."""
MARK_PARTNER: Final = 0.5
"""Least idf cosine of names and figures of two partners whose words differ."""
PASSAGE_WORDS: Final = 8
PASSAGE_ALIKE: Final = 0.6
"""A sentence taken over has at least so many content words, and so many of them (Jaccard) are the same."""
MASSES: Final = 4096
"""Reports whose whole weight is remembered: candidates come in order, so the same ones are asked for again."""
BACKGROUND: Final = 30
"""Reports that rarities are reckoned over besides those at hand."""


class Weights:
    """Rarity of a word, a name or a figure: idf over the reports at hand, as if `BACKGROUND` others had been read.

    Without these, of two reports compared alone everything they share would count as common.
    """

    def __init__(self, counts: Mapping[str, int], reports: int) -> None:
        self._counts = counts
        self._reports = max(reports, 1)
        self._known: dict[str, float] = {}
        self._squares: dict[str, int] = {}
        self._mass = lru_cache(maxsize=MASSES)(lambda terms: math.fsum(map(self, terms)))

    def __call__(self, term: str) -> float:
        """Natural logarithm of all reports over those that hold the term plus one half, never below 0.3."""
        known = self._known.get(term)
        if known is None:
            known = max(0.3, math.log((self._reports + BACKGROUND) / (self._counts.get(term, 0) + 0.5)))
            self._known[term] = known
        return known

    def square(self, term: str) -> int:
        """The square of the weight in millionths: whole numbers add up to the same in any order of a set."""
        known = self._squares.get(term)
        if known is None:
            known = self._squares[term] = round(self(term) ** 2 * 1e6)
        return known

    def cosines(
        self, a: Sequence[frozenset[str]], b: Sequence[frozenset[str]], least_common: int = 1
    ) -> list[dict[int, float]]:
        """For each set of `a` its idf-weighted cosine with the sets of `b` that share `least_common` terms with it.

        Only terms that both hold are looked at: most pairs of sentences share none.
        """
        holders: dict[str, list[int]] = {}
        for j, terms in enumerate(b):
            for term in terms:
                holders.setdefault(term, []).append(j)
        mass = [sum(map(self.square, terms)) for terms in b]
        rows = []
        for terms in a:
            shared: dict[int, int] = {}
            common: dict[int, int] = {}
            for term in terms:
                for j in holders.get(term, ()):
                    shared[j] = shared.get(j, 0) + self.square(term)
                    common[j] = common.get(j, 0) + 1
            own = sum(map(self.square, terms)) if shared else 0
            rows.append({j: both / math.sqrt(own * mass[j]) for j, both in shared.items() if common[j] >= least_common})
        return rows

    def containment(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Weighted share of the lighter set that the other holds; 0 if one is empty."""
        if not a or not b:
            return 0.0
        return math.fsum(map(self, a & b)) / min(self._mass(a), self._mass(b))


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
    words = weights.cosines([p.stems for p in a.pieces], [q.stems for q in b.pieces])
    marks = weights.cosines([p.marks for p in a.pieces], [q.marks for q in b.pieces], least_common=2)
    word_pairs = _ordered([_best(row, PARTNER) for row in words])
    both = [
        {j: max(w.get(j, 0.0) / PARTNER, m.get(j, 0.0) / MARK_PARTNER) for j in w.keys() | m.keys()}
        for w, m in zip(words, marks, strict=True)
    ]
    pairs = _ordered([_best(row, 1.0) for row in both])
    return Alignment(
        pairs=tuple(pairs),
        share=len(pairs) / shorter if shorter else 0.0,
        by_words=len(word_pairs) / shorter if shorter else 0.0,
        figures=shared_figures(a, b),
        quotes=_quotes(a.quotes, b.quotes),
        marks=weights.containment(a.marks, b.marks),
        shorter=shorter,
    )


def passages(a: Features, b: Features, weights: Weights) -> Alignment:
    """The single sentences taken over, in whatever order: all there is to find where two reports share so few names
    and figures that they cannot be one story. Far cheaper than aligning them."""
    holders: dict[str, list[int]] = {}
    for j, piece in enumerate(b.pieces):
        for mark in piece.marks or ("",):
            holders.setdefault(mark, []).append(j)
    pairs = tuple(
        (i, j)
        for i, piece in enumerate(a.pieces)
        if len(piece.stems) >= PASSAGE_WORDS
        for j in sorted({j for mark in piece.marks or ("",) for j in holders.get(mark, ())})
        if same_passage(piece, b.pieces[j])
    )
    shorter = min(len(a.pieces), len(b.pieces))
    share = min(1.0, len({i for i, _ in pairs}) / shorter) if shorter else 0.0
    return Alignment(
        pairs=pairs,
        share=share,
        by_words=share,
        figures=shared_figures(a, b),
        quotes=_quotes(a.quotes, b.quotes),
        marks=weights.containment(a.marks, b.marks),
        shorter=shorter,
    )


def same_passage(a: Piece, b: Piece) -> bool:
    """A sentence taken over: long, most of its words the same, and half of the names and figures of the one that has
    fewer. A formula filled anew every day ("... flights left ... on ...") is not taken over."""
    fewer, more = sorted((len(a.stems), len(b.stems)))
    if fewer < PASSAGE_WORDS or fewer < PASSAGE_ALIKE * more:
        return False
    both = len(a.stems & b.stems)
    if both < PASSAGE_ALIKE * (fewer + more - both):
        return False
    return 2 * len(a.marks & b.marks) >= min(len(a.marks), len(b.marks))


def shared_figures(a: Features, b: Features) -> float:
    """Share of the figures of the report that has fewer which the other holds too; 1 where one has none."""
    return _plain_containment(a.figures, b.figures)


def _best(row: Mapping[int, float], least: float) -> int | None:
    """The nearest partner of a row, of equals the first; None if none is near enough."""
    at = min(row, key=lambda j: (-row[j], j), default=None)
    return at if at is not None and row[at] >= least else None


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

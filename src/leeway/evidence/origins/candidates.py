"""Which pairs of reports are worth aligning.

Four nets: MinHash sketches of word 3-shingles in 64 bands of 2 rows (a copy that went through two languages shares a
third of its shingles; the usual thresholds miss it), and rare names and figures held in common (rewrites share no
shingles); sentences taken over, by the least hashes of their 4-shingles; and reports of one publisher of which one says
that it replaces another. What either brings up is screened by a cheap exact measure before anything is aligned.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from leeway.evidence.model import Report
from leeway.evidence.origins.align import Weights
from leeway.evidence.origins.bands import alike
from leeway.evidence.origins.pairs import often_together
from leeway.evidence.origins.sketches import TRACES
from leeway.evidence.origins.traits import Traits

RAREST: Final = 16
COMMON: Final = 200
"""A name or figure that more reports share is a topic, not a trace."""
SHARED: Final = 4
LEAST_MARKS: Final = 0.45
OFTEN: Final = 50
"""A sentence in more reports than this is a formula (a credit, a boilerplate), no trace."""
CORRECTED: Final = re.compile(r"\b(?:replaces|corrects|corrected|correction|withdrawn)\b", re.I)
OPENING: Final = 400


class Net:
    """What is kept of every report while candidates are sought, as numbers: a sketch, names and figures, traces."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._counts = np.zeros(1 << 12, dtype=np.int64)
        self._many = 0
        self._marks: list[Any] = []
        self._marked: list[Any] = []
        self._sketches: list[Any] = []
        self._traces: list[Any] = []
        self._traced: list[Any] = []
        self._publisher: defaultdict[str, list[int]] = defaultdict(list)
        self._corrections: list[tuple[int, str]] = []

    def add(self, reports: Sequence[Report], found: Traits) -> None:
        """Some more reports with their traits; the index of a report is the number of those before it."""
        for at, report in enumerate(reports, self._many):
            if report.publisher:
                self._publisher[report.publisher].append(at)
                if corrects(report):
                    self._corrections.append((at, report.publisher))
        places = self._places
        place = np.array([places.setdefault(term, len(places)) for term in found.terms], dtype=np.int64)
        if len(places) > len(self._counts):
            self._counts = np.concatenate((self._counts, np.zeros(len(places), dtype=np.int64)))
        self._counts[place] += found.counts
        self._marks.append(place[found.marks].astype(np.uint32))
        self._marked.append(found.marked.astype(np.uint32))
        self._sketches.append(found.sketches)
        self._traces.append(found.traces)
        self._traced.append((found.traced + self._many).astype(np.uint32))
        self._many += found.many

    def weights(self) -> Weights:
        """Rarities over all reports added."""
        counts = self._counts[: len(self._places)].tolist()
        return Weights(dict(zip(self._places, counts, strict=True)), self._many)

    def candidates(self) -> list[tuple[int, int]]:
        """Pairs (i < j) worth aligning."""
        if not self._many:
            return []
        return sorted({*self._by_shingles(), *self._by_marks(), *self._by_sentences(), *self._by_corrections()})

    def _by_shingles(self) -> Iterator[tuple[int, int]]:
        """Pairs whose sketches agree in a band and are alike."""
        yield from alike(np.concatenate(self._sketches))

    def _by_marks(self) -> Iterator[tuple[int, int]]:
        """Pairs that share several rare names and figures and enough of all."""
        marks = np.concatenate(self._marks)
        marked = np.concatenate(self._marked)
        reports = np.repeat(np.arange(self._many, dtype=np.uint32), marked)
        counts, names = self._counts[: len(self._places)], list(self._places)
        traced = np.flatnonzero((counts >= 2) & (counts <= COMMON)).tolist()
        traced.sort(key=lambda mark: (counts[mark], names[mark]))
        rarity = np.full(len(counts), -1)
        rarity[traced] = np.arange(len(traced))
        usable = rarity[marks] >= 0
        held, holder = marks[usable], reports[usable]
        order = np.lexsort((rarity[held], holder))
        held, holder = held[order], holder[order]
        rarest = np.arange(len(holder)) - np.searchsorted(holder, holder) < RAREST
        pairs = often_together(held[rarest], holder[rarest], 2, COMMON, SHARED)
        weights = self.weights()
        weight = np.array([weights(name) for name in names])
        ends = np.cumsum(marked, dtype=np.int64)
        for i, j in pairs:
            a, b = (marks[ends[k] - marked[k] : ends[k]] for k in (i, j))
            if _containment(a, b, weight) >= LEAST_MARKS:
                yield i, j

    def _by_sentences(self) -> Iterator[tuple[int, int]]:
        """Pairs with a sentence of which most traces are the same."""
        yield from often_together(np.concatenate(self._traces), np.concatenate(self._traced), 2, OFTEN, TRACES - 1)

    def _by_corrections(self) -> Iterator[tuple[int, int]]:
        """A report that says it replaces another, and each other report of its publisher."""
        for at, publisher in self._corrections:
            for other in self._publisher[publisher]:
                if other != at:
                    yield min(at, other), max(at, other)


def corrects(report: Report) -> bool:
    """True where a report says in its title or opening that it replaces or corrects another."""
    return CORRECTED.search(f"{report.title or ''} {report.body[:OPENING]}") is not None


def _containment(a: Any, b: Any, weight: Any) -> float:
    """Weighted share of the lighter set that the other holds."""
    lighter = min(math.fsum(weight[a]), math.fsum(weight[b]))
    return math.fsum(weight[np.intersect1d(a, b, assume_unique=True)]) / lighter if lighter else 0.0

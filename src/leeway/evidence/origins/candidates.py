"""Which pairs of reports are worth aligning.

Four nets: MinHash sketches of word 3-shingles in 64 bands of 2 rows (a copy that went through two languages shares a
third of its shingles; the usual thresholds miss it), and rare names and figures held in common (rewrites share no
shingles); sentences taken over, by the least hashes of their 4-shingles; and reports of one publisher of which one says
that it replaces another. What either brings up is screened by a cheap exact measure before anything is aligned.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import combinations, groupby
from typing import Any, Final

from leeway.evidence.model import Report
from leeway.evidence.origins.align import Weights
from leeway.evidence.origins.features import Features
from leeway.evidence.origins.sketches import TRACES, shingles, traces

PERMUTATIONS: Final = 128
BANDS: Final = 64
SEED: Final = 1
LEAST_SKETCH: Final = 0.10
"""Screen on the estimated Jaccard of the sketches: far below a translated copy (.32), far above chance (.02)."""
RAREST: Final = 16
COMMON: Final = 200
"""A name or figure that more reports share is a topic, not a trace."""
NEAREST: Final = 50
"""A report is held against so many earlier ones that look most like it, the first of equals: daily reports on one form
all look alike, and a family needs no more links than these to hold together."""
SHARED: Final = 4
LEAST_MARKS: Final = 0.45
CHUNK: Final = 512
OFTEN: Final = 50
"""A sentence in more reports than this is a formula (a credit, a boilerplate), no trace."""
CORRECTED: Final = re.compile(r"\b(?:replaces|corrects|corrected|correction|withdrawn)\b", re.I)
OPENING: Final = 400


class Net:
    """What is kept of every report while candidates are sought: a sketch and its names and figures as numbers."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._ids: dict[str, int] = {}
        self._marks: list[array[int]] = []
        self._sketches: list[Any] = []
        self._waiting: list[list[str]] = []
        self._traces = array("Q")
        self._traced = array("L")
        self._publisher: defaultdict[str, list[int]] = defaultdict(list)
        self._corrections: list[tuple[int, str]] = []

    def add(self, found: Features, words: Sequence[Sequence[str]]) -> None:
        """One more report, with the words of each of its sentences; its index is the number of those before it."""
        report, at = found.report, len(self._marks)
        if report.publisher:
            self._publisher[report.publisher].append(at)
            if corrects(report):
                self._corrections.append((at, report.publisher))
        left = traces(words)
        self._traces.extend(left)
        self._traced.extend([at] * len(left))
        self.counts.update(found.marks.union(*(piece.stems for piece in found.pieces)))
        ids = self._ids
        self._marks.append(array("l", sorted(ids.setdefault(mark, len(ids)) for mark in found.marks)))
        self._waiting.append(shingles(words))
        if len(self._waiting) >= CHUNK:
            self._sketch()

    def weights(self) -> Weights:
        """Rarities over all reports added."""
        return Weights(self.counts, len(self._marks))

    def candidates(self) -> list[tuple[int, int]]:
        """Pairs (i < j) worth aligning."""
        return sorted({*self._by_shingles(), *self._by_marks(), *self._by_sentences(), *self._by_corrections()})

    def _sketch(self) -> None:
        from rensa import RMinHash

        self._sketches.extend(RMinHash.from_token_sets(self._waiting, num_perm=PERMUTATIONS, seed=SEED))
        self._waiting = []

    def _by_shingles(self) -> Iterator[tuple[int, int]]:
        """Pairs whose sketches agree in a band and whose estimated Jaccard passes the screen."""
        from rensa import RMinHashLSH

        self._sketch()
        index = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
        for j, sketch in enumerate(self._sketches):
            near = ((self._sketches[i].jaccard(sketch), -i) for i in index.query(sketch))
            for _, i in nlargest(NEAREST, (pair for pair in near if pair[0] >= LEAST_SKETCH)):
                yield -i, j
            index.insert(j, sketch)

    def _by_marks(self) -> Iterator[tuple[int, int]]:
        """Pairs that share several rare names and figures and enough of all."""
        names = list(self._ids)
        counts = [self.counts[name] for name in names]
        weights = self.weights()
        weight = [weights(name) for name in names]
        holders: defaultdict[int, list[int]] = defaultdict(list)
        for i, marks in enumerate(self._marks):
            rare = sorted((counts[mark], names[mark], mark) for mark in marks if 2 <= counts[mark] <= COMMON)
            for _, _, mark in rare[:RAREST]:
                holders[mark].append(i)
        shared: Counter[tuple[int, int]] = Counter()
        for mark in sorted(holders):
            shared.update(combinations(holders[mark], 2))
        for (i, j), many in shared.items():
            if many >= SHARED and _containment(self._marks[i], self._marks[j], weight) >= LEAST_MARKS:
                yield i, j

    def _by_sentences(self) -> Iterator[tuple[int, int]]:
        """Pairs with a sentence of which most traces are the same."""
        order = sorted(range(len(self._traces)), key=self._traces.__getitem__)
        shared: Counter[tuple[int, int]] = Counter()
        for _, group in groupby(order, key=self._traces.__getitem__):
            holders = sorted({self._traced[k] for k in group})
            if 2 <= len(holders) <= OFTEN:
                shared.update(combinations(holders, 2))
        for pair, many in shared.items():
            if many >= TRACES - 1:
                yield pair

    def _by_corrections(self) -> Iterator[tuple[int, int]]:
        """A report that says it replaces another, and each other report of its publisher."""
        for at, publisher in self._corrections:
            for other in self._publisher[publisher]:
                if other != at:
                    yield min(at, other), max(at, other)


def corrects(report: Report) -> bool:
    """True where a report says in its title or opening that it replaces or corrects another."""
    return CORRECTED.search(f"{report.title or ''} {report.body[:OPENING]}") is not None


def _containment(a: array[int], b: array[int], weight: list[float]) -> float:
    """Weighted share of the lighter set that the other holds."""
    both = set(a).intersection(b)
    lighter = min(math.fsum(weight[m] for m in a), math.fsum(weight[m] for m in b))
    return math.fsum(weight[m] for m in both) / lighter if lighter else 0.0

"""The main flow: reports to families of one origin, decided sentence by sentence, with the evidence for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from rapidfuzz import fuzz

from leeway.evidence.model import Report
from leeway.evidence.origins.align import Alignment, Weights, align, passages, same_passage, shared_figures
from leeway.evidence.origins.candidates import Net, corrects
from leeway.evidence.origins.features import Features, features, folded
from leeway.evidence.origins.traits import traits
from leeway.evidence.processes import in_batches

COPY_SHARE: Final = 0.6
COPY_SENTENCES: Final = 8
COPY_FIGURES: Final = 0.6
"""Same story: six sentences in ten aligned in order by their words, at least eight, and the figures agree."""
REWRITE_SHARE: Final = 0.4
REWRITE_MARKS: Final = 0.55
REWRITE_PAIRS: Final = 5
"""A rewrite or a translation: four in ten in the same order by names and figures, and most names and figures shared."""
CREDIT_MARKS: Final = 0.5
KEPT: Final = 4096
BATCH: Final = 256
"""Reports whose traits are found at once: half a second's work."""
_FALSE_STOP: Final = re.compile(r"[a-z]\.\s+[\"“]?(?:[a-z]|\.)")


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports of one origin. `kind`: "copy", "rewrite", "correction", "credit" or "passages" (some sentences only).

    `pairs`: spans of the sentences that correspond, first those of `a`. `alignment`: the measures.
    """

    a: str
    b: str
    kind: str
    alignment: Alignment
    pairs: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    @property
    def whole(self) -> bool:
        """True where the reports as wholes are one origin, not some passages only."""
        return self.kind != "passages"


@dataclass(frozen=True)
class Origins:
    """Families: `family[report]` is the id of the best original of its family (its own id if it stands alone).

    `passages[report]`: (span, family) of sentences taken from another family.
    """

    family: Mapping[str, str]
    links: tuple[Link, ...]
    passages: Mapping[str, tuple[tuple[tuple[int, int], str], ...]]

    def of(self, report: str, span: tuple[int, int]) -> str:
        """Origin of a statement that rests on `span` of `report`: of the sentence where taken over, else the family."""
        for (start, end), family in self.passages.get(report, ()):
            if min(end, span[1]) - max(start, span[0]) > (span[1] - span[0]) / 2:
                return family
        return self.family.get(report, report)

    def members(self) -> dict[str, tuple[str, ...]]:
        """Families of two and more, original first."""
        found: dict[str, list[str]] = {}
        for report, original in self.family.items():
            found.setdefault(original, []).append(report)
        return {k: (k, *(r for r in sorted(v) if r != k)) for k, v in sorted(found.items()) if len(v) > 1}


def origins(reports: Sequence[Report], workers: int = 1) -> Origins:
    """Decide for every sentence and every report of `reports` where it comes from, the same with any number of workers.

    Ids must be unique. `reports` is gone through twice, candidates a third time: it may read its items from disk.
    Method: candidates by sketches and by rare names and figures, verified by ordered alignment, quotations and
    agreeing figures (docs/background/origins.md).
    """
    net = Net()
    for batch, found in in_batches(reports, BATCH, _bodies, traits, workers):
        net.add(batch, found)
    weights = net.weights()
    of = lru_cache(maxsize=KEPT)(lambda i: features(reports[i]))
    links = [link for i, j in net.candidates() if (link := _link(of(i), of(j), weights)) is not None]
    family = _families(reports, links)
    return Origins(family, tuple(links), _passages(links, family))


def _bodies(reports: Sequence[Report]) -> list[str]:
    return [report.body for report in reports]


def _link(a: Features, b: Features, weights: Weights) -> Link | None:
    first, second = (a, b) if _originality(a.report) <= _originality(b.report) else (b, a)
    one_story = shared_figures(a, b) >= COPY_FIGURES or weights.containment(a.marks, b.marks) >= CREDIT_MARKS
    alignment = align(first, second, weights) if one_story else passages(first, second, weights)
    kind = _kind(first.report, second.report, alignment) if one_story else "passages"
    pairs = tuple(
        ((p.start, p.end), (q.start, q.end))
        for p, q in ((first.pieces[i], second.pieces[j]) for i, j in alignment.pairs)
        if kind != "passages" or same_passage(p, q)
    )
    if kind == "passages" and not pairs:
        return None
    return Link(first.report.id, second.report.id, kind, alignment, pairs)


def _kind(first: Report, second: Report, found: Alignment) -> str:
    if found.by_words >= COPY_SHARE and found.figures >= COPY_FIGURES and (
        found.shorter >= COPY_SENTENCES or found.by_words >= 0.8
    ):  # fmt: skip
        return "copy"
    if _corrects(first, second) and found.marks >= CREDIT_MARKS:
        return "correction"
    if (_credits(second, first) or _credits(first, second)) and found.marks >= CREDIT_MARKS and len(found.pairs) >= 3:
        return "credit"
    same_run = len(found.pairs) >= REWRITE_PAIRS and found.share >= REWRITE_SHARE
    if same_run and found.marks >= REWRITE_MARKS and found.figures >= COPY_FIGURES:
        return "rewrite"
    return "passages"


def _corrects(first: Report, second: Report) -> bool:
    """One of the two says that it replaces a report, and they are of one publisher and one title."""
    if not first.publisher or first.publisher != second.publisher:
        return False
    return (corrects(first) or corrects(second)) and fuzz.token_set_ratio(
        folded(first.title or ""), folded(second.title or "")
    ) >= 80


def _credits(report: Report, source: Report) -> bool:
    """`report` names the publisher of `source` as where it has its news from."""
    name = source.publisher
    if not name or name == report.publisher:
        return False
    named = folded(report.body)
    return folded(name) in named or any(folded(name) == folded(credit) for credit in report.credits)


@lru_cache(maxsize=KEPT)
def _originality(report: Report) -> tuple[Any, ...]:
    """Sorts the better original first: earlier, without marks of translation, longer, then by id."""
    published = report.published or datetime.max.replace(tzinfo=UTC)
    return published, len(_FALSE_STOP.findall(report.body)), -len(report.body), report.id


def _families(reports: Sequence[Report], links: Sequence[Link]) -> dict[str, str]:
    """Best original of each report's family (union of whole links)."""
    above = {report.id: report.id for report in reports}

    def root(name: str) -> str:
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for link in links:
        if link.whole:
            above[root(link.a)] = root(link.b)
    best: dict[str, Report] = {}
    for report in reports:
        top = root(report.id)
        if top not in best or _originality(report) < _originality(best[top]):
            best[top] = report
    return {report.id: best[root(report.id)].id for report in reports}


def _passages(links: Sequence[Link], family: Mapping[str, str]) -> dict[str, tuple[tuple[tuple[int, int], str], ...]]:
    found: dict[str, list[tuple[tuple[int, int], str]]] = {}
    for link in links:
        if not link.whole and family[link.a] != family[link.b]:
            found.setdefault(link.b, []).extend((theirs, family[link.a]) for _, theirs in link.pairs)
    return {report: tuple(sorted(spans)) for report, spans in found.items()}

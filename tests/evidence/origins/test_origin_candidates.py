"""The search for candidates in columns of numbers finds what looking at every pair finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from origin_texts import CORRECTION, CREDITED, INDEPENDENT, ROUND_TRIP, WIRE, WITH_PASSAGE

from leeway.evidence.model import Report
from leeway.evidence.origins import bands, families, pairs
from leeway.evidence.origins.features import features
from leeway.evidence.origins.traits import traits

TEXTS = [WIRE, ROUND_TRIP, INDEPENDENT, CORRECTION, CREDITED, WITH_PASSAGE]


def sketches(many: int, seed: int) -> np.ndarray:
    """Sketches of few different numbers, so that many agree in a band; some are the same, as reports on one form."""
    made = np.random.default_rng(seed).integers(0, 6, (many, 12), dtype=np.uint32)
    made[many // 2 :: 2] = made[0]
    return made


def near(rows: np.ndarray) -> Iterator[tuple[int, int]]:
    """Of each sketch the nearest earlier ones that agree in a band, pair by pair."""
    for j in range(len(rows)):
        found = []
        for i in range(j):
            same = rows[i] == rows[j]
            if same.reshape(-1, bands.ROWS).all(axis=1).any() and same.mean() >= bands.LEAST:
                found.append((-same.sum(), i))
        yield from ((i, j) for _, i in sorted(found)[: bands.NEAREST])


@pytest.mark.parametrize("most", [1, 50, 1 << 22])
def test_sketches_alike(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In blocks of any size the bands give the pairs that comparing each with each gives, the nearest only."""
    monkeypatch.setattr(bands, "MOST", most)
    monkeypatch.setattr(bands, "COMPARED", 7)
    monkeypatch.setattr(bands, "NEAREST", 5)
    rows = sketches(60, seed=3)
    expected = sorted(near(rows))
    assert len(expected) > 100
    assert sorted(bands.alike(rows)) == expected


@pytest.mark.parametrize("most", [1, 9, 1 << 22])
@given(held=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=60))
def test_often_together(most: int, held: list[tuple[int, int]]) -> None:
    """In blocks of any size the pairs counted are those that counting pair by pair gives."""
    holders = defaultdict(set)
    for thing, report in held:
        holders[thing].add(report)
    counts: defaultdict[tuple[int, int], int] = defaultdict(int)
    for reports in holders.values():
        if 2 <= len(reports) <= 6:
            for pair in combinations(sorted(reports), 2):
                counts[pair] += 1
    things, reports_of = (np.array([one[k] for one in held], dtype=np.uint32) for k in (0, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "MOST", most)
        found = list(pairs.often_together(things, reports_of, 2, 6, 2))
    assert found == sorted(pair for pair, many in counts.items() if many >= 2)


def test_traits_are_those_of_features() -> None:
    """What is gathered of many reports at once is what the alignment later sees of each."""
    found = traits([report.body for report in TEXTS])
    seen = [features(report) for report in TEXTS]
    marks = np.split(found.marks, np.cumsum(found.marked)[:-1])
    assert [{found.terms[k] for k in of} for of in marks] == [set(one.marks) for one in seen]
    terms = [one.marks.union(*(piece.stems for piece in one.pieces)) for one in seen]
    assert dict(zip(found.terms, found.counts, strict=True)) == {
        term: sum(term in one for one in terms) for term in set().union(*terms)
    }


def test_gathered_in_any_batches() -> None:
    """Sketches and traces of a report do not depend on what stands beside it, an empty report among it."""
    bodies = [WIRE.body, "", "Two words", INDEPENDENT.body]
    together, apart = traits(bodies), [traits([body]) for body in bodies]
    assert (together.sketches == np.concatenate([one.sketches for one in apart])).all()
    assert together.traces.tolist() == [trace for one in apart for trace in one.traces]
    assert together.traced.tolist() == [k for k, one in enumerate(apart) for _ in one.traces]


def test_any_number_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Families, links and passages are the same from one process and from two."""
    monkeypatch.setattr(families, "BATCH", 4)
    many = [replace(report, id=f"{report.id}-{k}") for k in range(5) for report in TEXTS]
    many.append(Report("empty", "", "Test Wire"))
    one, two = families.origins(many), families.origins(many, workers=2)
    assert one == two
    assert len(one.members()) >= 2

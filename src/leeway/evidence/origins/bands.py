"""Sketches that are alike, by locality-sensitive hashing: two agree in both rows of one of 64 bands.

Done on whole columns in blocks of bounded size, so that neither an index nor the pairs are ever held as objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

ROWS: Final = 2
"""Rows of a band: pairs of a Jaccard of .32 are found with probability .999, of .02 with .025 (64 bands)."""
LEAST: Final = 0.10
"""Screen on the estimated Jaccard: far below a translated copy (.32), far above chance (.02)."""
NEAREST: Final = 50
"""A report is held against so many earlier ones that look most like it, the first of equals: daily reports on one form
all look alike, and a family needs no more links than these to hold together."""
MOST: Final = 1 << 20
"""Pairs looked at at once, but for those of a single sketch."""
COMPARED: Final = 1 << 14


def alike(sketches: Any) -> Iterator[tuple[int, int]]:
    """Pairs (i < j) of rows of `sketches` (a row for each report) that agree in a band and in enough rows: of each j
    the nearest."""
    many = len(sketches)
    bands = [_Band(sketches[:, at : at + ROWS]) for at in range(0, sketches.shape[1], ROWS)]
    before = np.zeros(many, dtype=np.int64)
    for band in bands:
        before += band.before
    with_each = before > np.arange(many)  # of reports on one form: cheaper than to go through band after band
    total = np.cumsum(np.where(with_each, 0, before))
    begin = 0
    while begin < many:
        done = total[begin - 1] if begin else 0
        end = max(int(np.searchsorted(total, done + MOST, "right")), begin + 1)
        sought = np.flatnonzero(~with_each[begin:end]) + begin
        yield from _nearest(sketches, np.unique(np.concatenate([band.pairs(sought) for band in bands])))
        begin = end
    for later in np.flatnonzero(with_each).tolist():
        yield from _of_all(sketches, later)


class _Band:
    """One band: `order`, the sketches sorted by what they have in it; `place`, where each stands in that order;
    `before`, how many earlier ones have the same."""

    def __init__(self, rows: Any) -> None:
        key = rows[:, 0].astype(np.uint64)
        for column in range(1, rows.shape[1]):
            key = key << np.uint64(32) | rows[:, column]
        order = np.argsort(key, kind="stable")
        key = key[order]
        self.order = order.astype(np.uint32)
        self.place = np.empty(len(order), dtype=np.uint32)
        self.place[order] = np.arange(len(order), dtype=np.uint32)
        before = np.arange(len(order)) - np.searchsorted(key, key)
        self.before = before.astype(np.uint32)[self.place]

    def pairs(self, sought: Any) -> Any:
        """Pairs of the sketches sought with earlier ones that have the same, as j << 32 | i."""
        many = self.before[sought].astype(np.int64)
        later = np.repeat(sought, many)
        first = self.place[sought] - many
        inside = np.arange(len(later)) - np.repeat(np.cumsum(many) - many, many)
        return later << 32 | self.order[np.repeat(first, many) + inside]


def _nearest(sketches: Any, pairs: Any) -> Iterator[tuple[int, int]]:
    """Of pairs (j << 32 | i) in order those that are alike, of each j the `NEAREST`."""
    later, earlier = pairs >> 32, pairs & 0xFFFFFFFF
    same = np.empty(len(pairs), dtype=np.int64)
    for at in range(0, len(pairs), COMPARED):
        part = slice(at, at + COMPARED)
        same[part] = (sketches[later[part]] == sketches[earlier[part]]).sum(axis=1)
    yield from _kept(later, earlier, same, sketches.shape[1])


def _of_all(sketches: Any, later: int) -> Iterator[tuple[int, int]]:
    """The same of one sketch held against all earlier ones: as bits, the two rows of a band side by side."""
    bits = np.packbits(sketches[:later] == sketches[later], axis=1)
    banded = np.flatnonzero((bits & bits >> 1 & 0x55).any(axis=1))
    same = np.bitwise_count(bits[banded]).sum(axis=1, dtype=np.int64)
    yield from _kept(np.full(len(banded), later), banded, same, sketches.shape[1])


def _kept(later: Any, earlier: Any, same: Any, rows: int) -> Iterator[tuple[int, int]]:
    """Of pairs that have so many of their rows the same those that are alike, of each j the `NEAREST`."""
    near = same >= LEAST * rows
    later, earlier, same = later[near], earlier[near], same[near]
    order = np.lexsort((earlier, -same, later))
    later, earlier = later[order], earlier[order]
    kept = np.arange(len(later)) - np.searchsorted(later, later) < NEAREST
    yield from zip(earlier[kept].tolist(), later[kept].tolist(), strict=True)

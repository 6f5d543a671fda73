"""Who is out by when, by group and exit: the steps at which the counts rise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Gone:
    """People out over `points` grid hours, n replications of g groups over e exits, as `shape` = (n, g, e).

    Entry k: `people[k]` people of cell `cell[k]` (a flat index into `shape`) are out by grid hour number `step[k]`, not
    by the one before. A table of all hours would be hundreds of times larger.
    """

    shape: tuple[int, int, int]
    points: int
    cell: Ints
    step: Ints
    people: Ints

    def total(self) -> Ints:
        """People out by each grid hour, all groups and exits, shape (n, points)."""
        many, groups, exits = self.shape
        at = self.cell // (groups * exits) * self.points + self.step
        counts = np.bincount(at, weights=self.people, minlength=many * self.points)
        return np.rint(counts).astype(np.int64).reshape(many, self.points).cumsum(axis=1)

    def by(self, at: Ints) -> Ints:
        """People out by the grid hours number `at`, shape (n, e): one for each replication and exit; (n, g, e)."""
        many, groups, exits = self.shape
        row, rest = np.divmod(self.cell, groups * exits)
        within = self.step <= at[row, rest % exits]
        counts = np.bincount(self.cell[within], weights=self.people[within], minlength=many * groups * exits)
        return np.rint(counts).astype(np.int64).reshape(self.shape)


def joined(parts: Sequence[Gone]) -> Gone:
    """Replications one below another."""
    _, groups, exits = parts[0].shape
    rows = np.cumsum([0, *(part.shape[0] for part in parts)])
    cell = [part.cell + begin * groups * exits for part, begin in zip(parts, rows.tolist(), strict=False)]
    return Gone(
        (int(rows[-1]), groups, exits),
        parts[0].points,
        np.concatenate(cell),
        np.concatenate([part.step for part in parts]),
        np.concatenate([part.people for part in parts]),
    )


def replaced(found: Gone, rows: Ints, by: Gone) -> Gone:
    """`found` with the given rows taken from `by`."""
    _, groups, exits = found.shape
    cells = groups * exits
    keep = ~np.isin(found.cell // cells, rows)
    cell = rows[by.cell // cells] * cells + by.cell % cells
    return Gone(
        found.shape,
        found.points,
        np.concatenate([found.cell[keep], cell]),
        np.concatenate([found.step[keep], by.step]),
        np.concatenate([found.people[keep], by.people]),
    )


def counted(shape: tuple[int, int, int], points: int, cell: Ints, step: Ints, people: Ints) -> Gone:
    """From parties (their cells, steps and sizes) to the steps at which counts rise; those past the grid are left out.

    Same numbers whatever the order of the parties.
    """
    inside = step < points
    key = cell[inside] * points + step[inside]
    keys, which = np.unique(key, return_inverse=True)
    heads = np.rint(np.bincount(which.reshape(-1), weights=people[inside], minlength=len(keys))).astype(np.int64)
    return Gone(shape, points, keys // points, keys % points, heads)

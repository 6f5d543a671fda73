"""Who is out by when: the compact counts against a table of every hour, and what is begun ahead."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from random_posts import random_post

from leeway.movement import gone as steps
from leeway.movement.outcomes import begin, outcomes
from leeway.movement.pool import Pool
from leeway.movement.simulate import simulate

SHAPE, POINTS, PARTIES = (5, 3, 2), 20, 400


def parties(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cells, steps (some past the grid) and sizes of parties."""
    rng = np.random.default_rng(seed)
    cell = rng.integers(0, np.prod(SHAPE), PARTIES)
    return cell, rng.integers(0, POINTS + 5, PARTIES), rng.integers(1, 6, PARTIES)


def table(cell: np.ndarray, step: np.ndarray, people: np.ndarray) -> np.ndarray:
    """People out by replication, group, exit and hour, by brute force."""
    found = np.zeros((int(np.prod(SHAPE)), POINTS), dtype=np.int64)
    for c, s, n in zip(cell, step, people, strict=True):
        found[c, s:] += n
    return found.reshape(*SHAPE, POINTS)


def test_counts_are_those_of_the_whole_table() -> None:
    """Totals at every hour, and by group and exit at an hour of each replication and exit."""
    made, whole = steps.counted(SHAPE, POINTS, *parties(1)), table(*parties(1))
    assert np.array_equal(made.total(), whole.sum(axis=(1, 2)))
    at = np.random.default_rng(2).integers(0, POINTS, (SHAPE[0], SHAPE[2]))
    brute = np.take_along_axis(whole, at[:, None, :, None], 3)[..., 0]
    assert np.array_equal(made.by(at), brute)


def test_joined_and_replaced_as_tables_would_be() -> None:
    """One below another, and some replications taken from another run."""
    one, other = (steps.counted(SHAPE, POINTS, *parties(seed)) for seed in (1, 2))
    whole = [table(*parties(seed)) for seed in (1, 2)]
    assert np.array_equal(steps.joined([one, other]).total(), np.concatenate(whole).sum(axis=(1, 2)))
    rows = np.array([3, 0])
    few = steps.counted((2, *SHAPE[1:]), POINTS, *_rows(parties(2), rows))
    wanted = whole[0].copy()
    wanted[rows] = whole[1][rows]
    assert np.array_equal(steps.replaced(one, rows, few).total(), wanted.sum(axis=(1, 2)))


def _rows(
    given: tuple[np.ndarray, np.ndarray, np.ndarray], rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    cell, step, people = given
    cells = SHAPE[1] * SHAPE[2]
    keep = np.isin(cell // cells, rows)
    place = {int(row): k for k, row in enumerate(rows)}
    moved = np.array([place[int(c // cells)] * cells + c % cells for c in cell[keep]])
    return moved, step[keep], people[keep]


def test_what_is_watched_on_the_way_is_what_simulate_gives() -> None:
    """The first replications of a larger run, in several pieces and processes, to the last array and event."""
    case = random_post(4)
    with Pool(2) as pool:
        begun = begin(case, range(150), pool, pieces=2, grid_h=np.arange(0.0, 72.0), watch=True)
        seen, found = begun.watched(), begun.result()
    alone = simulate(case, replications=64)
    for field in fields(alone):
        one, other = getattr(seen, field.name), getattr(alone, field.name)
        assert np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other, field.name
    again = outcomes(case, range(150), grid_h=np.arange(0.0, 72.0))
    assert np.array_equal(found.left, again.left)
    assert found.gone is not None
    assert again.gone is not None
    assert np.array_equal(found.gone.total(), again.gone.total())

"""Servers: side by side, row by row and with shifts that never end, the same hours to the last bit."""

from __future__ import annotations

import numpy as np
import pytest

from leeway.movement.engine import servers
from leeway.movement.engine.gates import Gate

MANY, PARTIES, DESKS = 40, 12, 3
NEVER = np.full(MANY, np.inf)


def served(shifts: bool) -> tuple[np.ndarray, np.ndarray]:
    """Two rounds of parties at desks that open one after another; rows have different numbers of parties."""
    rng = np.random.default_rng(5)
    spans = [(0.0, 1e9)] if shifts else None
    desks = servers.Servers([Gate(spans, np.full(MANY, 0.5 * k), NEVER) for k in range(DESKS)], shifts, MANY)
    found = []
    for begin in (0.0, 2.0):
        rows = np.sort(rng.choice(MANY, 25, replace=False))
        joined = begin + np.sort(rng.uniform(0, 2, (25, PARTIES)), axis=1)
        counts = rng.integers(0, PARTIES + 1, 25)
        found.append(desks.serve(rows, joined, rng.exponential(0.4, (25, PARTIES)), counts))
    return np.stack([start for start, _ in found]), np.stack([finish for _, finish in found])


def test_row_by_row_and_side_by_side_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many rows are served at once decides the way they are computed, and nothing else."""
    quick = served(False)
    monkeypatch.setattr(servers, "FEW", 0)
    assert len(np.unique(quick[0])) > 100
    np.testing.assert_array_equal(served(False), quick)


def test_endless_shifts_are_no_shifts() -> None:
    """Servers kept apart because they have shifts give what interchangeable ones give, where the shifts never end."""
    np.testing.assert_array_equal(served(True), served(False))

"""What warning has cost: the packaged table and the curve at any warning time."""

from __future__ import annotations

import numpy as np

from leeway.forecast.origins import counted
from leeway.history.load import load_history
from leeway.posture.warning_cost import Past, past, warning_costs


def table() -> Past:
    """Two falls (chances 0.5 and 0.1 in time) and two advances that held (0.3 and 0.05), warnings of 1 and 3 days."""
    in_time = np.array([[0.5, 0.5], [0.1, 0.1], [0.3, 0.3], [0.05, 0.2]])
    fell = np.array([True, True, False, False])
    return Past(np.array([1.0, 3.0]), in_time, in_time, fell)


def test_the_threshold_is_the_highest_that_misses_no_more() -> None:
    """Missing half allows a threshold of 0.5 and no needless departure; missing none asks for 0.1, one in three."""
    half, none = warning_costs(24.0, table(), (0.5, 0.0))
    assert (half.threshold, half.missed, half.needless, half.warned_held) == (0.5, 0.5, 0.0, 0.0)
    assert (none.threshold, none.missed, none.warned_held) == (0.1, 0.0, 0.5)
    assert none.needless == 1 / 3


def test_between_days_on_straight_lines() -> None:
    """Two days lie between one (half of the held warned) and three (all of them)."""
    (cost,) = warning_costs(48.0, table(), (0.0,))
    assert cost.warned_held == 0.75


def test_a_longer_warning_never_costs_less() -> None:
    """Also on the packaged table, where few falls make the raw curve jump."""
    for asked in range(3):
        held = [warning_costs(hours, past())[asked].warned_held for hours in range(12, 240, 6)]
        known = [share for share in held if not np.isnan(share)]
        assert len(known) > 10
        assert (np.diff(known) >= -1e-12).all()


def test_the_packaged_table_is_of_the_packaged_history() -> None:
    """Every campaign that counts and whose end is known is in it, under its war; a war can be left out."""
    history = load_history()
    known = [c for c in counted(history) if c.fell or c.known_until is None]
    assert len(past().fell) == len(known)
    assert past().fell.sum() == sum(c.fell for c in known)
    afghan = [c for c in known if c.war == "afghanistan_1978_2021"]
    assert afghan
    assert len(past("afghanistan_1978_2021").fell) == len(known) - len(afghan)

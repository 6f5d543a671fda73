"""A visible drawdown that speeds the collapse: a factor on the hazard, off by default, shown beside."""

from __future__ import annotations

import numpy as np
import pytest

from leeway.posture.drawdown import hastened_draws


def test_survival_is_the_old_one_to_the_power_of_the_factor() -> None:
    """The hazard times two: P(still there) squared, at any hour."""
    hours = np.random.default_rng(1).exponential(100.0, 20_000)
    twice = hastened_draws(hours, 2.0)
    for at in (10.0, 60.0, 200.0):
        assert np.mean(twice > at) == pytest.approx(np.mean(hours > at) ** 2, abs=0.01)


def test_never_is_hastened_too() -> None:
    """A share of the draws that was never lost is lost: the mass beyond the horizon shrinks like any survival."""
    hours = np.where(np.arange(10_000) % 10 < 6, np.inf, np.linspace(1, 500, 10_000))
    assert np.mean(np.isinf(hastened_draws(hours, 1.5))) == pytest.approx(0.6**1.5, abs=0.01)


def test_one_changes_nothing_and_more_makes_no_draw_later() -> None:
    """The switch is off at 1; ranks are kept, so that draw k of all exits stays one future."""
    hours = np.random.default_rng(2).permutation(np.r_[np.linspace(1, 90, 900), np.full(100, np.inf)])
    assert hastened_draws(hours, 1.0) is hours
    sooner = hastened_draws(hours, 3.0)
    assert (sooner <= hours).all()
    order = np.argsort(hours, kind="stable")
    assert (np.diff(np.where(np.isinf(sooner[order]), 1e9, sooner[order])) >= 0).all()

"""Scores: values by hand, the truth wins, outside oracles agree."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from leeway.forecast.model import HORIZON_D, Array
from leeway.forecast.scores import COST_SHARES, auc, brier, coverage, crps, log_crps, pit_interval, regret, warnings

AHEAD = np.arange(1.0, HORIZON_D + 1)


def _world(size: int, seed: int) -> tuple[Array, Array]:
    """Campaigns with their true curves: a share that falls, exponential times; and outcomes drawn from them."""
    rng = np.random.default_rng(seed)
    share = rng.uniform(0.2, 0.7, size)
    scale = np.exp(rng.normal(3.5, 0.7, size))
    truth = share[:, None] * (1 - np.exp(-AHEAD / scale[:, None]))
    drawn = np.ceil(rng.exponential(scale))
    falls = rng.random(size) < share
    return truth, np.where(falls, drawn, np.inf)


TRUTH, DAYS = _world(100_000, 1)
SEEN = np.full(len(DAYS), np.inf)
PERTURBED: dict[str, Callable[[Array], Array]] = {
    "more falls": lambda truth: np.minimum(truth * 1.5, 1.0),
    "fewer falls": lambda truth: truth * 0.6,
    "sooner": lambda truth: truth[:, np.minimum(np.arange(HORIZON_D) * 2, HORIZON_D - 1)],
    "later": lambda truth: truth[:, np.arange(HORIZON_D) // 2],
    "sharper": lambda truth: np.where(truth > truth.mean(), np.minimum(truth * 1.4, 1), truth * 0.6),
    "base rate": lambda truth: np.broadcast_to(truth.mean(axis=0), truth.shape),
}
SCORES: dict[str, Callable[[Array, Array, Array], Array]] = {
    "crps": crps,
    "log crps": log_crps,
    **{f"brier {ahead}": partial(brier, within_d=ahead) for ahead in (3, 7, 14, 30, 60)},
    "regret": lambda curves, days, seen: np.mean(
        [regret(curves, days, seen, lead, cost) for lead in (3, 7, 14) for cost in COST_SHARES], axis=0
    ),
}


@pytest.mark.parametrize("changed", PERTURBED)
@pytest.mark.parametrize("score", SCORES)
def test_the_truth_beats_perturbed_forecasts(score: str, changed: str) -> None:
    """On 100,000 synthetic outcomes the true curve has the lowest mean of every score we publish."""
    true = SCORES[score](TRUTH, DAYS, SEEN).mean()
    other = SCORES[score](PERTURBED[changed](TRUTH), DAYS, SEEN).mean()
    assert true < other


def test_the_truth_beats_perturbed_forecasts_under_censoring() -> None:
    """The same where the outcome is known for a fixed number of days only."""
    seen = np.full(len(DAYS), 40.0)
    true = crps(TRUTH, DAYS, seen).mean()
    assert all(true < crps(change(TRUTH), DAYS, seen).mean() for change in PERTURBED.values())


def test_scored_on_falls_alone_the_liar_would_win() -> None:
    """Why stalls cannot be left out: among falls alone whoever cries wolf beats the truth, among all he loses."""
    liar = np.minimum(TRUTH * 2.5, 1.0)
    fell = np.isfinite(DAYS)
    assert crps(liar, DAYS, SEEN)[fell].mean() < crps(TRUTH, DAYS, SEEN)[fell].mean()
    assert crps(liar, DAYS, SEEN).mean() > crps(TRUTH, DAYS, SEEN).mean()


def test_the_band_of_the_truth_holds_nine_in_ten() -> None:
    """Coverage of the truth is 90 %, of a forecast that is too sure less."""
    assert coverage(TRUTH, DAYS, SEEN).mean() == pytest.approx(0.9, abs=0.005)
    late = PERTURBED["later"](TRUTH) * 0.3
    assert coverage(late, DAYS, SEEN).mean() < 0.85


def test_the_pit_of_the_truth_is_flat() -> None:
    """Uniform draws within the PIT intervals of the truth are uniform."""
    low, high = pit_interval(TRUTH, DAYS, SEEN)
    drawn = np.random.default_rng(2).uniform(low, high)
    assert np.histogram(drawn, bins=10, range=(0, 1))[0] / len(drawn) == pytest.approx(np.full(10, 0.1), abs=0.005)


def test_crps_by_hand() -> None:
    """A curve that says 1/2 from day 1 on, a fall on day 3: 2 days of 1/4 before it and 178 after."""
    curve = np.full((1, HORIZON_D), 0.5)
    assert crps(curve, np.array([3.0]), np.array([np.inf]))[0] == pytest.approx(180 / 4)
    assert crps(curve, np.array([np.inf]), np.array([10.0]))[0] == pytest.approx(10 / 4)
    assert crps(np.zeros((1, HORIZON_D)), np.array([171.0]), np.array([np.inf]))[0] == pytest.approx(10)
    assert log_crps(curve, np.array([np.inf]), np.array([2.0]))[0] == pytest.approx((1 + 1 / 2) / 4)


def test_crps_agrees_with_scoringrules() -> None:
    """For a forecast without mass beyond the horizon our sum is the CRPS of its draws."""
    import scoringrules

    rng = np.random.default_rng(5)
    draws = rng.integers(1, 60, size=(20, 400)).astype(float)
    curves = (draws[:, None, :] <= AHEAD[None, :, None]).mean(axis=2)
    days = rng.integers(1, 60, size=20).astype(float)
    theirs = scoringrules.crps_ensemble(days, draws, estimator="nrg")
    assert crps(curves, days, np.full(20, np.inf)) == pytest.approx(np.asarray(theirs), abs=1e-9)


def test_brier_agrees_with_scoringrules_and_knows_what_is_not_known() -> None:
    """(p - y)^2 where the outcome is known that far, NaN where it is not."""
    import scoringrules

    ours = brier(TRUTH[:500], DAYS[:500], SEEN[:500], 14)
    theirs = scoringrules.brier_score((DAYS[:500] <= 14).astype(float), TRUTH[:500, 13])
    assert ours == pytest.approx(np.asarray(theirs))
    assert np.isnan(brier(TRUTH[:1], np.array([np.inf]), np.array([10.0]), 14))[0]
    assert not np.isnan(brier(TRUTH[:1], np.array([5.0]), np.array([10.0]), 14))[0]


def test_auc_agrees_with_lifelines() -> None:
    """Concordance of a yes/no outcome is the area under the ROC curve; equal weights, many ties."""
    from lifelines.utils import concordance_index

    rng = np.random.default_rng(4)
    p, y = np.round(rng.random(300), 1), (rng.random(300) < 0.3).astype(float)
    assert auc(p, y, np.ones(300)) == pytest.approx(concordance_index(1 - y, 1 - p, np.ones(300)))
    assert np.isnan(auc(p, np.zeros(300), np.ones(300)))


def test_weights_of_auc_count_as_copies() -> None:
    """Weight two is the row twice."""
    rng = np.random.default_rng(6)
    p, y, w = rng.random(50), (rng.random(50) < 0.4).astype(float), rng.integers(1, 4, 50).astype(float)
    times = w.astype(int)
    assert auc(p, y, w) == pytest.approx(auc(np.repeat(p, times), np.repeat(y, times), np.ones(times.sum())))


def test_regret_by_hand() -> None:
    """Acted rightly, acted for nothing, held still rightly, held still and lost, and not known."""
    p = np.zeros((5, HORIZON_D))
    p[:2, 6] = 0.5
    days, seen = np.array([5.0, np.inf, 8.0, 7.0, np.inf]), np.array([np.inf, np.inf, np.inf, np.inf, 3.0])
    assert regret(p, days, seen, 7, 0.2) == pytest.approx([0.0, 0.2, 0.0, 0.8, np.nan], nan_ok=True)


def test_warnings_by_hand() -> None:
    """Two falls, two that held: thresholds trade misses for false alarms, and a fall without the lead is missed."""
    p = np.zeros((8, HORIZON_D))
    p[:, 2] = [0.1, 0.6, 0.3, 0.9, 0.2, 0.2, 0.05, 0.4]
    days = np.array([6.0, 5.0, 2.0, 1.0, np.inf, np.inf, np.inf, np.inf])
    found = warnings(p, days, np.repeat(np.arange(4), 2), 3)
    at = {round(float(t), 2): i for i, t in enumerate(found.thresholds)}
    assert found.missed[at[0.0]] == pytest.approx(0.5)
    assert found.missed[at[0.6]] == pytest.approx(0.5)
    assert found.missed[at[0.9]] == pytest.approx(1.0)
    assert found.false_alarms[at[0.0]] == pytest.approx(0.5)
    assert found.false_alarms[at[0.4]] == pytest.approx(1 / 3)
    assert found.warned_held[at[0.4]] == pytest.approx(0.5)
    assert (np.diff(found.missed) >= 0).all()

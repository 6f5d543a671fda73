"""Models of time left: shapes of their curves, known answers, learning."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from leeway.forecast.features import FEATURES, INDEX, features_of
from leeway.forecast.model import HORIZON_D, Array
from leeway.forecast.models.baselines import BASELINES, CLIMATOLOGY, CONSTANT_HAZARD, LINDY, base_rate
from leeway.forecast.models.catalogue import AGE_ONLY, MODELS
from leeway.forecast.models.hazard import LandmarkHazard, Term
from leeway.forecast.models.published import published
from leeway.forecast.origins import Origins, counted, learning_weight, of_wars, origins_of, thinned
from leeway.forecast.pool import Pool
from leeway.history.load import load_history
from leeway.history.replay import situation_on
from leeway.situation.model import Situation

HISTORY = load_history()
SOME = frozenset({"congo_1996_2026", "syria_2011_2024", "yemen_since_2014", "georgia_2008", "ukraine_since_2022"})
ORIGINS = origins_of([campaign for campaign in counted(HISTORY) if campaign.war in SOME])
FITTED = {name: model.fit_origins(ORIGINS) for name, model in MODELS.items()}


def _strange_rows() -> Array:
    """Feature rows at the edges of what a situation can give."""
    rows = np.zeros((6, len(FEATURES)))
    rows[:, INDEX["age_d"]] = [1, 1, 5000, 30, 30, 100]
    rows[:, INDEX["advance_km"]] = rows[:, INDEX["front_km"]] = [0, 300, 20_000, 1, 50, 50]
    rows[:, INDEX["reached_km"]] = rows[:, INDEX["front_14d_ago_km"]] = [0, 300, 20_000, 1, 50, 50]
    rows[:, INDEX["since_record_d"]] = [0, 1, 5000, 0, 30, 2]
    rows[:, INDEX["importance"]] = [0, 0, 0, 500, 12, 3]
    return rows


@pytest.mark.parametrize("name", MODELS)
def test_curves_are_probabilities_that_never_fall(name: str) -> None:
    """Within [0, 1], finite and rising over the horizon, at any feature row."""
    curves = FITTED[name].curves(np.concatenate([_strange_rows(), ORIGINS.features[::50]]))
    assert curves.shape[1] == HORIZON_D
    assert np.isfinite(curves).all()
    assert curves.min() >= 0
    assert curves.max() <= 1
    assert (np.diff(curves, axis=1) >= -1e-12).all()


@pytest.mark.parametrize("name", MODELS)
def test_an_empty_situation_has_a_forecast(name: str) -> None:
    """Nothing known at all gives a curve, not an error."""
    empty = Situation(datetime(2030, 1, 1, tzinfo=UTC), "City", 0.0, 0.0, (), None, {})
    curve = FITTED[name].cumulative(empty)
    assert curve.shape == (HORIZON_D,)
    assert np.isfinite(curve).all()
    assert np.isfinite(features_of(empty)).all()


@pytest.mark.parametrize("name", MODELS)
def test_one_situation_and_many_rows_agree(name: str) -> None:
    """The curve of a situation is the curve of its feature row."""
    campaign = HISTORY.campaigns["kabul_2021"]
    situation = situation_on(campaign, campaign.end)
    rows = np.stack([features_of(situation), ORIGINS.features[0]])
    assert FITTED[name].cumulative(situation) == pytest.approx(FITTED[name].curves(rows)[0], abs=1e-12)


def test_climatology_is_the_share_of_campaigns() -> None:
    """At the horizon climatology lies between none and all, near the vote of campaigns that fell by then."""
    fell = np.bincount(ORIGINS.campaign, ORIGINS.weight * (ORIGINS.days <= HORIZON_D), len(ORIGINS.names)).mean()
    curve = CLIMATOLOGY.fit_origins(ORIGINS).curves(ORIGINS.features[:1])[0]
    assert curve[-1] == pytest.approx(fell, abs=0.06)


def test_the_say_of_a_campaign_grows_with_the_root_of_its_length() -> None:
    """Learning weights: one a campaign on average; between two campaigns the root of the ratio of their age weights,
    neither one vote each nor all that the longer one has; thinning changes no campaign's say."""
    say = np.bincount(ORIGINS.campaign, learning_weight(ORIGINS))
    length = np.bincount(ORIGINS.campaign, ORIGINS.age_weight)
    assert say.mean() == pytest.approx(1.0)
    assert say / say[0] == pytest.approx(np.sqrt(length / length[0]))
    few = thinned(ORIGINS)
    assert np.bincount(few.campaign, learning_weight(few)) == pytest.approx(say, rel=0.05)


def test_lindy_by_hand() -> None:
    """At age 30 half of the base rate falls within 30 days, three quarters within 90."""
    row = np.zeros((1, len(FEATURES)))
    row[0, INDEX["age_d"]] = 30
    curve = LINDY.fit_origins(ORIGINS).curves(row)[0]
    assert curve[29] == pytest.approx(base_rate(ORIGINS) / 2)
    assert curve[89] == pytest.approx(base_rate(ORIGINS) * 0.75)


def _exponential_world(rate: float, campaigns: int, seed: int) -> Origins:
    """Campaigns that fall with one hazard, each seen once, on its first day; the last ones never fall in time."""
    rng = np.random.default_rng(seed)
    days = np.ceil(rng.exponential(1 / rate, campaigns))
    features = np.zeros((campaigns, len(FEATURES)))
    features[:, INDEX["age_d"]] = 1
    features[:, INDEX["importance"]] = rng.uniform(0, 8, campaigns)
    days = np.where(days > HORIZON_D, np.inf, days)
    names = tuple(f"c{index}" for index in range(campaigns))
    ones = np.ones(campaigns)
    return Origins(names, names, np.arange(campaigns), features, days, np.full(campaigns, np.inf), ones, ones)


def test_constant_hazard_agrees_with_lifelines() -> None:
    """With one origin a campaign the rate is that of an exponential fit to censored durations."""
    from lifelines import ExponentialFitter

    world = _exponential_world(0.01, 4000, 8)
    durations = np.minimum(world.days, HORIZON_D)
    oracle = ExponentialFitter().fit(durations, event_observed=world.days <= HORIZON_D)
    curve = CONSTANT_HAZARD.fit_origins(world).curves(world.features[:1])[0]
    assert -np.log(1 - curve[0]) == pytest.approx(1 / oracle.lambda_, rel=0.01)


def test_the_hazard_learns_what_made_the_data() -> None:
    """A hazard that triples with each unit of a lasting feature is found again from many campaigns."""
    rng = np.random.default_rng(9)
    world = _exponential_world(0.01, 3000, 9)
    grave = rng.normal(0, 1, len(world))
    days = np.ceil(rng.exponential(1 / (0.004 * 3.0**grave)))
    features = world.features.copy()
    features[:, INDEX["importance"]] = grave
    made = Origins(
        world.names, world.wars, world.campaign, features, np.where(days > HORIZON_D, np.inf, days), world.seen,
        world.weight, world.age_weight,
    )  # fmt: skip
    term = Term("grave", lambda rows: np.asarray(rows[:, INDEX["importance"]]), 1e9)
    fitted = LandmarkHazard("test", (term,)).fit_origins(made)
    assert fitted.mode[2] == pytest.approx(np.log(3.0), abs=0.1)
    assert fitted.mode[1] == pytest.approx(0.0, abs=0.1)
    assert np.sqrt(fitted.covariance[2, 2]) < 0.1


def test_without_campaigns_the_prior_stands() -> None:
    """A hazard with nothing to learn from gives its prior, wide and below one."""
    fitted = AGE_ONLY.fit([])
    assert fitted.mode == pytest.approx([-4.5, -0.3])
    assert 0.05 < fitted.curves(ORIGINS.features[:1])[0, -1] < 0.95


def test_a_start_changes_the_way_not_the_end() -> None:
    """A search begun elsewhere ends at the same mode."""
    model = MODELS["approach"]
    assert isinstance(model, LandmarkHazard)
    one = model.fit_origins(ORIGINS)
    other = model.fit_origins(ORIGINS, np.array([-3.0, 0.5, 2.0, 1.0]))
    assert other.mode == pytest.approx(one.mode, abs=1e-3)


def test_within_is_a_column_of_the_curves() -> None:
    """The chance within some days, asked for alone, is to the last bit what the whole curves say."""
    fitted = published().fit_origins(of_wars(ORIGINS, SOME, inside=True))
    rows = np.concatenate([_strange_rows(), ORIGINS.features[::50]])
    for days in (1, 14, HORIZON_D):
        assert np.array_equal(fitted.within(rows, days), fitted.curves(rows)[:, days - 1])


def test_a_pool_is_the_weighted_mean_of_its_members() -> None:
    """Weights sum to one, members are shown, and the pool is their mean."""
    fitted = published().fit_origins(of_wars(ORIGINS, SOME, inside=True))
    situation = situation_on(HISTORY.campaigns["kabul_2021"], HISTORY.campaigns["kabul_2021"].end)
    said, weights = fitted.said(situation), fitted.weight_of()
    assert sum(weights.values()) == pytest.approx(1)
    assert list(said) == list(weights) == ["approach", "losses", "climatology"]
    mean = sum(weights[name] * said[name] for name in said)
    assert fitted.cumulative(situation) == pytest.approx(mean)


def test_weights_move_towards_the_member_that_knows() -> None:
    """Of a member that knows the true hazard and one that is far off the first gains weight over the policy."""
    world = _exponential_world(0.02, 60, 10)
    good = AGE_ONLY
    wrong = LINDY
    pool = Pool("test", (good, wrong), (0.5, 0.5))
    assert pool.fit_origins(world).weights[0] > 0.5


def test_every_baseline_is_named_once() -> None:
    """The five baselines of the protocol, each under its own name."""
    assert len({model.name for model in BASELINES}) == 5


def test_thinning_keeps_every_vote() -> None:
    """Fewer rows, the same weight a campaign, the last day of each kept."""
    fewer = thinned(ORIGINS)
    assert len(fewer) < 0.6 * len(ORIGINS)
    ours = np.bincount(fewer.campaign, fewer.weight, len(fewer.names))
    assert ours == pytest.approx(np.bincount(ORIGINS.campaign, ORIGINS.weight, len(ORIGINS.names)))
    assert fewer.days[np.isfinite(fewer.days)].min() == ORIGINS.days[np.isfinite(ORIGINS.days)].min()

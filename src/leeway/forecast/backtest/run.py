"""The main flow: history to scores, whole wars left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from leeway.distance import great_circle_km
from leeway.errors import LeewayError
from leeway.forecast.backtest.executors import Executor, Serial
from leeway.forecast.backtest.folds import Fold, Said, forecast_fold, gathered, leave_one_war_out
from leeway.forecast.backtest.measure import Scores, losses_of, measured, skill_by_lead, useful_days
from leeway.forecast.backtest.votes import Interval, war_resamples, weightings
from leeway.forecast.model import Array
from leeway.forecast.models.baselines import BASELINES
from leeway.forecast.models.catalogue import MODELS, PUBLISHED
from leeway.forecast.origins import Origins, counted, origins_of
from leeway.forecast.scores import Warnings, warnings
from leeway.history.model import Campaign, History

WARNING_LEADS_D = tuple(range(1, 15))
SAME_CITY_KM = 15.0
"""Two targets nearer than this are one city, whatever the tables call it."""
LEAST_WARS = 10
"""Fewer wars than this cannot carry a claim of usefulness: their resamples are nearly all alike."""


@dataclass(frozen=True, slots=True)
class Backtest:
    """What a back-test found. `said[name]`: curves of each model in the order of `origins`, shape (n, HORIZON_D).

    `scores[weighting][model]`: the protocol's weighting first. `by_lead[weighting]`: Brier skill of the model.
    `weights[fold]`: of the pool's members. `useful_days`: longest lead of proven use, None if none.
    """

    model: str
    origins: Origins
    folds: tuple[Fold, ...]
    said: Mapping[str, Array]
    weights: tuple[Mapping[str, float], ...]
    scores: Mapping[str, Mapping[str, Scores]]
    by_lead: Mapping[str, Mapping[str, Mapping[int, Interval]]]
    warnings: tuple[Warnings, ...]
    useful_days: int | None


def backtest(
    history: History, *, kept_back: History | None = None, model: str = PUBLISHED.name, executor: Executor | None = None
) -> Backtest:
    """Forecast every counted day of every campaign by models that never saw its war, and score all of them.

    `kept_back`: campaigns to forecast instead, by models that learn from `history` without any of their wars, nor the
    wars of packaged campaigns that are the same advance under another name. Raises
    `LeewayError` for an unknown model or where nothing is left to learn from or to score.
    """
    if model not in MODELS:
        raise LeewayError(f"no model is called {model!r}; there are {', '.join(MODELS)}.")
    folds = _folds(history, kept_back, model)
    origins = origins_of(list((kept_back or history).campaigns.values()) if kept_back else counted(history))
    said = (executor or Serial()).run(forecast_fold, folds)
    return _scored(model, origins, folds, said)


def _folds(history: History, kept_back: History | None, model: str) -> list[Fold]:
    if kept_back is None:
        origins = origins_of(counted(history))
        if len(set(origins.wars)) < 3:
            raise LeewayError("a back-test needs campaigns of at least three wars to leave one out.")
        return leave_one_war_out(origins, model)
    test = origins_of(list(kept_back.campaigns.values()))
    train = counted(history.without_wars(_wars_kept_back(history, kept_back)))
    if not len(test) or not train:
        raise LeewayError("nothing to score, or no campaign of another war to learn from.")
    return [Fold(origins_of(train), test, model)]


def _wars_kept_back(history: History, kept_back: History) -> frozenset[str]:
    """The wars of these campaigns, and those of packaged campaigns that are the same advance: a folder may name a war
    in its own way, and a model that has learned from the advance it is scored on knows the answer."""
    wars = {campaign.war for campaign in kept_back.campaigns.values()}
    wars |= {
        known.war
        for known in history.campaigns.values()
        if any(_same_advance(known, campaign) for campaign in kept_back.campaigns.values())
    }
    return frozenset(wars)


def _same_advance(one: Campaign, other: Campaign) -> bool:
    """The same name, or the same city in days they share."""
    near = great_circle_km(one.lat, one.lon, other.lat, other.lon) <= SAME_CITY_KM
    return one.name == other.name or (near and one.start <= other.end and other.start <= one.end)


def _scored(model: str, origins: Origins, folds: list[Fold], parts: list[Said]) -> Backtest:
    said = gathered(origins, folds, parts)
    resamples = war_resamples(origins)
    ways = weightings(origins)
    names = [baseline.name for baseline in BASELINES] + [name for name in said if name not in _BASELINE_NAMES]
    losses = {name: losses_of(said[name], origins) for name in names}
    scores = {
        way.name: {name: measured(said[name], name, losses, origins, way, resamples) for name in names} for way in ways
    }
    by_lead = {way.name: skill_by_lead(said, model, origins, way, resamples) for way in ways}
    return Backtest(
        model=model,
        origins=origins,
        folds=tuple(folds),
        said=said,
        weights=tuple(part.weights for part in parts),
        scores=scores,
        by_lead=by_lead,
        warnings=tuple(warnings(said[model], origins.days, origins.campaign, lead) for lead in WARNING_LEADS_D),
        useful_days=useful_days([by_lead[way.name] for way in ways[:2]]) if enough_wars(origins) else None,
    )


_BASELINE_NAMES = frozenset(baseline.name for baseline in BASELINES)


def enough_wars(origins: Origins) -> bool:
    """Whether resampling wars can carry a claim at all."""
    return len(set(origins.wars)) >= LEAST_WARS


def fell_of(origins: Origins) -> int:
    """How many campaigns ended in a fall."""
    return len(set(origins.campaign[np.isfinite(origins.days)].tolist()))

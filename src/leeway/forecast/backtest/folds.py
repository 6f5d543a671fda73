"""Forecasts of campaigns by models that never saw their war."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from leeway.forecast.model import HORIZON_D, Array
from leeway.forecast.models.baselines import BASELINES
from leeway.forecast.models.catalogue import MODELS
from leeway.forecast.origins import Origins, of_wars
from leeway.forecast.pool import FittedPool, Pool


@dataclass(frozen=True, slots=True)
class Fold:
    """One piece of work: learn from `train`, forecast `test` with the baselines and `model`."""

    train: Origins
    test: Origins
    model: str


@dataclass(frozen=True, slots=True)
class Said:
    """Curves of each model for the rows of a fold, and the weights of the pool if there is one."""

    curves: Mapping[str, Array]
    weights: Mapping[str, float]


def leave_one_war_out(origins: Origins, model: str) -> list[Fold]:
    """One fold a war, in order of name."""
    wars = [frozenset([war]) for war in sorted(set(origins.wars))]
    return [
        Fold(of_wars(origins, war, inside=False), of_wars(origins, war, inside=True), model) for war in wars
    ]  # fmt: skip


def forecast_fold(fold: Fold) -> Said:
    """What baselines, model and (of a pool) members say of the rows left out. Depends on the fold alone."""
    curves: dict[str, Array] = {}
    weights: Mapping[str, float] = {}
    model = MODELS[fold.model]
    if isinstance(model, Pool):
        pool: FittedPool = model.fit_origins(fold.train)
        curves |= {member.name: member.curves(fold.test.features) for member in pool.members}
        curves[model.name] = pool.mixed([curves[member.name] for member in pool.members])
        weights = pool.weight_of()
    for single in (*BASELINES, model):
        if single.name not in curves:
            curves[single.name] = single.fit_origins(fold.train).curves(fold.test.features)
    return Said(curves, weights)


def gathered(origins: Origins, folds: Sequence[Fold], said: Sequence[Said]) -> dict[str, Array]:
    """The curves of all folds in the order of `origins`: each name of shape (n, HORIZON_D)."""
    place = {name: np.flatnonzero(origins.campaign == index) for index, name in enumerate(origins.names)}
    found = {name: np.zeros((len(origins), HORIZON_D)) for name in said[0].curves}
    for fold, one in zip(folds, said, strict=True):
        rows = np.concatenate([place[name] for name in fold.test.names])
        for name, curves in one.curves.items():
            found[name][rows] = curves
    return found

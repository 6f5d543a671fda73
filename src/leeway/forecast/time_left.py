"""The main flow: a situation and history to draws of the time each exit has left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol, runtime_checkable

import numpy as np

from leeway.case.hazard import HazardExit
from leeway.forecast.estimates import opinion
from leeway.forecast.exits import joint
from leeway.forecast.explain import analogues, reasons
from leeway.forecast.model import HORIZON_D, Analogue, Array, Fitted, Model, TimeLeft
from leeway.forecast.models.baselines import CLIMATOLOGY
from leeway.forecast.origins import counted
from leeway.forecast.skill import skill
from leeway.history.model import Campaign, History
from leeway.situation.model import Situation

ESTIMATES = "official estimates"
UNLIKE = 0.25
"""Likeness of the nearest past day below which nothing in history resembles the present."""


@runtime_checkable
class Pooled(Protocol):
    """A fitted pool that can show its members."""

    def said(self, situation: Situation) -> Mapping[str, Array]:
        """Cumulative curve of each member, shape (HORIZON_D,)."""
        ...

    def weight_of(self) -> Mapping[str, float]:
        """Weight of each member, summing to 1."""
        ...


def time_left(
    situation: Situation,
    history: History,
    rng: np.random.Generator,
    *,
    exits: Sequence[HazardExit] = (),
    coordinates: Mapping[str, tuple[float, float]] | None = None,
    draws: int = 10_000,
    model: Model | None = None,
    explained: bool = True,
) -> TimeLeft:
    """Draws of the hours left to the city and to each exit, from `situation.as_of` on.

    `history` is what may be learned from: for a past case leave its war out (`History.without_wars`). `coordinates`:
    of places on roads that no statement names. `model`: default the published one. The city is `hours["city"]`.
    """
    campaigns = tuple(counted(history))
    fitted = _fitted(model, campaigns)
    members, weights = _pool(situation, fitted, campaigns)
    pooled = np.asarray(sum(weights[name] * curve for name, curve in members.items()))
    city_h = _drawn(pooled, draws, rng)
    alike = analogues(situation, campaigns)
    return TimeLeft(
        as_of=situation.as_of,
        target=situation.target,
        hours=joint(situation, city_h, exits, campaigns, rng, coordinates),
        members=members,
        weights=weights,
        skill=skill() if model is None else None,
        reasons=reasons(situation, fitted) if explained else (),
        analogues=alike,
        notes=_notes(situation, alike),
    )


def _pool(
    situation: Situation, fitted: Fitted, campaigns: Sequence[Campaign]
) -> tuple[dict[str, Array], dict[str, float]]:
    """Members with their weights: the model's own, and the official estimates known."""
    if isinstance(fitted, Pooled):
        members, weights = dict(fitted.said(situation)), dict(fitted.weight_of())
        if not situation.statements and CLIMATOLOGY.name in members:
            # Members that look at the news would take "none read" for a quiet front.
            weights = {name: float(name == CLIMATOLOGY.name) for name in members}
    else:
        members, weights = {fitted.name: fitted.cumulative(situation)}, {fitted.name: 1.0}
    pooled = np.asarray(sum(weights[name] * curve for name, curve in members.items()))
    said = opinion(situation, campaigns, pooled)
    if said is not None:
        curve, weight = said
        weights = {name: share * (1 - weight) for name, share in weights.items()}
        members[ESTIMATES], weights[ESTIMATES] = curve, weight
    return members, weights


def _drawn(curve: Array, draws: int, rng: np.random.Generator) -> Array:
    """Hours from a cumulative curve by inverse transform, one draw in each of `draws` equal strata, in random order."""
    level = (rng.permutation(draws) + rng.random(draws)) / draws
    day = np.searchsorted(curve, level, side="left")
    hours = 24.0 * (day + rng.random(draws))
    return np.where(day < HORIZON_D, hours, np.inf)


def _notes(situation: Situation, alike: Sequence[Analogue]) -> tuple[str, ...]:
    notes = []
    if not situation.statements:
        notes.append(
            "No statements: this is climatology, what past advances did at any time, and knows nothing of this one. No "
            "news is not calm."
        )
    elif not situation.changes:
        notes.append("No place is reported to have changed hands: the forecast rests on past advances alone.")
    if max((one.likeness for one in alike), default=0.0) < UNLIKE:
        notes.append("No coded advance resembles this one: the answer is as wide as the record.")
    return tuple(notes)


def _fitted(model: Model | None, campaigns: tuple[Campaign, ...]) -> Fitted:
    return published_fit(campaigns) if model is None else model.fit(campaigns)


@lru_cache(maxsize=32)
def published_fit(campaigns: tuple[Campaign, ...]) -> Fitted:
    """The published model after training on these campaigns; kept, since a replay asks for it every day."""
    from leeway.forecast.models.published import published

    return published().fit(campaigns)

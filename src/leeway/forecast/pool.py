"""A linear pool: the weighted mean of what its members say, with weights learned on wars the members had not seen.

Weights minimise the log-days CRPS of the pool over the training campaigns, each forecast by members fitted without its
war, plus `SHRINK` times the squared distance to the weights set by policy. Thirty wars cannot tell close members apart:
with little shrinkage the weights run after single wars, which cost half of the skill (docs/background/
forecast-skill.md). Linear pools of good forecasts are wide rather than sharp (Ranjan and Gneiting, JRSS B 72, 2010,
71-91), which is wanted here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Protocol

import numpy as np

from leeway.forecast.features import features_of
from leeway.forecast.frozen import frozen_weights
from leeway.forecast.model import Array, Fitted
from leeway.forecast.models.curves import AHEAD_D
from leeway.forecast.origins import Origins, of_wars, origins_of, thinned
from leeway.history.model import Campaign
from leeway.situation.model import Situation

SHRINK: Final = 1.0
"""In units of log-days CRPS (a campaign's is about 0.55): a tenth better moves a weight by some hundredths."""
STEPS: Final = 50
"""Weights are multiples of 1 / 50."""


class FittedMember(Fitted, Protocol):
    """A fitted model that gives the curves of many feature rows."""

    @property
    def parameters(self) -> Array | None:
        """What was fitted, to begin the next search at; None where nothing is searched for."""
        ...

    def curves(self, features: Array) -> Array:
        """Shape (n, HORIZON_D)."""
        ...

    def within(self, features: Array, days: int) -> Array:
        """A column of the curves, shape (n,)."""
        ...


class Member(Protocol):
    """A model that learns from origins."""

    @property
    def name(self) -> str:
        """How the member is called beside the pool."""
        ...

    def fit_origins(self, origins: Origins, start: Array | None = None) -> FittedMember:
        """Learn from origins; `start`: parameters of an earlier fit to begin the search at."""
        ...


@dataclass(frozen=True, slots=True)
class FittedPool:
    """The fitted members, in order, and their weights, which sum to one."""

    name: str
    members: tuple[FittedMember, ...]
    weights: tuple[float, ...]

    def curves(self, features: Array) -> Array:
        """Cumulative probabilities of feature rows, shape (n, HORIZON_D)."""
        return self.mixed([member.curves(features) for member in self.members])

    def within(self, features: Array, days: int) -> Array:
        """Probability of a loss within so many days for feature rows, shape (n,): a column of `curves`."""
        return self.mixed([member.within(features, days) for member in self.members])

    def mixed(self, said: Sequence[Array]) -> Array:
        """The pool of what the members say, all of one shape."""
        total = np.zeros_like(said[0])
        for curves, weight in zip(said, self.weights, strict=True):
            total += weight * curves
        return total

    def cumulative(self, situation: Situation) -> Array:
        """P(target lost within h days), h = 1..HORIZON_D, shape (HORIZON_D,)."""
        return np.asarray(self.curves(features_of(situation)[None, :])[0])

    def said(self, situation: Situation) -> Mapping[str, Array]:
        """What each member says, by name."""
        return {member.name: member.cumulative(situation) for member in self.members}

    def weight_of(self) -> Mapping[str, float]:
        """Weight of each member, by name."""
        return {member.name: weight for member, weight in zip(self.members, self.weights, strict=True)}


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool of models. `policy`: the weights of the members where nothing has been learned, summing to one."""

    name: str
    members: tuple[Member, ...]
    policy: tuple[float, ...]

    def fit(self, campaigns: Sequence[Campaign]) -> FittedPool:
        """Learn from whole campaigns; weights that the frozen table has for just these campaigns are read from it."""
        origins = origins_of(campaigns)
        fitted = tuple(member.fit_origins(origins) for member in self.members)
        weights = frozen_weights(campaigns, [member.name for member in self.members])
        return FittedPool(self.name, fitted, weights or self._weights(origins, fitted))

    def fit_origins(self, origins: Origins) -> FittedPool:
        """Members from all of these origins, weights by leaving out one of their wars at a time."""
        fitted = tuple(member.fit_origins(origins) for member in self.members)
        return FittedPool(self.name, fitted, self._weights(origins, fitted))

    def _weights(self, origins: Origins, fitted: Sequence[FittedMember]) -> tuple[float, ...]:
        """Nested leave-one-war-out; the policy where there are too few wars to leave one out."""
        wars = sorted(set(origins.wars))
        count = len(self.members)
        if len(wars) < 3:
            return self.policy
        # The same days for every member, and only those on which something is new: it is run thirty times a fold.
        origins = thinned(origins)
        quadratic = np.zeros((count, count))
        for war in wars:
            one = frozenset([war])
            seen, unseen = of_wars(origins, one, inside=False), of_wars(origins, one, inside=True)
            said = [
                member.fit_origins(seen, whole.parameters).curves(unseen.features)
                for member, whole in zip(self.members, fitted, strict=True)
            ]
            quadratic += _cross_errors(said, unseen)
        return _best(quadratic / len(origins.names), np.array(self.policy))


def _cross_errors(said: Sequence[Array], origins: Origins) -> Array:
    """Sum over rows of the product of two members' errors, by log-days, shape (members, members)."""
    fallen = origins.days[:, None] <= AHEAD_D
    factor = np.sqrt(origins.weight[:, None] * (origins.seen[:, None] >= AHEAD_D) / AHEAD_D)
    errors = np.stack([((curves - fallen) * factor).ravel() for curves in said])
    return np.asarray(errors @ errors.T)


def _best(quadratic: Array, policy: Array) -> tuple[float, ...]:
    """The weights on the grid that minimise w' Q w + SHRINK |w - policy|^2; the first of equals."""
    count = len(quadratic)
    grid = np.array([w for w in product(range(STEPS + 1), repeat=count) if sum(w) == STEPS], dtype=float) / STEPS
    loss = np.einsum("ij,jk,ik->i", grid, quadratic, grid) + SHRINK * ((grid - policy) ** 2).sum(axis=1)
    return tuple(float(weight) for weight in grid[int(np.argmin(loss))])

"""Records of the forecast room and the protocol of its models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from leeway.history.model import Campaign
from leeway.situation.model import Situation

Array = NDArray[np.float64]
HORIZON_D: Final = 180
"""Days ahead that a forecast covers; later is `inf`, "not within the horizon"."""
WITHIN_D: Final = (1, 3, 7, 14, 30, 60, 90)


class Fitted(Protocol):
    """A model after training."""

    @property
    def name(self) -> str:
        """Its name in tables."""
        ...

    def cumulative(self, situation: Situation) -> Array:
        """P(target lost within h days), h = 1..HORIZON_D, shape (HORIZON_D,), never decreasing, at most 1."""
        ...


class Model(Protocol):
    """A way to learn time left from past advances."""

    @property
    def name(self) -> str:
        """Its name in tables and on the command line."""
        ...

    def fit(self, campaigns: Sequence[Campaign]) -> Fitted:
        """Learn from whole campaigns; the caller has left out what may not be seen."""
        ...


@dataclass(frozen=True, slots=True)
class Skill:
    """What the back-test measured for the published model, said beside every forecast.

    `useful_days`: longest lead at which skill over the baselines is proven, None: none demonstrated. `sentence`: in
    words, with the number of campaigns and wars.
    """

    useful_days: int | None
    campaigns: int
    wars: int
    brier_skill_14: tuple[float, float, float]
    crps_skill: tuple[float, float, float]
    coverage_90: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Reason:
    """What moved P(14 d) since the day before: words, the change in probability, the statements behind it."""

    words: str
    change: float
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analogue:
    """A past day that resembles the present, and what happened next. `days_to_fall`: None if it never fell."""

    campaign: str
    day_of_advance: int
    likeness: float
    days_to_fall: float | None
    words: str


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Draws of the time each exit has left.

    `hours[exit_id]`: shape (n,), hours after `as_of`, `inf` for not within `HORIZON_D` days; draw k of every exit
    is one imagined future. `members[name]`: cumulative P of each pooled member for the city, shape (HORIZON_D,).
    `weights`: of the members in the pool. `notes`: what the reader must know ("no statements: climatology").
    """

    as_of: datetime
    target: str
    hours: Mapping[str, Array]
    members: Mapping[str, Array]
    weights: Mapping[str, float]
    skill: Skill | None = None
    reasons: tuple[Reason, ...] = ()
    analogues: tuple[Analogue, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)

    def p_within(self, exit_id: str, days: float) -> float:
        """P(exit lost within `days`)."""
        return float(np.mean(self.hours[exit_id] <= days * 24))

    def earliest_reasonable_loss_h(self, exit_id: str) -> float:
        """P10 of the hours left, `inf` if fewer than one draw in ten loses the exit."""
        return float(np.quantile(self.hours[exit_id], 0.1, method="inverted_cdf"))

    def most_likely_loss_h(self, exit_id: str) -> float | None:
        """P50 of the hours left, None where it is beyond the horizon."""
        middle = float(np.quantile(self.hours[exit_id], 0.5, method="inverted_cdf"))
        return middle if np.isfinite(middle) else None

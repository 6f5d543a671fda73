"""The days of a campaign on which a forecast is asked for: features then, outcome later, and how much each day counts.

Protocol (docs/background/forecast-skill.md): every day from the first after the start to the end is an origin. The days
of one campaign share one vote, a day of age a in proportion to 1 / max(a, 7): the days of the first week alike, then
each doubling of the age alike, as on a geometric grid, but with no day left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from leeway.forecast.features import FEATURES, INDEX, features_of
from leeway.forecast.model import Array
from leeway.forecast.packaged_rows import packaged_rows
from leeway.history.model import Campaign, History
from leeway.history.outcome import forecast_days, outcome_after
from leeway.history.replay import situation_on

FIRST_YEAR = 1945
"""Campaigns that began earlier are another era: read for reference, neither learned from nor scored."""
EQUAL_DAYS = 7.0
"""Days of an advance that count alike; later ones count less in proportion to the age."""

STEADY = [INDEX[name] for name in ("advance_km", "importance", "captures", "contested_7d")]
"""Features that change when ground changes hands; none that is read from covariates, which may be absent."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Forecast days of some campaigns, one row each, n rows.

    `campaign`: index into `names`; `features`: shape (n, len(FEATURES)); `days`: days to the fall, `inf` if never;
    `seen`: days over which the outcome is known, `inf` unless the record ends open; `weight`: sums to 1 a campaign;
    `age_weight`: 1 / max(age, 7), not made to sum to 1 (see `docs/background/forecast-skill.md`, "Propriety").
    """

    names: tuple[str, ...]
    wars: tuple[str, ...]
    campaign: NDArray[np.int64]
    features: Array
    days: Array
    seen: Array
    weight: Array
    age_weight: Array

    def feature(self, name: str) -> Array:
        """One feature of every row, shape (n,)."""
        return np.asarray(self.features[:, INDEX[name]])

    def __len__(self) -> int:
        return len(self.days)


def counted(history: History) -> list[Campaign]:
    """Campaigns that are learned from and scored: not of another era, and no advance twice.

    A campaign that lies within the days of another one on the same city is that advance under another name.
    """
    every = list(history.campaigns.values())
    return [found for found in every if found.start.year >= FIRST_YEAR and not _within_another(found, every)]


def _within_another(campaign: Campaign, every: Sequence[Campaign]) -> bool:
    return any(
        other.name != campaign.name
        and (other.country, other.target) == (campaign.country, campaign.target)
        and other.start <= campaign.start
        and campaign.end < other.end
        for other in every
    )


@lru_cache(maxsize=1024)
def _rows(campaign: Campaign) -> tuple[Array, Array, Array]:
    return packaged_rows(campaign) or rows_of(campaign)


def rows_of(campaign: Campaign) -> tuple[Array, Array, Array]:
    """Features, days to the fall and days seen of each forecast day of one campaign, from its replay."""
    days = forecast_days(campaign)
    outcomes = [outcome_after(campaign, day) for day in days]
    features = [features_of(situation_on(campaign, day)) for day in days]
    return (
        np.array(features).reshape(len(days), len(FEATURES)),
        np.array([outcome.days for outcome in outcomes]),
        np.array([outcome.seen for outcome in outcomes]),
    )


def origins_of(campaigns: Sequence[Campaign]) -> Origins:
    """Every forecast day of these campaigns. A campaign that ended on its first day has none."""
    rows = [_rows(campaign) for campaign in campaigns]
    index = np.repeat(np.arange(len(rows)), [len(days) for _, days, _ in rows])
    features = np.concatenate([features for features, _, _ in rows] or [np.empty((0, len(FEATURES)))])
    age_weight = 1 / np.maximum(features[:, INDEX["age_d"]], EQUAL_DAYS)
    total = np.bincount(index, age_weight, minlength=len(rows))
    return Origins(
        names=tuple(campaign.name for campaign in campaigns),
        wars=tuple(campaign.war for campaign in campaigns),
        campaign=index,
        features=features,
        days=np.concatenate([days for _, days, _ in rows] or [np.empty(0)]),
        seen=np.concatenate([seen for _, _, seen in rows] or [np.empty(0)]),
        weight=age_weight / total[index],
        age_weight=age_weight,
    )


@lru_cache(maxsize=16)
def kept_origins(campaigns: tuple[Campaign, ...]) -> Origins:
    """`origins_of`, kept for whoever asks again about the same campaigns."""
    return origins_of(campaigns)


def of_wars(origins: Origins, wars: frozenset[str], *, inside: bool) -> Origins:
    """Only the campaigns of these wars, or (`inside` False) all but those."""
    keep = np.flatnonzero([(war in wars) == inside for war in origins.wars])
    return of_campaigns(origins, keep)


def of_campaigns(origins: Origins, keep: NDArray[np.int64]) -> Origins:
    """Only these campaigns (positions, ascending)."""
    place = np.full(len(origins.names), -1)
    place[keep] = np.arange(len(keep))
    rows = place[origins.campaign] >= 0
    return Origins(
        names=tuple(origins.names[index] for index in keep),
        wars=tuple(origins.wars[index] for index in keep),
        campaign=place[origins.campaign[rows]],
        features=origins.features[rows],
        days=origins.days[rows],
        seen=origins.seen[rows],
        weight=origins.weight[rows],
        age_weight=origins.age_weight[rows],
    )


def learning_weight(origins: Origins) -> Array:
    """How much each row counts when a hazard is fitted, shape (n,); sums to the number of campaigns.

    The geometric mean of `weight` and `age_weight`: the say of a campaign grows with the root of its length. One vote
    each makes the days of short advances loud, and how short it will be is what is asked: fitted so, a forecast of the
    first days says twice what comes true. Age weights alone are proper, and let two sieges of two years outvote five
    quick falls. Between the two a forecast gains under both (docs/background/forecast-skill.md).
    """
    if not len(origins):
        return origins.weight
    found = np.sqrt(origins.weight * origins.age_weight)
    return np.asarray(found * len(set(origins.campaign.tolist())) / found.sum())


def thinned(origins: Origins) -> Origins:
    """Fewer rows that say nearly the same, for models that fit every row.

    After the first four weeks of an advance a day on which nothing but the calendar changed gives its weight to the
    next kept day; one in three, later one in age / 10 days, is kept in any case, and the last one always.
    """
    if not len(origins):
        return origins
    age = origins.feature("age_d")
    moved = np.ones(len(origins), dtype=bool)
    moved[1:] = (origins.features[1:, STEADY] != origins.features[:-1, STEADY]).any(axis=1)
    last = np.ones(len(origins), dtype=bool)
    last[:-1] = origins.campaign[1:] != origins.campaign[:-1]
    gap = np.maximum(3, age // 10)
    keep = moved | last | (age <= 28) | (age % gap == 0)
    to = np.cumsum(keep) - keep
    return Origins(
        names=origins.names,
        wars=origins.wars,
        campaign=origins.campaign[keep],
        features=origins.features[keep],
        days=origins.days[keep],
        seen=origins.seen[keep],
        weight=np.bincount(to, origins.weight).astype(float),
        age_weight=np.bincount(to, origins.age_weight).astype(float),
    )

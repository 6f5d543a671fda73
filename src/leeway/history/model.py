"""A past advance as coded in the tables of `data/` (schema: docs/reference/history-tables.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """One row of campaign_events.csv. `tags`: what the note's tags say ("ordered", "advice", "temporary", ...);
    `estimate_d`: (low, high) days of a published estimate, where a number was given."""

    day: date
    place: str
    country: str
    lat: float
    lon: float
    kind: str
    event: str
    actor: str
    certainty: str
    source: str
    note: str
    tags: frozenset[str] = frozenset()
    estimate_d: tuple[float, float] | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Covariate:
    """One row of covariates.csv."""

    day: date
    field: str
    value: str
    certainty: str
    source: str
    note: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Campaign:
    """One advance on one city. `end`: when the target fell or the advance was clearly over (or the data end).

    `fell`: the target was lost on `end` (outcomes "fell" and "fell_partly"). `known_until`: where the record ends open
    ("paused_then_fell", or still going on when it was coded), the last day the target is known to have held; None where
    nothing hides behind `end`: it fell that day, or the advance was over.
    `events` and `covariates` in order of day; rows after `end` are aftermath and are not kept, rows before `start` are.
    """

    name: str
    war: str
    target: str
    country: str
    lat: float
    lon: float
    attacker: str
    start: date
    end: date
    outcome: str
    fell: bool
    events: tuple[Event, ...]
    covariates: tuple[Covariate, ...]
    closest_km: float | None = None
    summary: str = ""
    sources: tuple[str, ...] = ()
    known_until: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All campaigns by name, in the order of the table. `digest`: SHA-256 of the tables."""

    campaigns: Mapping[str, Campaign]
    digest: str

    def without_wars(self, wars: frozenset[str]) -> History:
        """The history without every campaign of these wars: what a forecast may learn from when one is judged."""
        kept = {name: campaign for name, campaign in self.campaigns.items() if campaign.war not in wars}
        return History(kept, self.digest)

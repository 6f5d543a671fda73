"""Departures counted against what happened: caught, missed, needless. One campaign one vote, intervals over whole wars.

The loss is taken at noon of the day the target fell: tables give days. A campaign whose record ends open is left out of
what is needless: nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from leeway.forecast.model import Array
from leeway.history.model import Campaign
from leeway.history.replay import instant_of

RESAMPLES: Final = 2_000
SEED: Final = 20211
LEVEL: Final = 0.95
EARLY_D: Final = 30.0

Interval = tuple[float, float, float]
"""(value, low, high), NaN where there is nothing to count."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One rule in one campaign, for one post. `counts`: False for a record that ends open.

    `left`: everybody was told to leave; `p_out`: share of draws in which everybody was out before the loss (0 where
    nobody left; NaN where the target held); `days_before`: median days from the last one out to the loss, NaN where it
    held, nobody left or fewer than half of the draws were in time.
    """

    campaign: str
    war: str
    fell: bool
    counts: bool
    left: bool
    p_out: float
    days_before: float

    @property
    def needless(self) -> bool:
        """Everybody left and the target held."""
        return self.left and not self.fell


def judged(campaign: Campaign, begun: datetime | None, needed_h: Array) -> Judged:
    """What came of beginning to leave at `begun` with these draws of the time needed."""
    p_out = days = float("nan")
    if campaign.fell:
        p_out = 0.0
        if begun is not None:
            spare_h = (loss_of(campaign) - begun).total_seconds() / 3600 - needed_h
            p_out = float(np.mean(spare_h >= 0))
            days = float(np.median(spare_h)) / 24 if p_out >= 0.5 else float("nan")
    counts = campaign.fell or campaign.known_until is None
    return Judged(campaign.name, campaign.war, campaign.fell, counts, begun is not None, p_out, days)


def loss_of(campaign: Campaign) -> datetime:
    """Noon UTC of the day the target fell."""
    return instant_of(campaign.end) + timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Tally:
    """One rule for one post over all campaigns.

    `caught`: share of the falls, draws averaged, in which everybody was out in time; `needless`: share of the advances
    that held in which everybody had left; `false`: share of all departures that were needless; `days_before`: median
    over the falls caught; `early`: share of those out more than thirty days before.
    """

    caught: Interval
    needless: Interval
    false: Interval
    days_before: float
    early: float


def tallied(rows: Sequence[Judged]) -> Tally:
    """Count one rule."""
    days = np.array([row.days_before for row in rows if np.isfinite(row.days_before)])
    return Tally(
        caught=interval(rows, caught_share),
        needless=interval(rows, needless_share),
        false=interval(rows, false_share),
        days_before=float(np.median(days)) if len(days) else float("nan"),
        early=float(np.mean(days > EARLY_D)) if len(days) else float("nan"),
    )


def caught_share(rows: Sequence[Judged], weight: Array) -> Array:
    """Shape (resamples,) for weights of shape (resamples, campaigns)."""
    return _ratio(rows, weight, lambda row: row.p_out if row.fell else 0.0, lambda row: float(row.fell))


def needless_share(rows: Sequence[Judged], weight: Array) -> Array:
    """Of the advances that held."""
    return _ratio(rows, weight, lambda row: float(row.needless and row.counts), lambda row: float(_held(row)))


def false_share(rows: Sequence[Judged], weight: Array) -> Array:
    """Of the departures."""
    return _ratio(
        rows, weight, lambda row: float(row.needless and row.counts), lambda row: float(row.left and row.counts)
    )


def _held(row: Judged) -> bool:
    return row.counts and not row.fell


def _ratio(
    rows: Sequence[Judged], weight: Array, above: Callable[[Judged], float], below: Callable[[Judged], float]
) -> Array:
    top, bottom = np.array([above(row) for row in rows]), np.array([below(row) for row in rows])
    total = weight @ bottom
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, (weight @ top) / total, np.nan)


def interval(rows: Sequence[Judged], of: Callable[[Sequence[Judged], Array], Array]) -> Interval:
    """The share and its bootstrap interval over wars."""
    return _bounds(of(rows, np.ones((1, len(rows)))), of(rows, war_weights(rows)))


def difference(
    ours: Sequence[Judged], theirs: Sequence[Judged], of: Callable[[Sequence[Judged], Array], Array]
) -> Interval:
    """Share of one rule less that of another on the same campaigns, with the interval of the difference."""
    weight = war_weights(ours)
    one = np.ones((1, len(ours)))
    return _bounds(of(ours, one) - of(theirs, one), of(ours, weight) - of(theirs, weight))


def war_weights(rows: Sequence[Judged]) -> Array:
    """How often each campaign is in each resample of whole wars, shape (RESAMPLES, campaigns)."""
    wars = sorted({row.war for row in rows})
    times = np.random.default_rng(SEED).multinomial(len(wars), np.full(len(wars), 1 / len(wars)), size=RESAMPLES)
    return np.asarray(times[:, [wars.index(row.war) for row in rows]], dtype=float)


def _bounds(value: Array, drawn: Array) -> Interval:
    known = drawn[np.isfinite(drawn)]
    if not len(known):
        return (float("nan"),) * 3
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(value[0]), float(low), float(high)


def days_at_rung(rungs: Mapping[str, Array], held: Sequence[str], rung: int) -> float:
    """Mean over the campaigns that held of the share of their days on which `rung` or a higher one was proposed."""
    shares = [float(np.mean(rungs[name] >= rung)) for name in held]
    return float(np.mean(shares)) if shares else float("nan")

"""What became of a campaign after one of its days: the truth that forecasts are scored against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from leeway.history.model import Campaign


@dataclass(frozen=True, slots=True)
class Outcome:
    """`days`: days from the forecast to the fall, 1 if it falls on the forecast's own day, `inf` if it never did.
    `seen`: days over which this is known, `inf` where the advance was over or the target fell."""

    days: float
    seen: float


def outcome_after(campaign: Campaign, day: date) -> Outcome:
    """The outcome seen from 00:00 UTC of `day`.

    An advance that was over (stopped, reversed, settled) never takes the target: that is an outcome, mass beyond the
    horizon, not a censored one. Only a record that ends open is censored, at `known_until`.
    """
    if campaign.fell:
        return Outcome(float((campaign.end - day).days + 1), inf)
    if campaign.known_until is not None:
        return Outcome(inf, max(0.0, float((campaign.known_until - day).days + 1)))
    return Outcome(inf, inf)


def forecast_days(campaign: Campaign) -> list[date]:
    """Every day on which a forecast could be made: the first after the start was known, to the end."""
    return [campaign.start + timedelta(days=step) for step in range(1, (campaign.end - campaign.start).days + 1)]

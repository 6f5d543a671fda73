"""Every score of one model, beside every named baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from leeway.forecast.backtest.votes import Interval, Votes, campaign_sums, mean, skill
from leeway.forecast.model import Array
from leeway.forecast.models.baselines import BASELINES, CLIMATOLOGY, CLIMATOLOGY_BY_AGE, LINDY
from leeway.forecast.origins import Origins
from leeway.forecast.scores import BRIER_D, COST_SHARES, auc, brier, coverage, crps, log_crps, regret

LEADS_D: Final = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90)
"""Leads of the skill-by-lead table."""
CLAIM_D: Final = (7, 14, 30, 60, 90)
"""Leads at which usefulness is checked, in order; at shorter ones twenty falls are too few to prove anything."""
TO_BEAT: Final = (CLIMATOLOGY.name, CLIMATOLOGY_BY_AGE.name, LINDY.name)
"""Baselines that a claim of usefulness must beat."""
REGRET_LEADS_D: Final = (3, 7, 14)
LEFT_D: Final = ((1, 7), (8, 30), (31, 90), (91, np.inf))


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over campaigns. `brier`, `auc` by days ahead; `coverage_90`: share held by the central 90 % band; `regret`:
    mean over lead times 3, 7, 14 d and the cost grid, in losses a day; `skill`: [score][baseline] -> interval."""

    crps_d: float
    log_crps: float
    brier: Mapping[int, float]
    auc: Mapping[int, float]
    coverage_90: float
    regret: float
    skill: Mapping[str, Mapping[str, Interval]]


Losses = Mapping[str, Array]
"""Losses of one model: rows of shape (n,) by score name."""


def losses_of(curves: Array, origins: Origins) -> Losses:
    """Every loss of one model."""
    days, seen = origins.days, origins.seen
    rows = {"crps": crps(curves, days, seen), "log_crps": log_crps(curves, days, seen)}
    rows |= {f"brier_{ahead}": brier(curves, days, seen, ahead) for ahead in BRIER_D}
    regrets = [regret(curves, days, seen, lead, cost) for lead in REGRET_LEADS_D for cost in COST_SHARES]
    return rows | {"regret": np.asarray(np.mean(regrets, axis=0))}


def measured(
    curves: Array, name: str, losses: Mapping[str, Losses], origins: Origins, votes: Votes, resamples: Array
) -> Scores:  # fmt: skip
    """All scores of one model; `losses`: of it and of every baseline, by name."""
    sums = _sums(losses[name], votes, origins)
    against: dict[str, dict[str, Interval]] = {score: {} for score in sums}
    for baseline in BASELINES:
        other = _sums(losses[baseline.name], votes, origins)
        for score in sums:
            against[score][baseline.name] = skill(sums[score], other[score], resamples)
    ranked = {
        ahead: auc(
            curves[:, ahead - 1],
            (origins.days <= ahead).astype(float),
            np.where((origins.seen >= ahead) | (origins.days <= ahead), votes.weight, 0.0),
        )
        for ahead in BRIER_D
    }
    held = coverage(curves, origins.days, origins.seen)
    return Scores(
        crps_d=mean(sums["crps"]),
        log_crps=mean(sums["log_crps"]),
        brier={ahead: mean(sums[f"brier_{ahead}"]) for ahead in BRIER_D},
        auc=ranked,
        coverage_90=float(np.average(held, weights=votes.weight)),
        regret=mean(sums["regret"]),
        skill=against,
    )


def _sums(losses: Losses, votes: Votes, origins: Origins) -> dict[str, Array]:
    """Loss of each campaign by score."""
    return {score: campaign_sums(loss, votes, origins) for score, loss in losses.items()}


def skill_by_lead(
    said: Mapping[str, Array], name: str, origins: Origins, votes: Votes, resamples: Array
) -> dict[str, dict[int, Interval]]:  # fmt: skip
    """Brier skill at each of `LEADS_D` over each baseline a claim must beat."""
    found: dict[str, dict[int, Interval]] = {baseline: {} for baseline in TO_BEAT}
    for ahead in LEADS_D:
        ours = campaign_sums(brier(said[name], origins.days, origins.seen, ahead), votes, origins)
        for baseline in TO_BEAT:
            loss = brier(said[baseline], origins.days, origins.seen, ahead)
            found[baseline][ahead] = skill(ours, campaign_sums(loss, votes, origins), resamples)
    return found


def useful_days(by_lead: Sequence[Mapping[str, Mapping[int, Interval]]]) -> int | None:
    """The longest claimed lead up to which every lower bound, against every baseline and weighting, is above zero."""
    last = None
    for ahead in CLAIM_D:
        if not all(found[baseline][ahead][1] > 0 for found in by_lead for baseline in TO_BEAT):
            return last
        last = ahead
    return last


def crps_by_days_left(said: Mapping[str, Array], name: str, origins: Origins) -> list[dict[str, object]]:
    """CRPS of days by how long was really left, with counts: description, not a score (it looks at the outcome)."""
    found: list[dict[str, object]] = []
    ours, theirs = (crps(said[one], origins.days, origins.seen) for one in (name, CLIMATOLOGY_BY_AGE.name))
    for low, high in LEFT_D:
        rows = (origins.days >= low) & (origins.days <= high)
        weight = origins.weight[rows]
        found.append(
            {
                "days_left": f"{low}-{high:g}" if np.isfinite(high) else f"more than {low - 1}, or never",
                "campaigns": len(set(origins.campaign[rows].tolist())),
                "crps_d": float(np.average(ours[rows], weights=weight)) if rows.any() else float("nan"),
                "climatology_by_age_crps_d": float(np.average(theirs[rows], weights=weight))
                if rows.any()
                else float("nan"),
            }
        )
    return found


def reliability(curves: Array, origins: Origins, ahead: int) -> list[dict[str, float]]:
    """Forecast against observed frequency in bins of the forecast, by the protocol's weights."""
    edges = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0001)
    known = (origins.seen >= ahead) | (origins.days <= ahead)
    p, weight = curves[:, ahead - 1], np.where(known, origins.weight, 0.0)
    found = []
    for low, high in pairwise(edges):
        rows = (p >= low) & (p < high) & (weight > 0)
        if rows.any():
            happened = (origins.days[rows] <= ahead).astype(float)
            found.append(
                {
                    "low": low,
                    "high": min(high, 1.0),
                    "forecast": float(np.average(p[rows], weights=weight[rows])),
                    "observed": float(np.average(happened, weights=weight[rows])),
                    "campaigns": len(set(origins.campaign[rows].tolist())),
                    "vote_share": float(weight[rows].sum() / weight.sum()),
                }
            )
    return found

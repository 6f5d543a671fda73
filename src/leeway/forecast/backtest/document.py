"""A back-test as one JSON document (schema: docs/reference/backtest-json.md), and its sentences."""

from __future__ import annotations

from math import isfinite
from typing import Any

import numpy as np

from leeway import __version__
from leeway.forecast.backtest.measure import CLAIM_D, Scores, crps_by_days_left, reliability
from leeway.forecast.backtest.run import Backtest, enough_wars, fell_of
from leeway.forecast.backtest.votes import LEVEL, RESAMPLES, SEED
from leeway.forecast.model import Array
from leeway.forecast.models.baselines import CLIMATOLOGY_BY_AGE
from leeway.forecast.models.priors import digest
from leeway.forecast.scores import Warnings, brier, crps, pit_interval

MOST_MISSED = 0.1
HURRICANE_FALSE_ALARMS = 0.76
"""For hurricanes, at most 10 % misses means at least 76 % false alarms: the point every such curve is shown beside."""
DIGITS = 6


def document(found: Backtest, history_digest: str, kept_back_digest: str | None = None) -> dict[str, Any]:
    """Every figure of a back-test; numbers rounded to six digits after the point, null where there is none."""
    origins = found.origins
    first = next(iter(found.scores))
    plain: dict[str, Any] = _plain(
        {
            "version": __version__,
            "model": found.model,
            "history": history_digest,
            "kept_back": kept_back_digest,
            "priors": digest(),
            "seed": SEED,
            "resamples": RESAMPLES,
            "level": LEVEL,
            "campaigns": len(origins.names),
            "wars": len(set(origins.wars)),
            "fell": fell_of(origins),
            "days": len(origins),
            "sentence": sentence(found),
            "useful_days": found.useful_days,
            "scores": {way: {name: _scores(scores) for name, scores in of.items()} for way, of in found.scores.items()},
            "brier_skill_by_lead": found.by_lead,
            "crps_by_days_left": crps_by_days_left(found.said, found.model, origins),
            "reliability": {str(days): reliability(found.said[found.model], origins, days) for days in (7, 14, 30)},
            "pit": pit_histogram(found.said[found.model], found),
            "warnings": [warning_line(one) for one in found.warnings],
            "pool_weights": {
                "+".join(sorted(set(fold.test.wars))): dict(weights)
                for fold, weights in zip(found.folds, found.weights, strict=True)
                if weights
            },
            "by_campaign": _by_campaign(found),
            "weighting": first,
        }
    )
    return plain


def sentence(found: Backtest) -> str:
    """What may be claimed, in words."""
    origins = found.origins
    scores = next(iter(found.scores.values()))[found.model]
    value, low, high = scores.skill["brier_14"][CLIMATOLOGY_BY_AGE.name]
    wars = len(set(origins.wars))
    base = f"{_counted(len(origins.names), 'campaign')} of {_counted(wars, 'war')}, {fell_of(origins)} fell"
    if not enough_wars(origins):
        useful = f"{_counted(wars, 'war')}: too few to claim any use"
    elif found.useful_days is None:
        useful = "No demonstrated skill over the base rates at 7 days or more"
    else:
        beyond = [days for days in CLAIM_D if days > found.useful_days]
        rest = f"; none demonstrated at {beyond[0]} days" if beyond else ""
        useful = f"Useful out to {found.useful_days} days{rest}"
    if not isfinite(value):
        return f"{useful} ({base})."
    return (
        f"{useful} ({base}; 14-day Brier skill over climatology by age {value:+.2f}, 95 % {low:+.2f} to {high:+.2f}; "
        f"the 90 % band held {scores.coverage_90:.0%})."
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def pit_histogram(curves: Array, found: Backtest) -> list[float]:
    """Share of votes in ten bins of the PIT, each outcome spread over its interval: flat is right."""
    low, high = pit_interval(curves, found.origins.days, found.origins.seen)
    edges = np.linspace(0, 1, 11)
    width = np.maximum(high - low, 1e-9)[:, None]
    part = np.clip(np.minimum(high[:, None], edges[1:]) - np.maximum(low[:, None], edges[:-1]), 0, None) / width
    return [float(share) for share in found.origins.weight @ part / found.origins.weight.sum()]


def warning_line(one: Warnings) -> dict[str, Any]:
    """The curve of one lead time, and its point at no more than one miss in ten."""
    within = np.flatnonzero((one.missed <= MOST_MISSED) & np.isfinite(one.false_alarms))
    best = within[np.argmin(one.false_alarms[within])] if len(within) else None
    return {
        "lead_d": one.lead_d,
        "least_missed": float(one.missed.min()),
        "at_most_one_in_ten_missed": None
        if best is None
        else {
            "threshold": float(one.thresholds[best]),
            "missed": float(one.missed[best]),
            "false_alarms": float(one.false_alarms[best]),
            "warned_held": float(one.warned_held[best]),
        },
        "curve": [
            [float(p), float(missed), float(false), float(held)]
            for p, missed, false, held in zip(
                one.thresholds, one.missed, one.false_alarms, one.warned_held, strict=True
            )
        ],
    }


def _scores(scores: Scores) -> dict[str, Any]:
    return {
        "crps_d": scores.crps_d,
        "log_crps": scores.log_crps,
        "brier": {str(days): value for days, value in scores.brier.items()},
        "auc": {str(days): value for days, value in scores.auc.items()},
        "coverage_90": scores.coverage_90,
        "regret": scores.regret,
        "skill": {score: dict(of) for score, of in scores.skill.items()},
    }


def _by_campaign(found: Backtest) -> list[dict[str, Any]]:
    origins = found.origins
    rows = []
    for index, name in enumerate(origins.names):
        own = origins.campaign == index
        days, seen, weight = origins.days[own], origins.seen[own], origins.weight[own]
        line: dict[str, Any] = {
            "campaign": name,
            "war": origins.wars[index],
            "fell": bool(np.isfinite(days).any()),
            "days": int(own.sum()),
        }
        for model in (found.model, CLIMATOLOGY_BY_AGE.name):
            curves = found.said[model][own]
            loss = brier(curves, days, seen, 14)
            known = np.isfinite(loss)
            line[model] = {
                "brier_14": float(np.average(loss[known], weights=weight[known])) if known.any() else None,
                "crps_d": float(np.average(crps(curves, days, seen), weights=weight)) if own.any() else None,
            }
        rows.append(line)
    return rows


def _plain(value: Any) -> Any:
    """Values that JSON can hold: text keys, rounded numbers, None for what is not a number."""
    if isinstance(value, dict):
        return {str(key): _plain(found) for key, found in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(found) for found in value]
    if hasattr(value, "items"):
        return {str(key): _plain(found) for key, found in value.items()}
    if isinstance(value, float):
        return round(float(value), DIGITS) if isfinite(value) else None
    return value

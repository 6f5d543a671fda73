"""The miss/false-alarm curve of the back-test at any warning time: what it has cost to miss few falls.

`warning_cost.csv` (written by `benchmarks/decisions.py`) holds for each packaged advance and warning of so many days
the highest P(loss within the warning) that models which never saw its war gave on any day (`ever`), and on any day that
still left that warning (`in_time`). A threshold then catches or misses each fall, and warns or does not warn of each
advance that held. One campaign one vote; records that end open are not counted.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leeway.posture.model import Array, WarningCost

FILE: Final = "warning_cost.csv"
COLUMNS: Final = ("campaign", "war", "fell", "lead_d", "in_time", "ever")
MISSED: Final = (0.1, 0.25, 0.5)
"""Shares of falls one may be ready to miss; hurricane planners have worked with one in ten (Regnier 2008)."""


@dataclass(frozen=True, slots=True)
class Past:
    """Rows c campaigns, columns leads ascending. `in_time`, `ever`: shape (c, leads); `fell`: shape (c,)."""

    leads_d: Array
    in_time: Array
    ever: Array
    fell: NDArray[np.bool_]


@lru_cache(maxsize=8)
def past(without_war: str | None = None) -> Past:
    """The packaged table, a war left out where the case is one of its advances."""
    text = resources.files("leeway.posture").joinpath(FILE).read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["war"] != without_war]
    leads = sorted({int(row["lead_d"]) for row in rows})
    names = list(dict.fromkeys(row["campaign"] for row in rows))
    at = {(row["campaign"], int(row["lead_d"])): row for row in rows}

    def column(name: str) -> Array:
        return np.array([[float(at[campaign, lead][name]) for lead in leads] for campaign in names])

    fell = np.array([at[campaign, leads[0]]["fell"] == "yes" for campaign in names])
    return Past(np.array(leads, dtype=np.float64), column("in_time"), column("ever"), fell)


def warning_costs(
    warning_h: float, known: Past, missed: tuple[float, ...] = MISSED
) -> tuple[WarningCost, ...]:  # fmt: skip
    """The cost at each share of misses; between whole days of warning on straight lines.

    A longer warning can never cost less, so that the running worst over shorter warnings is taken: with so few falls
    the raw table jumps. Warnings beyond the table are those of its longest.
    """
    return tuple(_cost(warning_h, known, asked) for asked in missed)


def _cost(warning_h: float, known: Past, asked: float) -> WarningCost:
    found = np.array([_at_lead(known, k, asked) for k in range(len(known.leads_d))])
    worst = np.fmax.accumulate(found[:, 2:], axis=0)
    worst[np.isnan(found[:, 2:])] = np.nan
    days = min(max(warning_h / 24, float(known.leads_d[0])), float(known.leads_d[-1]))
    between = [float(np.interp(days, known.leads_d, column)) for column in (*found[:, :2].T, *worst.T)]
    return WarningCost(warning_h, asked, between[1], between[0], between[2], between[3])


def _at_lead(known: Past, k: int, asked: float) -> tuple[float, float, float, float]:
    """Threshold, misses, needless departures and warned advances that held, at the highest threshold that misses no
    more than `asked`; NaN where none does."""
    in_time, ever, fell = known.in_time[:, k], known.ever[:, k], known.fell
    nothing = (float("nan"),) * 4
    for threshold in np.unique(np.concatenate([in_time[fell], ever]))[::-1]:
        if threshold <= 0:
            break
        missed = 1 - float(np.mean(in_time[fell] >= threshold))
        if missed <= asked + 1e-12:
            warned = ever >= threshold
            needless = float((warned & ~fell).sum() / warned.sum())
            return float(threshold), missed, needless, float(np.mean(warned[~fell]))
    return nothing

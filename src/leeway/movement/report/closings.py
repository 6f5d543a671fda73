"""Who is left when exits close as drawn: part of the document of a clearance, and the table read from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from leeway.case.model import Case
from leeway.movement.check.closings import left_by_group
from leeway.movement.check.facts import Facts
from leeway.movement.records import Clearance, Schedule
from leeway.movement.report.numbers import Array, at_quantile, share_interval
from leeway.movement.report.words import count_text, hours_text, share_text
from leeway.tables import Table

if TYPE_CHECKING:
    from leeway.movement.report.document import Document

MOST_GROUPS = 30
EARLY = 0.1


def closing_entry(
    case: Case, schedule: Schedule, clearance: Clearance, closings: Mapping[str, Array] | None, confidence: float
) -> Document | None:
    """The closings in short and the people they leave, all together and by group; None without closings."""
    if not closings:
        return None
    by_plan = left_by_group(Facts(case, schedule), closings)
    rows = [
        _loss(name, clearance.left[:, g], float(by_plan[name].mean()), confidence)
        for g, name in enumerate(clearance.groups)
    ]
    planned = sum(float(left.mean()) for left in by_plan.values())
    return {
        "draws": int(clearance.left.shape[0]),
        "exits": [_exit(name, hours, case.settings.horizon_h) for name, hours in closings.items()],
        "left": [_loss(None, clearance.left.sum(axis=1), planned, confidence), *rows],
    }


def _exit(name: str, hours: Array, horizon_h: float) -> Document:
    drawn = np.where(hours <= horizon_h, hours, np.inf)
    early, median = at_quantile(drawn, EARLY), at_quantile(drawn, 0.5)
    return {
        "name": name,
        "closes_share": _r(float(np.isfinite(drawn).mean())),
        "early_h": _r(early) if np.isfinite(early) else None,
        "median_h": _r(median) if np.isfinite(median) else None,
    }


def _loss(group: str | None, left: Any, by_plan: float, confidence: float) -> Document:
    nobody, draws = int(np.count_nonzero(left == 0)), int(left.shape[0])
    low, high = share_interval(nobody, draws)
    return {
        "group": group,
        "left_mean": _r(float(left.mean())),
        "left_at_confidence": _r(at_quantile(left.astype(np.float64), confidence)),
        "nobody_left": {"share": _r(nobody / draws), "low": _r(low), "high": _r(high)},
        "left_by_plan_mean": _r(by_plan),
    }


def _r(value: float) -> float:
    return round(value, 4) + 0.0


def closings_table(doc: Document) -> Table | None:
    """People left by group when the exits close; None without closings."""
    found = doc["closings"]
    if found is None:
        return None
    everybody, groups = found["left"][0], found["left"][1:]
    order = sorted(range(len(groups)), key=lambda g: (-groups[g]["left_mean"], g))[:MOST_GROUPS]
    rows = [_row(groups[g]["group"], groups[g]) for g in sorted(order)]
    rows.append(_row("all", everybody))
    hidden = len(groups) - len(order)
    when = "; ".join(_when(entry) for entry in found["exits"][:4])
    more = f" The {hidden} groups that lose fewer are in the JSON." if hidden else ""
    return Table(
        "Who is left when the exits close",
        (
            "group",
            "left, mean",
            f"left, {share_text(doc['settings']['confidence'])} sure",
            "nobody left",
            "by the plan",
        ),
        tuple(rows),
        frozenset({"group"}),
        f"{found['draws']:,} draws. {when}. By the plan: the best plan followed as written, mean.{more}",
    )


def _row(name: str, entry: Document) -> tuple[str, ...]:
    return (
        name,
        count_text(entry["left_mean"]),
        count_text(entry["left_at_confidence"]),
        share_text(entry["nobody_left"]["share"]),
        count_text(entry["left_by_plan_mean"]),
    )


def _when(entry: Document) -> str:
    if entry["median_h"] is not None:
        return f"{entry['name']}: closed after {hours_text(entry['median_h'])} h in half of them"
    return f"{entry['name']}: closes in {share_text(entry['closes_share'])} of them"

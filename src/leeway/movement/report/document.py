"""A clearance as one plain document: what `leeway clearance --json` prints and every table and figure is read from.

Its shape is `clearance.schema.json`, told in docs/reference/clearance-json.md. Hours are after the start, `None` is
never (not within the horizon). Nothing in it depends on the machine or on the time it took.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

import leeway
from leeway.case.alike import Together, one_by_one
from leeway.case.model import Case
from leeway.movement.levers.ranking import Lever
from leeway.movement.records import Clearance, Schedule
from leeway.movement.report.closings import closing_entry
from leeway.movement.report.numbers import INTERVAL_SHARE, Array, at_quantile, quantile_interval, share_interval
from leeway.movement.report.obstacles import Obstacle, obstacles

Document = dict[str, Any]
FORMAT, VERSION = "leeway.clearance", 1
CURVE_POINTS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """How the numbers were asked for. `confidence` in (0, 1): "by then with this probability". `closings`: the
    draws both schedule and simulation were computed with. `together`: how groups of the case were put together."""

    policy: str
    seed: int
    confidence: float
    closings: Mapping[str, Array] | None = None
    together: Together | None = None


def document(case: Case, schedule: Schedule, clearance: Clearance, levers: Sequence[Lever], asked: Asked) -> Document:
    """The whole result as JSON-ready values."""
    start = clearance.start
    together = asked.together or one_by_one(case)
    deadline_h = None if case.deadline is None else case.deadline.after(start)
    return {
        "format": FORMAT,
        "version": VERSION,
        "leeway_version": leeway.__version__,
        "case": {
            "title": case.title,
            "start_utc": _instant(start),
            "deadline_h": None if deadline_h is None else _r(deadline_h),
            "deadline_utc": None if deadline_h is None else _instant(start + timedelta(hours=deadline_h)),
            "people_likely": together.people_likely,
            "groups": sum(map(len, together.members.values())),
        },
        "settings": {
            "policy": asked.policy,
            "replications": int(clearance.people.shape[0]),
            "seed": asked.seed,
            "confidence": asked.confidence,
            "interval_share": INTERVAL_SHARE,
            "planning_value": schedule.planning_value,
            "processing_depth": case.settings.processing_depth,
            "horizon_h": _r(case.settings.horizon_h),
            "closings": bool(asked.closings),
        },
        "optimum": optimum(schedule),
        "overall": _overall(clearance, asked.confidence, deadline_h),
        "groups": [
            _group(case, clearance, g, asked.confidence, together.members[name])
            for g, name in enumerate(clearance.groups)
        ],
        "bottlenecks": _bottlenecks(clearance),
        "levers": [_lever(lever) for lever in levers],
        "left_in_optimum": [_left(found) for found in obstacles(case, schedule.left)],
        "closings": closing_entry(case, schedule, clearance, asked.closings, asked.confidence),
        "curve": _curve(clearance),
    }


def optimum(schedule: Schedule) -> Document:
    """The best plan with what is proved about it."""
    best, bound, gap, proved = schedule.objective, schedule.bound, schedule.gap, schedule.proved
    return {
        "left_people": sum(left.people for left in schedule.left),
        "left_weighted": _r(best.left_weighted),
        "left_weighted_bound": _r(bound.left_weighted),
        "left_weighted_proved": proved[0],
        "t100_h": _r(best.completion_h),
        "t100_bound_h": _r(bound.completion_h),
        "t100_gap_share": _r(gap.completion_h),
        "t100_proved": proved[1],
        "mean_exit_h": _r(best.mean_exit_h),
        "mean_exit_bound_h": _r(bound.mean_exit_h),
        "mean_exit_gap_share": _r(gap.mean_exit_h),
        "mean_exit_proved": proved[2],
        "formulation": schedule.formulation,
        "step_h": _r(schedule.step_h),
        "interrupted": schedule.interrupted,
        "moves": len(schedule.moves),
        "vehicles_used": len({move.vehicle for move in schedule.moves if move.fleet}),
    }


def _r(value: float) -> float:
    """Rounded to what is printed in the file: 1e-4 h is a third of a second."""
    return round(float(value), 4) + 0.0


def _hours(value: float) -> float | None:
    return None if math.isinf(value) else _r(value)


def _instant(instant: Any) -> str:
    return str(instant.isoformat(timespec="seconds")).replace("+00:00", "Z")


def _quantiles(draws: Array, confidence: float) -> Document:
    low, high = quantile_interval(draws, confidence)
    return {
        "median_h": _hours(at_quantile(draws, 0.5)),
        "at_confidence_h": _hours(at_quantile(draws, confidence)),
        "at_confidence_low_h": _hours(low),
        "at_confidence_high_h": _hours(high),
    }


def _times(clearance: Clearance, column: int, confidence: float) -> Document:
    return {
        "t50": _quantiles(clearance.t50_h[:, column], confidence),
        "t90": _quantiles(clearance.t90_h[:, column], confidence),
        "t100": _quantiles(clearance.t100_h[:, column], confidence),
    }


def _chance(hits: Any) -> Document:
    hit, n = int(np.count_nonzero(hits)), int(hits.shape[0])
    low, high = share_interval(hit, n)
    return {"share": _r(hit / n), "low": _r(low), "high": _r(high)}


def _overall(clearance: Clearance, confidence: float, deadline_h: float | None) -> Document:
    people, left = clearance.people.sum(axis=1), clearance.left.sum(axis=1)
    result = {
        "people_mean": _r(people.mean()),
        "out_mean": _r(clearance.out.sum(axis=1).mean()),
        "left_mean": _r(left.mean()),
        "rejected_mean": _r(clearance.rejected.sum(axis=1).mean()),
        "all_out": _chance(left == 0),
        "share_by_exit": _by_exit(clearance, slice(None)),
        **_times(clearance, -1, confidence),
        "all_out_by_deadline": None,
        "left_at_deadline_mean": None,
    }
    if deadline_h is not None:
        in_time = clearance.t100_h[:, -1] <= deadline_h
        still = np.maximum(
            0.0, clearance.people.sum(axis=1) - clearance.rejected.sum(axis=1) - _out_by(clearance, deadline_h)
        )
        result["all_out_by_deadline"] = _chance(in_time)
        result["left_at_deadline_mean"] = _r(np.where(in_time, 0.0, still).mean())
    return result


def _out_by(clearance: Clearance, hours: float) -> Array:
    """People out by then in each replication: the grid's value, never read ahead of time."""
    k = int(np.searchsorted(clearance.grid_h, hours + 1e-9, side="right")) - 1
    return clearance.out_curve[:, k] if k >= 0 else np.zeros(clearance.out_curve.shape[0])


def _by_exit(clearance: Clearance, groups: Any) -> Document:
    """Share of those who came forward that left by each exit, over all replications."""
    came = int(clearance.people[:, groups].sum())
    by_exit = clearance.out_by_exit[:, groups].sum(axis=0)
    totals = by_exit.sum(axis=0) if by_exit.ndim == 2 else by_exit
    return {name: _r(int(n) / came) for name, n in zip(clearance.exits, totals, strict=True) if came and n}


def _group(case: Case, clearance: Clearance, g: int, confidence: float, members: Sequence[str]) -> Document:
    name = clearance.groups[g]
    group = case.groups[name]
    return {
        "group": name,
        "site": group.site,
        "category": group.category,
        "priority": group.priority,
        "people_mean": _r(clearance.people[:, g].mean()),
        "out_mean": _r(clearance.out[:, g].mean()),
        "left_mean": _r(clearance.left[:, g].mean()),
        "rejected_mean": _r(clearance.rejected[:, g].mean()),
        "all_out": _chance(clearance.left[:, g] == 0),
        "share_by_exit": _by_exit(clearance, g),
        **_times(clearance, g, confidence),
        "members": list(members),
        "each": [_member(clearance, q, confidence) for q, (group, _, _) in enumerate(clearance.members) if group == g],
    }


def _member(clearance: Clearance, q: int, confidence: float) -> Document:
    """One of the groups that were put together, by itself."""
    t50, t90, t100 = clearance.member_t50_h, clearance.member_t90_h, clearance.member_t100_h
    left = clearance.member_left
    assert t50 is not None
    assert t90 is not None
    assert t100 is not None
    assert left is not None
    _, people, groups = clearance.members[q]
    return {
        "people": people,
        "groups": groups,
        "left_mean": _r(left[:, q].mean()),
        "all_out": _chance(left[:, q] == 0),
        "t50": _quantiles(t50[:, q], confidence),
        "t90": _quantiles(t90[:, q], confidence),
        "t100": _quantiles(t100[:, q], confidence),
    }


def _bottlenecks(clearance: Clearance) -> list[Document]:
    """Resources anybody waited for, those that held up the last exit longest first."""
    binding, waiting = clearance.binding_h.mean(axis=0), clearance.waiting_person_h.mean(axis=0)
    busy = clearance.utilisation.mean(axis=0)
    order = sorted(range(len(clearance.resources)), key=lambda r: (-binding[r], -waiting[r], clearance.resources[r]))
    return [
        {
            "resource": clearance.resources[r],
            "binding_h_mean": _r(binding[r]),
            "waiting_person_h_mean": _r(waiting[r]),
            "utilisation_mean": _r(busy[r]),
        }
        for r in order
        if binding[r] > 0.5e-4 or waiting[r] > 0.5e-4
    ]


def _lever(lever: Lever) -> Document:
    return {
        "kind": lever.kind,
        "target": lever.target,
        "label": lever.label,
        "measure": lever.measure,
        "gained_h": _hours(lever.gained_h),
        "gained_low_h": _hours(lever.low_h),
        "gained_high_h": _hours(lever.high_h),
        "makes_it_possible": lever.gained_h == math.inf,
        "makes_it_impossible": lever.gained_h == -math.inf,
        "more_out_mean": _r(lever.more_out),
        "more_out_low": _r(lever.more_out_low),
        "more_out_high": _r(lever.more_out_high),
        "clear_of_chance": lever.helps,
        "replications": lever.replications,
    }


def _left(found: Obstacle) -> Document:
    left = found.left
    return {"group": left.group, "place": left.place, "people": left.people, "reason": found.text}


def _curve(clearance: Clearance) -> Document:
    """People out over time, thinned to `CURVE_POINTS`, ending where nothing changes any more."""
    top = clearance.out_curve.max(axis=0)
    end = int(np.argmax(clearance.out_curve.min(axis=0) >= clearance.out_curve[:, -1].min()))
    end = max(end, int(np.argmax(top >= top[-1])))
    picks = np.unique(np.linspace(0, end, min(CURVE_POINTS, end + 1)).round().astype(int))
    low, middle, high = np.quantile(clearance.out_curve[:, picks], [0.1, 0.5, 0.9], axis=0)
    return {
        "after_start_h": [_r(h) for h in clearance.grid_h[picks]],
        "out_p10": [_r(v) for v in low],
        "out_median": [_r(v) for v in middle],
        "out_p90": [_r(v) for v in high],
    }

"""The staffing posture of the day: the rung proposed, one step up and one step down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from leeway.case.model import Case
from leeway.case.staffing import StaffingPlan
from leeway.forecast.model import TimeLeft
from leeway.movement.outcomes import outcomes
from leeway.posture.model import LADDER, Staffing, StaffingLevel, StaffingOption
from leeway.posture.staffing.choose import choose
from leeway.units import fixed

REPLICATIONS: Final = 64
SHARES: Final = {"P5": 0.05, "P10": 0.1, "P20": 0.2}
STEP_H: Final = 0.25
LONGEST_WARNING_H: Final = 14 * 24.0
QUIET: Final = ("normal", "heightened", "authorized_departure")
REVERSIBLE: Final = ("normal", "heightened", "authorized_departure", "ordered_departure")
"""An ordered departure is seen and has its clocks (30-day steps, 180 days), but can be taken back; from minimum staff
on material has been destroyed and people are not replaced."""


def propose(case: Case, plan: StaffingPlan, left: TimeLeft, rung: str, *, workers: int = 1) -> Staffing:
    """The largest useful staff that can still be lifted within the warning time, at `rung` and beside it.

    The warning time is a loss of the first exit the plan uses, less the decision lag and the notice. Which loss is the
    mission's to say (`StaffingPlan.warning_level`): one that comes sooner with a chance of 5, 10 or 20 %, or hours of
    its own; the rung (minimum staff where all are to leave) is worked out for all of them. Those who stay are simulated
    alone, for all others have left by then.
    """
    confidence = case.settings.confidence
    lag_h = plan.decision_lag_h + plan.notice_h
    losses = _losses_h(case, plan, left)
    warnings = {name: max(0.0, loss_h - lag_h) for name, loss_h in losses.items()}
    available = {group: case.groups[group].likely for group in plan.staff}
    lifted = _lifted(case, available, warnings, confidence, workers)
    place = LADDER.index(rung)
    rungs = {step: LADDER[place + step] for step in (-1, 0, 1) if 0 <= place + step < len(LADDER)}
    known: dict[tuple[tuple[str, int], ...], float] = {}

    def option(name: str, most: int) -> StaffingOption:
        return _option(case, plan, name, available, most, lambda keep: _lift_h(case, keep, confidence, workers, known))

    chosen = plan.warning_level
    asked = rung if rung != LADDER[-1] else LADDER[-2]  # where all leave no warning keeps anybody: look one step below
    options = {step: option(name, lifted[chosen]) for step, name in rungs.items()}
    levels = tuple(
        StaffingLevel(
            name, losses[name], warnings[name], lifted[name],
            options[0] if name == chosen and asked == rung else option(asked, lifted[name]), name == chosen,
        )
        for name in sorted(losses, key=lambda name: (losses[name], name))
    )  # fmt: skip
    return Staffing(warnings[chosen], confidence, options[0], options.get(1), options.get(-1), plan.version, levels)


def _losses_h(case: Case, plan: StaffingPlan, left: TimeLeft) -> dict[str, float]:
    """Hours to the loss to reckon with, by level: quantiles of the first loss of any exit the plan uses."""
    exits = case.hazard.exits if case.hazard is not None else ()
    used = ["city", *(exit_.id for exit_ in exits if exit_.closes and exit_.id in left.hours)]
    first = np.min([left.hours[name] for name in used], axis=0)
    found = {
        name: min(LONGEST_WARNING_H, float(np.quantile(first, share, method="inverted_cdf")))
        for name, share in SHARES.items()
    }
    return found if plan.own_warning_h is None else {**found, "own": plan.own_warning_h}


def _option(
    case: Case,
    plan: StaffingPlan,
    rung: str,
    available: Mapping[str, int],
    most: int,
    lift_h: Callable[[Mapping[str, int]], float],
) -> StaffingOption:
    functions = [f for f in plan.functions.values() if rung in f.rungs]
    order = leaving_order(case, plan)
    least = {o.group: o.keep for o in plan.overrides if rung != LADDER[-1]}
    room = 0 if rung == LADDER[-1] else sum(available.values()) if rung == LADDER[0] else most
    chosen = choose(functions, available, max(room, sum(least.values())), least=least, order=[g for g, _ in order])
    keep = dict(available) if rung == LADDER[0] else dict(chosen.keep)
    leave = tuple((group, available[group] - keep[group]) for group, _ in order if available[group] > keep[group])
    kept = tuple(plan.functions[name].title for name in chosen.functions)
    lost = tuple(f.title for f in plan.functions.values() if f.id not in chosen.functions)
    reasons = [f"{group}: {why}" for group, why in order if available[group] > keep[group]]
    reasons += [f"{o.group}: {o.keep} kept by {o.by}: {o.reason}" for o in plan.overrides if o.group in least]
    return StaffingOption(
        rung=rung,
        keep=keep,
        leave=leave,
        functions=kept,
        lost=lost,
        single_points=tuple(
            plan.functions[name].title for name in chosen.functions if _single_point(plan, name, keep)
        ),
        value=chosen.value,
        lift_h=lift_h(keep),
        quiet=rung in QUIET,
        reversible=rung in REVERSIBLE,
        reasons=tuple(reasons),
    )  # fmt: skip


def leaving_order(case: Case, plan: StaffingPlan) -> list[tuple[str, str]]:
    """Staff groups from first to leave to last, each with the written reason; those no rule names leave last."""
    found: dict[str, str] = {}
    for rule in plan.leaving:
        for name in rule.groups:
            for group in plan.staff:
                if group not in found and name in (group, case.groups[group].category):
                    found[group] = rule.reason
    return [*found.items(), *((g, "no rule names this group: it leaves last") for g in plan.staff if g not in found)]


def _single_point(plan: StaffingPlan, name: str, keep: Mapping[str, int]) -> bool:
    """Whether the function stops if one person of those kept falls out."""
    function = plan.functions[name]
    for group, number in function.needs.items():
        hands = {group, *(h for some in function.deputies if group in some for h in some)}
        if sum(keep.get(hand, 0) for hand in hands) <= number:
            return True
    return False


def _alone(case: Case, keep: Mapping[str, int]) -> Case:
    """The case with only these people, exactly so many."""
    groups = {
        name: replace(
            case.groups[name], low=number, likely=number, high=number, show_up=fixed(1.0), self_evacuating=0.0
        )
        for name, number in keep.items()
        if number > 0
    }
    tasks = {name: task for name, task in case.plan.closure_tasks.items() if task.group in groups}
    return replace(case, groups=groups, plan=replace(case.plan, closure_tasks=tasks))


def _lifted(
    case: Case, people: Mapping[str, int], warnings_h: Mapping[str, float], confidence: float, workers: int
) -> dict[str, int]:
    """People of these who are out within each warning time with this confidence; all warnings from the same runs."""
    alone = _alone(case, people)
    grid_h = np.unique([hours for hours in warnings_h.values() if hours > 0])
    if not alone.groups or not len(grid_h):
        return dict.fromkeys(warnings_h, 0)
    found = outcomes(alone, range(REPLICATIONS), grid_h=grid_h, workers=workers)
    assert found.curve is not None
    out = np.quantile(found.curve.sum(axis=(1, 2)), 1 - confidence, axis=0, method="inverted_cdf")
    return {
        name: int(out[int(np.searchsorted(grid_h, hours))]) if hours > 0 else 0 for name, hours in warnings_h.items()
    }


def _lift_h(
    case: Case,
    keep: Mapping[str, int],
    confidence: float,
    workers: int,
    known: dict[tuple[tuple[str, int], ...], float],
) -> float:
    """Hours to lift those who stay; `known`: who has been simulated before."""
    alone = _alone(case, keep)
    if not alone.groups:
        return 0.0
    key = tuple(sorted((group, many) for group, many in keep.items() if many))
    if key not in known:
        found = outcomes(alone, range(REPLICATIONS), workers=workers)
        hours = np.where(found.left.sum(axis=1) > 0, np.inf, found.t100_h[:, -1])
        known[key] = float(np.quantile(hours, confidence, method="inverted_cdf"))
    return known[key]

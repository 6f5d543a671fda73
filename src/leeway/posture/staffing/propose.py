"""The staffing posture of the day: the rung proposed, one step up and one step down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from leeway.case.model import Case
from leeway.case.staffing import StaffingPlan
from leeway.forecast.model import TimeLeft
from leeway.movement.outcomes import outcomes
from leeway.posture.model import LADDER, Staffing, StaffingOption
from leeway.posture.staffing.choose import choose
from leeway.units import fixed

REPLICATIONS: Final = 200
STEP_H: Final = 0.25
LONGEST_WARNING_H: Final = 14 * 24.0
QUIET: Final = ("normal", "heightened", "authorized_departure")
REVERSIBLE: Final = ("normal", "heightened", "authorized_departure", "ordered_departure")
"""An ordered departure is seen and has its clocks (30-day steps, 180 days), but can be taken back; from minimum staff
on material has been destroyed and people are not replaced."""


def propose(case: Case, plan: StaffingPlan, left: TimeLeft, rung: str, *, workers: int = 1) -> Staffing:
    """The largest useful staff that can still be lifted within the warning time of the day, at `rung` and beside it.

    The warning time is the earliest reasonable loss of the first exit the plan uses (P10), less the decision lag and
    the notice: with the case's confidence nobody who stays is caught by it. Those who stay are simulated alone, for all
    others have left by then.
    """
    confidence = case.settings.confidence
    warning_h = max(0.0, _first_loss_h(case, left) - plan.decision_lag_h - plan.notice_h)
    available = {group: case.groups[group].likely for group in plan.staff}
    most = _lifted(case, available, warning_h, confidence, workers)
    place = LADDER.index(rung)
    rungs = {step: LADDER[place + step] for step in (-1, 0, 1) if 0 <= place + step < len(LADDER)}
    options = {step: _option(case, plan, name, available, most, confidence, workers) for step, name in rungs.items()}
    return Staffing(warning_h, confidence, options[0], options.get(1), options.get(-1), plan.version)


def _first_loss_h(case: Case, left: TimeLeft) -> float:
    exits = case.hazard.exits if case.hazard is not None else ()
    used = ["city", *(exit_.id for exit_ in exits if exit_.closes and exit_.id in left.hours)]
    return min(LONGEST_WARNING_H, *(left.earliest_reasonable_loss_h(name) for name in used))


def _option(
    case: Case,
    plan: StaffingPlan,
    rung: str,
    available: Mapping[str, int],
    most: int,
    confidence: float,
    workers: int,
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
        lift_h=_lift_h(case, keep, confidence, workers),
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


def _lifted(case: Case, people: Mapping[str, int], warning_h: float, confidence: float, workers: int) -> int:
    """People of these who are out within the warning time with this confidence."""
    alone = _alone(case, people)
    if not alone.groups or warning_h <= 0:
        return 0
    grid_h = np.array([warning_h])
    found = outcomes(alone, range(REPLICATIONS), grid_h=grid_h, workers=workers)
    assert found.curve is not None
    out = found.curve.sum(axis=(1, 2))[:, 0]
    return int(np.quantile(out, 1 - confidence, method="inverted_cdf"))


def _lift_h(case: Case, keep: Mapping[str, int], confidence: float, workers: int) -> float:
    alone = _alone(case, keep)
    if not alone.groups:
        return 0.0
    found = outcomes(alone, range(REPLICATIONS), workers=workers)
    hours = np.where(found.left.sum(axis=1) > 0, np.inf, found.t100_h[:, -1])
    return float(np.quantile(hours, confidence, method="inverted_cdf"))

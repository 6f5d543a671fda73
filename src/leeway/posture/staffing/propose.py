"""The staffing posture of the day: the rung proposed, one step up and one step down."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from leeway.case.model import Case
from leeway.case.staffing import StaffingPlan
from leeway.forecast.model import TimeLeft
from leeway.movement.outcomes import Begun, begin
from leeway.movement.pool import Pool
from leeway.posture.model import LADDER, Staffing, StaffingLevel, StaffingOption
from leeway.posture.staffing.choose import choose
from leeway.units import fixed

REPLICATIONS: Final = 64
SHARES: Final = {"P5": 0.05, "P10": 0.1, "P20": 0.2}
LONGEST_WARNING_H: Final = 14 * 24.0
QUIET: Final = ("normal", "heightened", "authorized_departure")
REVERSIBLE: Final = ("normal", "heightened", "authorized_departure", "ordered_departure")
"""An ordered departure is seen and has its clocks (30-day steps, 180 days), but can be taken back; from minimum staff
on material has been destroyed and people are not replaced."""


def propose(case: Case, plan: StaffingPlan, left: TimeLeft, rung: str, *, pool: Pool | None = None) -> Staffing:
    """The largest useful staff that can still be lifted within the warning time, at `rung` and beside it.

    The warning time is a loss of the first exit the plan uses, less the decision lag and the notice. Which loss is the
    mission's to say (`StaffingPlan.warning_level`): one that comes sooner with a chance of 5, 10 or 20 %, or hours of
    its own; the rung (minimum staff where all are to leave) is worked out for all of them. Those who stay are simulated
    alone, for all others have left by then.
    """
    return Proposal(case, plan, left, pool or Pool(1)).at(rung)()


class Proposal:
    """`propose` in two steps, simulating in the processes of `pool` while others go on."""

    def __init__(self, case: Case, plan: StaffingPlan, left: TimeLeft, pool: Pool) -> None:
        self._case, self._plan, self._pool = case, plan, pool
        self._losses = _losses_h(case, plan, left)
        lag_h = plan.decision_lag_h + plan.notice_h
        self._warnings = {name: max(0.0, loss_h - lag_h) for name, loss_h in self._losses.items()}
        self._available = {group: case.groups[group].likely for group in plan.staff}
        alone = _alone(case, self._available)
        self._grid_h = np.unique([hours for hours in self._warnings.values() if hours > 0])
        self._all: Begun | None = None
        if alone.groups and len(self._grid_h):
            self._all = begin(alone, range(REPLICATIONS), pool, grid_h=self._grid_h, pieces=1)
        self._lifts: dict[tuple[tuple[str, int], ...], Begun] = {}

    def at(self, rung: str) -> Callable[[], Staffing]:
        """Begin what a rung needs; what is returned waits for it."""
        plan, losses, lifted = self._plan, self._losses, self._lifted()
        place = LADDER.index(rung)
        rungs = {step: LADDER[place + step] for step in (-1, 0, 1) if 0 <= place + step < len(LADDER)}
        chosen = plan.warning_level
        asked = rung if rung != LADDER[-1] else LADDER[-2]  # where all leave no warning keeps anybody: one step below
        names = sorted(losses, key=lambda name: (losses[name], name))
        options = {step: self._option(name, lifted[chosen]) for step, name in rungs.items()}
        levels = {
            name: options[0] if name == chosen and asked == rung else self._option(asked, lifted[name])
            for name in names
        }

        def found() -> Staffing:
            beside = {step: self._timed(option) for step, option in options.items()}
            all_levels = tuple(
                StaffingLevel(
                    name, losses[name], self._warnings[name], lifted[name], self._timed(levels[name]), name == chosen
                )
                for name in names
            )
            return Staffing(
                self._warnings[chosen], self._case.settings.confidence, beside[0], beside.get(1), beside.get(-1),
                plan.version, all_levels,
            )  # fmt: skip

        return found

    def _lifted(self) -> dict[str, int]:
        """People of the staff who are out within each warning time with the case's confidence; all from one run."""
        if self._all is None:
            return dict.fromkeys(self._warnings, 0)
        gone = self._all.result().gone
        assert gone is not None
        out = np.quantile(gone.total(), 1 - self._case.settings.confidence, axis=0, method="inverted_cdf")
        return {
            name: int(out[int(np.searchsorted(self._grid_h, hours))]) if hours > 0 else 0
            for name, hours in self._warnings.items()
        }

    def _option(self, rung: str, most: int) -> StaffingOption:
        """Who stays at a rung; how long their lift takes is begun, and not known yet."""
        option = _option(self._case, self._plan, rung, self._available, most)
        key, alone = _key(option.keep), _alone(self._case, option.keep)
        if alone.groups and key not in self._lifts:
            self._lifts[key] = begin(alone, range(REPLICATIONS), self._pool, pieces=1)
        return option

    def _timed(self, option: StaffingOption) -> StaffingOption:
        begun = self._lifts.get(_key(option.keep))
        if begun is None:
            return replace(option, lift_h=0.0)
        found = begun.result()
        hours = np.where(found.left.sum(axis=1) > 0, np.inf, found.t100_h[:, -1])
        lift_h = float(np.quantile(hours, self._case.settings.confidence, method="inverted_cdf"))
        return replace(option, lift_h=lift_h)


def _key(keep: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((group, many) for group, many in keep.items() if many))


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
        lift_h=math.nan,
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

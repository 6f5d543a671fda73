"""The last safe start, by the simulation: up to when a start gets people out in time with a given confidence."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case, Moment
from leeway.errors import LeewayError
from leeway.movement.latest_start.on_paper import clock_bound, deadline_hours
from leeway.movement.records import Clearance

Floats = NDArray[np.float64]
CONFIDENCES = (0.5, 0.8, 0.95)
GRID = 9
RESOLUTION_H = 0.25
TINY_H = 1e-9
OWN_MEANS = "own means"


class Simulate(Protocol):
    """`leeway.movement.simulate.simulate`, or anything that answers like it."""

    def __call__(self, case: Case, **options: Any) -> Clearance: ...


class SafeStart(NamedTuple):
    """One line: `kind` is "all", "group" or "exit", `name` its id ("" for all).

    `delays_h[c]`: hours after the case's start of the last safe start at confidence c: `None` if no start is safe, not
    even an immediate one; `inf` if no start within reach is too late. `chance_now`: chance with an immediate start.
    """

    kind: str
    name: str
    chance_now: float
    delays_h: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class SafeStarts:
    """Lines for all, every group and every exit. `resolution_h`: 0 where exact for the draws, else how far the true
    last start may lie after the one given. `deadline_h`: after the case's start, `inf` if there is none."""

    confidences: tuple[float, ...]
    rows: tuple[SafeStart, ...]
    resolution_h: float
    deadline_h: float
    replications: int


def safe_starts(
    case: Case,
    simulate: Simulate,
    *,
    deadline: Moment | None = None,
    closings: Mapping[str, Floats] | None = None,
    confidences: tuple[float, ...] = CONFIDENCES,
    resolution_h: float | None = None,
    progress: Callable[[float], None] | None = None,
    **options: Any,
) -> SafeStarts:
    """Last safe starts at each of `confidences` (shares between 0 and 1), in hours after the case's start.

    A start is safe for a group if all of it is out by the deadline (`deadline`, else the case's own) with at least that
    chance, for all if every group is in the same replication. It fails an exit in a replication in which a group that
    would use it, with an immediate start, no deadline and no closing, is late and has fewer people out by that exit.
    A start counts as safe only if every earlier start looked at is safe too.

    `closings[key]`: hours after the case's start at which a route, place or exit closes, shape `(replications,)`, `inf`
    for never; starting s hours later they come s hours sooner. `options` go to `simulate` (seed, replications, workers,
    policy). Common random numbers: replication k is the same imagined future at every start.
    With a deadline alone and nothing bound to the clock all is exact for the draws: the deadline less the quantile of
    the time needed, for an exit of the time until all groups that would use it without a deadline are out. Otherwise
    starts on a grid are simulated and the last safe one is closed in to `resolution_h` (default: a quarter of an hour,
    or 1/128 of the time looked at if that is more). Raises `LeewayError` if nothing limits the start.
    """
    if not confidences or not all(0 < confidence < 1 for confidence in confidences):
        raise LeewayError(f"confidences are {confidences}; expected shares between 0 and 1, such as 0.5, 0.8, 0.95.")
    closings = closings or {}
    deadline_h = deadline_hours(case, deadline)
    if math.isinf(deadline_h) and not closings and not clock_bound(case):
        raise LeewayError("nothing says when it is too late: give a deadline, or draws of closings.")
    trials = _Trials(case, simulate, closings, deadline_h, options, progress)
    exact = not closings and not clock_bound(case)
    resolution_h = max(RESOLUTION_H, trials.last_h / 128) if resolution_h is None else resolution_h
    if exact:
        rows = [_by_quantile(target, trials.needed_h(target), deadline_h, confidences) for target in trials.targets]
    else:
        rows = [_by_trials(target, trials, confidences, resolution_h) for target in trials.targets]
    replications = trials.first.people.shape[0]
    return SafeStarts(confidences, tuple(rows), 0.0 if exact else resolution_h, deadline_h, replications)


def _by_quantile(
    target: tuple[str, str], needed_h: Floats, deadline_h: float, confidences: tuple[float, ...]
) -> SafeStart:
    """Deadline less the least time that enough draws keep."""
    ascending = np.sort(needed_h)
    enough = [ascending[math.ceil(confidence * needed_h.size - 1e-9) - 1] for confidence in confidences]
    delays = tuple(float(deadline_h - hours) if hours <= deadline_h + TINY_H else None for hours in enough)
    return SafeStart(*target, float((needed_h <= deadline_h + TINY_H).mean()), delays)


def _by_trials(
    target: tuple[str, str], trials: _Trials, confidences: tuple[float, ...], resolution_h: float
) -> SafeStart:
    delays = tuple(_last_safe(trials, target, confidence, resolution_h) for confidence in confidences)
    return SafeStart(*target, trials.chance(target, 0.0), delays)


def _last_safe(trials: _Trials, target: tuple[str, str], confidence: float, resolution_h: float) -> float | None:
    """The last start up to which all looked at are safe: a coarse grid, then halving its first unsafe gap."""
    wanted = confidence - 1e-12
    last_h = trials.last_h
    safe_h = None
    unsafe_h = math.inf
    for hours in np.linspace(0.0, last_h, GRID).tolist():
        if trials.chance(target, hours) < wanted:
            unsafe_h = hours
            break
        safe_h = hours
    if safe_h is None:
        return None
    if math.isinf(unsafe_h):
        return math.inf
    while unsafe_h - safe_h > resolution_h:
        middle = (safe_h + unsafe_h) / 2
        if trials.chance(target, middle) >= wanted:
            safe_h = middle
        else:
            unsafe_h = middle
    return float(safe_h)


class _Trials:
    """Simulations of later starts, each made once."""

    def __init__(
        self,
        case: Case,
        simulate: Simulate,
        closings: Mapping[str, Floats],
        deadline_h: float,
        options: Mapping[str, Any],
        progress: Callable[[float], None] | None,
    ) -> None:
        self.case, self.simulate, self.closings, self.deadline_h = case, simulate, closings, deadline_h
        self.options, self.progress = options, progress
        finite = [float(draws[np.isfinite(draws)].max(initial=0.0)) for draws in closings.values()]
        reach_h = max(finite, default=case.settings.horizon_h) + RESOLUTION_H
        self.last_h = deadline_h if math.isfinite(deadline_h) else reach_h
        self.outcomes: dict[float, dict[tuple[str, str], float]] = {}
        self.first = self._run(0.0)
        self.targets = [("all", "")]
        self.targets += [("group", name) for name in self.first.groups]
        self.targets += [("exit", name) for name in self.first.exits if name != OWN_MEANS]

    def chance(self, target: tuple[str, str], delay_h: float) -> float:
        """Share of the replications in which a start `delay_h` later is in time for the target."""
        if delay_h not in self.outcomes:
            clearance = self._run(delay_h) if delay_h else self.first
            self.outcomes[delay_h] = self._chances(clearance, delay_h)
        return self.outcomes[delay_h][target]

    def needed_h(self, target: tuple[str, str]) -> Floats:
        """Hours an immediate start takes for the target, shape (replications,): for an exit until all groups that use
        it are out."""
        needed_h = _needed_h(self.first)
        kind, name = target
        if kind == "all":
            return needed_h[:, -1]
        if kind == "group":
            return needed_h[:, self.first.groups.index(name)]
        uses = self._unhurried.out_by_exit[:, :, self._unhurried.exits.index(name)] > 0
        return np.asarray(np.where(uses, needed_h[:, :-1], 0.0).max(axis=1, initial=0.0))

    def _run(self, delay_h: float) -> Clearance:
        case = self.case
        if math.isfinite(self.deadline_h):
            # Who is not out by the deadline is left: counts by exit are then counts by the deadline.
            horizon_h = min(case.settings.horizon_h, max(self.deadline_h - delay_h, 1e-6))
            case = replace(case, settings=replace(case.settings, horizon_h=horizon_h))
        options = dict(self.options)
        if self.closings:
            options["closings"] = {key: draws - delay_h for key, draws in self.closings.items()}
        if self.progress is not None:
            self.progress(delay_h)
        return self.simulate(case, start=self.case.start + timedelta(hours=delay_h), **options)

    @cached_property
    def _unhurried(self) -> Clearance:
        """An immediate start with no deadline and no closing: who would use which exit. Nothing ends early in a first
        run without closings in which nobody is left, so that it serves as well."""
        if not self.closings and not self.first.left.any():
            return self.first
        options = {**self.options, "replications": self.first.people.shape[0]}
        return self.simulate(self.case, start=self.case.start, **options)

    def _chances(self, clearance: Clearance, delay_h: float) -> dict[tuple[str, str], float]:
        needed_h = _needed_h(clearance)
        in_time = np.isfinite(needed_h) & (needed_h <= self.deadline_h - delay_h + TINY_H)
        chances = {("all", ""): float(in_time[:, -1].mean())}
        for column, group in enumerate(clearance.groups):
            chances["group", group] = float(in_time[:, column].mean())
        for column, name in enumerate(clearance.exits):
            wanted = self._unhurried.out_by_exit[:, :, column]
            as_many = (clearance.out_by_exit[:, :, column] >= wanted) & (self._unhurried.left == 0)
            served = (wanted == 0) | as_many | in_time[:, :-1]
            chances["exit", name] = float((served.all(axis=1) | in_time[:, -1]).mean())
        return chances


def _needed_h(clearance: Clearance) -> Floats:
    """Hours until all are out, 0 for nobody, `inf` if somebody is left; shape (replications, groups + 1)."""
    left = np.column_stack((clearance.left, clearance.left.sum(axis=1)))
    out = np.column_stack((clearance.out, clearance.out.sum(axis=1)))
    return np.where(left > 0, np.inf, np.where(out > 0, clearance.t100_h, 0.0))

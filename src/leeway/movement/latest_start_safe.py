"""The last safe start, by the simulation: up to when a start gets people out in time with a given confidence."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case, Moment
from leeway.errors import LeewayError
from leeway.movement.latest_start import clock_bound, deadline_hours
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
    resolution_h: float = RESOLUTION_H,
    progress: Callable[[float], None] | None = None,
    **options: Any,
) -> SafeStarts:
    """Last safe starts at each of `confidences` (shares between 0 and 1), in hours after the case's start.

    A start is safe for a group if all of it is out by the deadline (`deadline`, else the case's own) with at least that
    chance, for all if every group is in the same replication. It fails an exit in a replication in which people are
    left behind and fewer come out by that exit than would with an immediate start, no deadline and no closing.
    A start counts as safe only if every earlier start looked at is safe too.

    `closings[key]`: hours after the case's start at which a route, place or exit closes, shape `(replications,)`, `inf`
    for never; starting s hours later they come s hours sooner. `options` go to `simulate` (seed, replications, workers,
    policy). Common random numbers: replication k is the same imagined future at every start.
    With a deadline alone and nothing bound to the clock, groups and all are exact for the draws: deadline less the
    quantile of the time needed. Otherwise starts on a grid are simulated and the last safe one is closed in to
    `resolution_h`. Raises `LeewayError` if nothing limits the start.
    """
    if not confidences or not all(0 < confidence < 1 for confidence in confidences):
        raise LeewayError(f"confidences are {confidences}; expected shares between 0 and 1, such as 0.5, 0.8, 0.95.")
    closings = closings or {}
    deadline_h = deadline_hours(case, deadline)
    if math.isinf(deadline_h) and not closings and not clock_bound(case):
        raise LeewayError("nothing says when it is too late: give a deadline, or draws of closings.")
    trials = _Trials(case, simulate, closings, deadline_h, options, progress)
    # With a deadline alone later starts only have less time: chances fall steadily, a coarse grid finds nothing more.
    exact = not closings and not clock_bound(case)
    one_exit = sum(kind == "exit" for kind, _ in trials.targets) == 1
    rows = []
    for kind, name in trials.targets:
        now = trials.chance((kind, name), 0.0)
        delays = tuple(
            trials.quantile(name if kind == "group" else "", confidence)
            if exact and (kind != "exit" or one_exit)
            else _last_safe(trials, (kind, name), confidence, resolution_h, 2 if exact else GRID)
            for confidence in confidences
        )
        rows.append(SafeStart(kind, name, now, delays))
    used = 0.0 if exact and one_exit else resolution_h
    return SafeStarts(confidences, tuple(rows), used, deadline_h, trials.first.people.shape[0])


def _last_safe(
    trials: _Trials, target: tuple[str, str], confidence: float, resolution_h: float, grid: int
) -> float | None:
    """The last start up to which all looked at are safe: a coarse grid, then halving its first unsafe gap."""
    wanted = confidence - 1e-12
    last_h = trials.last_h
    safe_h = None
    unsafe_h = math.inf
    for hours in np.linspace(0.0, last_h, grid).tolist():
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
        self.by_exit = self._unhurried().out_by_exit.sum(axis=1)
        self.outcomes[0.0] = self._chances(self.first, 0.0)

    def chance(self, target: tuple[str, str], delay_h: float) -> float:
        """Share of the replications in which a start `delay_h` later is in time for the target."""
        if delay_h not in self.outcomes:
            self.outcomes[delay_h] = self._chances(self._run(delay_h), delay_h)
        return self.outcomes[delay_h][target]

    def quantile(self, group: str, confidence: float) -> float | None:
        """Deadline less the least time that enough draws of the group's (or everybody's) clearance keep."""
        column = self.first.groups.index(group) if group else -1
        needed = np.sort(self._needed_h(self.first)[:, column])
        enough = math.ceil(confidence * needed.size - 1e-9) - 1
        delay_h = self.deadline_h - float(needed[enough])
        return delay_h if delay_h >= -TINY_H else None

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

    def _unhurried(self) -> Clearance:
        options = {**self.options, "replications": self.first.people.shape[0]}
        return self.simulate(self.case, start=self.case.start, **options)

    def _needed_h(self, clearance: Clearance) -> Floats:
        """Hours until all are out, 0 for nobody, `inf` if somebody is left; shape (replications, groups + 1)."""
        left = np.column_stack((clearance.left, clearance.left.sum(axis=1)))
        out = np.column_stack((clearance.out, clearance.out.sum(axis=1)))
        return np.where(left > 0, np.inf, np.where(out > 0, clearance.t100_h, 0.0))

    def _chances(self, clearance: Clearance, delay_h: float) -> dict[tuple[str, str], float]:
        needed_h = self._needed_h(clearance)
        in_time = np.isfinite(needed_h) & (needed_h <= self.deadline_h - delay_h + TINY_H)
        chances = {("all", ""): float(in_time[:, -1].mean())}
        for column, group in enumerate(clearance.groups):
            chances["group", group] = float(in_time[:, column].mean())
        by_exit = clearance.out_by_exit.sum(axis=1)
        for column, name in enumerate(clearance.exits):
            as_many = by_exit[:, column] >= self.by_exit[:, column]
            chances["exit", name] = float((as_many | in_time[:, -1]).mean())
        return chances

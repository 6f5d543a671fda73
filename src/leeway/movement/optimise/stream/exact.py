"""Exhaustive search over streams: is there a plan below a limit, with everybody out?

Every group keeps what it may still do: ways, rates, starts. What all of its possibilities use for certain narrows the
roads for the others (time-tabling); possibilities are halved until one is left for each group or none for some group.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.flow.network import Ticks
from leeway.movement.optimise.stream.problem import Choice, Plan, StreamProblem, starts
from leeway.movement.optimise.stream.search import Roads

Bools = NDArray[np.bool_]
NODE_S, GROUP_S, OPTION_S = 200e-6, 270e-6, 90e-9
"""What a node should take, each round over a group in it, and each of its options."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a group may still do, one entry an option; all arrays have one shape."""

    way: Ticks
    mode: Ticks
    start: Ticks
    rate: Ticks
    ticks: Ticks
    sum_h: NDArray[np.float64]

    @property
    def count(self) -> int:
        """How many are left."""
        return int(self.way.size)

    def kept(self, keep: Bools) -> Options:
        """Those marked."""
        return Options(
            self.way[keep], self.mode[keep], self.start[keep], self.rate[keep], self.ticks[keep], self.sum_h[keep]
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """`plan` None and `exhausted`: there is none. Not `exhausted`: the search was cut short."""

    plan: Plan | None
    exhausted: bool


class Search:
    """Plans in which everybody is out by `limit_h` and the exit hours add up to less than `below_sum_h`."""

    def __init__(self, problem: StreamProblem, limit_h: float, clock: Clock, *, nodes: int) -> None:
        self.problem, self.limit_h, self.clock, self.nodes = problem, limit_h, clock, nodes
        self.below_sum_h = math.inf
        self.exhausted = True
        self.root = [self._options(job) for job in range(len(problem.jobs))]

    def any_plan(self) -> Verdict:
        """Some plan by the limit."""
        return Verdict(self._descend(), self.exhausted)

    def least_sum(self, plan: Plan, sum_h: float) -> Verdict:
        """The plan with the least sum of exit hours, not above that of `plan`."""
        best, self.below_sum_h = plan, sum_h - 1e-7
        while True:
            found = self._descend()
            if found is None:
                return Verdict(best, self.exhausted)
            best, self.below_sum_h = found, self.problem.value(found).sum_h - 1e-7

    def _options(self, job: int) -> Options:
        problem, roads = self.problem, Roads(self.problem)
        rows: list[tuple[int, int, int, int, int]] = []
        for k, way in enumerate(problem.jobs[job].ways):
            free = roads.free(way)
            if not roads.has_room(job, way):
                continue
            for mode, (rate, ticks, release) in enumerate(way.modes):
                last = math.floor((self.limit_h - way.tail_h) / problem.flows.step_h + 1e-7) - ticks + 1
                possible = np.flatnonzero(starts(free, rate, ticks))
                in_time = possible[(possible >= release) & (possible <= last)].tolist()
                rows += [(k, mode, start, rate, ticks) for start in in_time]
        table = np.array(rows, dtype=np.int64).reshape(-1, 5)
        sums = np.array([problem.sum_h(job, Choice(*row[:3])) for row in rows], dtype=np.float64)
        return Options(table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4], sums)

    def _descend(self) -> Plan | None:
        stack = [self.root]
        while stack:
            if self.nodes <= 0 or self.clock.remaining_s <= 0:
                self.exhausted = False
                return None
            self.nodes -= 1
            self.clock.did(NODE_S)
            options = self._narrowed(list(stack.pop()))
            if options is None:
                continue
            open_jobs = [job for job, some in enumerate(options) if some.count > 1]
            if not open_jobs:
                return [Choice(int(some.way[0]), int(some.mode[0]), int(some.start[0])) for some in options]
            job = min(open_jobs, key=lambda job: options[job].count)
            stack += [[*options[:job], half, *options[job + 1 :]] for half in _halves(options[job])]
        return None

    def _narrowed(self, options: list[Options]) -> list[Options] | None:
        """Options after time-tabling to a fixed point; None if some group has none or the sum is too great."""
        roads = Roads(self.problem)
        certain: list[tuple[int, int, int, int] | None] = [None] * len(options)
        changed = set(range(len(options)))
        while changed:
            self.clock.did(len(options) * GROUP_S + sum(some.count for some in options) * OPTION_S)
            for job in sorted(changed):
                self._recertify(roads, certain, job, options[job])
            changed = set()
            if any(np.any(left < 0) for left in roads.left) or any(room < 0 for room in roads.room.values()):
                return None
            for job, some in enumerate(options):
                keep = self._possible(roads, job, some, certain[job])
                if not keep.all():
                    options[job] = some.kept(keep)
                    changed.add(job)
                if not options[job].count:
                    return None
            if math.fsum(float(some.sum_h.min()) for some in options) >= self.below_sum_h:
                return None
        return options

    def _recertify(
        self, roads: Roads, certain: list[tuple[int, int, int, int] | None], job: int, some: Options
    ) -> None:
        """Book what the group uses whatever it does: at least the least rate between its latest start and its earliest
        end; nothing while several ways are open."""
        before = certain[job]
        if before is not None:
            self._book(roads, job, before, 1)
        certain[job] = None
        if some.count and (some.way == some.way[0]).all():
            begin, end = int(some.start.max()), int((some.start + some.ticks).min())
            now = (int(some.way[0]), begin, max(begin, end), int(some.rate.min()))
            self._book(roads, job, now, -1)
            certain[job] = now

    def _book(self, roads: Roads, job: int, part: tuple[int, int, int, int], sign: int) -> None:
        way = self.problem.jobs[job].ways[part[0]]
        for route, offset in zip(way.routes, way.offsets, strict=True):
            roads.left[route][part[1] + offset : part[2] + offset] += sign * part[3]
        roads.room[way.haven] += sign * self.problem.jobs[job].demand.people

    def _possible(self, roads: Roads, job: int, some: Options, own: tuple[int, int, int, int] | None) -> Bools:
        keep = np.ones(some.count, dtype=np.bool_)
        for k in np.unique(some.way).tolist():
            way = self.problem.jobs[job].ways[k]
            free = roads.free(way).copy()
            if own is not None:
                free[own[1] : own[2]] += own[3]
            elif not roads.has_room(job, way):
                keep &= some.way != k
                continue
            for mode in np.unique(some.mode[some.way == k]).tolist():
                here = np.flatnonzero((some.way == k) & (some.mode == mode))
                keep[here] = starts(free, way.modes[mode].rate, way.modes[mode].ticks)[some.start[here]]
        return keep


def _halves(some: Options) -> tuple[Options, Options]:
    """Two halves of a group's options, the less promising first: by way, then by rate, then by start."""
    for values in (some.way, some.mode, some.start):
        distinct = np.unique(values)
        if distinct.size > 1:
            upper = values >= distinct[distinct.size // 2]
            return some.kept(upper), some.kept(~upper)
    raise ArithmeticError("two equal options")

"""Lower bounds for streams: the same roads with streams that may pause and change their rate (a linear program)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import highspy
import numpy as np

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.flow.expansion import INTERIOR_POINT_COLUMNS
from leeway.movement.optimise.flow.network import Ticks
from leeway.movement.optimise.highs import Solved, quiet_model, run
from leeway.movement.optimise.stream.problem import Choice, StreamProblem, first_start
from leeway.movement.optimise.stream.search import Roads

PIVOT_S, ENTRY_S, BARRIER_STEPS = 20e-9, 2e-6, 1
"""What a pivot should take for each row and column, and an entry of the matrix to be read in; how much an iteration of
the barrier costs besides."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Least weight left, and sum of exit hours (`inf`: not asked for), when all are out by a limit; None: no time."""

    left: float
    sum_h: float


def relaxed(problem: StreamProblem, limit_h: float, clock: Clock, *, everybody: bool) -> Relaxed | None:
    """Bound for plans that end by `limit_h`: the least weight left, or with `everybody` the least sum of exit hours
    (`inf` if not all can be out)."""
    columns = _Columns(problem, limit_h)
    solved = _solve(columns, clock, everybody)
    if solved.infeasible:
        return Relaxed(0.0, math.inf)
    if not solved.optimal:
        return None
    return Relaxed(0.0, solved.objective) if everybody else Relaxed(max(0.0, solved.objective), math.inf)


class _Columns:
    """One column a group, way and tick of setting out; one a group for the people left."""

    def __init__(self, problem: StreamProblem, limit_h: float) -> None:
        self.problem = problem
        step_h = problem.flows.step_h
        length = problem.horizon + 1
        rows: list[Ticks] = []
        starts: list[int] = []
        self.most: list[float] = []
        self.exit_h: list[float] = []
        self.job: list[int] = []
        jobs = len(problem.jobs)
        for job, record in enumerate(problem.jobs):
            for way in record.ways:
                first = min(mode.release for mode in way.modes)
                last = min(problem.horizon - way.offsets[-1], math.floor((limit_h - way.tail_h) / step_h + 1e-7))
                if last < first:
                    continue
                ticks = np.arange(first, last + 1)
                uses = np.stack([jobs + k * length + o + ticks for k, o in zip(way.routes, way.offsets, strict=True)])
                block = np.concatenate((np.full((1, ticks.size), job), uses)).T
                rows.append(block.ravel())
                starts += [block.shape[1]] * ticks.size
                self.most += [float(way.modes[-1].rate)] * ticks.size
                self.exit_h += (ticks * step_h + way.tail_h).tolist()
                self.job += [job] * ticks.size
        self.index = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        self.counts = starts


def _solve(columns: _Columns, clock: Clock, everybody: bool) -> Solved:
    problem = columns.problem
    jobs, flowing = len(problem.jobs), len(columns.job)
    people = np.array([job.demand.people for job in problem.jobs], dtype=np.float64)
    weights = np.array([job.demand.group.weight for job in problem.jobs])
    lp = highspy.HighsLp()
    lp.num_col_ = flowing + jobs
    lp.num_row_ = jobs + len(problem.capacities) * (problem.horizon + 1)
    lp.col_cost_ = np.concatenate((columns.exit_h, np.zeros(jobs)) if everybody else (np.zeros(flowing), weights))
    lp.col_lower_ = np.zeros(flowing + jobs)
    lp.col_upper_ = np.concatenate((columns.most, np.zeros(jobs) if everybody else people))
    lp.row_lower_ = np.concatenate((people, np.full(lp.num_row_ - jobs, -np.inf)))
    lp.row_upper_ = np.concatenate((people, *[capacity.astype(np.float64) for capacity in problem.capacities]))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(columns.counts + [1] * jobs)))
    lp.a_matrix_.index_ = np.concatenate((columns.index, np.arange(jobs)))
    lp.a_matrix_.value_ = np.ones(columns.index.size + jobs)
    model = quiet_model()
    if lp.num_col_ > INTERIOR_POINT_COLUMNS:
        model.setOptionValue("solver", "ipm")
    model.passModel(lp)
    pivot_s = PIVOT_S * (lp.num_col_ + lp.num_row_)
    model.setOptionValue("simplex_iteration_limit", max(1, int(clock.remaining_s / pivot_s)))
    found = run(model, clock, doing="bound for streams")
    info = model.getInfo()
    barrier = max(0, info.ipm_iteration_count) * ENTRY_S * columns.index.size * BARRIER_STEPS
    clock.did(barrier + max(0, info.simplex_iteration_count) * pivot_s + columns.index.size * ENTRY_S)
    return found


def finishes_h(problem: StreamProblem, below_h: float) -> list[float]:
    """Hours up to `below_h` at which a group's last people could be out, ascending."""
    step_h, found = problem.flows.step_h, set[float]()
    for tail_h in {round(way.tail_h, 9) for job in problem.jobs for way in job.ways}:
        last = math.floor((below_h - tail_h) / step_h + 1e-7)
        found.update(round(tick * step_h + tail_h, 9) for tick in range(max(0, last + 1)))
    return sorted(found)


def alone_h(problem: StreamProblem) -> tuple[float, float]:
    """(last exit, sum of exits) in hours if every group had the roads to itself; both bounds when all get out."""
    last_h, sum_h, roads = 0.0, 0.0, Roads(problem)
    for job, record in enumerate(problem.jobs):
        finishes, sums = [], []
        for k, way in enumerate(record.ways):
            free = roads.free(way)
            for mode, (rate, ticks, release) in enumerate(way.modes):
                start = first_start(free, rate, ticks, release)
                if start is not None:
                    finishes.append(problem.finish_h(job, Choice(k, mode, start)))
                    sums.append(problem.sum_h(job, Choice(k, mode, start)))
        last_h = max(last_h, min(finishes, default=0.0))
        sum_h += min(sums, default=0.0)
    return last_h, sum_h


def narrows_h(problem: StreamProblem) -> float:
    """Last exit at best, road by road: the groups that must pass a road, cannot be there before some tick and still
    have some way to go after it, need its capacity from that tick on (Carlier's bound for heads and tails)."""
    step_h, best_h = problem.flows.step_h, 0.0
    for k, capacity in enumerate(problem.capacities):
        passing: list[tuple[int, float, int]] = []
        for job in problem.jobs:
            if all(k in way.routes for way in job.ways):
                offsets = [(way, way.offsets[way.routes.index(k)]) for way in job.ways]
                head = min(offset + min(mode.release for mode in way.modes) for way, offset in offsets)
                tail_h = min(way.tail_h - offset * step_h for way, offset in offsets)
                passing.append((head, tail_h, job.demand.people))
        gathered = np.concatenate(([0], np.cumsum(capacity)))
        for first in {head for head, _, _ in passing}:
            people = 0
            for _, tail_h, more in sorted((p for p in passing if p[0] >= first), key=lambda p: -p[1]):
                people += more
                last = int(np.searchsorted(gathered, gathered[first] + people))
                if last <= capacity.size:
                    best_h = max(best_h, (last - 1) * step_h + tail_h)
    return best_h

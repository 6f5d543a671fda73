"""Streams as bars on one clock: where all ways through a route have the same distance to go after it, a stream uses
every route of its way over one interval, counted by the arrival of its people at the end.

This is the shape of the evacuation trees of Artigues et al. (hal-01814063, 2018): rectangles of `rate` x `ticks` that
need room on several cumulative resources at once, each with an earliest and a latest tick.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.flow.network import Ticks
from leeway.movement.optimise.stream.problem import Choice, Plan, StreamProblem, StreamWay

NEVER = 1 << 30
WIDEST = 400
"""People a tick on a road above which its rates are too many to be told apart."""


@dataclass(frozen=True, slots=True)
class Bars:
    """`profile` (roads, ticks): capacity by tick of arrival, without closings. `roads` (rows, width): indices in
    `profile`, padded with its last, unlimited row. `first`, `count`: each job's options, contiguous; an option is a way
    and rate of a group. By option: `way`, `mode` (indices in the job), `rate`, `ticks`, `release` (first tick), `end`
    (last tick looked at), `closing` (last tick allowed by closings), `row` of `roads`, `tail_h` (hours of exit at tick
    0), `shift` (ticks from setting out to arrival)."""

    problem: StreamProblem
    profile: Ticks
    roads: Ticks
    first: Ticks
    count: Ticks
    way: Ticks
    mode: Ticks
    rate: Ticks
    ticks: Ticks
    release: Ticks
    end: Ticks
    closing: Ticks
    row: Ticks
    tail_h: NDArray[np.float64]
    shift: Ticks

    @property
    def jobs(self) -> int:
        """Number of groups."""
        return int(self.first.size)

    def within(self, limit_h: float, delay: int = 0) -> Ticks:
        """By option: the last tick at which its people may arrive to be out by `limit_h` and `delay` ticks before all
        closings."""
        last = np.minimum(self.end, self.closing - delay)
        if math.isinf(limit_h):
            return last
        step_h = self.problem.flows.step_h
        return np.minimum(last, np.floor((limit_h - self.tail_h) / step_h + 1e-7).astype(np.int64))

    def margin(self, options: Ticks, starts: Ticks) -> int:
        """Ticks between the last people of the plan and the closing that is next to them."""
        return int((self.closing[options] - starts - self.ticks[options] + 1).min())

    def plan(self, options: Ticks, starts: Ticks) -> Plan:
        """The plan in which each group takes its option, its first people arriving at `starts`."""
        return [
            Choice(int(self.way[o]), int(self.mode[o]), int(start - self.shift[o]))
            for o, start in zip(options.tolist(), starts.tolist(), strict=True)
        ]

    def drawn(self, plan: Plan) -> tuple[Ticks, Ticks]:
        """(options, starts) of a plan that leaves nobody."""
        options, starts = [], []
        for job, choice in enumerate(plan):
            assert choice is not None
            here = np.arange(self.first[job], self.first[job] + self.count[job])
            # A rate that is as long as a lesser one is no option: the lesser one takes its place.
            ticks = self.problem.jobs[job].ways[choice.way].modes[choice.mode].ticks
            option = here[(self.way[here] == choice.way) & (self.ticks[here] == ticks)][0]
            options.append(option)
            starts.append(max(choice.start + self.shift[option], self.release[option]))
        return np.array(options), np.array(starts)


def bars(problem: StreamProblem) -> Bars | None:
    """The problem as bars; None if some route is used at two distances from the end, a haven may fill up,
    or a road is very wide."""
    flows = problem.flows
    people = sum(job.demand.people for job in problem.jobs)
    if not problem.jobs or problem.stuck or any(room < people for room in problem.haven_room.values()):
        return None
    tail: dict[int, int] = {}
    ways: list[tuple[int, int, StreamWay, int]] = []
    for job, record in enumerate(problem.jobs):
        for k, way in enumerate(record.ways):
            length = way.offsets[-1] + flows.routes[way.routes[-1]].ticks
            ways.append((job, k, way, length))
            for route, offset in zip(way.routes, way.offsets, strict=True):
                if tail.setdefault(route, length - offset) != length - offset:
                    return None
    size = problem.horizon + 1
    shifted = np.full((len(flows.routes) + 1, size + max(tail.values())), NEVER, dtype=np.int64)
    closes = np.full(len(flows.routes), NEVER)
    for route, late in tail.items():
        shifted[route, late : late + size] = problem.never_closed[route]
        moment = flows.routes[route].route.closes
        if moment is not None:
            hours = moment.after(flows.network.start) - flows.earlier_h
            closes[route] = math.floor(hours / flows.step_h + 1e-7) + late
    needed = _needed(problem, shifted, tail, [(job, way.routes) for job, _, way, _ in ways])
    kept = sorted({route for routes in needed for route in routes})
    if any(int(problem.never_closed[route].max()) > WIDEST for route in kept):
        return None
    profile = shifted[[*kept, -1]]
    width = max(1, *(len(routes) for routes in needed)) if needed else 1
    roads = np.full((len(ways), width), len(kept))
    for row, routes in enumerate(needed):
        roads[row, : len(routes)] = [kept.index(route) for route in routes]
    columns: list[tuple[int, ...]] = []
    tail_h, first = [], [0] * len(problem.jobs)
    for row, (job, k, way, length) in enumerate(ways):
        if k == 0:
            first[job] = len(columns)
        closing = min(int(closes[route]) for route in way.routes)
        end = size - 1 + min(tail[route] for route in way.routes)
        seen: set[int] = set()
        for index, mode in enumerate(way.modes):
            if mode.ticks not in seen:
                seen.add(mode.ticks)
                columns.append((k, index, mode.rate, mode.ticks, mode.release + length, end, closing, row, length))
                tail_h.append(way.tail_h - length * flows.step_h)
    table = np.array(columns, dtype=np.int64).T
    return Bars(
        problem,
        profile,
        roads,
        first=np.array(first),
        count=np.diff([*first, len(columns)]),
        way=table[0],
        mode=table[1],
        rate=table[2],
        ticks=table[3],
        release=table[4],
        end=table[5],
        closing=table[6],
        row=table[7],
        tail_h=np.array(tail_h),
        shift=table[8],
    )


def _needed(
    problem: StreamProblem, shifted: Ticks, tail: dict[int, int], ways: list[tuple[int, tuple[int, ...]]]
) -> list[list[int]]:
    """By way: its routes that can bind. One cannot if all who use it use another that is never wider, or if it takes
    all of its users at their greatest rates."""
    users: dict[int, set[int]] = {}
    for row, (_, routes) in enumerate(ways):
        for route in routes:
            users.setdefault(route, set()).add(row)
    most = [max(way.modes[-1].rate for way in job.ways) for job in problem.jobs]
    binding: set[int] = set()
    for route in sorted(users, key=lambda route: (-len(users[route]), route)):
        begin, end = tail[route], tail[route] + problem.horizon + 1
        if sum(most[job] for job in {ways[row][0] for row in users[route]}) <= int(shifted[route, begin:end].min()):
            continue
        covered = False
        for other in sorted(binding):
            until = min(end, tail[other] + problem.horizon + 1)
            narrower = bool((shifted[other, begin:until] <= shifted[route, begin:until]).all())
            covered |= users[route] <= users[other] and tail[other] <= begin and narrower
        if not covered:
            binding.add(route)
    return [[route for route in routes if route in binding] for _, routes in ways]

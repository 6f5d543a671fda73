"""Good plans for streams: one group after the other as early as the roads allow, and a local search over the order,
the ways and the rates."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.flow.network import Ticks
from leeway.movement.optimise.stream.problem import Choice, Plan, StreamProblem, StreamWay, Value, first_start

MOST_TRIALS = 20_000
TRIAL_S, GROUP_S, TICK_S = 100e-6, 90e-6, 18e-9
"""What a trial should take, each group in it, and each tick of the clock for a group."""
MEMORY = 60
"""Trials a late-acceptance search looks back."""


class Roads:
    """What is left of every route's capacity, and of every haven's room."""

    def __init__(self, problem: StreamProblem) -> None:
        self.problem = problem
        self.left = [capacity.copy() for capacity in problem.capacities]
        self.room = dict(problem.haven_room)

    def free(self, way: StreamWay) -> Ticks:
        """People who could set out along the way at each tick, shape (ticks,); past the horizon nobody."""
        length = self.problem.horizon + 1 - way.offsets[-1]
        free = self.left[way.routes[0]][:length]
        for route, offset in zip(way.routes[1:], way.offsets[1:], strict=True):
            free = np.minimum(free, self.left[route][offset : offset + length])
        return free

    def take(self, job: int, choice: Choice) -> None:
        """Use the capacity a choice needs."""
        way = self.problem.jobs[job].ways[choice.way]
        rate, ticks, _ = way.modes[choice.mode]
        for route, offset in zip(way.routes, way.offsets, strict=True):
            self.left[route][choice.start + offset : choice.start + offset + ticks] -= rate
        self.room[way.haven] -= self.problem.jobs[job].demand.people

    def has_room(self, job: int, way: StreamWay) -> bool:
        """Whether the haven at the end of the way can take the whole group."""
        return self.room[way.haven] >= self.problem.jobs[job].demand.people


def in_order(problem: StreamProblem, order: Sequence[int], wanted: Sequence[tuple[int, int]]) -> Plan:
    """One group after the other by its wanted (way, mode), as early as possible; who finds no place is left."""
    roads = Roads(problem)
    plan: Plan = [None] * len(problem.jobs)
    for job in order:
        k, mode = wanted[job]
        way = problem.jobs[job].ways[k]
        rate, ticks, release = way.modes[mode]
        start = first_start(roads.free(way), rate, ticks, release) if roads.has_room(job, way) else None
        if start is not None:
            plan[job] = Choice(k, mode, start)
            roads.take(job, Choice(k, mode, start))
    return plan


def by_deadline(problem: StreamProblem, order: Sequence[int], deadline_h: float) -> Plan:
    """One group after the other at the least rate that is out by the deadline, else at the one that is out first."""
    roads = Roads(problem)
    plan: Plan = [None] * len(problem.jobs)
    for job in order:
        best: tuple[float, Choice] | None = None
        for k, way in enumerate(problem.jobs[job].ways):
            free = roads.free(way) if roads.has_room(job, way) else np.zeros(0, dtype=np.int64)
            for mode, (rate, ticks, release) in enumerate(way.modes):
                start = first_start(free, rate, ticks, release) if free.size else None
                if start is None:
                    continue
                finish = problem.finish_h(job, Choice(k, mode, start))
                key = deadline_h + rate * 1e-9 if finish <= deadline_h + 1e-9 else finish
                if best is None or key < best[0]:
                    best = key, Choice(k, mode, start)
                if finish <= deadline_h + 1e-9:
                    break
        if best is not None:
            plan[job] = best[1]
            roads.take(job, best[1])
    return plan


def constructed(problem: StreamProblem, rng: np.random.Generator, rounds: int, least_h: float) -> tuple[Plan, Value]:
    """Best of `by_deadline` over orders (longest ways first, then random ones), halving the deadline each time."""
    jobs = len(problem.jobs)
    longest = sorted(range(jobs), key=lambda job: -min((way.tail_h for way in problem.jobs[job].ways), default=0.0))
    heaviest = sorted(range(jobs), key=lambda job: -problem.jobs[job].demand.people)
    orders = [longest, heaviest, longest[::-1]] + [rng.permutation(jobs).tolist() for _ in range(rounds)]
    best: Plan = [None] * jobs
    value = problem.value(best)
    for order in orders:
        low, high = least_h, math.inf
        for _ in range(8):
            deadline = low if math.isinf(high) else (low + high) / 2
            plan = by_deadline(problem, order, deadline)
            found = problem.value(plan)
            if found < value:
                best, value = plan, found
            if found.last_h <= deadline + 1e-9:
                high = deadline
            else:
                low, high = max(low, deadline), min(high, found.last_h)
            if high - low < problem.flows.step_h:
                break
    return best, value


def improved(
    problem: StreamProblem,
    plan: Plan,
    rng: np.random.Generator,
    clock: Clock,
    enough: Callable[[Value], bool],
    trials: int = MOST_TRIALS,
) -> tuple[Plan, Value]:
    """Late-acceptance local search (Burke and Bykov 2017) over order, way and rate, until `enough` or out of trials."""
    jobs = list(range(len(problem.jobs)))
    best, value = plan, problem.value(plan)
    if not jobs:
        return best, value
    order = sorted(jobs, key=lambda job: math.inf if (choice := plan[job]) is None else choice.start)
    wanted = [(0, 0) if choice is None else (choice.way, choice.mode) for choice in plan]
    memory = [_single(problem, value)] * MEMORY
    current = memory[0]
    trial_s = TRIAL_S + len(jobs) * (GROUP_S + problem.horizon * TICK_S)
    for trial in range(trials):
        if enough(value) or clock.remaining_s <= 0:
            break
        clock.did(trial_s)
        new_order, new_wanted = order, wanted
        job = jobs[int(rng.integers(len(jobs)))]
        move = rng.random()
        if move < 0.5 and len(jobs) > 1:
            new_order = list(order)
            new_order.remove(job)
            new_order.insert(int(rng.integers(len(jobs))), job)
        if move >= 0.35:
            new_wanted = list(wanted)
            new_wanted[job] = _other_wish(problem, job, wanted[job], rng)
        tried = in_order(problem, new_order, new_wanted)
        found = problem.value(tried)
        single = _single(problem, found)
        if single <= memory[trial % MEMORY] or single <= current:
            order, wanted, current = new_order, new_wanted, single
        memory[trial % MEMORY] = current
        if found < value:
            best, value = tried, found
            clock.tell("streams", value.last_h, 0.0)
    return best, value


def _other_wish(problem: StreamProblem, job: int, wish: tuple[int, int], rng: np.random.Generator) -> tuple[int, int]:
    ways = problem.jobs[job].ways
    k, mode = wish
    if len(ways) > 1 and rng.random() < 0.3:
        k = int(rng.integers(len(ways)))
    count = len(ways[k].modes)
    mode = int(rng.integers(count)) if rng.random() < 0.3 else mode + int(rng.choice((-2, -1, 1, 2)))
    return k, min(max(mode, 0), count - 1)


def _single(problem: StreamProblem, value: Value) -> float:
    """One number for the search: a person left costs more than any delay, the last exit more than the mean."""
    people = sum(job.demand.people for job in problem.jobs) or 1
    return value.left * 1e6 + value.last_h / problem.flows.step_h + 0.2 * value.sum_h / people / problem.flows.step_h

"""Streams of constant rate on a clock: each group leaves in one unbroken stream at one whole number of people a tick.

After the non-preemptive evacuation planning problem of Artigues, Hebrard, Pencole, Schutt and Stuckey
(hal-01814063, 2018): a stream of rate r takes r of the capacity of every route on its way, at shifted ticks, for
`ceil(people / r)` ticks. The people of a tick are out when that tick has passed at the end of a constant-rate route.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from leeway.movement.network import Demand, Network
from leeway.movement.optimise.flow.network import FlowNetwork, Ticks, whole_ticks

MOST_WAYS = 8
"""Alternative ways considered for a group, the quickest ones."""


class Mode(NamedTuple):
    """A rate, its ticks, and the first tick at which it may begin. Of rates with as many ticks the least leaves
    most room to others, the greatest gets people out sooner on average."""

    rate: int
    ticks: int
    release: int


@dataclass(frozen=True, slots=True)
class StreamWay:
    """Routes (indices) a group takes, the ticks after setting out at which it enters each, and `tail_h`: who sets out
    at tick t is out at `t * step + tail_h`. `modes` by rising rate."""

    routes: tuple[int, ...]
    offsets: tuple[int, ...]
    tail_h: float
    modes: tuple[Mode, ...]
    haven: str


@dataclass(frozen=True, slots=True)
class Job:
    """One group and its ways, the quickest first."""

    demand: Demand
    ways: tuple[StreamWay, ...]

    @property
    def weight(self) -> float:
        """Cost of leaving the whole group."""
        return self.demand.group.weight * self.demand.people


class Choice(NamedTuple):
    """What one group does: way and mode (indices), and the tick at which it sets out."""

    way: int
    mode: int
    start: int


Plan = list[Choice | None]
"""By job: its choice, None if the group is left."""


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The goals of a plan in order: weight left, hours of the last exit, sum of all hours of exit."""

    left: float = 0.0
    last_h: float = 0.0
    sum_h: float = 0.0


class StreamProblem:
    """The groups with a way out and the roads they share; `earlier_h`: all roads close so many hours earlier.

    `stuck`: groups that cannot get out even with the roads to themselves. `all_ways`: no group has further ways that
    were not looked at.
    """

    def __init__(self, network: Network, *, earlier_h: float = 0.0) -> None:
        self.flows = FlowNetwork(network, streams=True, earlier_h=earlier_h)
        self.all_ways = True
        every = [Job(demand, self._ways(demand)) for demand in network.demands.values() if demand.people > 0]
        self.jobs = tuple(every)
        self.horizon = self._horizon()
        self.jobs = tuple(job for job in every if any(self._passable(way) for way in job.ways))
        self.stuck = tuple(job for job in every if job not in self.jobs)

    @cached_property
    def capacities(self) -> list[Ticks]:
        """Whole capacity of each route at ticks 0 ... horizon, with closings, hours and locks."""
        ticks = np.arange(self.horizon + 1, dtype=np.int64)
        return [self.flows.capacity(ticked, ticks) for ticked in self.flows.routes]

    @cached_property
    def never_closed(self) -> list[Ticks]:
        """`capacities` as if no route closed."""
        ticks = np.arange(self.horizon + 1, dtype=np.int64)
        flows = FlowNetwork(self.flows.network, streams=True, earlier_h=-math.inf)
        return [flows.capacity(ticked, ticks) for ticked in flows.routes]

    def shorten(self, last_h: float) -> None:
        """Forget the time after `last_h`, by which everybody can be out."""
        self.horizon = min(self.horizon, whole_ticks(last_h, self.flows.step_h))
        self.capacities = [capacity[: self.horizon + 1] for capacity in self.capacities]
        self.never_closed = [capacity[: self.horizon + 1] for capacity in self.never_closed]

    @cached_property
    def haven_room(self) -> dict[str, float]:
        """People each haven can take in all."""
        return {haven: self.flows.room(haven) for haven in self.flows.network.havens}

    def _horizon(self) -> int:
        """Ticks within which one group after the other could be out once all roads are open for good."""
        flows = self.flows
        plan, opens_h, ticks = flows.network.plan, 0.0, 1
        for job in self.jobs:
            ticks += max((way.modes[0].ticks + way.modes[-1].release for way in job.ways), default=0)
            ticks += max((way.offsets[-1] + flows.routes[way.routes[-1]].ticks for way in job.ways), default=0)
        for ticked in flows.routes:
            ends = [flows.places[ticked.route.origin], flows.places[ticked.route.destination]]
            if not ticked.route.hours.always or any(not place.hours.always for place in ends):
                return flows.last_tick
            for force in (ticked.route.unlocked_by, *(place.unlocked_by for place in ends)):
                if force is not None:
                    opens_h = max(opens_h, flows.network.hours(plan.security_forces[force].lead_h))
        return min(flows.last_tick, ticks + whole_ticks(opens_h, flows.step_h))

    def _passable(self, way: StreamWay) -> bool:
        length = self.horizon + 1 - way.offsets[-1]
        free = np.min(
            [self.capacities[k][o : o + length] for k, o in zip(way.routes, way.offsets, strict=True)], axis=0
        )
        return any(first_start(free, mode.rate, mode.ticks, mode.release) is not None for mode in way.modes)

    def _ways(self, demand: Demand) -> tuple[StreamWay, ...]:
        found: list[StreamWay] = []
        leaving: dict[str, list[int]] = {}
        for k, ticked in enumerate(self.flows.routes):
            leaving.setdefault(ticked.route.origin, []).append(k)
        stack: list[tuple[str, tuple[int, ...], tuple[int, ...], int, frozenset[str]]] = [
            (demand.group.site, (), (), 0, frozenset({demand.group.site}))
        ]
        looked = 0
        while stack:
            place, routes, offsets, tick, seen = stack.pop()
            looked += 1
            if looked > 20_000:
                self.all_ways = False
                break
            for k in leaving.get(place, ()):
                ticked = self.flows.routes[k]
                target = ticked.route.destination
                if target in seen:
                    continue
                way = (*routes, k), (*offsets, tick)
                if target in self.flows.network.havens:
                    found.append(self._way(demand, *way, target))
                else:
                    stack.append((target, *way, tick + ticked.ticks, seen | {target}))
        found = sorted((way for way in found if way.modes), key=lambda way: (way.tail_h, way.routes))
        self.all_ways &= len(found) <= MOST_WAYS
        return tuple(found[:MOST_WAYS])

    def _way(self, demand: Demand, routes: tuple[int, ...], offsets: tuple[int, ...], haven: str) -> StreamWay:
        flows = self.flows
        last = flows.routes[routes[-1]]
        tail_h = offsets[-1] * flows.step_h + last.hours + last.route.constant_rate * flows.step_h
        narrowest = min(flows.routes[k].per_tick for k in routes)
        widest = demand.people if math.isinf(narrowest) else min(demand.people, math.ceil(narrowest - 1e-7))
        ready = np.repeat([whole_ticks(hours, flows.step_h) for hours in demand.ready_h], demand.sizes)
        persons = np.arange(demand.people)
        modes = []
        for rate in range(1, widest + 1):
            ticks = -(-demand.people // rate)
            release = int(np.max(ready - persons // rate))
            modes.append(Mode(rate, ticks, max(0, release)))
        return StreamWay(routes, offsets, tail_h, tuple(modes), haven)

    def finish_h(self, job: int, choice: Choice) -> float:
        """Hours until the last of the group is out."""
        way = self.jobs[job].ways[choice.way]
        return (choice.start + way.modes[choice.mode].ticks - 1) * self.flows.step_h + way.tail_h

    def sum_h(self, job: int, choice: Choice) -> float:
        """Sum of the hours of exit over the people of the group."""
        people = self.jobs[job].demand.people
        way = self.jobs[job].ways[choice.way]
        rate, ticks, _ = way.modes[choice.mode]
        entered = rate * (ticks - 1) * (ticks - 2) // 2 + (people - rate * (ticks - 1)) * (ticks - 1)
        return (people * choice.start + entered) * self.flows.step_h + people * way.tail_h

    def value(self, plan: Plan) -> Value:
        """The goals of a plan."""
        going = [(job, choice) for job, choice in enumerate(plan) if choice is not None]
        return Value(
            math.fsum(self.jobs[job].weight for job, choice in enumerate(plan) if choice is None),
            max((self.finish_h(job, choice) for job, choice in going), default=0.0),
            math.fsum(self.sum_h(job, choice) for job, choice in going),
        )


def starts(free: Ticks, rate: int, ticks: int) -> NDArray[np.bool_]:
    """At which ticks a stream of that rate and length may begin; shape (ticks of `free` - length + 1,)."""
    if free.size < ticks:
        return np.zeros(0, dtype=np.bool_)
    blocked = np.concatenate(([0], np.cumsum(free < rate)))
    return np.asarray(blocked[ticks:] == blocked[:-ticks])


def first_start(free: Ticks, rate: int, ticks: int, release: int) -> int | None:
    """The first tick from `release` on at which such a stream may begin."""
    possible = starts(free[release:], rate, ticks)
    first = int(possible.argmax()) if possible.size else 0
    return release + first if possible.size and possible[first] else None

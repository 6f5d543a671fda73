"""The trips a schedule gives each vehicle, and the ways it gives those who move themselves."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import NamedTuple

import numpy as np

from leeway.movement.draws import Array
from leeway.movement.records import Move, Schedule


class Order(NamedTuple):
    """One loaded trip of a vehicle: the route, the people planned, by group, and the planned hours.

    `legs`: the empty legs before it, (route, from, hour of departure); without any it sets out when it begins to load.
    `there_h`: when it is at the pick-up.
    `idle_h`: the longest standstill between the trip before (`-inf`: none) and loading, `first_idle_h` that before it
    sets out.
    """

    route: str
    people: tuple[tuple[str, int], ...]
    pickup: str
    drop: str
    legs: tuple[tuple[str, str, float], ...]
    set_out_h: float
    there_h: float
    load_h: float
    depart_h: float
    arrive_h: float
    unloaded_h: float
    idle_h: float
    first_idle_h: float


Orders = dict[int, tuple[Order, ...]]


def orders_of(schedule: Schedule, vehicle_index: dict[str, int]) -> Orders:
    """Loaded trips in order, by vehicle number."""
    by_vehicle: dict[str, list[Move]] = defaultdict(list)
    for move in schedule.moves:
        if move.fleet and move.vehicle in vehicle_index:
            by_vehicle[move.vehicle].append(move)
    trips: dict[int, tuple[Order, ...]] = {}
    for vehicle, moves in by_vehicle.items():
        moves.sort(key=lambda m: (m.load_start_h, m.depart_h))
        listed: list[Order] = []
        legs: list[Move] = []
        ended_h = -math.inf
        for move in moves:
            if not move.people:
                legs.append(move)
                continue
            begins = [leg.depart_h for leg in legs] + ([] if legs else [move.load_start_h])
            ends = [ended_h] + [leg.arrive_h for leg in legs]
            idle = [begin - end for begin, end in zip(begins, ends, strict=False)]
            listed.append(
                Order(
                    move.route, move.people, move.origin, move.destination,
                    tuple((leg.route, leg.origin, leg.depart_h) for leg in legs), begins[0],
                    legs[-1].arrive_h if legs else move.load_start_h, move.load_start_h,
                    move.depart_h, move.arrive_h, move.unload_end_h, max(idle), idle[0],
                )
            )  # fmt: skip
            legs, ended_h = [], move.unload_end_h
        trips[vehicle_index[vehicle]] = tuple(listed)
    return trips


class Walkers:
    """What a schedule wants of one group over one route: by `hour[k]` (ascending) `people[k]` have entered it.

    `people` has one entry more, for before the first hour: `people[searchsorted(hour, t, "right")]` may have gone by t.
    """

    def __init__(self, departures: dict[float, int]) -> None:
        self.hour = np.array(sorted(departures))
        self.people = np.concatenate(([0], np.cumsum([departures[h] for h in self.hour])))

    def by(self, t: Array) -> Array:
        """People planned to have set out by hours `t`."""
        return np.asarray(self.people[np.searchsorted(self.hour, t + 1e-9, side="right")], dtype=np.float64)

    def next_h(self, t: Array) -> Array:
        """The first planned hour after `t`, `inf` if there is none."""
        return np.append(self.hour, math.inf)[np.searchsorted(self.hour, t + 1e-9, side="right")]

    @property
    def total(self) -> int:
        """People planned in all."""
        return int(self.people[-1])


class WalkOrders:
    """The self-moving part of a schedule.

    `of[group, origin][route]`: who goes that way when. `until_h[group, place]`: the last planned departure of a group
    from a place by any means. `passing[place]`: (from, to, people) under way to a place where they go on at once.
    """

    def __init__(self, schedule: Schedule) -> None:
        departures: dict[tuple[str, str], dict[str, dict[float, int]]] = {}
        self.until_h: dict[tuple[str, str], float] = {}
        comes: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
        goes: dict[tuple[str, str], dict[float, int]] = defaultdict(lambda: defaultdict(int))
        for walk in schedule.walks:
            by_hour = departures.setdefault((walk.group, walk.origin), {}).setdefault(walk.route, {})
            by_hour[walk.depart_h] = by_hour.get(walk.depart_h, 0) + walk.people
            self._until(walk.group, walk.origin, walk.depart_h)
            comes[walk.group, walk.destination].append((walk.arrive_h, walk.depart_h, walk.people))
            goes[walk.group, walk.origin][round(walk.depart_h, 9)] += walk.people
        for move in schedule.moves:
            for group, _ in move.people:
                self._until(group, move.origin, move.depart_h)
        self.of = {
            key: {route: Walkers(by_hour) for route, by_hour in routes.items()} for key, routes in departures.items()
        }
        self.passing: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
        for (group, place), arrivals in comes.items():
            left = goes.get((group, place), {})
            for arrive_h, depart_h, people in sorted(arrivals):
                on = min(people, left.get(round(arrive_h, 9), 0))
                if on:
                    left[round(arrive_h, 9)] -= on
                    self.passing[place].append((depart_h, arrive_h, on))

    def _until(self, group: str, place: str, hour: float) -> None:
        self.until_h[group, place] = max(hour, self.until_h.get((group, place), -math.inf))

    @property
    def last_h(self) -> float:
        """The last planned departure of anybody, 0 if there is none."""
        return max(self.until_h.values(), default=0.0)

    def passing_at(self, place: str, t: Array) -> Array:
        """People planned to be under way to a place at hours `t` who will not stop there."""
        rows = self.passing.get(place, [])
        people = np.zeros(len(t))
        for begin, end, many in rows:
            people += many * ((begin <= t + 1e-9) & (t <= end + 1e-9))
        return people

"""A first feasible flow: always the people who can be out earliest next, along their earliest way with room.

The idea is the capacity constrained route planner of Lu, George and Shekhar (2005).
"""

from __future__ import annotations

import heapq
import math
from typing import NamedTuple

import numpy as np

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.flow.network import FlowNetwork, Supply, TickedRoute


class Way(NamedTuple):
    """People of one group along one way: `legs` are (index of the route, tick of entering it), in order."""

    group: str
    people: int
    legs: tuple[tuple[int, int], ...]


class _Left:
    """What is left of one route's capacity, tick by tick, as far as anybody has asked."""

    def __init__(self, flows: FlowNetwork, ticked: TickedRoute) -> None:
        self.flows, self.ticked = flows, ticked
        self.left: list[int] = []
        self.first_free = 0

    def next_free(self, tick: int) -> int | None:
        """The first tick from `tick` on at which somebody may still enter."""
        tick = max(tick, self.first_free)
        while tick <= self.flows.last_tick:
            if tick >= len(self.left):
                more = np.arange(len(self.left), min(self.flows.last_tick + 1, 2 * tick + 64))
                self.left += self.flows.capacity(self.ticked, more).tolist()
            if self.left[tick] > 0:
                return tick
            tick += 1
        return None

    def take(self, tick: int, people: int) -> None:
        self.left[tick] -= people
        while self.first_free < len(self.left) and self.left[self.first_free] <= 0:
            self.first_free += 1


class _Rooms:
    """Room left at places with a limit: over each tick where people wait, for good in a haven."""

    def __init__(self, flows: FlowNetwork) -> None:
        self.room = {p: flows.room(p) for p in flows.places}
        self.used: dict[tuple[str, int], int] = {}

    def waiting(self, place: str, begin: int, end: int) -> float:
        room = self.room[place]
        if math.isinf(room) or begin >= end:
            return math.inf
        return room - max(self.used.get((place, tick), 0) for tick in range(begin, end))

    def wait(self, place: str, begin: int, end: int, people: int) -> None:
        if not math.isinf(self.room[place]):
            for tick in range(begin, end):
                self.used[place, tick] = self.used.get((place, tick), 0) + people

    def house(self, haven: str, people: int) -> None:
        self.room[haven] -= people


class Greedy:
    """The search; `ways` holds what it found, `left[k]` how many of supply k it could not get out."""

    def __init__(self, flows: FlowNetwork, clock: Clock) -> None:
        self.flows = flows
        self.routes = [_Left(flows, ticked) for ticked in flows.routes]
        self.leaving: dict[str, list[int]] = {}
        for k, ticked in enumerate(flows.routes):
            self.leaving.setdefault(ticked.route.origin, []).append(k)
        self.rooms = _Rooms(flows)
        self.ways: list[Way] = []
        self.left = [supply.people for supply in flows.supplies]
        self.earliest = [self.search(supply, crowded=False) for supply in flows.supplies]
        self._fill(clock)

    @property
    def earliest_exit_h(self) -> list[float]:
        """By supply: hours until out for the first of them with nobody else about, `inf` if never: a lower bound."""
        return [math.inf if found is None else found[0] for found in self.earliest]

    def _fill(self, clock: Clock) -> None:
        supplies = self.flows.supplies
        heap = [(found[0], supplies[k].priority, k) for k, found in enumerate(self.earliest) if found is not None]
        heapq.heapify(heap)
        while heap and clock.remaining_s > 0:
            promised, priority, k = heapq.heappop(heap)
            found = self.search(supplies[k])
            if found is None:
                continue
            if found[0] > promised + 1e-9:
                heapq.heappush(heap, (found[0], priority, k))
                continue
            self._send(k, found[1])
            if self.left[k] > 0:
                heapq.heappush(heap, (found[0], priority, k))

    def _send(self, k: int, legs: tuple[tuple[int, int], ...]) -> None:
        supply = self.flows.supplies[k]
        stays, haven = self._stays(supply, legs)
        people = min(
            [self.left[k], self.rooms.room[haven]]
            + [self.routes[route].left[tick] for route, tick in legs]
            + [self.rooms.waiting(*stay) for stay in stays]
        )
        many = int(people)
        for route, tick in legs:
            self.routes[route].take(tick, many)
        for stay in stays:
            self.rooms.wait(*stay, many)
        self.rooms.house(haven, many)
        self.left[k] -= many
        self.ways.append(Way(supply.group, many, legs))

    def _fits(self, place: str, since: int, enter: int, target: str, *, own: bool) -> bool:
        if target in self.flows.network.havens and self.rooms.room[target] < 1:
            return False
        return (own and self.flows.shares_room(place)) or self.rooms.waiting(place, since, enter) >= 1

    def _stays(self, supply: Supply, legs: tuple[tuple[int, int], ...]) -> tuple[list[tuple[str, int, int]], str]:
        place, since, stays = supply.place, supply.ready, []
        for number, (route, tick) in enumerate(legs):
            if number or not self.flows.shares_room(place):
                stays.append((place, since, tick))
            ticked = self.flows.routes[route]
            place, since = ticked.route.destination, tick + ticked.early
        return stays, place

    def search(self, supply: Supply, *, crowded: bool = True) -> tuple[float, tuple[tuple[int, int], ...]] | None:
        """(hours until out, legs) of the earliest way with room for one more, by Dijkstra's rule on arrival times;
        without limits of room if not `crowded`."""
        heap: list[tuple[float, int, str, int, tuple[tuple[int, int], ...]]] = [
            (supply.ready * self.flows.step_h, supply.ready, supply.place, supply.ready, ())
        ]
        seen: set[str] = set()
        while heap:
            hours, tick, place, since, legs = heapq.heappop(heap)
            if place in self.flows.network.havens:
                return hours, legs
            if place in seen:
                continue
            seen.add(place)
            for k in self.leaving.get(place, ()):
                ticked = self.flows.routes[k]
                target = ticked.route.destination
                enter = None if target in seen else self.routes[k].next_free(tick)
                if enter is None or (crowded and not self._fits(place, since, enter, target, own=not legs)):
                    continue
                arrive_h = enter * self.flows.step_h + ticked.hours
                heapq.heappush(
                    heap, (arrive_h, enter + ticked.ticks, target, enter + ticked.early, (*legs, (k, enter)))
                )
        return None

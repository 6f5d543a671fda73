"""The trips a schedule gives each vehicle, and the ways it gives those who move themselves."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from leeway.movement.records import Schedule


class Order(NamedTuple):
    """One loaded trip of a vehicle: the route and the people planned, by group."""

    route: str
    people: tuple[tuple[str, int], ...]


Orders = dict[int, tuple[Order, ...]]


def orders_of(schedule: Schedule, vehicle_index: dict[str, int]) -> Orders:
    """Loaded trips in order, by vehicle number."""
    loaded = sorted((m for m in schedule.moves if m.people and m.fleet), key=lambda m: (m.vehicle, m.depart_h))
    trips: dict[int, list[Order]] = defaultdict(list)
    for move in loaded:
        if move.vehicle in vehicle_index:
            trips[vehicle_index[move.vehicle]].append(Order(move.route, move.people))
    return {vehicle: tuple(listed) for vehicle, listed in trips.items()}


def walk_shares(schedule: Schedule) -> dict[tuple[str, str], dict[str, float]]:
    """`[group, origin][route]`: share of the group's walkers from there who take the route."""
    people: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for walk in schedule.walks:
        people[walk.group, walk.origin][walk.route] += walk.people
    return {key: {route: n / sum(by.values()) for route, n in by.items()} for key, by in people.items()}

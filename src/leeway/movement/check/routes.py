"""Routes: hours of use, closing, forces that unlock them, vehicles an hour, escorts."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.check.timelines import crowded_hour, first_excess


def entries(facts: Facts) -> Iterator[tuple[str, str, float]]:
    """(who, route id, hour) of everybody who enters a route."""
    for move in facts.schedule.moves:
        yield f"Vehicle {move.vehicle}", move.route, move.depart_h
    for walk in facts.schedule.walks:
        yield f"Group {walk.group} on foot or by own cars", walk.route, walk.depart_h


def route_times(facts: Facts) -> Iterator[str]:
    """A route is entered within its hours, up to and including its closing, and once its force has come."""
    for who, route_id, hour in entries(facts):
        route = facts.plan.routes[route_id]
        origin = facts.plan.places[route.origin]
        if not facts.is_open(f"route {route_id}", route.hours, origin, hour):
            yield f"{who}: enters route {route_id} at {at(hour)}, outside its hours."
        if route.closes is not None and hour > facts.moment(route.closes) + TOLERANCE_H:
            yield f"{who}: enters route {route_id} at {at(hour)}, it closes at {at(facts.moment(route.closes))}."
        if route.unlocked_by is not None and hour < facts.force_h(route.unlocked_by) - TOLERANCE_H:
            yield (
                f"{who}: enters route {route_id} at {at(hour)}, force {route.unlocked_by} "
                f"unlocks it at {at(facts.force_h(route.unlocked_by))}."
            )


def vehicles_per_hour(facts: Facts) -> Iterator[str]:
    """In no sliding hour do more vehicles enter a route, in both directions together, than it takes."""
    by_route: dict[str, list[float]] = {}
    for move in facts.schedule.moves:
        if move.fleet:
            by_route.setdefault(move.route, []).append(move.depart_h)
    for route_id, hours in by_route.items():
        crowded = crowded_hour(hours, facts.plan.routes[route_id].vehicles_per_h)
        if crowded is not None:
            yield (
                f"Route {route_id}: {crowded[1]} vehicles enter within {at(crowded[2])} from {at(crowded[0])}, "
                f"it takes {facts.plan.routes[route_id].vehicles_per_h:g} an hour."
            )


def escorts(facts: Facts) -> Iterator[str]:
    """Escort units in use, from departure to the end of unloading, are never more than the pool has, nor too early."""
    uses: dict[str, list[tuple[float, float, int]]] = {}
    for move in facts.schedule.moves:
        route = facts.plan.routes[move.route]
        if not move.people or not route.escorts or route.escort_pool is None or not move.fleet:
            continue
        pool = facts.plan.escort_pools[route.escort_pool]
        uses.setdefault(pool.id, []).append((move.depart_h, move.unload_end_h, route.escorts))
        available = facts.hours(pool.available_h)
        if move.depart_h < available - TOLERANCE_H:
            yield (
                f"Vehicle {move.vehicle} on route {route.id} at {at(move.depart_h)}: "
                f"escorts of {pool.id} are available from {at(available)}."
            )
    for pool_id, intervals in uses.items():
        excess = first_excess(intervals, facts.plan.escort_pools[pool_id].count)
        if excess is not None:
            yield (
                f"Escort pool {pool_id}: {excess[1]} units in use at {at(excess[0])}, "
                f"it has {facts.plan.escort_pools[pool_id].count}."
            )

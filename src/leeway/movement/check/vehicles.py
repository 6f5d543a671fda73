"""Vehicles: where they start, when they turn up, unbroken in place and time, on roads they may use, not overfull."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.records import Move


def beginnings(facts: Facts) -> Iterator[str]:
    """Every vehicle begins at its start place, not before its lead time is over."""
    for vehicle, moves in facts.by_vehicle.items():
        fleet, start_place = facts.vehicles[vehicle]
        first = moves[0]
        if first.origin != start_place:
            yield f"Vehicle {vehicle}: begins at {first.origin}, it starts at {start_place}."
        available = facts.hours(fleet.available_h)
        if first.load_start_h < available - TOLERANCE_H:
            yield f"Vehicle {vehicle}: begins at {at(first.load_start_h)}, it is available from {at(available)}."


def continuity(facts: Facts) -> Iterator[str]:
    """A vehicle goes on from where it came to, not before it got there; its trips are numbered 1, 2, 3."""
    for vehicle, moves in facts.by_vehicle.items():
        if moves[0].trip != 1:
            yield f"Vehicle {vehicle}: its first trip has number {moves[0].trip}, expected 1."
        for before, after in pairwise(moves):
            if after.origin != before.destination:
                yield (
                    f"Vehicle {vehicle}: leaves {after.origin} at {at(after.depart_h)}, "
                    f"but came to {before.destination} at {at(before.arrive_h)}."
                )
            if after.load_start_h < before.unload_end_h - TOLERANCE_H:
                yield (
                    f"Vehicle {vehicle}: begins its move over {after.route} at {at(after.load_start_h)}, "
                    f"but is busy over {before.route} until {at(before.unload_end_h)}."
                )
            if after.trip not in (before.trip, before.trip + 1):
                yield f"Vehicle {vehicle}: trip {before.trip} is followed by trip {after.trip}."


def permitted(facts: Facts) -> Iterator[str]:
    """Routes are used by fleets that may use them, in a direction that is allowed, with people only where allowed."""
    for move in facts.schedule.moves:
        route = facts.plan.routes[move.route]
        what = f"Vehicle {move.vehicle} on route {move.route} at {at(move.depart_h)}"
        if move.people and move.backwards:
            yield f"{what}: carries people against the direction {route.origin}-{route.destination}."
        if move.people and route.empty_only:
            yield f"{what}: carries people over a route for empty vehicles only."
        if not move.fleet:
            continue
        if move.backwards and route.one_way and route.cycle_h is None:
            yield f"{what}: goes back over a one-way route."
        fleet = facts.plan.fleets[move.fleet]
        if route.self_moving:
            yield f"{what}: the route is for people moving themselves."
        elif route.mode != fleet.mode:
            yield f"{what}: the route's mode is {route.mode}, the fleet's is {fleet.mode}."
        elif fleet.routes and route.id not in fleet.routes:
            yield f"{what}: fleet {fleet.id} may use only routes {', '.join(fleet.routes)}."
        for place in (route.origin, route.destination):
            if not facts.admits(facts.plan.places[place], fleet):
                yield f"{what}: place {place} does not admit fleet {fleet.id}."


def direct_legs(facts: Facts) -> Iterator[str]:
    """A fleet that goes directly goes empty over one route between loads (the empty half of a round aside)."""
    for vehicle, moves in facts.by_vehicle.items():
        if not facts.vehicles[vehicle][0].direct:
            continue
        for before, after in pairwise(moves):
            rounds = any(facts.plan.routes[m.route].cycle_h is not None for m in (before, after))
            if not before.people and not after.people and not rounds:
                yield (
                    f"Vehicle {vehicle}: goes empty over {before.route} and {after.route} for its trip {after.trip}, "
                    f"expected one route."
                )


def durations(facts: Facts) -> Iterator[str]:
    """Loading, the way and unloading take at least their planned hours; empty moves neither load nor unload."""
    for move in facts.schedule.moves:
        if not move.fleet:
            continue
        what = f"Vehicle {move.vehicle} on route {move.route} at {at(move.depart_h)}"
        load_h, unload_h = facts.handling_h(move)
        route, fleet = facts.plan.routes[move.route], facts.plan.fleets[move.fleet]
        leg_h = facts.leg_h(fleet, route, loaded=bool(move.people))
        for doing, took, planned in (
            ("loading", move.depart_h - move.load_start_h, load_h),
            ("the way", move.arrive_h - move.depart_h, leg_h),
            ("unloading", move.unload_end_h - move.arrive_h, unload_h),
        ):
            if not took >= planned - TOLERANCE_H:
                yield f"{what}: {doing} takes {at(took)}, planned are {at(planned)}."
        handled = (move.depart_h - move.load_start_h) + (move.unload_end_h - move.arrive_h)
        if not move.people and handled > TOLERANCE_H:
            yield f"{what}: spends {at(handled)} on loading and unloading without people, expected 0 h."


def room(facts: Facts) -> Iterator[str]:
    """Room units aboard are within seats times overload, rounded down."""
    for move in facts.schedule.moves:
        if not move.fleet:
            continue
        taken, limit = room_taken(facts, move), facts.plan.fleets[move.fleet].room
        if taken > limit + TOLERANCE_H:
            yield (
                f"Vehicle {move.vehicle} on route {move.route} at {at(move.depart_h)}: "
                f"{taken:g} room units aboard, {limit} available."
            )


def room_taken(facts: Facts, move: Move) -> float:
    """Room units the people aboard take."""
    return sum(people * facts.case.groups[group].room for group, people in move.people)

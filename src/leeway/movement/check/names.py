"""Before anything can be counted: every name in the records is in the plan, every number is a number."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from leeway.case.model import PLANNING_VALUES
from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.records import Move


def names(facts: Facts) -> Iterator[str]:
    """Unknown vehicles, routes, groups, stations, tasks or stocks; times that are no times; counts below one."""
    schedule, plan = facts.schedule, facts.plan
    if schedule.planning_value not in PLANNING_VALUES:
        yield f"The schedule's planning value {schedule.planning_value} is none of {', '.join(PLANNING_VALUES)}."
        return
    for move in schedule.moves:
        yield from _move(facts, move)
    for walk in schedule.walks:
        what = f"Walk of group {walk.group} on route {walk.route} at {at(walk.depart_h)}"
        route = plan.routes.get(walk.route)
        if route is None:
            yield f"{what}: the plan has no such route."
        elif (walk.origin, walk.destination) != (route.origin, route.destination):
            yield f"{what}: goes {walk.origin}-{walk.destination}, the route goes {route.origin}-{route.destination}."
        yield from _group(facts, walk.group, walk.people, what)
        yield from _ordered(what, walk.depart_h, walk.arrive_h)
    for work in schedule.processings:
        what = f"Processing of group {work.group} at station {work.station} from {at(work.start_h)}"
        station = plan.stations.get(work.station)
        if station is None:
            yield f"{what}: the plan has no such station."
        elif station.place != work.place:
            yield f"{what}: recorded at place {work.place}, the station stands at {station.place}."
        yield from _group(facts, work.group, work.people, what)
        if work.parties < 1:
            yield f"{what}: {work.parties} parties, at least 1 expected."
        yield from _ordered(what, work.start_h, work.finish_h)
    for run in schedule.tasks:
        if run.task not in plan.closure_tasks:
            yield f"Closure task {run.task}: the plan has no such task."
        yield from _ordered(f"Closure task {run.task}", run.start_h, run.end_h)
    for delivery in schedule.deliveries:
        what = f"Delivery {delivery.delivery} to fuel stock {delivery.stock}"
        if delivery.stock not in plan.fuel_stocks:
            yield f"{what}: the plan has no such stock."
        yield from _ordered(what, delivery.at_h)
    for group in schedule.own_means:
        if group not in facts.case.groups:
            yield f"People leaving by own means: the case has no group {group}."
    for left in schedule.left:
        what = f"Record of people left at {left.place}"
        if left.place not in plan.places:
            yield f"{what}: the plan has no such place."
        yield from _group(facts, left.group, left.people, what)


def _move(facts: Facts, move: Move) -> Iterator[str]:
    what = f"Vehicle {move.vehicle} on route {move.route} at {at(move.depart_h)}"
    plan = facts.plan
    if move.fleet:
        known = facts.vehicles.get(move.vehicle)
        if known is None:
            yield f"{what}: the plan counts on no such vehicle."
        elif known[0].id != move.fleet:
            yield f"{what}: belongs to fleet {known[0].id}, recorded under {move.fleet}."
    else:
        service, _, number = move.vehicle.rpartition("/")
        if service not in plan.services:
            yield f"{what}: the plan has no such scheduled service."
        elif not number.isdecimal() or not 1 <= int(number) <= len(plan.services[service].departures):
            yield f"{what}: the service has departures 1 to {len(plan.services[service].departures)}, not {number}."
    route = plan.routes.get(move.route)
    if route is None:
        yield f"{what}: the plan has no such route."
    else:
        ends = (route.destination, route.origin) if move.backwards else (route.origin, route.destination)
        if (move.origin, move.destination) != ends:
            yield f"{what}: goes {move.origin}-{move.destination}, the route then goes {ends[0]}-{ends[1]}."
    for group, people in move.people:
        yield from _group(facts, group, people, what)
    yield from _ordered(what, move.load_start_h, move.depart_h, move.arrive_h, move.unload_end_h)


def _group(facts: Facts, group: str, people: int, what: str) -> Iterator[str]:
    if group not in facts.case.groups:
        yield f"{what}: the case has no group {group}."
    if people < 1:
        yield f"{what}: {people} people of group {group}, at least 1 expected."


def _ordered(what: str, *hours: float) -> Iterator[str]:
    if not all(math.isfinite(hour) for hour in hours):
        yield f"{what}: a time is not a finite number."
        return
    if hours[0] < -TOLERANCE_H:
        yield f"{what}: begins at {at(hours[0])}, before the start of the operation at 0 h."
    for before, after in pairwise(hours):
        if after < before - TOLERANCE_H:
            yield f"{what}: ends a step at {at(after)} that began at {at(before)}."

"""Scheduled services: they leave when the timetable says, with the seats that can be used."""

from __future__ import annotations

import math
from collections.abc import Iterator

from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.check.vehicles import room_taken


def services(facts: Facts) -> Iterator[str]:
    """Each departure is on its route, on time, takes the planned time, and carries no more than its usable seats."""
    aboard: dict[str, float] = {}
    for service, move in facts.service_moves:
        number = int(move.vehicle.rpartition("/")[2])
        planned_h = facts.moment(service.departures[number - 1])
        what = f"Scheduled departure {move.vehicle} at {at(move.depart_h)}"
        if move.route != service.route or move.backwards:
            yield f"{what}: goes over route {move.route}, the service's is {service.route}."
        if abs(move.depart_h - planned_h) > TOLERANCE_H:
            yield f"{what}: the timetable says {at(planned_h)}."
        route = facts.plan.routes[service.route]
        way_h = 0.0 if route.time_h is None else facts.hours(route.time_h)
        if move.arrive_h - move.depart_h < way_h - TOLERANCE_H:
            yield f"{what}: the way takes {at(move.arrive_h - move.depart_h)}, planned are {at(way_h)}."
        aboard[move.vehicle] = aboard.get(move.vehicle, 0.0) + room_taken(facts, move)
    for vehicle, taken in aboard.items():
        service = facts.plan.services[vehicle.rpartition("/")[0]]
        seats = math.floor(service.seats * facts.hours(service.seats_share) + TOLERANCE_H)
        if taken > seats + TOLERANCE_H:
            yield f"Scheduled departure {vehicle}: {taken:g} room units aboard, {seats} seats can be used."

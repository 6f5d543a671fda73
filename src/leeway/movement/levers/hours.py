"""Longer hours: places, desks and routes open longer, or by night too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from leeway.case.model import Case, Moment, Shift, Windows
from leeway.movement.levers.change import Change, place_name, with_fields

DAY_MIN = 24 * 60


def longer(hours: Windows) -> Windows:
    """The same opening hours, each an hour longer at its end. Daylight stays what it is."""
    daily = tuple((a, min(b + 60, a + DAY_MIN)) for a, b in hours.daily)
    return replace(hours, daily=daily, spans=tuple((a, _later(b)) for a, b in hours.spans))


def _later(moment: Moment) -> Moment:
    return Moment(hours=(moment.hours or 0.0) + 1) if moment.at is None else Moment(at=moment.at + timedelta(hours=1))


def open_longer(case: Case, place_id: str) -> Case:
    """A place, its slots and its desks' shifts an hour longer."""
    place = case.plan.places[place_id]
    slots = place.slots and replace(place.slots, hours=longer(place.slots.hours))
    return with_fields(case, "places", place_id, hours=longer(place.hours), slots=slots)


def shifts_longer(case: Case, station_id: str) -> Case:
    """Every shift of a station an hour longer."""
    return with_fields(
        case, "stations", station_id, shifts=tuple(_longer_shift(s) for s in case.plan.stations[station_id].shifts)
    )


def _longer_shift(shift: Shift) -> Shift:
    if shift.daily is not None:
        begins, ends = shift.daily
        return replace(shift, daily=(begins, min(ends + 60, begins + DAY_MIN)))
    return replace(shift, ends=None if shift.ends is None else _later(shift.ends))


def by_night_too(case: Case, place_id: str) -> Case:
    """A place and its slots not bound to daylight."""
    place = case.plan.places[place_id]
    slots = place.slots and replace(place.slots, hours=replace(place.slots.hours, daylight=False))
    return with_fields(case, "places", place_id, hours=replace(place.hours, daylight=False), slots=slots)


def routes_open_longer(case: Case) -> Case:
    """Every route an hour longer."""
    routes = {k: replace(r, hours=longer(r.hours)) for k, r in case.plan.routes.items()}
    return replace(case, plan=replace(case.plan, routes=routes))


def routes_by_night_too(case: Case) -> Case:
    """No route bound to daylight."""
    routes = {k: replace(r, hours=replace(r.hours, daylight=False)) for k, r in case.plan.routes.items()}
    return replace(case, plan=replace(case.plan, routes=routes))


def hours_changes(case: Case) -> Iterator[Change]:
    for place in case.plan.places.values():
        name = place_name(place)
        yield Change("hours", place.id, f"{name} open one hour longer", partial(open_longer, place_id=place.id))
        yield Change("night", place.id, f"{name} by night too", partial(by_night_too, place_id=place.id))
    for station in case.plan.stations.values():
        if len(station.shifts) > 1 or any(s.daily or s.ends for s in station.shifts):
            label = f"shifts at {station.id} one hour longer"
            yield Change("shift", station.id, label, partial(shifts_longer, station_id=station.id))
    yield Change("hours", "routes", "every route open one hour longer", routes_open_longer)
    yield Change("night", "routes", "every route by night too", routes_by_night_too)

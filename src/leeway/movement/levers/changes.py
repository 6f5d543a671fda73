"""What could be asked for: each change a pure function from a case to a case, with a plain label.

Nothing here knows what a change gains; `leeway.movement.levers.ranking` tries them all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from leeway.case.model import DEPTHS, Case, Moment, Route
from leeway.movement.levers.change import Change, place_name, with_fields
from leeway.movement.levers.hours import hours_changes
from leeway.movement.levers.notice import earlier

MORE = 1.25
"""A quarter more room, onward seats or fuel."""


def changes(case: Case, last_exit_h: float) -> list[Change]:
    """Every change worth trying on `case`, in plan order. `last_exit_h`: when the operation ends as planned, in hours
    after the start (`inf` if it does not); an extra departure is put before it."""
    found = [
        *_vehicles(case), *_desks(case), *_slots(case), *_berths(case), *_departures(case, last_exit_h),
        *_notice(case), *_nearer(case), *_havens(case), *_escorts(case), *hours_changes(case), *_fuel(case),
        *_depth(case),
    ]  # fmt: skip
    return [change for change in found if change.apply(case) != case]


def one_more_vehicle(case: Case, fleet_id: str) -> Case:
    """One more vehicle, at the last start place so that the others keep their ids and their draws."""
    fleet = case.plan.fleets[fleet_id]
    *before, (place, many) = fleet.starts
    return with_fields(case, "fleets", fleet_id, count=fleet.count + 1, starts=(*before, (place, many + 1)))


def _vehicles(case: Case) -> Iterator[Change]:
    for fleet in case.plan.fleets.values():
        if fleet.starts:
            yield Change("vehicle", fleet.id, f"one more {fleet.id}", partial(one_more_vehicle, fleet_id=fleet.id))


def one_more_server(case: Case, station_id: str) -> Case:
    """One more desk whenever the station works at all."""
    station = case.plan.stations[station_id]
    shifts = tuple(replace(s, servers=s.servers + 1) if s.servers else s for s in station.shifts)
    return with_fields(case, "stations", station_id, servers=station.servers + 1, shifts=shifts)


def _desks(case: Case) -> Iterator[Change]:
    for station in case.plan.stations.values():
        place = place_name(case.plan.places[station.place])
        label = f"one more desk at {station.id}, {place}"
        yield Change("desk", station.id, label, partial(one_more_server, station_id=station.id))


def one_more_movement(case: Case, place_id: str) -> Case:
    """One more arrival or departure an hour."""
    slots = case.plan.places[place_id].slots
    assert slots is not None
    return with_fields(case, "places", place_id, slots=replace(slots, movements_per_h=slots.movements_per_h + 1))


def one_more_on_ground(case: Case, place_id: str) -> Case:
    """One more stand."""
    slots = case.plan.places[place_id].slots
    assert slots is not None
    return with_fields(case, "places", place_id, slots=replace(slots, maximum_on_ground=slots.maximum_on_ground + 1))


def _slots(case: Case) -> Iterator[Change]:
    for place in case.plan.places.values():
        if place.slots is None:
            continue
        if math.isfinite(place.slots.movements_per_h):
            label = f"one more movement an hour at {place_name(place)}"
            yield Change("slot", place.id, label, partial(one_more_movement, place_id=place.id))
        if math.isfinite(place.slots.maximum_on_ground):
            label = f"one more on the ground at {place_name(place)}"
            yield Change("stand", place.id, label, partial(one_more_on_ground, place_id=place.id))


def one_more_berth(case: Case, place_id: str, berth_id: str) -> Case:
    """One more dock or pad of the same kind."""
    berths = tuple(replace(b, count=b.count + 1) if b.id == berth_id else b for b in case.plan.places[place_id].berths)
    return with_fields(case, "places", place_id, berths=berths)


def _berths(case: Case) -> Iterator[Change]:
    for place in case.plan.places.values():
        for berth in place.berths:
            label = f"one more berth ({berth.id}) at {place_name(place)}"
            apply = partial(one_more_berth, place_id=place.id, berth_id=berth.id)
            yield Change("berth", f"{place.id}/{berth.id}", label, apply)


def one_more_departure(case: Case, service_id: str, last_exit_h: float) -> Case:
    """One more departure in the middle of the widest gap between departures, the start and the end included; one gap
    after the last departure where the operation has no end."""
    service = case.plan.services[service_id]
    known = sorted(m.after(case.start) for m in service.departures)
    times = [0.0, *(t for t in known if 0 < t < last_exit_h)]
    if math.isfinite(last_exit_h) and last_exit_h > times[-1]:
        times.append(last_exit_h)
    gaps = [(b - a, -a) for a, b in pairwise(times)]
    if not gaps:
        return case
    wide, start = max(gaps)
    when = -start + wide / 2
    if not math.isfinite(last_exit_h):
        when = times[-1] + wide
    departures = sorted((*service.departures, Moment(hours=when)), key=lambda m: m.after(case.start))
    return with_fields(case, "services", service_id, departures=tuple(departures))


def _departures(case: Case, last_exit_h: float) -> Iterator[Change]:
    for service in case.plan.services.values():
        apply = partial(one_more_departure, service_id=service.id, last_exit_h=last_exit_h)
        yield Change("departure", service.id, f"one more departure of {service.id}", apply)


def one_more_hour_of_notice(case: Case) -> Case:
    """People, vehicles, escorts and forces told an hour earlier: readiness and lead times an hour shorter, not below
    zero."""
    plan = case.plan
    return replace(
        case,
        groups={k: replace(g, mobilization_h=earlier(g.mobilization_h, 1.0)) for k, g in case.groups.items()},
        plan=replace(
            plan,
            fleets={k: replace(f, available_h=earlier(f.available_h, 1.0)) for k, f in plan.fleets.items()},
            escort_pools={k: replace(e, available_h=earlier(e.available_h, 1.0)) for k, e in plan.escort_pools.items()},
            security_forces={k: replace(s, lead_h=earlier(s.lead_h, 1.0)) for k, s in plan.security_forces.items()},
        ),
    )


def _notice(case: Case) -> Iterator[Change]:
    yield Change("notice", "", "one more hour of notice", one_more_hour_of_notice)


def half_as_far(case: Case, route_id: str) -> Case:
    """A nearer base or haven: half the way and half the time over one route."""
    route = case.plan.routes[route_id]
    return with_fields(
        case, "routes", route_id,
        distance_km=None if route.distance_km is None else route.distance_km / 2,
        time_h=None if route.time_h is None else route.time_h.scaled(0.5),
        cycle_h=None if route.cycle_h is None else route.cycle_h.scaled(0.5),
    )  # fmt: skip


def _length(route: Route) -> float:
    """What orders the routes of one mode by length: hours, or where only kilometres are given, hours at 40 km/h."""
    if route.time_h is not None:
        return route.time_h.mean
    if route.cycle_h is not None:
        return route.cycle_h.mean / 2
    return (route.distance_km or 0.0) / 40


def _nearer(case: Case) -> Iterator[Change]:
    longest: dict[str, Route] = {}
    for route in case.plan.routes.values():
        if not route.empty_only and _length(route) > (_length(longest[route.mode]) if route.mode in longest else 0.0):
            longest[route.mode] = route
    for mode, route in longest.items():
        ends = f"{place_name(case.plan.places[route.origin])} to {place_name(case.plan.places[route.destination])}"
        yield Change("nearer", route.id, f"half the way by {mode}, {ends}", partial(half_as_far, route_id=route.id))


def more_haven(case: Case, place_id: str) -> Case:
    """A quarter more room at a haven and a quarter more onward seats."""
    place = case.plan.places[place_id]
    onward = place.onward and replace(place.onward, rate_per_h=place.onward.rate_per_h * MORE)
    capacity = math.ceil(place.capacity * MORE) if math.isfinite(place.capacity) else place.capacity
    return with_fields(case, "places", place_id, capacity=capacity, onward=onward)


def _havens(case: Case) -> Iterator[Change]:
    for place in case.plan.places.values():
        if place.is_haven and math.isfinite(place.capacity):
            label = f"a quarter more room and onward seats at {place_name(place)}"
            yield Change("haven", place.id, label, partial(more_haven, place_id=place.id))


def one_more_escort(case: Case, pool_id: str) -> Case:
    """One more unit in a pool."""
    return with_fields(case, "escort_pools", pool_id, count=case.plan.escort_pools[pool_id].count + 1)


def _escorts(case: Case) -> Iterator[Change]:
    for pool in case.plan.escort_pools.values():
        yield Change("escort", pool.id, f"one more escort ({pool.id})", partial(one_more_escort, pool_id=pool.id))


def more_fuel(case: Case, stock_id: str) -> Case:
    """A quarter more fuel at hand."""
    return with_fields(case, "fuel_stocks", stock_id, amount=case.plan.fuel_stocks[stock_id].amount * MORE)


def _fuel(case: Case) -> Iterator[Change]:
    for stock in case.plan.fuel_stocks.values():
        yield Change("fuel", stock.id, f"a quarter more {stock.id}", partial(more_fuel, stock_id=stock.id))


def shallower(case: Case) -> Case:
    """The next lighter depth of processing, where any desk knows one."""
    depth = case.settings.processing_depth
    for lighter in DEPTHS[DEPTHS.index(depth) + 1 :]:
        if any(lighter in s.service_h for s in case.plan.stations.values()):
            return replace(case, settings=replace(case.settings, processing_depth=lighter))
    return case


def _depth(case: Case) -> Iterator[Change]:
    depth = shallower(case).settings.processing_depth
    yield Change("depth", depth, f"{depth} processing at the desks", shallower)

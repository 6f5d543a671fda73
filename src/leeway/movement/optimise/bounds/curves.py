"""Capacity curves: earliest times by which n people can have been carried, served or let in, n = 1, 2, ..."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Fleet
from leeway.movement.network import Network, TripOption
from leeway.movement.optimise.bounds.heads import Heads
from leeway.movement.optimise.bounds.rooms import Rooms
from leeway.movement.optimise.bounds.shared import Curve, SharedLimits, duty_floor
from leeway.movement.optimise.dispatch.hours import Intervals, next_open

Times = NDArray[np.float64]
Ride = tuple[TripOption, Intervals, tuple[float, float], float]
"""An option, when its route may be entered, hours before departure and after arrival, first hour at the pick-up."""
MOST_LOADS = 4000


def load_times(
    heads: Heads, vehicle: tuple[str, str, str], options: Sequence[TripOption], not_before: float, until: float,
    tail_h: dict[str, float],
    first_departure_h: float = -math.inf,
) -> Iterable[float]:  # fmt: skip
    """Lower bounds of the times (with tails) at which a vehicle's 1st, 2nd, ... load over `options` is out.

    Each load takes the best of all options and positions; loads begin at or after `not_before`, the first departs at
    or after `first_departure_h`. Earlier is never
    worse for what follows, hence the greedy recursion over the place of the last unloading is exact for one vehicle.
    """
    network, (_, fleet_id, _) = heads.network, vehicle
    fleet = network.plan.fleets[fleet_id]
    load_h, unload_h = network.hours(fleet.load_h), network.hours(fleet.unload_h)
    refuel_h = network.hours(fleet.refuel_h)
    rides: list[Ride] = []
    for o in options:
        entry = heads.hours.entry(network.plan.routes[o.route], False, o.loaded_h, fleet.mode)
        handling = (0.0, 0.0)
        if not o.is_cycle:
            handling = (load_h + fleet.load_per_person_h, unload_h + fleet.unload_per_person_h)
        first = heads.first_at(vehicle, o.pickup, o.drop if o.is_cycle else "", o.loaded_h)
        rides.append((o, entry, handling, first))
    duty = _duty(heads, fleet, rides, tail_h, not_before, first_departure_h)
    at: dict[str, float] = {}
    number, limit = 0, fleet.most_trips if fleet.most_trips is not None else MOST_LOADS
    while number < limit:
        following: dict[str, float] = {}
        out = math.inf
        for o, entry, (before, after), first in rides:
            begin = first
            if number:
                begin = math.inf
                for place, t in at.items():
                    target = o.drop if o.is_cycle else o.pickup
                    way = heads.reach.ways_h(fleet_id, place).get(target, math.inf)
                    begin = min(begin, t + way + (o.loaded_h if o.is_cycle else 0.0))
            if math.isinf(begin):
                continue
            depart = max(begin, not_before) + before
            if not number:
                depart = max(depart, first_departure_h)
            arrive = next_open(entry, depart) + o.loaded_h
            free = arrive + after
            if free < following.get(o.drop, math.inf):
                following[o.drop] = free
            out = min(out, free + tail_h[o.drop])
        number += 1
        out = max(out, duty(number)) if duty is not None else out
        if math.isinf(out) or out > until:
            return
        yield out
        if fleet.refuel_every and number % fleet.refuel_every == 0:
            following = {place: t + refuel_h for place, t in following.items()}
        at = following


def _duty(
    heads: Heads, fleet: Fleet, rides: Sequence[Ride], tail_h: dict[str, float], not_before: float,
    first_departure_h: float,
) -> Curve | None:  # fmt: skip
    """What the duty of its crew does to one vehicle over these rides."""
    if math.isinf(fleet.crew_duty_h) or not rides:
        return None
    first_free = min(
        max(max(first, not_before) + before, first_departure_h) + o.loaded_h + after
        for o, _, (before, after), first in rides
    )
    trip_h = min((2 if o.is_cycle else 1) * o.loaded_h + before + after for o, _, (before, after), _ in rides)
    spacing_h = math.inf
    for place in {o.drop for o, *_ in rides}:
        ways = heads.reach.ways_h(fleet.id, place)
        for o, _, (before, after), _ in rides:
            back_h = ways.get(o.drop if o.is_cycle else o.pickup, math.inf)
            spacing_h = min(spacing_h, back_h + before + (2 if o.is_cycle else 1) * o.loaded_h + after)
    if not math.isfinite(spacing_h) or not math.isfinite(first_free):
        return None
    return duty_floor(fleet, trip_h, spacing_h, first_free, min(tail_h[o.drop] for o, *_ in rides))


def _by_vehicle(
    heads: Heads, by_fleet: dict[str, list[TripOption]], units: int, rooms: Rooms, not_before: float,
    until: float, tail_h: dict[str, float],
) -> Times:  # fmt: skip
    """As `carried`, each vehicle by itself."""
    times: list[tuple[float, int]] = []
    for (fleet_id, place), many in heads.alike.items():
        if fleet_id not in by_fleet:
            continue
        floors = SharedLimits(heads, by_fleet[fleet_id], not_before, tail_h).departures(many)
        for k, slot_h in enumerate(slot_floors(heads, by_fleet[fleet_id], many, not_before)):
            floors[k] = max(floors[k], slot_h)
        seats = rooms.seats(heads.network.plan.fleets[fleet_id].room)
        for depart, vehicles in Counter(floors).items():
            one = ("", fleet_id, place)
            loads = load_times(heads, one, by_fleet[fleet_id], not_before, until, tail_h, depart)
            # later loads of a vehicle are out later, and so many already take everybody
            needed = math.ceil(units / seats) if seats else 0
            times += [(t, seats * vehicles) for t in islice(loads, needed)]
    return spread(times, units)


def carried(
    heads: Heads, cut: Iterable[TripOption], units: int, rooms: Rooms, not_before: float, until: float,
    tail_h: dict[str, float],
) -> Times:  # fmt: skip
    """Times at which the 1st ... `units`-th unit of room over the cut by vehicle can be out, `inf` beyond capacity."""
    by_fleet: dict[str, list[TripOption]] = {}
    for o in cut:
        by_fleet.setdefault(o.fleet, []).append(o)
    by_vehicle = _by_vehicle(heads, by_fleet, units, rooms, not_before, until, tail_h)
    crossing = [o for rows in by_fleet.values() for o in rows]
    most = max((rooms.seats(heads.network.plan.fleets[f].room) for f in by_fleet), default=0)
    if not crossing or most < 1:
        return by_vehicle
    limits = SharedLimits(heads, crossing, not_before, tail_h)
    for times_of_all in limits.times(units, rooms):
        by_vehicle = np.maximum(by_vehicle, times_of_all)
    for hours, loads in limits.before_fuel():
        # whoever is not in a load that the fuel until then suffices for is in one that sets out afterwards
        if hours > not_before and (rest_of := units - loads * most) > 0:
            later = _by_vehicle(heads, by_fleet, rest_of, rooms, hours, until, tail_h)
            by_vehicle[-rest_of:] = np.maximum(by_vehicle[-rest_of:], later)
    rest = min(o.loaded_h + heads.unload_h(o) + tail_h[o.drop] for o in crossing)
    floors = slot_floors(heads, crossing, math.ceil(units / most), not_before)
    return np.maximum(by_vehicle, spread([(t + rest, most) for t in floors], units)) if floors else by_vehicle


def slot_floors(heads: Heads, options: Sequence[TripOption], number: int, not_before: float) -> list[float]:
    """Earliest 1st ... `number`-th departure from the one pick-up of `options`, if its movement slots count them all.

    By then so many departures have happened there, and as many arrivals less the vehicles that can have stood there
    before: at most n movements in any period w means that m of them take at least w (ceil(m / n) - 1). With room for
    g on the ground, the i-th can only have come once the (i - g)-th had left. Empty if nothing can be said.
    """
    network, pickups = heads.network, {o.pickup for o in options}
    place = network.plan.places[next(iter(pickups))]
    fleets = [network.plan.fleets[o.fleet] for o in options]
    slots = place.slots
    if len(pickups) > 1 or slots is None or (slots.modes and any(f.mode not in slots.modes for f in fleets)):
        return []
    rate = slots.movements_per_h
    if math.isinf(rate) or rate <= 0:
        return []
    many, period = (math.floor(rate + 1e-9), 1.0) if rate >= 1 else (1, 1 / rate)
    vehicles = [v for v in network.vehicles if not slots.modes or network.plan.fleets[v[1]].mode in slots.modes]
    starting = sum(1 for _, _, start in vehicles if start == place.id)
    first = heads.first_of(place.id, vehicles)
    if not math.isfinite(first):
        return []
    since, standing = first, starting
    if standing or not_before > first:
        since = max(first, not_before)
        standing += int(min(slots.maximum_on_ground, len(vehicles)))
    load_h = 0.0 if any(o.is_cycle for o in options) else min(network.hours(f.load_h) for f in fleets)
    turn_h, room = max(load_h, slots.parking_h), slots.maximum_on_ground + starting
    floors: list[float] = []
    for i in range(1, number + 1):
        movements = i + max(0, i - standing)
        floor = max(since + load_h, since + period * (math.ceil(movements / many) - 1) - 1e-9)
        if i > room:
            floor = max(floor, floors[i - 1 - int(room)] + turn_h)
        floors.append(floor)
    return floors


def spread(times: Iterable[tuple[float, int]], people: int) -> Times:
    """(time, people) pairs as one time a person, ascending, padded with `inf`."""
    ordered = sorted(times)
    if not ordered:
        return np.full(people, np.inf)
    result = np.repeat([t for t, _ in ordered], [min(n, people) for _, n in ordered])[:people]
    return np.concatenate([result, np.full(people - len(result), np.inf)]) if len(result) < people else result


def served(arrivals: Sequence[float], service_h: float, steps: Sequence[tuple[float, int]]) -> Times:
    """Finish times of parties of equal service time, first come first served, over (from, desks) steps."""
    most = max(n for _, n in steps)
    if most == 0:
        return np.full(len(arrivals), np.inf)
    times = [t for t, _ in steps]
    counts = [n for _, n in steps]
    finish = []
    if counts == sorted(counts):
        free = [next(t for t, n in steps if n > k) for k in range(most)]
        heapq.heapify(free)
        for arrival in sorted(arrivals):
            finish.append(max(free[0], arrival) + service_h)
            heapq.heapreplace(free, finish[-1])
        return np.sort(np.array(finish))
    free = [-math.inf] * most
    for arrival in sorted(arrivals):
        # Of desks that can start at once, the one that closes first: a service begun is finished.
        starts = [(_open_from(times, counts, k, max(free[k], arrival)), -k) for k in range(most)]
        start, k = min(starts)
        free[-k] = start + service_h
        finish.append(start + service_h)
    return np.sort(np.array(finish))


def _open_from(times: Sequence[float], counts: Sequence[int], desk: int, t: float) -> float:
    """First time at or after `t` at which desk number `desk` (from 0) is open."""
    k = bisect_right(times, t) - 1
    while k < len(times):
        if counts[max(k, 0)] > desk:
            return max(t, times[max(k, 0)])
        k += 1
    return math.inf


def walked(network: Network, heads: Heads, route_id: str, people: int, from_h: float) -> Times:
    """Times at which the n-th person can have entered a self-moving route."""
    route = network.plan.routes[route_id]
    step = network.case.settings.flow_step_h
    leg_h = 0.0 if route.time_h is None else network.hours(route.time_h)
    entry = heads.hours.entry(route, False, leg_h, "")
    if math.isinf(route.people_per_h):
        return np.full(people, next_open(entry, from_h))
    each = route.people_per_h * step
    t, times, count = from_h, np.full(people, np.inf), 0.0
    t = next_open(entry, t)
    while math.isfinite(t) and count < people and t <= network.case.settings.horizon_h:
        tick = math.ceil(t / step - 1e-6) * step
        opens = next_open(entry, tick)
        if opens > tick + 1e-9:
            t = opens
            continue
        low = math.floor(count + 1e-9)
        count += math.floor(each + 1e-9)
        times[low : min(people, math.floor(count + 1e-9))] = tick
        if each < 1:
            break
        t = tick + step
    return times

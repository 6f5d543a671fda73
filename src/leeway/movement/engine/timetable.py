"""Scheduled departures from a place where nobody else comes or goes: all loads of all replications at once.

Everybody is alone there, stands in one queue whose order is known beforehand, and leaves only by timetable for havens
that do not fill. A load is then the next so many of the queue, and the whole timetable one running count.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.flows import Services
from leeway.movement.engine.lanes import Ids
from leeway.movement.engine.world import World


def settle_timetables(services: Services) -> None:
    """Everybody who leaves such a place is out at once; the services are not looked at again."""
    world, crowd = services.world, services.crowd
    for place, lane in sorted(crowd.filled):
        numbers = [k for k, s in enumerate(services.services) if world.plan.routes[s.route].origin
                   == world.places[place].id]  # fmt: skip
        if numbers and _only_by_timetable(world, crowd, place, [_way(services, k) for k in numbers]):
            _settle(services, place, lane, numbers)


def _way(services: Services, number: int) -> int:
    return services.world.route_index[services.services[number].route]


def _only_by_timetable(world: World, crowd: Crowd, place: int, ways: list[int]) -> bool:
    targets = [int(world.route_to[w]) for w in ways]
    if not all(world.is_haven[p] and math.isinf(crowd.capacity[p]) for p in targets):
        return False
    if any(option.pickup == place for options in world.options.values() for option in options):
        return False
    return not any(world.route_from[w] == place for w in world.walks) and sum(p == place for p, _ in crowd.lanes) == 1


def _settle(services: Services, place: int, lane: int, numbers: list[int]) -> None:
    world, crowd, ledger = services.world, services.crowd, services.ledger
    source = crowd.sources[place][0][1]
    ids, ready = source.ids[:, :-1], source.ready_h[:, :-1]
    many = len(ids)
    listed = sorted((h, k, n) for k in numbers for n, h in enumerate(services.hours[k][:-1]) if h <= world.horizon_h)
    hours = np.array([h for h, _, _ in listed])
    by = np.array([k for _, k, _ in listed], dtype=np.int64)
    seats = np.stack([services.seats[k][:, n] for _, k, n in listed], axis=1) if listed else np.empty((many, 0))
    taken = _loads(services, hours, by, np.floor(seats / crowd.unit + 1e-9).astype(np.int64), ready)
    used = taken.shape[1]
    gone = taken.sum(axis=1)
    loads = taken.ravel()
    arrive_h = np.stack([h + services.under_way_h[k][:, n] for h, k, n in listed[:used]], axis=1) if used else seats
    boarded = np.arange(ids.shape[1]) < gone[:, None]
    cell = (ids + (np.arange(many) * crowd.size.shape[1])[:, None])[boarded]
    left_h = np.repeat(np.tile(hours[:used], many), loads)
    out_h = np.repeat(arrive_h.ravel(), loads)
    out_h[out_h > world.horizon_h] = np.inf
    waited = left_h - ready[boarded]
    ledger.out_h.reshape(-1)[cell] = out_h
    for k in numbers:
        mine = slice(None) if len(numbers) == 1 else np.repeat(np.tile(by[:used] == k, many), loads)
        code, way = ledger.resources[f"service {services.services[k].id}"], _way(services, k)
        ledger.waits(code).reshape(-1)[cell[mine]] += waited[mine].astype(np.float32)
        ledger.exit.reshape(-1)[cell[mine]] = world.route_exit[way]
        ledger.busy_h[:, code] += crowd.unit * taken[:, by[:used] == k].sum(axis=1)
        services.next_h[:, k] = np.inf
    if ledger.watched:
        queue = ledger.queue_index[world.places[place].id]
        seen = slice(int(gone[: ledger.watched].sum()))
        ledger.intervals.append((queue, (left_h - waited)[seen], left_h[seen], np.ones(len(cell[seen]))))
    if ledger.told:
        _tell(services, place, hours, by, taken[0], ids[0])
    crowd.present_room[:, place, lane] -= gone * crowd.unit
    crowd.people_present[:, place] -= gone
    queue_of = crowd.lanes[place, lane]
    queue_of.head[:], queue_of.tail[:] = gone, (ready <= world.horizon_h).sum(axis=1)
    crowd.ready_room[:, place, lane] = (queue_of.tail - gone) * crowd.unit
    source.at[:] = ids.shape[1]
    crowd.next_h[:, place] = np.inf


def _loads(services: Services, hours: Array, by: Ids, seats: Ids, ready: Array) -> Ids:
    """How many board at each departure, (replications, departures) up to the last one anybody needs."""
    many, rows = len(ready), np.arange(len(ready))
    total = np.isfinite(ready).sum(axis=1)
    last = float(np.where(np.isfinite(ready), ready, 0.0).max(initial=0.0))
    still = int(np.searchsorted(hours, last, side="left"))  # at all later ones everybody is ready
    counts = np.empty((still, many), dtype=np.int64)
    for row in range(many):
        counts[:, row] = np.searchsorted(ready[row], hours[:still], side="right")
    taken = np.zeros((len(hours), many), dtype=np.int64)
    gone = np.zeros(many, dtype=np.int64)
    for n, hour in enumerate(hours):
        gate = services.gates.leave[_way(services, int(by[n]))]
        there = counts[n] if n < still else total
        load = np.minimum(there - gone, seats[:, n])
        if not gate.always:
            at = np.full(many, hour)
            load[gate.next_open(rows, at) > at + 1e-9] = 0
        taken[n] = load
        gone += load
        if n >= still and np.array_equal(gone, total):
            return np.ascontiguousarray(taken[: n + 1].T)
    return np.ascontiguousarray(taken.T)


def _tell(services: Services, place: int, hours: Array, by: Ids, taken: Ids, ids: NDArray[np.int64]) -> None:
    """The departures of the first replication, for the table of events."""
    ledger = services.ledger
    at = 0
    for hour, k, load in zip(hours, by, taken, strict=False):
        service = services.services[int(k)]
        for group, people in ledger.people_of(0, ids[at : at + load]).items():
            ledger.events.append((float(hour), "departs", service.id, services.world.places[place].id, service.route,
                                  group, people))  # fmt: skip
        at += int(load)

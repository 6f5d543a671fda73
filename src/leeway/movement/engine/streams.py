"""Groups that leave in one unbroken stream, at one whole number of people per flow step, over constant-rate routes."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from leeway.movement.draws import Array
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.orders import WalkOrders
from leeway.movement.engine.world import World


class Stream(NamedTuple):
    """The way of one group: `ways` are route numbers from its site on, `offsets[k]` ticks after it began it comes to
    way k. `rate[row]` people a tick from tick `start[row]` on. `planned`: the first tick and the rate of a schedule."""

    group: int
    ways: tuple[int, ...]
    offsets: tuple[int, ...]
    start: Array
    rate: Array
    planned: tuple[int, int] | None


def increments(rate_per_tick: float, ticks: Array) -> Array:
    """People a route takes at each tick: by the end of tick k it has taken at most `floor((k + 1) * rate)`."""
    if math.isinf(rate_per_tick):
        return np.full(np.shape(ticks), np.inf)
    return np.floor((ticks + 1) * rate_per_tick + 1e-7) - np.floor(ticks * rate_per_tick + 1e-7)


def _ways(world: World, group: int, orders: WalkOrders | None) -> tuple[int, ...]:
    """Constant-rate routes from the group's site on: as a schedule has it, else the shortest way."""
    ways: list[int] = []
    place = int(world.site[group])
    name = world.groups[group].id
    while not world.is_haven[place] and not world.stations[place] and len(ways) <= len(world.places):
        here = [k for k in world.walks if world.route_from[k] == place]
        if orders is not None:
            planned = orders.of.get((name, world.places[place].id), {})
            here = [k for k in here if world.routes[k].id in planned]
        else:
            here = [k for k in here if world.nearer(place, int(world.route_to[k]))]
        if not here:
            break
        best = min(here, key=lambda k: _hours(world, k) + float(world.remaining_h[world.route_to[k]]))
        if not world.routes[best].constant_rate:
            break
        ways.append(best)
        place = int(world.route_to[best])
    return tuple(ways)


def _hours(world: World, way: int) -> float:
    time = world.routes[way].time_h
    return 0.0 if time is None else world.network.hours(time)


def streams_of(world: World, crowd: Crowd, gates: Gates, orders: WalkOrders | None) -> list[Stream]:
    """The streams of a chunk, each begun in its turn (priority, then file order) as early as its whole way has room.

    A dispatcher takes the rate that has the group out soonest; a schedule gives the rate and the earliest start.
    """
    if not any(world.routes[k].constant_rate for k in world.walks):
        return []
    step_h, many = world.settings.flow_step_h, len(crowd.size)
    found = []
    for g in sorted(range(len(world.groups)), key=lambda g: world.groups[g].priority):
        ways = _ways(world, g, orders)
        if not ways:
            continue
        ticks = [math.ceil(_hours(world, k) / step_h - 1e-9) for k in ways]
        planned = None
        if orders is not None:
            walkers = orders.of[world.groups[g].id, world.groups[g].site][world.routes[ways[0]].id]
            planned = (round(float(walkers.hour[0]) / step_h), int(walkers.people[1]))
        offsets = tuple(int(x) for x in np.concatenate(([0], np.cumsum(ticks[:-1]))))
        found.append(Stream(g, ways, offsets, np.full(many, np.inf), np.ones(many), planned))
    for row in range(many):
        _begin(world, crowd, gates, found, row)
    return found


def _begin(world: World, crowd: Crowd, gates: Gates, found: list[Stream], row: int) -> None:
    """Start and rate of every stream of one replication."""
    step_h = world.settings.flow_step_h
    ready, sizes = {}, {}
    for stream in found:
        block = crowd.parties.blocks[stream.group]
        real = crowd.size[row, block] > 0
        ready[stream.group] = np.ceil(crowd.ready_h[row, block][real] / step_h - 1e-9)
        sizes[stream.group] = crowd.size[row, block][real]
    last = max((float(hours.max(initial=0.0)) for hours in ready.values()), default=0.0)
    last = max([last, *(float(s.planned[0]) for s in found if s.planned)])
    length = int(last + sum(int(n.sum()) for n in sizes.values()) + max((s.offsets[-1] for s in found), default=0) + 2)
    length = min(length, int(world.horizon_h / step_h) + 2)
    left: dict[int, Array] = {}
    ticks = np.arange(length, dtype=np.float64)
    for way in {k for s in found for k in s.ways}:
        rate = world.routes[way].people_per_h * step_h
        hours: Array = ticks * step_h
        shut = gates.leave[way].next_open(np.full(length, row), hours) > hours + 1e-9
        left[way] = np.where(shut, 0.0, increments(rate, ticks))
    for stream in found:
        size = sizes[stream.group]
        people = int(size.sum())
        if not people:
            continue
        behind = np.cumsum(size) - size
        widest = min(float(left[k].max(initial=0.0)) for k in stream.ways)
        if stream.planned is None:
            rates = sorted({math.ceil(people / m) for m in range(1, people + 1)})
            rates = [r for r in rates if r <= widest]
        else:
            rates = [stream.planned[1]]
        best = (math.inf, math.inf, 1)
        for rate in rates:
            unbroken = float((ready[stream.group] - behind // rate).max())
            begin = _first(stream, left, people, rate, int(max(unbroken, stream.planned[0] if stream.planned else 0)))
            best = min(best, (begin + math.ceil(people / rate), begin, rate))
        _, start, rate = best
        if math.isinf(start):  # no time has room for all of them: they go as far as the ways take them
            rate = rates[-1] if rates else 1
            start = float(max(ready[stream.group].min(initial=0.0), stream.planned[0] if stream.planned else 0))
        else:
            _reserve(stream, left, people, rate, int(start))
        stream.start[row], stream.rate[row] = start, rate


def _first(stream: Stream, left: dict[int, Array], people: int, rate: int, earliest: int) -> float:
    """First tick from `earliest` on at which the whole stream finds room on all its ways, `inf` if there is none."""
    full, rest = divmod(people, rate)
    length = len(next(iter(left.values())))
    starts = np.arange(earliest, length - stream.offsets[-1] - full - (rest > 0) + 1)
    fits = np.ones(len(starts), dtype=bool)
    for way, offset in zip(stream.ways, stream.offsets, strict=True):
        narrow = np.concatenate(([0], np.cumsum(left[way] < rate)))
        fits &= narrow[starts + offset + full] == narrow[starts + offset]
        if rest:
            fits &= left[way][starts + offset + full] >= rest
    return float(starts[fits.argmax()]) if fits.any() else math.inf


def _reserve(stream: Stream, left: dict[int, Array], people: int, rate: int, start: int) -> None:
    full, rest = divmod(people, rate)
    for way, offset in zip(stream.ways, stream.offsets, strict=True):
        left[way][start + offset : start + offset + full] -= rate
        if rest:
            left[way][start + offset + full] -= rest

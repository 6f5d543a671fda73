"""Desks in sequence when everybody who will come is known beforehand: one pass a station, all replications at once.

A first-come queue with c servers needs only the sorted hours at which its servers fall free (Kiefer & Wolfowitz 1955,
Trans. Amer. Math. Soc. 78, doi:10.2307/1992945): each party takes the smallest, and its own end is sorted in. On sorted
rows that insertion is `new[j] = max(old[j], min(end, old[j + 1]))`, two array operations for all replications; and the
smallest ones, in the order taken, are the departures in ascending order, hence the arrivals of the next station.
Times are whole ticks (the finest power of two that fits; far below a microsecond), the lowest bits carry who it is, so
that a party keeps its own service times however parties overtake one another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Station
from leeway.movement.draws import Array
from leeway.movement.engine.chain import next_station, service_table
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Ids
from leeway.movement.engine.world import World

if TYPE_CHECKING:
    from leeway.movement.engine.crowd import Crowd

NEVER = 1 << 62
STRIPE = 512
"""Replications stepped together: rows of the server table then stay in the processor's cache."""


def can_feed_forward(world: World, place: int, stations: Sequence[Station]) -> bool:
    """Whether nobody arrives from outside, no queue is limited, no shifts, no rejects, and all groups pass the same."""
    if world.people_arrive[place]:
        return False
    if any(s.shifts or s.rejects > 0 or not math.isinf(s.queue_limit) or s.servers < 1 for s in stations):
        return False
    own = [g for g in range(len(world.groups)) if world.site[g] == place]
    following = next_station(world, stations)[own]
    return len(own) > 0 and bool(np.all(following == following[0]))


def serve(arrivals: NDArray[np.int64], service: NDArray[np.int64], opens: NDArray[np.int64], mask: int) -> None:
    """One station: `arrivals` (parties, replications), ascending tagged ticks, become its departures in place, again
    ascending and tagged. `service`: ticks of each party in arrival order with its tag. `opens` (servers, replications):
    when each server opens, ascending, no tags."""
    parties, many = arrivals.shape
    servers = len(opens)
    free = np.concatenate([opens, np.full((1, many), 2 * NEVER - 1, dtype=np.int64)])
    low, high, first = free[:-1], free[1:], free[0]
    smaller = np.empty((servers, many), dtype=np.int64)
    end = np.empty(many, dtype=np.int64)
    keep = np.int64(~mask)
    out = np.empty((parties + servers, many), dtype=np.int64)
    maximum, minimum, add, both = np.maximum, np.minimum, np.add, np.bitwise_and
    for k in range(parties):
        out[k] = first
        maximum(arrivals[k], first, out=end)
        both(end, keep, out=end)
        add(end, service[k], out=end)
        minimum(end, high, out=smaller)
        maximum(low, smaller, out=low)
    out[parties:] = low
    arrivals[:] = out[servers:]


def feed_forward(crowd: Crowd, world: World, stations: Sequence[Station], columns: Ids, seed: int,
                 replications: Sequence[int], gates: Gates) -> tuple[Ids, Array]:  # fmt: skip
    """(party columns, hours) in the order in which parties are done with every station, (replications, parties)."""
    parties = crowd.parties
    groups = sorted(set(parties.group[columns].tolist()))
    following = next_station(world, stations)[groups[0]] if groups else []
    passed = [s for j, s in enumerate(stations) if following[j] == j]
    tag_bits = max(1, math.ceil(math.log2(parties.size.shape[1] + 1)))
    tables = [service_table(world, s, parties, groups, seed, replications) for s in passed]
    opens_h = [_opens(s, gates, len(replications)) for s in passed]
    ready = crowd.ready_h[:, columns]
    longest = _horizon(ready, tables, opens_h)
    tick_bits = 61 - tag_bits - max(1, math.ceil(math.log2(longest + 1)))
    scale, mask = float(1 << tick_bits), (1 << tag_bits) - 1
    present = np.isfinite(ready)
    ticks = (np.rint(np.where(present, ready, 0.0) * scale).astype(np.int64) << tag_bits) | columns
    ticks[~present] = NEVER | np.broadcast_to(columns, ticks.shape)[~present]
    if np.any(ticks[:, 1:] < ticks[:, :-1]):
        ticks.sort(axis=1)
    for station, table, opens in zip(passed, tables, opens_h, strict=True):
        who = ticks & mask
        hours = np.take_along_axis(table, who, 1)
        hours[ticks >= NEVER] = 0.0
        service = (np.rint(hours * scale).astype(np.int64) << tag_bits) | who
        before = ticks
        ticks = np.empty_like(before)
        opening = np.rint(opens * scale).astype(np.int64) << tag_bits
        for at in range(0, len(replications), STRIPE):
            rows = slice(at, at + STRIPE)
            stripe = np.ascontiguousarray(before[rows].T)
            serve(stripe, np.ascontiguousarray(service[rows].T), np.ascontiguousarray(opening[rows].T), mask)
            ticks[rows] = stripe.T
        _note(crowd, station, before, ticks, table, tag_bits, mask, scale)
    who = ticks & mask
    done = np.where(ticks < NEVER, (ticks >> tag_bits) / scale, np.inf)
    finished = crowd.ready_h
    np.put_along_axis(finished, who, done, 1)
    return who, done


def _opens(station: Station, gates: Gates, many: int) -> Array:
    """(replications, servers) ascending hours at which the servers open."""
    unlocked = np.zeros(many) if station.unlocked_by is None else gates.force_h[station.unlocked_by]
    ramp = station.ramp_up_h * np.arange(station.servers) / station.servers
    return np.maximum(unlocked[:, None], ramp)


def _horizon(ready: Array, tables: Sequence[Array], opens: Sequence[Array]) -> float:
    """An hour by which every service has ended for certain."""
    last = float(np.where(np.isfinite(ready), ready, 0.0).max(initial=0.0))
    for table, opening in zip(tables, opens, strict=True):
        last = max(last, float(opening.max(initial=0.0))) + float(table.sum(axis=1).max(initial=0.0))
    return last


def _note(crowd: Crowd, station: Station, before: NDArray[np.int64], after: NDArray[np.int64], table: Array,
          tag_bits: int, mask: int, scale: float) -> None:  # fmt: skip
    """Waits and work at one station."""
    ledger = crowd.ledger
    resource = ledger.resources[f"station {station.id}"]
    who = before & mask
    present = before < NEVER
    arrived = np.where(present, (before >> tag_bits) / scale, 0.0)
    finish = np.zeros(crowd.size.shape)
    np.put_along_axis(finish, after & mask, (after >> tag_bits) / scale, 1)
    start = np.take_along_axis(finish, who, 1) - np.take_along_axis(table, who, 1)
    wait = np.where(present, np.maximum(start - arrived, 0.0), 0.0)
    np.put_along_axis(ledger.waited_h[resource], who, wait.astype(np.float32), 1)
    ledger.busy_h[:, resource] += np.where(present, np.take_along_axis(table, who, 1), 0.0).sum(axis=1)
    if ledger.watched:
        row, column = np.nonzero(present)
        queue = ledger.queue_index[f"station {station.id}"]
        people = crowd.size[row, who[row, column]]
        ledger.intervals.append((queue, arrived[row, column], start[row, column], people))
    if ledger.told and len(before):
        for party, begin in zip(who[0][present[0]], start[0][present[0]], strict=True):
            people_served = int(crowd.size[0, party])
            ledger.tell(begin, "service begins", station.id, "", "", int(party), people_served)
            ledger.tell(finish[0, party], "service ends", station.id, "", "", int(party), people_served)

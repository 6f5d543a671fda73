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
from typing import TYPE_CHECKING, NamedTuple

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

Ticks = NDArray[np.int64]
NEVER = 1 << 62
LAST = (1 << 63) - 1
STRIPE = 512
"""Replications stepped together: rows of the server table then stay in the processor's cache."""
BLOCK = 64
"""Parties whose hours are looked up and written down together, between two looks still in the cache."""


def can_feed_forward(world: World, place: int, stations: Sequence[Station]) -> bool:
    """Whether nobody arrives from outside, no queue is limited, no shifts, no rejects, and all groups pass the same."""
    if world.people_arrive[place]:
        return False
    if any(s.shifts or s.rejects > 0 or not math.isinf(s.queue_limit) or s.servers < 1 for s in stations):
        return False
    own = [g for g in range(len(world.groups)) if world.site[g] == place]
    following = next_station(world, stations)[own]
    return len(own) > 0 and bool(np.all(following == following[0]))


class Servers:
    """The servers of one station in one stripe, taking parties in the order of arrival.

    `opens` (servers, replications): tick at which each server opens, ascending, no tags.
    """

    def __init__(self, opens: Ticks, mask: int) -> None:
        many = opens.shape[1]
        opened = opens - 1  # one tick early, so that servers go first; the tag is all ones, which no party has
        self.free = np.concatenate([opened, np.full((1, many), LAST, dtype=np.int64)])
        self.smaller = np.empty(opens.shape, dtype=np.int64)
        self.end = np.empty(many, dtype=np.int64)
        self.keep = np.int64(~mask)

    def serve(self, arrivals: Ticks, service: Ticks, begin: Ticks, leave: Ticks) -> None:
        """Serve some parties; all arrays (parties, replications). `arrivals`: tagged ticks, ascending; `service`: the
        ticks each takes, with its tag. `begin` receives when, `leave` who falls free at that step, ascending."""
        free, smaller, end, keep = self.free, self.smaller, self.end, self.keep
        low, high, first = free[:-1], free[1:], free[0]
        maximum, minimum, add, both, copy = np.maximum, np.minimum, np.add, np.bitwise_and, np.copyto
        for came, takes, starts, leaves in zip(arrivals, service, begin, leave, strict=True):
            copy(leaves, first)
            maximum(came, first, out=starts)
            both(starts, keep, out=starts)
            add(starts, takes, out=end)
            minimum(end, high, out=smaller)
            maximum(low, smaller, out=low)


def feed_forward(crowd: Crowd, world: World, stations: Sequence[Station], columns: Ids, seed: int,
                 replications: Sequence[int], gates: Gates) -> tuple[Ids, Array]:  # fmt: skip
    """(party columns, hours) in the order in which parties are done with every station, (replications, parties)."""
    parties = crowd.parties
    groups = sorted(set(parties.group[columns].tolist()))
    following = next_station(world, stations)[groups[0]]
    passed = [s for j, s in enumerate(stations) if following[j] == j]
    tables = [service_table(world, s, parties, groups, seed, replications) for s in passed]
    opens_h = [_opens(s, gates, len(replications)) for s in passed]
    ready = crowd.ready_h[:, columns]
    tag_bits = max(1, math.ceil(math.log2(parties.size.shape[1] + 1)))
    tick_bits = 61 - tag_bits - max(1, math.ceil(math.log2(_horizon(ready, tables, opens_h) + 1)))
    clock = Clock(tag_bits, float(1 << tick_bits))
    who, done = np.empty(ready.shape, dtype=np.int64), np.empty(ready.shape)
    for at in range(0, len(replications), STRIPE):
        rows = slice(at, at + STRIPE)
        ticks = clock.arrivals(ready[rows], columns)
        for station, table, opens in zip(passed, tables, opens_h, strict=True):
            ticks = _station(crowd, station, rows, ticks, table, opens[rows], clock)
        last = np.ascontiguousarray(ticks.T)
        np.bitwise_and(last, clock.mask, out=who[rows])
        np.multiply(last >> tag_bits, 1 / clock.scale, out=done[rows])
        if (last[:, -1] >= NEVER).any():
            done[rows][last >= NEVER] = np.inf
    crowd.ready_h[np.arange(len(who))[:, None], who] = done
    return who, done


class Clock(NamedTuple):
    """`scale` ticks an hour, above `tag_bits` bits that say who it is."""

    tag_bits: int
    scale: float

    @property
    def mask(self) -> int:
        """The tag's bits."""
        return (1 << self.tag_bits) - 1

    def ticks(self, hours: Array) -> Ticks:
        """Whole ticks above an empty tag."""
        scaled = hours * self.scale
        np.rint(scaled, out=scaled)
        whole = scaled.astype(np.int64)
        whole <<= self.tag_bits
        return whole

    def arrivals(self, ready: Array, columns: Ids) -> Ticks:
        """Tagged ticks, (parties, replications), ascending; absent parties at `NEVER`."""
        present = np.isfinite(ready)
        if present.all():
            ticks = self.ticks(ready) | columns
        else:
            ticks = np.where(present, self.ticks(np.where(present, ready, 0.0)), NEVER) | columns
        if np.any(ticks[:, 1:] < ticks[:, :-1]):
            ticks.sort(axis=1)
        return ticks.T.copy()


def _station(crowd: Crowd, station: Station, rows: slice, ticks: Ticks, table: Array, opens: Array,
             clock: Clock) -> Ticks:  # fmt: skip
    """Departures of one station for one stripe, block by block; waits and work are written down."""
    ledger, mask, keep = crowd.ledger, clock.mask, ~clock.mask
    resource = ledger.resources[f"station {station.id}"]
    parties, many = ticks.shape
    opening = np.ascontiguousarray(clock.ticks(opens).T)
    late = bool(opening.any())
    servers = Servers(opening, mask)
    leave = np.empty((parties + len(opening), many), dtype=np.int64)
    begin = np.empty((min(BLOCK, parties), many), dtype=np.int64)
    first_of_row = (np.arange(rows.start, rows.start + many) * table.shape[1])[None, :]
    all_hours, all_waits = table.reshape(-1), ledger.waits(resource).reshape(-1)
    absent = bool((ticks[-1] >= NEVER).any())
    busy = np.zeros(many)
    per_tick = 1 / (clock.scale * (mask + 1))
    for at in range(0, parties, BLOCK):
        came = ticks[at : at + BLOCK]
        starts = begin[: len(came)]
        who = came & mask
        cell = who + first_of_row
        hours = all_hours.take(cell)
        if absent:
            hours[came >= NEVER] = 0.0
        service = clock.ticks(hours)
        service |= who
        servers.serve(came, service, starts, leave[at : at + len(came)])
        waited = (starts - (came & keep)) * per_tick
        if absent:
            waited[came >= NEVER] = 0.0
        all_waits[cell] = waited
        busy += hours.sum(axis=0)
        if rows.start < ledger.watched:
            seen = slice(ledger.watched - rows.start)
            parties_seen = who[:, seen], came[:, seen] < NEVER
            hours_seen = starts[:, seen] * per_tick, waited[:, seen], hours[:, seen]
            _note(crowd, station, rows.start, parties_seen, hours_seen)
    ledger.busy_h[rows, resource] += busy
    leave[parties:] = servers.free[:-1]
    if not late:
        return leave[len(opening) :]
    left = np.ascontiguousarray(leave.T)  # servers that open late stand among the departures
    return np.ascontiguousarray(left[(left & mask) != mask].reshape(many, parties).T)


def _note(crowd: Crowd, station: Station, first: int, parties: tuple[Ids, NDArray[np.bool_]],
          hours: tuple[Array, Array, Array]) -> None:  # fmt: skip
    """Queue intervals of one block of the replications from `first` on, and the events of the very first."""
    ledger, (who, present), (start, waited, service) = crowd.ledger, parties, hours
    turn, row = np.nonzero(present)
    party, begins = who[turn, row], start[turn, row]
    people = crowd.size[first + row, party].astype(np.float64)
    ledger.intervals.append((ledger.queue_index[f"station {station.id}"], begins - waited[turn, row], begins, people))
    for k in np.nonzero(first + row == 0)[0] if ledger.told else ():
        for hour, event in ((begins[k], "service begins"), (begins[k] + service[turn[k], 0], "service ends")):
            ledger.tell(hour, event, station.id, station.place, "", int(party[k]), int(people[k]))


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

"""From one chunk's parties to the numbers of a `Clearance`."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine.ledger import Interval
from leeway.movement.engine.run import Chunk
from leeway.movement.engine.shares import of_members, times_of
from leeway.movement.engine.world import World

Ints = NDArray[np.int64]
GRID_POINTS = 200


@dataclass(slots=True)
class Numbers:
    """Rows of the arrays of `leeway.movement.records.Clearance` for the replications of a chunk."""

    people: Ints
    out: Ints
    left: Ints
    rejected: Ints
    t50_h: Array
    t90_h: Array
    t100_h: Array
    out_by_exit: Ints
    utilisation: Array
    waiting_person_h: Array
    binding_h: Array
    member_t50_h: Array
    member_t90_h: Array
    member_t100_h: Array
    member_left: Ints


def joined(parts: list[Numbers]) -> Numbers:
    """Chunks one below another."""
    return Numbers(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Numbers)))


def replaced(numbers: Numbers, rows: Ints, by: Numbers) -> Numbers:
    """`numbers` with the given rows taken from `by`."""
    result = Numbers(*(getattr(numbers, f.name).copy() for f in fields(Numbers)))
    for f in fields(Numbers):
        getattr(result, f.name)[rows] = getattr(by, f.name)
    return result


def of_rows(numbers: Numbers, rows: slice) -> Numbers:
    """Some replications of `numbers`."""
    return Numbers(*(getattr(numbers, f.name)[rows] for f in fields(Numbers)))


def time_grid(last_h: float) -> Array:
    """Hours for the curves: from 0 to a tenth beyond a last exit, evenly."""
    return np.linspace(0.0, 1.1 * last_h if last_h > 0 else 1.0, GRID_POINTS)


def numbers(chunk: Chunk) -> Numbers:
    """Everything a chunk tells; conservation is checked here, in production too."""
    world, ledger, parties = chunk.world, chunk.ledger, chunk.parties
    size = parties.size
    out_h = _out_h(chunk)
    gone = np.isfinite(out_h)
    many, groups, exits = len(size), len(world.groups), len(world.exits)
    out = _by_group(chunk, np.where(gone, size, 0))
    rejected = _by_group(chunk, np.where(ledger.rejected, size, 0))
    left = parties.people - out - rejected
    if np.any(left < 0) or np.any(ledger.rejected & gone):
        raise AssertionError("people were counted twice in a replication")
    times = [_times(chunk, out_h, [parties.blocks[g], parties.own_blocks[g]]) for g in range(groups)]
    times.append(times[0] if groups == 1 else _times(chunk, out_h, [slice(0, size.shape[1])]))
    t50, t90, t100 = (np.stack([t[k] for t in times], axis=1) for k in range(3))
    by_exit = np.stack([_by_group(chunk, np.where(gone & (ledger.exit == e), size, 0)) for e in range(exits)], axis=2)
    last = np.where(gone, ledger.out_h, -1.0)
    last_party = last.argmax(axis=1)
    last_h = np.maximum(last[np.arange(many), last_party], 0.0)
    binding, waiting = np.zeros((2, many, len(ledger.resources)))
    for resource, waited in ledger.waited_h.items():
        binding[:, resource] += waited[np.arange(many), last_party]
        waiting[:, resource] += np.einsum("rp,rp->r", waited, size, dtype=np.float64)
    binding[last_h <= 0] = 0.0
    members = of_members(world.groups, parties, out_h, ledger.rejected, chunk.seed, chunk.replications)
    under_way = ledger.resources["under way"]
    binding[:, under_way] += np.maximum(last_h - binding.sum(axis=1), 0.0)
    return Numbers(
        people=parties.people, out=out, left=left, rejected=rejected, t50_h=t50, t90_h=t90, t100_h=t100,
        out_by_exit=by_exit, utilisation=_utilisation(chunk, last_h), waiting_person_h=waiting, binding_h=binding,
        member_t50_h=members[0], member_t90_h=members[1], member_t100_h=members[2],
        member_left=members[3],
    )  # fmt: skip


def _out_h(chunk: Chunk) -> Array:
    out_h = chunk.ledger.out_h
    return np.where((out_h <= chunk.world.horizon_h) & (chunk.parties.size > 0), out_h, np.inf)


def _by_group(chunk: Chunk, heads: Ints) -> Ints:
    blocks = zip(chunk.parties.blocks, chunk.parties.own_blocks, strict=True)
    return np.stack([heads[:, a].sum(axis=1) + heads[:, b].sum(axis=1) for a, b in blocks], axis=1)


def _times(chunk: Chunk, out_h: Array, blocks: list[slice]) -> tuple[Array, Array, Array]:
    """Hours until shares of the people (rejected aside) are out; 0 where there is nobody."""
    hours = np.concatenate([out_h[:, b] for b in blocks], axis=1)
    size = np.concatenate([np.where(chunk.ledger.rejected[:, b], 0, chunk.parties.size[:, b]) for b in blocks], axis=1)
    return times_of(hours, size)


@dataclass(slots=True)
class Exits:
    """`hours[row]`: exits ascending; `heads[row, k]`: people out after the first k of them, None if each is one."""

    hours: Array
    heads: Ints | None

    def by(self, grid_h: Array) -> Array:
        """People out by each grid hour, (replications, grid)."""
        counts = np.stack([np.searchsorted(row, grid_h + 1e-12, side="right") for row in self.hours])
        if self.heads is None:
            return counts.astype(np.float64)
        return np.take_along_axis(self.heads, counts, 1).astype(np.float64)

    def first(self, many: int) -> Exits:
        """Those of the first replications."""
        return Exits(self.hours[:many], None if self.heads is None else self.heads[:many])


def exits(chunk: Chunk) -> Exits:
    """The exits of a chunk's replications in order."""
    out_h, size = _out_h(chunk), chunk.parties.size
    if size.max(initial=0) <= 1:
        return Exits(np.sort(out_h, axis=1), None)
    order = np.argsort(out_h, axis=1, kind="stable")
    heads = np.concatenate([np.zeros((len(size), 1), dtype=np.int64), np.take_along_axis(size, order, 1)], axis=1)
    return Exits(np.take_along_axis(out_h, order, 1), heads.cumsum(axis=1))


def _utilisation(chunk: Chunk, last_h: Array) -> Array:
    """Busy share of fleets, stations, escorts (time) and services (seats) up to the last exit."""
    world, busy = chunk.world, chunk.ledger.busy_h
    offered = np.full(busy.shape, np.inf)
    names = chunk.ledger.resources
    for f in world.fleets:
        offered[:, names[f"fleet {f.id}"]] = f.count * last_h
    for s in world.plan.stations.values():
        offered[:, names[f"station {s.id}"]] = s.servers * last_h
    for pool in world.plan.escort_pools.values():
        offered[:, names[f"escorts {pool.id}"]] = pool.count * last_h
    for k, service in enumerate(chunk.services.services):
        departed = chunk.services.hours[k][None, :] <= last_h[:, None] + 1e-9
        offered[:, names[f"service {service.id}"]] = (chunk.services.seats[k] * departed).sum(axis=1)
    share = np.divide(busy, offered, out=np.zeros_like(busy), where=offered > 0)
    return np.asarray(np.clip(share, 0.0, 1.0))


@dataclass(slots=True)
class Watched:
    """What the first `many` replications tell beyond their numbers. `last_h`: their last exit."""

    many: int
    last_h: float
    intervals: list[Interval]
    events: list[tuple[object, ...]]


def watched(chunk: Chunk) -> Watched:
    """The waits of the watched replications of a chunk, and the events of the first."""
    many = chunk.ledger.watched
    out_h = _out_h(chunk)[:many]
    last_h = float(out_h[np.isfinite(out_h)].max(initial=0.0))
    return Watched(many, last_h, chunk.ledger.intervals + _still_waiting(chunk, many), chunk.ledger.events)


def queue_curves(world: World, seen: Watched, grid_h: Array) -> Array:
    """Mean people waiting in each queue at the grid hours, over the watched replications."""
    queues, points = len(world.names.queues), len(grid_h)
    steps = np.zeros((queues, points + 1))
    for queue, begin, end, people in seen.intervals:
        steps[queue] += np.bincount(np.searchsorted(grid_h, begin), weights=people, minlength=points + 1)
        steps[queue] -= np.bincount(np.searchsorted(grid_h, end), weights=people, minlength=points + 1)
    return np.asarray(steps[:, :points].cumsum(axis=1) / seen.many)


def _still_waiting(chunk: Chunk, many: int) -> list[Interval]:
    """Those who wait in a lane at the end wait for ever."""
    found: list[Interval] = []
    for (place, _), lane in chunk.crowd.lanes.items():
        queue = chunk.ledger.queue_index[chunk.world.places[place].id]
        rows = np.arange(many)
        ids, real = lane.window(rows, int((lane.tail - lane.head).max(initial=0)))
        row, column = np.nonzero(real)
        party = ids[row, column]
        if len(row):
            begin = chunk.crowd.ready_h[row, party]
            found.append((queue, begin, np.full(len(row), np.inf), chunk.parties.size[row, party].astype(np.float64)))
    return found

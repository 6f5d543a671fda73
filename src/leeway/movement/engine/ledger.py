"""What is written down while a chunk runs: who got out when and where, waits by cause, work done, events."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.people import Parties
from leeway.movement.engine.world import World

Interval = tuple[int, Array, Array, Array]


class Ledger:
    """Arrays by party: `out_h` (inf: not out), `exit`, `rejected`; `waited_h[resource]` (row, party) if anybody waited.

    `busy_h[row, resource]`: working hours of desks, vehicles, escorts. `intervals`: (queue, from, to, people) of every
    wait in the first `watched` replications, for the queue curves. `events`: rows of the event table for the first.
    """

    def __init__(self, world: World, parties: Parties, *, watched: int, told: bool) -> None:
        self.world, self.parties = world, parties
        many = len(parties.size)
        self.out_h = np.full(parties.size.shape, np.inf)
        self.exit = np.full(parties.size.shape, -1, dtype=np.int16)
        self.rejected = np.zeros(parties.size.shape, dtype=bool)
        self.resources = world.names.index
        self.waited_h: dict[int, NDArray[np.float32]] = {}
        self.busy_h = np.zeros((many, len(self.resources)))
        self.watched, self.told = watched, told
        self.intervals: list[Interval] = []
        self.events: list[tuple[object, ...]] = []
        own = parties.own
        present = parties.size[:, own] > 0
        self.out_h[:, own] = np.where(present, parties.ready_h[:, own], np.inf)
        self.exit[:, own] = len(world.exits) - 1
        self.queue_index = {name: k for k, name in enumerate(world.names.queues)}

    def waits(self, resource: int) -> NDArray[np.float32]:
        """Hours each party waited because of a resource, (rows, parties)."""
        if resource not in self.waited_h:
            self.waited_h[resource] = np.zeros(self.parties.size.shape, dtype=np.float32)
        return self.waited_h[resource]

    def note_mobilization(self, block: slice, parties: Parties) -> None:
        """Hours from the start to ready at the site are mobilization, but for what closure tasks add."""
        ready, held = parties.ready_h[:, block], parties.held_h[:, block]
        present = parties.size[:, block] > 0
        own_time = np.where(present, ready - held, 0.0)
        if own_time.any():
            self.waits(self.resources["mobilization"])[:, block] = own_time
        if "closure tasks" in self.resources:
            self.waits(self.resources["closure tasks"])[:, block] = np.where(present, held, 0.0)

    def out(self, rows: Rows, ids: Ids, t: Array, exit_index: int) -> None:
        """Parties (rows, k), padded with -1, are out at `t` (rows,)."""
        real = ids >= 0
        if real.all():
            self.out_h[rows[:, None], ids] = t[:, None]
            self.exit[rows[:, None], ids] = exit_index
            return
        row, column = np.nonzero(real)
        self.out_h[rows[row], ids[row, column]] = t[row]
        self.exit[rows[row], ids[row, column]] = exit_index

    def wait(self, rows: Rows, ids: Ids, resource: int, hours: Array) -> None:
        """Parties (rows, k), padded with -1, waited `hours` (broadcast to their shape) because of a resource."""
        real = ids >= 0
        if real.all():
            self.waits(resource)[rows[:, None], ids] += hours
            return
        row, column = np.nonzero(real)
        self.waits(resource)[rows[row], ids[row, column]] += np.broadcast_to(hours, ids.shape)[row, column]

    def queued(self, place: int, rows: Rows, ids: Ids, ready_h: Array, t: Array) -> None:
        """Parties waited at a place from ready to `t`: kept for the queue curve where it is watched."""
        if not self.watched:
            return
        seen = rows < self.watched
        row, column = np.nonzero((ids >= 0) & seen[:, None])
        which, party = rows[row], ids[row, column]
        queue = self.queue_index[self.world.places[place].id]
        self.intervals.append(
            (queue, ready_h[which, party], t[row], self.parties.size[which, party].astype(np.float64))
        )

    def at_desk(self, station: str, rows: Rows, ids: Ids, arrived: Array, start: Array, finish: Array) -> None:
        """One party a row is served at a station."""
        resource = self.resources[f"station {station}"]
        self.waits(resource)[rows, ids] += start - arrived
        self.busy_h[rows, resource] += finish - start
        if self.watched:
            queue = self.queue_index[f"station {station}"]
            seen = rows < self.watched
            people = self.parties.size[rows[seen], ids[seen]].astype(np.float64)
            self.intervals.append((queue, arrived[seen], start[seen], people))
        if self.told and rows[0] == 0:
            self.tell(start[0], "service begins", station, "", "", int(ids[0]), int(self.parties.size[0, ids[0]]))
            self.tell(finish[0], "service ends", station, "", "", int(ids[0]), int(self.parties.size[0, ids[0]]))

    def tell(self, t: float, event: str, resource: str, place: str, route: str, party: int, people: int) -> None:
        """One row of the event table (see `leeway.movement.events`)."""
        group = self.world.groups[self.parties.group[party]].id if party >= 0 else ""
        self.events.append((float(t), event, resource, place, route, group, people))

    def people_of(self, row: int, ids: NDArray[np.int64]) -> dict[str, int]:
        """People by group among some parties of one replication."""
        counts: dict[str, int] = {}
        for party in ids[ids >= 0]:
            group = self.world.groups[self.parties.group[party]].id
            counts[group] = counts.get(group, 0) + int(self.parties.size[row, party])
        return counts

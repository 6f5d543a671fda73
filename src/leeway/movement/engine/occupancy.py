"""Who is at each place, who is on the way to it, and how many more it can take."""

from __future__ import annotations

import math

import numpy as np

from leeway.movement.draws import Array
from leeway.movement.engine.lanes import Lane, Rows
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.people import Parties
from leeway.movement.engine.world import World


class Occupancy:
    """Parties of one chunk and the places they are at. Rooms are in seats, `people_*` in heads.

    `ready_room`, `present_room` (replications, places, lanes): waiting ready; all there and not yet set out.
    `claimed` (replications, places): seats that vehicles on their way or waiting there have spoken for.
    `spoken` (replications, places): room at drops that those vehicles will want, in seats, where people stay for good.
    `transit_room`: under way to a place. `people_present`, `people_coming`: heads there, and under way to it.
    """

    def __init__(self, world: World, parties: Parties, ledger: Ledger) -> None:
        self.world, self.parties, self.ledger = world, parties, ledger
        many, places, lanes = len(parties.size), len(world.places), len(world.lane_rank)
        self.size = parties.size
        room = np.array([g.room for g in world.groups])[parties.group]
        self.room = parties.size * room
        self.lane_of = world.lane_of[parties.group]
        self.ready_h = parties.ready_h.copy()
        self.ready_room = np.zeros((many, places, lanes))
        self.present_room = np.zeros((many, places, lanes))
        self.claimed = np.zeros((many, places))
        self.spoken = np.zeros((many, places))
        self.boarded = np.zeros((many, places, lanes))
        """People taken from each place so far."""
        self.transit_room = np.zeros((many, places))
        self.people_present = np.zeros((many, places))
        self.people_coming = np.zeros((many, places))
        self.outside_h = np.full((many, places), np.inf)
        """Since when the first of those without a vehicle waits outside a place whose queue is full."""
        self.drained_h = np.zeros((many, places))
        self.next_h = np.full((many, places), np.inf)
        self.lanes: dict[tuple[int, int], Lane] = {}
        self.filled: set[tuple[int, int]] = set()
        self.wanted_room = np.full((many, places), np.inf)
        self.look_h = np.full((many, places), np.inf)
        """Behind desks: the least ready room somebody waits for, and when to look whether it is there."""
        self.came, self.went, self.served = np.zeros((3, many, places), dtype=bool)
        self.stirred = np.zeros(many, dtype=bool)
        """Whether people came to a place, left it, or a limited queue there grew shorter, since drivers were last told;
        any of it in a replication."""
        self.behind = [np.flatnonzero(world.upstream[:, place]) for place in range(places)]
        """Places whose people may come to each place."""
        self.capacity = np.array([p.capacity for p in world.places])
        self.for_good = np.array(
            [p.is_haven and math.isfinite(p.capacity) and (p.onward is None or p.onward.rate_per_h <= 0)
             for p in world.places], dtype=bool)  # fmt: skip
        """Places whose room, once taken, is never free again."""
        rooms = np.unique(room[~parties.own])
        self.single = bool(parties.size[:, ~parties.own].max(initial=0) <= 1) and len(rooms) == 1
        """Everybody is alone and takes the same room: loads are then the first so many."""
        self.unit = float(rooms[0]) if len(rooms) else 1.0
        self.lanes_at: list[list[int]] = []
        self.by_rank: list[bool] = []
        """Lanes of each place; whether they are, one after another, already in the order of boarding."""

    def _drain(self, place: int, rows: Rows, t: Array) -> None:
        onward = self.world.places[place].onward
        if onward is None or onward.rate_per_h <= 0:
            return
        since = np.maximum(self.drained_h[rows, place], onward.starts.after(self.world.start))
        gone = onward.rate_per_h * np.maximum(0.0, t - since)
        self.people_present[rows, place] = np.maximum(0.0, self.people_present[rows, place] - gone)
        # A service's people enter a haven ahead of time: what has been drained once is not drained again.
        self.drained_h[rows, place] = np.maximum(self.drained_h[rows, place], t)

    def free_heads(self, place: int, rows: Rows, t: Array) -> Array:
        """People who may still set out for a place at `t`."""
        if math.isinf(self.capacity[place]):
            return np.full(len(rows), np.inf)
        self._drain(place, rows, t)
        return np.asarray(self.capacity[place] - self.people_present[rows, place] - self.people_coming[rows, place])

    def room_frees_h(self, place: int, rows: Rows, t: Array, heads: Array) -> Array:
        """When there will be room for `heads` people: at `t` if there is, else by onward flow alone, `inf` if never."""
        onward = self.world.places[place].onward
        short = np.maximum(heads - self.free_heads(place, rows, t), 0.0)
        if onward is None or onward.rate_per_h <= 0:
            return np.where(short <= 0, t, np.inf)
        possible = short <= self.people_present[rows, place]
        begins = np.maximum(t, onward.starts.after(self.world.start))
        later = np.where(possible, begins + short / onward.rate_per_h + 1e-9, np.inf)
        return np.where(short <= 0, t, later)

    def coming_anywhere(self, rows: Rows) -> Array:
        """`coming` for every place, (rows, places); those who became ready unseen still count as coming."""
        present = self.present_room[rows].sum(axis=2)
        here = present - self.ready_room[rows].sum(axis=2)
        transit = self.transit_room[rows]
        total = here + transit
        for place, behind in enumerate(self.behind):
            if len(behind):
                total[:, place] += (present[:, behind] + transit[:, behind]).sum(axis=1)
        return np.asarray(total)

    def coming(self, place: int, rows: Rows) -> Array:
        """Seats' worth of people who may still become ready at a place."""
        here = self.present_room[rows, place].sum(axis=1) - self.ready_room[rows, place].sum(axis=1)
        elsewhere = self.present_room[rows].sum(axis=2) + self.transit_room[rows]
        return np.asarray(here + self.transit_room[rows, place] + elsewhere[:, self.behind[place]].sum(axis=1))

"""One chunk of replications from start to end: each step advances the next event of every replication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.drive import Drive
from leeway.movement.engine.flows import Arrivals, Services
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.people import draw_parties
from leeway.movement.engine.shared import Shared
from leeway.movement.engine.vehicles import Vehicles
from leeway.movement.engine.walks import Walks
from leeway.movement.engine.world import World


class Chunk:
    """The replications `replications` of a case; `closings` hold one row for each of them.

    `watched`: queue intervals are kept; `told`: events of the first replication are kept. `allow_fast`: places whose
    arrivals are known beforehand are computed in one pass a desk (off only to test that it changes nothing).
    """

    def __init__(self, world: World, seed: int, replications: Sequence[int], closings: Mapping[str, Array], *,
                 watched: bool = False, told: bool = False, allow_fast: bool = True) -> None:  # fmt: skip
        self.world = world
        self.parties = draw_parties(world, seed, replications)
        self.ledger = Ledger(world, self.parties, watched=watched, told=told)
        self.gates = Gates(world, seed, replications, closings)
        self.crowd = Crowd(world, seed, replications, self.parties, self.gates, self.ledger, allow_fast=allow_fast)
        self.cars = Vehicles(world, seed, replications)
        self.shared = Shared(world, seed, replications)
        self.drive = Drive(world, self.crowd, self.gates, self.shared, self.cars, self.ledger)
        self.arrivals = Arrivals(self.crowd)
        self.walks = Walks(world, self.crowd, self.gates, self.ledger, self.arrivals, seed, replications)
        self.services = Services(world, self.crowd, self.gates, self.ledger, self.arrivals, seed, replications)
        self.now = np.zeros(len(replications))
        self.ready_before = self.crowd.ready_room.sum(axis=2)

    def run(self) -> None:
        """Until everybody is out or nothing more can happen before the horizon."""
        active = np.ones(len(self.now), dtype=bool)
        while True:
            t, kind = self._next()
            over = active & (t > self.world.horizon_h)
            if over.any():
                self._force(np.nonzero(over)[0])
                t, kind = self._next()
            active &= (t <= self.world.horizon_h) & self._anybody_left()
            if not active.any():
                return
            self.now = np.where(active, np.maximum(t, self.now), self.now)
            self.crowd.advance(active, self.now)
            self._tell_drivers(active)
            for k, rows in ((k, np.nonzero(active & (kind == k))[0]) for k in range(5)):
                if len(rows):
                    self._handle(k, rows)

    def _anybody_left(self) -> NDArray[np.bool_]:
        return np.asarray(
            (self.crowd.present_room.sum(axis=(1, 2)) > 1e-9) | (self.crowd.transit_room.sum(axis=1) > 1e-9)
        )

    def _next(self) -> tuple[Array, NDArray[np.int64]]:
        """(hour, kind) of the next event of every replication: 0 people come to be ready or arrive, 1 fuel comes,
        2 self-moving people set out, 3 a scheduled departure, 4 a vehicle acts."""
        watchers = ((self.cars.stage == stages.WITHOUT_TASK) | (self.cars.stage == stages.WAITING)).any(axis=1)
        watchers |= (self.cars.stage == stages.AT_DROP).any(axis=1) & bool(self.crowd.chains)
        people = np.where(watchers, self.crowd.next_h.min(axis=1), np.inf)
        fuel = self.shared.delivery_h.min(axis=1) if self.shared.delivery_h.shape[1] else np.full(len(people), np.inf)
        self.tick_h = [self.walks.next_h(p, self.now) for p in self.walks.places]
        ticks = np.minimum.reduce(self.tick_h) if self.tick_h else np.full(len(people), np.inf)
        leaves = self.services.next_h.min(axis=1) if self.services.services else np.full(len(people), np.inf)
        cars = self.cars.next_h.min(axis=1) if self.cars.next_h.shape[1] else np.full(len(people), np.inf)
        times = np.stack([np.minimum(people, self.arrivals.next_h), fuel, ticks, leaves, cars])
        kind = times.argmin(axis=0)
        return times[kind, np.arange(len(people))], kind

    def _tell_drivers(self, active: NDArray[np.bool_]) -> None:
        """People have become ready somewhere: vehicles without a task, or waiting there, look again."""
        ready = self.crowd.ready_room.sum(axis=2)
        more = (ready > self.ready_before + 1e-9) & active[:, None]
        self.ready_before = ready
        rows = np.nonzero(more.any(axis=1))[0]
        if not len(rows) or not self.cars.stage.shape[1]:
            return
        cars, t = self.cars, self.now[rows]
        unclaimed = (more[rows] & (ready[rows] > self.crowd.claimed[rows] + 1e-9)).any(axis=1)
        idle = (cars.stage[rows] == stages.WITHOUT_TASK) & unclaimed[:, None]
        at = cars.at[rows]
        here = np.take_along_axis(more[rows], at, 1)
        waiting = (cars.stage[rows] == stages.WAITING) & (cars.blocked_by[rows] < 0) & here
        outside = (cars.stage[rows] == stages.AT_DROP) & (cars.blocked_by[rows] >= 0) & bool(self.crowd.chains)
        cars.wake(rows, idle | waiting, t)
        if outside.any():
            cars.wake(rows, outside & np.isinf(cars.next_h[rows]), t)

    def _handle(self, kind: int, rows: NDArray[np.int64]) -> None:
        t = self.now[rows]
        if kind == 0:
            due = self.arrivals.next_h[rows] <= t
            if due.any():
                self.arrivals.settle(rows[due], t[due])
                self.drive.room_changed(rows[due], t[due])
            self._queues_moved(rows)
        elif kind == 1:
            self.shared.deliver(rows, t)
            for name in self.world.plan.fuel_stocks:
                self.drive._wake(rows, t, f"fuel {name}")
        elif kind == 2:
            for place, tick in zip(self.walks.places, self.tick_h, strict=True):
                some = tick[rows] <= t
                if some.any():
                    self.walks.tick(place, rows[some], t[some])
            self.drive.room_changed(rows, t)
        elif kind == 3:
            for k in range(len(self.services.services)):
                some = self.services.next_h[rows, k] <= t
                if some.any():
                    self.services.depart(k, rows[some], t[some])
            self.drive.room_changed(rows, t)
        else:
            next_h = self.cars.next_h[rows]
            tied = next_h <= t[:, None]
            v = np.where(tied, self.cars.since_h[rows], np.inf).argmin(axis=1)
            self.drive.act(rows, v, t)

    def _queues_moved(self, rows: NDArray[np.int64]) -> None:
        """Vehicles that wait outside a full place look again."""
        if any(chain.limited for chain in self.crowd.chains.values()):
            outside = (self.cars.stage[rows] == stages.AT_DROP) & (self.cars.blocked_by[rows] >= 0)
            self.cars.wake(rows, outside & np.isinf(self.cars.next_h[rows]), self.now[rows])

    def _force(self, rows: NDArray[np.int64]) -> None:
        """Nothing more would happen: vehicles that still wait for a fuller load leave with whom they have."""
        cars = self.cars
        there = np.take_along_axis(self.crowd.ready_room[rows].sum(axis=2), cars.at[rows], 1) > 1e-9
        stuck = (cars.stage[rows] == stages.WAITING) & (cars.blocked_by[rows] < 0) & there
        row, vehicle = np.nonzero(stuck)
        cars.hold_until_h[rows[row], vehicle] = self.now[rows[row]]
        cars.next_h[rows[row], vehicle] = self.now[rows[row]]

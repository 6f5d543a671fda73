"""One chunk of replications from start to end: each step advances the next event of every replication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.desks import Desks
from leeway.movement.engine.drive import Drive
from leeway.movement.engine.flows import Arrivals, Services
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Rows
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.people import draw_parties
from leeway.movement.engine.shared import Shared
from leeway.movement.engine.timetable import settle_timetables
from leeway.movement.engine.vehicles import Vehicles
from leeway.movement.engine.walks import Walks
from leeway.movement.engine.world import World


class Chunk:
    """The replications `replications` of a case; `closings` hold one row for each of them.

    `watched`: of so many first ones queue intervals are kept; `told`: events of the first. `allow_fast`: places whose
    arrivals are known beforehand are computed in one pass a desk (off only to test that it changes nothing).
    `limits_bind`: off, limited queues are only watched; replications in `overfull` then have to be run with it on.
    """

    def __init__(self, world: World, seed: int, replications: Sequence[int], closings: Mapping[str, Array], *,
                 watched: int = 0, told: bool = False, allow_fast: bool = True,
                 limits_bind: bool = True) -> None:  # fmt: skip
        self.world, self.seed, self.replications = world, seed, replications
        self.parties = draw_parties(world, seed, replications)
        self.ledger = Ledger(world, self.parties, watched=watched, told=told)
        self.gates = Gates(world, seed, replications, closings)
        self.crowd = Crowd(world, seed, replications, self.parties, self.gates, self.ledger, allow_fast=allow_fast,
                           limits_bind=limits_bind)  # fmt: skip
        self.cars = Vehicles(world, seed, replications)
        self.shared = Shared(world, seed, replications)
        self.drive = Drive(world, self.crowd, self.gates, self.shared, self.cars, self.ledger)
        self.arrivals = Arrivals(self.crowd)
        self.arrivals.aboard_h = self.drive.outside_h
        self.walks = Walks(world, self.crowd, self.gates, self.ledger, self.arrivals, seed, replications)
        self.services = Services(world, self.crowd, self.gates, self.ledger, self.arrivals, self.drive.agenda, seed,
                                 replications)  # fmt: skip
        if allow_fast:
            settle_timetables(self.services)
        self.now = np.zeros(len(replications))
        self.limited = [p for p, chain in self.crowd.chains.items() if chain.limited]
        self.queue_codes = [self.ledger.resources[f"queue {s.id}"] for p in self.limited for s in world.stations[p]
                            if f"queue {s.id}" in self.ledger.resources]  # fmt: skip
        self.lands_first = bool(self.cars.next_h.shape[1] and (self.services.services or self.walks.places))
        """Who comes in a vehicle is there for whoever leaves without one in the same instant."""
        self.tick_h: list[Array] = []
        self.origin = [int(world.route_from[world.route_index[s.route]]) for s in self.services.services]

    def overfull(self) -> NDArray[np.bool_]:
        """Replications in which a queue passed its limit, which was only watched."""
        over = np.zeros(len(self.now), dtype=bool)
        for chain in self.crowd.chains.values():
            if isinstance(chain, Desks):
                over |= chain.watch.overfull()
        return over

    def close(self) -> None:
        """Drop the desks, which point back at the crowd: without that circle the memory is free as soon as it is done
        with, not when the collector happens to come by."""
        self.crowd.chains.clear()

    def run(self) -> None:
        """Until everybody is out or nothing more can happen before the horizon."""
        rows = np.arange(len(self.now))
        while len(rows):
            t, kind = self._next(rows)
            over = t > self.world.horizon_h
            if over.any():
                self._force(rows[over])
                t, kind = self._next(rows)
            on = (t <= self.world.horizon_h) & self._anybody_left(rows)
            if not on.all():
                ended = rows[~on]
                self.crowd.bring_all(np.arange(len(self.world.places)), ended, self.now[ended])
                rows, t, kind = rows[on], t[on], kind[on]
                self.tick_h = [tick[on] for tick in self.tick_h]
            t = np.maximum(t, self.now[rows])
            self.now[rows] = t
            for k in range(6):
                some = kind == k
                if some.any():
                    self._handle(k, rows[some], t[some], some)
            stirred = rows[self.crowd.stirred[rows]]
            if len(stirred):
                self.drive.tell(stirred, self.now[stirred])

    def _anybody_left(self, rows: Rows) -> NDArray[np.bool_]:
        crowd = self.crowd
        return np.asarray(
            (crowd.present_room[rows].sum(axis=(1, 2)) > 1e-9) | (crowd.transit_room[rows].sum(axis=1) > 1e-9)
        )

    def _next(self, rows: Rows) -> tuple[Array, NDArray[np.int64]]:
        """(hour, kind) of the next event of every replication: 0 people behind desks are ready or people arrive, 1 fuel
        comes, 2 a vehicle lands or is empty, 3 self-moving people set out, 4 scheduled departures, 5 others act."""
        times = np.full((6, len(rows)), np.inf)
        times[0] = self.arrivals.next_h[rows]
        if self.shared.delivery_h.shape[1]:
            times[1] = self.shared.delivery_h[rows].min(axis=1)
        self.tick_h = [self.walks.next_h(p, rows, self.now[rows]) for p in self.walks.places]
        if self.tick_h:
            times[3] = np.minimum.reduce(self.tick_h)
        if self.services.services:
            times[4] = self.services.next_h[rows].min(axis=1)
        if self.cars.next_h.shape[1]:
            times[5] = self.cars.next_h[rows].min(axis=1)
        if self.lands_first:
            landing = np.where(self._landing(rows), self.cars.next_h[rows], np.inf).min(axis=1)
            times[2] = np.where(landing <= times[3:].min(axis=0) + 1e-9, landing, np.inf)
            times[3:, np.isfinite(times[2])] = np.inf
        if self.crowd.chains and self.cars.next_h.shape[1]:
            times[0] = np.minimum(times[0], self._desks_until(rows, times.min(axis=0)))
        kind = times.argmin(axis=0)
        return times[kind, np.arange(len(rows))], kind

    def _landing(self, rows: Rows) -> NDArray[np.bool_]:
        stage = self.cars.stage[rows]
        return np.asarray((stage == stages.AT_DROP) | (stage == stages.UNLOADED))

    def _desks_until(self, rows: Rows, until: Array) -> Array:
        """Desks somebody waits for go on up to the next event, or until enough are ready: that hour, `inf` if not."""
        crowd, found = self.crowd, np.full(len(rows), np.inf)
        until = np.minimum(until, self.world.horizon_h)
        places = np.array(sorted(crowd.chains))
        outside = np.zeros(len(rows), dtype=bool)
        if self.limited:
            outside = np.asarray(np.isin(self.cars.blocked_by[rows], self.queue_codes).any(axis=1))
            for place in self.limited:
                crowd.look_h[rows[outside], place] = crowd.next_h[rows[outside], place]
        while True:
            look = crowd.look_h[rows[:, None], places]
            which = look.argmin(axis=1)
            h = look[np.arange(len(rows)), which]
            due = (h < until) & np.isinf(found)
            if not due.any():
                return found
            for c in np.unique(which[due]):
                some = np.nonzero(due & (which == c))[0]
                self._look(int(places[c]), rows[some], h[some], outside[some], found, some)

    def _look(self, place: int, rows: Rows, h: Array, outside: NDArray[np.bool_], found: Array, at: Rows) -> None:
        crowd, cars = self.crowd, self.cars
        chain = crowd.chains[place]
        crowd.bring(place, rows, h)
        enough = crowd.ready_room[rows, place].sum(axis=1) >= crowd.wanted_room[rows, place] - 1e-9
        if enough.any():
            some = rows[enough]
            crowd.wanted_room[some, place] = np.inf
            there = (cars.stage[some] == stages.WAITING) & (cars.blocked_by[some] < 0) & (cars.at[some] == place)
            cars.wake(some, there, h[enough])
            found[at[enough]] = h[enough]
        watched = np.isfinite(crowd.wanted_room[rows, place])
        if chain.limited:
            moved = outside & crowd.served[rows, place]
            found[at[moved]] = h[moved]
            watched |= outside
        again = crowd.reach_h(place, rows, crowd.wanted_room[rows, place])
        crowd.look_h[rows, place] = np.where(watched, again, np.inf)
        still = watched & outside
        crowd.look_h[rows[still], place] = crowd.next_h[rows[still], place]

    def _handle(self, kind: int, rows: Rows, t: Array, which: NDArray[np.bool_]) -> None:
        if kind == 0:
            due = self.arrivals.next_h[rows] <= t
            if due.any():
                self.arrivals.settle(rows[due], t[due])
        elif kind == 1:
            self.shared.deliver(rows, t)
            for name in self.world.plan.fuel_stocks:
                self.drive._wake(rows, t, f"fuel {name}")
        elif kind == 2:
            cars = self.cars
            tied = self._landing(rows) & (cars.next_h[rows] <= t[:, None])
            self.drive.act(rows, np.where(tied, cars.since_h[rows], np.inf).argmin(axis=1), t)
        elif kind == 3:
            for place, tick in zip(self.walks.places, self.tick_h, strict=True):
                some = tick[which] <= t
                if some.any():
                    self.crowd.bring(place, rows[some], t[some])
                    self.walks.tick(place, rows[some], t[some])
        elif kind == 4:
            for k, place in enumerate(self.origin):
                some = self.services.next_h[rows, k] <= t
                if some.any():
                    self.crowd.bring(place, rows[some], t[some])
                    self.services.depart(k, rows[some], t[some])
        else:
            next_h = self.cars.next_h[rows]
            tied = next_h <= t[:, None]
            v = np.where(tied, self.cars.since_h[rows], np.inf).argmin(axis=1)
            self.drive.act(rows, v, t)

    def _force(self, rows: Rows) -> None:
        """Nothing more would happen: vehicles that still wait for a fuller load leave with whom they have."""
        cars, crowd = self.cars, self.crowd
        crowd.bring_all(np.arange(len(self.world.places)), rows, np.full(len(rows), self.world.horizon_h))
        there = np.take_along_axis(crowd.ready_room[rows].sum(axis=2), cars.at[rows], 1) > 1e-9
        stuck = (cars.stage[rows] == stages.WAITING) & (cars.blocked_by[rows] < 0) & there
        held = rows[self.drive.reserve.give_free(rows)]
        cars.wake(held, cars.stage[held] == stages.WITHOUT_TASK, self.now[held])
        row, vehicle = np.nonzero(stuck)
        which, place = rows[row], cars.at[rows[row], vehicle]
        hour = np.maximum(self.now[which], crowd.last_ready_h(which, place))
        cars.hold_until_h[which, vehicle] = hour
        cars.next_h[which, vehicle] = hour

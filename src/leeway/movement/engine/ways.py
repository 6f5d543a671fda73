"""What every stage of a trip needs: entering routes, landing and leaving, berths, and waking those who wait."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.agenda import Agenda
from leeway.movement.engine.choose import Chooser
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.gates import TOLERANCE_H, Gates
from leeway.movement.engine.lanes import Ids, Rows, distinct
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.reserve import Reserve
from leeway.movement.engine.shared import Shared
from leeway.movement.engine.vehicles import Vehicles
from leeway.movement.engine.world import World


class Ways:
    """The vehicles of one chunk and what holds them up on their ways."""

    def __init__(self, world: World, crowd: Crowd, gates: Gates, shared: Shared, cars: Vehicles,
                 ledger: Ledger) -> None:  # fmt: skip
        self.world, self.crowd, self.gates, self.shared = world, crowd, gates, shared
        self.cars, self.ledger = cars, ledger
        self.choosers = [Chooser(world, k, len(cars.stage)) for k in range(len(world.fleets))]
        self.reserve = Reserve(world, crowd)
        self.code = world.names.index
        self.room_of = np.array([world.fleets[k].room for k in world.fleet_of], dtype=np.float64)
        self.room_codes = [
            (k, self.code[f"room {p.id}"]) for k, p in enumerate(world.places) if f"room {p.id}" in self.code
        ]
        self.bounded = np.isfinite(crowd.capacity)
        shape = len(world.places), len(world.vehicle_names)
        self.picks_at, self.drops_at = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        """`[place, v]`: vehicle v may load, or unload, there."""
        for v, f in enumerate(world.fleet_of):
            self.picks_at[self.choosers[f].pickup, v] = self.drops_at[self.choosers[f].drop, v] = True
        self.agenda = Agenda(world, self.choosers, cars, crowd.parties)
        self.follows = world.orders is not None
        self.trips_h: Array | None = None
        self.tables: tuple[Array, Ids, Array]

    def _enter_h(self, route: int, rows: Rows, t: Array, backwards: bool) -> Array:
        """First hour at or after `t` when an empty vehicle may enter a route."""
        gate = (self.gates.back if backwards else self.gates.leave)[route]
        open_h = gate.next_open(rows, t)
        limiter = self.gates.route_rate.get(route)
        if limiter is not None:
            open_h = gate.next_open(rows, limiter.next_free(rows, open_h))
        return open_h

    def _entered(self, route: int, rows: Rows, t: Array) -> None:
        if route in self.gates.route_rate:
            fine = np.isfinite(t)
            self.gates.route_rate[route].enter(rows[fine], t[fine])

    def _slot_h(self, at: Ids, mode: str, rows: Rows, v: Ids, t: Array) -> Array:
        """When vehicles may leave the places they stand at, as far as slots go; parking time included."""
        result = t.copy()
        for place in distinct(at):
            slots = self.world.places[place].slots
            if slots is None or (slots.modes and mode not in slots.modes):
                continue
            some = at == place
            parked = np.where(
                self.cars.on_ground[rows[some], v[some]] == place,
                np.maximum(t[some], self.cars.landed_h[rows[some], v[some]] + slots.parking_h),
                t[some],
            )
            result[some] = self.gates.next_movement(int(place), mode, self.world, rows[some], parked)
        return result

    def _lift_off(self, rows: Rows, v: Ids, at: Ids, mode: str, t: Array) -> None:
        """Leave places: a movement, and room on the ground for the next."""
        for place in distinct(at):
            some = at == place
            self.gates.note_movement(int(place), mode, self.world, rows[some], t[some])
            landed = some & (self.cars.on_ground[rows, v] == place)
            self.shared.on_ground[rows[landed], place] -= 1
            self.cars.on_ground[rows[landed], v[landed]] = -1
            self._wake(rows[landed], t[landed], f"slots {self.world.places[place].id}")

    def _touch_down(self, place: int, mode: str, rows: Rows, v: Ids, t: Array) -> NDArray[np.bool_]:
        """Vehicles that may come in now (hours, slots, room on the ground); the others wait."""
        world, cars = self.world, self.cars
        go = np.ones(len(rows), dtype=bool)
        open_h = self.gates.enter[place].next_open(rows, t)
        late = open_h > t + TOLERANCE_H
        cars.block(rows[late], v[late], open_h[late], self.code["hours and closings"], t[late])
        go &= ~late
        slots = world.places[place].slots
        if slots is None or (slots.modes and mode not in slots.modes):
            return go
        code = self.code[f"slots {world.places[place].id}"]
        already = cars.on_ground[rows, v] == place
        free_h = self.gates.next_movement(place, mode, world, rows, t)
        free_h = np.where(self.shared.on_ground[rows, place] < slots.maximum_on_ground, free_h, np.inf)
        held = go & ~already & (free_h > t + TOLERANCE_H)
        cars.block(rows[held], v[held], free_h[held], code, t[held])
        go &= ~held
        lands = go & ~already
        self.gates.note_movement(place, mode, world, rows[lands], t[lands])
        self.shared.on_ground[rows[lands], place] += 1
        cars.on_ground[rows[lands], v[lands]] = place
        cars.landed_h[rows[lands], v[lands]] = t[lands]
        return go

    def _give_up(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        """Release what was spoken for and look for other work."""
        if not len(rows):
            return
        pickup = self._release(f, rows, v)
        self.cars.blocked_by[rows, v] = -1
        self.cars.stage[rows, v] = stages.FREE
        self.cars.next_h[rows, v] = t
        self.crowd.came[rows, pickup] = self.crowd.stirred[rows] = True

    def _release(self, f: int, rows: Rows, v: Ids) -> Ids:
        """What vehicles had spoken for, at their pick-ups (returned) and where they were to go, is free to others."""
        option, claim = self.cars.option[rows, v], self.cars.claim[rows, v]
        pickup = self.choosers[f].pickup[option]
        self.crowd.claimed[rows, pickup] -= claim
        self.crowd.spoken[rows, self.choosers[f].drop[option]] -= claim
        self.cars.claim[rows, v] = 0.0
        return pickup

    def _free_berth(self, rows: Rows, v: Ids, place: int, t: Array) -> None:
        berth = self.cars.berth[rows, v]
        held = berth >= 0
        if held.any():
            self.shared.berths_used[rows[held], berth[held]] -= 1
            self._wake(rows[held], t[held], f"berths {self.world.places[place].id}")
        self.cars.berth[rows, v] = -1

    def _wake(self, rows: Rows, t: Array, resource: str) -> None:
        if len(rows):
            self.cars.wake(rows, self.cars.blocked_by[rows] == self.code[resource], t)

    def _tell(self, rows: Rows, v: Ids, t: Array, event: str, place: str, only: NDArray[np.bool_] | None) -> None:
        """Rows of the event table, for the first replication of a told chunk."""
        if not self.ledger.told or not len(rows) or rows[0] != 0 or (only is not None and not only[0]):
            return
        vehicle = int(v[0])
        chooser = self.choosers[self.world.fleet_of[vehicle]]
        route = self.world.routes[chooser.route[self.cars.option[0, vehicle]]].id
        name = self.world.vehicle_names[vehicle]
        people = self.ledger.people_of(0, self.cars.load[0, vehicle].astype(np.int64))
        for group, many in people.items() or (("", 0),):
            self.ledger.events.append((float(t[0]), event, name, place, route, group, many))

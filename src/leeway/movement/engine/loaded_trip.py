"""A loaded vehicle departs, arrives and unloads."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.agenda import ARRIVE, DEPART, UNLOADED
from leeway.movement.engine.gates import TOLERANCE_H
from leeway.movement.engine.lanes import Ids, Rows, distinct
from leeway.movement.engine.loading import Loading


class LoadedTrip(Loading):
    """From a load to free again."""

    def _depart(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        option = self.cars.option[rows, v]
        for k in distinct(option):
            some = option == k
            self._depart_option(f, int(k), rows[some], v[some], t[some])

    def _depart_option(self, f: int, k: int, rows: Rows, v: Ids, t: Array) -> None:
        world, cars, chooser = self.world, self.cars, self.choosers[f]
        fleet, place, number = world.fleets[f], int(chooser.pickup[k]), int(chooser.route[k])
        route = world.routes[number]
        if self.follows:
            trip = cars.number[rows, v]
            hold = self.agenda.hold_h(DEPART, place, rows, v, trip)
            early = t < hold - TOLERANCE_H
            self.agenda.wait(DEPART, place, rows[early], v[early], hold[early])
            rows, v, t = rows[~early], v[~early], t[~early]
        go = np.ones(len(rows), dtype=bool)
        open_h = self.gates.leave[number].next_open(rows, t)
        shut = np.isinf(open_h)
        self._turn_back(f, k, rows[shut], v[shut], t[shut])
        late = ~shut & (open_h > t + TOLERANCE_H)
        cars.block(rows[late], v[late], open_h[late], self.code["hours and closings"], t[late])
        go &= ~shut & ~late
        for name, free_h in self._departure_limits(f, k, rows, v, t):
            held = go & (free_h > t + TOLERANCE_H)
            if held.any():
                cars.block(rows[held], v[held], free_h[held], self.code[name], t[held])
                go &= ~held
        rows, v, t = rows[go], v[go], t[go]
        if not len(rows):
            return
        self._waited(rows, v, t)
        if self.follows:
            trip, people = cars.number[rows, v], self.crowd.heads(rows, cars.aboard(rows, v))
            self.crowd.people_coming[rows, int(chooser.drop[k])] += np.where(trip >= 0, people, 0)
        self._lift_off(rows, v, np.full(len(rows), place), fleet.mode, t)
        self._entered(number, rows, t)
        self._free_berth(rows, v, place, t)
        if route.escorts and route.escort_pool is not None:
            self.shared.escorts_used[rows, self.shared.pool_index[route.escort_pool]] += route.escorts
            self.ledger.busy_h[rows, self.code[f"escorts {route.escort_pool}"]] -= route.escorts * t
        if route.cycle_h is not None:
            under_way = cars.draw(route.cycle_h, rows, v, "loaded") / 2
        elif route.time_h is not None:
            under_way = cars.draw(route.time_h, rows, v, "loaded")
        else:
            under_way = np.full(len(rows), chooser.loaded_h[k])
        if self.follows:
            self.agenda.note(DEPART, place, rows, v, cars.number[rows, v], t, t + under_way)
        cars.stage[rows, v] = stages.AT_DROP
        cars.next_h[rows, v] = t + under_way
        self._tell(rows, v, t, "departs", world.places[place].id, None)

    def _departure_limits(self, f: int, k: int, rows: Rows, v: Ids, t: Array) -> list[tuple[str, Array]]:
        """What else may hold a loaded vehicle: (resource, first hour at which it no longer does)."""
        world, chooser = self.world, self.choosers[f]
        place, number = int(chooser.pickup[k]), int(chooser.route[k])
        route, limits = world.routes[number], []
        if number in self.gates.route_rate:
            limits.append((f"route {route.id}", self.gates.route_rate[number].next_free(rows, t)))
        if world.places[place].slots is not None:
            free_h = self._slot_h(np.full(len(rows), place), world.fleets[f].mode, rows, v, t)
            limits.append((f"slots {world.places[place].id}", free_h))
        if route.escorts and route.escort_pool is not None:
            pool = self.shared.pool_index[route.escort_pool]
            limits.append((f"escorts {route.escort_pool}", self.shared.escorts_free_h(pool, route.escorts, rows, t)))
        drop = int(chooser.drop[k])
        if self.follows and not math.isinf(self.crowd.capacity[drop]):
            people = self.crowd.heads(rows, self.cars.aboard(rows, v)).astype(np.float64)
            people = np.where(self.cars.number[rows, v] >= 0, np.minimum(people, self.crowd.capacity[drop]), 0.0)
            limits.append((f"room {world.places[drop].id}", self.crowd.room_frees_h(drop, rows, t, people)))
        return limits

    def _turn_back(self, f: int, k: int, rows: Rows, v: Ids, t: Array) -> None:
        """The way has closed: people get off and wait again, the vehicle looks for other work."""
        if not len(rows):
            return
        chooser = self.choosers[f]
        place, drop = int(chooser.pickup[k]), int(chooser.drop[k])
        if self.follows:  # those of the plan had not yet taken room there
            people = self.crowd.heads(rows, self.cars.aboard(rows, v))
            self.crowd.people_coming[rows, drop] += np.where(self.cars.number[rows, v] >= 0, people, 0)
        self.crowd.turn_back(place, drop, rows, self.cars.aboard(rows, v), t)
        self.cars.load[rows, v] = -1
        self._free_berth(rows, v, place, t)
        chooser.dead[rows, k] = True
        self._give_up(f, rows, v, t)

    def _at_drop(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        drop = self.choosers[f].drop[self.cars.option[rows, v]]
        for place in distinct(drop):
            some = drop == place
            self._at_drop_place(f, place, rows[some], v[some], t[some])

    def _at_drop_place(self, f: int, drop: int, rows: Rows, v: Ids, t: Array) -> None:
        world, cars, chooser, crowd = self.world, self.cars, self.choosers[f], self.crowd
        fleet = world.fleets[f]
        if self.follows:
            hold = self.agenda.hold_h(ARRIVE, drop, rows, v, cars.number[rows, v])
            early = t < hold - TOLERANCE_H
            self.agenda.wait(ARRIVE, drop, rows[early], v[early], hold[early])
            rows, v, t = rows[~early], v[~early], t[~early]
            if not len(rows):
                return
        go = self._touch_down(drop, fleet.mode, rows, v, t)
        rows, v, t = rows[go], v[go], t[go]
        if not len(rows):
            return
        berth = self.shared.free_berth(drop, fleet.id, rows)
        if all(math.isinf(s.queue_limit) for s in world.stations.get(drop, ())):  # what takes no time takes no berth
            berth[chooser.is_cycle[cars.option[rows, v]] | (not chooser.unloads)] = -2
        full = berth == -1
        if full.any():
            cars.block(rows[full], v[full], np.inf, self.code[f"berths {world.places[drop].id}"], t[full])
            rows, v, t, berth = rows[~full], v[~full], t[~full], berth[~full]
        if not len(rows):
            return
        self._waited(rows, v, t)
        people = crowd.heads(rows, cars.aboard(rows, v))
        taken = berth >= 0
        self.shared.berths_used[rows[taken], berth[taken]] += 1
        cars.berth[rows, v] = berth
        unloading = cars.draw(fleet.unload_h, rows, v, "unload") + fleet.unload_per_person_h * people
        unloading[chooser.is_cycle[cars.option[rows, v]]] = 0.0
        cars.at[rows, v] = drop
        if self.follows:
            self.agenda.note(ARRIVE, drop, rows, v, cars.number[rows, v], t, t + unloading)
        cars.stage[rows, v] = stages.UNLOADED
        cars.next_h[rows, v] = t + unloading
        self._tell(rows, v, t, "arrives", world.places[drop].id, None)

    def _waited(self, rows: Rows, v: Ids, t: Array) -> None:
        """Loaded vehicles go on: what those aboard waited for."""
        cause, hours = self.cars.unblock(rows, v, t)
        for c in distinct(cause[hours > 0]):
            mine = (cause == c) & (hours > 0)
            self.ledger.wait(rows[mine], self.cars.aboard(rows[mine], v[mine]), int(c), hours[mine][:, None])

    def _let_in(self, place: int, rows: Rows, v: Ids, t: Array) -> NDArray[np.bool_]:
        """Vehicles whose people may get off now. Where a queue is full they stay aboard, behind those who wait outside
        already; with a schedule, behind those it has before them if these are on time."""
        cars, crowd, chain = self.cars, self.crowd, self.crowd.chains.get(place)
        go = np.ones(len(rows), dtype=bool)
        if chain is None or not chain.limited:
            return go
        if self.follows:
            hold = self.agenda.turn_h(UNLOADED, place, rows, v, cars.number[rows, v])
            go = t >= hold - TOLERANCE_H
            self.agenda.wait(UNLOADED, place, rows[~go], v[~go], hold[~go])
        crowd.bring(place, rows, t)
        code = self._queue_code(place)
        blocked = cars.blocked_by[rows, v] == code
        since = np.where(blocked, cars.since_h[rows, v], t)
        least = np.minimum(self.outside_h(place, rows), crowd.outside_h[rows, place])
        first = np.where(blocked, since <= least, np.isinf(least))
        wait = go & ~(first & chain.admits(rows, cars.aboard(rows, v)))
        cars.block(rows[wait], v[wait], np.inf, code, t[wait])
        return np.asarray(go & ~wait)

    def outside_h(self, place: int, rows: Rows) -> Array:
        """Since when the first of those in vehicles waits for a place's queue to have room, `inf` if nobody does."""
        cars = self.cars
        outside = (cars.blocked_by[rows] == self._queue_code(place)) & (cars.at[rows] == place)
        return np.asarray(np.where(outside, cars.since_h[rows], np.inf).min(axis=1, initial=np.inf))

    def _queue_code(self, place: int) -> int:
        limited = next(s for s in self.world.stations[place] if not math.isinf(s.queue_limit))
        return self.code[f"queue {limited.id}"]

    def _unloaded(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        world, cars, chooser = self.world, self.cars, self.choosers[f]
        fleet, option = world.fleets[f], cars.option[rows, v]
        drop = chooser.drop[option]
        go = np.ones(len(rows), dtype=bool)
        for place in distinct(drop):
            some = drop == place
            go[some] = self._let_in(place, rows[some], v[some], t[some])
        rows, v, t, option, drop = rows[go], v[go], t[go], option[go], drop[go]
        if not len(rows):
            return
        self._waited(rows, v, t)
        for place in distinct(drop):
            some = drop == place
            self._enter_place(place, chooser.route[option[some]], rows[some], v[some], t[some])
        for k in distinct(option):
            route = world.routes[chooser.route[k]]
            if route.escorts and route.escort_pool is not None:
                r, h = rows[option == k], t[option == k]
                self.shared.escorts_used[r, self.shared.pool_index[route.escort_pool]] -= route.escorts
                self.ledger.busy_h[r, self.code[f"escorts {route.escort_pool}"]] += route.escorts * h
                self._wake(r, h, f"escorts {route.escort_pool}")
        self.ledger.busy_h[rows, self.code[f"fleet {fleet.id}"]] += t - cars.began_h[rows, v]
        free_h = t.copy()
        if fleet.breakdown > 0:
            broken = cars.uniform(rows, v, "breakdown") < fleet.breakdown
            free_h += np.where(broken, cars.draw(fleet.repair_h, rows, v, "repair"), 0.0)
        if fleet.refuel_every:
            due = (cars.trip[rows, v] + 1) % fleet.refuel_every == 0
            free_h += np.where(due, cars.draw(fleet.refuel_h, rows, v, "refuel"), 0.0)
        if self.follows:
            for place in distinct(drop):
                some = drop == place
                self.agenda.note(
                    UNLOADED, place, rows[some], v[some], cars.number[rows[some], v[some]], t[some], t[some]
                )
        cars.ended_h[rows, v] = t
        cars.trip[rows, v] += 1
        cars.stage[rows, v] = stages.FREE
        cars.next_h[rows, v] = free_h

    def _enter_place(self, place: int, route: Ids, rows: Rows, v: Ids, t: Array) -> None:
        """Those aboard get off at a place and are there; the berth is free again."""
        cars, crowd = self.cars, self.crowd
        self._tell(rows, v, t, "unloaded", self.world.places[place].id, None)
        ids = cars.aboard(rows, v)
        if self.world.is_haven[place]:
            for r in distinct(route):
                crowd.enter(place, r, rows[route == r], ids[route == r], t[route == r])
        else:
            crowd.enter(place, int(route[0]), rows, ids, t)
        cars.load[rows, v] = -1
        self._free_berth(rows, v, place, t)

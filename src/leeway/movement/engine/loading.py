"""A vehicle at its pick-up waits for people and boards them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.agenda import LOAD
from leeway.movement.engine.empty_trip import EmptyTrip
from leeway.movement.engine.gates import TOLERANCE_H
from leeway.movement.engine.lanes import Ids, Rows, distinct


class Loading(EmptyTrip):
    """From the pick-up to a load."""

    def _at_pickup(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        chooser, fleet = self.choosers[f], self.world.fleets[f]
        pickup = chooser.pickup[self.cars.option[rows, v]]
        for place in distinct(pickup):
            some = pickup == place
            go = self._touch_down(int(place), fleet.mode, rows[some], v[some], t[some])
            r, w, h = rows[some][go], v[some][go], t[some][go]
            self.cars.at[r, w] = place
            self.cars.unblock(r, w, h)
            self.cars.stage[r, w] = stages.WAITING
            self.cars.hold_until_h[r, w] = h + fleet.hold_h
            self._tell(r, w, h, "at the pick-up", self.world.places[place].id, None)
            self._load(f, r, w, h)

    def _load(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        """Wait for a full load, for the hold to end or for nobody else to come; then board."""
        option = self.cars.option[rows, v]
        for k in distinct(option):
            some = option == k
            self._load_option(f, int(k), rows[some], v[some], t[some])

    def _load_option(self, f: int, k: int, rows: Rows, v: Ids, t: Array) -> None:
        world, cars, crowd, chooser = self.world, self.cars, self.crowd, self.choosers[f]
        fleet, place, drop, route = world.fleets[f], int(chooser.pickup[k]), int(chooser.drop[k]), int(chooser.route[k])
        number = self.cars.number[rows, v]
        if self.follows:
            hold = self.agenda.hold_h(LOAD, place, rows, v, number)
            early = t < hold - TOLERANCE_H
            self.agenda.wait(LOAD, place, rows[early], v[early], hold[early])
            rows, v, t, number = rows[~early], v[~early], t[~early], number[~early]
            if not len(rows):
                return
        crowd.bring(place, rows, t)
        quota = self._quota(place, rows, v, number)
        ready = crowd.ready_room[rows, place].sum(axis=1)
        nobody = crowd.coming(place, rows) <= TOLERANCE_H
        if quota is None:
            full = ready >= fleet.room - TOLERANCE_H
            late = np.zeros(len(rows), dtype=bool)
        else:  # the planned people of each group are there; a late vehicle goes as soon as it is full whoever is there
            here = crowd.ready_room[rows, place]
            full = np.all((here >= quota * self.agenda.seats - TOLERANCE_H) | (quota <= 0), axis=1) & (number >= 0)
            late = t > self.agenda.hours[v, np.maximum(number, 0), LOAD] + TOLERANCE_H
            full |= (late | (number < 0)) & (ready >= fleet.room - TOLERANCE_H)
        held = t >= cars.hold_until_h[rows, v] - TOLERANCE_H
        go = (ready > TOLERANCE_H) & (full | held | nobody)
        gone = (ready <= TOLERANCE_H) & nobody
        self._skip_order(rows[gone], v[gone])
        self._give_up(f, rows[gone], v[gone], t[gone])
        stay = ~go & ~gone
        if stay.any():
            self._keep_waiting(place, fleet.room, rows[stay], v[stay], held[stay], ready[stay],
                               None if quota is None else quota[stay] * self.agenda.seats)  # fmt: skip
        if not go.any():
            return
        most = None
        if quota is not None:
            due = self.agenda.overdue(place, t[go], crowd.boarded[rows[go], place], self.agenda.people_of[rows[go]])
            most = np.maximum(quota[go], due)
            most[(number[go] < 0) | ((late | held) & ~full)[go] | (late & (ready >= fleet.room))[go]] = np.inf
        rows, v, t, ready, number = rows[go], v[go], t[go], ready[go], number[go]
        quota = None if quota is None else quota[go]
        open_h = self.gates.leave[route].next_open(rows, t)
        shut = np.isinf(open_h)
        chooser.dead[rows[shut], k] = True
        self._give_up(f, rows[shut], v[shut], t[shut])
        heads = None
        wait = shut
        if not math.isinf(crowd.capacity[drop]):
            heads = np.minimum(crowd.free_heads(drop, rows, t), self.reserve.room(place, drop, rows, t))
            heads = np.where(number >= 0, np.inf, heads)  # the plan reserves at departure
            wanted = np.minimum(np.minimum(ready, fleet.room), crowd.capacity[drop])
            tight = ~shut & (heads < wanted - TOLERANCE_H)
            frees = crowd.room_frees_h(drop, rows, t, wanted)
            tight &= (np.isfinite(frees) & (not crowd.for_good[drop])) | (heads < 1 - TOLERANCE_H)
            if crowd.for_good[drop]:  # room that never comes is not waited for: there may be some elsewhere
                self._give_up(f, rows[tight], v[tight], t[tight])
            else:
                cars.block(rows[tight], v[tight], frees[tight], self.code[f"room {world.places[drop].id}"], t[tight])
            wait = wait | tight
        berth = self.shared.free_berth(place, fleet.id, rows)
        if chooser.is_cycle[k] or not chooser.loads:  # what takes no time takes no berth
            berth[:] = -2
        full_berths = ~wait & (berth == -1)
        if full_berths.any():
            code = self.code[f"berths {world.places[place].id}"]
            cars.block(rows[full_berths], v[full_berths], np.inf, code, t[full_berths])
        keep = ~wait & ~full_berths
        if keep.any():
            self._board(f, k, rows[keep], v[keep], t[keep], berth[keep], None if heads is None else heads[keep],
                        None if quota is None or most is None else (quota[keep], most[keep]))  # fmt: skip

    def _keep_waiting(self, place: int, room: float, rows: Rows, v: Ids, held: NDArray[np.bool_], ready: Array,
                      quota: Array | None) -> None:  # fmt: skip
        """Look again when enough are ready to leave with, when all now at the place are, or when the hold ends."""
        cars, crowd = self.cars, self.crowd
        wanted = np.full(len(rows), float(room))
        if quota is not None:
            short = np.maximum(quota - crowd.ready_room[rows, place], 0.0).sum(axis=1)
            wanted = np.where(short > TOLERANCE_H, np.minimum(wanted, ready + short), wanted)
        wanted = np.where(held, ready + 2 * TOLERANCE_H, wanted)
        cars.wanted_room[rows, v] = wanted
        wanted = np.minimum(wanted, crowd.present_room[rows, place].sum(axis=1))
        hour = crowd.reach_h(place, rows, wanted)
        if place in crowd.chains:
            known = np.isfinite(hour)
            crowd.wanted_room[rows[known], place] = np.minimum(crowd.wanted_room[rows[known], place], wanted[known])
            crowd.look_h[rows[known], place] = np.minimum(crowd.look_h[rows[known], place], hour[known])
            hour = np.full(len(rows), np.inf)
        cars.next_h[rows, v] = np.minimum(hour, np.where(held, np.inf, cars.hold_until_h[rows, v]))

    def _quota(self, place: int, rows: Rows, v: Ids, number: Ids) -> Array | None:
        """People of each lane planned for trips that have not yet gone from the place, (rows, lanes)."""
        if not self.follows:
            return None
        still = self.agenda.people_of[rows] - self.crowd.boarded[rows, place]
        return np.where((number >= 0)[:, None], np.minimum(self.agenda.quota[v, np.maximum(number, 0)], still), 0.0)

    def _skip_order(self, rows: Rows, v: Ids) -> None:
        self.cars.order[rows, v] += self.cars.number[rows, v] >= 0

    def _board(self, f: int, k: int, rows: Rows, v: Ids, t: Array, berth: Ids, heads: Array | None,
               planned: tuple[Array, Array] | None) -> None:  # fmt: skip
        world, cars, crowd, chooser = self.world, self.cars, self.crowd, self.choosers[f]
        fleet, place, drop = world.fleets[f], int(chooser.pickup[k]), int(chooser.drop[k])
        quota, most = (None, None) if planned is None else planned
        ids = crowd.board(place, rows, np.full(len(rows), float(fleet.room)), t, heads, quota, most)
        some = np.asarray((ids >= 0).any(axis=1))
        if heads is not None:  # the next party is larger than the room left at the drop: wait for more
            wait = np.asarray(~some & (heads < fleet.room) & (heads < crowd.capacity[drop]))
            if crowd.for_good[drop]:
                chooser.dead[rows[wait], k] = True
                self._give_up(f, rows[wait], v[wait], t[wait])
            else:
                frees = crowd.room_frees_h(drop, rows, t, np.floor(heads + TOLERANCE_H) + 1)
                cars.block(rows[wait], v[wait], frees[wait], self.code[f"room {world.places[drop].id}"], t[wait])
            rows, v, t, berth, ids, some = rows[~wait], v[~wait], t[~wait], berth[~wait], ids[~wait], some[~wait]
        self._skip_order(rows, v)
        self._release(f, rows, v)
        crowd.came[rows, place] = True  # what was spoken for and not taken is free to others
        empty = ~some  # nobody fits: too large a party for the vehicle
        chooser.dead[rows[empty], k] = True
        self._give_up(f, rows[empty], v[empty], t[empty])
        rows, v, t, berth, ids = rows[some], v[some], t[some], berth[some], ids[some]
        if not len(rows):
            return
        number = cars.number[rows, v]
        crowd.set_out(drop, rows, ids, number < 0 if self.follows else None)
        cars.unblock(rows, v, t)
        safe = np.maximum(ids, 0)
        waited = t[:, None] - crowd.ready_h[rows[:, None], safe]
        for cause in np.unique(cars.delayed_by[rows, v]):
            if cause >= 0:
                mine = cars.delayed_by[rows, v] == cause
                part = np.minimum(waited[mine], cars.delayed_h[rows[mine], v[mine]][:, None])
                self.ledger.wait(rows[mine], ids[mine], int(cause), part)
                waited[mine] -= part
        self.ledger.wait(rows, ids, self.code[f"fleet {fleet.id}"], waited)
        taken = berth >= 0
        self.shared.berths_used[rows[taken], berth[taken]] += 1
        cars.berth[rows, v] = berth
        cars.put_load(rows, v, ids)
        cars.boarded_h[rows, v] = t
        loading = np.zeros(len(rows))
        if not chooser.is_cycle[k]:
            people = np.where(ids >= 0, crowd.size[rows[:, None], safe], 0).sum(axis=1)
            loading = cars.draw(fleet.load_h, rows, v, "load") + fleet.load_per_person_h * people
        self.agenda.note(LOAD, place, rows, v, number, t, t + loading)
        cars.stage[rows, v] = stages.DEPARTING
        cars.next_h[rows, v] = t + loading
        self._tell(rows, v, t, "loading begins", world.places[place].id, None)

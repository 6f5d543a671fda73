"""Whether the work a vehicle would be sent for is done sooner by others who are busy now."""

from __future__ import annotations

import numpy as np

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.ways import Ways


class Elsewhere(Ways):
    """What greedy dispatch knows of the other vehicles: planned hours only."""

    def _trips_h(self) -> Array:
        """`[v, place, pickup]`: planned hours of the shortest whole trip of vehicle v from a place over a pick-up."""
        places = len(self.world.places)
        table = np.full((len(self.world.vehicle_names), places, places), np.inf)
        for v, f in enumerate(self.world.fleet_of):
            chooser = self.choosers[f]
            whole = chooser.way_h + chooser.handling_h + chooser.loaded_h
            for k, pickup in enumerate(chooser.pickup):
                table[v, :, pickup] = np.minimum(table[v, :, pickup], whole[:, k])
        return table

    def _free_h(self, rows: Rows, t: Array) -> tuple[Array, Ids]:
        """When every busy vehicle is free again at planned hours, and where, (rows, vehicles); `inf` for the others."""
        cars = self.cars
        stage, option = cars.stage[rows], cars.option[rows]
        free, at = cars.next_h[rows].copy(), cars.at[rows].copy()
        for v, f in enumerate(self.world.fleet_of):
            chooser = self.choosers[f]
            if not len(chooser.options):
                free[:, v] = np.inf
                continue
            k = np.maximum(option[:, v], 0)
            s = stage[:, v]
            half = chooser.handling_h[k] / 2
            rest = np.zeros(len(rows))
            rest += np.where((s == stages.AT_PICKUP) | (s == stages.WAITING), half, 0.0)
            rest += np.where(np.isin(s, (stages.AT_PICKUP, stages.WAITING, stages.DEPARTING)), chooser.loaded_h[k], 0.0)
            busy = np.isin(s, (stages.AT_PICKUP, stages.WAITING, stages.DEPARTING, stages.AT_DROP))
            rest += np.where(busy, half, 0.0)
            free[:, v] += rest
            at[:, v] = np.where(busy | (s == stages.UNLOADED), chooser.drop[k], at[:, v])
        working = np.isin(stage, (stages.AT_PICKUP, stages.WAITING, stages.DEPARTING, stages.AT_DROP, stages.UNLOADED))
        working |= (stage == stages.FREE) & (free <= t[:, None] + 1e-9)  # about to choose
        return np.where(working, free, np.inf), at

    def _others_sooner(self, f: int, rows: Rows, v: Ids, t: Array, option: Ids, again: Array) -> tuple[Ids, Array]:
        """Options of free vehicles, -1 for those who stay because vehicles now busy would have brought everybody still
        waiting anywhere before they brought the first; and when they look again (the first of the busy is free)."""
        chooser, crowd = self.choosers[f], self.crowd
        if len(self.world.vehicle_names) < 2 or not len(chooser.options):
            return option, again
        some = np.flatnonzero((option >= 0) & (chooser.way_h[self.cars.at[rows, v], np.maximum(option, 0)] > 0))
        if not len(some):
            return option, again
        if self.trips_h is None:
            self.trips_h = self._trips_h()
        r, car, now, chosen = rows[some], v[some], t[some], option[some]
        pickup = chooser.pickup[chosen]
        finish = now + chooser.trip_h(self.cars.at[r, car], chosen)
        waiting = np.maximum(crowd.present_room[r].sum(axis=2) - crowd.claimed[r], 0.0)
        work = waiting[:, chooser.pickups].sum(axis=1)
        free, at = self._free_h(r, now)
        free[np.arange(len(r)), car] = np.inf
        cars = np.arange(free.shape[1])
        ends = free + self.trips_h[cars[None, :], at, pickup[:, None]]
        sooner = ends < finish[:, None] - 1e-9
        drop = chooser.drop[chosen]
        round_h = np.maximum(self.trips_h[cars[None, :], drop[:, None], pickup[:, None]], 1e-3)
        with np.errstate(invalid="ignore"):
            trips = np.where(sooner, 1.0 + np.floor((finish[:, None] - ends) / round_h + 1e-9), 0.0)
        stays = (np.nan_to_num(trips) * self.room_of).sum(axis=1) >= work - 1e-9
        option, again = option.copy(), again.copy()
        option[some[stays]] = -1
        first = np.where(sooner, free, np.inf).min(axis=1)
        again[some[stays]] = np.maximum(np.minimum(again[some[stays]], first[stays]), now[stays]) + 1e-6
        return option, again

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

    def _tables(self) -> tuple[Array, Ids, Array]:
        """`[v, option]`: planned hours loaded, and where it ends; `[v]`: hours of loading and unloading."""
        most = max(len(c.options) for c in self.choosers)
        loaded, drop = np.zeros((len(self.choosers), most)), np.zeros((len(self.choosers), most), dtype=np.int64)
        handling = np.zeros(len(self.choosers))
        for f, chooser in enumerate(self.choosers):
            loaded[f, : len(chooser.options)], drop[f, : len(chooser.options)] = chooser.loaded_h, chooser.drop
            handling[f] = chooser.handling_h.max(initial=0.0)
        fleet = self.world.fleet_of
        return loaded[fleet], drop[fleet], handling[fleet]

    def _free_h(self, rows: Rows, t: Array) -> tuple[Array, Ids]:
        """When every vehicle that is busy or about to choose is free, at planned hours, and where, (rows, vehicles);
        `inf` for the others."""
        cars, numbers = self.cars, np.arange(len(self.world.vehicle_names))
        stage, option = cars.stage[rows], np.maximum(cars.option[rows], 0)
        loaded, drop = self.tables[0][numbers, option], self.tables[1][numbers, option]
        leaves = (stage == stages.AT_PICKUP) | (stage == stages.WAITING)
        drives = leaves | (stage == stages.DEPARTING)
        busy = drives | (stage == stages.AT_DROP)
        half = self.tables[2] / 2
        free = cars.next_h[rows] + leaves * half + np.where(drives, loaded, 0.0) + busy * half
        at = np.where(busy | (stage == stages.UNLOADED), drop, cars.at[rows])
        choosing = (stage == stages.FREE) & (free <= t[:, None] + 1e-9)
        working = busy | (stage == stages.UNLOADED) | choosing
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
            self.trips_h, self.tables = self._trips_h(), self._tables()
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

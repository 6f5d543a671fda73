"""What vehicles do, stage by stage, for all replications in which a vehicle of the fleet acts at this step."""

from __future__ import annotations

import numpy as np

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.gates import TOLERANCE_H
from leeway.movement.engine.lanes import Ids, Rows, distinct
from leeway.movement.engine.loaded_trip import LoadedTrip


class Drive(LoadedTrip):
    """Moves the vehicles of one chunk. `act` carries out one step of each given (replication, vehicle)."""

    def act(self, rows: Rows, v: Ids, t: Array) -> None:
        """One step of vehicle `v[k]` in replication `rows[k]` at hour `t[k]`; rows are distinct."""
        stage, fleet = self.cars.stage[rows, v], self.world.fleet_of[v]
        self.cars.next_h[rows, v] = np.inf
        steps = {
            stages.FREE: self._free, stages.WITHOUT_TASK: self._free, stages.SETTING_OUT: self._set_out,
            stages.AT_PICKUP: self._at_pickup, stages.WAITING: self._load, stages.DEPARTING: self._depart,
            stages.AT_DROP: self._at_drop, stages.UNLOADED: self._unloaded,
        }  # fmt: skip
        for f in distinct(fleet):
            for s in distinct(stage[fleet == f]):
                if s == stages.GONE:
                    continue
                some = (fleet == f) & (stage == s)
                steps[int(s)](int(f), rows[some], v[some], t[some])

    def tell(self, rows: Rows, t: Array) -> None:
        """People came to places or left them: vehicles for whom that may matter look again."""
        cars, crowd = self.cars, self.crowd
        came, went, served = crowd.came[rows], crowd.went[rows], crowd.served[rows]
        crowd.came[rows] = crowd.went[rows] = crowd.served[rows] = crowd.stirred[rows] = False
        if not cars.stage.shape[1]:
            return
        stage, unblocked = cars.stage[rows], cars.blocked_by[rows] < 0
        free = came & np.asarray(crowd.present_room[rows].sum(axis=2) > crowd.claimed[rows] + TOLERANCE_H)
        wake = (stage == stages.WITHOUT_TASK) & ((free @ self.picks_at) | ((went & self.bounded) @ self.drops_at))
        waiting = (stage == stages.WAITING) & unblocked
        which = np.nonzero(waiting.any(axis=1))[0]
        if len(which):
            there = np.arange(len(which))[:, None], cars.at[rows[which]]
            enough = crowd.ready_room[rows[which]].sum(axis=2)[there] >= cars.wanted_room[rows[which]] - TOLERANCE_H
            last = crowd.coming_anywhere(rows[which]) <= TOLERANCE_H
            wake[which] |= waiting[which] & ((came[which][there] & enough) | last[there])
        for place, code in self.room_codes:
            if went[:, place].any():
                wake |= (cars.blocked_by[rows] == code) & went[:, place, None]
        for place, chain in crowd.chains.items():
            shorter = came[:, place] | served[:, place]
            if chain.limited and shorter.any():
                wake |= (cars.blocked_by[rows] == self._queue_code(place)) & shorter[:, None]
        cars.wake(rows, wake, t)

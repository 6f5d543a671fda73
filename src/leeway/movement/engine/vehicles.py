"""The vehicles of a chunk: their stage, where they are, what they carry, and the random numbers of their trips."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array, quantile, uniforms
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.world import World
from leeway.units import Distribution

FREE, WITHOUT_TASK, SETTING_OUT, AT_PICKUP, WAITING, DEPARTING, AT_DROP, UNLOADED, GONE = range(9)
"""Stages: free to choose; nothing to do yet; leaving empty; come to the pick-up; waiting for people; loaded and about
to leave; come to the drop; unloaded; will never work again."""

DRAWS = ("empty", "loaded", "load", "unload", "breakdown", "repair", "refuel", "spare")
TRIPS_A_BLOCK = 16


class Vehicles:
    """State arrays (replications, vehicles). `next_h`: when the vehicle acts next; `since_h`: since when it has waited
    for what it is at (ties in `next_h` go to the longest waiting). `option`: number in its fleet's options.
    `claim`: seats it has spoken for at its pick-up; `wanted_room`: ready room there that ends its
    wait. `blocked_by`: resource it waits for, -1 for none. `ended_h`: when it last
    was empty again. `order`: the next trip a schedule gives it; `number`: that it
    is on, -1 for none; `ahead_h`: hours it was before its schedule when it last did anything of it.
    """

    def __init__(self, world: World, seed: int, replications: Sequence[int]) -> None:
        many, count = len(replications), len(world.vehicle_names)
        self.world, self.seed, self.replications = world, seed, replications
        shape = (many, count)
        self.stage = np.full(shape, FREE, dtype=np.int8)
        self.at = np.broadcast_to(world.base, shape).copy()
        self.next_h = np.zeros(shape)
        self.since_h = np.zeros(shape)
        self.began_h = np.zeros(shape)
        self.trip = np.zeros(shape, dtype=np.int64)
        self.option = np.full(shape, -1, dtype=np.int64)
        self.claim = np.zeros(shape)
        self.blocked_by = np.full(shape, -1, dtype=np.int64)
        self.delayed_h = np.zeros(shape)
        self.delayed_by = np.full(shape, -1, dtype=np.int64)
        self.hold_until_h = np.full(shape, np.inf)
        self.boarded_h = np.zeros(shape)
        self.wanted_room = np.zeros(shape)
        self.order = np.zeros(shape, dtype=np.int64)
        self.ended_h = np.full(shape, -np.inf)
        self.number = np.full(shape, -1, dtype=np.int64)
        self.ahead_h = np.zeros(shape)
        self.duty_h = np.full(shape, np.nan)
        self.on_ground = np.full(shape, -1, dtype=np.int64)
        self.landed_h = np.full(shape, -np.inf)
        self.berth = np.full(shape, -1, dtype=np.int64)
        self.load = np.full((many, count, 1), -1, dtype=np.int32)
        self._blocks: dict[int, Array] = {}
        for v, name in enumerate(world.vehicle_names):
            fleet = world.fleets[world.fleet_of[v]]
            if not fleet.available_h.is_fixed or fleet.availability < 1:
                u = uniforms(seed, replications, f"vehicle/{name}", 2)
                self.next_h[:, v] = quantile(fleet.available_h, u[:, 0])
                away = u[:, 1] >= fleet.availability
                self.stage[away, v] = GONE
                self.next_h[away, v] = np.inf
            else:
                self.next_h[:, v] = fleet.available_h.low
            self.ahead_h[:, v] = world.network.hours(fleet.available_h) - self.next_h[:, v]

    def draw(self, uncertain: Distribution, rows: Rows, v: Ids, what: str) -> Array:
        """Draws keyed by vehicle, its trip and what they are for."""
        if uncertain.is_fixed:
            return np.full(len(rows), uncertain.low)
        return quantile(uncertain, self.uniform(rows, v, what))

    def uniform(self, rows: Rows, v: Ids, what: str) -> Array:
        """The uniform behind `draw`."""
        block, trip = np.divmod(self.trip[rows, v], TRIPS_A_BLOCK)
        result = np.empty(len(rows))
        for b in np.unique(block):
            if int(b) not in self._blocks:
                self._blocks[int(b)] = self._block(int(b))
            some = block == b
            result[some] = self._blocks[int(b)][rows[some], v[some], trip[some], DRAWS.index(what)]
        return result

    def _block(self, b: int) -> Array:
        count = TRIPS_A_BLOCK * len(DRAWS)
        tables = [
            uniforms(self.seed, self.replications, f"trips/{name}/{b}", count) for name in self.world.vehicle_names
        ]
        return np.stack(tables, axis=1).reshape(len(self.replications), len(tables), TRIPS_A_BLOCK, len(DRAWS))

    def put_load(self, rows: Rows, v: Ids, ids: Ids) -> None:
        """Note who is aboard."""
        if ids.shape[1] > self.load.shape[2]:
            wider = np.full((*self.load.shape[:2], ids.shape[1]), -1, dtype=np.int32)
            wider[:, :, : self.load.shape[2]] = self.load
            self.load = wider
        self.load[rows, v] = -1
        self.load[rows, v, : ids.shape[1]] = ids

    def aboard(self, rows: Rows, v: Ids) -> Ids:
        """Party columns aboard, (rows, k), padded with -1."""
        return self.load[rows, v].astype(np.int64)

    def block(self, rows: Rows, v: Ids, until_h: Array | float, resource: int, t: Array) -> None:
        """Wait for a resource until an hour, or until woken (`inf`)."""
        waiting = self.blocked_by[rows, v] >= 0
        self.since_h[rows, v] = np.where(waiting, self.since_h[rows, v], t)
        self.blocked_by[rows, v] = resource
        self.next_h[rows, v] = until_h

    def unblock(self, rows: Rows, v: Ids, t: Array) -> tuple[Ids, Array]:
        """The vehicle goes on: (resource it waited for or -1, hours waited). The longest wait of the trip is kept, to
        tell why people waited."""
        resource = self.blocked_by[rows, v]
        hours = np.where(resource >= 0, t - self.since_h[rows, v], 0.0)
        longer = hours > self.delayed_h[rows, v]
        self.delayed_by[rows, v] = np.where(longer, resource, self.delayed_by[rows, v])
        self.delayed_h[rows, v] = np.where(longer, hours, self.delayed_h[rows, v])
        self.blocked_by[rows, v] = -1
        self.since_h[rows, v] = t
        return resource, hours

    def wake(self, rows: Rows, mask: NDArray[np.bool_], t: Array) -> None:
        """Vehicles `mask` (rows, vehicles) act now."""
        row, vehicle = np.nonzero(mask)
        self.next_h[rows[row], vehicle] = np.minimum(self.next_h[rows[row], vehicle], t[row])

"""Greedy dispatch: which trip the next free vehicle takes."""

from __future__ import annotations

import math

import numpy as np

from leeway.movement.draws import Array
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.reserve import Reserve
from leeway.movement.engine.world import World


class Chooser:
    """Options of one fleet as arrays; `way_h[place, option]`: planned empty hours to the pick-up, `inf` if no way."""

    def __init__(self, world: World, number: int, replications: int) -> None:
        fleet = world.fleets[number]
        self.fleet, self.options = fleet, world.options[fleet.id]
        self.world = world
        self.pickup = np.array([o.pickup for o in self.options], dtype=np.int64)
        self.pickups, self.first_of = np.unique(self.pickup, return_index=True)
        self.drop = np.array([o.drop for o in self.options], dtype=np.int64)
        self.to = {int(d): np.flatnonzero(self.drop == d) for d in np.unique(self.drop)}
        self.gated: list[int] | None = None
        self.route = np.array([o.route for o in self.options], dtype=np.int64)
        self.loaded_h = np.array([o.loaded_h for o in self.options])
        self.out_h = np.array([min(o.loaded_h for o in self.options if o.pickup == p.pickup) for p in self.options])
        """Planned hours from the pick-up of each option to the nearest drop."""
        self.is_cycle = np.array([o.is_cycle for o in self.options], dtype=bool)
        self.of_route = {o.route: k for k, o in enumerate(self.options)}
        self.dead = np.zeros((replications, len(self.options)), dtype=bool)
        self.way_h = np.full((len(world.places), len(self.options)), np.inf)
        self.ways: dict[tuple[int, int], tuple[tuple[int, float, bool], ...]] = {}
        for place in range(len(world.places)):
            for k, o in enumerate(self.options):
                if o.is_cycle:
                    if place == o.drop:
                        self.way_h[place, k] = o.loaded_h
                    continue
                way = world.way(fleet, place, o.pickup)
                if way is not None:
                    self.way_h[place, k] = way.hours
                    self.ways[place, k] = way.legs
        handling = world.network.hours(fleet.load_h) + world.network.hours(fleet.unload_h)
        handling += fleet.room * (fleet.load_per_person_h + fleet.unload_per_person_h)
        self.loads = not fleet.load_h.is_fixed or fleet.load_h.low > 0 or fleet.load_per_person_h > 0
        self.unloads = not fleet.unload_h.is_fixed or fleet.unload_h.low > 0 or fleet.unload_per_person_h > 0
        """Whether loading, and unloading, takes any time."""
        closes = [world.routes[o.route].closes for o in self.options]
        announced = [math.inf if c is None else c.after(world.start) for c in closes]
        loading = np.where(self.is_cycle, 0.0, world.network.hours(fleet.load_h) + fleet.load_per_person_h)
        self.last_call_h = np.array(announced) - loading
        """Hour by which a vehicle must be at the pick-up to leave before an announced closing."""
        self.handling_h = np.where(self.is_cycle, 0.0, handling)
        self.lane_order = np.argsort(world.lane_rank, kind="stable")
        self.ranks = world.lane_rank[self.lane_order]

    def trip_h(self, place: Ids, option: Ids) -> Array:
        """Planned hours of a whole trip."""
        return np.asarray(self.way_h[place, option] + self.handling_h[option] + self.loaded_h[option])

    def choose(self, crowd: Crowd, gates: Gates, reserve: Reserve, rows: Rows, at: Ids, t: Array) -> tuple[Ids, Array]:
        """(option or -1, hour at which to look again) for vehicles at places `at`.

        Highest priority among those waiting and not spoken for, then the fullest load there is room for where it goes,
        then the nearest pick-up (the remotest, once the fleet has a vehicle for every load still waiting: whoever
        fetches that last ends last), then the shortest way from there.
        """
        many = len(rows)
        if not self.options:
            return np.full(many, -1, dtype=np.int64), np.full(many, np.inf)
        way = self.way_h[at]
        arrive = t[:, None] + way
        claimed = crowd.claimed[rows][:, self.pickup]
        ready = crowd.ready_room[rows][:, self.pickup][:, :, self.lane_order].cumsum(axis=2)
        present = crowd.present_room[rows][:, self.pickup][:, :, self.lane_order].cumsum(axis=2)
        free = present[:, :, -1] - claimed
        soon = crowd.next_h[rows][:, self.pickup]
        possible = np.isfinite(way) & (free > 1e-9) & ~self.dead[rows]
        possible &= self.way_h[at] + self.handling_h + self.loaded_h <= self.fleet.crew_duty_h + 1e-9
        possible &= arrive <= self.last_call_h + 1e-9
        if self.gated is None:
            self.gated = [k for k, route in enumerate(self.route) if not gates.leave[route].always]
        for k in self.gated:
            if possible[:, k].any():
                open_h = gates.leave[self.route[k]].next_open(rows, np.where(possible[:, k], arrive[:, k], 0.0))
                possible[:, k] &= np.isfinite(open_h)
        again, room = np.full(many, np.inf), np.full(possible.shape, np.inf)
        for drop, options in self.to.items():
            if math.isinf(crowd.capacity[drop]):
                continue
            frees = crowd.room_frees_h(drop, rows, t, np.ones(many))[:, None]
            full = possible[:, options] & (frees > arrive[:, options] + 1e-9)
            on_time = np.where(full, np.maximum(frees - way[:, options], t[:, None]), np.inf)  # look again then
            again = np.minimum(again, on_time.min(axis=1))
            possible[:, options] &= ~full
            if crowd.for_good[drop]:
                left = crowd.free_heads(drop, rows, t) - crowd.spoken[rows, drop]
                room[:, options] = left[:, None]
                for k in options.tolist() if reserve.kept else ():
                    room[:, k] = np.minimum(left, reserve.room(int(self.pickup[k]), drop, rows, t))
                possible[:, options] &= room[:, options] > 1 - 1e-9
        waiting = ready > claimed[:, :, None] + 1e-9
        now = possible & (waiting.any(axis=2) | (soon <= arrive + 1e-9))
        later = np.subtract(soon, way, out=np.full(soon.shape, np.inf), where=possible & ~now).min(axis=1)
        unclaimed = np.where(waiting.any(axis=2, keepdims=True), waiting, present > claimed[:, :, None] + 1e-9)
        rank = np.where(now, self.ranks[unclaimed.argmax(axis=2)], np.iinfo(np.int64).max)
        best = now & (rank == rank.min(axis=1, keepdims=True))
        load = np.where(best, np.minimum(np.minimum(free, room), self.fleet.room), -1.0)
        best &= load >= load.max(axis=1, keepdims=True) - 1e-9
        if len(self.pickups) > 1:
            loads = np.ceil(np.maximum(free[:, self.first_of], 0.0) / self.fleet.room - 1e-9).sum(axis=1)
            out = np.where(best & (loads <= self.fleet.count)[:, None], self.out_h, -np.inf)
            best &= (out >= out.max(axis=1, keepdims=True) - 1e-9) | np.isinf(out)
        near = np.where(best, way, np.inf)
        best &= near <= near.min(axis=1, keepdims=True) + 1e-9
        near = np.where(best, self.loaded_h, np.inf)
        option = np.where(now.any(axis=1), near.argmin(axis=1), -1)
        again = np.minimum(again, later)
        return option, np.where(option >= 0, np.inf, np.maximum(again, t + 1e-6))

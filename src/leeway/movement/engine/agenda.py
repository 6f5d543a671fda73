"""What a schedule asks of each vehicle, trip by trip, and when it may do it.

Nobody does anything before its planned hour, unless he is ahead of his own plan and everybody planned before him at the
same place has done the like: then he may be as much earlier as he is ahead. Waits the plan wants are thus kept, luck is
used where it takes nothing from others, and without chance everything happens at its planned hour. From the planned
hour on nobody waits for somebody planned before him who is not there; among those who wait, the longest waiting is
first.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from leeway.case.model import Fleet
from leeway.movement.draws import Array
from leeway.movement.engine.choose import Chooser
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.orders import Order
from leeway.movement.engine.people import Parties
from leeway.movement.engine.vehicles import Vehicles
from leeway.movement.engine.world import World

SET_OUT, LOAD, DEPART, ARRIVE, UNLOADED = range(5)
"""Steps of a trip with a planned hour."""


class Agenda:
    """Trips of the schedule. `option[v, k]`: that of trip k of vehicle v, -1 after the last; `quota[v, k, lane]`:
    people planned, `room` their seats; `hours[v, k, step]`; `ready_h`: when it
    could do the step but for what the plan has it wait for; `turn[v, k, step]`: how many are planned before it to do
    this step at its place; `rests[v, k]`: the crew rests before it, `first_idle_h` and `legs` as in `Order`."""

    def __init__(self, world: World, choosers: list[Chooser], cars: Vehicles, parties: Parties) -> None:
        self.world, self.cars = world, cars
        listed = world.orders or {}
        most = max((len(x) for x in listed.values()), default=0)
        count, lanes = len(world.vehicle_names), len(world.lane_rank)
        shape = (count, most + 1)
        self.option = np.full(shape, -1, dtype=np.int64)
        self.quota = np.zeros((*shape, lanes if listed else 1))
        self.hours = np.full((*shape, 5), -np.inf)
        self.ready_h = np.full((*shape, 5), -np.inf)
        self.turn = np.zeros((*shape, 5), dtype=np.int64)
        self.rests = np.zeros(shape, dtype=bool)
        self.first_idle_h = np.full(shape, -np.inf)
        self.legs: dict[tuple[int, int], tuple[tuple[int, int, float], ...]] = {}
        turns: dict[tuple[int, int], list[tuple[float, int, int]]] = defaultdict(list)
        for v, trips in listed.items():
            fleet = world.fleets[world.fleet_of[v]]
            options = choosers[world.fleet_of[v]].of_route
            for k, order in enumerate(o for o in trips if world.route_index[o.route] in options):
                self.option[v, k] = options[world.route_index[order.route]]
                for group, people in order.people:
                    self.quota[v, k, world.lane_of[world.group_index[group]]] += people
                self.hours[v, k] = order.set_out_h, order.load_h, order.depart_h, order.arrive_h, order.unloaded_h
                self.ready_h[v, k] = self._ready_h(fleet, order)
                self.rests[v, k] = order.idle_h >= fleet.crew_rest_h - 1e-9
                self.first_idle_h[v, k] = order.first_idle_h
                self.legs[v, k] = tuple(
                    (world.route_index[route], world.place_index[place], hour) for route, place, hour in order.legs
                )
                pickup, drop = world.place_index[order.pickup], world.place_index[order.drop]
                for step, place in ((LOAD, pickup), (DEPART, pickup), (ARRIVE, drop), (UNLOADED, drop)):
                    turns[step, place].append((float(self.hours[v, k, step]), v, k))
        for (step, _), rows in turns.items():
            for before, (_, v, k) in enumerate(sorted((round(hour, 9), v, k) for hour, v, k in rows)):
                self.turn[v, k, step] = before
        self.done = np.zeros((len(cars.stage), len(world.places), 5), dtype=np.int64)
        self.held = np.full(cars.stage.shape, -1, dtype=np.int64)
        self.seats = np.ones(lanes)
        for lane, who in zip(world.lane_of, world.groups, strict=True):
            self.seats[lane] = who.room
        self.people_of = np.zeros((len(cars.stage), lanes))
        """People of each lane who came forward and do not leave by their own means."""
        if world.schedule is not None:
            for g, block in enumerate(parties.blocks):
                self.people_of[:, world.lane_of[g]] += parties.size[:, block].sum(axis=1)
        self._planned(lanes)

    def _ready_h(self, fleet: Fleet, order: Order) -> tuple[float, ...]:
        network, route = self.world.network, self.world.plan.routes[order.route]
        loading = 0.0
        if route.cycle_h is None:
            people = sum(many for _, many in order.people)
            loading = network.hours(fleet.load_h) + fleet.load_per_person_h * people
        under_way = network.leg_h(fleet, route, loaded=True)
        there_h = order.depart_h + under_way
        return order.set_out_h, order.there_h, order.load_h + loading, there_h, order.unloaded_h

    def _planned(self, lanes: int) -> None:
        """People planned to be taken from each place by whatever means, hour by hour."""
        world = self.world
        rows: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
        if world.schedule is not None:
            for move in world.schedule.moves:
                for group, people in move.people:
                    hour = move.load_start_h if move.fleet else move.depart_h
                    rows[world.place_index[move.origin]].append(
                        (hour, int(world.lane_of[world.group_index[group]]), people)
                    )
            for walk in world.schedule.walks:
                rows[world.place_index[walk.origin]].append(
                    (walk.depart_h, int(world.lane_of[world.group_index[walk.group]]), walk.people)
                )
        self.by: dict[int, tuple[Array, Array]] = {}
        for place, listed_here in rows.items():
            listed_here.sort()
            table = np.zeros((len(listed_here) + 1, lanes))
            for k, (_, lane, people) in enumerate(listed_here):
                table[k + 1] = table[k]
                table[k + 1, lane] += people
            self.by[place] = np.array([hour for hour, _, _ in listed_here]), table
        self.known = np.zeros(lanes)
        for place, (_, table) in self.by.items():
            at_home = [int(world.lane_of[g]) for g in range(len(world.groups)) if world.site[g] == place]
            self.known[at_home] += table[-1, at_home]
        if world.schedule is not None:
            for left in world.schedule.left:
                g = world.group_index[left.group]
                if world.place_index[left.place] == world.site[g]:
                    self.known[world.lane_of[g]] += left.people

    def overdue(self, place: int, t: Array, boarded: Array, people: Array) -> Array:
        """People of each lane, (rows, lanes), who should have left a place before `t` and have not, or who are more
        than the schedule knew of; `people` (rows, lanes) are all who came forward, `boarded` those gone from there."""
        more = np.maximum(people - self.known, 0.0)
        if place not in self.by:
            return more
        hours, table = self.by[place]
        return np.asarray(np.maximum(table[np.searchsorted(hours, t - 1e-6)] + more - boarded, 0.0))

    def next_of(self, rows: Rows, v: Ids) -> Ids:
        """Number of the next planned trip of vehicles; one without people after the last."""
        return np.minimum(self.cars.order[rows, v], self.option.shape[1] - 1)

    def hold_h(self, step: int, place: Ids | int, rows: Rows, v: Ids, number: Ids) -> Array:
        """Hour before which vehicles on trip `number` (-1: none of the schedule) may not do a step at a place."""
        safe = np.maximum(number, 0)
        planned = self.hours[v, safe, step]
        in_turn = np.ones(len(rows), dtype=bool)
        if step != SET_OUT:
            in_turn = self.done[rows, place, step] >= self.turn[v, safe, step]
        held = planned - np.where(in_turn, np.maximum(self.cars.ahead_h[rows, v], 0.0), 0.0)
        return np.where(number >= 0, held, -np.inf)

    def turn_h(self, step: int, place: int, rows: Rows, v: Ids, number: Ids) -> Array:
        """Hour before which vehicles on trip `number` (-1: none) let those go first who are planned before them."""
        safe = np.maximum(number, 0)
        in_turn = (number < 0) | (self.done[rows, place, step] >= self.turn[v, safe, step])
        return np.where(in_turn, -np.inf, self.hours[v, safe, step])

    def wait(self, step: int, place: int, rows: Rows, v: Ids, until_h: Array) -> None:
        """Vehicles wait for their hour, or their turn, to do a step at a place."""
        self.cars.next_h[rows, v] = until_h
        self.held[rows, v] = step * len(self.world.places) + place

    def note(self, step: int, place: Ids | int, rows: Rows, v: Ids, number: Ids, t: Array, then: Array) -> None:
        """Vehicles have done a step at `t`; `then`: when each can do the next, or has done the last of the trip."""
        mine = number >= 0
        if not mine.any():
            return
        rows, v, t, then, number = rows[mine], v[mine], t[mine], then[mine], number[mine]
        self.held[rows, v] = -1
        if isinstance(place, int):  # those whose turn it may be now look again
            self.cars.wake(rows, self.held[rows] == step * len(self.world.places) + place, t)
        self.cars.ahead_h[rows, v] = self.ready_h[v, number, min(step + 1, UNLOADED)] - then
        if step != SET_OUT:
            self.done[rows, place if isinstance(place, int) else place[mine], step] += 1

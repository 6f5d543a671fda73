"""What vehicles do, stage by stage, for all replications in which a vehicle of the fleet acts at this step."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.choose import Chooser
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.gates import Gates
from leeway.movement.engine.lanes import Ids, Rows, distinct
from leeway.movement.engine.ledger import Ledger
from leeway.movement.engine.shared import Shared
from leeway.movement.engine.vehicles import Vehicles
from leeway.movement.engine.world import World

TOLERANCE_H = 1e-9


class Drive:
    """Moves the vehicles of one chunk. `act` carries out one step of each given (replication, vehicle)."""

    def __init__(self, world: World, crowd: Crowd, gates: Gates, shared: Shared, cars: Vehicles,
                 ledger: Ledger) -> None:  # fmt: skip
        self.world, self.crowd, self.gates, self.shared = world, crowd, gates, shared
        self.cars, self.ledger = cars, ledger
        self.choosers = [Chooser(world, k, len(cars.stage)) for k in range(len(world.fleets))]
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
        self._orders()

    def _orders(self) -> None:
        """`order_option[v, k]`, `order_quota[v, k, lane]`: the trips a schedule gives vehicle v."""
        world = self.world
        listed = world.orders or {}
        most = max((len(x) for x in listed.values()), default=0)
        count, lanes = len(world.vehicle_names), len(world.lane_rank)
        self.order_option = np.full((count, most + 1), -1, dtype=np.int64)
        self.order_quota = np.zeros((count, most + 1, lanes if listed else 1))
        for v, trips in listed.items():
            options = self.choosers[world.fleet_of[v]].of_route
            for k, order in enumerate(o for o in trips if world.route_index[o.route] in options):
                self.order_option[v, k] = options[world.route_index[order.route]]
                for group, people in order.people:
                    self.order_quota[v, k, world.lane_of[world.group_index[group]]] += people

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

    def _free(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        cars, chooser, fleet = self.cars, self.choosers[f], self.world.fleets[f]
        if fleet.most_trips is not None:
            done = cars.trip[rows, v] >= fleet.most_trips
            cars.stage[rows[done], v[done]] = stages.GONE
            rows, v, t = rows[~done], v[~done], t[~done]
        if not len(rows):
            return
        at = cars.at[rows, v]
        self.crowd.bring_all(chooser.pickups, rows, t)
        option, again = chooser.choose(self.crowd, self.gates, rows, at, t)
        if self.world.orders is not None:
            ordered = self.order_option[v, np.minimum(cars.order[rows, v], self.order_option.shape[1] - 1)]
            dead = (ordered >= 0) & chooser.dead[rows, np.maximum(ordered, 0)]
            cars.order[rows[dead], v[dead]] += 1
            option = np.where((ordered >= 0) & ~dead, ordered, option)
            until_h = self.world.orders_until_h  # who has done all its trips takes nobody another is to fetch
            early = (ordered < 0) & (t < until_h - TOLERANCE_H)
            option, again = np.where(early, -1, option), np.where(early, until_h, again)
        idle = option < 0
        cars.stage[rows[idle], v[idle]] = stages.WITHOUT_TASK
        cars.next_h[rows[idle], v[idle]] = again[idle]
        rows, v, t, option, at = rows[~idle], v[~idle], t[~idle], option[~idle], at[~idle]
        if not len(rows):
            return
        rests = np.zeros(len(rows), dtype=bool)
        if not math.isinf(fleet.crew_duty_h):
            ends = t + chooser.trip_h(at, option)
            duty = cars.duty_h[rows, v]
            rests = np.isfinite(duty) & (ends > duty + fleet.crew_duty_h + TOLERANCE_H)
            cars.next_h[rows[rests], v[rests]] = t[rests] + fleet.crew_rest_h
            cars.duty_h[rows[rests], v[rests]] = np.nan
            cars.stage[rows[rests], v[rests]] = stages.FREE
        rows, v, t, option = rows[~rests], v[~rests], t[~rests], option[~rests]
        pickup = chooser.pickup[option]
        here = self.crowd.present_room[rows, pickup].sum(axis=1)
        claim = np.clip(here - self.crowd.claimed[rows, pickup], 0.0, float(fleet.room))
        self.crowd.claimed[rows, pickup] += claim
        cars.claim[rows, v], cars.option[rows, v] = claim, option
        cars.delayed_h[rows, v], cars.delayed_by[rows, v] = 0.0, -1
        cars.blocked_by[rows, v], cars.since_h[rows, v] = -1, t
        cars.stage[rows, v] = stages.SETTING_OUT
        self._set_out(f, rows, v, t)

    def _set_out(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        """Fuel for the trip, a slot to leave where it stands, then the empty way to the pick-up."""
        cars, chooser, fleet = self.cars, self.choosers[f], self.world.fleets[f]
        option, at = cars.option[rows, v], cars.at[rows, v]
        pickup = chooser.pickup[option]
        moves = (at != pickup) | chooser.is_cycle[option]
        go = np.ones(len(rows), dtype=bool)
        use = self._fuel_use(f, option, at)
        if fleet.fuel is not None:
            stock = self.shared.stock_index[fleet.fuel.stock]
            short = self.shared.fuel[rows, stock] < use - TOLERANCE_H
            if short.any():
                comes = self.shared.ask_fuel(stock, rows[short], t[short])
                cars.block(rows[short], v[short], comes, self.code[f"fuel {fleet.fuel.stock}"], t[short])
                never = np.isinf(comes)
                chooser.dead[rows[short][never], option[short][never]] = True
                self._give_up(f, rows[short][never], v[short][never], t[short][never])
                go &= ~short
        leave = np.where(moves & go, self._slot_h(at, fleet.mode, rows, v, t), t)
        held = go & (leave > t + TOLERANCE_H)
        for place in distinct(at[held]):
            some = held & (at == place)
            cars.block(rows[some], v[some], leave[some], self.code[f"slots {self.world.places[place].id}"], t[some])
        go &= ~held
        rows, v, t, option, at, use = rows[go], v[go], t[go], option[go], at[go], use[go]
        pickup, moves = pickup[go], moves[go]
        if not len(rows):
            return
        arrive = t.copy()
        for place in distinct(at):
            for k in distinct(option[at == place]):
                some = (at == place) & (option == k)
                arrive[some] = self._empty_way(f, int(place), int(k), rows[some], v[some], t[some])
        lost = np.isinf(arrive)
        chooser.dead[rows[lost], option[lost]] = True
        self._give_up(f, rows[lost], v[lost], t[lost])
        keep = ~lost
        rows, v, t, at = rows[keep], v[keep], t[keep], at[keep]
        moves, arrive, use = moves[keep], arrive[keep], use[keep]
        if fleet.fuel is not None:
            self.shared.fuel[rows, self.shared.stock_index[fleet.fuel.stock]] -= use
        cars.unblock(rows, v, t)
        self._lift_off(rows[moves], v[moves], at[moves], fleet.mode, t[moves])
        fresh = np.isnan(cars.duty_h[rows, v])
        cars.duty_h[rows[fresh], v[fresh]] = t[fresh]
        cars.began_h[rows, v] = t
        cars.stage[rows, v] = np.where(moves, stages.AT_PICKUP, stages.WAITING)
        cars.next_h[rows, v] = arrive
        cars.hold_until_h[rows, v] = arrive + fleet.hold_h
        self._tell(rows, v, t, "sets out", "", moves)

    def _fuel_use(self, f: int, option: Ids, at: Ids) -> Array:
        fuel, chooser = self.world.fleets[f].fuel, self.choosers[f]
        if fuel is None:
            return np.zeros(len(option))
        trip = np.array([fuel.by_route.get(self.world.routes[r].id, fuel.per_trip) for r in chooser.route])
        hours = chooser.way_h[at, option] + chooser.loaded_h[option]
        return np.asarray(trip[option] + (fuel.per_h * hours if fuel.per_h else 0.0))

    def _empty_way(self, f: int, place: int, k: int, rows: Rows, v: Ids, t: Array) -> Array:
        """Hour of arrival at the pick-up of option k, `inf` if the way is closed for good."""
        chooser = self.choosers[f]
        if chooser.is_cycle[k]:
            route = int(chooser.route[k])
            open_h = self._enter_h(route, rows, t)
            half = self.cars.draw(self.world.routes[route].cycle_h, rows, v, "loaded") / 2  # type: ignore[arg-type]
            self._entered(route, rows, open_h)
            return np.asarray(open_h + half)
        for leg, planned in chooser.ways.get((place, k), ()):
            t = self._enter_h(leg, rows, t)
            self._entered(leg, rows, t)
            time = self.world.routes[leg].time_h
            t = t + (planned if time is None else self.cars.draw(time, rows, v, "empty"))
        return t

    def _enter_h(self, route: int, rows: Rows, t: Array) -> Array:
        """First hour at or after `t` when a vehicle may enter a route."""
        open_h = self.gates.leave[route].next_open(rows, t)
        limiter = self.gates.route_rate.get(route)
        if limiter is not None:
            open_h = self.gates.leave[route].next_open(rows, limiter.next_free(rows, open_h))
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
        quota = self._quota(rows, v, k)
        crowd.bring(place, rows, t)
        ready = crowd.ready_room[rows, place].sum(axis=1)
        nobody = crowd.coming(place, rows) <= TOLERANCE_H
        if quota is None:
            full = ready >= fleet.room - TOLERANCE_H
        else:  # the planned people of each group are there, or the vehicle is full whoever is there
            full = np.all((crowd.ready_room[rows, place] >= quota - TOLERANCE_H) | (quota <= 0), axis=1)
            full |= ready >= fleet.room - TOLERANCE_H
        held = t >= cars.hold_until_h[rows, v] - TOLERANCE_H
        go = (ready > TOLERANCE_H) & (full | held | nobody)
        gone = (ready <= TOLERANCE_H) & nobody
        self._skip_order(rows[gone], v[gone])
        self._give_up(f, rows[gone], v[gone], t[gone])
        stay = ~go & ~gone
        if stay.any():
            self._keep_waiting(place, fleet.room, rows[stay], v[stay], held[stay], ready[stay],
                               None if quota is None else quota[stay])  # fmt: skip
        if not go.any():
            return
        rows, v, t, ready = rows[go], v[go], t[go], ready[go]
        quota = None if quota is None else quota[go]
        open_h = self.gates.leave[route].next_open(rows, t)
        shut = np.isinf(open_h)
        chooser.dead[rows[shut], k] = True
        self._give_up(f, rows[shut], v[shut], t[shut])
        heads = None
        wait = shut
        if not math.isinf(crowd.capacity[drop]):
            heads = crowd.free_heads(drop, rows, t)
            wanted = np.minimum(np.minimum(ready, fleet.room), crowd.capacity[drop])
            tight = ~shut & (heads < wanted - TOLERANCE_H)
            frees = crowd.room_frees_h(drop, rows, t, wanted)
            tight &= np.isfinite(frees) | (heads < 1 - TOLERANCE_H)
            cars.block(rows[tight], v[tight], frees[tight], self.code[f"room {world.places[drop].id}"], t[tight])
            wait = wait | tight
        berth = self.shared.free_berth(place, fleet.id, rows)
        full_berths = ~wait & (berth == -1)
        if full_berths.any():
            code = self.code[f"berths {world.places[place].id}"]
            cars.block(rows[full_berths], v[full_berths], np.inf, code, t[full_berths])
        keep = ~wait & ~full_berths
        if keep.any():
            self._board(f, k, rows[keep], v[keep], t[keep], berth[keep], None if heads is None else heads[keep],
                        None if quota is None else quota[keep])  # fmt: skip

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

    def _quota(self, rows: Rows, v: Ids, k: int) -> Array | None:
        if self.world.orders is None:
            return None
        number = np.minimum(self.cars.order[rows, v], self.order_option.shape[1] - 1)
        mine = self.order_option[v, number] == k
        return np.where(mine[:, None], self.order_quota[v, number], 0.0)

    def _skip_order(self, rows: Rows, v: Ids) -> None:
        if self.world.orders is not None:
            number = np.minimum(self.cars.order[rows, v], self.order_option.shape[1] - 1)
            mine = self.order_option[v, number] == self.cars.option[rows, v]
            self.cars.order[rows, v] += mine

    def _board(self, f: int, k: int, rows: Rows, v: Ids, t: Array, berth: Ids, heads: Array | None,
               quota: Array | None) -> None:  # fmt: skip
        world, cars, crowd, chooser = self.world, self.cars, self.crowd, self.choosers[f]
        fleet, place, drop = world.fleets[f], int(chooser.pickup[k]), int(chooser.drop[k])
        ids = crowd.board(place, rows, np.full(len(rows), float(fleet.room)), t, heads, quota)
        some = np.asarray((ids >= 0).any(axis=1))
        if heads is not None:  # the next party is larger than the room left at the drop: wait for more
            wait = np.asarray(~some & (heads < fleet.room) & (heads < crowd.capacity[drop]))
            frees = crowd.room_frees_h(drop, rows, t, np.floor(heads + TOLERANCE_H) + 1)
            cars.block(rows[wait], v[wait], frees[wait], self.code[f"room {world.places[drop].id}"], t[wait])
            rows, v, t, berth, ids, some = rows[~wait], v[~wait], t[~wait], berth[~wait], ids[~wait], some[~wait]
        self._skip_order(rows, v)
        crowd.claimed[rows, place] -= cars.claim[rows, v]
        cars.claim[rows, v] = 0.0
        crowd.came[rows, place] = True  # what was spoken for and not taken is free to others
        empty = ~some  # nobody fits: too large a party for the vehicle
        chooser.dead[rows[empty], k] = True
        self._give_up(f, rows[empty], v[empty], t[empty])
        rows, v, t, berth, ids = rows[some], v[some], t[some], berth[some], ids[some]
        if not len(rows):
            return
        crowd.set_out(drop, rows, ids)
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
        cars.stage[rows, v] = stages.DEPARTING
        cars.next_h[rows, v] = t + loading
        self._tell(rows, v, t, "loading begins", world.places[place].id, None)

    def _depart(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        option = self.cars.option[rows, v]
        for k in distinct(option):
            some = option == k
            self._depart_option(f, int(k), rows[some], v[some], t[some])

    def _depart_option(self, f: int, k: int, rows: Rows, v: Ids, t: Array) -> None:
        world, cars, chooser = self.world, self.cars, self.choosers[f]
        fleet, place, number = world.fleets[f], int(chooser.pickup[k]), int(chooser.route[k])
        route = world.routes[number]
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
        cause, hours = cars.unblock(rows, v, t)
        for c in distinct(cause[hours > 0]):
            mine = (cause == c) & (hours > 0)
            self.ledger.wait(rows[mine], cars.aboard(rows[mine], v[mine]), int(c), hours[mine][:, None])
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
        return limits

    def _turn_back(self, f: int, k: int, rows: Rows, v: Ids, t: Array) -> None:
        """The way has closed: people get off and wait again, the vehicle looks for other work."""
        if not len(rows):
            return
        chooser = self.choosers[f]
        place, drop = int(chooser.pickup[k]), int(chooser.drop[k])
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
        go = self._touch_down(drop, fleet.mode, rows, v, t)
        rows, v, t = rows[go], v[go], t[go]
        if not len(rows):
            return
        berth = self.shared.free_berth(drop, fleet.id, rows)
        full = berth == -1
        if full.any():
            cars.block(rows[full], v[full], np.inf, self.code[f"berths {world.places[drop].id}"], t[full])
            rows, v, t, berth = rows[~full], v[~full], t[~full], berth[~full]
        ids = cars.aboard(rows, v)
        safe = np.maximum(ids, 0)
        people = np.where(ids >= 0, crowd.size[rows[:, None], safe], 0).sum(axis=1)
        if drop in crowd.chains and crowd.chains[drop].limited:
            outside = ~crowd.chains[drop].room_outside(rows, people, ids)
            if outside.any():
                cars.block(rows[outside], v[outside], np.inf, self._queue_code(drop), t[outside])
                stay = ~outside
                rows, v, t, berth, ids, people = rows[stay], v[stay], t[stay], berth[stay], ids[stay], people[stay]
        if not len(rows):
            return
        cause, hours = cars.unblock(rows, v, t)
        for c in distinct(cause[hours > 0]):
            mine = (cause == c) & (hours > 0)
            self.ledger.wait(rows[mine], ids[mine], int(c), hours[mine][:, None])
        if drop in crowd.chains:
            crowd.chains[drop].unloading[rows] += people
            crowd.chains[drop].touch(rows, ids, t)
        taken = berth >= 0
        self.shared.berths_used[rows[taken], berth[taken]] += 1
        cars.berth[rows, v] = berth
        unloading = cars.draw(fleet.unload_h, rows, v, "unload") + fleet.unload_per_person_h * people
        unloading[chooser.is_cycle[cars.option[rows, v]]] = 0.0
        cars.at[rows, v] = drop
        cars.stage[rows, v] = stages.UNLOADED
        cars.next_h[rows, v] = t + unloading
        self._tell(rows, v, t, "arrives", world.places[drop].id, None)

    def _queue_code(self, place: int) -> int:
        limited = next(s for s in self.world.stations[place] if not math.isinf(s.queue_limit))
        return self.code[f"queue {limited.id}"]

    def _unloaded(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        world, cars, chooser = self.world, self.cars, self.choosers[f]
        fleet, option = world.fleets[f], cars.option[rows, v]
        drop = chooser.drop[option]
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
        cars.trip[rows, v] += 1
        cars.stage[rows, v] = stages.FREE
        cars.next_h[rows, v] = free_h

    def _enter_place(self, place: int, route: Ids, rows: Rows, v: Ids, t: Array) -> None:
        """Those aboard get off at a place and are there; the berth is free again."""
        cars, crowd = self.cars, self.crowd
        self._tell(rows, v, t, "unloaded", self.world.places[place].id, None)
        ids = cars.aboard(rows, v)
        if place in crowd.chains:
            people = np.where(ids >= 0, crowd.size[rows[:, None], np.maximum(ids, 0)], 0).sum(axis=1)
            crowd.chains[place].unloading[rows] -= people
        if self.world.is_haven[place]:
            for r in distinct(route):
                crowd.enter(place, r, rows[route == r], ids[route == r], t[route == r])
        else:
            crowd.enter(place, int(route[0]), rows, ids, t)
        cars.load[rows, v] = -1
        self._free_berth(rows, v, place, t)

    def _give_up(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        """Release what was spoken for and look for other work."""
        if not len(rows):
            return
        pickup = self.choosers[f].pickup[self.cars.option[rows, v]]
        self.crowd.claimed[rows, pickup] -= self.cars.claim[rows, v]
        self.cars.claim[rows, v] = 0.0
        self.cars.blocked_by[rows, v] = -1
        self.cars.stage[rows, v] = stages.FREE
        self.cars.next_h[rows, v] = t
        self.crowd.came[rows, pickup] = self.crowd.stirred[rows] = True

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

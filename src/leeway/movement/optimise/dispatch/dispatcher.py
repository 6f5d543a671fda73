"""A deterministic dispatcher at planning values: exact times, every rule of the plan, steered by a `Guide`.

Events happen in order of time; at one instant people move first, then scheduled services leave, then people moving
themselves set out, then vehicles are dispatched. A trip is booked whole when loading is decided, so that what it needs
(berths, slots, escorts, room where it goes) is free when it gets there: nothing ever waits on the way for want of it.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from leeway.case.model import Route
from leeway.movement.network import Network, TripOption
from leeway.movement.optimise.dispatch.crowd import Bundle, Crowd, by_group, held_ready, persons
from leeway.movement.optimise.dispatch.desks import Desks
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.hours import Hours, closes_at, next_open
from leeway.movement.optimise.dispatch.places import Places
from leeway.movement.optimise.dispatch.rating import Rating
from leeway.movement.optimise.dispatch.tasks import task_runs
from leeway.movement.optimise.dispatch.trips import Leg, Ride, Trips, Vehicle
from leeway.movement.records import FuelDelivery, Move, Objective, Processing, TaskRun, Walk

EPSILON = 1e-9
STATE, SERVICES, TICKS, VEHICLES = range(4)
LOOK_AT_CLOCK = 200
"""Events between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What one run of the dispatcher gives: records, people who did not get out, by (group, place), and how many events
    it took."""

    moves: tuple[Move, ...]
    walks: tuple[Walk, ...]
    processings: tuple[Processing, ...]
    tasks: tuple[TaskRun, ...]
    deliveries: tuple[FuelDelivery, ...]
    stranded: dict[tuple[str, str], int]
    objective: Objective
    guide: Guide
    events: int = 0


class Stopped(Exception):
    """A run of the dispatcher was broken off because there is no time left."""


def dispatch(network: Network, hours: Hours, guide: Guide, stop: Callable[[], bool] | None = None) -> Dispatched:
    """Run the plan under `guide`. Raises `Stopped` when `stop` says so, asked every few hundred events."""
    return Dispatcher(network, hours, guide).run(stop)


class Dispatcher:
    """One run."""

    def __init__(self, network: Network, hours: Hours, guide: Guide) -> None:
        self.network, self.hours, self.guide = network, hours, guide
        self.plan, self.horizon_h = network.plan, network.case.settings.horizon_h
        self.now = 0.0
        self.heap: list[tuple[float, int, int, Callable[[float], None]]] = []
        self.sequence = 0
        self.groups = network.case.groups
        room_of = {g.id: g.room for g in self.groups.values()}
        self.smallest_room = min(room_of.values(), default=1.0)
        self.crowds = {p: Crowd(room_of) for p in self.plan.places}
        self.places = Places(network)
        self.trips = Trips(network, hours)
        self.rating = Rating(network, guide, self.crowds, self.places)
        self.moves: list[Move] = []
        self.walks: list[Walk] = []
        self.exits: list[tuple[float, int]] = []
        self.waiting: dict[str, list[Vehicle]] = {p: [] for p in self.plan.places}
        self.outside: dict[str, list[tuple[Callable[[float], None], Sequence[Bundle]]]] = {}
        self.idle: list[Vehicle] = []
        self.dirty: set[str] = set()
        self.look_again = False
        self.planned_at: set[float] = set()
        self.ticks_at: set[tuple[str, float]] = set()
        self.woken: set[tuple[str, float]] = set()
        self.forced = False
        self.events = 0
        categories = {g.id: g.category for g in self.groups.values()}
        self.desks = {
            p: Desks(
                network, hours, p, categories, self._finisher(p), self.later, guide.servers_less, self._progress(p)
            )
            for p in self.plan.places
            if p not in network.havens and network.stations_at(p)
        }
        self.desks = {p: d for p, d in self.desks.items() if d.chain}
        self.tasks = task_runs(network)
        self.next_tick: dict[str, float] = {}
        self._walkable()

    # -- events ------------------------------------------------------------------------------------------------

    def later(self, t: float, work: Callable[[float], None], rank: int = STATE) -> None:
        """Ask for `work` at `t`."""
        if t <= self.horizon_h:
            self.sequence += 1
            heapq.heappush(self.heap, (t, rank, self.sequence, work))

    def run(self, stop: Callable[[], bool] | None = None) -> Dispatched:
        """Everything, from the first person ready to the last event."""
        self._people()
        self._services()
        guide_h = self.guide.not_before
        for id_, fleet_id, place in self.network.vehicles:
            if id_ not in self.guide.idle:
                fleet = self.plan.fleets[fleet_id]
                available = max(0.0, self.network.hours(fleet.available_h))
                available += self.guide.less_notice_h.get(fleet_id, 0.0)
                available = max(available, guide_h.get(id_, 0.0))
                vehicle = Vehicle(id_, fleet, place, available)
                self.later(vehicle.free_h, self._freer(vehicle))
        while True:
            while self.heap:
                t, _, _, work = heapq.heappop(self.heap)
                work(t)
                self.now = t
                self.events += 1
                if stop is not None and self.events % LOOK_AT_CLOCK == 0 and stop():
                    raise Stopped
            if not self._force():
                break
        return self._result()

    def _force(self) -> bool:
        """Nothing more will happen by itself: send what waits for more people; True if anything moved."""
        if not any(self.waiting.values()) and not self.idle:
            return False
        self.forced, self.look_again = True, True
        self.dirty.update(p for p, waiting in self.waiting.items() if waiting)
        before = len(self.moves)
        self._dispatch(self.now)
        self.forced = False
        return len(self.moves) > before or bool(self.heap)

    def _plan_dispatch(self, t: float) -> None:
        if t not in self.planned_at:
            self.planned_at.add(t)
            self.later(t, self._dispatch, VEHICLES)

    def _wake(self, t: float, place: str) -> None:
        if math.isfinite(t) and (place, t) not in self.woken:
            self.woken.add((place, t))

            def wake(now: float) -> None:
                self.dirty.add(place)
                self.look_again = True
                self._plan_dispatch(now)

            self.later(t, wake)

    # -- people ------------------------------------------------------------------------------------------------

    def _people(self) -> None:
        for demand in self.network.demands.values():
            if demand.people:
                site = demand.group.site
                self.places.settle(site, demand.people)
                steps = self.tasks.held.get(demand.group.id, ())
                ready = held_ready(demand, steps)
                self.rating.expect(site, demand.group.room, ready)
                k = 0
                while k < len(ready):
                    many = 1
                    while k + many < len(ready) and ready[k + many] == ready[k]:
                        many += 1
                    self.later(max(0.0, ready[k][0]), self._readier(site, Bundle(demand.group.id, ready[k][1], many)))
                    k += many

    def _readier(self, site: str, bundle: Bundle) -> Callable[[float], None]:
        def ready(t: float) -> None:
            self.places.inbound[site] += persons((bundle,))
            self._come(t, site, (bundle,))

        return ready

    def _finisher(self, place: str) -> Callable[[float, Bundle], None]:
        def finished(t: float, bundle: Bundle) -> None:
            self._join(t, place, bundle)

        return finished

    def _come(self, t: float, place: str, bundles: Sequence[Bundle]) -> None:
        self.places.inbound[place] -= persons(bundles)
        if place in self.network.havens:
            self.exits.append((t, persons(bundles)))
            self.places.arrive(place, persons(bundles), t)
            self._capacity_changed(t, place)
        elif place in self.desks:
            for bundle in bundles:
                self.desks[place].enter(t, bundle)
            self.desks[place].work(t)
        else:
            for bundle in bundles:
                self._join(t, place, bundle)

    def _join(self, t: float, place: str, bundle: Bundle) -> None:
        self.crowds[place].add(bundle, self.groups[bundle.group].priority, t)
        if self.waiting[place]:
            self.dirty.add(place)
            self._plan_dispatch(t)
        if place in self.walk_routes:
            self._plan_tick(t, place)
        if place in self.outside:
            self._outside(t, place)

    def _outside(self, t: float, place: str) -> None:
        queue = self.outside.get(place)
        while queue and self.desks[place].admits(t, queue[0][1]):
            queue.pop(0)[0](t)

    def _enter(self, t: float, place: str, bundles: Sequence[Bundle], enter: Callable[[float], None]) -> None:
        """Come in at once, or wait outside behind those who wait already."""
        if place in self.desks and (self.outside.get(place) or not self.desks[place].admits(t, bundles)):
            self.outside.setdefault(place, []).append((enter, bundles))
        else:
            enter(t)

    def _progress(self, place: str) -> Callable[[float], None]:
        """What to do when the desks of a place have moved anybody: its queue may have room again."""
        held = place in self.trips.held

        def moved(t: float) -> None:
            if held:
                self._outside(t, place)
                self.dirty.update(self.rating.pickups_of(place))
                self._plan_dispatch(t)

        return moved

    def _capacity_changed(self, t: float, place: str) -> None:
        if math.isfinite(self.plan.places[place].capacity):
            self.dirty.update(self.rating.pickups_of(place))
            self.look_again = True
            self._plan_dispatch(t)
            for origin in self.walk_origins.get(place, ()):
                self._plan_tick(t, origin)

    # -- people moving themselves and scheduled services -----------------------------------------------------------

    def _walkable(self) -> None:
        self.walk_routes: dict[str, list[str]] = {}
        self.walk_origins: dict[str, set[str]] = {}
        out = self.rating.hours_out
        called = {o.pickup for options in self.network.options.values() for o in options}
        for route in sorted(self.plan.routes.values(), key=lambda r: out.get(r.destination, math.inf)):
            if not route.self_moving or route.empty_only or route.origin in self.network.havens:
                continue
            if route.destination not in self.network.leads_out:
                continue
            if not self.guide.walk and route.origin in called:
                continue
            self.walk_routes.setdefault(route.origin, []).append(route.id)
            self.walk_origins.setdefault(route.destination, set()).add(route.origin)

    def _plan_tick(self, t: float, place: str) -> None:
        if place not in self.walk_routes or not self.crowds[place].people:
            return
        step = self.network.case.settings.flow_step_h
        tick = math.ceil(t / step - 1e-6) * step
        if (place, tick) not in self.ticks_at:
            self.ticks_at.add((place, tick))
            self.later(max(t, tick), lambda now: self._tick(now, place), TICKS)

    def _tick(self, t: float, place: str) -> None:
        step, crowd = self.network.case.settings.flow_step_h, self.crowds[place]
        self.ticks_at.discard((place, math.ceil(t / step - 1e-6) * step))
        again = math.inf
        for name in self.walk_routes[place]:
            route = self.plan.routes[name]
            leg_h = 0.0 if route.time_h is None else self.network.hours(route.time_h)
            opens = next_open(self.hours.entry(route, False, leg_h, ""), max(t, self.next_tick.get(name, t)))
            if opens > t + EPSILON:
                again = min(again, opens)
                continue
            if route.constant_rate:
                again = min(again, self._stream(t, route, leg_h))
                continue
            rate = math.floor(route.people_per_h * step + 1e-9) if math.isfinite(route.people_per_h) else math.inf
            limit = min(rate, self.places.room_at(route.destination, t))
            if route.destination in self.desks:
                limit = min(limit, self.desks[route.destination].most_at_once)
            bundles = crowd.take(math.inf, limit)
            if bundles:
                self._walk(t, route, bundles, leg_h)
                if math.isfinite(rate):
                    self.next_tick[name] = t + step
                again = min(again, t + step)
            elif limit < 1 <= rate:
                again = min(again, self.places.room_for(route.destination, 1, t))
            elif math.isfinite(rate) and rate >= 1:
                again = min(again, self._file(t, route, leg_h, int(rate), limit))
        if crowd.people and math.isfinite(again):
            self._plan_tick(max(again, t + step), place)

    def _file(self, t: float, route: Route, leg_h: float, rate: int, limit: float) -> float:
        """One party larger than a tick takes sets out over several; returns the tick after it."""
        step = self.network.case.settings.flow_step_h
        party = self.crowds[route.origin].first_party()
        if party is None:
            return math.inf
        ticks = math.ceil(party.size / rate)
        last = t + (ticks - 1) * step
        room = self.places.room_at(route.destination, t)
        if room < party.size or next_open(self.hours.entry(route, False, leg_h, ""), last) > last + EPSILON:
            self.crowds[route.origin].add(party, self.groups[party.group].priority, t)
            return self.places.room_for(route.destination, party.size, t) if room < party.size else last + step
        self.next_tick[route.id] = last + step
        pieces = [(party.group, min(rate, party.size - k * rate), t + k * step) for k in range(ticks)]
        self._under_way(t, route, [party], pieces, last + leg_h)
        return last + step

    def _stream(self, t: float, route: Route, leg_h: float) -> float:
        """A group leaves whole, in one unbroken stream, at the rate every constant-rate route can take; returns when to
        look again. It sets out once nobody else can still join it."""
        step, crowd = self.network.case.settings.flow_step_h, self.crowds[route.origin]
        per_h = min(r.people_per_h for r in self.plan.routes.values() if r.constant_rate and r.self_moving)
        most = per_h if math.isinf(per_h) else math.floor(per_h * step + 1e-9)
        if self.rating.coming(route.origin) > 0 or most < 1:
            return math.inf
        again = math.inf
        for group, people in sorted(crowd.contents().items(), key=lambda row: self.groups[row[0]].priority):
            rate = int(min(people, most))
            last = t + (math.ceil(people / rate) - 1) * step
            opens = next_open(self.hours.entry(route, False, leg_h, ""), last)
            if opens > last + EPSILON or self.places.room_at(route.destination, t) < people:
                again = min(again, opens, self.places.room_for(route.destination, people, t))
                continue
            bundles = crowd.take_group(group)
            ticks = range(math.ceil(people / rate))
            pieces = [(group, min(rate, people - k * rate), t + k * step) for k in ticks]
            self.next_tick[route.id] = last + step
            self._under_way(t, route, bundles, pieces, last + leg_h)
            return last + step
        return again if again > t + EPSILON else t + step

    def _walk(self, t: float, route: Route, bundles: list[Bundle], leg_h: float) -> None:
        pieces = [(group, people, t) for group, people in by_group(bundles)]
        self._under_way(t, route, bundles, pieces, t + leg_h)

    def _under_way(
        self, t: float, route: Route, bundles: list[Bundle], pieces: list[tuple[str, int, float]], arrive_h: float
    ) -> None:
        """People on foot: written down when they come in, together, which may be later than they could."""
        self.places.set_out(route.origin, route.destination, persons(bundles), t)
        self._capacity_changed(t, route.origin)

        def come_in(now: float) -> None:
            for group, people, at in pieces:
                self.walks.append(Walk(group, route.id, route.origin, route.destination, people, at, now))
            # On a constant-rate route the people of a tick are there when the tick has passed.
            step = self.network.case.settings.flow_step_h if route.constant_rate else 0.0
            if route.destination in self.network.havens:
                now += step
            self._come(now, route.destination, bundles)

        self.later(arrive_h, lambda now: self._enter(now, route.destination, bundles, come_in))

    def _services(self) -> None:
        for service in self.plan.services.values():
            seats = math.floor(service.seats * self.network.hours(service.seats_share) + 1e-6)
            for number, moment in enumerate(service.departures, 1):
                t = moment.after(self.network.start)
                if t >= 0:
                    self.later(t, self._departer(service.id, number, seats), SERVICES)

    def _departer(self, service: str, number: int, seats: int) -> Callable[[float], None]:
        spec = self.plan.services[service]
        route = self.plan.routes[spec.route]
        leg_h = self.network.service_h(spec)

        def departs(t: float) -> None:
            if next_open(self.hours.entry(route, False, leg_h, ""), t) > t + EPSILON:
                return
            if route.destination in self.network.havens and t + leg_h > self.horizon_h:
                return
            limit = self.places.room_at(route.destination, t)
            bundles = self.crowds[route.origin].take(seats, limit)
            if not bundles:
                return
            self.places.set_out(route.origin, route.destination, persons(bundles), t)
            self._capacity_changed(t, route.origin)

            def come_in(now: float) -> None:
                self.moves.append(
                    Move(f"{service}/{number}", "", number, route.id, route.origin, route.destination, False,
                         t, t, t + leg_h, now, by_group(bundles))
                )  # fmt: skip
                self._come(now, route.destination, bundles)

            self.later(t + leg_h, lambda now: self._enter(now, route.destination, bundles, come_in))

        return departs

    # -- vehicles ----------------------------------------------------------------------------------------------

    def _freer(self, vehicle: Vehicle) -> Callable[[float], None]:
        def free(t: float) -> None:
            vehicle.free_h = t
            self.idle.append(vehicle)
            self.look_again = True
            self._plan_dispatch(t)

        return free

    def _dispatch(self, t: float) -> None:
        self.planned_at.discard(t)
        while self.dirty or self.look_again:
            places, self.dirty = sorted(self.dirty), set()
            for place in places:
                for vehicle in list(self.waiting[place]):
                    if vehicle in self.waiting[place]:
                        self._try_load(vehicle, t)
            if self.look_again:
                self.look_again = False
                in_vain: set[object] = set()
                for vehicle in list(self.idle):
                    like = self._alike(vehicle, t)
                    if like is None or like not in in_vain:
                        self._try_target(vehicle, t)
                        if like is not None and vehicle.option is None:
                            in_vain.add(like)

    def _alike(self, vehicle: Vehicle, t: float) -> object:
        """What decides where an idle vehicle can go: what one cannot do now, nobody like it can. None: by itself."""
        fleet, slots = vehicle.fleet, self.plan.places[vehicle.place].slots
        if math.isfinite(fleet.crew_duty_h) or fleet.most_trips is not None or vehicle.id in self.guide.orders:
            return None
        parked = vehicle.arrived_h is None or slots is None or t >= vehicle.arrived_h + slots.parking_h
        return (fleet.id, vehicle.place, frozenset(vehicle.banned)) if parked else None

    def _try_target(self, vehicle: Vehicle, t: float) -> None:
        fleet = vehicle.fleet
        if fleet.most_trips is not None and vehicle.loaded_trips >= fleet.most_trips:
            self.idle.remove(vehicle)
            return
        for option in self.rating.ranked(vehicle, t, self.trips):
            if self._set_off(vehicle, option, t):
                return

    def _set_off(self, vehicle: Vehicle, option: TripOption, t: float) -> bool:
        """Send an idle vehicle towards a pick-up; False if it cannot go there as things stand."""
        way = self.trips.way(vehicle, option)
        if way is None:
            return False
        way_h = sum(leg_h for _, _, leg_h in way)
        ready = self.trips.fuel_h(option, way_h, t, book=False)
        if way and math.isfinite(ready):
            ready = self._rested(vehicle, option, ready, way_h)
        timetable = self._timetable(vehicle, option, ready) if way and math.isfinite(ready) else None
        if timetable is not None:
            legs: list[Leg] | None = timetable[0]
        else:
            legs = self.trips.empty(vehicle, option, ready) if way and math.isfinite(ready) else []
        if not math.isfinite(ready) or legs is None:
            return False
        if legs and legs[0].depart_h > t + EPSILON and legs[0].depart_h > ready + EPSILON and not self.forced:
            self._wake(legs[0].depart_h, vehicle.place)
            return False
        self.trips.fuel_h(option, way_h, t, book=True)
        self.idle.remove(vehicle)
        vehicle.option = option
        self.rating.bind(option.pickup, fleet_room(vehicle, self.guide), +1)
        origin = vehicle.place
        if legs:
            self._starts_duty(vehicle, legs[0].depart_h)
            self.trips.book_empty(vehicle, legs)
            for leg in legs:
                a, b = leg.route.origin, leg.route.destination
                a, b = (b, a) if leg.backwards else (a, b)
                self.moves.append(
                    Move(vehicle.id, vehicle.fleet.id, vehicle.trip, leg.route.id, a, b, leg.backwards,
                         leg.depart_h, leg.depart_h, leg.arrive_h, leg.arrive_h, ())
                )  # fmt: skip
            vehicle.under_way = True
            vehicle.ended_h = legs[-1].arrive_h
            self._ground_freed(legs[0].depart_h, origin)
        if timetable is not None:
            self._fly_by(vehicle, option, timetable[1])
            return True
        at = legs[-1].arrive_h if legs else ready
        self.later(at, self._waiter(vehicle))
        return True

    def _timetable(self, vehicle: Vehicle, option: TripOption, t: float) -> tuple[list[Leg], Ride] | None:
        """A turnaround to be booked at once, if the guide wants one here."""
        wait_h = self.guide.turn_h.get(vehicle.fleet.id)
        if wait_h is None or self.forced:
            return None
        room = fleet_room(vehicle, self.guide)
        crowd, bound = self.crowds[option.pickup], self.rating.bound[option.pickup]
        if crowd.room - bound < self.guide.turn_ready * room:
            return None
        if crowd.room + self.rating.coming(option.pickup) * self.rating.mean_room - bound < room:
            return None
        people = math.floor(room / self.smallest_room)
        stay_h = 0.0 if vehicle.loaded_trips else self.guide.stay_h.get(vehicle.id, 0.0)
        return self.trips.turnaround(vehicle, option, t, people, stay_h, wait_h)

    def _fly_by(self, vehicle: Vehicle, option: TripOption, ride: Ride) -> None:
        """Book the departure now; take whoever is there when loading begins, and leave in any case."""
        held = self.trips.book_ride(vehicle, option, ride)
        room = fleet_room(vehicle, self.guide)

        def load(t: float) -> None:
            self.rating.bind(option.pickup, room, -1)
            limit = self.places.room_at(option.drop, ride.depart_h)
            if option.drop in self.desks:
                limit = min(limit, self.desks[option.drop].most_at_once)
            bundles = self.crowds[option.pickup].take(room, limit)
            if not bundles:
                self._fly_empty(vehicle, option, ride, held)
                return
            load_h, unload_h = self.trips.handling_h(option, persons(bundles))
            actual = replace(ride, load_start_h=ride.depart_h - load_h, unload_end_h=ride.arrive_h + unload_h)
            self._on_board(vehicle, option, actual, bundles, held)

        self.later(ride.load_start_h, load, VEHICLES)

    def _fly_empty(self, vehicle: Vehicle, option: TripOption, ride: Ride, held: list[list[float]]) -> None:
        """Nobody was there to take: the stand and the slots are promised to others, so the vehicle leaves."""
        trip, free = vehicle.trip, self._freer(vehicle)
        vehicle.trip, vehicle.under_way, vehicle.option = trip + 1, False, None
        self._ground_freed(ride.depart_h, option.pickup)

        def arrives(t: float) -> None:
            for reservation in held:
                reservation[1] = t
            self.moves.append(
                Move(vehicle.id, vehicle.fleet.id, trip, option.route, option.pickup, option.drop, False,
                     ride.depart_h, ride.depart_h, ride.arrive_h, ride.arrive_h, ())
            )  # fmt: skip
            vehicle.ended_h = t
            free(t)

        self.later(ride.arrive_h, arrives)

    def _rested(self, vehicle: Vehicle, option: TripOption, t: float, way_h: float) -> float:
        """Earliest setting out with enough duty hours left for the trip."""
        fleet = vehicle.fleet
        if vehicle.duty_began_h is None or math.isinf(fleet.crew_duty_h):
            return t
        if t - vehicle.ended_h >= fleet.crew_rest_h - EPSILON:
            return t
        handling = sum(self.trips.handling_h(option, fleet_room(vehicle, self.guide)))
        if t + way_h + handling + option.loaded_h <= vehicle.duty_began_h + fleet.crew_duty_h:
            return t
        return max(t, vehicle.ended_h + fleet.crew_rest_h)

    def _starts_duty(self, vehicle: Vehicle, depart_h: float, begin_h: float | None = None) -> None:
        begin = depart_h if begin_h is None else begin_h
        if vehicle.duty_began_h is None or begin - vehicle.ended_h >= vehicle.fleet.crew_rest_h - EPSILON:
            vehicle.duty_began_h = depart_h

    def _ground_freed(self, t: float, place: str) -> None:
        if place in self.trips.ground and math.isfinite(self.trips.ground[place].capacity):
            self.later(max(t, 0.0), self._looker())

    def _looker(self) -> Callable[[float], None]:
        def look(now: float) -> None:
            self.look_again = True
            self.dirty.update(p for p, waiting in self.waiting.items() if waiting)
            self._plan_dispatch(now)

        return look

    def _waiter(self, vehicle: Vehicle) -> Callable[[float], None]:
        def at_pickup(t: float) -> None:
            assert vehicle.option is not None
            vehicle.since_h = t
            vehicle.waits_until_h = 0.0
            self.waiting[vehicle.option.pickup].append(vehicle)
            self.dirty.add(vehicle.option.pickup)
            self._plan_dispatch(t)

        return at_pickup

    def _release(self, vehicle: Vehicle, t: float) -> None:
        """Nobody is left here for this vehicle: it may be sent elsewhere."""
        assert vehicle.option is not None
        self.waiting[vehicle.option.pickup].remove(vehicle)
        self.rating.bind(vehicle.option.pickup, fleet_room(vehicle, self.guide), -1)
        if vehicle.under_way:
            vehicle.trip += 1
            vehicle.under_way = False
        vehicle.option = None
        self.idle.append(vehicle)
        self.look_again = True

    def _try_load(self, vehicle: Vehicle, t: float) -> None:
        option, fleet = vehicle.option, vehicle.fleet
        assert option is not None
        crowd, room = self.crowds[option.pickup], fleet_room(vehicle, self.guide)
        coming = self.rating.coming(option.pickup)
        if crowd.people == 0:
            if coming == 0:
                self._release(vehicle, t)
            return
        fill = self.guide.fill_of.get(fleet.id, self.guide.fill)
        fill = self.guide.fill_at.get((fleet.id, vehicle.loaded_trips), fill)
        wanted = min(crowd.room, room)
        short = coming > 0 and crowd.room < fill * room - EPSILON
        if short and not self.forced and t < vehicle.waits_until_h - EPSILON:
            return
        estimate = min(crowd.people, math.floor(room / self.smallest_room))
        ride = self.trips.ride(vehicle, option, t, estimate)
        if ride is None:
            if not self._possible(vehicle, option, t):
                vehicle.banned.add(option.route)
                self._release(vehicle, t)
            return
        limit = self.places.room_at(option.drop, ride.depart_h)
        if option.drop in self.desks:
            limit = min(limit, self.desks[option.drop].most_at_once)
            if option.drop in self.trips.held and math.isfinite(fleet.crew_duty_h):
                limit = min(limit, self.desks[option.drop].room - self.places.inbound[option.drop])
        if limit < 1 or (limit * self.smallest_room < fill * wanted and not self.forced):
            people = math.ceil(min(crowd.people, room))
            has_room = self.places.room_for(option.drop, people, ride.depart_h) - (ride.depart_h - t)
            self._wake(has_room, option.pickup)
            if limit < 1 or not self.forced:
                return
        if short and not self.forced:
            last = self._last_call(vehicle, option, ride, t)
            give_up = min(last, vehicle.since_h + self.guide.hold_h)
            if t < give_up - EPSILON:
                vehicle.waits_until_h = give_up
                self._wake(give_up, option.pickup)
                return
        if ride.load_start_h > t + EPSILON and crowd.room < room - EPSILON and coming > 0:
            self._wake(ride.load_start_h, option.pickup)
            return
        if not self._within_duty(vehicle, option, ride, t):
            return
        bundles = crowd.take(room, limit)
        if not bundles:
            if coming == 0 or self.forced:
                vehicle.banned.add(option.route)
                self._release(vehicle, t)
            return
        if persons(bundles) != estimate:
            again = self.trips.ride(vehicle, option, t, persons(bundles))
            ride = ride if again is None else again
        self._depart(vehicle, option, ride, bundles)

    def _possible(self, vehicle: Vehicle, option: TripOption, t: float) -> bool:
        """Whether the route may still be used at all after `t`."""
        route = self.plan.routes[option.route]
        load_h = self.trips.handling_h(option, 1)[0]
        opens = next_open(self.hours.entry(route, False, option.loaded_h, vehicle.fleet.mode), t + load_h)
        return opens + option.loaded_h <= self.horizon_h

    def _last_call(self, vehicle: Vehicle, option: TripOption, ride: Ride, t: float) -> float:
        """Latest time at which loading can begin and still use the present opening, or the crew's duty."""
        route = self.plan.routes[option.route]
        closes = closes_at(self.hours.entry(route, False, option.loaded_h, vehicle.fleet.mode), ride.depart_h)
        last = closes - (ride.depart_h - ride.load_start_h)
        if vehicle.under_way and vehicle.duty_began_h is not None and math.isfinite(vehicle.fleet.crew_duty_h):
            last = min(last, vehicle.duty_began_h + vehicle.fleet.crew_duty_h - (ride.unload_end_h - ride.load_start_h))
        return last if last >= t else math.inf

    def _within_duty(self, vehicle: Vehicle, option: TripOption, ride: Ride, t: float) -> bool:
        fleet = vehicle.fleet
        if math.isinf(fleet.crew_duty_h):
            return True
        fresh = not vehicle.under_way and (
            vehicle.duty_began_h is None or ride.load_start_h - vehicle.ended_h >= fleet.crew_rest_h - EPSILON
        )
        began = ride.depart_h if fresh or vehicle.duty_began_h is None else vehicle.duty_began_h
        if ride.unload_end_h <= began + fleet.crew_duty_h + EPSILON:
            return True
        if fresh:
            vehicle.banned.add(option.route)
            self._release(vehicle, t)
            return False
        if vehicle.under_way:
            self._release(vehicle, t)  # the way here was a trip of its own; what follows the rest is another
            return False
        self._wake(max(t + 2 * EPSILON, vehicle.ended_h + fleet.crew_rest_h), option.pickup)
        return False

    def _depart(self, vehicle: Vehicle, option: TripOption, ride: Ride, bundles: list[Bundle]) -> None:
        self.waiting[option.pickup].remove(vehicle)
        self.rating.bind(option.pickup, fleet_room(vehicle, self.guide), -1)
        if not vehicle.under_way:
            self._starts_duty(vehicle, ride.depart_h, ride.load_start_h)
        self._on_board(vehicle, option, ride, bundles, self.trips.book_ride(vehicle, option, ride))
        self.look_again = True

    def _on_board(
        self, vehicle: Vehicle, option: TripOption, ride: Ride, bundles: list[Bundle], held: list[list[float]]
    ) -> None:
        """People are aboard a ride that is booked: what happens when it leaves, arrives and is empty again."""
        people = persons(bundles)
        self.places.commit(option.pickup, option.drop, people)

        def departs(now: float) -> None:
            self.places.gone(option.pickup, people)
            self._capacity_changed(now, option.pickup)
            self._ground_freed(now, option.pickup)

        self.later(ride.depart_h, departs)
        unload_h = ride.unload_end_h - ride.arrive_h

        def arrives(now: float) -> None:
            self._enter(now, option.drop, bundles, unloaded)

        def unloaded(now: float) -> None:
            for reservation in held:
                reservation[1] = now
            self.moves.append(
                Move(vehicle.id, vehicle.fleet.id, trip, option.route, option.pickup, option.drop, False,
                     ride.load_start_h, ride.depart_h, ride.arrive_h, now, by_group(bundles))
            )  # fmt: skip
            self._come(now, option.drop, bundles)
            vehicle.ended_h = now
            stop = vehicle.fleet.refuel_every and vehicle.loaded_trips % vehicle.fleet.refuel_every == 0
            free = self._freer(vehicle)
            if stop:
                self.later(now + self.trips.refuel_h[vehicle.fleet.id], free)
            else:
                free(now)

        trip = vehicle.trip
        vehicle.trip, vehicle.under_way = trip + 1, False
        vehicle.loaded_trips += 1
        vehicle.option = None
        self.later(ride.arrive_h + unload_h, arrives)

    # -- result ------------------------------------------------------------------------------------------------

    def _result(self) -> Dispatched:
        stranded: dict[tuple[str, str], int] = {}
        for demand in self.network.demands.values():
            if demand.people:
                stranded[demand.group.id, demand.group.site] = demand.people
        for origin, destination, people in (
            *((m.origin, m.destination, m.people) for m in self.moves),
            *((w.origin, w.destination, ((w.group, w.people),)) for w in self.walks),
        ):
            for group, many in people:
                stranded[group, origin] = stranded.get((group, origin), 0) - many
                if destination not in self.network.havens:
                    stranded[group, destination] = stranded.get((group, destination), 0) + many
        stranded = {key: many for key, many in stranded.items() if many}
        weighted = sum(self.groups[g].weight * many for (g, _), many in stranded.items())
        out = sum(many for _, many in self.exits)
        mean = sum(t * many for t, many in self.exits) / out if out else 0.0
        last = max((t for t, _ in self.exits), default=0.0)
        moves = sorted(self.moves, key=lambda m: (m.load_start_h, m.depart_h, m.vehicle, m.trip))
        processings = [record for desks in self.desks.values() for record in desks.records]
        processings.sort(key=lambda p: (p.start_h, p.place, p.station))
        return Dispatched(
            tuple(moves), tuple(self.walks), tuple(processings), self.tasks.runs, tuple(self.trips.called.values()),
            stranded, Objective(weighted, last, mean), self.guide, self.events,
        )  # fmt: skip


def fleet_room(vehicle: Vehicle, guide: Guide) -> int:
    """Room the guide lets the vehicle use."""
    return max(1, vehicle.fleet.room - guide.seats_less.get(vehicle.fleet.id, 0))

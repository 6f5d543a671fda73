"""Where an idle vehicle goes: the best trip it can set off for, or a whole turnaround by timetable."""

from __future__ import annotations

import math
from dataclasses import replace

from leeway.movement.network import TripOption
from leeway.movement.optimise.dispatch.agenda import EPSILON, VEHICLES
from leeway.movement.optimise.dispatch.boarding import Boarding, fleet_room
from leeway.movement.optimise.dispatch.crowd import persons
from leeway.movement.optimise.dispatch.vehicle import Leg, Ride, Vehicle
from leeway.movement.records import Move


class Sending(Boarding):
    """Idle vehicles."""

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
        ready = self.trips.stocks.ready_h(option, way_h, t, book=False)
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
        self.trips.stocks.ready_h(option, way_h, t, book=True)
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

"""Whether a vehicle that waits at a pick-up loads now, waits for more people, or gives up."""

from __future__ import annotations

import math

from leeway.movement.network import TripOption
from leeway.movement.optimise.dispatch.agenda import EPSILON
from leeway.movement.optimise.dispatch.boarding import fleet_room
from leeway.movement.optimise.dispatch.crowd import Bundle, persons
from leeway.movement.optimise.dispatch.hours import closes_at, next_open
from leeway.movement.optimise.dispatch.sending import Sending
from leeway.movement.optimise.dispatch.vehicle import Ride, Vehicle


class Loading(Sending):
    """Waiting vehicles."""

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
        fill = self.guide.fill_at.get((vehicle.id, vehicle.loaded_trips), fill)
        wanted = min(crowd.room, room)
        self.waited = self.waited or (coming > 0 and crowd.room < room - EPSILON)
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
        self.waited = self.waited or limit * self.smallest_room < wanted
        if limit >= 1 and self.places.never_emptier(option.drop):
            wanted = min(wanted, limit * self.smallest_room)
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

"""A vehicle at a pick-up: it waits, takes people aboard, rides, unloads and is free again."""

from __future__ import annotations

from collections.abc import Callable

from leeway.movement.network import TripOption
from leeway.movement.optimise.dispatch.agenda import EPSILON
from leeway.movement.optimise.dispatch.crowd import Bundle, by_group, persons
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.services import Services
from leeway.movement.optimise.dispatch.vehicle import Ride, Vehicle
from leeway.movement.records import Move


class Boarding(Services):
    """The life of a vehicle between two decisions."""

    def _freer(self, vehicle: Vehicle) -> Callable[[float], None]:
        def free(t: float) -> None:
            vehicle.free_h = t
            self.idle.append(vehicle)
            self.look_again = True
            self._plan_dispatch(t)

        return free

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

    def _starts_duty(self, vehicle: Vehicle, depart_h: float, begin_h: float | None = None) -> None:
        begin = depart_h if begin_h is None else begin_h
        if vehicle.duty_began_h is None or begin - vehicle.ended_h >= vehicle.fleet.crew_rest_h - EPSILON:
            vehicle.duty_began_h = depart_h

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


def fleet_room(vehicle: Vehicle, guide: Guide) -> int:
    """Room the guide lets the vehicle use."""
    return max(1, vehicle.fleet.room - guide.seats_less.get(vehicle.fleet.id, 0))

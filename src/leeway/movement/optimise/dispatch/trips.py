"""When a trip can be made: the earliest times at which every shared limit along it is free, and their booking."""

from __future__ import annotations

import math

from leeway.case.model import Fleet, Place, Route
from leeway.movement.network import Network, TripOption
from leeway.movement.optimise.dispatch.fuel import Stocks
from leeway.movement.optimise.dispatch.hours import Hours, next_open
from leeway.movement.optimise.dispatch.limits import TOLERANCE_H, Pool, Spacing
from leeway.movement.optimise.dispatch.vehicle import Leg, Ride, Vehicle

MOST_ATTEMPTS = 2000
MOST_TURNS = 50


class Trips:
    """Berths, slots, places on the ground, route rates, escorts and fuel of one plan, with what is booked on them."""

    def __init__(self, network: Network, hours: Hours) -> None:
        self.network, self.hours = network, hours
        plan = network.plan
        self.berths = {p.id: [(b, Pool(b.count)) for b in p.berths] for p in plan.places.values() if p.berths}
        self.movements = {p.id: Spacing(p.slots.movements_per_h) for p in plan.places.values() if p.slots}
        self.ground = {p.id: Pool(p.slots.maximum_on_ground) for p in plan.places.values() if p.slots}
        self.rates = {r.id: Spacing(r.vehicles_per_h) for r in plan.routes.values() if math.isfinite(r.vehicles_per_h)}
        self.escorts = {e.id: Pool(e.count, network.hours(e.available_h)) for e in plan.escort_pools.values()}
        self._ways: dict[tuple[str, str, str], list[tuple[Route, bool, float]] | None] = {}
        self.stocks = Stocks(network)
        self.held = {p for p in plan.places if any(
            math.isfinite(plan.stations[s].queue_limit) for s in network.stations_at(p))}  # fmt: skip
        self.load_h = {f.id: network.hours(f.load_h) for f in plan.fleets.values()}
        self.unload_h = {f.id: network.hours(f.unload_h) for f in plan.fleets.values()}
        self.refuel_h = {f.id: network.hours(f.refuel_h) for f in plan.fleets.values()}

    def slotted(self, place: Place, fleet: Fleet) -> bool:
        """Whether the place's slots count this fleet."""
        return place.slots is not None and (not place.slots.modes or fleet.mode in place.slots.modes)

    def _movement(self, place: str, fleet: Fleet, t: float) -> float:
        return self.movements[place].earliest(t) if self.slotted(self.network.plan.places[place], fleet) else t

    def _set_out(self, vehicle: Vehicle, place: str, t: float) -> float:
        """Earliest departure by the shortest time on the ground."""
        spec = self.network.plan.places[place]
        if vehicle.arrived_h is None or spec.slots is None or not self.slotted(spec, vehicle.fleet):
            return t
        return max(t, vehicle.arrived_h + spec.slots.parking_h)

    def way(self, vehicle: Vehicle, option: TripOption) -> list[tuple[Route, bool, float]] | None:
        """Empty legs to the pick-up (out half of a round included): (route, backwards, hours)."""
        key = (vehicle.place, option.fleet, option.route)
        if key not in self._ways:
            self._ways[key] = self._way(vehicle, option)
        return self._ways[key]

    def _way(self, vehicle: Vehicle, option: TripOption) -> list[tuple[Route, bool, float]] | None:
        target = option.drop if option.is_cycle else option.pickup
        found = self.network.empty_ways[vehicle.fleet.id].get(vehicle.place, {}).get(target)
        if found is None and vehicle.place != target:
            return None
        legs = [] if found is None else [
            (r, back, self.network.leg_h(vehicle.fleet, r, loaded=False))
            for r, back in ((self.network.plan.routes[name], back) for name, back in found[1])
        ]  # fmt: skip
        if option.is_cycle:
            legs.append((self.network.plan.routes[option.route], True, option.loaded_h))
        return legs

    def empty(self, vehicle: Vehicle, option: TripOption, t: float, *, stands: bool = True) -> list[Leg] | None:
        """Earliest empty legs to the pick-up from `t` on, None if they are not possible as things stand.

        `stands`: for a stay without known end; False leaves places on the ground to the caller."""
        legs = self.way(vehicle, option)
        if legs is None:
            return None
        start = self._set_out(vehicle, vehicle.place, t)
        for _ in range(MOST_ATTEMPTS):
            result: list[Leg] = []
            x, delay = start, 0.0
            for route, backwards, leg_h in legs:
                delay = self._leg_delay(vehicle.fleet, route, backwards, leg_h, x)
                if delay > TOLERANCE_H:
                    break
                result.append(Leg(route, backwards, x, x + leg_h))
                x += leg_h
            slotted = self.slotted(self.network.plan.places[option.pickup], vehicle.fleet)
            if stands and delay <= TOLERANCE_H and result and slotted:
                delay = self.ground[option.pickup].earliest(x, math.inf) - x
            if delay <= TOLERANCE_H:
                return result
            start += delay
            if not math.isfinite(start):
                return None
        return None

    def _leg_delay(self, fleet: Fleet, route: Route, backwards: bool, leg_h: float, t: float) -> float:
        first, last = (route.destination, route.origin) if backwards else (route.origin, route.destination)
        d = next_open(self.hours.entry(route, backwards, leg_h, fleet.mode), t)
        if route.id in self.rates and math.isfinite(d):
            d = self.rates[route.id].earliest(d)
        d = self._movement(first, fleet, d) if math.isfinite(d) else d
        return self._movement(last, fleet, d + leg_h) - leg_h - t if math.isfinite(d) else math.inf

    def handling_h(self, option: TripOption, people: int) -> tuple[float, float]:
        """Loading and unloading hours of a load."""
        if option.is_cycle:
            return 0.0, 0.0
        fleet = self.network.plan.fleets[option.fleet]
        return (
            self.load_h[fleet.id] + fleet.load_per_person_h * people,
            self.unload_h[fleet.id] + fleet.unload_per_person_h * people,
        )

    def _berth(self, place: str, fleet: str, t: float, length_h: float) -> tuple[float, Pool | None]:
        if place not in self.berths or length_h <= TOLERANCE_H:
            return t, None
        pools = [pool for berth, pool in self.berths[place] if not berth.fleets or fleet in berth.fleets]
        times = [pool.earliest(t, length_h) for pool in pools]
        best = min(times)
        return best, pools[times.index(best)]

    def ride(self, vehicle: Vehicle, option: TripOption, t: float, people: int) -> Ride | None:
        """Earliest loaded leg from `t` on, None if it is not possible as things stand."""
        load_h, unload_h = self.handling_h(option, people)
        route, fleet = self.network.plan.routes[option.route], vehicle.fleet
        to = self.network.plan.places[option.drop]
        stay_h = math.inf if option.drop in self.held else unload_h
        s = t
        for _ in range(MOST_ATTEMPTS):
            if not math.isfinite(s):
                return None
            begin, berth_from = self._berth(option.pickup, fleet.id, s, load_h)
            if begin > s + TOLERANCE_H:
                s = begin
                continue
            d = s + load_h
            later = self._set_out(vehicle, option.pickup, d)
            later += max(0.0, self._leg_delay(fleet, route, False, option.loaded_h, later))
            if math.isfinite(later) and route.escorts and route.escort_pool is not None:
                later = self.escorts[route.escort_pool].earliest(later, option.loaded_h + stay_h, route.escorts)
            if not math.isfinite(later):
                return None
            arrive = later + option.loaded_h
            at, berth_to = self._berth(option.drop, fleet.id, arrive, stay_h)
            if math.isfinite(at) and self.slotted(to, fleet):
                at = self.ground[option.drop].earliest(at, math.inf)
            later += at - arrive
            if later > d + TOLERANCE_H:
                s += later - d
                continue
            if option.drop in self.network.havens and d + option.loaded_h + unload_h > self._horizon_h:
                return None
            return Ride(s, d, d + option.loaded_h, d + option.loaded_h + unload_h, berth_from, berth_to)
        return None

    def turnaround(
        self, vehicle: Vehicle, option: TripOption, t: float, people: int, stay_h: float, wait_h: float
    ) -> tuple[list[Leg], Ride] | None:
        """Way to the pick-up from `t` on and the ride from there as one timetable, whose stop waits `stay_h`
        before loading and at most `wait_h` more than loading and the shortest time on the ground ask for; None if there
        is none."""
        pickup, route = self.network.plan.places[option.pickup], self.network.plan.routes[option.route]
        if option.is_cycle or option.drop in self.held or route.escorts or not self.slotted(pickup, vehicle.fleet):
            return None
        if pickup.slots is None or math.isfinite(vehicle.fleet.crew_duty_h):
            return None
        least_h = max(self.handling_h(option, people)[0], pickup.slots.parking_h)
        start = t
        for _ in range(MOST_TURNS):
            legs = self.empty(vehicle, option, start, stands=False)
            if not legs:
                return None
            arrive = legs[-1].arrive_h
            ride = self._after(vehicle, option, legs, people, arrive + stay_h)
            if ride is None or ride.depart_h - arrive > stay_h + least_h + wait_h + TOLERANCE_H:
                return None
            free = self.ground[pickup.id].earliest(arrive, ride.depart_h - arrive)
            if free <= arrive + TOLERANCE_H:
                return legs, ride
            start = legs[0].depart_h + free - arrive
            if not math.isfinite(start):
                return None
        return None

    def _after(self, vehicle: Vehicle, option: TripOption, legs: list[Leg], people: int, t: float) -> Ride | None:
        """The ride from `t` on once the empty legs are booked, which they are only for the asking."""
        booked: list[tuple[Spacing, float]] = []
        for leg in legs:
            ends = (leg.route.origin, leg.route.destination)
            ends = ends[::-1] if leg.backwards else ends
            for place, at in zip(ends, (leg.depart_h, leg.arrive_h), strict=True):
                if self.slotted(self.network.plan.places[place], vehicle.fleet):
                    booked.append((self.movements[place], at))
            if leg.route.id in self.rates:
                booked.append((self.rates[leg.route.id], leg.depart_h))
        before, vehicle.arrived_h = vehicle.arrived_h, legs[-1].arrive_h
        for spacing, at in booked:
            spacing.take(at)
        ride = self.ride(vehicle, option, t, people)
        for spacing, at in booked:
            spacing.give_back(at)
        vehicle.arrived_h = before
        return ride

    @property
    def _horizon_h(self) -> float:
        return self.network.case.settings.horizon_h

    def book_empty(self, vehicle: Vehicle, legs: list[Leg]) -> None:
        """Reserve what the legs use."""
        for leg in legs:
            self._book_leg(vehicle, leg.route, leg.backwards, leg.depart_h, leg.arrive_h)

    def book_ride(self, vehicle: Vehicle, option: TripOption, ride: Ride) -> list[list[float]]:
        """Reserve what the ride uses; the reservations returned end with unloading."""
        open_end = option.drop in self.held
        end = math.inf if open_end else ride.unload_end_h
        if ride.berth_from is not None:
            ride.berth_from.reserve(ride.load_start_h, ride.depart_h)
        route = self.network.plan.routes[option.route]
        self._book_leg(vehicle, route, False, ride.depart_h, ride.arrive_h)
        held = []
        if ride.berth_to is not None:
            held.append(ride.berth_to.reserve(ride.arrive_h, end))
        if route.escorts and route.escort_pool is not None:
            held.append(self.escorts[route.escort_pool].reserve(ride.depart_h, end, route.escorts))
        return held

    def _book_leg(self, vehicle: Vehicle, route: Route, backwards: bool, depart_h: float, arrive_h: float) -> None:
        first, last = (route.destination, route.origin) if backwards else (route.origin, route.destination)
        places = self.network.plan.places
        if route.id in self.rates:
            self.rates[route.id].take(depart_h)
        if vehicle.ground is not None:
            vehicle.ground[1] = depart_h
            vehicle.ground = None
        if self.slotted(places[first], vehicle.fleet):
            self.movements[first].take(depart_h)
        if self.slotted(places[last], vehicle.fleet):
            self.movements[last].take(arrive_h)
            vehicle.ground = self.ground[last].reserve(arrive_h, math.inf)
        vehicle.arrived_h = arrive_h
        vehicle.place = last

"""Lower bounds from what vehicles share: lanes, berths, escorts, fuel; and from the duty hours of their crews.

Each is a queue of loads: of those over one lane (berth, pool, stock) the k-th cannot set out, or be unloaded, before a
time that follows from counting. Loads are as full as any could be, everything else is left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Fleet, FuelStock, Place
from leeway.movement.network import TripOption
from leeway.movement.optimise.bounds.heads import Heads
from leeway.movement.optimise.bounds.rooms import Rooms

Times = NDArray[np.float64]
Curve = Callable[[int], float]
TOLERANCE = 1e-9


class SharedLimits:
    """Limits on the loads of `options` (all that cross a cut) that begin at or after `not_before`.

    `tail_h`: hours from each place until out."""

    def __init__(
        self, heads: Heads, options: Sequence[TripOption], not_before: float, tail_h: dict[str, float]
    ) -> None:
        self.heads, self.network, self.options = heads, heads.network, options
        self.not_before, self.tail_h = not_before, tail_h

    def times(self, units: int, rooms: Rooms) -> Iterator[Times]:
        """By each kind of limit all of the options are under: times at which the n-th unit of room can be out."""
        for key, curve in (
            (self._lane, self._over_lane),
            (self._pickup, self._loaded),
            (self._drop, self._unloaded),
            (self._pool, self._escorted),
            (self._stock, self._fuelled),
        ):
            shared: dict[str, list[TripOption]] = {}
            for option in self.options:
                shared.setdefault(key(option), []).append(option)
            if "" in shared or not shared:
                continue
            loads: list[tuple[float, int]] = []
            for name, some in shared.items():
                seats = max(rooms.seats(self._fleet(option).room) for option in some)
                if seats < 1:
                    continue
                out = curve(name, some)
                found = [(out(k), seats) for k in range(1, math.ceil(units / seats) + 1)]
                loads += [(hours, many) for hours, many in found if math.isfinite(hours)]
            yield _spread(loads, units)

    def departures(self, number: int) -> list[float]:
        """Hours before which the 1st ... `number`-th of the loads cannot set out, by a limit all of them are under."""
        floors, rest = [0.0] * number, self._after_h(self.options)
        for key, curve in (
            (self._lane, self._over_lane), (self._pickup, self._loaded), (self._pool, self._escorted),
        ):  # fmt: skip
            names = {key(option) for option in self.options}
            if len(names) == 1 and "" not in names:
                out = curve(names.pop(), self.options)
                floors = [max(floor, out(k) - rest) for k, floor in enumerate(floors, 1)]
        return floors

    def _fleet(self, option: TripOption) -> Fleet:
        return self.network.plan.fleets[option.fleet]

    def _load_h(self, option: TripOption) -> float:
        fleet = self._fleet(option)
        return 0.0 if option.is_cycle else self.network.hours(fleet.load_h) + fleet.load_per_person_h

    def _unload_h(self, option: TripOption) -> float:
        fleet = self._fleet(option)
        return 0.0 if option.is_cycle else self.network.hours(fleet.unload_h) + fleet.unload_per_person_h

    def _stands_h(self, option: TripOption) -> float:
        """Earliest that a load of the option can begin."""
        base = option.drop if option.is_cycle else ""
        starts = {place for _, fleet, place in self.network.vehicles if fleet == option.fleet}
        first = (self.heads.first_at(("", option.fleet, p), option.pickup, base, option.loaded_h) for p in starts)
        return max(min(first, default=math.inf), self.not_before)

    def _after_h(self, options: Sequence[TripOption]) -> float:
        """Least hours from a departure until out."""
        return min(o.loaded_h + self._unload_h(o) + self.tail_h[o.drop] for o in options)

    def _lane(self, option: TripOption) -> str:
        rate = self.network.plan.routes[option.route].vehicles_per_h
        return option.route if 0 < rate < math.inf else ""

    def _over_lane(self, route: str, some: Sequence[TripOption]) -> Curve:
        """So many may enter in any hour."""
        rate = self.network.plan.routes[route].vehicles_per_h
        many, period = (math.floor(rate + TOLERANCE), 1.0) if rate >= 1 else (1, 1 / rate)
        first, rest = min(self._stands_h(o) + self._load_h(o) for o in some), self._after_h(some)
        return lambda k: first + max(0.0, period * (math.ceil(k / many) - 1) - TOLERANCE) + rest

    def _pickup(self, option: TripOption) -> str:
        return option.pickup if self.network.plan.places[option.pickup].berths and not option.is_cycle else ""

    def _loaded(self, place: str, some: Sequence[TripOption]) -> Curve:
        """A berth is taken while a load is put aboard."""
        berths = _berths(self.network.plan.places[place], {o.fleet for o in some})
        first, load_h = min(map(self._stands_h, some)), min(map(self._load_h, some))
        rest = self._after_h(some)
        return lambda k: first + math.ceil(k / berths) * load_h + rest if berths else math.inf

    def _drop(self, option: TripOption) -> str:
        return option.drop if self.network.plan.places[option.drop].berths and not option.is_cycle else ""

    def _unloaded(self, place: str, some: Sequence[TripOption]) -> Curve:
        """A berth is taken while a load gets off."""
        berths = _berths(self.network.plan.places[place], {o.fleet for o in some})
        first = min(self._stands_h(o) + self._load_h(o) + o.loaded_h for o in some)
        unload_h, rest = min(map(self._unload_h, some)), self.tail_h[place]
        return lambda k: first + math.ceil(k / berths) * unload_h + rest if berths else math.inf

    def _pool(self, option: TripOption) -> str:
        route = self.network.plan.routes[option.route]
        return route.escort_pool or "" if route.escorts else ""

    def _escorted(self, name: str, some: Sequence[TripOption]) -> Curve:
        """Units are held from departure to the end of unloading."""
        pool, routes = self.network.plan.escort_pools[name], self.network.plan.routes
        at_once = pool.count // max(1, min(routes[o.route].escorts for o in some))
        first = max(self.network.hours(pool.available_h), min(self._stands_h(o) + self._load_h(o) for o in some))
        held_h = min(o.loaded_h + self._unload_h(o) for o in some)
        tail_h = min(self.tail_h[o.drop] for o in some)
        return lambda k: first + math.ceil(k / at_once) * held_h + tail_h if at_once else math.inf

    def _stock(self, option: TripOption) -> str:
        fuel = self._fleet(option).fuel
        return "" if fuel is None else fuel.stock

    def _fuelled(self, name: str, some: Sequence[TripOption]) -> Curve:
        """A trip sets out when there is fuel for it and for all before it."""
        least = min(map(self._fuel_of, some))
        if least <= 0:
            return lambda _: 0.0
        rest = min(
            (2 * o.loaded_h if o.is_cycle else self._load_h(o) + o.loaded_h + self._unload_h(o)) + self.tail_h[o.drop]
            for o in some
        )
        had = self._fuel_had(self.network.plan.fuel_stocks[name])

        def out(k: int) -> float:
            return next((hours for hours, amount in had if amount >= k * least * (1 - TOLERANCE)), math.inf) + rest

        return out

    def before_fuel(self) -> list[tuple[float, int]]:
        """(hours at which a load that waits for fuel can begin, loads there is fuel for without waiting), delivery by
        delivery; empty if not all options draw from one stock."""
        stocks = {self._stock(option) for option in self.options}
        least = min((self._fuel_of(o) for o in self.options), default=0.0) if "" not in stocks else 0.0
        if len(stocks) != 1 or least <= 0:
            return []
        had = self._fuel_had(self.network.plan.fuel_stocks[stocks.pop()])
        empty_h = min((o.loaded_h if o.is_cycle else 0.0) for o in self.options)
        return [
            (comes + empty_h, math.floor(amount / least + TOLERANCE))
            for (_, amount), (comes, _) in pairwise(had)
            if comes > 0
        ]

    def _fuel_of(self, option: TripOption) -> float:
        fuel = self._fleet(option).fuel
        assert fuel is not None
        hours = option.loaded_h * (2 if option.is_cycle else 1)
        return fuel.by_route.get(option.route, fuel.per_trip) + fuel.per_h * hours

    def _fuel_had(self, stock: FuelStock) -> list[tuple[float, float]]:
        """(hours, all the fuel there can have been by then)."""
        comes = sorted(
            (max(0.0, d.at.after(self.network.start), self.network.hours(d.lead_h) if d.on_call else 0.0), d.amount)
            for d in stock.deliveries
        )
        found, total = [(0.0, stock.amount)], stock.amount
        for hours, amount in comes:
            total += amount
            found.append((hours, total))
        return found


def _berths(place: Place, fleets: set[str]) -> int:
    return sum(berth.count for berth in place.berths if not berth.fleets or fleets & set(berth.fleets))


def _spread(loads: Sequence[tuple[float, int]], people: int) -> Times:
    """Loads as one time a person, ascending, `inf` beyond the last."""
    ordered = sorted(loads)
    found = np.repeat([hours for hours, _ in ordered], [many for _, many in ordered]).astype(np.float64)[:people]
    return np.concatenate([found, np.full(people - len(found), np.inf)])


def duty_floor(fleet: Fleet, trip_h: float, spacing_h: float, first_free_h: float, tail_h: float) -> Curve | None:
    """Hours before which the k-th load of one vehicle cannot be out for the duty of its crew; None without a limit.

    A trip takes at least `trip_h`, ends of trips lie at least `spacing_h` apart, the first is not over before
    `first_free_h`. So many trips fit into one duty; between two duties lies a rest, in which nothing moves."""
    if math.isinf(fleet.crew_duty_h) or spacing_h <= 0:
        return None
    trips = math.floor((fleet.crew_duty_h - trip_h) / spacing_h + TOLERANCE) + 1
    if fleet.crew_duty_h < trip_h - TOLERANCE:
        return lambda _: math.inf
    rest_h = fleet.crew_rest_h
    return lambda k: first_free_h + (k - 1) * spacing_h + (k - 1) // trips * rest_h + tail_h

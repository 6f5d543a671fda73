"""Checks of fleets and their fuel."""

from __future__ import annotations

from leeway.case.model import Fleet, Place, Plan
from leeway.case.references import References


def admits(place: Place, fleet: Fleet) -> bool:
    """Whether a fleet may use a place at all (its own list, and berths that take it)."""
    if fleet.places and place.id not in fleet.places:
        return False
    return not place.berths or any(not berth.fleets or fleet.id in berth.fleets for berth in place.berths)


def check_fleets(plan: Plan, see: References) -> None:
    """Where a fleet starts, what it may use, and that it has a time for every route it may use."""
    for fleet in plan.fleets.values():
        see.refer_all("fleet", fleet.id, "places", "place", fleet.places)
        _check_starts(plan, fleet, see)
        _check_routes(plan, fleet, see)
        if fleet.room < 1:
            see.fault("fleet", fleet.id, "overload", fleet.overload, "seats times overload of at least 1")


def _check_starts(plan: Plan, fleet: Fleet, see: References) -> None:
    total = sum(many for _, many in fleet.starts)
    if total != fleet.count:
        expected = f"numbers that add up to count, which is {fleet.count}"
        see.fault("fleet", fleet.id, "starts", total, expected)
    for name, _ in fleet.starts:
        if see.refer("fleet", fleet.id, "starts", "place", name) and (place := plan.places.get(name)):
            if fleet.places and name not in fleet.places:
                hint = f"Add {name!r} to places."
                see.fault("fleet", fleet.id, "starts", name, "one of the fleet's own places", hint)
            elif not admits(place, fleet):
                expected = "a place with a berth that takes this fleet"
                see.fault("fleet", fleet.id, "starts", name, expected, f"Add {fleet.id!r} to a berth of {name!r}.")


def _check_routes(plan: Plan, fleet: Fleet, see: References) -> None:
    for name in fleet.routes:
        if see.refer("fleet", fleet.id, "routes", "route", name) and (route := plan.routes.get(name)):
            if route.self_moving:
                see.fault("fleet", fleet.id, "routes", name, "a route for vehicles", "It is self_moving.")
            elif route.mode != fleet.mode:
                hint = f"The route's mode is {route.mode!r}."
                see.fault("fleet", fleet.id, "routes", name, f"a route of mode {fleet.mode!r}", hint)
    if fleet.speed_loaded_kmh is not None and fleet.speed_empty_kmh is not None:
        return
    timeless = [
        route.id
        for route in plan.routes.values()
        if route.distance_km is not None
        and not route.self_moving
        and route.mode == fleet.mode
        and (not fleet.routes or route.id in fleet.routes)
        and all(admits(plan.places[end], fleet) for end in (route.origin, route.destination) if end in plan.places)
    ]
    if timeless and "speed" not in _written(fleet, see):
        expected = f"a speed, since route {timeless[0]!r} gives a distance and no time"
        see.fault("fleet", fleet.id, "speed", "", expected)


def _written(fleet: Fleet, see: References) -> str:
    """The keys written in the fleet's table: a speed that could not be read has been reported already."""
    path = see.tables.at.get(("fleet", fleet.id), ())
    return " ".join(see.tables.source.data["fleet"][path[1]]) if path else ""


def check_fuel(plan: Plan, see: References) -> None:
    """Fuel comes from known stocks, and routes named for it are known."""
    for fleet in plan.fleets.values():
        if fleet.fuel is not None:
            see.refer("fleet", fleet.id, "fuel.stock", "fuel_stock", fleet.fuel.stock)
            see.refer_all("fleet", fleet.id, "fuel.by_route", "route", fleet.fuel.by_route)
    for stock in plan.fuel_stocks.values():
        ids = [delivery.id for delivery in stock.deliveries]
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            see.fault("fuel_stock", stock.id, "delivery", name, "an id that no other delivery of the stock has")

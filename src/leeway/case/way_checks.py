"""Checks of routes."""

from __future__ import annotations

from leeway.case.model import Plan, Route
from leeway.case.place_checks import check_daylight_of_route
from leeway.case.references import References
from leeway.case.routes import OWN_MEANS


def check_routes(plan: Plan, see: References) -> None:
    """Both ends are places, and its keys fit one another."""
    for route in plan.routes.values():
        see.refer("route", route.id, "from", "place", route.origin)
        see.refer("route", route.id, "to", "place", route.destination)
        see.refer("route", route.id, "escort_pool", "escort_pool", route.escort_pool)
        see.refer("route", route.id, "unlocked_by", "security_force", route.unlocked_by)
        if route.origin == route.destination:
            see.fault("route", route.id, "to", route.destination, "a place other than the one it comes from")
        check_daylight_of_route(plan.places.get(route.origin), route.hours.daylight, route.id, see)
        _check_escorts(plan, route, see)
        _check_mode(route, see)


def _check_escorts(plan: Plan, route: Route, see: References) -> None:
    if route.escorts and route.escort_pool is None:
        see.fault("route", route.id, "escort_pool", "", "the id of an [[escort_pool]] the escorts come from")
        return
    pool = plan.escort_pools.get(route.escort_pool or "")
    if pool is not None and route.escorts > pool.count:
        expected = f"at most the {pool.count} escorts of pool {pool.id!r}"
        see.fault("route", route.id, "escorts", route.escorts, expected, "Otherwise nobody can ever use the route.")


def _check_mode(route: Route, see: References) -> None:
    if route.self_moving:
        if route.time_h is None and (route.distance_km is not None or route.cycle_h is not None):
            key = "distance" if route.distance_km is not None else "cycle"
            expected = "a time, since people who move by themselves have no vehicle's speed"
            see.fault("route", route.id, key, "", expected, "Give 'time' instead.")
        if route.empty_only:
            see.fault("route", route.id, "empty_only", "true", "either self_moving or empty_only")
    elif route.mode == OWN_MEANS:
        see.fault("route", route.id, "mode", "", "a mode such as 'road', 'air' or 'sea', or self_moving = true")

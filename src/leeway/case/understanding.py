"""What a plan comes to before anything is computed: totals, seats, who cannot get out, what is never used."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from leeway.case.calendar import open_intervals
from leeway.case.model import Case, Fleet, Group, Place, Route, Windows
from leeway.case.reach import Reach, hours_from, leg_h


@dataclass(frozen=True, slots=True)
class Total:
    """People of one category or at one site, before show-up."""

    name: str
    groups: int
    low: int
    likely: int
    high: int


@dataclass(frozen=True, slots=True)
class Leg:
    """Seats a day over one route by one fleet or service.

    For a fleet: vehicles that turn up times their room times 24 h over the round (loaded leg, shortest empty way
    back, loading and unloading a full load, at mean times), as if the fleet did nothing else, day and night, and
    before berths, slots, desks, fuel and crews. `round_h` is None where a vehicle cannot come back: the seats are
    then those of one trip each, and `inf` where a round takes no time at all. For a service: usable seats at mean
    share, per day from its first departure to its last, or all of them if that is less than a day; `vehicles` counts
    departures.
    """

    route: str
    origin: str
    destination: str
    by: str
    vehicles: int
    round_h: float | None
    seats_a_day: float
    is_service: bool = False


@dataclass(frozen=True, slots=True)
class Unused:
    """Something of the plan that nothing can ever use."""

    kind: str
    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """What `leeway check` tells."""

    title: str
    start: str
    deadline_h: float | None
    total: Total
    by_category: tuple[Total, ...]
    by_site: tuple[Total, ...]
    legs: tuple[Leg, ...]
    unreachable: tuple[tuple[str, int, str], ...]
    unused: tuple[Unused, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values under the names of the fields; seats without limit are None."""
        plain = asdict(self)
        for leg in plain["legs"]:
            leg["seats_a_day"] = leg["seats_a_day"] if math.isfinite(leg["seats_a_day"]) else None
        plain["unreachable"] = [{"group": g, "likely": n, "why": why} for g, n, why in self.unreachable]
        return plain


def understand(case: Case) -> Understanding:
    """Sum up a case without computing a schedule."""
    reach = Reach(case)
    groups = case.groups.values()
    return Understanding(
        title=case.title,
        start=case.start.isoformat(),
        deadline_h=case.deadline.after(case.start) if case.deadline else None,
        total=_total("all", groups),
        by_category=_totals((group.category, group) for group in groups),
        by_site=_totals((group.site, group) for group in groups),
        legs=(*_fleet_legs(case, reach), *_service_legs(case)),
        unreachable=tuple((group.id, group.likely, why) for group, why in reach.unreachable),
        unused=tuple(_unused(case, reach)),
    )


def _total(name: str, groups: Iterable[Group]) -> Total:
    chosen = list(groups)
    return Total(
        name, len(chosen), sum(g.low for g in chosen), sum(g.likely for g in chosen), sum(g.high for g in chosen)
    )


def _totals(named: Iterable[tuple[str, Group]]) -> tuple[Total, ...]:
    parts: dict[str, list[Group]] = {}
    for name, group in named:
        parts.setdefault(name, []).append(group)
    return tuple(_total(name, groups) for name, groups in parts.items())


def _fleet_legs(case: Case, reach: Reach) -> Iterable[Leg]:
    for fleet in case.plan.fleets.values():
        vehicles = round(fleet.count * fleet.availability)
        for route in reach.loads[fleet.id]:
            if reach.useful(route):
                hours = _round_h(fleet, route, reach)
                trips = 1.0 if hours is None else 24 / hours if hours > 0 else math.inf
                seats = vehicles * fleet.room * trips if vehicles else 0.0
                yield Leg(route.id, route.origin, route.destination, fleet.id, vehicles, hours, seats)


def _round_h(fleet: Fleet, route: Route, reach: Reach) -> float | None:
    if route.cycle_h is not None:
        return route.cycle_h.mean
    back = hours_from(route.destination, reach.empty_ways[fleet.id]).get(route.origin)
    if back is None:
        return None
    handling = fleet.load_h.mean + fleet.unload_h.mean
    handling += (fleet.load_per_person_h + fleet.unload_per_person_h) * fleet.room
    return leg_h(fleet, route, loaded=True) + back + handling


def _service_legs(case: Case) -> Iterable[Leg]:
    for service in case.plan.services.values():
        route = case.plan.routes[service.route]
        times = sorted(moment.after(case.start) for moment in service.departures)
        if not times:
            continue
        seats = service.seats * service.seats_share.mean
        gaps = len(times) - 1
        span_h = times[-1] - times[0]
        a_day = seats * gaps * 24 / span_h if span_h >= 24 else seats * len(times)
        yield Leg(route.id, route.origin, route.destination, service.id, len(times), None, a_day, is_service=True)


def _unused(case: Case, reach: Reach) -> Iterable[Unused]:
    plan = case.plan
    served = {name for routes in reach.loads.values() for name in (r.id for r in routes if reach.useful(r))}
    for fleet in plan.fleets.values():
        if not any(reach.useful(route) for route in reach.loads[fleet.id]):
            yield Unused("fleet", fleet.id, "no route it can use takes anybody nearer to a safe haven")
        elif math.floor(fleet.count * fleet.availability + 0.5) < 1:
            yield Unused("fleet", fleet.id, "its availability leaves no vehicle to plan with")
    for service in plan.services.values():
        if not reach.departs(service):
            yield Unused("service", service.id, "it never leaves between the start and the horizon")
        elif not reach.useful(plan.routes[service.route]):
            yield Unused("service", service.id, "nobody can come to where it leaves, or it leads no nearer to a haven")
    driven = {place for places in reach.fleet_places.values() for place in places}
    for route in plan.routes.values():
        used_empty = route.cycle_h is None and any(
            route.mode == fleet.mode and {route.origin, route.destination} <= reach.fleet_places[fleet.id]
            for fleet in plan.fleets.values()
        )
        if not reach.useful(route) and route.id not in served and not used_empty:
            yield Unused("route", route.id, "neither people on their way out nor any vehicle can use it")
    for place in plan.places.values():
        if place.id not in reach.people_places and place.id not in driven:
            yield Unused("place", place.id, "nobody and no vehicle can come to it")
    for station in plan.stations.values():
        if station.place not in reach.people_places:
            yield Unused("station", station.id, f"nobody can come to {station.place}")
    yield from _shut(case)
    yield from _unnamed(case)


def _shut(case: Case) -> Iterable[Unused]:
    """What has hours that never come, or closes before it could be used."""

    def never(hours: Windows, place: Place) -> bool:
        zone, horizon_h = place.time_zone, case.settings.horizon_h
        return not open_intervals(hours, place.latitude, place.longitude, zone, case.start, horizon_h)

    for place in case.plan.places.values():
        if never(place.hours, place):
            yield Unused("place", place.id, "its hours never come between the start and the horizon")
        if place.slots is not None and never(place.slots.hours, place):
            yield Unused("slots of", place.id, "their hours never come between the start and the horizon")
    for route in case.plan.routes.values():
        if never(route.hours, case.plan.places[route.origin]):
            yield Unused("route", route.id, "its hours never come between the start and the horizon")
        if route.closes is not None and route.closes.after(case.start) < 0:
            yield Unused("route", route.id, "it closes before the start")


def _unnamed(case: Case) -> Iterable[Unused]:
    plan = case.plan
    pools = {route.escort_pool for route in plan.routes.values()}
    stocks = {fleet.fuel.stock for fleet in plan.fleets.values() if fleet.fuel}
    unlocking = {place.unlocked_by for place in plan.places.values()}
    unlocking |= {route.unlocked_by for route in plan.routes.values()}
    unlocking |= {station.unlocked_by for station in plan.stations.values()}
    for pool in plan.escort_pools.values():
        if pool.id not in pools:
            yield Unused("escort_pool", pool.id, "no route takes escorts from it")
    for stock in plan.fuel_stocks.values():
        if stock.id not in stocks:
            yield Unused("fuel_stock", stock.id, "no fleet draws from it")
    for force in plan.security_forces.values():
        if force.id not in unlocking:
            yield Unused("security_force", force.id, "no place, route or station waits for it")

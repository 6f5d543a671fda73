"""Small shuttle plans written as records, and an exhaustive search over them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leeway.case.model import Case, Fleet, FuelStock, FuelUse, Group, Place, Plan, Route, Settings
from leeway.movement.check import check
from leeway.movement.network import Network
from leeway.movement.optimise import shuttle
from leeway.movement.optimise.clock import Clock
from leeway.movement.records import Schedule
from leeway.units import fixed

CITIES = ("abyss", "barnacle", "calypso")


def case(
    groups: Sequence[Group],
    places: Sequence[Place],
    routes: Sequence[Route],
    fleets: Sequence[Fleet],
    stocks: Sequence[FuelStock] = (),
) -> Case:
    """A case from its parts."""
    plan = Plan(
        {p.id: p for p in places},
        {r.id: r for r in routes},
        {f.id: f for f in fleets},
        {s.id: s for s in stocks},
        {}, {}, {}, {}, {},
    )  # fmt: skip
    start = datetime(1997, 6, 1, 6, tzinfo=UTC)
    return Case(Path(), "shuttle", (), start, None, "UTC", Settings(), {g.id: g for g in groups}, plan)


def people(site: str, count: int, **more: object) -> Group:
    """A group named after its site."""
    return replace(Group(f"of {site}", site, count, count, count), **more)


def columbus(
    ground: int, air: int, aviation: FuelStock | None = None, counts: Sequence[int] = (50, 100, 20), seats: int = 25
) -> Case:
    """Pacifica (O-Plan): rounds of 3 h from Delta to three cities, diesel and aviation fuel by city."""
    places = [Place(c, "site") for c in CITIES] + [Place("delta", "safe_haven")]
    routes = [Route(f"{c} {mode}", c, "delta", mode, cycle_h=fixed(3.0)) for mode in ("road", "air") for c in CITIES]
    diesel = FuelUse("diesel", 0, {"abyss road": 40, "barnacle road": 60, "calypso road": 80})
    kerosene = FuelUse("aviation", 0, {"abyss air": 140, "barnacle air": 160, "calypso air": 180})
    fleets = [
        Fleet("truck", "road", ground, seats, starts=(("delta", ground),), fuel=diesel),
        Fleet("helicopter", "air", air, 35, starts=(("delta", air),), fuel=kerosene),
    ]
    stocks = [FuelStock("diesel", 8000), aviation or FuelStock("aviation", 15000)]
    groups = [people(c, n) for c, n in zip(CITIES, counts, strict=True)]
    return case(groups, places, routes, [f for f in fleets if f.count], stocks)


def solved(plan: Case, seconds: float = 20.0) -> Schedule:
    """The shuttle's schedule, which must keep every rule of the independent checker."""
    network = Network(plan)
    assert shuttle.applies(network)
    schedule = shuttle.solve(network, Clock(seconds))
    assert list(check(plan, schedule)) == []
    return schedule


def by_enumeration(plan: Case, most_trips: int) -> tuple[float, float]:
    """(least completion, least mean exit at that completion), every vehicle trying every sequence of trips.

    For plans where people are at their pick-ups, loads may be of any size up to the seats and no haven is limited.
    """
    network = Network(plan)
    sites = [g.site for g in plan.groups.values()]
    demand = {g.site: g.likely for g in plan.groups.values()}
    tours = [list(_tours(network, fleet, start, most_trips)) for _, fleet, start in network.vehicles]
    seats = [plan.plan.fleets[fleet].seats for _, fleet, _ in network.vehicles]
    best = (math.inf, math.inf)
    for choice in itertools.product(*tours):
        last = max(tour[-1][1] if tour else 0.0 for tour in choice)
        if last > best[0] + 1e-9:
            continue
        mean = _mean(demand, choice, seats)
        if mean is not None:
            best = (last, mean) if last < best[0] - 1e-9 else (best[0], min(best[1], mean))
    assert sites
    return best


Tour = tuple[tuple[str, float], ...]  # (site, end) of each trip


def _tours(network: Network, fleet: str, start: str, most_trips: int) -> Iterator[Tour]:
    f = network.plan.fleets[fleet]
    handling = f.load_h.low + f.unload_h.low
    stack: list[tuple[str, float, Tour]] = [(start, f.available_h.low, ())]
    while stack:
        place, now, tour = stack.pop()
        yield tour
        if len(tour) < most_trips:
            for o in network.options[fleet]:
                empty = 0.0 if place == o.pickup else network.empty_ways[fleet][place][o.pickup][0]
                end = now + empty + o.loaded_h + handling
                stack.append((o.drop, end, (*tour, (o.pickup, end))))


def _mean(demand: Mapping[str, int], choice: Sequence[Tour], seats: Sequence[int]) -> float | None:
    hours = 0.0
    for site, count in demand.items():
        ends = sorted((end, n) for tour, n in zip(choice, seats, strict=True) for place, end in tour if place == site)
        waiting = count
        for end, n in ends:
            hours += end * min(n, waiting)
            waiting -= min(n, waiting)
        if waiting:
            return None
    return hours / sum(demand.values())

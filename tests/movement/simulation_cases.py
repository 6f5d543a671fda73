"""Small cases built straight from the records, for tests of the simulation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leeway.case.model import (
    Arrival,
    Case,
    ClosureTask,
    EscortPool,
    Fleet,
    FuelStock,
    Group,
    Moment,
    Place,
    Plan,
    Route,
    SecurityForce,
    Service,
    Settings,
    Station,
)
from leeway.units import Distribution

START = datetime(2026, 1, 1, tzinfo=UTC)


def group(id: str, site: str, count: int, **more: object) -> Group:
    """A group of a known size."""
    known = {"low": count, "likely": count, "high": count, **more}
    return Group(id=id, site=site, **known)  # type: ignore[arg-type]


def case(
    places: Iterable[Place],
    routes: Iterable[Route] = (),
    groups: Iterable[Group] = (),
    fleets: Iterable[Fleet] = (),
    stations: Iterable[Station] = (),
    services: Iterable[Service] = (),
    tasks: Iterable[ClosureTask] = (),
    forces: Iterable[SecurityForce] = (),
    escorts: Iterable[EscortPool] = (),
    fuel: Iterable[FuelStock] = (),
    settings: Settings | None = None,
) -> Case:
    """A case from its parts."""
    plan = Plan(
        places={p.id: p for p in places},
        routes={r.id: r for r in routes},
        fleets={f.id: f for f in fleets},
        fuel_stocks={f.id: f for f in fuel},
        escort_pools={e.id: e for e in escorts},
        stations={s.id: s for s in stations},
        services={s.id: s for s in services},
        closure_tasks={t.id: t for t in tasks},
        security_forces={f.id: f for f in forces},
    )
    return Case(Path("."), "test", (), START, None, "UTC", settings or Settings(), {g.id: g for g in groups}, plan)


def uniform(low: float, high: float) -> Distribution:
    """Uniform hours."""
    return Distribution("uniform", (low, high))


def exponential(mean: float) -> Distribution:
    """Exponential hours."""
    return Distribution("exponential", (mean,))


def pacifica(trip: Distribution) -> Case:
    """Island rescue of the O-Plan demonstrations: two ground transports of 20, three cities, everybody to Delta."""
    people = {"abyss": 100, "barnacle": 50, "calypso": 20}
    return case(
        places=[Place("delta", "safe_haven"), *(Place(p, "site") for p in people)],
        routes=[Route(f"{p}-delta", p, "delta", "road", cycle_h=trip) for p in people],
        groups=[group(f"people of {p}", p, n) for p, n in people.items()],
        fleets=[Fleet("gt", "road", 2, 20, starts=(("delta", 2),))],
    )


def tandem(people: int = 5000, servers: tuple[int, int, int] = (10, 8, 12), kind: str = "poisson") -> Case:
    """The tandem model of the engine comparison: arrivals every 0.25 min on average, three desks, departures every
    45 min with 180 seats."""
    minutes = (3.0, 2.5, 4.0)
    return case(
        places=[Place("centre", "control_centre"), Place("away", "safe_haven")],
        routes=[Route("centre-away", "centre", "away", "air", time_h=Distribution("fixed", (0.0,)))],
        groups=[group("everybody", "centre", people, arrival=Arrival(kind, rate_per_h=240.0))],
        stations=[
            Station(f"desk {k + 1}", "centre", c, {"full": exponential(m / 60)})
            for k, (c, m) in enumerate(zip(servers, minutes, strict=True))
        ],
        services=[Service("flight", "centre-away", 180, tuple(Moment(hours=0.75 * k) for k in range(1, 900)))],
    )


def with_settings(base: Case, **changes: object) -> Case:
    """The same case with other settings."""
    return replace(base, settings=replace(base.settings, **changes))  # type: ignore[arg-type]

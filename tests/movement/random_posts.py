"""Small random posts that use every part of the plan language a schedule knows, each from one whole number."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leeway.case.model import (
    Berth,
    Case,
    ClosureTask,
    Delivery,
    EscortPool,
    Fleet,
    FuelStock,
    FuelUse,
    Group,
    Moment,
    Onward,
    Place,
    Plan,
    Route,
    SecurityForce,
    Service,
    Settings,
    Shift,
    Slots,
    Station,
    Windows,
)
from leeway.units import Distribution, fixed

START = datetime(2024, 3, 10, 4, 0, tzinfo=UTC)
HORIZON_H = 72.0


def random_post(seed: int, people: int = 60) -> Case:
    """A post with one to three sites, a control centre and one or two havens."""
    r = random.Random(seed)

    def maybe(chance: float) -> bool:
        return r.random() < chance

    def windows(chance: float) -> Windows:
        if not maybe(chance):
            return Windows()
        if maybe(0.3):
            return Windows(daylight=True)
        if maybe(0.3):
            return Windows(spans=((Moment(hours=1.0), Moment(hours=9.5)), (Moment(hours=14.0), Moment(hours=40.0))))
        begin = r.choice((300, 360, 600))
        return Windows(daily=((begin, begin + r.choice((480, 700, 1000))),))

    forces = {"marines": SecurityForce("marines", Distribution("uniform", (2.0, 6.0)))} if maybe(0.3) else {}
    lock = "marines" if forces else None
    places, routes, groups = {}, {}, {}
    sites = [f"site {k}" for k in range(r.randint(1, 3))]
    for site in sites:
        places[site] = Place(
            site, "site", latitude=10.0, longitude=20.0, hours=windows(0.15), time_zone="Africa/Lagos",
            berths=(Berth("stop", r.randint(1, 2)),) if maybe(0.4) else (),
        )  # fmt: skip
        routes[f"{site} road"] = Route(
            f"{site} road", site, "centre", "road", distance_km=float(r.randint(10, 120)), hours=windows(0.25),
            vehicles_per_h=r.choice((float("inf"), 2.0, 0.7)), escorts=int(maybe(0.2)), escort_pool="police",
            closes=Moment(hours=float(r.randint(8, 60))) if maybe(0.2) else None,
            unlocked_by=lock if maybe(0.5) else None,
        )  # fmt: skip
        if maybe(0.25):
            routes[f"{site} foot"] = Route(
                f"{site} foot", site, "centre", "foot", time_h=fixed(r.choice((0.5, 3.0))), self_moving=True,
                people_per_h=r.choice((float("inf"), 60.0, 120.0)), hours=windows(0.3), constant_rate=maybe(0.2),
            )  # fmt: skip
        if maybe(0.2):
            routes[f"{site} round"] = Route(f"{site} round", site, "centre", "boat", cycle_h=fixed(3.0))
    if len(sites) > 1 and maybe(0.3):
        routes["link"] = Route("link", sites[0], sites[1], "road", distance_km=20.0, one_way=maybe(0.3))
    havens = ["haven", "ship"][: r.randint(1, 2)]
    places["centre"] = Place(
        "centre", "control_centre", latitude=10.0, longitude=20.0,
        capacity=r.choice((float("inf"), float("inf"), 40.0)),
        berths=(Berth("a", 2), Berth("b", 1, ("plane",))) if maybe(0.4) else (),
        slots=Slots(("air",), r.choice((2.0, 0.8, 5.0)), r.choice((1.0, 2.0)), r.choice((0.0, 0.5)), windows(0.2))
        if maybe(0.5) else None,
    )  # fmt: skip
    for haven in havens:
        places[haven] = Place(
            haven, "safe_haven", capacity=r.choice((float("inf"), 35.0, 80.0)),
            onward=Onward(r.choice((2.0, 10.0)), Moment(hours=r.choice((0.0, 10.0)))) if maybe(0.6) else None,
        )  # fmt: skip
        routes[f"to {haven}"] = Route(f"to {haven}", "centre", haven, "air", time_h=fixed(r.choice((1.0, 2.5))))
    for k in range(r.randint(1, 4)):
        number = r.randint(1, max(1, people // 2))
        groups[f"group {k}"] = Group(
            f"group {k}", r.choice(sites), number, number, number, category=r.choice(("staff", "citizens")),
            priority=r.randint(1, 2), weight=float(r.randint(1, 3)), party_size=r.choice((1.0, 1.0, 2.4, 4.0)),
            mobilization_h=r.choice((fixed(0.0), Distribution("uniform", (0.0, 5.0)))),
            room=r.choice((1.0, 1.0, 2.0)), self_evacuating=r.choice((0.0, 0.2)),
        )  # fmt: skip
    fuel = FuelUse("diesel", 10.0, per_h=2.0) if maybe(0.3) else None
    fleets = {
        "bus": Fleet(
            "bus", "road", r.randint(1, 3), r.randint(8, 20), speed_loaded_kmh=40.0, speed_empty_kmh=50.0,
            load_h=fixed(r.choice((0.0, 0.2))), unload_h=fixed(0.1), load_per_person_h=r.choice((0.0, 0.01)),
            starts=(), available_h=fixed(r.choice((0.0, 1.5))), fuel=fuel, refuel_every=r.choice((0, 2)),
            refuel_h=fixed(0.4), crew_duty_h=r.choice((float("inf"), 9.0)), crew_rest_h=8.0,
            most_trips=r.choice((None, None, 4)),
        ),
        "plane": Fleet(
            "plane", "air", r.randint(1, 2), r.randint(10, 30), load_h=fixed(0.5), unload_h=fixed(0.25), starts=(),
            available_h=fixed(2.0), crew_duty_h=r.choice((float("inf"), 12.0)), crew_rest_h=10.0,
        ),
    }  # fmt: skip
    if any(route.mode == "boat" for route in routes.values()):
        fleets["boat"] = Fleet("boat", "boat", 1, 12, starts=(("centre", 1),))
    fleets["bus"] = _starting(fleets["bus"], r.choice(("centre", sites[0])))
    fleets["plane"] = _starting(fleets["plane"], r.choice(("centre", havens[0])))
    stations = {}
    if maybe(0.7):
        for name in ("check", "search")[: r.randint(1, 2)]:
            stations[name] = Station(
                name, "centre", r.randint(1, 3), {"full": fixed(r.choice((0.05, 0.2)))},
                per=r.choice(("party", "person")),
                shifts=(Shift(2, daily=(300, 1200)), Shift(1, Moment(hours=3.0), Moment(hours=50.0)))
                if maybe(0.2) else (),
                ramp_up_h=r.choice((0.0, 3.0)), queue_limit=r.choice((float("inf"), float("inf"), 12.0)),
                categories=("citizens",) if maybe(0.2) else (), unlocked_by=lock if maybe(0.3) else None,
            )  # fmt: skip
    services = {}
    if maybe(0.4):
        services["charter"] = Service(
            "charter", f"to {havens[0]}", 15, tuple(Moment(hours=6.0 + 7 * k) for k in range(4)), fixed(0.9)
        )
    tasks = {}
    if maybe(0.3):
        first = next(iter(groups))
        tasks["shred"] = ClosureTask("shred", first, fixed(3.0), crew=r.randint(1, 2))
        tasks["lock up"] = ClosureTask("lock up", first, fixed(2.0), crew=1, after=("shred",))
    stock = FuelStock(
        "diesel", r.choice((30.0, 500.0)), "l",
        (Delivery(300.0, Moment(hours=4.0), on_call=True, lead_h=fixed(6.0), id="tanker"),),
    )  # fmt: skip
    plan = Plan(
        places, routes, fleets, {"diesel": stock}, {"police": EscortPool("police", 1, fixed(1.0))}, stations, services,
        tasks, forces,
    )  # fmt: skip
    settings = Settings(horizon_h=HORIZON_H, time_limit_s=2.0)
    return Case(Path("post"), f"post {seed}", (), START, None, "UTC", settings, groups, plan)


def _starting(fleet: Fleet, place: str) -> Fleet:
    return replace(fleet, starts=((place, fleet.count),))

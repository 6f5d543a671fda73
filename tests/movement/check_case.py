"""A small rich case and a schedule for it written by hand, each time worked out on paper; the checker's tests break it.

Group a (12 people in families of 3) goes by bus to the post, through two stations, on foot to the port, by boat out.
Group b (4 staff, one with own car, two closure tasks) goes the same way past one station and flies by the charter.
Group c cannot be reached. Group d walks out at a constant rate. Group e is lifted by one helicopter in two trips.
"""

from __future__ import annotations

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
    Slots,
    Station,
    Windows,
)
from leeway.movement.records import FuelDelivery, Left, Move, Objective, Processing, Schedule, TaskRun, Walk
from leeway.units import Distribution, fixed

START = datetime(2026, 1, 1, tzinfo=UTC)
TICK = 1 / 60


def until(hours: float) -> Windows:
    """Open from the start until so many hours after it."""
    return Windows(spans=((Moment(hours=0.0), Moment(hours=hours)),))


def rich_case() -> Case:
    """The case."""
    groups = (
        Group("a", "village", 12, 12, 12, category="citizens", party_size=3, mobilization_h=fixed(1.0)),
        Group("b", "village", 4, 4, 4, category="staff", self_evacuating=0.25, room=2.0),
        Group("c", "far", 5, 5, 5),
        Group("d", "hut", 6, 6, 6),
        Group("e", "clearing", 8, 8, 8),
    )
    places = (
        Place("depot", "staging_base"),
        Place("village", "site", berths=(Berth("kerb", 2, ("bus",)),)),
        Place("far", "site"),
        Place("hut", "site"),
        Place("clearing", "site", berths=(Berth("pad", 1, ("helicopter",)),)),
        Place("post", "control_centre", berths=(Berth("gate", 2),), unlocked_by="marines"),
        Place("port", "embarkation_point", capacity=12, hours=until(8)),
        Place("abroad", "safe_haven", capacity=14, onward=Onward(10.0, Moment(hours=5.0))),
        Place("camp", "safe_haven"),
        Place("ship", "safe_haven", slots=Slots(("air",), 2.0, 1, 0.3)),
    )
    routes = (
        Route("approach", "depot", "village", "road", time_h=fixed(0.5), empty_only=True, vehicles_per_h=2,
              one_way=True),
        Route("road", "village", "post", "road", time_h=Distribution("uniform", (0.5, 1.5)), hours=until(10),
              closes=Moment(hours=9.0), escorts=1, escort_pool="police", unlocked_by="marines"),
        Route("path", "post", "port", "foot", time_h=fixed(0.5), self_moving=True, people_per_h=240),
        Route("sea", "port", "abroad", "sea", cycle_h=fixed(2.0)),
        Route("sky", "port", "abroad", "charter", time_h=fixed(1.0)),
        Route("track", "hut", "camp", "foot", time_h=fixed(1 / 6), self_moving=True, constant_rate=True),
        Route("hop", "clearing", "ship", "air", distance_km=20.0),
    )  # fmt: skip
    fleets = (
        Fleet("bus", "road", 2, 6, load_h=fixed(0.1), load_per_person_h=0.01, unload_h=fixed(0.1),
              starts=(("depot", 2),), available_h=fixed(0.5), crew_duty_h=8.0, crew_rest_h=1.0, refuel_every=1,
              refuel_h=fixed(0.2), most_trips=2, fuel=FuelUse("diesel", 10.0)),
        Fleet("boat", "sea", 1, 12, starts=(("abroad", 1),)),
        Fleet("helicopter", "air", 1, 4, speed_loaded_kmh=100.0, load_h=fixed(0.1), unload_h=fixed(0.1),
              starts=(("ship", 1),)),
    )  # fmt: skip
    stations = (
        Station("screening", "post", 2, {"full": fixed(0.25)}, queue_limit=6),
        Station("tags", "post", 1, {"full": fixed(0.05)}, per="person", queue_limit=6, categories=("citizens",)),
    )
    tasks = (ClosureTask("passports", "b", fixed(1.0), 1), ClosureTask("files", "b", fixed(2.0), 2, ("passports",)))
    stock = FuelStock("diesel", 25.0, "gal", (Delivery(10.0, on_call=True, lead_h=fixed(2.0), id="tanker"),))
    plan = Plan(
        places={p.id: p for p in places},
        routes={r.id: r for r in routes},
        fleets={f.id: f for f in fleets},
        fuel_stocks={stock.id: stock},
        escort_pools={"police": EscortPool("police", 2, fixed(0.5))},
        stations={s.id: s for s in stations},
        services={"charter": Service("charter", "sky", 12, (Moment(hours=6.0), Moment(hours=9.0)), fixed(0.5))},
        closure_tasks={t.id: t for t in tasks},
        security_forces={
            "marines": SecurityForce("marines", fixed(1.0), 20),
            "late": SecurityForce("late", fixed(4.0), 20),
        },
    )
    return Case(Path("."), "rich", (), START, None, "UTC", Settings(), {g.id: g for g in groups}, plan)


def rich_schedule() -> Schedule:
    """A schedule that keeps every rule of the case."""
    moves = [
        Move("boat/1", "boat", 1, "sea", "abroad", "port", True, 2.8, 2.8, 3.8, 3.8, ()),
        Move("boat/1", "boat", 1, "sea", "port", "abroad", False, 3.8, 3.8, 4.8, 4.8, (("a", 12),)),
        Move("charter/1", "", 1, "sky", "port", "abroad", False, 6.0, 6.0, 7.0, 7.0, (("b", 3),)),
    ]
    for bus in ("bus/1", "bus/2"):
        moves += [
            Move(bus, "bus", 1, "approach", "depot", "village", False, 0.6, 0.6, 1.1, 1.1, ()),
            Move(bus, "bus", 1, "road", "village", "post", False, 1.1, 1.26, 2.26, 2.36, (("a", 6),)),
        ]
    moves += [
        Move("bus/1", "bus", 2, "road", "post", "village", True, 2.56, 2.56, 3.56, 3.56, ()),
        Move("bus/1", "bus", 2, "road", "village", "post", False, 3.56, 3.69, 4.69, 4.79, (("b", 3),)),
    ]
    for trip, begins in ((1, 1.0), (2, 2.0)):
        moves += [
            Move("helicopter/1", "helicopter", trip, "hop", "ship", "clearing", True,
                 begins, begins, begins + 0.2, begins + 0.2, ()),
            Move("helicopter/1", "helicopter", trip, "hop", "clearing", "ship", False,
                 begins + 0.2, begins + 0.3, begins + 0.5, begins + 0.6, (("e", 4),)),
        ]  # fmt: skip
    steps = (("a", 166, 3), ("a", 175, 3), ("a", 184, 3), ("a", 193, 3), ("b", 303, 2), ("b", 318, 1))
    walks = [Walk(g, "path", "post", "port", n, tick * TICK, tick * TICK + 0.5) for g, tick, n in steps]
    walks += [Walk("d", "track", "hut", "camp", 2, tick * TICK, tick * TICK + 1 / 6) for tick in range(3)]
    processings = [
        Processing("post", "screening", "a", 6, 2, 2.36, 2.61),
        Processing("post", "screening", "a", 6, 2, 2.61, 2.86),
        Processing("post", "tags", "a", 3, 1, 2.61, 2.76),
        Processing("post", "tags", "a", 3, 1, 2.76, 2.91),
        Processing("post", "tags", "a", 3, 1, 2.91, 3.06),
        Processing("post", "tags", "a", 3, 1, 3.06, 3.21),
        Processing("post", "screening", "b", 2, 2, 4.79, 5.04),
        Processing("post", "screening", "b", 1, 1, 5.04, 5.29),
    ]
    # 12 at 4.8 h, 3 at 7 h, 2 each at 11/60, 12/60 and 13/60 h, 4 at 1.6 h and 4 at 2.6 h
    mean_h = (12 * 4.8 + 3 * 7.0 + 2 * 36 / 60 + 4 * 1.6 + 4 * 2.6) / 29
    return Schedule(
        start=START,
        planning_value="median",
        moves=tuple(moves),
        walks=tuple(walks),
        processings=tuple(processings),
        tasks=(TaskRun("passports", 0.0, 1.0), TaskRun("files", 1.0, 3.0)),
        deliveries=(FuelDelivery("diesel", "tanker", 10.0, 2.0, True),),
        own_means={"b": 1},
        left=(Left("c", "far", 5, "no way out"),),
        objective=Objective(5.0, 7.0, mean_h),
        bound=Objective(5.0, 7.0, 3.0),
        formulation="by hand",
        step_h=0.0,
        seconds=0.0,
    )

"""A small case with every kind of thing a lever can change, and records of results written by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from leeway.case.model import (
    Berth,
    Case,
    EscortPool,
    Fleet,
    FuelStock,
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
from leeway.movement.records import Clearance, Left, Move, Objective, Schedule
from leeway.units import Distribution, fixed

START = datetime(2026, 3, 1, 6, tzinfo=UTC)


def rich_case() -> Case:
    """Town to airport by bus past one desk, airport to haven by aircraft and charter; Hilltop is cut off."""
    places = [
        Place("town", "site", hours=Windows(daily=((360, 1080),))),
        Place("hilltop", "site"),
        Place("airport", "embarkation_point", berths=(Berth("stands", 2),),
              slots=Slots(modes=("air",), movements_per_h=4, maximum_on_ground=3, hours=Windows(daylight=True)),
              latitude=3.0, longitude=101.0),
        Place("haven", "safe_haven", name="Safe Haven", capacity=100, onward=Onward(40.0)),
    ]  # fmt: skip
    routes = [
        Route("town-airport", "town", "airport", "road", time_h=Distribution("uniform", (1.0, 2.0)),
              escorts=1, escort_pool="police"),
        Route("airport-haven", "airport", "haven", "air", time_h=fixed(2.0)),
    ]  # fmt: skip
    fleets = [
        Fleet(
            "bus", "road", 3, 50, starts=(("town", 1), ("airport", 2)), available_h=Distribution("uniform", (0.5, 2))
        ),
        Fleet("plane", "air", 1, 100, starts=(("haven", 1),)),
    ]
    station = Station("screening", "airport", 4, {"full": fixed(0.05), "reduced": fixed(0.02)},
                      shifts=(Shift(4, daily=(360, 1320)), Shift(0, daily=(1320, 1440))))  # fmt: skip
    service = Service("charter", "airport-haven", 90, (Moment(hours=4.0), Moment(hours=20.0)))
    groups = [
        Group("citizens", "town", 250, 300, 350, mobilization_h=Distribution("uniform", (1.0, 5.0))),
        Group("hill", "hilltop", 10, 10, 10),
    ]

    def by_id(records: list) -> dict:  # type: ignore[type-arg]
        return {record.id: record for record in records}

    plan = Plan(
        by_id(places), by_id(routes), by_id(fleets), {"diesel": FuelStock("diesel", 1000.0)},
        {"police": EscortPool("police", 2, fixed(3.0))}, by_id([station]), by_id([service]), {},
        {"marines": SecurityForce("marines", fixed(0.5))},
    )  # fmt: skip
    return Case(Path("case"), "Test town", (), START, Moment(hours=30.0), "UTC", Settings(), by_id(groups), plan)


def schedule_of(buses: int = 3) -> Schedule:
    """`buses` buses to the airport, then one aircraft in trips of 50 people to the haven; ten people left."""
    moves = []
    for k in range(buses):
        moves.append(Move(f"bus/{k + 1}", "bus", 1, "town-airport", "airport", "town", True, 0, 0, 1.5, 1.5, ()))
        moves.append(
            Move(
                f"bus/{k + 1}",
                "bus",
                1,
                "town-airport",
                "town",
                "airport",
                False,
                1.5,
                2,
                3.5,
                3.6,
                (("citizens", 50),),
            )
        )
        out = 8.0 + 4 * k
        moves.append(
            Move("plane/1", "plane", k + 1, "airport-haven", "airport", "haven", False, out - 3, out - 2, out, out,
                 (("citizens", 50),))
        )  # fmt: skip
    last = 8.0 + 4 * (buses - 1)
    return Schedule(
        START, "median", tuple(moves), (), (), (), (), {}, (Left("hill", "hilltop", 10, "no route leads out"),),
        Objective(10.0, last, last / 2), Objective(10.0, last - 1, last / 2), "trips", 0.0, 1.0,
    )  # fmt: skip


def clearance_of(t100_h: np.ndarray, left: np.ndarray | None = None) -> Clearance:
    """Two groups of 100 and 10 people; all out at `t100_h` (shape (n,), inf where `left` are not), evenly before."""
    n = t100_h.shape[0]
    left_all = np.zeros(n, dtype=np.int64) if left is None else left
    people = np.tile(np.array([100, 10]), (n, 1))
    still = np.stack([np.zeros(n, dtype=np.int64), left_all], axis=1)
    out = people - still
    grid = np.linspace(0.0, 60.0, 241)
    pace = np.where(np.isfinite(t100_h), t100_h, 40.0)
    curve = np.floor(np.clip(grid[None, :] / pace[:, None], 0, 1) * out.sum(axis=1)[:, None])
    times = np.stack([pace * 0.8, np.where(left_all > 0, np.inf, t100_h), t100_h], axis=1)
    by_exit = np.stack([out, np.zeros_like(out)], axis=2)
    queue = np.stack([np.maximum(0.0, 80 - 4 * grid), np.zeros_like(grid)])
    busy = np.tile(np.array([0.5, 0.9]), (n, 1))
    return Clearance(
        START, ("citizens", "hill"), ("haven", "own means"), ("fleet bus", "station screening"), ("town", "airport"),
        people, out, still, np.zeros_like(people), times * 0.5, times * 0.9, times, by_exit,
        busy, busy * 100, busy * 4, grid, curve, queue,
    )  # fmt: skip

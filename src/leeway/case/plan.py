"""The records of a plan, built from its tables."""

from __future__ import annotations

import math
from datetime import datetime
from pathlib import Path

from leeway.case import times
from leeway.case.model import (
    ONE,
    ZERO,
    Berth,
    ClosureTask,
    Delivery,
    EscortPool,
    Fleet,
    FuelStock,
    FuelUse,
    Moment,
    Onward,
    Place,
    Plan,
    SecurityForce,
    Service,
    Shift,
    Slots,
    Station,
)
from leeway.case.routes import read_routes
from leeway.case.schema import FleetTable, PlaceTable, ServiceTable, StationTable
from leeway.case.tables import Tables
from leeway.case.toml_source import Step
from leeway.errors import Problem

MOST_DEPARTURES = 100_000


def build_plan(
    directory: Path, tables: Tables, time_zone: str, start: datetime | None, horizon_h: float, problems: list[Problem]
) -> Plan:
    """Every record of the plan. With problems it may be incomplete: it then serves further checks only."""
    return Plan(
        places={r.id: _place(r, time_zone, tables.line(path)) for path, r in tables.of("place")},
        routes=read_routes(directory, tables, problems),
        fleets={r.id: _fleet(r, tables.line(path)) for path, r in tables.of("fleet")},
        fuel_stocks={
            r.id: FuelStock(
                r.id,
                r.amount,
                r.unit,
                tuple(
                    Delivery(d.amount, d.at, d.on_call, d.lead or ZERO, d.id or f"delivery {number}")
                    for number, d in enumerate(r.delivery, 1)
                ),
                tables.line(path),
            )
            for path, r in tables.of("fuel_stock")
        },
        escort_pools={
            r.id: EscortPool(r.id, r.count, r.available or ZERO, tables.line(path))
            for path, r in tables.of("escort_pool")
        },
        stations={r.id: _station(tables, path, r, problems) for path, r in tables.of("station")},
        services={
            r.id: Service(
                r.id,
                r.route,
                r.seats,
                _departures(tables, path, r, start, horizon_h, problems),
                r.seats_share or ONE,
                tables.line(path),
            )
            for path, r in tables.of("service")
        },
        closure_tasks={
            r.id: ClosureTask(r.id, r.group, r.duration, r.crew, r.after, tables.line(path))
            for path, r in tables.of("closure_task")
        },
        security_forces={
            r.id: SecurityForce(r.id, r.lead, r.people, tables.line(path)) for path, r in tables.of("security_force")
        },
    )


def _place(r: PlaceTable, time_zone: str, line: int) -> Place:
    s = r.slots
    slots = None
    if s is not None:
        slots = Slots(s.modes, s.movements or math.inf, s.maximum_on_ground or math.inf, s.parking, s.hours)
    return Place(
        id=r.id,
        kind=r.kind,
        name=r.name,
        latitude=r.latitude,
        longitude=r.longitude,
        time_zone=r.time_zone or time_zone,
        capacity=r.capacity or math.inf,
        hours=r.hours,
        berths=tuple(Berth(b.id, b.count, b.fleets) for b in r.berths),
        slots=slots,
        onward=Onward(r.onward.rate, r.onward.starts) if r.onward else None,
        unlocked_by=r.unlocked_by,
        exit=r.exit,
        line=line,
    )


def _fleet(r: FleetTable, line: int) -> Fleet:
    loaded = r.speed_loaded or r.speed
    return Fleet(
        id=r.id,
        mode=r.mode,
        count=r.count,
        seats=r.seats,
        overload=r.overload,
        speed_loaded_kmh=loaded,
        speed_empty_kmh=r.speed_empty or loaded,
        load_h=r.load or ZERO,
        unload_h=r.unload or ZERO,
        load_per_person_h=r.load_per_person,
        unload_per_person_h=r.unload_per_person,
        starts=tuple(r.starts.items()) if isinstance(r.starts, dict) else ((r.starts, r.count),),
        available_h=r.available or ZERO,
        routes=r.routes,
        places=r.places,
        availability=r.availability,
        breakdown=r.breakdown,
        repair_h=r.repair or ZERO,
        crew_duty_h=math.inf if r.crew_duty is None else r.crew_duty,
        crew_rest_h=r.crew_rest,
        fuel=FuelUse(r.fuel.stock, r.fuel.per_trip, dict(r.fuel.by_route), r.fuel.per_h) if r.fuel else None,
        refuel_every=r.refuel_every,
        refuel_h=r.refuel or ZERO,
        most_trips=r.most_trips,
        hold_h=math.inf if r.hold is None else r.hold,
        direct=r.direct,
        line=line,
    )


def _station(tables: Tables, path: tuple[Step, ...], r: StationTable, problems: list[Problem]) -> Station:
    shifts = []
    for number, s in enumerate(r.shifts):
        if s.daily is not None and (s.begins is not None or s.ends is not None):
            problems.append(tables.problem(path, f"shifts.{number + 1}", "", "either daily, or from and to"))
        shifts.append(Shift(s.servers, s.begins or Moment(hours=0.0), s.ends, s.daily))
    if r.servers is None and not shifts:
        problems.append(tables.problem(path, "servers", "", "servers, or shifts with servers"))
    return Station(
        id=r.id,
        place=r.place,
        servers=r.servers or max((s.servers for s in shifts), default=1),
        service_h=dict(r.service),
        per=r.per,
        shifts=tuple(shifts),
        ramp_up_h=r.ramp_up,
        queue_limit=math.inf if r.queue_limit is None else r.queue_limit,
        rejects=r.rejects,
        categories=r.categories,
        unlocked_by=r.unlocked_by,
        line=tables.line(path),
    )


def _departures(
    tables: Tables,
    path: tuple[Step, ...],
    r: ServiceTable,
    start: datetime | None,
    horizon_h: float,
    problems: list[Problem],
) -> tuple[Moment, ...]:
    """The timetable: as listed, or `first`, `every` ... up to `last` and not past the horizon."""
    if r.departures is not None:
        if r.first or r.every or r.last:
            problems.append(tables.problem(path, "departures", "", "either departures, or first, every and last"))
        return r.departures
    if r.first is None or r.every is None:
        written = tables.source.data["service"][path[1]]
        if not {"departures", "first", "every"} & set(written) or (r.first is None) != (r.every is None):
            problems.append(tables.problem(path, "departures", "", "departures, or first and every (and last)"))
        return ()
    if start is None:
        return ()
    first, end = r.first.after(start), horizon_h if r.last is None else min(r.last.after(start), horizon_h)
    many = math.floor((end - first) / r.every + 1e-9) + 1
    if many < 1:
        problems.append(tables.problem(path, "last", "", "a last departure at or after the first, within the horizon"))
        return ()
    if many > MOST_DEPARTURES:
        expected = f"at most {MOST_DEPARTURES:,} departures"
        problems.append(tables.problem(path, "every", many, expected, "Use a longer interval or a fleet."))
        return ()
    return tuple(times.later(r.first, k * r.every) for k in range(many))

"""Checks of moments: the deadline, and timetables."""

from __future__ import annotations

from datetime import datetime

from leeway.case.model import Plan
from leeway.case.references import References
from leeway.case.schema import CaseTable
from leeway.case.toml_source import TomlSource
from leeway.errors import Problem


def check_case_times(source: TomlSource, header: CaseTable, problems: list[Problem]) -> None:
    """The deadline lies after the start and not beyond the horizon."""
    if header.deadline is not None and header.deadline.after(header.start) <= 0:
        at, hours = header.deadline.at, header.deadline.hours
        shown = at.isoformat() if at else f"{hours:g} h"
        expected = f"a deadline after the start, {header.start.isoformat()}"
        problems.append(Problem(source.name, source.where(("deadline",)), "deadline", shown, expected))
    elif header.deadline is not None and header.deadline.after(header.start) > header.settings.horizon:
        where, shown = source.where(("settings", "horizon")), f"{header.settings.horizon:g} h"
        expected = (
            f"a horizon not before the deadline, which is {header.deadline.after(header.start):g} h after the start"
        )
        problems.append(Problem(source.name, where, "settings.horizon", shown, expected))


def check_services(plan: Plan, start: datetime | None, see: References) -> None:
    """Services run over known routes that give a time, and no two departures of one are the same."""
    for service in plan.services.values():
        known = see.refer("service", service.id, "route", "route", service.route)
        route = plan.routes.get(service.route) if known else None
        if route is not None and route.time_h is None and (route.distance_km is not None or route.cycle_h is not None):
            expected = "a route that gives a time, since a service has no speed of its own"
            see.fault("service", service.id, "route", service.route, expected)
        if route is not None and (route.self_moving or route.empty_only):
            see.fault("service", service.id, "route", service.route, "a route that carries people by vehicle")
        if start is None:
            continue
        seen: set[float] = set()
        for departure in service.departures:
            hours = round(departure.after(start), 6)
            if hours in seen:
                shown = departure.at.isoformat() if departure.at else f"{hours:g} h"
                hint = "Overlapping services: give the second its own [[service]], or more seats to the first."
                see.fault("service", service.id, "departures", shown, "each departure once", hint)
            seen.add(hours)
    _check_same_flight(plan, start, see)


def _check_same_flight(plan: Plan, start: datetime | None, see: References) -> None:
    """Two services that are the same flight twice: same route, same seats, same timetable."""
    if start is None:
        return
    first: dict[tuple[str, int, tuple[float, ...]], str] = {}
    for service in plan.services.values():
        if not service.departures:
            continue
        times = tuple(sorted(round(departure.after(start), 6) for departure in service.departures))
        key = (service.route, service.seats, times)
        if key in first and len(times) > 1:
            expected = f"a timetable other than that of service {first[key]!r}, which overlaps it wholly"
            see.fault("service", service.id, "departures", "", expected, "If both fly, add the seats up in one.")
        first.setdefault(key, service.id)

"""A schedule as flat rows: one a vehicle's leg, departure, walk or closure task, in order of time."""

from __future__ import annotations

from datetime import datetime, timedelta

from leeway.movement.records import Schedule

COLUMNS = (
    "kind", "who", "fleet", "trip", "route", "origin", "destination", "backwards",
    "load_start_h", "depart_h", "arrive_h", "unload_end_h", "depart_utc", "unload_end_utc", "people", "groups",
)  # fmt: skip
"""`kind`: vehicle, service, walk or task; `who`: vehicle, departure, group or task; `_h`: hours after the start;
`groups`: "group:people" joined by "; ", empty for an empty leg."""

Row = tuple[str | int | float, ...]


def rows(schedule: Schedule) -> list[Row]:
    """Rows under `COLUMNS`, by departure, then by who."""
    found: list[Row] = []
    for m in schedule.moves:
        groups = "; ".join(f"{group}:{people}" for group, people in m.people)
        times = _times(schedule.start, m.load_start_h, m.depart_h, m.arrive_h, m.unload_end_h)
        found.append((
            "vehicle" if m.fleet else "service", m.vehicle, m.fleet, m.trip, m.route, m.origin, m.destination,
            "yes" if m.backwards else "no", *times, sum(people for _, people in m.people), groups,
        ))  # fmt: skip
    for w in schedule.walks:
        times = _times(schedule.start, w.depart_h, w.depart_h, w.arrive_h, w.arrive_h)
        found.append((
            "walk", w.group, "", "", w.route, w.origin, w.destination, "no", *times, w.people, f"{w.group}:{w.people}",
        ))  # fmt: skip
    for t in schedule.tasks:
        times = _times(schedule.start, t.start_h, t.start_h, t.end_h, t.end_h)
        found.append(("task", t.task, "", "", "", "", "", "no", *times, 0, ""))
    depart = COLUMNS.index("depart_h")
    return sorted(found, key=lambda row: (float(row[depart]), str(row[0]), str(row[1]), float(row[depart + 1])))


def _times(start: datetime, *hours: float) -> tuple[str | float, ...]:
    """The four hours as printed, then departure and end as instants."""
    instants = [(start + timedelta(hours=h)).isoformat(timespec="seconds").replace("+00:00", "Z") for h in hours]
    return (*(round(h, 4) for h in hours), instants[1], instants[3])

"""The bars of a Gantt chart: what each vehicle, timetable, walk, desk and task does when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from leeway.movement.records import Move, Schedule

MOST_ROWS = 150
"""Rows above which the vehicles of large fleets are drawn as one row, darker where more of them are loaded."""
MOST_LANES = 3
"""Departures of one timetable under way together above which they share a row."""
BINS = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its row, what it is, when, what is written on it, how dark."""

    row: str
    state: str
    from_h: float
    to_h: float
    label: str = ""
    dark: float = 1.0


def vehicle_bars(schedule: Schedule) -> Iterator[Bar]:
    """Vehicles by fleet by name, then timetables."""
    fleets: dict[str, dict[str, list[Move]]] = {}
    services: dict[str, list[Move]] = {}
    for move in schedule.moves:
        if move.fleet:
            fleets.setdefault(move.fleet, {}).setdefault(move.vehicle, []).append(move)
        else:
            services.setdefault(move.vehicle.rpartition("/")[0], []).append(move)
    rows = sum(len(vehicles) for vehicles in fleets.values())
    for fleet in sorted(fleets):
        vehicles = fleets[fleet]
        if rows > MOST_ROWS and len(vehicles) > max(4, MOST_ROWS // len(fleets)):
            yield from _merged(f"{fleet} ({len(vehicles)} vehicles)", [m for ms in vehicles.values() for m in ms])
            continue
        for vehicle in sorted(vehicles, key=_natural):
            for move in vehicles[vehicle]:
                yield from _move_bars(vehicle, move)
    for service in sorted(services):
        yield from _departures(service, services[service])


def _departures(service: str, moves: list[Move]) -> Iterator[Bar]:
    """Departures of a timetable, those under way together in rows of their own; one row where that takes too many."""
    free_h: list[float] = []
    bars: list[Bar] = []
    for move in sorted(moves, key=lambda m: m.depart_h):
        lane = next((k for k, h in enumerate(free_h) if h <= move.depart_h), len(free_h))
        free_h[lane : lane + 1] = [move.unload_end_h]
        bars.extend(_move_bars(service if lane == 0 else f"{service} ({lane + 1})", move))
    yield from bars if len(free_h) <= MOST_LANES else _merged(f"{service} ({len(moves)} departures)", moves)


def _natural(name: str) -> tuple[str, int, str]:
    head, _, tail = name.rpartition("/")
    return (head, int(tail), "") if tail.isdigit() else (name, 0, "")


def _move_bars(row: str, move: Move) -> Iterator[Bar]:
    if not move.people:
        yield Bar(row, "empty", move.depart_h, move.arrive_h)
        return
    people = sum(count for _, count in move.people)
    yield Bar(row, "loading", move.load_start_h, move.depart_h)
    yield Bar(row, "with people", move.depart_h, move.arrive_h, f"{people} {move.origin}")
    yield Bar(row, "unloading", move.arrive_h, move.unload_end_h)


def _merged(row: str, moves: list[Move]) -> Iterator[Bar]:
    """Many vehicles as one row: the darker, the more of them carry people, full colour at the most there ever are."""
    last = max(move.unload_end_h for move in moves)
    width = last / BINS
    loaded = [0.0] * BINS
    for move in moves:
        if move.people:
            for k in range(int(move.load_start_h / width), min(BINS, int(move.unload_end_h / width) + 1)):
                inside = min(move.unload_end_h, (k + 1) * width) - max(move.load_start_h, k * width)
                loaded[k] += max(0.0, inside) / width
    for start, end in _joined(((move.load_start_h, move.unload_end_h) for move in moves), width):
        yield Bar(row, "empty", start, end)
    most = max(loaded) or 1.0
    for dark, found in groupby(enumerate(loaded), key=lambda pair: round(pair[1] / most, 2)):
        bins = [k for k, _ in found]
        if dark > 0:
            yield Bar(row, "with people", bins[0] * width, (bins[-1] + 1) * width, dark=round(0.1 + 0.9 * dark, 3))


def _joined(spans: Iterable[tuple[float, float]], gap_h: float) -> list[tuple[float, float]]:
    """Spans that touch, or nearly, as one."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + gap_h:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def walk_bars(schedule: Schedule) -> Iterator[Bar]:
    """People on their own, one row from place to place."""
    gap_h = schedule.objective.completion_h / 200
    for (origin, destination), found in groupby(
        sorted(schedule.walks, key=lambda w: (w.origin, w.destination)), key=lambda w: (w.origin, w.destination)
    ):
        walks = list(found)
        for start, end in _joined(((w.depart_h, w.arrive_h) for w in walks), gap_h):
            people = sum(w.people for w in walks if start <= w.depart_h <= end)
            yield Bar(f"{origin} to {destination}", "on their own", start, end, f"{people}")


def desk_bars(schedule: Schedule) -> Iterator[Bar]:
    """Stations at work, with the people they take."""
    gap_h = schedule.objective.completion_h / 200
    ordered = sorted(schedule.processings, key=lambda p: (p.place, p.station))
    for (place, station), found in groupby(ordered, key=lambda p: (p.place, p.station)):
        runs = list(found)
        for start, end in _joined(((p.start_h, p.finish_h) for p in runs), gap_h):
            people = sum(p.people for p in runs if start <= p.start_h <= end)
            yield Bar(f"{station}, {place}", "desk or task", start, end, f"{people}")


def task_bars(schedule: Schedule) -> Iterator[Bar]:
    """Closure tasks."""
    for run in schedule.tasks:
        yield Bar(run.task, "desk or task", run.start_h, run.end_h)

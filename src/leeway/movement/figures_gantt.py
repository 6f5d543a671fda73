"""Who moves when by what: one row a vehicle, a timetable, a walk, a desk or a closure task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import altair as alt

from leeway.case.model import Case
from leeway.movement.figures_style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    SKY,
    WIDTH_PX,
    deadline_rule,
    hours_axis,
    shown_until_h,
    started,
    styled,
    titled,
)  # fmt: skip
from leeway.movement.records import Move, Schedule

MOST_ROWS = 150
"""Rows above which the vehicles of large fleets are drawn as one row, darker where more of them are loaded."""
BINS = 240
COLOURS = {
    "empty": GREY, "loading": ORANGE, "with people": BLUE, "unloading": SKY, "on their own": GREEN, "desk or task": INK,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its row, what it is, when, what is written on it, how dark."""

    row: str
    state: str
    from_h: float
    to_h: float
    label: str = ""
    dark: float = 1.0


def gantt(case: Case, schedule: Schedule, deadline_h: float | None, headline: str) -> Any:
    """The Gantt chart of a schedule (Altair layers). `headline` stands below the title."""
    bars = [*_vehicle_bars(schedule), *_walk_bars(schedule), *_desk_bars(schedule), *_task_bars(schedule)]
    rows = list(dict.fromkeys(bar.row for bar in bars))
    last_h = shown_until_h(max((bar.to_h for bar in bars), default=1.0), deadline_h)
    high = _row_px(len(rows))
    states = [state for state in COLOURS if any(bar.state == state for bar in bars)]
    values = [
        {"row": b.row, "state": b.state, "from_h": round(b.from_h, 4), "to_h": round(b.to_h, 4), "dark": b.dark}
        for b in bars
        if b.to_h > b.from_h
    ]
    named = rows if high >= 11 else _some(rows)
    size = 9 if high == 11 else 11
    y = alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(grid=False, ticks=False, labelFontSize=size, values=named))
    colour = alt.Color("state:N", scale=alt.Scale(domain=states, range=[COLOURS[s] for s in states]))
    dark = alt.Opacity("dark:Q", scale=alt.Scale(domain=[0, 1], range=[0, 1]), legend=None)
    drawn = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar(height=high * 0.72)
        .encode(x=hours_axis(last_h), x2="to_h:Q", y=y, color=colour, opacity=dark)
    )
    words = [
        {"row": b.row, "from_h": round((b.from_h + b.to_h) / 2, 4), "label": text}
        for b in bars
        if high >= 15 and (text := _fitting(b.label, (b.to_h - b.from_h) / (last_h * 1.03) * WIDTH_PX))
    ]
    layers = [drawn]
    if words:
        text = alt.Chart(alt.InlineData(values=words)).mark_text(color="white", fontSize=10.5, baseline="middle")
        layers.append(text.encode(x="from_h:Q", y=alt.Y("row:N", sort=rows), text="label:N"))
    layers += deadline_rule(deadline_h, last_h)
    title = titled(
        f"{case.title}: who moves when", headline, _idle(schedule, case), _shades(bars), started(schedule.start)
    )
    chart = alt.layer(*layers).properties(width=WIDTH_PX, height=max(60, high * len(rows)), title=title)
    return styled(chart)


def _row_px(rows: int) -> int:
    """Height of a row: the chart grows with the rows, and the rows shrink when they are many."""
    return 22 if rows <= 30 else 15 if rows <= 50 else 11 if rows <= 70 else 6


def _some(rows: list[str]) -> list[str]:
    """Rows to name where not all names fit: the first of each fleet and every tenth vehicle."""
    return [row for row in rows if "/" not in row or row.rpartition("/")[2] == "1" or row.endswith("0")]


def _fitting(label: str, pixels: float) -> str:
    """The label, or its first word (the number), or nothing: whatever fits the bar."""
    for text in (label, label.split(" ")[0]):
        if text and len(text) * 6.2 + 4 <= pixels:
            return text
    return ""


def _idle(schedule: Schedule, case: Case) -> str:
    """How many vehicles the plan does not need."""
    used = {move.vehicle for move in schedule.moves if move.fleet}
    spare = [
        f"{fleet.count - many} of {fleet.count} {fleet.id}"
        for fleet in case.plan.fleets.values()
        if (many := sum(vehicle.startswith(f"{fleet.id}/") for vehicle in used)) < fleet.count
    ]
    return f"Not used: {', '.join(spare[:6])}{' and more' if len(spare) > 6 else ''}." if spare else ""


def _shades(bars: list[Bar]) -> str:
    """What the darkness of a merged row says."""
    merged = any(bar.dark < 1 for bar in bars)
    return "Fleets in one row: the darker, the more of their vehicles carry people." if merged else ""


def _vehicle_bars(schedule: Schedule) -> Iterator[Bar]:
    by_fleet: dict[str, dict[str, list[Move]]] = {}
    for move in schedule.moves:
        fleet = move.fleet or f"\0{move.vehicle.rpartition('/')[0]}"
        row = move.vehicle if move.fleet else move.vehicle.rpartition("/")[0]
        by_fleet.setdefault(fleet, {}).setdefault(row, []).append(move)
    rows = sum(len(vehicles) for vehicles in by_fleet.values())
    for fleet in sorted(by_fleet):
        vehicles = by_fleet[fleet]
        if rows > MOST_ROWS and len(vehicles) > max(4, MOST_ROWS // len(by_fleet)):
            yield from _merged(f"{fleet} ({len(vehicles)} vehicles)", [m for ms in vehicles.values() for m in ms])
            continue
        for vehicle in sorted(vehicles, key=_natural):
            for move in vehicles[vehicle]:
                yield from _move_bars(vehicle, move)


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
    """Many vehicles as one row: the darker, the larger the share that carries people."""
    last = max(move.unload_end_h for move in moves)
    vehicles = len({move.vehicle for move in moves})
    width = last / BINS
    loaded = [0.0] * BINS
    for move in moves:
        if move.people:
            for k in range(int(move.load_start_h / width), min(BINS, int(move.unload_end_h / width) + 1)):
                inside = min(move.unload_end_h, (k + 1) * width) - max(move.load_start_h, k * width)
                loaded[k] += max(0.0, inside) / width
    for start, end in _joined(((move.load_start_h, move.unload_end_h) for move in moves), width):
        yield Bar(row, "empty", start, end)
    for dark, found in groupby(enumerate(loaded), key=lambda pair: round(pair[1] / vehicles, 2)):
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


def _walk_bars(schedule: Schedule) -> Iterator[Bar]:
    gap_h = schedule.objective.completion_h / 200
    for (origin, destination), found in groupby(
        sorted(schedule.walks, key=lambda w: (w.origin, w.destination)), key=lambda w: (w.origin, w.destination)
    ):
        walks = list(found)
        for start, end in _joined(((w.depart_h, w.arrive_h) for w in walks), gap_h):
            people = sum(w.people for w in walks if start <= w.depart_h <= end)
            yield Bar(f"{origin} to {destination}", "on their own", start, end, f"{people}")


def _desk_bars(schedule: Schedule) -> Iterator[Bar]:
    gap_h = schedule.objective.completion_h / 200
    ordered = sorted(schedule.processings, key=lambda p: (p.place, p.station))
    for (place, station), found in groupby(ordered, key=lambda p: (p.place, p.station)):
        runs = list(found)
        for start, end in _joined(((p.start_h, p.finish_h) for p in runs), gap_h):
            people = sum(p.people for p in runs if start <= p.start_h <= end)
            yield Bar(f"{station}, {place}", "desk or task", start, end, f"{people}")


def _task_bars(schedule: Schedule) -> Iterator[Bar]:
    for run in schedule.tasks:
        yield Bar(run.task, "desk or task", run.start_h, run.end_h)

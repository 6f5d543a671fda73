"""Who moves when by what: one row a vehicle, a timetable, a walk, a desk or a closure task."""

from __future__ import annotations

from typing import Any

import altair as alt

from leeway.case.model import Case
from leeway.look import BLUE, GREEN, GREY, INK, ORANGE, SKY, titled
from leeway.movement.figures.bars import Bar, desk_bars, task_bars, vehicle_bars, walk_bars
from leeway.movement.figures.style import WIDTH_PX, deadline_rule, hours_axis, shown_until_h, started, styled
from leeway.movement.records import Schedule

WORDS = "On a bar: how many people, and where they board."
COLOURS = {
    "empty": GREY, "loading": ORANGE, "with people": BLUE, "unloading": SKY, "on their own": GREEN, "desk or task": INK,
}  # fmt: skip


def gantt(case: Case, schedule: Schedule, deadline_h: float | None, headline: str) -> Any:
    """The Gantt chart of a schedule (Altair layers). `headline` stands below the title."""
    bars = [*vehicle_bars(schedule), *walk_bars(schedule), *desk_bars(schedule), *task_bars(schedule)]
    rows = list(dict.fromkeys(bar.row for bar in bars))
    last_h = shown_until_h(max((bar.to_h for bar in bars), default=1.0), deadline_h)
    high = _row_px(len(rows))
    states = [state for state in COLOURS if any(bar.state == state and bar.to_h > bar.from_h for bar in bars)]
    values = [
        {"row": b.row, "state": b.state, "from_h": round(b.from_h, 4), "to_h": round(b.to_h, 4), "dark": b.dark}
        for b in bars
        if b.to_h > b.from_h
    ]
    named = rows if high >= 11 else _some(rows, high)
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
        f"{case.title} – who moves when", headline, WORDS, _idle(schedule, case), _shades(bars), started(schedule.start)
    )
    chart = alt.layer(*layers).properties(width=WIDTH_PX, height=max(60, high * len(rows)), title=title)
    return styled(chart)


def _row_px(rows: int) -> int:
    """Height of a row: the chart grows with the rows, and the rows shrink when they are many."""
    return 22 if rows <= 30 else 15 if rows <= 50 else 11 if rows <= 70 else 6


def _some(rows: list[str], high: int) -> list[str]:
    """Rows to name where not all names fit: the first of each fleet, then every tenth vehicle, none too close."""
    apart = -(-12 // high)
    named: dict[int, str] = {}
    firsts = {row for row in rows if "/" not in row or row.rpartition("/")[2] == "1"}
    for wanted in (firsts, {row for row in rows if row.endswith("0")}):
        for k, row in enumerate(rows):
            if row in wanted and not any(near in named for near in range(k - apart + 1, k + apart)):
                named[k] = row
    return list(named.values())


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
    return "Rows that stand for many: the darker, the more of them carry people." if merged else ""

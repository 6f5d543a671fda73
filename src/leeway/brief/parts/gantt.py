"""Who moves when: one imagined operation as bars, vehicle by vehicle, departure by departure, desk by desk.

It is the first replication of the case's seed, so the same on every machine, and its own hours are told beside the
middle of all: one operation as it may go, not the best plan (`leeway clearance` searches for that).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from leeway.brief.document import Figure
from leeway.brief.drawing import drawn
from leeway.brief.words import people, span
from leeway.movement.records import Clearance

MOST_ROWS: Final = 26
"""Rows above which the vehicles of a fleet share one row, darker where more of them carry people."""
BINS: Final = 160
EMPTY, LOADING, LOADED, DEPARTURE, DESK = (
    "on the way empty",
    "loading and unloading",
    "with people",
    "scheduled departure",
    "desk at work",
)
_BETWEEN: Final = {
    "sets out": ("at the pick-up", EMPTY),
    "loading begins": ("departs", LOADING),
    "departs": ("arrives", LOADED),
    "arrives": ("unloaded", LOADING),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """`dark`: 0 to 1, how full or how many."""

    row: str
    what: str
    from_h: float
    to_h: float
    dark: float = 1.0


def gantt_figure(c: Clearance, seed: int) -> Figure | None:
    """The chart with its words; None where nothing moves by the plan."""
    bars = bars_of(c.events)
    if not bars:
        return None
    ends = c.t100_h[:, -1]
    own, middle = float(ends[0]), float(np.quantile(ends, 0.5, method="inverted_cdf"))
    told = f"Replication 1 of seed {seed}: the last one is out after {_until(own)}; the middle of "
    told += f"{len(ends):,} operations is {_until(middle)}."
    rows = list(dict.fromkeys(bar.row for bar in bars))
    alt = f"Who moves when in one imagined operation. {told} " + "; ".join(_row_words(c.events, row) for row in rows)
    caption = f"Who moves when, nothing closing. {told} One operation as it may go, not the best plan."
    return drawn("gantt", caption, f"{alt}.", lambda: _chart(c, bars, rows))


def _until(hours: float) -> str:
    return span(hours) if math.isfinite(hours) else "more than the horizon"


def bars_of(events: Sequence[tuple[Any, ...]]) -> list[Bar]:
    """Bars of the event table (`leeway.movement.events`): vehicles, then departures, then desks."""
    runs: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for event in events:
        runs[str(event[2])].append(event)
    vehicles = {name: rows for name, rows in runs.items() if any(e[1] == "arrives" for e in rows)}
    desks = {name: rows for name, rows in runs.items() if any(e[1] == "service begins" for e in rows)}
    services: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for name, rows in runs.items():
        if name and name not in vehicles and name not in desks:
            services[_head(name)] += [e for e in rows if e[1] == "departs"]
    others = len(services) + len(desks)
    found: list[Bar] = []
    if len(vehicles) + others <= MOST_ROWS:
        found += [bar for name in sorted(vehicles, key=_natural) for bar in _vehicle(name, vehicles[name])]
    else:
        fleets: dict[str, list[Bar]] = defaultdict(list)
        for name in sorted(vehicles, key=_natural):
            fleets[_head(name)] += [bar for bar in _vehicle(name, vehicles[name]) if bar.what == LOADED]
        found += [bar for fleet in sorted(fleets) for bar in _together(fleet, LOADED, fleets[fleet])]
    for name in sorted(services, key=lambda name: min((e[0] for e in services[name]), default=0.0)):
        found += _departures(name, services[name])
    for name in sorted(desks):
        found += _together(name, DESK, list(_served(name, desks[name])))
    return found


def _head(name: str) -> str:
    head, _, tail = name.rpartition("/")
    return head if head and tail.isdigit() else name


def _natural(name: str) -> tuple[str, int]:
    head, _, tail = name.rpartition("/")
    return (head, int(tail)) if tail.isdigit() else (name, 0)


def _vehicle(name: str, events: Sequence[tuple[Any, ...]]) -> Iterator[Bar]:
    open_h: dict[str, float] = {}
    for hour, what, *_ in events:
        for begins, (ends, meaning) in _BETWEEN.items():
            if what == ends and begins in open_h:
                yield Bar(name, meaning, open_h.pop(begins), hour)
        if what in _BETWEEN:
            open_h[what] = hour


def _departures(name: str, events: Sequence[tuple[Any, ...]]) -> list[Bar]:
    """A narrow bar for each departure, darker the more it carries."""
    carried: dict[float, int] = defaultdict(int)
    for hour, _, _, _, _, _, many in events:
        carried[hour] += many
    most = max(carried.values(), default=0) or 1
    return [Bar(name, DEPARTURE, hour, hour, round(many / most, 2)) for hour, many in sorted(carried.items()) if many]


def _served(name: str, events: Sequence[tuple[Any, ...]]) -> Iterator[Bar]:
    begun: dict[tuple[Any, Any], list[float]] = defaultdict(list)
    for hour, what, _, _, _, group, many in events:
        if what == "service begins":
            begun[group, many].append(hour)
        elif what == "service ends" and begun[group, many]:
            yield Bar(name, DESK, begun[group, many].pop(0), hour)


def _together(row: str, what: str, bars: Sequence[Bar]) -> Iterator[Bar]:
    """Many bars as one row: the darker, the more of them at once."""
    last = max((bar.to_h for bar in bars), default=0.0)
    if last <= 0:
        return
    width = last / BINS
    busy = np.zeros(BINS)
    edges = np.arange(BINS) * width
    for bar in bars:
        busy += np.clip(np.minimum(bar.to_h, edges + width) - np.maximum(bar.from_h, edges), 0.0, None) / width
    levels = np.ceil(busy / max(float(busy.max()), 1e-9) * 5) / 5
    begin = 0
    for k in range(1, BINS + 1):
        if k == BINS or levels[k] != levels[begin]:
            if levels[begin] > 0:
                yield Bar(row, what, begin * width, k * width, round(float(levels[begin]), 2))
            begin = k


def _row_words(events: Sequence[tuple[Any, ...]], row: str) -> str:
    """Row, first and last hour, people carried."""
    own = [e for e in events if str(e[2]) == row or _head(str(e[2])) == row]
    moved = sum(e[6] for e in own if e[1] in ("departs", "service begins"))
    return f"{row}: hour {min(e[0] for e in own):.0f} to {max(e[0] for e in own):.0f}, {people(moved)} people"


def _chart(c: Clearance, bars: Sequence[Bar], rows: Sequence[str]) -> Any:
    import altair as alt

    from leeway.look import BLUE, GREEN, GREY, INK, ORANGE, Rows, titled
    from leeway.movement.figures.style import WIDTH_PX, hours_axis, started, styled

    colours = {EMPTY: GREY, LOADING: ORANGE, LOADED: BLUE, DEPARTURE: GREEN, DESK: INK}
    used = [what for what in colours if any(bar.what == what for bar in bars)]
    last = max(bar.to_h for bar in bars)
    thin = last / 260
    values = [
        {"row": b.row, "what": b.what, "from_h": round(b.from_h, 3), "to_h": round(max(b.to_h, b.from_h + thin), 3),
         "dark": round(0.25 + 0.75 * b.dark, 2)}
        for b in bars
    ]  # fmt: skip
    high = 22 if len(rows) <= 16 else 17
    y = alt.Y("row:N", sort=list(rows), title=None, axis=alt.Axis(grid=False, ticks=False, labelLimit=220))
    colour = alt.Color("what:N", scale=alt.Scale(domain=used, range=[colours[w] for w in used]))
    opacity = alt.Opacity("dark:Q", scale=None, legend=None)
    drawn_bars = alt.Chart(Rows(values=values)).mark_bar(height=high * 0.7)
    words = "The darker, the fuller (departures) or the more at once (rows that stand for many)."
    title = titled("Who moves when: one imagined operation", words, started(c.start))
    chart = drawn_bars.encode(x=hours_axis(last), x2="to_h:Q", y=y, color=colour, opacity=opacity)
    return styled(chart.properties(width=WIDTH_PX - 120, height=max(60, high * len(rows)), title=title))

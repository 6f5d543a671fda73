"""The timeline: what changed on which day, places by distance from the target, estimates as bars ahead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import altair as alt

from leeway.look import BLUE, GREY, INK, ORANGE, RED, SKY, day_text, styled, titled
from leeway.situation.model import Change, Situation

WIDTH_PX: Final = 760
MOST_ROWS: Final = 44
SHOWN: Final = timedelta(days=45)
EVENTS: Final = {
    "captured": (RED, "square", "captured"),
    "surrendered": ("#CC79A7", "triangle-left", "surrendered"),
    "contested": (ORANGE, "triangle-up", "contested or only claimed"),
    "lost_again": (BLUE, "circle", "lost again by the attacker"),
    "airport_closed": (INK, "cross", "airport shut"),
    "embassy_ordered_departure": (SKY, "diamond", "embassy: ordered departure"),
    "embassy_suspended": (SKY, "triangle-down", "embassy suspended"),
    "estimate": (GREY, "stroke", "estimate of the fall made"),
    "ceasefire": (GREY, "circle", "ceasefire"),
}
"""Colour, shape and words of each event."""


def timeline_figure(situation: Situation, title: str = "") -> Any | None:
    """The Altair chart, None where nothing has changed. One row a place, nearest to the target at the top; of many the
    latest are shown and the rest counted."""
    if not situation.changes:
        return None
    newest = max(c.day for c in situation.changes)
    recent = tuple(c for c in situation.changes if newest - c.day <= SHOWN)
    shown = _rows(recent)
    rows = sorted(shown, key=lambda name: shown[name])
    changes = [c for c in recent if _row(c) in shown]
    used = [event for event in EVENTS if any(c.event == event for c in changes)]
    words = [EVENTS[event][2] for event in used]
    first = min(c.day for c in changes) - timedelta(days=1)
    last = max(situation.as_of.date(), max(c.day for c in changes)) + timedelta(days=1)
    x = alt.X(
        "day:T",
        title=None,
        scale=alt.Scale(type="utc", domain=[_ms(first), _ms(last)]),
        axis=alt.Axis(format="%-d %b", labelOverlap=True, tickCount="day" if (last - first).days <= 20 else 12),
    )
    y = alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(grid=True))
    values = [{"day": _ms(c.day), "row": _row(c), "event": EVENTS[c.event][2]} for c in changes]
    marks = (
        alt.Chart(alt.InlineData(values=values))
        .mark_point(filled=True, size=120, stroke=INK, strokeWidth=0.7, opacity=1)
        .encode(
            x=x, y=y,
            color=alt.Color("event:N", scale=alt.Scale(domain=words, range=[EVENTS[e][0] for e in used])),
            shape=alt.Shape("event:N", scale=alt.Scale(domain=words, range=[EVENTS[e][1] for e in used])),
        )
    )  # fmt: skip
    now = alt.Chart(alt.InlineData(values=[{"day": situation.as_of.timestamp() * 1000}])).mark_rule(
        strokeDash=[5, 4], color=INK).encode(x="day:T")  # fmt: skip
    older = len(situation.changes) - len(changes)
    order = (
        f"Rows by distance from {situation.target}; the dashed line is the as-of instant, {day_text(situation.as_of)}."
    )
    lines = (order, f"{older} older changes are not shown." if older else "")
    chart = alt.layer(marks, now).properties(
        width=WIDTH_PX,
        height=max(90, 19 * len(rows)),
        title=titled(title or f"{situation.target}: turns by day", *lines),
    )
    return styled(chart)


def _row(change: Change) -> str:
    if change.event == "estimate":
        return "estimates"
    if change.event.startswith("embassy"):
        return change.actor or "embassies"
    far = "" if not change.distance_km else f", {change.distance_km:,.0f} km"
    return f"{change.place}{far}"


def _rows(changes: tuple[Change, ...]) -> dict[str, tuple[float, str]]:
    """Rows to show with their order: the most recently changed, by distance; posts and estimates last."""
    newest: dict[str, tuple[date, float]] = {}
    for change in changes:
        name = _row(change)
        far = 1e6 if name == "estimates" else 9e5 if change.event.startswith("embassy") else change.distance_km
        day = max(change.day, newest.get(name, (date.min, 0.0))[0])
        newest[name] = (day, 8e5 if far is None else far)
    kept = sorted(newest, key=lambda name: (-newest[name][0].toordinal(), newest[name][1]))[:MOST_ROWS]
    return {name: (newest[name][1], name) for name in kept}


def _ms(day: date) -> int:
    """Milliseconds of the noon of a day, UTC: marks stand in the middle of their day."""
    return (day - date(1970, 1, 1)).days * 86_400_000 + 43_200_000

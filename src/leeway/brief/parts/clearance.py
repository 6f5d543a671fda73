"""How long it takes to get everybody out: by group, the people-out curve, what is waited for, what would shorten it."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from leeway.brief.document import Block, Figure, Paragraph, Section, Table, text
from leeway.brief.drawing import drawn
from leeway.brief.given import Given
from leeway.brief.parts.computed import how_needed
from leeway.brief.parts.levers import levers_blocks
from leeway.brief.small_groups import Grouping
from leeway.brief.words import chance, people, span
from leeway.movement.records import Clearance

MOST_WAITED: Final = 6
POINTS: Final = 200
LEAVING: Final = (
    "until half are out",
    "until nine in ten are out",
    "until all are out, nine in ten sure",
)


def clearance_section(given: Given) -> Section:
    """Time needed by group, who moves when, curve, bottlenecks, levers, capacity for a warning time."""
    blocks: list[Block] = [
        Paragraph(
            text(
                "Start to last person out, with nothing closing on the way. What closing exits make of it stands under "
                "What each start would give."
            )
        ),
        _needed(given),
        *(given.figures[name] for name in ("leaving", "gantt", "people-out") if name in given.figures),
        *_waited(given, given.clearance),
        *levers_blocks(given),
    ]
    if given.assessment.capacity:
        blocks.append(_capacity(given))
    return Section("clearance", "How long it takes to get out", tuple(blocks))


def _quantile(draws: Any, q: float) -> float:
    return float(np.quantile(draws, q, method="inverted_cdf"))


def _needed(given: Given) -> Table:
    a = given.assessment
    rows = []
    for name, members in [*given.grouping.members.items(), ("everybody", ("",))]:
        draws = np.max([a.time_needed_h[m] for m in members], axis=0)
        low = sum(given.case.groups[m].low for m in members if m)
        high = sum(given.case.groups[m].high for m in members if m)
        if members == ("",):
            low = sum(g.low for g in given.case.groups.values())
            high = sum(g.high for g in given.case.groups.values())
        line = given.case.groups[members[0]].line if len(members) == 1 and members[0] else 0
        rows.append(
            (
                text(name, given.trail.line("people.csv", line, f"the group {name}")),
                text(f"{low:,}" if low == high else f"{low:,} to {high:,}"),
                text(_span(_quantile(draws, 0.5))),
                text(_span(_quantile(draws, 0.9))),
            )
        )
    note = text(
        "People: low to high of people.csv, before who comes forward. Plan by the second time.", how_needed(given)
    )
    return Table(
        "Time until the last of a group is out",
        ("group", "people", "even chance", "nine in ten sure"),
        tuple(rows),
        frozenset({0}),
        note,
    )


def _span(hours: float) -> str:
    return span(hours) if math.isfinite(hours) else "not within the horizon"


def _shown_until(c: Clearance) -> float:
    ends = c.t100_h[:, -1]
    return float(np.quantile(ends[np.isfinite(ends)], 0.9)) if np.isfinite(ends).any() else float(c.grid_h[-1])


def curve_figure(c: Clearance) -> Figure | None:
    """People out by hours after a start: the middle and eight in ten of the runs."""
    hours = [h for h in (24, 48, 72, 96) if h <= c.grid_h[-1]]
    out = [people(float(np.median(c.out_curve[:, int(np.searchsorted(c.grid_h, h))]))) for h in hours]
    told = "; ".join(f"after {h} h {many}" for h, many in zip(hours, out, strict=True))
    caption, alt = "People out by hours after a start now.", f"People out over time, middle of the runs: {told}."
    return drawn("people-out", caption, alt, lambda: _curve(c, _shown_until(c)))


def _curve(c: Clearance, last_h: float) -> Any:
    import altair as alt

    from leeway.look import BLUE, SKY, Rows, titled
    from leeway.movement.figures.style import WIDTH_PX, hours_axis, started, styled

    picks = np.unique(np.searchsorted(c.grid_h, np.linspace(0, last_h * 1.03, POINTS)).clip(0, len(c.grid_h) - 1))
    low, middle, high = np.quantile(c.out_curve[:, picks], [0.1, 0.5, 0.9], axis=0)
    rows = [
        {"from_h": round(float(h), 3), "low": float(a), "out": float(m), "high": float(b)}
        for h, a, m, b in zip(c.grid_h[picks], low, middle, high, strict=True)
    ]
    run = alt.Chart(Rows(values=rows))
    x, y = hours_axis(last_h), alt.Y("out:Q", title="people out", scale=alt.Scale(zero=True))
    band = run.mark_area(opacity=0.45, color=SKY).encode(x=x, y=alt.Y("low:Q", title="people out"), y2="high:Q")
    line = run.mark_line(strokeWidth=2.5, color=BLUE).encode(x=x, y=y)
    words = "Line: the middle of the runs; band: eight runs in ten."
    title = titled("People out over time, nothing closing", words, started(c.start))
    return styled(alt.layer(band, line).properties(width=WIDTH_PX, height=300, title=title))


def leaving_figure(grouping: Grouping, c: Clearance) -> Figure | None:
    """Who is out when: a bar a group, to half, nine tenths and all of it."""
    index = {group: g for g, group in enumerate(c.groups)}
    rows, told = [], []
    last = _shown_until(c)
    for name, members in grouping.members.items():
        columns = [index[m] for m in members if m in index]
        if not columns:
            continue
        asked = ((c.t50_h, 0.5), (c.t90_h, 0.5), (c.t100_h, 0.5), (c.t100_h, 0.9))
        half, ninety, all_out, sure = (_quantile(draws[:, columns].max(axis=1), q) for draws, q in asked)
        edges = zip((0.0, half, ninety), (half, ninety, sure), LEAVING, strict=True)
        rows += [
            {"row": name, "from_h": round(a, 2), "to_h": round(min(b, last), 2), "what": what}
            for a, b, what in edges
            if min(b, last) > a
        ]
        told.append(f"{name}: half after {_span(half)}, all after {_span(all_out)}")
    caption = "When half, nine in ten and all of each group are out."
    names = list(grouping.members)
    alt = f"Who is out when. {'; '.join(told)}."
    return drawn("leaving", caption, alt, lambda: _bars(rows, names, last, c))


def _bars(rows: list[dict[str, Any]], names: list[str], last_h: float, c: Clearance) -> Any:
    import altair as alt

    from leeway.look import BLUE, GREY, SKY, Rows, titled
    from leeway.movement.figures.style import WIDTH_PX, hours_axis, started, styled

    colour = alt.Color("what:N", scale=alt.Scale(domain=list(LEAVING), range=[GREY, SKY, BLUE]))
    y = alt.Y("row:N", sort=names, title=None, axis=alt.Axis(grid=False, ticks=False))
    bars = alt.Chart(Rows(values=rows)).mark_bar(height=15)
    words = "Middle of the runs; the dark end: nine in ten sure."
    title = titled("Who is out when, nothing closing", words, started(c.start))
    drawn_bars = bars.encode(x=hours_axis(last_h), x2="to_h:Q", y=y, color=colour)
    return styled(drawn_bars.properties(width=WIDTH_PX - 120, height=max(60, 22 * len(names)), title=title))


def _waited(given: Given, c: Clearance) -> list[Block]:
    waiting, binding = c.waiting_person_h.mean(axis=0), c.binding_h.mean(axis=0)
    order = [int(r) for r in np.argsort(-waiting, kind="stable") if waiting[r] > 0][:MOST_WAITED]
    if not order:
        return []
    many = c.people.shape[0]
    ref = given.trail.computed(
        "what is waited for",
        f"Person-hours waited because of each resource, and hours of the chain "
        f"that ends with the last person out, mean of {many:,} simulated operations.",
    )
    rows = tuple(
        (text(_resource(c.resources[r])), text(people(float(waiting[r]))), text(f"{binding[r]:.1f}")) for r in order
    )
    first = next((c.resources[r] for r in np.argsort(-binding, kind="stable") if binding[r] > 0), c.resources[order[0]])
    words = (
        f"The last person out waits longest for {_resource(first)}. What is waited for longest is not always what "
        "helps most: with one thing eased the next is waited for. leeway clearance searches for the best plan."
    )
    return [
        Paragraph(text(words, ref)),
        Table(
            "What is waited for",
            ("resource", "person-hours waited", "hours of the last person's way"),
            rows,
            frozenset({0}),
        ),
    ]


def _resource(name: str) -> str:
    """A resource as a person names it."""
    if name == "mobilization":
        return "people getting ready and coming in"
    kind, _, which = name.partition(" ")
    words = {
        "service": "departures of",
        "station": "desk:",
        "fleet": "vehicles:",
        "slots": "slots and stands at",
        "berths": "berths at",
        "room": "room at",
        "escorts": "escorts:",
        "fuel": "fuel:",
    }
    return f"{words[kind]} “{which}”" if kind in words else name


def _capacity(given: Given) -> Table:
    a = given.assessment
    rows = tuple(
        (text(span(c.warning_h)), text(f"{c.people:,}" if c.people == 0 else given.grouping.shown(c.people)))
        for c in a.capacity
    )
    how = (
        "People out within so many hours of a start with nothing closing, at the stated confidence, in "
        "the order of the "
        "plan's priorities. It counts this plan's people: with more to move it could be more."
    )
    note = text(
        f"N(w): with warning of w hours, so many people can be got out, {chance(a.confidence)} sure.",
        given.trail.computed("people within a warning time", how),
    )
    return Table("How many can leave within a warning time", ("warning", "people out"), rows, frozenset({0}), note)

"""A case day by day in one picture: chance of loss, the two clocks, the rung proposed beside the one in force."""

from __future__ import annotations

import math
from datetime import date
from typing import Any, Final

import altair as alt

from leeway.look import BLUE, INK, RED, styled, titled
from leeway.posture.model import LADDER
from leeway.replay.model import CaseDay, CaseReplay

WIDTH_PX: Final = 780
LONGEST_D: Final = 180.0
AREAS: Final = {30: "#F6C6A5", 14: "#EC8B4F", 7: RED}
RUNGS: Final = dict(zip(LADDER, ("#E3E8ED", "#FBE3A4", "#F5BE5B", "#E98A3A", "#C8501E", "#7A1F0B"), strict=True))
"""From pale to dark, so that print keeps the order."""
SOURCES: Final = ("proposed", "in force")


def case_figure(replay: CaseReplay) -> Any:
    """Chart of the days before the fall, if the campaign fell; what is proposed after it is of no use."""
    days = [one for one in replay.days if replay.fell is None or one.as_of.date() < replay.fell] or list(replay.days)
    first, last = days[0].as_of.date(), replay.fell or days[-1].as_of.date()
    span = [_ms(first) - 43_200_000, _ms(last) + 43_200_000]
    panels = [_chances(days, span), _clocks(days, span), _rungs(days, span), _tripwires(replay, days, span)]
    if replay.fell is not None:
        panels = [_with_fall(panel, replay) for panel in panels]
    end = f"The city was lost on {replay.fell:%d %B %Y} (black line)." if replay.fell else "The city was not lost."
    title = titled(
        replay.title,
        f"What would have been forecast and proposed, day by day, from reports published by the end of each day. {end}",
        f"Learned from past advances without the war {replay.left_out}." if replay.left_out else "",
    )
    whole = alt.vconcat(*panels, spacing=10).resolve_scale(x="shared", color="independent", y="independent")
    return styled(whole.properties(title=title))


def _chances(days: list[CaseDay], span: list[int]) -> Any:
    words = {lead: f"within {lead} days" for lead in AREAS}
    rows = [
        {"day": _ms(one.as_of.date()), "p": round(one.p_loss[lead], 4), "lead": words[lead], "order": -lead}
        for lead in AREAS
        for one in days
    ]
    top = max(0.1, math.ceil(max(row["p"] for row in rows) * 10) / 10)  # type: ignore[type-var, operator]
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_area(line=True, opacity=0.9)
        .encode(
            x=_x(span, labels=False),
            y=alt.Y(
                "p:Q",
                stack=None,
                scale=alt.Scale(domain=[0, top]),
                axis=alt.Axis(title="P(city lost)", format="%", tickCount=4),
            ),
            color=alt.Color(
                "lead:N",
                sort=list(words.values()),
                scale=alt.Scale(domain=list(words.values()), range=list(AREAS.values())),
                legend=_legend(),
            ),
            order=alt.Order("order:Q"),
        )
        .properties(width=WIDTH_PX, height=130)
    )


def _clocks(days: list[CaseDay], span: list[int]) -> Any:
    names = ("time left: earliest reasonable loss (one future in ten)", "time needed: nine in ten people out (T90)")
    rows = [
        {"day": _ms(one.as_of.date()), "d": round(min(LONGEST_D, max(hours / 24, 0.5)), 2), "clock": name}
        for one in days
        for name, hours in zip(names, (one.earliest_loss_h, one.t90_h), strict=True)
        if math.isfinite(hours) or name == names[0]
    ]
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(strokeWidth=2.4)
        .encode(
            x=_x(span, labels=False),
            y=alt.Y(
                "d:Q",
                scale=alt.Scale(type="log", domain=[0.5, LONGEST_D]),
                axis=alt.Axis(title="days (log)", values=[1, 3, 10, 30, 100]),
            ),
            color=alt.Color("clock:N", scale=alt.Scale(domain=list(names), range=[RED, BLUE]), legend=_legend()),
            strokeDash=alt.StrokeDash(
                "clock:N", scale=alt.Scale(domain=list(names), range=[[1, 0], [6, 3]]), legend=None
            ),
        )
        .properties(width=WIDTH_PX, height=110)
    )


def _rungs(days: list[CaseDay], span: list[int]) -> Any:
    words = [rung.replace("_", " ") for rung in LADDER]
    rows = []
    for number, one in enumerate(days):
        until = _ms(days[number + 1].as_of.date()) if number + 1 < len(days) else _ms(one.as_of.date()) + 86_400_000
        for source, rung in zip(SOURCES, (one.rung, one.done_rung), strict=True):
            if rung is not None:
                begin = _ms(one.as_of.date()) - 43_200_000
                rows.append(
                    {
                        "from": begin,
                        "to": min(until - 43_200_000, span[1]),
                        "row": source,
                        "rung": rung.replace("_", " "),
                    }
                )
    shown = [source for source in SOURCES if any(row["row"] == source for row in rows)]
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect()
        .encode(
            x=_x(span, "from:T", labels=False),
            x2="to:T",
            y=alt.Y("row:N", sort=shown, axis=alt.Axis(title="rung", grid=False)),
            color=alt.Color(
                "rung:N", sort=words, scale=alt.Scale(domain=words, range=list(RUNGS.values())), legend=_legend(6)
            ),
        )
        .properties(width=WIDTH_PX, height=26 * len(shown))
    )


def _tripwires(replay: CaseReplay, days: list[CaseDay], span: list[int]) -> Any:
    order = list(dict.fromkeys(name for one in days for name in one.new))
    rows = [{"day": _ms(one.as_of.date()), "row": name} for one in days for name in one.tripped]
    return (
        alt.Chart(alt.InlineData(values=rows or [{"day": span[0], "row": "none tripped"}]))
        .mark_point(shape="square", filled=True, size=42, color=INK, opacity=0.85)
        .encode(
            x=_x(span, labels=True),
            y=alt.Y("row:N", sort=order, axis=alt.Axis(title="tripped", grid=True)),
        )
        .properties(width=WIDTH_PX, height=max(40, 16 * len(order)))
    )


def _with_fall(panel: Any, replay: CaseReplay) -> Any:
    assert replay.fell is not None
    rule = alt.Chart(alt.InlineData(values=[{"day": _ms(replay.fell)}])).mark_rule(color="black", strokeWidth=2)
    size = {"width": panel.width, "height": panel.height}
    return alt.layer(panel, rule.encode(x="day:T")).properties(**size)


def _x(span: list[int], field: str = "day:T", *, labels: bool) -> Any:
    axis = alt.Axis(format="%-d %b", labelOverlap=True, labels=labels, ticks=labels, tickCount=12)
    return alt.X(field, title=None, scale=alt.Scale(type="utc", domain=span, nice=False), axis=axis)


def _legend(columns: int = 3) -> Any:
    return alt.Legend(orient="top", columns=columns, offset=2, title=None)


def _ms(day: date) -> int:
    """Milliseconds of the noon of a day, UTC."""
    return (day - date(1970, 1, 1)).days * 86_400_000 + 43_200_000

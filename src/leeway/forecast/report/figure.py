"""The forecast fan: P(lost) of every exit over the days ahead, and the members behind the city's."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import numpy as np

from leeway.forecast.model import TimeLeft
from leeway.look import BLUE, GREEN, INK, ORANGE, RED, SKY, day_text, styled, titled

DAYS: Final = tuple(range(61))
COLOURS: Final = (RED, BLUE, GREEN, ORANGE, SKY, "#CC79A7", INK)
DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3], [10, 4])


def fan_figure(left: TimeLeft) -> Any:
    """P(lost by day d) of each exit as a line, told apart by colour and dash; the spread of the members as a band."""
    names = list(left.hours)
    rows = [
        {"day": day, "p": round(left.p_within(name, day), 4), "exit": _named(name, left.target)}
        for name in names
        for day in DAYS
    ]
    band = [{"day": 0, "low": 0.0, "high": 0.0}] + [
        {"day": day, "low": round(float(v.min()), 4), "high": round(float(v.max()), 4)}
        for day in DAYS[1:]
        for v in [np.array([curve[day - 1] for curve in left.members.values()])]
    ]
    shown = [_named(name, left.target) for name in names]
    days = alt.X("day:Q", scale=alt.Scale(domain=[0, DAYS[-1]], nice=False), axis=alt.Axis(title="days from now"))
    p = alt.Y("p:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(title="probability of being lost", format="%"))
    spread = (
        alt.Chart(alt.InlineData(values=band))
        .mark_area(color=RED, opacity=0.12)
        .encode(x=days, y=alt.Y("low:Q", scale=alt.Scale(domain=[0, 1])), y2="high:Q")
    )
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(strokeWidth=2.2)
        .encode(
            x=days,
            y=p,
            color=alt.Color("exit:N", scale=alt.Scale(domain=shown, range=[COLOURS[i % 7] for i in range(len(shown))])),
            strokeDash=alt.StrokeDash(
                "exit:N", scale=alt.Scale(domain=shown, range=[DASHES[i % 7] for i in range(len(shown))])
            ),
        )
    )
    skill = left.skill.sentence if left.skill is not None else ""
    title = titled(
        f"How long each exit of {left.target} may last, seen on {day_text(left.as_of)}",
        "Shaded: between the lowest and the highest member of the pool, for the city.",
        skill[:150],
    )
    return styled((spread + lines).properties(width=820, height=360, title=title))


def _named(name: str, target: str) -> str:
    return f"{target} itself" if name == "city" else name

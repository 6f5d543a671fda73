"""What figures of an operation have in common: hours after the start on the axis, the deadline, the legend on top."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

import altair as alt

from leeway.look import FONT, INK, RED
from leeway.movement.report.words import hours_text, start_text

WIDTH_PX = 860
TICKS_H = (0.05, 0.1, 0.2, 0.5, 1, 2, 3, 6, 12, 24, 48, 72, 120, 240, 480)


def hours_axis(last_h: float, *, named: bool = True) -> alt.X:
    """The horizontal axis from 0 to a little beyond `last_h`, with ticks a person would choose; `named`: numbers and
    title shown."""
    end = max(last_h, 0.1) * 1.03
    step = next((t for t in TICKS_H if end / t <= 14), TICKS_H[-1])
    ticks = [round(k * step, 6) for k in range(math.floor(end / step) + 1)]
    title = "hours after the start" if named else None
    shape = "d" if step >= 1 else ".1f" if step >= 0.1 else ".2f"
    axis = alt.Axis(values=ticks, format=shape, title=title, grid=True, labels=named, ticks=named, labelFlush=False)
    return alt.X("from_h:Q", scale=alt.Scale(domain=[0, end], nice=False, clamp=True), axis=axis)


def started(start: datetime) -> str:
    """When hour 0 is."""
    return f"Hour 0 is {start_text(start)}."


def deadline_rule(deadline_h: float | None, last_h: float) -> list[Any]:
    """A dashed line at the deadline with its name, if it lies within the picture."""
    if deadline_h is None or not 0 <= deadline_h <= last_h:
        return []
    here = alt.Chart(alt.InlineData(values=[{"from_h": deadline_h, "label": f"deadline {hours_text(deadline_h)}"}]))
    rule = here.mark_rule(color=RED, strokeDash=[6, 4], strokeWidth=1.5).encode(x="from_h:Q")
    name = here.mark_text(color=RED, align="right", dx=-4, baseline="top", dy=2).encode(
        x="from_h:Q", y=alt.value(0), text="label:N"
    )
    return [rule, name]


def beyond(deadline_h: float | None, last_h: float) -> str:
    """Where the deadline is, if it lies outside the picture."""
    if deadline_h is None or deadline_h <= last_h:
        return ""
    return f"The deadline, {hours_text(deadline_h)} h, lies beyond the picture."


def shown_until_h(last_h: float, deadline_h: float | None) -> float:
    """How far the axis goes: to the deadline too, unless that would squeeze everything else."""
    if deadline_h is not None and last_h < deadline_h <= 1.6 * last_h:
        return deadline_h
    return last_h


def styled(chart: Any) -> Any:
    """The chart with the common look."""
    return (
        chart.configure(font=FONT, background="white")
        .configure_title(fontSize=17, anchor="start", color=INK, subtitleFontSize=12, subtitleColor="#555", offset=12)
        .configure_axis(
            labelFontSize=11, titleFontSize=12, titleFontWeight="normal", labelColor=INK, titleColor=INK,
            gridColor="#E7E9EC", domainColor="#9AA3AD", tickColor="#9AA3AD", labelLimit=240,
        )
        .configure_view(stroke=None)
        .configure_legend(
            orient="top", title=None, labelFontSize=12, symbolType="square", symbolOpacity=1, labelLimit=400,
            columnPadding=18,
        )
    )  # fmt: skip

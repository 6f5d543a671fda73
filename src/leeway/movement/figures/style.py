"""The look of every figure: colours told apart by the colour-blind, one type size, hours on the axis, no network."""

from __future__ import annotations

import io
import math
from datetime import datetime
from typing import Any

import altair as alt

from leeway.movement.report.words import hours_text, start_text

# Okabe and Ito's palette (https://jfly.uni-koeln.de/color/)
BLUE, SKY, ORANGE, GREEN, RED, GREY, INK = "#0072B2", "#56B4E9", "#E69F00", "#009E73", "#D55E00", "#C9CDD2", "#222B36"
WIDTH_PX = 860
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"  # the first comes with the renderer
PIXELS_PER_POINT = 2.0
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


def titled(title: str, *lines: str) -> alt.TitleParams:
    """A title with what the reader must know below it."""
    return alt.TitleParams(title, subtitle=[line for line in lines if line])


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


def svg(chart: Any) -> str:
    """The figure as SVG text: same chart, same bytes; fonts by family name only, nothing fetched."""
    text = io.StringIO()
    chart.save(text, format="svg", engine="vl-convert")
    return text.getvalue()


def png(chart: Any) -> bytes:
    """The figure as PNG at twice the nominal size."""
    data = io.BytesIO()
    chart.save(data, format="png", engine="vl-convert", scale_factor=PIXELS_PER_POINT)
    return data.getvalue()

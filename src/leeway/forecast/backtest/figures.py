"""Figures of a back-test: reliability, skill by lead time, misses against false alarms. Drawn from its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from leeway.forecast.backtest.document import HURRICANE_FALSE_ALARMS, MOST_MISSED
from leeway.look import BLUE, GREEN, GREY, ORANGE, RED, SKY, styled, titled

Document = Mapping[str, Any]


def figures(doc: Document) -> dict[str, Any]:
    """Charts by file name."""
    return {"reliability": reliability(doc), "skill-by-lead": skill_by_lead(doc), "warnings": warnings(doc)}


def reliability(doc: Document) -> Any:
    """Forecast probability against how often it came true; size is the share of votes."""
    rows = [
        {"days": f"within {days} days", **line} for days, lines in doc["reliability"].items() for line in lines
    ]  # fmt: skip
    order = [f"within {days} days" for days in doc["reliability"]]
    colour = alt.Color("days:N", scale=alt.Scale(domain=order, range=[BLUE, ORANGE, GREEN]))
    share = alt.Scale(domain=[0, 1])
    points = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(point=False, opacity=0.5)
        .encode(
            x=alt.X("forecast:Q", title="forecast", axis=alt.Axis(format="%"), scale=share),
            y=alt.Y("observed:Q", title="observed", axis=alt.Axis(format="%"), scale=share),
            color=colour,
        )
    )
    dots = points.mark_point(filled=True, opacity=0.9).encode(
        size=alt.Size("vote_share:Q", scale=alt.Scale(range=[20, 500]), legend=None),
        shape=alt.Shape("days:N", scale=alt.Scale(domain=order)),
    )
    diagonal = (
        alt.Chart(alt.Data(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}]))
        .mark_line(color=GREY, strokeDash=[4, 4])
        .encode(x="x:Q", y="y:Q")
    )
    subtitle = _base(doc) + "; on the dashed line forecasts come true as often as they say"
    return styled((diagonal + points + dots).properties(title=titled("Reliability", subtitle), width=420, height=420))


def skill_by_lead(doc: Document) -> Any:
    """Brier skill over three base rates by days ahead, with 95 % intervals from resampled wars."""
    first = doc["weighting"]
    rows = [
        {"baseline": f"over {baseline}", "days": int(days), "skill": value, "low": low, "high": high}
        for baseline, of in doc["brier_skill_by_lead"][first].items()
        for days, (value, low, high) in of.items()
        if value is not None and int(days) >= 3
    ]
    order = [f"over {baseline}" for baseline in doc["brier_skill_by_lead"][first]]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "days:Q",
            title="days ahead",
            scale=alt.Scale(type="log", domain=[3, 90], nice=False),
            axis=alt.Axis(values=[3, 7, 14, 30, 60, 90]),
        ),
        color=alt.Color("baseline:N", scale=alt.Scale(domain=order, range=[BLUE, ORANGE, SKY])),
    )
    band = base.mark_area(opacity=0.15).encode(y=alt.Y("low:Q", title="Brier skill"), y2="high:Q")
    line = base.mark_line(point=True).encode(y="skill:Q", shape=alt.Shape("baseline:N", scale=alt.Scale(domain=order)))
    zero = alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(color="#555").encode(y="y:Q")
    subtitle = _base(doc) + "; bands: 95 %, whole wars resampled; above zero is better than the base rate"
    return styled((band + zero + line).properties(title=titled("Skill by lead time", subtitle), width=560, height=320))


def warnings(doc: Document) -> Any:
    """Share of falls missed against share of warnings that were false, by lead time, beside hurricanes."""
    rows = [
        {"lead": f"{one['lead_d']} d ahead", "missed": missed, "false": false, "order": order}
        for one in doc["warnings"]
        if one["lead_d"] in (1, 3, 7, 14)
        for order, (_, missed, false, _) in enumerate(one["curve"])
        if false is not None
    ]
    share = alt.Scale(domain=[0, 1])
    lead = [f"{days} d ahead" for days in (1, 3, 7, 14)]
    lines = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(interpolate="step-after")
        .encode(
            x=alt.X("missed:Q", title="falls missed", axis=alt.Axis(format="%"), scale=share),
            y=alt.Y("false:Q", title="warnings of cities that held", axis=alt.Axis(format="%"), scale=share),
            color=alt.Color("lead:N", scale=alt.Scale(domain=lead, range=[RED, ORANGE, BLUE, GREEN])),
            strokeDash=alt.StrokeDash("lead:N", scale=alt.Scale(domain=lead)),
            order="order:Q",
        )
    )
    point = {"missed": MOST_MISSED, "false": HURRICANE_FALSE_ALARMS, "text": "hurricanes: 10 % missed, 76 % false"}
    mark = alt.Chart(alt.Data(values=[point])).encode(x="missed:Q", y="false:Q")
    hurricane = mark.mark_point(shape="diamond", size=120, filled=True, color="black") + mark.mark_text(
        align="left", dx=10
    ).encode(text="text:N")
    subtitle = _base(doc) + "; share of false warnings is that of the coded sample"
    return styled(
        (lines + hurricane).properties(title=titled("What a tripwire costs", subtitle), width=460, height=400)
    )


def _base(doc: Document) -> str:
    return f"{doc['campaigns']} campaigns of {doc['wars']} wars, {doc['fell']} fell, each forecast without its war"

"""The forecast of every day of a campaign: days left as a fan, chances of loss as bands, beside what came true."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any, Final

import altair as alt

from leeway.forecast.model import HORIZON_D
from leeway.look import BLUE, INK, RED, styled, titled
from leeway.replay.model import LEADS_D, CampaignReplay
from leeway.replay.report.case_figure import AREAS

WIDTH_PX: Final = 780
MOST_D: Final = 730.0
"""Top of the axis of days: estimates of officials go up to two years; forecasts end at their horizon."""
LINES: Final = {
    "earliest reasonable loss (P10)": (RED, [1, 0]),
    "most likely loss (P50)": ("#8A3B12", [6, 3]),
    "really left": ("black", [1, 0]),
    "horizon of the forecast, 180 days": ("#9AA3AD", [2, 3]),
}


def campaign_figure(replay: CampaignReplay) -> Any:
    """Upper panel: days left, logarithmic, 80 % band from P10 to P90; lower panel: P(lost within 7, 14, 30 days)."""
    first = min([replay.days[0].day, *(said.made for said in _shown(replay))])
    span = [_ms(first) - 43_200_000, _ms(replay.days[-1].day) + 43_200_000]
    title = titled(
        f"{replay.target}, {replay.start:%B %Y} to {replay.end:%B %Y}: the forecast of every day",
        f"{_end(replay)} Forecasts learned from {replay.learned} campaigns, without the war {replay.war}.",
        "Band: eight futures in ten; where it touches the dotted line it goes on beyond the horizon. "
        + ("Blue bars: what officials said." if _shown(replay) else "No official estimate with a number is coded."),
        "Ticks: cities and provincial capitals changing hands." if replay.turns else "",
    )
    whole = alt.vconcat(_fan(replay, span), _bands(replay, span), spacing=12)
    return styled(whole.resolve_scale(x="shared", y="independent", color="independent").properties(title=title))


def _end(replay: CampaignReplay) -> str:
    return f"It fell on {replay.end:%d %B %Y}." if replay.fell else "It did not fall."


def _shown(replay: CampaignReplay) -> list[Any]:
    """Estimates made within the days shown."""
    first = replay.days[0].day - timedelta(days=1)
    return [said for said in replay.said if first <= said.made <= replay.days[-1].day]


def _fan(replay: CampaignReplay, span: list[int]) -> Any:
    band = [{"day": _ms(d.day), "low": _cut(d.p10_d), "high": _cut(d.p90_d)} for d in replay.days]
    names = list(LINES)
    rows = [
        {"day": _ms(d.day), "d": value, "line": name}
        for d in replay.days
        for name, value in zip(names, (_cut(d.p10_d), _cut(d.p50_d), d.left_d, float(HORIZON_D)), strict=True)
        if math.isfinite(value) and (name != names[1] or math.isfinite(d.p50_d))
    ]
    used = [name for name in names if any(row["line"] == name for row in rows)]
    y = alt.Y(
        "d:Q",
        scale=alt.Scale(type="log", domain=[0.5, MOST_D]),
        axis=alt.Axis(title="days left (log)", values=[1, 3, 7, 14, 30, 90, 180, 365]),
    )
    area = (
        alt.Chart(alt.InlineData(values=band))
        .mark_area(color=RED, opacity=0.16)
        .encode(
            x=_x(span, labels=False), y=alt.Y("low:Q", scale=alt.Scale(type="log", domain=[0.5, MOST_D])), y2="high:Q"
        )
    )
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(strokeWidth=2.2)
        .encode(
            x=_x(span, labels=False),
            y=y,
            color=alt.Color(
                "line:N",
                sort=used,
                scale=alt.Scale(domain=used, range=[LINES[n][0] for n in used]),
                legend=alt.Legend(orient="top", columns=4, title=None),
            ),
            strokeDash=alt.StrokeDash(
                "line:N", scale=alt.Scale(domain=used, range=[LINES[n][1] for n in used]), legend=None
            ),
        )
    )
    layers = [area, lines]
    said = [
        {"day": _ms(s.made), "low": max(s.low_d, 0.5) / 1.08, "high": min(max(s.high_d, 0.5), MOST_D) * 1.08}
        for s in _shown(replay)
    ]
    if said:
        layers.append(
            alt.Chart(alt.InlineData(values=said))
            .mark_rule(color=BLUE, strokeWidth=5, opacity=0.8)
            .encode(
                x=_x(span, labels=False),
                y=alt.Y("low:Q", scale=alt.Scale(type="log", domain=[0.5, MOST_D])),
                y2="high:Q",
            )
        )
    return alt.layer(*layers).properties(width=WIDTH_PX, height=270)


def _bands(replay: CampaignReplay, span: list[int]) -> Any:
    words = {lead: f"lost within {lead} days" for lead in AREAS}
    rows = [
        {"day": _ms(d.day), "p": round(d.p_loss[lead], 4), "lead": words[lead], "order": -lead}
        for lead in sorted(LEADS_D, reverse=True)
        for d in replay.days
    ]
    top = max(0.1, math.ceil(10 * max(max(d.p_loss.values()) for d in replay.days)) / 10)
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_area(opacity=0.9)
        .encode(
            x=_x(span, labels=True),
            y=alt.Y(
                "p:Q",
                stack=None,
                scale=alt.Scale(domain=[0, top]),
                axis=alt.Axis(title="probability", format="%", tickCount=4),
            ),
            color=alt.Color(
                "lead:N",
                sort=list(words.values()),
                scale=alt.Scale(domain=list(words.values()), range=list(AREAS.values())),
                legend=alt.Legend(orient="top", columns=3, title=None),
            ),
            order=alt.Order("order:Q"),
        )
    )
    turns = [{"day": _ms(day), "what": words_} for day, words_ in replay.turns if day >= replay.days[0].day]
    layers = [chart]
    if turns:
        layers.append(
            alt.Chart(alt.InlineData(values=turns))
            .mark_tick(color=INK, thickness=1.5, orient="vertical", size=9)
            .encode(x=_x(span, labels=True), y=alt.value(4))
        )
    return alt.layer(*layers).properties(width=WIDTH_PX, height=120)


def _cut(days: float) -> float:
    return round(min(max(days, 0.5), float(HORIZON_D)), 2)


def _x(span: list[int], *, labels: bool) -> Any:
    axis = alt.Axis(format="%-d %b", labelOverlap=True, labels=labels, ticks=labels, tickCount=12)
    return alt.X("day:T", title=None, scale=alt.Scale(type="utc", domain=span, nice=False), axis=axis)


def _ms(day: date) -> int:
    """Milliseconds of the noon of a day, UTC."""
    return (day - date(1970, 1, 1)).days * 86_400_000 + 43_200_000

"""The miss/false-alarm curve of P(loss within the time a post needs), as a table and as a figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np

from leeway.forecast.scores import Warnings, warnings
from leeway.history.model import Campaign
from leeway.history.outcome import outcome_after
from leeway.look import BLUE, GREEN, INK, RED, styled, titled
from leeway.posture.warning_cost import COLUMNS
from leeway.replay.decisions.advice import Advice, Post
from leeway.replay.decisions.rules import CLOCK_H

MISSES = (0.1, 0.25, 0.5)
SURE = 0.9
LEADS_D = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 21, 30)


def lead_d(post: Post) -> int:
    """Whole days of warning a post needs: to decide, and until everybody is out nine times in ten."""
    return math.ceil((CLOCK_H + float(np.quantile(post.needed_h, SURE))) / 24)


def curve_of(campaigns: Sequence[Campaign], found: Mapping[str, Advice], post: Post) -> Warnings:
    """Thresholds of P(lost within the lead), one campaign one vote; records that end open are left out."""
    known = [c for c in campaigns if (c.fell or c.known_until is None) and found[c.name].days]
    curves = np.concatenate([found[c.name].curves for c in known])
    days = np.array([outcome_after(c, day).days for c in known for day in found[c.name].days])
    index = np.repeat(np.arange(len(known)), [len(found[c.name].days) for c in known])
    return warnings(curves, days, index, lead_d(post))


def kept_table(campaigns: Sequence[Campaign], found: Mapping[str, Advice]) -> str:
    """The table that the package keeps to tell the cost of warning: `leeway.posture.warning_cost`."""
    lines = [",".join(COLUMNS)]
    for c in campaigns:
        if not (c.fell or c.known_until is None) or not found[c.name].days:
            continue
        curves = found[c.name].curves
        days = np.array([outcome_after(c, day).days for day in found[c.name].days])
        for lead in LEADS_D:
            p, early = curves[:, lead - 1], days >= lead
            in_time = float(p[early].max()) if early.any() else 0.0
            fell = "yes" if c.fell else "no"
            lines.append(f"{c.name},{c.war},{fell},{lead},{in_time:.4f},{float(p.max()):.4f}")
    return "\n".join([*lines, ""])


def curve_table(campaigns: Sequence[Campaign], found: Mapping[str, Advice], posts: Sequence[Post]) -> list[str]:
    """Rows of the page: what accepting so many misses costs."""
    lines = [
        "| people | warning | misses accepted | threshold of P | departures that are needless | held, but warned |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for post in posts:
        curve = curve_of(campaigns, found, post)
        for most in MISSES:
            fitting = np.flatnonzero(curve.missed <= most)
            if not len(fitting):
                least = curve.missed.min()
                lines.append(
                    f"| {post.people:,} | {curve.lead_d} d | {most:.0%} | not reached | {least:.0%} missed at best | |"
                )
                continue
            at = int(fitting[-1])
            lines.append(
                f"| {post.people:,} | {curve.lead_d} d | {most:.0%} | {curve.thresholds[at]:.1%} "
                f"| {curve.false_alarms[at]:.0%} | {curve.warned_held[at]:.0%} |"
            )
    return lines


def curve_figure(campaigns: Sequence[Campaign], found: Mapping[str, Advice], posts: Sequence[Post]) -> Any:
    """Misses against needless departures, one line a post, with the point of hurricane evacuations."""
    names = [f"{post.people:,} people, {lead_d(post)} d of warning" for post in posts]
    rows = []
    for name, post in zip(names, posts, strict=True):
        curve = curve_of(campaigns, found, post)
        # Of all thresholds with the same misses the highest: it warns the fewest for nothing.
        best = {float(m): float(f) for m, f in zip(curve.missed, curve.false_alarms, strict=True) if np.isfinite(f)}
        rows += [{"missed": round(m, 4), "false": round(f, 4), "post": name} for m, f in sorted(best.items())]
    share = alt.Scale(domain=[0, 1])
    x = alt.X("missed:Q", scale=share, axis=alt.Axis(title="falls missed", format="%"))
    y = alt.Y("false:Q", scale=share, axis=alt.Axis(title="departures that are needless", format="%"))
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(interpolate="step-after", strokeWidth=2, point=True)
        .encode(
            x=x,
            y=y,
            color=alt.Color("post:N", sort=names, scale=alt.Scale(domain=names, range=[GREEN, BLUE, RED])),
            strokeDash=alt.StrokeDash("post:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 3], [2, 2]])),
        )
    )
    hurricane = alt.Chart(alt.InlineData(values=[{"missed": 0.1, "false": 0.76, "text": "hurricanes"}]))
    point = hurricane.mark_point(shape="diamond", filled=True, size=110, color=INK).encode(x=x, y=y)
    label = hurricane.mark_text(align="left", dx=9, color=INK).encode(x=x, y=y, text="text:N")
    title = titled(
        "What accepting fewer misses costs",
        "A post leaves when P(city lost within the warning it needs) passes a threshold; one campaign one vote.",
        f"Leaving always: no miss, {_always(campaigns):.0%} needless. Hurricanes: 10 % missed, 76 % false.",
    )
    return styled(alt.layer(lines, point, label).properties(width=560, height=360, title=title))


def _always(campaigns: Sequence[Campaign]) -> float:
    """Share of needless departures if one left in every advance."""
    known = [c for c in campaigns if c.fell or c.known_until is None]
    return sum(not c.fell for c in known) / len(known)

"""Who waits where: people waiting over time, one small panel a place, the fullest places first."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np

from leeway.case.model import Case
from leeway.look import ORANGE, titled
from leeway.movement.figures.style import WIDTH_PX, hours_axis, started, styled
from leeway.movement.records import Clearance

MOST_PANELS = 6
POINTS = 300
PANEL_PX = 84


def queues(case: Case, clearance: Clearance) -> Any | None:
    """Mean people waiting over time (Altair facets, one scale), or None where nobody ever waits."""
    peaks = clearance.queue.max(axis=1) if clearance.queue.size else np.zeros(0)
    chosen = [int(q) for q in np.argsort(-peaks, kind="stable")[:MOST_PANELS] if peaks[q] >= 0.5]
    if not chosen:
        return None
    waiting = np.flatnonzero(clearance.queue[chosen].max(axis=0) > 0.01)
    until = min(len(clearance.grid_h) - 1, int(waiting[-1]) + 1)
    last_h = float(clearance.grid_h[until])
    picks = np.unique(np.linspace(0, until, min(POINTS, until + 1)).round().astype(int))
    panels = []
    top = float(peaks[chosen[0]]) * 1.05
    for place, q in enumerate(chosen):
        values = [
            {"from_h": round(float(clearance.grid_h[t]), 4), "waiting": round(float(clearance.queue[q, t]), 3)}
            for t in picks
        ]
        x = hours_axis(last_h, named=place == len(chosen) - 1)
        head = alt.TitleParams(
            f"{clearance.queues[q]}: at most {peaks[q]:,.0f} on average",
            fontSize=12, fontWeight="normal", offset=4, anchor="start",
        )  # fmt: skip
        panels.append(
            alt.Chart(alt.InlineData(values=values), title=head)
            .mark_area(color=ORANGE, opacity=0.75, line={"color": ORANGE, "strokeWidth": 1.5})
            .encode(
                x=x,
                y=alt.Y("waiting:Q", title="people", scale=alt.Scale(domain=[0, top], nice=False))
                .axis(tickCount=3),
            )
            .properties(width=WIDTH_PX, height=PANEL_PX)
        )  # fmt: skip
    hidden = len([peak for peak in peaks if peak >= 0.5]) - len(chosen)
    more = f"{hidden} more places with shorter queues are not shown." if hidden else ""
    title = titled(f"{case.title} – who waits where", "Mean number of people waiting.", more, started(clearance.start))
    return styled(alt.vconcat(*panels, spacing=14).properties(title=title))

"""How many are out by when: the band of the simulation, its middle, the best plan and the deadline."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np

from leeway.case.model import Case
from leeway.look import BLUE, GREEN, SKY, titled
from leeway.movement.figures.style import WIDTH_PX, beyond, deadline_rule, hours_axis, shown_until_h, started, styled
from leeway.movement.network import Network
from leeway.movement.records import Clearance, Schedule

POINTS = 300
BEST, MIDDLE, BAND = "best plan, if nothing varies", "simulated: half of the runs are ahead", "simulated: 8 in 10 runs"


def people_out(case: Case, schedule: Schedule, clearance: Clearance, deadline_h: float | None, headline: str) -> Any:
    """The people-out curve with its P10 to P90 band (Altair layers). `headline` stands below the title."""
    best = best_plan_curve(case, schedule)
    finite = np.where(np.isfinite(clearance.t100_h[:, -1]), clearance.t100_h[:, -1], np.nan)
    simulated_h = float(np.nanquantile(finite, 0.99)) if np.isfinite(finite).any() else _settled_h(clearance)
    last_h = shown_until_h(max(simulated_h, best[-1][0]), deadline_h)
    inside = np.flatnonzero(clearance.grid_h <= last_h * 1.03)
    picks = inside[np.unique(np.linspace(0, len(inside) - 1, min(POINTS, len(inside))).round().astype(int))]
    low, middle, high = np.quantile(clearance.out_curve[:, picks], [0.1, 0.5, 0.9], axis=0)
    band = [
        {"from_h": round(float(h), 4), "low": float(a), "out": float(m), "high": float(b), "what": BAND}
        for h, a, m, b in zip(clearance.grid_h[picks], low, middle, high, strict=True)
    ]
    best = [*best, (last_h * 1.03, best[-1][1])]
    steps = [{"from_h": round(h, 4), "out": n, "what": BEST} for h, n in best]
    names = [BEST, MIDDLE, BAND]
    colour = alt.Color("what:N", scale=alt.Scale(domain=names, range=[GREEN, BLUE, SKY]))
    x = hours_axis(last_h)
    top = max(best[-1][1], float(high[-1]) if len(high) else 0.0, 1.0)
    y = alt.Y("out:Q", title="people out", scale=alt.Scale(domain=[0, top * 1.05], nice=False))
    y_low = alt.Y("low:Q", title="people out", scale=alt.Scale(domain=[0, top * 1.05], nice=False))
    run = alt.Chart(alt.InlineData(values=band))
    lines = [{**point, "what": MIDDLE} for point in band]
    layers = [
        run.mark_area(opacity=0.45, interpolate="step-after").encode(x=x, y=y_low, y2="high:Q", color=colour),
        alt.Chart(alt.InlineData(values=lines))
        .mark_line(strokeWidth=2.5, interpolate="step-after")
        .encode(x=x, y=y, color=colour),
        alt.Chart(alt.InlineData(values=steps))
        .mark_line(strokeWidth=2, interpolate="step-after", strokeDash=[5, 3])
        .encode(x=x, y=y, color=colour),
        *deadline_rule(deadline_h, last_h * 1.03),
    ]
    title = titled(f"{case.title} – people out", headline, beyond(deadline_h, last_h * 1.03), started(clearance.start))
    return styled(alt.layer(*layers).properties(width=WIDTH_PX, height=360, title=title))


def _settled_h(clearance: Clearance) -> float:
    """When, on average, the last exit there is has happened, for plans that never get everyone out."""
    mean = clearance.out_curve.mean(axis=0)
    return float(clearance.grid_h[int(np.argmax(mean >= mean[-1] - 1e-9))]) if len(mean) else 1.0


def best_plan_curve(case: Case, schedule: Schedule) -> list[tuple[float, int]]:
    """(hours, people out by then) of a schedule, from (0, 0) on. Those who leave by their own means are counted at the
    readiness of their group's parties, evenly."""
    havens = {place.id for place in case.plan.places.values() if place.is_haven}
    exits = [(m.unload_end_h, sum(n for _, n in m.people)) for m in schedule.moves if m.destination in havens]
    exits += [(w.arrive_h, w.people) for w in schedule.walks if w.destination in havens]
    demands = Network(case, schedule.start, schedule.planning_value).demands
    for group, people in schedule.own_means.items():
        ready = demands[group].ready_h if group in demands and demands[group].ready_h else (0.0,)
        edges = [k * people // len(ready) for k in range(len(ready) + 1)]
        exits += [(h, edges[k + 1] - edges[k]) for k, h in enumerate(ready)]
    curve, total = [(0.0, 0)], 0
    for hours, people in sorted(exits):
        if people:
            total += people
            if curve[-1][0] == hours:
                curve[-1] = (hours, total)
            else:
                curve.append((hours, total))
    return curve

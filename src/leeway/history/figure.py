"""A campaign as a timeline: how far from the target each place was gained or lost, and the notices of missions."""

from __future__ import annotations

from typing import Any

import altair as alt

from leeway.distance import great_circle_km
from leeway.history.model import Campaign
from leeway.look import BLUE, INK, ORANGE, RED, styled, titled

WORDS = {
    "captured": ("taken by the attacker", RED, "square"),
    "surrendered": ("taken by the attacker", RED, "square"),
    "contested": ("contested", ORANGE, "triangle-up"),
    "lost_again": ("lost again by the attacker", BLUE, "circle"),
}
NOTICES = {
    "embassy_ordered_departure": "departure of a mission",
    "embassy_suspended": "mission suspended",
    "airport_closed": "airport closed",
    "estimate": "published estimate",
    "ceasefire": "ceasefire",
}


def timeline(campaign: Campaign) -> Any:
    """Distance to the target over time, every row of the table up to the end; notices as ticks on top."""
    ground = [
        {
            "day": event.day.isoformat(),
            "km": round(great_circle_km(campaign.lat, campaign.lon, event.lat, event.lon), 1),
            "what": WORDS[event.event][0],
            "place": event.place,
        }
        for event in campaign.events
        if event.event in WORDS
    ]
    notices = [
        {"day": event.day.isoformat(), "what": NOTICES[event.event]}
        for event in campaign.events
        if event.event in NOTICES
    ]
    looks = list(dict.fromkeys(WORDS.values()))
    points = (
        alt.Chart(alt.Data(values=ground))
        .mark_point(filled=True, size=60, opacity=0.85)
        .encode(
            x=alt.X("day:T", title=None),
            y=alt.Y("km:Q", title=f"km from {campaign.target}, straight line", scale=alt.Scale(domainMin=0)),
            color=alt.Color("what:N", scale=alt.Scale(domain=[w for w, _, _ in looks], range=[c for _, c, _ in looks])),
            shape=alt.Shape("what:N", scale=alt.Scale(domain=[w for w, _, _ in looks], range=[s for *_, s in looks])),
        )
    )
    ticks = (
        alt.Chart(alt.Data(values=notices))
        .mark_tick(color=INK, thickness=2, size=12)
        .encode(x=alt.X("day:T", title=None), y=alt.Y("what:N", title=None, sort=list(NOTICES.values())))
        .properties(width=620, height=22 * max(1, len({row["what"] for row in notices})))
    )
    ended = "fell" if campaign.fell else f"did not fall ({campaign.outcome.replace('_', ' ')})"
    lines = f"{campaign.start:%d %B %Y} to {campaign.end:%d %B %Y}: {campaign.target} {ended}"
    chart = points.properties(width=620, height=320)
    whole = alt.vconcat(chart, ticks, spacing=8) if notices else chart
    return styled(whole.properties(title=titled(f"{campaign.target}: {campaign.attacker}", lines)))

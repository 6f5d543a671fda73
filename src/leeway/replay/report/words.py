"""Replays as sentences and tables a person can read."""

from __future__ import annotations

import math
from typing import Final

from leeway.posture.bases import MISSED_H, STARTS_H
from leeway.posture.report.words import hours_text
from leeway.replay.model import LEADS_D, CampaignReplay, CaseDay, CaseReplay
from leeway.tables import Table

SHORT: Final = {
    "normal": "normal",
    "heightened": "heightened",
    "authorized_departure": "authorized dep.",
    "ordered_departure": "ordered dep.",
    "minimum_staff": "minimum staff",
    "suspended_operations": "suspended",
}


def case_headline(replay: CaseReplay) -> list[str]:
    """What was replayed, and what may not be concluded from it."""
    first, last = replay.days[0].as_of, replay.days[-1].as_of
    lines = [f"{replay.title}: {first:%d %b %Y} to {last:%d %b %Y}, {len(replay.days)} days seen from their end (UTC)"]
    if replay.left_out:
        lines.append(f"Learned without the war {replay.left_out}; nothing published after a day is used for it.")
    if replay.fell is not None:
        lines.append(f"{replay.target} was lost on {replay.fell:%d %B %Y}.")
    return [*lines, *replay.notes]


def case_tables(replay: CaseReplay) -> list[Table]:
    """Day by day; then what the tripwires are."""
    rows = tuple(
        (
            f"{one.as_of:%d %b}",
            *(f"{one.p_loss[days]:.0%}" for days in LEADS_D),
            _days(one.earliest_loss_h / 24),
            hours_text(one.t90_h) if math.isfinite(one.t90_h) else "-",
            _leeway(one.leeway_80_h),
            SHORT[one.rung] + (" (reported lost)" if one.lost else ""),
            ", ".join(_tripped(one)),
            SHORT[one.done_rung] if one.done_rung else "",
        )
        for one in replay.days
    )
    heads = ("day", *(f"P {days} d" for days in LEADS_D), "earliest loss", "T90", "leeway 80 %", "rung proposed",
             "tripwires (+ new)", "rung in force")  # fmt: skip
    note = (
        "P: city lost within so many days. Earliest loss: reached in one future of ten. T90: nine in ten people out. "
        "Leeway 80 %: hours the start can wait in four futures of five."
    )
    found = [Table("Day by day", heads, rows, frozenset({"day", "rung proposed", heads[8], heads[9]}), note)]
    done = [row for one in replay.days for row in one.done]
    if done:
        deeds = tuple((f"{row.day:%d %b}", row.who, row.action) for row in done)
        found.append(Table("What was really done", ("day", "who", "what"), deeds, frozenset({"day", "who", "what"})))
    used = dict.fromkeys(name for one in replay.days for name in one.tripped)
    if used:
        titles = tuple((name, replay.titles[name]) for name in used)
        found.append(Table("Tripwires", ("id", "condition"), titles, frozenset({"id", "condition"})))
    return found


def _leeway(hours: float) -> str:
    """Beyond the latest start looked at; below the earliest that passed."""
    if math.isfinite(hours):
        return hours_text(hours)
    return f"> {STARTS_H[-1] / 24:.0f} d" if hours > 0 else f"< {hours_text(MISSED_H[0])}"


def _tripped(one: CaseDay) -> list[str]:
    return [f"+{name}" if name in one.new else name for name in one.tripped]


def campaign_headline(replay: CampaignReplay) -> list[str]:
    """What was replayed and how it ended."""
    end = f"fell on {replay.end:%d %B %Y}" if replay.fell else f"did not fall; the advance was over by {replay.end}"
    return [
        f"{replay.name}: {replay.target} {end} ({replay.outcome.replace('_', ' ')}).",
        f"{len(replay.days)} forecasts, each from 00:00 UTC of its day, by models that learned from {replay.learned} "
        f"campaigns, without the war {replay.war}.",
    ]


def campaign_tables(replay: CampaignReplay) -> list[Table]:
    """Day by day, and the estimates of those days."""
    said = {one.made: one for one in replay.said}
    rows = tuple(
        (
            f"{one.day}",
            f"{one.age_d}",
            *(f"{one.p_loss[days]:.1%}" for days in LEADS_D),
            *(_days(value) for value in (one.p10_d, one.p50_d, one.p90_d)),
            _left(one.left_d, one.seen_d),
            _range(said[one.day].low_d, said[one.day].high_d) if one.day in said else "",
        )
        for one in replay.days
    )
    heads = ("day", "age", *(f"P {days} d" for days in LEADS_D), "P10", "P50", "P90", "really left", "officials")
    found = [Table("Day by day", heads, rows, frozenset({"day"}), "P10, P50, P90: days left; - is beyond 180 days.")]
    if replay.said:
        told = tuple((f"{s.made}", _range(s.low_d, s.high_d), _came(replay, s.made), s.speaker) for s in replay.said)
        heads = ("made", "days said", "days that came", "who")
        found.append(Table("Official estimates", heads, told, frozenset({"made", "who"})))
    return found


def _came(replay: CampaignReplay, made: object) -> str:
    return f"{(replay.end - made).days}" if replay.fell else "never"  # type: ignore[operator]


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def _left(days: float, seen: float) -> str:
    if math.isfinite(days):
        return f"{days:.0f} d"
    return "held" if math.isinf(seen) else f"held {seen:.0f} d"


def _days(days: float) -> str:
    return "-" if not math.isfinite(days) else f"{days:.1f} d" if days < 20 else f"{days:.0f} d"

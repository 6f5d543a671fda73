"""A forecast as sentences and tables a person can read."""

from __future__ import annotations

import math
from collections.abc import Sequence

from leeway.forecast.model import WITHIN_D, TimeLeft
from leeway.forecast.readings import Disputed
from leeway.tables import Table

MOST_REASONS = 8


def headline(left: TimeLeft, supposed: str | None = None) -> list[str]:
    """What stands above the tables: the answer as a width, then how good such answers have been."""
    lines = [f"{left.target}, as of {left.as_of:%Y-%m-%d %H:%M} UTC" + (f", supposing {supposed}" if supposed else "")]
    p14 = left.p_within("city", 14)
    lines.append(
        f"P(the city is lost within 14 days) {p14:.0%}; earliest reasonable loss {days_text(_p10(left))}; "
        f"most likely loss {days_text(left.most_likely_loss_h('city'))}."
    )
    if left.skill is not None:
        lines.append(left.skill.sentence)
    lines.extend(left.notes)
    return lines


def tables(left: TimeLeft) -> list[Table]:
    """Exits, members of the pool, what moved the forecast, similar days."""
    found = [exits_table(left), members_table(left)]
    if left.reasons:
        found.append(reasons_table(left))
    if left.analogues:
        found.append(analogues_table(left))
    return found


def exits_table(left: TimeLeft) -> Table:
    """P(lost) by lead time, P10 and P50 of each exit."""
    heads = ("exit", *(f"{days} d" for days in WITHIN_D), "earliest reasonable", "most likely")
    rows = tuple(
        (
            name,
            *(f"{left.p_within(name, days):.0%}" for days in WITHIN_D),
            days_text(left.earliest_reasonable_loss_h(name)),
            days_text(left.most_likely_loss_h(name)),
        )
        for name in left.hours
    )
    return Table("Probability that an exit is lost within", heads, rows, frozenset({"exit"}))


def members_table(left: TimeLeft) -> Table:
    """Every member of the pool beside its weight."""
    heads = ("member", "weight", *(f"{days} d" for days in WITHIN_D))
    rows = tuple(
        (name, f"{left.weights[name]:.0%}", *(f"{float(curve[days - 1]):.0%}" for days in WITHIN_D))
        for name, curve in left.members.items()
    )
    note = "The published forecast of the city is the weighted mean of its members."
    return Table("Members", heads, rows, frozenset({"member"}), note)


def reasons_table(left: TimeLeft) -> Table:
    """What moved P(14 d) since the day before."""
    rows = tuple((f"{r.change:+.1%}", r.words, ", ".join(r.grounds[:2])) for r in left.reasons[:MOST_REASONS])
    return Table(
        "What moved P(14 d) since yesterday", ("change", "news", "rests on"), rows, frozenset({"news", "rests on"})
    )


def analogues_table(left: TimeLeft) -> Table:
    """The most similar past days."""
    rows = tuple((f"{a.likeness:.2f}", a.words) for a in left.analogues)
    return Table("Most similar past days", ("likeness", "what happened next"), rows, frozenset({"what happened next"}))


def readings_table(disputed: Sequence[Disputed]) -> Table:
    """P(lost within 14 d) of the exits that an open contradiction moves, under each of its readings."""
    rows = tuple(
        (
            one.id if number == 1 else "",
            one.subject if number == 1 else "",
            f"{number}. {reading.words}",
            ", ".join(f"{name} {reading.p14[name]:.1%}" for name in one.moved),
        )
        for one in disputed
        if one.moved
        for number, reading in enumerate(one.readings, 1)
    )
    still = sum(not one.moved for one in disputed)
    rest = f"{still} open contradiction{'s' if still != 1 else ''} would move no exit by half a point." if still else ""
    heads = ("id", "about", "reading", "P(lost in 14 d)")
    return Table("What is contradicted, under each reading", heads, rows, frozenset(heads), rest)


def days_text(hours: float | None) -> str:
    """Hours as days: "now", "18 h", "3.5 d", "beyond 180 d"."""
    if hours is None or not math.isfinite(hours):
        return "beyond 180 d"
    if hours <= 0:
        return "lost"
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.1f} d" if hours < 240 else f"{hours / 24:.0f} d"


def _p10(left: TimeLeft) -> float:
    return left.earliest_reasonable_loss_h("city")

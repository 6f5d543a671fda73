"""The picture as sentences and tables a person can read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from leeway.situation.difference import WhatChanged, is_stale
from leeway.situation.items import NOT_YET
from leeway.situation.model import Contradiction, MissionState, Situation
from leeway.tables import Table

STANDING_WORDS: Final = {"attacker": "attacker", "contested": "contested", "threatened": "threatened",
                         "defender": "defender", "unknown": "others"}  # fmt: skip
UNITS: Final = {"percent": "%", "km": "km"}
MOST_ROWS: Final = 60


def headline(situation: Situation) -> list[str]:
    """What stands above the tables."""
    s = situation
    taken = sum(p.standing == "attacker" for p in s.places.values())
    contested = sum(p.standing in ("contested", "threatened") for p in s.places.values())
    still_open = sum(c.settled is None for c in s.contradictions)
    opened = f" Advance since {s.opened:%d %b %Y}." if s.opened else ""
    read = f"{s.statements:,} statements of {s.origins:,} origins"
    lines = [
        f"{s.target}, as of {s.as_of:%Y-%m-%d %H:%M} UTC: {read}.{opened}",
        f"{taken} place{'s' if taken != 1 else ''} held by the attacker, {contested} contested or threatened; "
        f"{still_open} open contradiction{'s' if still_open != 1 else ''}.",
    ]
    if s.ignored:
        lines.append(
            "Counted apart: " + ", ".join(f"{many:,} {reason}" for reason, many in sorted(s.ignored.items())) + "."
        )
    if not s.statements:
        lines.append("No statement was public by then: nothing is known, and that is not calm.")
    return lines


def tables(situation: Situation) -> list[Table]:
    """Places, exits and services, missions, forces and counts, estimates, contradictions: those that hold anything."""
    s = situation
    made = [_places(s), _services(s), _missions(s), _counts(s), _estimates(s), contradictions_table(s.contradictions)]
    return [table for table in made if table.rows]


def _table(
    title: str, columns: Sequence[str], rows: Iterable[tuple[str, ...]], right: Sequence[str] = (), note: str = ""
) -> Table:
    all_rows = tuple(rows)
    more = f"{len(all_rows) - MOST_ROWS} more rows: --json or --out has all. " if len(all_rows) > MOST_ROWS else ""
    left = frozenset(set(columns) - set(right))
    return Table(title, tuple(columns), all_rows[:MOST_ROWS], left, more + note)


def _places(s: Situation) -> Table:
    rows = (
        (
            p.place,
            STANDING_WORDS[p.standing]
            + (f", {p.holder}" if p.holder and p.standing in ("attacker", "unknown") else ""),
            day(p.since),
            f"{p.firmness} {p.grade}",
            f"{p.confidence:.0%}",
            age(p.age_h),
            "" if p.distance_km is None else f"{p.distance_km:,.0f}",
            _few(p.said_by),
            ", ".join(word for word, yes in (("disputed", p.disputed), ("stale", is_stale(p))) if yes),
        )
        for p in s.places.values()
    )
    columns = ("place", "standing", "since", "firmness", "sure", "age", "km", "said by", "")
    note = "Grade: reliability of the best source A-F, credibility 1-6. Sure: chance that it still holds."
    return _table("Places", columns, rows, ("sure", "age", "km"), note)


def _few(names: Sequence[str], most: int = 2) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _services(s: Situation) -> Table:
    rows = (
        (x.of, x.place, x.status, day(x.since), x.firmness, str(x.grade), age(x.age_h), "stale" if is_stale(x) else "")
        for x in s.services
    )
    columns = ("what", "where", "status", "since", "firmness", "grade", "age", "")
    return _table("Exits and services", columns, rows, ("age",))


def _missions(s: Situation) -> Table:
    rows = (
        (m.mission, m.kind, m.status.replace("_", " "), _done(m), day(m.since), m.firmness, str(m.grade), age(m.age_h))
        for m in s.missions
    )
    columns = ("mission", "kind", "status", "", "since", "firmness", "grade", "age")
    return _table("Missions: posture and advice", columns, rows, ("age",))


def _done(m: MissionState) -> str:
    if m.firmness == "planned":
        return "announced"
    return "not done" if m.firmness in NOT_YET else "done"


def _counts(s: Situation) -> Table:
    rows = (
        (
            c.subject + (f", {c.whose}" if c.whose else ""),
            c.place or "",
            c.status.replace("_", " "),
            f"{number(c.low, c.high)} {UNITS.get(c.unit or '', '')}".strip(),
            number(*(None if v is None else rough(v) for v in c.now)) if c.now else "",
            f"{number(*c.lead_h)} h" if c.lead_h else "",
            day(c.as_of),
            f"{c.firmness} {c.grade}",
        )
        for c in s.counts
    )
    columns = ("what, whose", "where", "status", "reported", "now", "lead", "as of", "firmness, grade")
    note = "Now: the range with its hedge, widened with its age."
    return _table("Forces, counts and distances", columns, rows, ("reported", "now", "lead"), note)


def _estimates(s: Situation) -> Table:
    rows = ((e.place, e.status.replace("_", " "), f"{number(e.low_d, e.high_d)} d", day(e.made), e.speaker, e.firmness)
            for e in s.estimates)  # fmt: skip
    return _table(
        "Estimates of the time left", ("place", "what", "estimate", "made", "by", "firmness"), rows, ("estimate",)
    )


def contradictions_table(entries: Sequence[Contradiction]) -> Table:
    """Open contradictions first."""
    ordered = sorted(entries, key=lambda c: (c.settled is not None, str(c.day), c.id))
    rows = ((c.id, day(c.day), c.kind, c.subject, _readings(c), _settled(c)) for c in ordered)
    return _table("Contradictions", ("id", "day", "kind", "about", "readings", "settled"), rows,
                  note="What each reading would change: leeway forecast CASE. "
                       "leeway settle CASE ID --reading N --by WHO --reason TEXT")  # fmt: skip


def contradictions_csv(entries: Sequence[Contradiction]) -> bytes:
    """The ledger as a table: one row a reading."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("id", "kind", "day", "about", "reading", "words", "statements", "settled_by", "settled_reason"))
    for c in entries:
        for k, words in enumerate(c.readings):
            by, reason = c.settled[:2] if c.settled and c.settled[2] == k else ("", "")
            writer.writerow((c.id, c.kind, day(c.day), c.subject, k + 1, words, " ".join(c.grounds[k]), by, reason))
    return text.getvalue().encode()


def _readings(c: Contradiction) -> str:
    return "\n".join(f"{number}. {words}" for number, words in enumerate(c.readings, 1))


def _settled(c: Contradiction) -> str:
    return "open" if c.settled is None else f"{c.settled[2] + 1}, by {c.settled[0]}: {c.settled[1]}"


def changed_table(changed: WhatChanged) -> Table:
    """What changed since an instant."""
    rows = ((d.kind, d.subject, d.before, d.after) for d in changed.differences)
    return _table(f"Changed since {changed.since:%Y-%m-%d %H:%M} UTC", ("", "what", "before", "after"), rows,
                  note="" if changed.differences else "Nothing. No news is not calm: see the ages above.")  # fmt: skip


def day(value: date | None) -> str:
    """A day as it stands in tables."""
    return "" if value is None else value.isoformat()


def age(hours: float) -> str:
    """An age in hours, from three days on in days."""
    return f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.0f} d"


def number(low: float | None, high: float | None) -> str:
    """A range with thousands parted; open ends as bounds."""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"≥ {_shown(low)}" if low is not None else f"≤ {_shown(high or 0.0)}"
    return _shown(low) if low == high else f"{_shown(low)}–{_shown(high)}"


def rough(value: float) -> float:
    """Two digits that count: a guess bears no more."""
    return float(f"{value:.2g}")


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.1f}"

"""Statements as lines a person reads: grouped by kind, each with its words and who said them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text

from leeway.evidence.model import KINDS, Days, Speaker, Statement, Value

if TYPE_CHECKING:
    from rich.console import Console

    from leeway.evidence.extractor.compare import Pair

UNKNOWN = "-"


def show_by_kind(out: Console, statements: Sequence[Statement]) -> None:
    """Kinds in the order of the scheme; within a kind by place, then by day, then as read."""
    for kind in KINDS:
        of_kind = [statement for statement in statements if statement.kind == kind]
        if not of_kind:
            continue
        out.print(Text(f"{kind} ({len(of_kind)})", style="bold"))
        for statement in sorted(of_kind, key=_order):
            _print(out, _headline(statement), 2)
            _print(out, _words(statement), 6)
        out.print()


def show_beside(out: Console, first: Sequence[Statement], second: Sequence[Statement]) -> None:
    """Two readings side by side: where they agree once, where they differ field by field, what only one has."""
    from leeway.evidence.extractor.compare import side_by_side

    for pair in side_by_side(first, second):
        one = pair.first or pair.second
        assert one is not None
        out.print(Text(f"{one.kind}: {_verdict(pair)}", style="bold"))
        _print(out, _headline(one), 2)
        for field in pair.differs:
            mine, other = (_shown(getattr(side, field)) for side in (pair.first, pair.second))
            _print(out, Text(f"{field}: rules {mine} | llm {other}"), 4)
        _print(out, _words(one), 6)
    out.print()


def _print(out: Console, text: Text, indent: int) -> None:
    """The text, each of its lines indented, without blanks at their ends."""
    for row in text.wrap(out, max(out.width - indent, 20)):
        row.rstrip()
        out.print(Text(" " * indent).append_text(row), soft_wrap=True)


def _verdict(pair: Pair) -> str:
    if pair.second is None:
        return "rules only"
    if pair.first is None:
        return "llm only"
    return "differ" if pair.differs else "agree"


def _order(statement: Statement) -> tuple[str, str, str, tuple[int, int]]:
    first = statement.when.first if statement.when and statement.when.first else None
    return (statement.place or "~", first.isoformat() if first else "~", statement.report, statement.span)


def _headline(statement: Statement) -> Text:
    """Status, whose, where, how many, when, how firmly."""
    figure = _counted(statement.value, statement.of)
    parts = [statement.status, statement.place, statement.actor, figure, days_text(statement.when), statement.firmness]
    return Text(" · ".join(printable(part) for part in parts if part))


def _counted(value: Value | None, of: str | None) -> str:
    """ "about 1,400 staff", "66.7 percent of country", "airport": the figure with what it counts."""
    if value is None or of is None or of == value.unit:
        return value_text(value) or of or ""
    if value.unit in (None, "count", "people"):
        return f"{value_text(Value(value.low, value.high, None, value.about))} {of}"
    return f"{value_text(value)} of {of}"


def _words(statement: Statement) -> Text:
    """The quote, who said it, and where it stands."""
    where = f"{statement.report}:{statement.span[0]}-{statement.span[1]}"
    origin = f", origin {statement.origin}" if statement.origin not in ("", statement.report) else ""
    text = Text(f"“{printable(statement.quote)}”", style="italic")
    return text.append(f" {printable(speaker_text(statement.speaker))} [{printable(where + origin)}]", style="dim")


def value_text(value: Value | None) -> str:
    """ "about 1,400 people", "48-72 hours", "at least 40", "up to 72 hours"; empty without a figure."""
    if value is None:
        return ""
    low, high = (None if bound is None else f"{bound:,.10g}" for bound in (value.low, value.high))
    if low is None:
        figure = f"up to {high}" if high is not None else "?"
    elif high is None:
        figure = f"at least {low}"
    else:
        figure = low if low == high else f"{low}-{high}"
    return f"{'about ' if value.about else ''}{figure}{f' {value.unit}' if value.unit not in (None, 'count') else ''}"


def days_text(days: Days | None) -> str:
    """One day, a run of days, "since" or "until"; empty where nothing is known."""
    if days is None or (days.first is None and days.last is None):
        return ""
    if days.first == days.last:
        return _day(days.first)
    if days.last is None:
        return f"since {_day(days.first)}"
    if days.first is None:
        return f"until {_day(days.last)}"
    return f"{_day(days.first)} to {_day(days.last)}"


def speaker_text(speaker: Speaker) -> str:
    """Who said it: name, role, organisation, and that a source is not named."""
    many = speaker.number is not None and speaker.number > 1
    role = f"{speaker.role}s" if many and speaker.role and not speaker.role.endswith("s") else speaker.role
    known = ", ".join(part for part in (speaker.name, role, speaker.org) if part)
    number = f"{speaker.number} " if many else ""
    if speaker.anonymous:
        return f"{number}{known or 'sources'} (not named)"
    return f"{number}{known}" if known else "the report"


def printable(text: str) -> str:
    """One line without control characters, direction marks or other invisible code points, which a report could use to
    disturb the terminal or to show something else than it says."""
    kept = (" " if char.isspace() else char for char in text)
    shown = "".join(char if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn") else "" for char in kept)
    return " ".join(shown.split())


def _shown(part: object) -> str:
    """A field of a statement for a difference."""
    if isinstance(part, Value):
        return value_text(part)
    if isinstance(part, Days):
        return days_text(part) or UNKNOWN
    if isinstance(part, Speaker):
        return printable(speaker_text(part))
    return printable(str(part)) if part is not None else UNKNOWN


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else UNKNOWN

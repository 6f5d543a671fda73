"""Times, chances and people as the brief says them."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def moment(at: datetime, zone: str) -> str:
    """`Fri 13 Aug 18:00 UTC (22:30 Kabul)`: UTC, and the local time of the case where it differs."""
    words = f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]} {at:%H:%M} UTC"
    local = at.astimezone(_zone(zone))
    if local.utcoffset() == timedelta(0):
        return words
    other_day = f"{local.day} {MONTHS[local.month - 1]} " if local.date() != at.date() else ""
    return f"{words} ({other_day}{local:%H:%M} {zone.rpartition('/')[2].replace('_', ' ')})"


def short_moment(at: datetime) -> str:
    """`13 Aug 18:00` in UTC, for tables that say so."""
    return f"{at.day} {MONTHS[at.month - 1]} {at:%H:%M}"


def day_words(at: datetime) -> str:
    """`12 August 2021`."""
    return f"{at.day} {at:%B %Y}"


def after(as_of: datetime, hours: float) -> datetime:
    """The instant some hours on, to the whole minute before it."""
    return (as_of + timedelta(hours=hours)).replace(second=0, microsecond=0)


def chance(p: float) -> str:
    """A probability in per cent, never a false 0 or 100."""
    if p <= 0:
        return "0 %"
    if p < 0.01:
        return "under 1 %"
    if 0.99 < p < 1:
        return "over 99 %"
    return f"{p * 100:.0f} %"


def span(hours: float | None) -> str:
    """Hours as a person says them: `18 h`, `3.5 days`, `beyond 180 days` for never."""
    if hours is None or not math.isfinite(hours):
        return "beyond 180 days"
    if hours <= 0:
        return "no time"
    if hours < 1:
        return "less than an hour"
    if hours < 72:
        return f"{hours:.0f} h"
    return f"{hours / 24:.1f} days" if hours < 240 else f"{hours / 24:.0f} days"


def people(count: float) -> str:
    """People as whole numbers; under one as such."""
    if 0 < count < 0.5:
        return "under 1"
    return f"{count:,.0f}"


def listed(words: list[str] | tuple[str, ...], joint: str = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def advance_name(name: str) -> str:
    """`Port au Prince 2004`: a past advance as a person writes it."""
    return " ".join(word if word in ("au", "al", "de", "of") else word.capitalize() for word in name.split("_"))


def rung_words(rung: str) -> str:
    """A rung of the ladder as people say it."""
    return rung.replace("_", " ")

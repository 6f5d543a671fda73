"""Numbers as a person reads them: hours as h:mm, shares as per cent, never more digits than are known."""

from __future__ import annotations

import math
from datetime import datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def hours_text(hours: float | None) -> str:
    """`17.17` as `17:10`; `never` for None or infinity. Whole minutes."""
    if hours is None or math.isinf(hours):
        return "never"
    minutes = round(abs(hours) * 60)
    sign = "-" if hours < 0 and minutes else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02d}"


def count_text(people: float) -> str:
    """People: whole numbers with thousands set off; one decimal only where the number is small and not whole."""
    if people and people < 10 and abs(people - round(people)) >= 0.05:
        return f"{people:.1f}"
    if 0 < people < 0.05:
        return "under 0.1"
    return f"{people:,.0f}"


def share_text(share: float) -> str:
    """A share in whole per cent; `under 1 %` and `over 99 %` rather than a false 0 or 100."""
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 < share < 1:
        return "over 99 %"
    return f"{share * 100:.0f} %"


def chance_text(hits_share: float, low: float, high: float) -> str:
    """A simulated probability with what the number of replications allows to say."""
    if hits_share >= 1:
        return f"over {math.floor(low * 1000) / 10:g} %"
    if hits_share <= 0:
        return f"under {math.ceil(high * 1000) / 10:g} %"
    text = share_text(hits_share)
    return text if high - low < 0.02 else f"{text} ({low * 100:.0f} to {high * 100:.0f} %)"


def start_text(instant: datetime) -> str:
    """`1 Jun 1997 06:00 UTC`."""
    return f"{instant.day} {MONTHS[instant.month - 1]} {instant.year} {instant:%H:%M} UTC"

"""Official estimates of the time left, and incidents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from leeway.situation.items import Frame, Item, firmest, ids_of, origin_of, spoken_by
from leeway.situation.model import Estimate, Incident

DAYS: Final = {"hours": 1 / 24, "hour": 1 / 24, "days": 1.0, "day": 1.0, "weeks": 7.0, "week": 7.0, "months": 30.4375,
               "month": 30.4375}  # fmt: skip


def in_days(item: Item) -> tuple[float | None, float | None] | None:
    """The bounds of a statement's value in days, None where it is no time."""
    value = item.statement.value
    scale = DAYS.get(value.unit or "") if value is not None else None
    if value is None or scale is None:
        return None
    low, high = value.low, value.high
    return (None if low is None else low * scale, None if high is None else high * scale)


def made(item: Item) -> date:
    """The day an estimate was made: of saying, else of publication."""
    return item.statement.said or item.known.date()


def estimates(items: Iterable[Item], frame: Frame) -> tuple[Estimate, ...]:
    """Each estimate once for each speaker, range and text family, dated by the day it was made, oldest first."""
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        s = item.statement
        if s.kind == "time_left":
            denied = s.firmness == "denied"
            key = (s.place or frame.target, s.status, item.voice, in_days(item), denied, origin_of(item))
            groups.setdefault(key, []).append(item)
    found = []
    for group in groups.values():
        first = min(group, key=lambda i: (made(i), i.id))
        low, high = in_days(first) or (None, None)
        found.append(
            Estimate(first.statement.place or frame.target, first.statement.status, low, high, made(first),
                     spoken_by(first.statement), firmest(group), ids_of(group))
        )  # fmt: skip
    return tuple(
        sorted(found, key=lambda e: (e.made, e.place, e.status, e.speaker, e.low_d or 0, e.high_d or 0, e.grounds))
    )


def incidents(items: Iterable[Item]) -> tuple[Incident, ...]:
    """Attacks and clashes that are said to have happened, each once by place, day and side, newest last."""
    groups: dict[tuple[str, str, object, str], list[Item]] = {}
    for item in items:
        s = item.statement
        if s.kind == "incident" and s.place and item.done and s.firmness != "denied":
            groups.setdefault((item.place, s.status, item.first, s.actor or ""), []).append(item)
    found = []
    for (_, status, _, actor), group in groups.items():
        s = min(group, key=lambda i: (i.statement.lat is None, i.id)).statement
        found.append(
            Incident(s.place or "", status, group[0].first, actor or None, firmest(group), ids_of(group), s.lat, s.lon)
        )
    return tuple(sorted(found, key=lambda i: (str(i.day), i.place, i.status, i.actor or "")))

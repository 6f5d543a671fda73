"""A directory of campaign tables somebody adds to: every mistake, and what a careful coder would look at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leeway.distance import great_circle_km
from leeway.errors import Problem
from leeway.history.load import read_history
from leeway.history.model import Campaign, History
from leeway.history.replay import GROUND
from leeway.history.schema import COVARIATES

FAR_FROM_TARGET_KM = 2_500


@dataclass(frozen=True, slots=True)
class Checked:
    """`problems` must be mended; `doubts` are sentences about rows that are allowed and look odd."""

    history: History
    problems: tuple[Problem, ...]
    doubts: tuple[str, ...]


def check_tables(directory: Path) -> Checked:
    """Read a directory of tables and look at each campaign. Raises `InputError` only if a table cannot be opened."""
    history, problems, tables = read_history(directory)
    doubts = [
        f"{name}: column {column!r} is not read." for name, table in tables.items() for column in table.unread_columns
    ]
    if COVARIATES not in tables:
        doubts.append(f"no {COVARIATES}: allowed; outside support and easy captures count as unknown.")
    for campaign in history.campaigns.values():
        doubts.extend(f"{campaign.name}: {doubt}" for doubt in _doubts(campaign))
    return Checked(history, tuple(problems), tuple(doubts))


def _doubts(campaign: Campaign) -> Iterator[str]:
    ground = [event for event in campaign.events if event.event in GROUND]
    if not ground:
        yield "no place was captured, contested or lost again up to its end."
    taken = [
        event.day for event in ground if event.place == campaign.target and event.event in ("captured", "surrendered")
    ]
    if campaign.fell and campaign.end not in taken:
        yield f"it fell on {campaign.end}, but no row says that {campaign.target} was captured that day."
    if not campaign.fell and taken:
        yield f"it did not fall, but a row says that {campaign.target} was captured on {taken[0]}."
    for event in ground:
        distance = great_circle_km(campaign.lat, campaign.lon, event.lat, event.lon)
        if distance > FAR_FROM_TARGET_KM:
            yield f"row {event.row}: {event.place} lies {distance:,.0f} km from {campaign.target}."
    seen: dict[tuple[object, ...], int] = {}
    for event in campaign.events:
        key = (event.day, event.place, event.event, event.actor)
        if key in seen:
            yield f"row {event.row}: says what row {seen[key]} says."
        seen.setdefault(key, event.row)

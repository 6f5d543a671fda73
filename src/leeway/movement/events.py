"""The flat event table of one replication: one row an event and group, ascending in time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

COLUMNS: Final = ("time_h", "event", "resource", "place", "route", "group", "people")
"""Hours after the start; what happens; the vehicle, station, service or route concerned; where; over which route;
whose group and how many of them (empty and 0 for an empty vehicle)."""

EVENTS: Final = {
    "sets out": "a vehicle leaves for its pick-up, or people enter a route by their own means",
    "at the pick-up": "a vehicle has come to its pick-up",
    "loading begins": "people board",
    "departs": "a loaded vehicle or a scheduled departure leaves",
    "arrives": "a loaded vehicle begins to unload",
    "unloaded": "the people it carried have left the vehicle; in a safe haven they are out",
    "service begins": "a party is served at a station",
    "service ends": "a party is done at a station",
}
"""What each event means."""

Event = tuple[object, ...]


def in_order(rows: Iterable[Event]) -> list[Event]:
    """Rows by time; those of one instant in the order in which they were written."""
    return sorted(rows, key=lambda row: float(row[0]))  # type: ignore[arg-type]

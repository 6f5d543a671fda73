"""Statements by hand: one call a statement, everything not said at a sensible value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from leeway.evidence.model import Days, Speaker, Statement, Value
from leeway.situation.items import Known
from leeway.situation.model import Situation
from leeway.situation.picture import picture

DAY = date(2030, 5, 10)
"""The day most statements are about and published on."""
NOON = datetime(2030, 5, 10, 12, tzinfo=UTC)
EVENING = datetime(2030, 5, 10, 20, tzinfo=UTC)
PLACES = {
    "alpha": Known("Alpha", "provincial_capital", 1.0, 1.0),
    "beta": Known("Beta", "town", 2.0, 1.0),
    "port city": Known("Port City", "national_capital", 0.0, 0.0),
}
WIRE = Speaker(org="Reuters")
RIVAL = Speaker(org="Associated Press")
REBEL = Speaker(role="spokesman", org="Front")
ARMY = Speaker(role="spokesman", org="defence ministry")
RESIDENT = Speaker(role="resident", anonymous=True)


def told(
    kind: str,
    status: str,
    place: str | None = "Alpha",
    *,
    by: Speaker = WIRE,
    report: str | None = None,
    origin: str | None = None,
    day: date | None = DAY,
    until: date | None = None,
    at: datetime | None = NOON,
    firmness: str = "stated",
    value: Value | None = None,
    quote: str = "words",
    **more: Any,
) -> Statement:
    """One statement. Without `origin` every report is its own; without `report` every speaker has his own."""
    name = report or f"report of {by.org or by.role}"
    when = Days(day, until or day) if day else None
    return Statement(
        report=name, span=(more.pop("start", 0), 9), quote=quote, kind=kind, status=status, place=place, value=value,
        when=when, firmness=firmness, speaker=by, origin=origin or name, publisher=by.org, published=at, **more,
    )  # fmt: skip


def taken(place: str = "Alpha", **more: Any) -> Statement:
    """The Front has captured a place."""
    return told("control", "captured", place, **{"actor": "Front", **more})


def claimed(place: str = "Alpha", **more: Any) -> Statement:
    """The Front says so itself."""
    return taken(place, **{"by": REBEL, "firmness": "claimed", **more})


def seen(statements: Sequence[Statement], as_of: datetime = EVENING, **more: Any) -> Situation:
    """The picture with the Front against the defence ministry, aiming at Port City."""
    settings: dict[str, Any] = {
        "target": "Port City", "lat": 0.0, "lon": 0.0, "attacker": ["Front"], "defender": ["defence ministry", "army"],
        "places": PLACES,
    }  # fmt: skip
    return picture(statements, as_of, **{**settings, **more})


def later(days: float) -> dict[str, Any]:
    """Day and publication so many days after the usual ones."""
    return {"day": DAY + timedelta(days=int(days)), "at": NOON + timedelta(days=days)}

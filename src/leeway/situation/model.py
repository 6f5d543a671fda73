"""The picture on a day: frozen records, the same for the present (from statements) and for history (from tables).

Every state names the statements it rests on by their ids; counts are ranges with as-of days; times are UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

STANDINGS: Final = ("attacker", "contested", "threatened", "defender", "unknown")


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty grade. `reliability` A-F is of the best source's class; `credibility` 1-6 of the item: 1 needs two
    independent speakers who can know, through distinct origins. `speakers`, `origins`: how many of each, counted so."""

    reliability: str
    credibility: int
    speakers: int
    origins: int

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


@dataclass(frozen=True, slots=True)
class PlaceState:
    """Who holds a place, as far as the statements published by the as-of instant say.

    `standing`: one of `STANDINGS`. `holder`: the party's name as reported. `since`: first day of this standing.
    `firmness`: the firmest of its grounds. `place_class`: "national_capital", "provincial_capital", "city", "town",
    "base", "airport", "border_crossing", "area". `distance_km`: straight line to the target, None where unknown.
    `age_h`: hours since the newest ground was published. `confidence`: chance 0-1 that the standing still holds as
    stated, after grade, firmness and decay with age. `disputed`: an open contradiction touches it. `said_by`: who says
    so, firmest first, by role and organisation, never by name.
    """

    place: str
    place_id: str | None
    lat: float | None
    lon: float | None
    place_class: str
    standing: str
    holder: str | None
    since: date | None
    firmness: str
    grade: Grade
    age_h: float
    confidence: float
    distance_km: float | None
    grounds: tuple[str, ...]
    disputed: bool = False
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A dated turn of a place, road or post: what replay and forecast count. `event`: "captured", "lost_again" (by the
    attacker), "contested", "surrendered", "airport_closed", "embassy_ordered_departure", "embassy_suspended",
    "estimate", "ceasefire". `known`: the instant by which it was public. `easy`: taken without a fight or by deal, None
    if unknown."""

    day: date
    known: datetime
    event: str
    place: str
    place_class: str
    lat: float | None
    lon: float | None
    actor: str | None
    distance_km: float | None
    certainty: str
    easy: bool | None = None
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceState:
    """Whether an exit or a service works: `of` is "airport", "commercial flights", "road", "border", "phones", ...;
    `status`: "open", "limited", "suspended", "closed"."""

    place: str
    of: str
    status: str
    since: date | None
    firmness: str
    grade: Grade
    age_h: float
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things as a range on a day. `subject`: "troops", "staff", "citizens", "displaced", ...;
    `whose`: actor or place; `status`: of the statement ("deploying", "present", "displaced", "moved", ...);
    `lead_h`: (low, high) lead time where the statement gives one instead of a number. `age_h`: hours since the newest
    ground was published. `now`: the range with its hedge and widened with age, None where there is no number."""

    subject: str
    whose: str | None
    place: str | None
    status: str
    low: float | None
    high: float | None
    unit: str | None
    as_of: date | None
    firmness: str
    grade: Grade
    grounds: tuple[str, ...]
    lead_h: tuple[float | None, float | None] | None = None
    age_h: float = 0.0
    now: tuple[float | None, float | None] | None = None


@dataclass(frozen=True, slots=True)
class MissionState:
    """Posture of a mission, or an advisory it gives (`status` of the kinds "posture" and "advisory")."""

    mission: str
    kind: str
    status: str
    since: date | None
    firmness: str
    grade: Grade
    age_h: float
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Somebody's published estimate of the time left until `place` falls or an exit is lost, in days after `made`."""

    place: str
    status: str
    low_d: float | None
    high_d: float | None
    made: date
    speaker: str
    firmness: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """An attack or a clash at a place on a day."""

    place: str
    status: str
    day: date | None
    actor: str | None
    firmness: str
    grounds: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two readings of one thing, kept until an analyst settles it by name and reason.

    `kind`: "value" (two numbers), "unit" (one number, two counted things), "firmness" (claimed against denied),
    "standing" (who holds a place), "service". `readings`: a sentence each; `grounds[i]`: the statements of reading i.
    `settled`: None, or (who, reason, index of the reading taken).
    """

    id: str
    kind: str
    subject: str
    day: date | None
    readings: tuple[str, ...]
    grounds: tuple[tuple[str, ...], ...]
    settled: tuple[str, str, int] | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """The picture at `as_of`, made only of what was published by then.

    `target`: the city whose loss ends everything, `lat`, `lon` its coordinates. `opened`: first day of the advance.
    `changes`: dated turns in order of day, known by `as_of` (what forecasts count). `ignored`: counts by reason
    ("published later", "unplaceable", ...). `support`: state of outside support to the defender or attacker as known
    ("withdrawing", "withdrawn", "absent", "present", "reinforcing", "intervening"), keyed "defender" and "attacker".
    """

    as_of: datetime
    target: str
    lat: float
    lon: float
    attacker: tuple[str, ...]
    opened: date | None
    places: Mapping[str, PlaceState]
    services: tuple[ServiceState, ...] = ()
    counts: tuple[Count, ...] = ()
    missions: tuple[MissionState, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    incidents: tuple[Incident, ...] = ()
    changes: tuple[Change, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    support: Mapping[str, str] = field(default_factory=dict)
    ignored: Mapping[str, int] = field(default_factory=dict)
    statements: int = 0
    origins: int = 0

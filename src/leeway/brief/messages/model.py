"""Records of a message: what the catalogue and the language file say, and what is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

AUDIENCES: Final = ("citizens", "staff", "wardens", "local_staff")
PARTS: Final = ("headline", "sms", "email")


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the catalogue. `rungs`: postures at which it is proposed; the rest are words of CAP 1.2."""

    id: str
    audience: str
    rungs: tuple[str, ...]
    urgency: str
    severity: str
    response: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every message there is. `internal`: facts that are arrangements; `public`: who is told as much as anybody."""

    kinds: Mapping[str, Kind]
    internal: frozenset[str]
    public: str


@dataclass(frozen=True, slots=True)
class Language:
    """One language file: `texts[id]` has the `PARTS`; `origin[id]`: the file it stands in, for messages."""

    code: str
    values: Mapping[str, str]
    words: Mapping[str, str]
    months: tuple[str, ...]
    facts: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]
    origin: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a message is about. `at` in UTC; `zone`: of the reader; `flights`: open, limited, suspended, closed,
    unknown; `likely`: whether the loss of the city within two weeks is more likely than not."""

    city: str
    mission: str | None
    at: datetime
    zone: str
    flights: str
    lat: float
    lon: float
    likely: bool


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it would be sent. `facts`: names of the sentences it tells; `open`: its words without what is
    internal, to be held against what the public is told."""

    kind: Kind
    language: str
    headline: str
    sms: str
    email: str
    facts: frozenset[str]
    open: str

"""What is read from reports: the records of the evidence room, without any way to make them.

Field by field this is the annotation scheme (docs/reference/statements.md): one `Statement` is one thing that one
report says about the situation. Character offsets count code points of `Report.body`, which is kept as published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "control": ("captured", "contested", "threatened", "held", "retaken"),
    "approach": ("at_distance", "advancing"),
    "territory": ("held",),
    "force": ("deploying", "withdrawing", "standby", "present"),
    "posture": (
        "normal", "authorized_departure", "ordered_departure", "reducing", "minimum_staff", "evacuating", "suspended",
        "relocating",
    ),
    "headcount": ("present",),
    "advisory": ("leave", "do_not_travel", "shelter", "limited_help"),
    "access": ("open", "limited", "suspended", "closed"),
    "displacement": ("displaced", "sheltering"),
    "evacuated": ("moved",),
    "incident": ("attack", "bombing", "shelling", "fighting", "unrest"),
    "time_left": ("until_fall", "until_loss"),
}  # fmt: skip
"""The twelve kinds of statement and the statuses each may have."""

FIRMNESS: Final = ("stated", "claimed", "confirmed", "unverified", "denied", "planned", "expected", "possible")


@dataclass(frozen=True, slots=True)
class Report:
    """One published text.

    `id`: its own, or the content hash. `body`: as kept; spans count its code points. `published`: timezone-aware UTC,
    None where the report does not say. `country`: ISO 3166 alpha-2 codes the gazetteer prefers. `content_hash`:
    SHA-256 of the bytes read, in hex. `source`: file or address it was read from. `credits`: agencies named in credit
    lines ("with information from ..."), each an origin of its own. `notes`: update and correction notes found.
    """

    id: str
    body: str
    publisher: str | None = None
    published: datetime | None = None
    url: str | None = None
    country: tuple[str, ...] = ()
    title: str | None = None
    content_hash: str = ""
    source: str = ""
    credits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """A day or a run of days; an open bound is None. `first == last` is one day."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Value:
    """A figure with its bounds. "at least 40": high None; "fewer than 40": low None; "about 40": both 40 and `about`.

    `unit`: "people", "days", "hours", "km", "percent", or the counted noun ("provincial capitals").
    """

    low: float | None
    high: float | None
    unit: str | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """The first source, not the outlet. Where the report speaks for itself only `org` (the publisher) is set.

    `number`: how many anonymous sources. A name is kept in evidence only; situation and later rooms see `role`, `org`.
    """

    name: str | None = None
    role: str | None = None
    org: str | None = None
    anonymous: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a report says about the situation, with the exact words it rests on.

    `quote == body[span[0]:span[1]]` of the report. `when`: the days it is about, None where nothing is said.
    `said`: the day it was said, where that differs from publication. `origin`: id of the text family the sentence
    belongs to (`leeway.evidence.origins`), the report's own id if it is a family of one. `place_id`: of the gazetteer.
    `publisher` and `published` are the report's, carried along so that later rooms need no reports.
    """

    report: str
    span: tuple[int, int]
    quote: str
    kind: str
    status: str
    actor: str | None = None
    place: str | None = None
    value: Value | None = None
    of: str | None = None
    when: Days | None = None
    firmness: str = "stated"
    speaker: Speaker = Speaker()
    said: date | None = None
    origin: str = ""
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    publisher: str | None = None
    published: datetime | None = None
    extractor: str = "rules"

    @property
    def id(self) -> str:
        """Short name by which situation, log and brief refer to it: report, span, kind and status."""
        return f"{self.report}:{self.span[0]}-{self.span[1]}:{self.kind}.{self.status}"

"""The layers of a text that the grammar works on. Every span counts code points of the report's body.

Cleaning keeps the length of the body: a line broken inside a sentence has its break replaced by a space, and what is
dropped (captions, credits, "read more") is named by spans, so that no offset ever has to be translated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from leeway.evidence.model import Days, Report


class Token(NamedTuple):
    """A word, number or mark; a tuple, because a text has a thousand of them.

    `norm`: case-folded, without accents, apostrophes straight, zero-width marks gone.

    `kind`: "word", "number" or "mark".
    """

    start: int
    end: int
    text: str
    norm: str
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or list item. `tokens` in order. `heading`: a line that stands for itself without a verb
    of its own (section head, label of a list item); `section`: the nearest heading above, if any."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int
    heading: bool = False
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as printed: "nearly 1,400 people", "48 to 72 hours", "more than two-thirds", "hundreds".

    `low`, `high`, `about`: as in `Value`. `unit`: "km", "days", "hours", "percent", "people" where the words say so,
    else None. `noun`: the counted noun phrase, normalised ("provincial capitals", "staff", "u s troops"); None if none.
    `start`, `end` cover comparator, hedge, figure and unit; `noun_end` reaches to the end of the counted noun.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    about: bool = False
    unit: str | None = None
    noun: str | None = None
    noun_end: int = 0


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A time expression resolved against the day of publication.

    `days`: None where vague ("recently") or where the report has no date. `kind`: "day" (one day), "span" (a run of
    days), "since" (open at the end), "until" (open at the start, by/until), "duration" ("within 72 hours": `hours`
    holds (low, high)), "vague", "past_year" (years ago: background). `future`: the words point past publication.
    """

    start: int
    end: int
    kind: str
    days: Days | None
    hours: tuple[float | None, float | None] | None = None
    future: bool = False


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place named in the text. `name`: its usual English name. `kind`: "capital", "city", "town", "province",
    "country", "airport", "border", "river", "area" ("northern Ethiopia"), "facility" (built on a place).

    `town`: of an airport, crossing or facility the town it belongs to, by its usual name.
    `capital_of`: the first-level area whose seat it is, else None. `country`: ISO code. `bearing`: "150 km southwest of
    X" gives distance_km and the reference place's name in `measured_to`."""

    start: int
    end: int
    name: str
    place_id: str
    lat: float | None
    lon: float | None
    kind: str
    country: str | None = None
    capital_of: str | None = None
    town: str | None = None


def _unknown(name: str) -> PlaceName | None:
    return None


@dataclass(slots=True)
class Text:
    """One report with its layers; each layer is in order of `start`. Later stages add theirs, none removes.

    `clean`: same length as `report.body`. `dropped`: spans that are no prose (captions, credits, datelines, "read
    more"). `anchor`: day of publication in the zone of the dateline, None if unknown. `dateline`: place named there.
    `about`: places named in the title and the dateline; their spans count that line. `respelled`: the place of the
    gazetteer whose name sounds like one that it does not hold. `letters`: first character and day of each dated letter
    of a thread.
    """

    report: Report
    clean: str
    dropped: tuple[tuple[int, int], ...] = ()
    anchor: date | None = None
    published: datetime | None = None
    dateline: str | None = None
    sentences: list[Sentence] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    times: list[TimeWord] = field(default_factory=list)
    places: list[PlaceName] = field(default_factory=list)
    about: list[PlaceName] = field(default_factory=list)
    respelled: Callable[[str], PlaceName | None] = _unknown
    letters: tuple[tuple[int, date], ...] = ()

    def written(self, at: int) -> date | None:
        """The day of the letter that holds character `at`, None where the text is no thread of letters."""
        return next((day for start, day in reversed(self.letters) if start <= at), None) if self.letters else None

    def today(self, at: int) -> date | None:
        """The day that character `at` calls today: of its letter, else of publication."""
        return self.written(at) or self.anchor

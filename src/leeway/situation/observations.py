"""`observations.csv` of a case: what analysts saw or were told, entered by hand as statements with a speaker.

One row is one statement, named by its row. Columns (only the first five are required): `entered` (instant with its
zone: from then on it counts), `by` (who entered it: a role or a desk, no name), `kind`, `status`, `note` (the words it
rests on), `actor`, `place`, `lat`, `lon`, `low`, `high`, `unit`, `about` (yes), `of`, `from`, `to` (days it is about),
`firmness` (default stated), `role`, `org` (who said it; left out: the analyst saw it), `origin` (of a text the analyst
read, so that it is not counted twice; default: the analyst).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, TypeVar

from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, Problem
from leeway.evidence.model import FIRMNESS, KINDS, Days, Speaker, Statement, Value
from leeway.situation.hand_tables import rows_by_column
from leeway.situation.items import ANALYST

NAME: Final = "observations.csv"
REQUIRED: Final = ("entered", "by", "kind", "status", "note")
COLUMNS: Final = (
    *REQUIRED, "actor", "place", "lat", "lon", "low", "high", "unit", "about", "of", "from", "to", "firmness", "role",
    "org", "origin",
)  # fmt: skip
T = TypeVar("T")


def read_observations(directory: Path) -> list[Statement]:
    """The observations of a case, none without a file. Raises `InputError` with everything wrong in it at once."""
    path = directory / NAME
    if not path.exists():
        return []
    problems: list[Problem] = []
    found = [
        _Row(number, row, problems).statement() for number, row in rows_by_column(directory, NAME, COLUMNS, REQUIRED)
    ]
    if problems:
        raise InputError(problems)
    return [statement for statement in found if statement is not None]


class _Row:
    """One row being read; problems go to the common list."""

    def __init__(self, number: int, row: Mapping[str, str], problems: list[Problem]) -> None:
        self.number, self.row, self.problems = number, row, problems

    def statement(self) -> Statement | None:
        before = len(self.problems)
        row = self.row
        for name in REQUIRED:
            if not row[name]:
                self._fault(name, "something: this column is required")
        kind = self._one_of("kind", tuple(KINDS))
        status = self._one_of("status", KINDS.get(kind or "", ())) if kind else None
        firmness = self._one_of("firmness", FIRMNESS) if row["firmness"] else "stated"
        entered = self._read("entered", _instant, "an instant with its zone such as 2021-08-13T06:30Z")
        first = self._read("from", date.fromisoformat, "a day such as 2021-08-12")
        last = self._read("to", date.fromisoformat, "a day such as 2021-08-12")
        if first and last and first > last:
            self._fault("to", f"a day not before {first.isoformat()}")
        low, high = self._bound("low"), self._bound("high")
        if low is not None and high is not None and low > high:
            self._fault("high", f"a number not below {low:g}")
        if row["about"] not in ("", "yes", "no"):
            self._fault("about", "yes or no")
        lat, lon = self._degrees("lat", 90), self._degrees("lon", 180)
        for name, other in (("lat", "lon"), ("lon", "lat")):
            if row[other] and not row[name]:
                self._fault(name, f"degrees, since {other} is given")
        if len(self.problems) > before or kind is None or status is None or entered is None:
            return None
        speaker = Speaker(
            role=row["role"] or None, org=row["org"] or None, anonymous=bool(row["role"] and not row["org"])
        )
        return Statement(
            report=NAME,
            span=(self.number, self.number + 1),
            quote=row["note"],
            kind=kind,
            status=status,
            actor=row["actor"] or None,
            place=row["place"] or None,
            value=None
            if low is None and high is None
            else Value(low, high, row["unit"] or None, row["about"] == "yes"),
            of=row["of"] or None,
            when=Days(first, last or first) if first or last else None,
            firmness=firmness or "stated",
            speaker=speaker,
            origin=row["origin"] or f"{ANALYST}{row['by']}",
            lat=lat,
            lon=lon,
            publisher=row["by"],
            published=entered,
            extractor="analyst",
        )

    def _fault(self, name: str, expected: str, hint: str = "") -> None:
        self.problems.append(Problem(NAME, f"row {self.number}", name, self.row[name], expected, hint))

    def _one_of(self, name: str, choices: tuple[str, ...]) -> str | None:
        value = self.row[name]
        if value in choices:
            return value
        if value:
            self._fault(name, f"one of {', '.join(choices)}", did_you_mean(value, choices))
        return None

    def _read(self, name: str, reader: Callable[[str], T], expected: str) -> T | None:
        if not self.row[name]:
            return None
        try:
            return reader(self.row[name])
        except ValueError:
            self._fault(name, expected)
            return None

    def _bound(self, name: str) -> float | None:
        number = self._read(name, float, "a number such as 1400")
        if number is not None and not (0 <= number < float("inf")):
            self._fault(name, "a number of 0 or more")
        return number

    def _degrees(self, name: str, most: float) -> float | None:
        number = self._read(name, float, f"degrees between -{most} and {most}")
        if number is not None and not abs(number) <= most:
            self._fault(name, f"degrees between -{most} and {most}")
        return number


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)

"""How reliable a source is (Admiralty A-F), by an editable table of source classes.

The first row that fits counts; rows of `source_classes.csv` in the case directory come before those of the package.
Columns: `field` (side, analyst, org, role, publisher: what the pattern is held against), `pattern` (a regular
expression, case does not matter; for side the word attacker or defender), `class`, `reliability` (A-F), `group`
(sources that speak with one voice), `knows` (yes, or no for those who only pass on what others saw: they corroborate
nothing), `why`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leeway.errors import InputError, Problem
from leeway.situation.hand_tables import rows_by_column
from leeway.situation.names import folded

NAME = "source_classes.csv"
DATA = Path(__file__).parent / "data"
FIELDS = ("side", "analyst", "org", "role", "publisher")
COLUMNS = ("field", "pattern", "class", "reliability", "group", "knows", "why")
LETTERS = "ABCDEF"


@dataclass(frozen=True, slots=True)
class SourceClass:
    """One row of the table."""

    field: str
    pattern: re.Pattern[str]
    name: str
    reliability: str
    group: str
    knows: bool


UNJUDGED = SourceClass("", re.compile(""), "not in the table", "F", "", True)


class Sources:
    """The table, first fitting row first."""

    def __init__(self, rows: Iterable[SourceClass]) -> None:
        self.rows = tuple(rows)
        self._found: dict[tuple[str | None, ...], SourceClass] = {}

    def of(self, side: str | None, analyst: bool, org: str | None, role: str | None, publisher: str | None
           ) -> SourceClass:  # fmt: skip
        """The class of a speaker. `publisher` only where the report speaks for itself."""
        key = (side, "analyst" if analyst else None, org, role, publisher)
        if key not in self._found:
            self._found[key] = next(self._fitting(key), UNJUDGED)
        return self._found[key]

    def _fitting(self, key: tuple[str | None, ...]) -> Iterator[SourceClass]:
        values = dict(zip(FIELDS, key, strict=True))
        for row in self.rows:
            value = values[row.field]
            if value and row.pattern.search(folded(value)):
                yield row


@cache
def packaged() -> Sources:
    """The table of the package."""
    rows, problems = _read(DATA)
    if problems:
        raise InputError(problems)
    return Sources(rows)


def sources_of(directory: Path) -> Sources:
    """The packaged table behind the rows of `source_classes.csv` in a case directory, if there is one.

    Raises `InputError` with every row that cannot be used.
    """
    path = directory / NAME
    if not path.exists():
        return packaged()
    rows, problems = _read(directory)
    if problems:
        raise InputError(problems)
    return Sources((*rows, *packaged().rows))


def _read(directory: Path) -> tuple[list[SourceClass], list[Problem]]:
    problems: list[Problem] = []
    rows = []
    for number, row in rows_by_column(directory, NAME, COLUMNS, COLUMNS[:4]):
        found = list(_faults(NAME, number, row))
        problems += found
        if not found:
            pattern = re.compile(row["pattern"], re.IGNORECASE)
            rows.append(SourceClass(row["field"], pattern, row["class"], row["reliability"], row["group"],
                                    row["knows"] != "no"))  # fmt: skip
    return rows, problems


def _faults(name: str, number: int, row: dict[str, str]) -> Iterator[Problem]:
    where = f"row {number}"
    if row["field"] not in FIELDS:
        yield Problem(name, where, "field", row["field"], f"one of {', '.join(FIELDS)}")
    if row["reliability"] not in LETTERS or len(row["reliability"]) != 1:
        yield Problem(name, where, "reliability", row["reliability"], "a letter from A to F")
    if row["knows"] not in ("", "yes", "no"):
        yield Problem(name, where, "knows", row["knows"], "yes or no")
    try:
        re.compile(row["pattern"])
    except re.error as error:
        yield Problem(name, where, "pattern", row["pattern"], "a regular expression", f"{error}.")
    if not row["pattern"]:
        yield Problem(name, where, "pattern", "", "a regular expression")

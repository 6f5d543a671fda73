"""One table as checked rows: each cell read by its rule, each mistake named by file, row and field."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leeway.case.suggestions import did_you_mean, listed
from leeway.errors import InputError, Problem
from leeway.history.schema import COLUMNS, OPTIONAL_COLUMNS


@dataclass
class Row:
    """One row while it is read; `number` as a spreadsheet shows it, the header being row 1."""

    file: str
    number: int
    cells: dict[str, str]
    problems: list[Problem]

    def wrong(self, field: str, expected: str, hint: str = "") -> None:
        """Note a mistake."""
        self.problems.append(Problem(self.file, f"row {self.number}", field, self.cells[field], expected, hint))

    def text(self, field: str) -> str:
        """Any text, maybe empty."""
        return self.cells[field].strip()

    def name(self, field: str) -> str:
        """A text that must not be empty."""
        if not self.text(field):
            self.wrong(field, "a text that is not empty")
        return self.text(field)

    def word(self, field: str, known: Collection[str]) -> str:
        """One of the known words."""
        found = self.text(field)
        if found not in known:
            self.wrong(field, f"one of {listed(known, 40)}", did_you_mean(found, known))
        return found

    def day(self, field: str) -> date:
        """A day of the calendar written YYYY-MM-DD."""
        text = self.text(field)
        try:
            if len(text) == 10:
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.wrong(field, "a day of the calendar written YYYY-MM-DD, such as 2021-08-15")
        return date.min

    def number_between(self, field: str, low: float, high: float) -> float:
        """A number within bounds."""
        try:
            value = float(self.text(field))
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            self.wrong(field, f"a number from {low:g} to {high:g}")
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: its rows, and the columns nobody reads."""

    rows: tuple[Row, ...]
    unread_columns: tuple[str, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def read_table(name: str, content: bytes, problems: list[Problem]) -> Table:
    """Rows of a CSV table in UTF-8 with its header; a missing column or a torn row is a problem."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        where = f"row {row}, byte {error.start + 1} of the file"
        problems.append(Problem(name, where, "", "", "text in UTF-8", "Save the table as CSV UTF-8."))
        return Table((), ())
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        problems.append(Problem(name, f"row {row}", "", "byte 0x00", "text without zero bytes"))
        return Table((), ())
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        where = f"row {len(lines) + 1}"
        problems.append(Problem(name, where, "", str(error), "a CSV table with balanced quotes"))
        return Table((), ())
    header = [cell.strip() for cell in lines[0]] if lines else []
    optional = OPTIONAL_COLUMNS.get(name, ())
    missing = [column for column in COLUMNS[name] if column not in header]
    twice = sorted({column for column in header if header.count(column) > 1})
    for column in missing:
        hint = did_you_mean(column, [cell for cell in header if cell not in COLUMNS[name]])
        problems.append(Problem(name, "row 1", column, "", f"a column named {column!r}", hint))
    problems.extend(Problem(name, "row 1", column, column, "each column once") for column in twice)
    if missing or twice:
        return Table((), ())
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            expected = f"{len(header)} cells as in the header"
            hint = "A cell with a comma must stand in quotes."
            problems.append(Problem(name, f"row {number}", "", f"{len(cells)} cells", expected, hint))
            continue
        by_column = dict.fromkeys(optional, "") | dict(zip(header, cells, strict=True))
        rows.append(Row(name, number, by_column, problems))
    unread = tuple(column for column in header if column not in COLUMNS[name] and column not in optional)
    return Table(tuple(rows), unread)


def content_of(directory: Path, name: str) -> bytes:
    """Bytes of a table. Raises `InputError` where it cannot be read."""
    try:
        return (directory / name).read_bytes()
    except OSError as error:
        where = Problem(name, "", "", str(directory), "a table that can be read", f"{error.strerror}.")
        raise InputError([where]) from error

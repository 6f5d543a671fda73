"""What analysts have settled: `settlements.csv` of a case, to which rows are only ever added."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from leeway.append import append_whole
from leeway.errors import InputError, LeewayError, Problem
from leeway.situation.hand_tables import rows_by_column

NAME = "settlements.csv"
COLUMNS = ("settled", "contradiction", "reading", "words", "by", "reason")


@dataclass(frozen=True, slots=True)
class Settlement:
    """A contradiction settled by name and reason.

    `words`: the reading taken, as it stood; it counts, so that a reading keeps its settlement when others join it.
    `settled`: when (UTC). A settlement is a judgement, not news: it holds for pictures of earlier instants too. Of
    several of one contradiction the last row counts.
    """

    contradiction: str
    reading: int
    words: str
    by: str
    reason: str
    settled: datetime


def read_settlements(directory: Path) -> tuple[Settlement, ...]:
    """The settlements of a case in the order of the file; none without a file.

    Raises `InputError` with every row that cannot be read.
    """
    path = directory / NAME
    if not path.exists():
        return ()
    problems: list[Problem] = []
    read = [_read(number, row, problems) for number, row in rows_by_column(directory, NAME, COLUMNS, COLUMNS)]
    if problems:
        raise InputError(problems)
    return tuple(settlement for settlement in read if settlement is not None)


def _read(number: int, cell: dict[str, str], problems: list[Problem]) -> Settlement | None:
    settled: datetime | None
    faults = [Problem(NAME, f"row {number}", c, "", "something: a settlement has a name and a reason")
              for c in ("contradiction", "words", "by", "reason") if not cell[c]]  # fmt: skip
    try:
        settled = datetime.fromisoformat(cell["settled"])
    except ValueError:
        settled = None
    if settled is None or settled.tzinfo is None:
        expected = "an instant with its zone such as 2021-08-13T12:00Z"
        faults.append(Problem(NAME, f"row {number}", "settled", cell["settled"], expected))
    if not cell["reading"].isdecimal() or not int(cell["reading"]):
        faults.append(Problem(NAME, f"row {number}", "reading", cell["reading"], "the number of a reading, from 1"))
    problems += faults
    if faults or settled is None:
        return None
    return Settlement(cell["contradiction"], int(cell["reading"]), cell["words"], cell["by"], cell["reason"],
                      settled.astimezone(UTC))  # fmt: skip


def append_settlement(directory: Path, settlement: Settlement) -> Path:
    """Add one row at the end of the file, which is made with its header if it is not there; nothing is rewritten.

    Raises `LeewayError` if the file cannot be written.
    """
    path = directory / NAME
    try:
        old = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise LeewayError(f"cannot read {path}: {error.strerror}.") from error
    header, delimiter = _header(old)
    line = io.StringIO()
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\n")
    if not header:
        writer.writerow(COLUMNS)
    elif not old.endswith(b"\n"):
        line.write("\n")
    cells = _cells(settlement)
    writer.writerow([cells[column] for column in header or COLUMNS])
    append_whole(path, line.getvalue().encode("utf-8"))
    return path


def _header(old: bytes) -> tuple[list[str], str]:
    """Columns and delimiter of the file as a spreadsheet may have saved it; no columns where there is no file yet."""
    lines = old.decode("utf-8-sig").strip().splitlines()
    if not lines:
        return [], ","
    delimiter = max(",;\t", key=lines[0].count)
    return [column.strip() for column in next(csv.reader([lines[0]], delimiter=delimiter))], delimiter


def _cells(s: Settlement) -> dict[str, str]:
    settled = s.settled.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return dict(zip(COLUMNS, (settled, s.contradiction, str(s.reading), s.words, s.by, s.reason), strict=True))

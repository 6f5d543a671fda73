"""What analysts have settled: `settlements.csv` of a case, to which rows are only ever added."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from leeway.errors import InputError, LeewayError, Problem

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
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Problem(NAME, "", "", "", "UTF-8 text that can be read", f"{error}.")]) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError([Problem(NAME, "row 1", missing[0], "", f"the columns {', '.join(COLUMNS)}")])
    found: list[Settlement] = []
    problems: list[Problem] = []
    for number, row in enumerate(reader, 2):
        settlement = _read(number, row, problems)
        if settlement is not None:
            found.append(settlement)
    if problems:
        raise InputError(problems)
    return tuple(found)


def _read(number: int, row: dict[str, str | None], problems: list[Problem]) -> Settlement | None:
    cell = {column: (row.get(column) or "").strip() for column in COLUMNS}
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
    if not cell["reading"].isdigit() or not int(cell["reading"]):
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
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    try:
        old = path.read_bytes() if path.exists() else b""
        if not old.strip():
            writer.writerow(COLUMNS)
        elif not old.endswith(b"\n"):
            line.write("\n")
        writer.writerow(_cells(settlement))
        with path.open("ab") as file:
            file.write(line.getvalue().encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise LeewayError(f"cannot write {path}: {error.strerror}.") from error
    return path


def _cells(s: Settlement) -> Iterable[str]:
    return (s.settled.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), s.contradiction, str(s.reading), s.words, s.by,
            s.reason)  # fmt: skip

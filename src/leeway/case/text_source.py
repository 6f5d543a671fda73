"""Text files of a case: found, UTF-8, not empty; otherwise a message that says what and where."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from leeway.errors import Problem

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "Save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')."


def decoded(directory: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of `directory/name` without a byte order mark, or the problem that prevents it."""
    try:
        raw = (directory / name).read_bytes()
    except FileNotFoundError:
        return None, [Problem(name, "", "", "", f"a file {name} in {directory}", "'leeway init DIR' writes one.")]
    except OSError as error:
        return None, [Problem(name, "", "", "", "a file that can be read", f"{error.strerror}.")]
    if raw.startswith(_UTF16):
        return None, [Problem(name, "row 1", "", raw[:2].hex(" "), "UTF-8 text, not UTF-16", _SAVE_AS)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{raw[error.start]:02x}"
        return None, [Problem(name, f"row {row}, byte {error.start + 1} of the file", "", found, "UTF-8", _SAVE_AS)]
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        return None, [Problem(name, f"row {row}", "", "byte 0x00", "text without zero bytes", _SAVE_AS)]
    if not text.strip():
        return None, [Problem(name, "", "", "", "a file that is not empty")]
    return text, []


@dataclass(frozen=True)
class Table:
    """A delimited text file: `rows` holds (row number as a spreadsheet counts, cells) without blank rows."""

    name: str
    header: tuple[str, ...]
    rows: list[tuple[int, list[str]]]


def read_table(directory: Path, name: str) -> tuple[Table | None, list[Problem]]:
    """Read a CSV file delimited by commas, semicolons or tabs (whichever its first row has most of)."""
    text, problems = decoded(directory, name)
    if text is None:
        return None, problems
    first = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
        rows = [(number, cells) for number, cells in enumerate(reader, 1) if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        return None, [Problem(name, "", "", "", f"rows of cells delimited by {delimiter!r}", f"{error}.")]
    if not rows:
        return None, [Problem(name, "", "", "", "a header row and rows of cells")]
    return Table(name, tuple(cell.strip() for cell in rows[0][1]), rows[1:]), []

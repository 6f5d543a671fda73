"""Tables that people write by hand in a case directory: rows of cells by column, every mistake of form named.

Commas, semicolons and tabs are read alike, with or without a byte order mark. A quote that never closes, a column given
twice or unknown and a cell beyond the header are mistakes: read past, they would lose rows without a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from leeway.case.suggestions import did_you_mean, listed
from leeway.case.text_source import read_table
from leeway.errors import InputError, Problem

_COMMA = "A cell with a comma must stand in quotes."


def rows_by_column(
    directory: Path, name: str, columns: Sequence[str], required: Sequence[str]
) -> list[tuple[int, dict[str, str]]]:
    """(row number as a spreadsheet counts, cell by column, "" where there is none) of every row that is not blank.

    Raises `InputError` with every problem of the file, its header and the width of its rows.
    """
    table, problems = read_table(directory, name)
    if table is None:
        raise InputError(problems)
    header = table.header
    problems += [Problem(name, "row 1", c, "", "this column, which is required") for c in required if c not in header]
    for number, column in enumerate(header):
        if column not in columns:
            expected = f"a known column ({listed(columns, 40)})"
            problems.append(Problem(name, "row 1", column, column, expected, did_you_mean(column, columns)))
        elif column in header[:number]:
            problems.append(Problem(name, "row 1", column, column, "each column once"))
    found = []
    for row, cells in table.rows:
        if any(cell.strip() for cell in cells[len(header) :]):
            expected = f"at most {len(header)} cells as in the header"
            problems.append(Problem(name, f"row {row}", "", f"{len(cells)} cells", expected, _COMMA))
        found.append((row, dict.fromkeys(columns, "") | {c: v.strip() for c, v in zip(header, cells, strict=False)}))
    if problems:
        raise InputError(problems)
    return found

"""`reports.csv` of a case: what is known of reports beside their text, such as the day a clipping was published.

Clippings, copies and screenshots often lost their header. One row tells of one report: `report` (its file name, with
or without suffix, or its id), `published` (ISO 8601; a day alone counts as noon UTC), `publisher`, `title`, `url`,
`country` (ISO 3166 codes separated by spaces), `language`; only the first is required. What the register says stands
for what the report's own header says; the text itself is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final

from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, Problem
from leeway.evidence.model import Report
from leeway.evidence.reports.dates import instant_of
from leeway.situation.hand_tables import rows_by_column

NAME: Final = "reports.csv"
REQUIRED: Final = ("report",)
COLUMNS: Final = (*REQUIRED, "published", "publisher", "title", "url", "country", "language")


@dataclass(frozen=True, slots=True)
class Register:
    """Rows by the report they name. `file`: the table's name, for errors."""

    file: str
    rows: Mapping[str, tuple[int, Mapping[str, str]]]

    def __call__(self, report: Report) -> Report:
        """The report with what the register says of it; itself where no row names it."""
        key = self._key(report)
        if key is None:
            return report
        row = self.rows[key][1]
        published, notes = instant_of(row["published"])
        codes = tuple(code.upper() for code in row["country"].split())
        return replace(
            report,
            published=published or report.published,
            publisher=row["publisher"] or report.publisher,
            title=row["title"] or report.title,
            url=row["url"] or report.url,
            country=codes or report.country,
            language=row["language"] or report.language,
            notes=(*report.notes, *notes),
        )

    def check(self, sources: Iterable[str]) -> None:
        """Raises `InputError` for rows that name none of the reports at `sources` (files, or ids): a slip of the pen
        would leave a report undated without a word."""
        known = {name for source in sources for name in _names(source)}
        problems = [
            Problem(self.file, f"row {number}", "report", key, "the name of a report of the case",
                    did_you_mean(key, known))
            for key, (number, _) in self.rows.items()
            if key not in known
        ]  # fmt: skip
        if problems:
            raise InputError(problems)

    def _key(self, report: Report) -> str | None:
        return next((name for name in (report.id, *_names(report.source)) if name in self.rows), None)


def read_register(directory: Path, name: str = NAME) -> Register | None:
    """The register in a directory, None without a file. Raises `InputError` with everything wrong in it at once."""
    if not (directory / name).exists():
        return None
    rows: dict[str, tuple[int, Mapping[str, str]]] = {}
    problems: list[Problem] = []
    for number, row in rows_by_column(directory, name, COLUMNS, REQUIRED):
        key, given = row["report"], row["published"]
        if not key:
            problems.append(
                Problem(name, f"row {number}", "report", "", "the name of a report: this column is required")
            )
        elif key in rows:
            expected = f"each report once; row {rows[key][0]} names it too"
            problems.append(Problem(name, f"row {number}", "report", key, expected))
        if given and instant_of(given)[0] is None:
            expected = "a day such as 2021-08-12 or an instant such as 2021-08-12T16:40Z"
            problems.append(Problem(name, f"row {number}", "published", given, expected))
        rows.setdefault(key, (number, row))
    if problems:
        raise InputError(problems)
    return Register(name, rows)


def _names(source: str) -> tuple[str, str]:
    """How a row may name what was read from a file: with its suffix or without."""
    path = PurePath(source)
    return path.name, path.stem

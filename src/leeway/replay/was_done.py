"""`what-was-done.csv` of a case: what missions really did, to set beside what would have been advised."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, Problem
from leeway.posture.model import LADDER
from leeway.replay.model import Done

FILE: Final = "what-was-done.csv"
COLUMNS: Final = ("date", "who", "action", "rung", "source", "certainty")


def read_done(directory: Path) -> tuple[Done, ...]:
    """The rows in order of day; none without a file. Raises `InputError` with every row that cannot be read."""
    path = directory / FILE
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Problem(FILE, "", "", "", "UTF-8 text that can be read", f"{error}.")]) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise InputError([Problem(FILE, "row 1", missing[0], "", f"the columns {', '.join(COLUMNS)}")])
    problems: list[Problem] = []
    rows = [_row(number, row, problems) for number, row in enumerate(reader, 2)]
    if problems:
        raise InputError(problems)
    return tuple(sorted((row for row in rows if row is not None), key=lambda row: row.day))


def _row(number: int, row: dict[str, str | None], problems: list[Problem]) -> Done | None:
    where = f"row {number}"
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    rung = told["rung"].lower().replace(" ", "_")
    if rung and rung not in LADDER:
        hint = did_you_mean(rung, LADDER)
        problems.append(Problem(FILE, where, "rung", told["rung"], f"nothing, or one of {', '.join(LADDER)}", hint))
    try:
        day = date.fromisoformat(told["date"])
    except ValueError:
        problems.append(Problem(FILE, where, "date", told["date"], "a day such as 2021-08-12"))
        return None
    return Done(day, told["who"], told["action"], rung or None, told["source"], told["certainty"])


def rung_on(done: Sequence[Done], day: date) -> str | None:
    """The rung the mission was on at the end of `day`: of the party whose rungs are written most often.

    The file tells of several missions; the case is of one.
    """
    named = Counter(row.who for row in done if row.rung)
    if not named:
        return None
    whose = named.most_common(1)[0][0]
    return next((row.rung for row in reversed(done) if row.rung and row.who == whose and row.day <= day), None)

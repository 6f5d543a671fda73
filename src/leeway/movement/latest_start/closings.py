"""Draws of closings from a file: one column a route, place or exit, one row an imagined future."""

from __future__ import annotations

import math
from collections.abc import Collection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Plan
from leeway.case.suggestions import did_you_mean
from leeway.case.text_source import Table, read_table
from leeway.errors import InputError, Problem

EXPECTED = "hours after the start of the case, such as 36.5, or inf for never"
MOST_PROBLEMS = 20


def closable(plan: Plan) -> frozenset[str]:
    """What closings may be given for: ids of routes and places, names of exits."""
    exits = {r.exit for r in plan.routes.values() if r.exit} | {p.exit for p in plan.places.values() if p.exit}
    return frozenset(plan.routes) | frozenset(plan.places) | exits


def read_closings(path: Path, known: Collection[str] | None = None) -> dict[str, NDArray[np.float64]]:
    """Closing draws by route id, place id or exit name, shape `(rows,)`: hours after the case's start, `inf` for never.

    `known`: the names allowed (see `closable`). Raises `InputError` with everything that is wrong: a file that cannot
    be read or is empty, names unknown or given twice, cells that are no hours, rows too short or too long.
    """
    if not path.exists():
        raise InputError([Problem(str(path), "", "", "", "a file of closings that exists")])
    table, problems = read_table(path.parent, path.name)
    if table is None:
        raise InputError(problems)
    problems = [*_header_problems(table, known)]
    rows = []
    for number, cells in table.rows:
        if len(cells) != len(table.header):
            expected = f"{len(table.header)} cells, one for each column"
            problems.append(Problem(table.name, f"row {number}", "", f"{len(cells)} cells", expected))
            continue
        hours = [_hours(cell) for cell in cells]
        rows.append([0.0 if hour is None else hour for hour in hours])
        problems += [
            Problem(table.name, f"row {number}", column, cell, EXPECTED)
            for column, cell, hour in zip(table.header, cells, hours, strict=True)
            if hour is None
        ]
    if not table.rows:
        problems.append(Problem(table.name, "", "", "", "at least one row of draws below the names"))
    if problems:
        raise InputError(_shortened(table.name, problems))
    draws = np.array(rows, dtype=np.float64)
    return {name: draws[:, column].copy() for column, name in enumerate(table.header)}


def _header_problems(table: Table, known: Collection[str] | None) -> list[Problem]:
    problems = []
    for column, name in enumerate(table.header, 1):
        where = f"row 1, column {column}"
        if not name:
            problems.append(Problem(table.name, where, "", "", "the id of a route or place, or the name of an exit"))
        elif name in table.header[: column - 1]:
            problems.append(Problem(table.name, where, "", name, "each name once"))
        elif known is not None and name not in known:
            hint = did_you_mean(name, known)
            problems.append(Problem(table.name, where, "", name, "a route, a place or an exit of the plan", hint))
    return problems


def _hours(cell: str) -> float | None:
    try:
        hours = float(cell.strip().replace("_", "x"))
    except ValueError:
        return None
    return None if math.isnan(hours) or hours == -math.inf else hours


def _shortened(name: str, problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    more = len(problems) - MOST_PROBLEMS
    return [*problems[:MOST_PROBLEMS], Problem(name, "", "", "", f"no further mistakes; there are {more} more")]

"""`people.csv`: groups and counts, never names. A hundred thousand rows are read in seconds, column by column."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leeway.case import fields, times
from leeway.case.model import Group
from leeway.case.suggestions import did_you_mean, listed
from leeway.case.text_source import Table, read_table
from leeway.errors import Problem
from leeway.units import UnitError

PEOPLE = "people.csv"
PRIVATE = "Leeway plans for groups and counts; take personal data out of the file."

Reader = Callable[[Any], Any]
# column: (reader, the key of `Group` it fills)
COLUMNS: dict[str, tuple[Reader, str]] = {
    "group": (fields.identifier, "id"),
    "site": (fields.identifier, "site"),
    "count": (fields.whole(1), "likely"),
    "low": (fields.whole(0), "low"),
    "likely": (fields.whole(1), "likely"),
    "high": (fields.whole(1), "high"),
    "category": (fields.text, "category"),
    "function": (fields.text, "function"),
    "priority": (fields.whole(1), "priority"),
    "weight": (fields.amount("number", above=True), "weight"),
    "party_size": (fields.amount("number", least=1.0), "party_size"),
    "mobilization": (fields.uncertain_duration, "mobilization_h"),
    "show_up": (fields.uncertain_share, "show_up"),
    "self_evacuating": (fields.share, "self_evacuating"),
    "room": (fields.amount("number", above=True), "room"),
    "arrival": (times.arrival, "arrival"),
}
_PERSONAL = re.compile(
    r"^(full|first|last|given|middle|maiden|family|fore)?[ _-]*names?$|^surnames?$|passport|^(tele)?phone|mobile|"
    r"e-?mail|birth|^dob$|address|national[ _-]?id|^nin$|^ssn$|social[ _-]security|^id[ _-]?(number|card|no)|"
    r"^(sex|gender|religion|ethnicity|age)$|^nom$|^pr[ée]nom$|^nachname$|^vorname$|^apellidos?$",
    re.IGNORECASE,
)


@dataclass
class People:
    """Groups in file order; every id and category written (of unreadable rows too); (row, site) of unreadable rows."""

    groups: dict[str, Group]
    named: set[str]
    categories: set[str]
    unread_sites: list[tuple[int, str]]


def read_people(directory: Path, problems: list[Problem]) -> People | None:
    """Read `people.csv`; None when its columns cannot be understood.

    `weight` defaults to the greatest priority number present plus 1 less the group's own priority.
    """
    table, found = read_table(directory, PEOPLE)
    problems.extend(found)
    if table is None:
        return None
    found = _column_problems(table)
    problems.extend(found)
    columns = {name: k for k, name in enumerate(table.header) if name in COLUMNS}
    counted = "count" in columns or {"low", "likely", "high"} <= set(columns)
    if not {"group", "site"} <= set(columns) or not counted:
        return None
    if not table.rows:
        problems.append(Problem(PEOPLE, "row 2", "", "", "at least one group of people", "A plan needs people."))
        return None
    unread_sites: list[tuple[int, str]] = []
    records = _read_rows(table, columns, problems, unread_sites)
    lowest = max((record.get("priority", 1) for record in records.values()), default=1)
    groups = {}
    for name, record in records.items():
        weight = record.pop("weight", float(lowest + 1 - record.get("priority", 1)))
        groups[name] = Group(weight=weight, **record)
    written = {_cell(cells, columns["group"]) for _, cells in table.rows}
    category = columns.get("category", len(table.header))
    categories = {_cell(cells, category) for _, cells in table.rows} - {""}
    return People(groups, written | set(groups), categories, unread_sites)


def _column_problems(table: Table) -> list[Problem]:
    problems = []
    for number, name in enumerate(table.header, 1):
        if name in COLUMNS:
            if name in table.header[: number - 1]:
                problems.append(Problem(PEOPLE, "row 1", name, name, "each column once"))
        elif name == "":
            row = next((row for row, cells in table.rows if _cell(cells, number - 1)), None)
            if row is not None:
                expected = "no content under a column without a name"
                problems.append(Problem(PEOPLE, f"row {row}", f"column {number}", "", expected, PRIVATE))
        elif _PERSONAL.search(name):
            problems.append(Problem(PEOPLE, "row 1", name, name, "no column that may hold personal data", PRIVATE))
        else:
            expected = f"a known column ({listed(COLUMNS, 40)})"
            problems.append(Problem(PEOPLE, "row 1", name, name, expected, did_you_mean(name, COLUMNS)))
    present = set(table.header)
    missing_keys = [name for name in ("group", "site") if name not in present]
    problems += [Problem(PEOPLE, "row 1", name, "", f"a column {name!r}") for name in missing_keys]
    triple = {"low", "likely", "high"} & present
    if "count" in present and triple:
        problems.append(Problem(PEOPLE, "row 1", "count", "", "either count, or low, likely and high"))
    elif "count" not in present and len(triple) < 3:
        missing = next((name for name in ("low", "likely", "high") if name not in present), "count")
        field = missing if triple else "count"
        problems.append(Problem(PEOPLE, "row 1", field, "", "a column 'count', or columns 'low', 'likely' and 'high'"))
    return problems


def _cell(cells: list[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""


def _read_rows(
    table: Table, columns: dict[str, int], problems: list[Problem], unread_sites: list[tuple[int, str]]
) -> dict[str, dict[str, Any]]:
    """The fields of every group whose row could be read, by id; `unread_sites` takes row and site of the others."""
    records: dict[str, dict[str, Any]] = {}
    required = [name for name in ("group", "site", "count", "low", "likely", "high") if name in columns]
    width = len(table.header)
    # The same text means the same value: each distinct cell of a column is read once.
    readers: list[tuple[str, int, tuple[Reader, str], dict[str, Any]]]
    readers = [(name, k, COLUMNS[name], {}) for name, k in columns.items()]
    for row, cells in table.rows:
        where = f"row {row}"
        if any(cell.strip() for cell in cells[width:]):
            expected = f"{width} cells as in the header, not {len(cells)}"
            problems.append(Problem(PEOPLE, where, f"column {width + 1}", "", expected, PRIVATE))
        values: dict[str, Any] = {}
        faults = len(problems)
        for name, column, (reader, key), known in readers:
            shown = _cell(cells, column)
            if not shown:
                if name in required:
                    problems.append(Problem(PEOPLE, where, name, "", "a value, which is required"))
                continue
            try:
                value = known[shown]
            except KeyError:
                try:
                    value = known[shown] = reader(shown)
                except UnitError as error:
                    problems.append(Problem(PEOPLE, where, name, shown[:80], str(error)))
                    continue
            values[key] = value
        if len(problems) > faults:
            if "site" in values:
                unread_sites.append((row, values["site"]))
            continue
        if "count" in columns:
            values["low"] = values["high"] = values["likely"]
        elif not values["low"] <= values["likely"] <= values["high"]:
            shown = f"{values['low']}, {values['likely']}, {values['high']}"
            problems.append(Problem(PEOPLE, where, "likely", shown, "low <= likely <= high"))
        if values["id"] in records:
            first = records[values["id"]]["line"]
            hint = f"Row {first} has it already."
            problems.append(Problem(PEOPLE, where, "group", values["id"], "an id that no other group has", hint))
            unread_sites.append((row, values["site"]))
            continue
        values["line"] = row
        records[values["id"]] = values
    return records

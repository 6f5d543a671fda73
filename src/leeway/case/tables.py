"""The tables of `plan.toml`, each read by its schema, with where each stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from leeway.case.schema import TABLES
from leeway.case.suggestions import did_you_mean, listed, nearest
from leeway.case.toml_source import Step, TomlSource, read_toml
from leeway.case.validate import validated
from leeway.errors import Problem

PLAN = "plan.toml"


@dataclass
class Tables:
    """`rows[kind]`: (path in the file, record) of every table that could be read. `named[kind]`: every id that is
    written there, of unreadable tables too, so that one mistake is not reported twice. `at[kind, id]`: its path."""

    source: TomlSource
    rows: dict[str, list[tuple[tuple[Step, ...], Any]]] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=dict)
    at: dict[tuple[str, str], tuple[Step, ...]] = field(default_factory=dict)
    # (kind, path, keys) of what was written and is in no record
    unread: list[tuple[str, tuple[Step, ...], frozenset[Step]]] = field(default_factory=list)

    def of(self, kind: str) -> list[tuple[tuple[Step, ...], Any]]:
        """The tables of one kind, in file order."""
        return self.rows.get(kind, [])

    def line(self, path: tuple[Step, ...]) -> int:
        """Line of a table."""
        return self.source.line(path)

    def problem(self, path: tuple[Step, ...], key: str, value: object, expected: str, hint: str = "") -> Problem:
        """A problem with one key of the table at `path`."""
        return Problem(self.source.name, self.source.where((*path, *key.split("."))), key, str(value), expected, hint)


def read_tables(directory: Path, problems: list[Problem]) -> Tables | None:
    """Read `plan.toml`; None when there is nothing to read."""
    source, found = read_toml(directory, PLAN)
    problems.extend(found)
    if source is None:
        return None
    tables = Tables(source)
    for kind, entries in source.data.items():
        if kind not in TABLES:
            known = f"a known table ({listed((f'[[{k}]]' for k in TABLES), 40)})"
            problems.append(Problem(PLAN, source.where((kind,)), kind, kind, known, did_you_mean(kind, TABLES)))
            _name_all(tables, nearest(kind, TABLES), entries)
        elif not isinstance(entries, list):
            expected = f"tables that begin with [[{kind}]]"
            problems.append(Problem(PLAN, source.where((kind,)), kind, "", expected, "Double the brackets."))
            _name_all(tables, kind, entries)
        else:
            for number, data in enumerate(entries):
                _read_one(tables, kind, (kind, number), data, problems)
    return tables


def _name_all(tables: Tables, kind: str, entries: object) -> None:
    """Keep the ids of tables with a mistake in their head, so that what refers to them is not blamed as well."""
    for data in entries if isinstance(entries, list) else [entries]:
        if kind and isinstance(data, dict) and isinstance(data.get("id"), str):
            tables.named.setdefault(kind, set()).add(data["id"].strip())


def _read_one(tables: Tables, kind: str, path: tuple[Step, ...], data: object, problems: list[Problem]) -> None:
    schema: type[BaseModel] = TABLES[kind]
    _name_all(tables, kind, data)
    record, lacking = validated(schema, data, tables.source, path, problems)
    if lacking:
        tables.unread.append((kind, path, lacking))
    if record is None:
        return
    name = getattr(record, "id", None)
    if name is not None:
        if (kind, name) in tables.at:
            first = tables.line(tables.at[kind, name])
            problems.append(
                tables.problem(path, "id", name, f"an id that no other [[{kind}]] has", f"Line {first} has it already.")
            )
            tables.unread.append((kind, path, frozenset(tables.source.data[kind][path[1]])))
            return
        tables.at[kind, name] = path
        tables.named.setdefault(kind, set()).add(name)
    tables.rows.setdefault(kind, []).append((path, record))

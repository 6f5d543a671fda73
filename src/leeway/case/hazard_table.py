"""`[hazard]` of case.toml: its record, and whether it fits itself and the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leeway.case import fields
from leeway.case.hazard import Hazard, HazardExit
from leeway.case.model import Plan
from leeway.case.schema import CaseTable, HazardTable
from leeway.case.suggestions import did_you_mean, listed
from leeway.case.tables import Tables
from leeway.case.toml_source import Step, TomlSource
from leeway.errors import Problem
from leeway.units import UnitError

CITY = "city"
KEYS = ("hazard", "exit")
NEEDS: dict[str, tuple[str, str]] = {
    "road": ("through", "the places on the road, as reports name them: it is lost when one of them is lost"),
    "border": ("place", "the crossing or the neighbour, as reports name it"),
}
"""What an exit of a kind cannot do without, and why."""


def build_hazard(table: HazardTable, source: TomlSource) -> Hazard:
    """The record of a table that has passed its checks."""
    return Hazard(
        target=table.target,
        lat=table.latitude,
        lon=table.longitude,
        attacker=table.attacker,
        defender=table.defender,
        mission=table.mission,
        opened=table.opened,
        campaign=table.campaign,
        exits=tuple(
            HazardExit(e.id, e.kind, e.place, e.through, e.closes, source.line((*KEYS, number)))
            for number, e in enumerate(table.exit)
        ),
    )


def check_hazard(
    source: TomlSource, header: CaseTable | None, plan: Plan, tables: Tables, problems: list[Problem]
) -> None:
    """Exits close only what the plan has, have ids of their own, and what their kind needs; the advance has begun.

    References are checked from what was written, so that another mistake in the table does not hide them.
    """
    problems += _unknown_closings(source, _closable(plan, tables))
    table = header.hazard if header is not None else None
    if table is None or header is None:
        return
    problems += _exit_mistakes(source, table)
    problems += _party_mistakes(source, table)
    if table.opened is not None and table.opened > header.start.date():
        expected = f"a day not after the start, {header.start:%Y-%m-%d}"
        problems.append(_problem(source, ("hazard", "opened"), "opened", table.opened.isoformat(), expected))


def _closable(plan: Plan, tables: Tables) -> set[str]:
    """Ids of places and routes and names of exits, of tables with another mistake too."""
    known = set(plan.places) | set(plan.routes) | tables.named.get("place", set()) | tables.named.get("route", set())
    for kind in ("place", "route", "route_table"):
        entries = tables.source.data.get(kind, ())
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, Mapping) and isinstance(entry.get("exit"), str):
                known.add(entry["exit"].strip())
    return known - {""}


def _unknown_closings(source: TomlSource, known: set[str]) -> Iterator[Problem]:
    for number, entry in enumerate(_written_exits(source)):
        try:
            names = fields.identifiers(entry.get("closes", []))
        except UnitError:
            continue  # told already, with the key
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known) or f"There are: {listed(sorted(known))}."
                expected = "the id of a place or route of plan.toml, or the name of an exit there"
                yield _problem(source, (*KEYS, number, "closes"), "closes", name, expected, hint)


def _written_exits(source: TomlSource) -> list[Mapping[str, Any]]:
    hazard = source.data.get("hazard")
    entries = hazard.get("exit") if isinstance(hazard, Mapping) else None
    return [entry if isinstance(entry, Mapping) else {} for entry in entries] if isinstance(entries, list) else []


def _exit_mistakes(source: TomlSource, table: HazardTable) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, e in enumerate(table.exit):
        path = (*KEYS, number)
        if e.id in first:
            hint = f"Line {source.line((*KEYS, first[e.id]))} has it already."
            yield _problem(source, (*path, "id"), "id", e.id, "an id that no other [[hazard.exit]] has", hint)
        first.setdefault(e.id, number)
        if (e.id == CITY) != (e.kind == CITY):
            expected = f"id {CITY!r} for the fall of the target, kind {CITY!r}, and for nothing else"
            yield _problem(source, (*path, "id"), "id", e.id, expected)
        needed = NEEDS.get(e.kind)
        if needed and not getattr(e, needed[0]):
            yield _problem(source, (*path, needed[0]), needed[0], "", needed[1])


def _party_mistakes(source: TomlSource, table: HazardTable) -> Iterator[Problem]:
    attackers = {name.casefold() for name in table.attacker}
    for name in table.defender:
        if name.casefold() in attackers:
            yield _problem(source, ("hazard", "defender"), "defender", name, "a party other than the attacker")


def _problem(
    source: TomlSource, path: tuple[Step, ...], key: str, value: str, expected: str, hint: str = ""
) -> Problem:
    line = source.line(path)
    where = f"line {line}" if line else ""
    table = f"[[hazard.exit]] {int(path[2]) + 1}" if path[:2] == KEYS else "[hazard]"
    return Problem(source.name, f"{where} ({table})" if where else table, key, value, expected, hint)

"""Routes of a plan, one by one and from tables of distances or times."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

from leeway.case import fields
from leeway.case.model import Interruption, Route
from leeway.case.schema import RouteTable, RouteTableTable
from leeway.case.tables import Tables
from leeway.case.text_source import read_table
from leeway.case.toml_source import Step
from leeway.errors import Problem
from leeway.units import KILOMETRES, UnitError, fixed, quantity

OWN_MEANS = "own means"


def read_routes(directory: Path, tables: Tables, problems: list[Problem]) -> dict[str, Route]:
    """All routes by id: those of `[[route]]` in file order, then those of each `[[route_table]]`.

    A route without an id is called "{from}-{to}", or "{from}-{to} {mode}" if that is taken.
    """
    routes: dict[str, Route] = {}
    taken = {record.id for _, record in tables.of("route") if record.id}
    for path, record in tables.of("route"):
        _check_time(tables, path, record, problems)
        route = _route(record, record.origin, record.destination, tables.line(path))
        route = replace(
            route,
            distance_km=record.distance,
            time_h=record.time,
            cycle_h=record.cycle,
            id=record.id or _free_id(route, taken),
        )
        if record.id is None and route.id in taken:
            expected = f"an id, since {route.id!r} is taken"
            problems.append(tables.problem(path, "id", "", expected, "Give it an id of its own."))
        _add(route, path, routes, taken, tables)
    _name_unread(directory, tables)
    for path, record in tables.of("route_table"):
        for origin, destination, number in _cells(directory, tables, path, record, problems):
            route = _route(record, origin, destination, tables.line(path))
            if record.unit in KILOMETRES:
                route = replace(route, distance_km=number)
            else:
                route = replace(route, time_h=fixed(number))
            route = replace(route, id=_free_id(route, taken))
            if route.id in taken:
                expected = f"one route from {origin!r} to {destination!r} by {route.mode!r}"
                problems.append(tables.problem(path, "file" if record.file else "from", route.id, expected))
                continue
            _add(route, path, routes, taken, tables)
    return routes


def _name_unread(directory: Path, tables: Tables) -> None:
    """Keep the ids of the routes of route tables with a mistake, so that what refers to them is not blamed as well."""
    for kind, path, _ in tables.unread:
        table = tables.source.data[kind][path[1]]
        if kind != "route_table":
            continue
        origins, targets = table.get("from"), table.get("to")
        if isinstance(name := table.get("file"), str) and not _outside(name):
            grid, _found = read_table(directory, name)
            origins, targets = ([r[0] for _, r in grid.rows], grid.header[1:]) if grid else ((), ())
        for origin in origins or ():
            _name(tables, *((str(origin).strip(), str(target).strip()) for target in targets or ()))


def _name(tables: Tables, *pairs: tuple[str, str]) -> None:
    tables.named.setdefault("route", set()).update(f"{origin}-{target}" for origin, target in pairs)


def _add(route: Route, path: tuple[Step, ...], routes: dict[str, Route], taken: set[str], tables: Tables) -> None:
    taken.add(route.id)
    routes[route.id] = route
    tables.at.setdefault(("route", route.id), path)
    tables.named.setdefault("route", set()).add(route.id)


def _free_id(route: Route, taken: set[str]) -> str:
    plain = f"{route.origin}-{route.destination}"
    return plain if plain not in taken else f"{plain} {route.mode}"


def _route(record: RouteTable | RouteTableTable, origin: str, destination: str, line: int) -> Route:
    stop = record.interruption
    escorts = record.escorts if record.escorts is not None else int(record.escort_pool is not None)
    return Route(
        id="",
        origin=origin,
        destination=destination,
        mode=record.mode or OWN_MEANS,
        self_moving=record.self_moving,
        one_way=record.one_way,
        empty_only=record.empty_only,
        people_per_h=record.people or math.inf,
        vehicles_per_h=record.vehicles or math.inf,
        hours=record.hours,
        closes=record.closes,
        interruption=Interruption(stop.chance, stop.length, stop.after) if stop else None,
        escorts=escorts,
        escort_pool=record.escort_pool,
        constant_rate=record.constant_rate,
        unlocked_by=record.unlocked_by,
        exit=record.exit,
        line=line,
    )


def _check_time(tables: Tables, path: tuple[Step, ...], record: RouteTable, problems: list[Problem]) -> None:
    given = [key for key in ("time", "distance", "cycle") if getattr(record, key) is not None]
    written = tables.source.data["route"][path[1]]
    if len(given) > 1:
        problems.append(tables.problem(path, given[1], ", ".join(given), "one of time, distance, cycle"))
    elif not given and not {"time", "distance", "cycle"} & set(written):
        problems.append(tables.problem(path, "time", "", "one of time, distance, cycle"))


def _cells(
    directory: Path, tables: Tables, path: tuple[Step, ...], record: RouteTableTable, problems: list[Problem]
) -> list[tuple[str, str, float]]:
    """(from, to, kilometres or hours) of every cell that holds a number."""
    dimension = "distance" if record.unit in KILOMETRES else "duration"
    if record.file is not None:
        if record.origins or record.destinations or record.values:
            problems.append(tables.problem(path, "file", record.file, "either file, or from, to and values"))
        return _file_cells(directory, tables, record, dimension, problems)
    if not (record.origins and record.destinations and record.values):
        problems.append(tables.problem(path, "values", "", "either file, or from, to and values"))
        return []
    rows, columns = len(record.origins), len(record.destinations)
    if len(record.values) != rows or any(len(row) != columns for row in record.values):
        shape = f"{rows} rows of {columns} numbers, one row for each of from"
        problems.append(tables.problem(path, "values", "", shape))
        return []
    chosen = []
    for origin, row in zip(record.origins, record.values, strict=True):
        for destination, cell in zip(record.destinations, row, strict=True):
            try:
                number = _cell(cell, record.unit, dimension, origin == destination)
            except UnitError as error:
                hint = f"In the cell from {origin!r} to {destination!r}."
                _name(tables, (origin, destination))
                problems.append(tables.problem(path, "values", cell, str(error), hint))
                continue
            if number is not None:
                chosen.append((origin, destination, number))
    return chosen


def _cell(cell: Any, unit: str, dimension: str, same_place: bool) -> float | None:
    """Kilometres or hours; None for a blank cell, which is no route, and for 0 from a place to itself."""
    shown = str(cell).strip()
    if shown == "":
        return None
    try:
        number = quantity(f"{shown} {unit}", dimension)
    except UnitError:
        number = -1.0
    if number < 0 or isinstance(cell, bool):
        raise UnitError(f"a number of {unit}, or blank where there is no route")
    return None if same_place and number == 0 else number


def _outside(name: str) -> bool:
    return Path(name).is_absolute() or ".." in Path(name).parts


def _file_cells(
    directory: Path, tables: Tables, record: RouteTableTable, dimension: str, problems: list[Problem]
) -> list[tuple[str, str, float]]:
    name = record.file or ""
    if _outside(name):
        problems.append(Problem(name, "", "", name, "a file inside the case directory"))
        return []
    table, found = read_table(directory, name)
    problems.extend(found)
    if table is None:
        return []
    targets: list[str | None] = [None]
    for column, cell in enumerate(table.header[1:], 2):
        try:
            targets.append(fields.identifier(cell))
        except UnitError as error:
            targets.append(None)
            problems.append(Problem(name, "row 1", f"column {column}", cell, f"the id of a place: {error}"))
    chosen = []
    for row, cells in table.rows:
        try:
            origin = fields.identifier(cells[0])
        except UnitError as error:
            problems.append(Problem(name, f"row {row}", "column 1", cells[0], f"the id of a place: {error}"))
            continue
        if any(cell.strip() for cell in cells[len(targets) :]):
            problems.append(Problem(name, f"row {row}", "", "", f"{len(targets)} cells as in the first row"))
        for target, cell in zip(targets[1:], cells[1:], strict=False):
            if target is None:
                continue
            try:
                number = _cell(cell, record.unit, dimension, origin == target)
            except UnitError as error:
                problems.append(Problem(name, f"row {row}", target, cell, str(error)))
                _name(tables, (origin, target))
                continue
            if number is not None:
                chosen.append((origin, target, number))
    return chosen

"""The way from a directory to a `Case`."""

from __future__ import annotations

import os
from pathlib import Path

from leeway.case.cross_checks import cross_check
from leeway.case.hazard_table import build_hazard
from leeway.case.model import Case, Settings
from leeway.case.people import read_people
from leeway.case.plan import build_plan
from leeway.case.schema import CaseTable
from leeway.case.tables import read_tables
from leeway.case.toml_source import TomlSource, read_toml
from leeway.case.validate import validated
from leeway.errors import InputError, Problem

CASE = "case.toml"


def load_case(path: str | os.PathLike[str]) -> Case:
    """Read and check the case directory `path`.

    Raises `InputError` with every problem of every file at once: unknown keys, wrong values, and tables that do not
    fit one another.
    """
    directory = Path(path)
    if not directory.is_dir():
        found = "a file" if directory.exists() else ""
        hint = "'leeway init DIR' writes a case to start from."
        raise InputError([Problem(str(directory), "", "", found, "a case directory", hint)])
    problems: list[Problem] = []
    source, header = _read_header(directory, problems)
    start = header.start if header else None
    horizon_h = header.settings.horizon if header else Settings().horizon_h
    tables = read_tables(directory, problems)
    zone = header.time_zone if header else "UTC"
    plan = build_plan(directory, tables, zone, start, horizon_h, problems) if tables else None
    people = read_people(directory, problems)
    cross_check(source, header, tables, plan, people, problems)
    if problems or header is None or plan is None or people is None:
        raise InputError(dict.fromkeys(problems))
    s = header.settings
    return Case(
        path=directory,
        title=header.title,
        area=header.area,
        start=header.start,
        deadline=header.deadline,
        time_zone=header.time_zone,
        settings=Settings(
            planning_value=s.planning_value,
            processing_depth=s.processing_depth,
            flow_step_h=s.flow_step,
            horizon_h=s.horizon,
            replications=s.replications,
            confidence=s.confidence,
            seed=s.seed,
            time_limit_s=s.time_limit * 3600,
        ),
        groups=people.groups,
        plan=plan,
        hazard=build_hazard(header.hazard, source) if header.hazard and source else None,
    )


def _read_header(directory: Path, problems: list[Problem]) -> tuple[TomlSource | None, CaseTable | None]:
    source, found = read_toml(directory, CASE)
    problems.extend(found)
    if source is None:
        return None, None
    return source, validated(CaseTable, source.data, source, (), problems)[0]

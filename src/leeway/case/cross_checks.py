"""Whether the parts of a case fit one another: the order in which everything is checked."""

from __future__ import annotations

from leeway.case.fleet_checks import check_fleets, check_fuel
from leeway.case.hazard_table import check_hazard
from leeway.case.model import Plan
from leeway.case.people import PEOPLE, People
from leeway.case.place_checks import check_places, check_stations
from leeway.case.reach_checks import check_reach
from leeway.case.references import References
from leeway.case.schema import CaseTable
from leeway.case.tables import Tables
from leeway.case.task_checks import check_groups, check_tasks
from leeway.case.time_checks import check_case_times, check_services
from leeway.case.toml_source import TomlSource
from leeway.case.unread_checks import check_unread
from leeway.case.way_checks import check_routes
from leeway.errors import Problem


def cross_check(
    source: TomlSource | None,
    header: CaseTable | None,
    tables: Tables | None,
    plan: Plan | None,
    people: People | None,
    problems: list[Problem],
) -> None:
    """Add to `problems` whatever does not fit. Parts that could not be read (None) are left out."""
    if header is not None and source is not None:
        check_case_times(source, header, problems)
    if plan is None or tables is None:
        return
    if source is not None:
        check_hazard(source, header, plan, tables, problems)
    see = References(tables, people, problems)
    check_places(plan, see)
    check_stations(plan, see)
    check_routes(plan, see)
    check_fleets(plan, see)
    check_fuel(plan, see)
    check_services(plan, header.start if header else None, see)
    check_unread(see)
    if _whole(plan, tables):
        check_reach(plan, see)
    check_tasks(plan, people, see)
    if people is not None:
        check_groups(people, see)
        if not any(group.high for group in people.groups.values()) and not problems:
            problems.append(Problem(PEOPLE, "", "", "", "more than no people in all"))


def _whole(plan: Plan, tables: Tables) -> bool:
    """Whether every place and route could be read and joined: with a gap, ways that lead nowhere are its echo."""
    kinds = ("place", "route", "route_table")
    read = all(len(tables.of(kind)) == len(tables.source.data.get(kind, ())) for kind in kinds)
    return read and all({r.origin, r.destination} <= set(plan.places) for r in plan.routes.values())

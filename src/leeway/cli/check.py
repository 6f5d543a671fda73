"""`leeway check`."""

from __future__ import annotations

import json as json_text
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from leeway.errors import InputError

if TYPE_CHECKING:
    from rich.table import Table

    from leeway.case.understanding import Leg, Total, Understanding


PLAIN_WIDTH = 120
MOST_ROWS = 40
"""Classes or sites shown; of more the ones with most people, the rest in one row."""


def check(directory: Path, /, *, json: Annotated[bool, Parameter(negative="")] = False) -> int:
    """Check a case and every table in it; print what was understood, or every error at once.

    Exit code 0 if the case is sound, 2 if it has errors.

    Parameters
    ----------
    directory
        The case directory.
    json
        Print one JSON object instead: "problems"; if there are none, "understanding" and "also_sound", the further
        tables of the case that were read.
    """
    from leeway.case.load import load_case
    from leeway.case.understanding import understand
    from leeway.cli.case_tables import checked_tables

    try:
        case = load_case(directory)
        understanding = understand(case)
        tables, wrong = checked_tables(case)
        if wrong:
            raise InputError(dict.fromkeys(wrong))
    except InputError as error:
        if not json:
            raise
        problems = [{name: getattr(problem, name) for name in problem.__slots__} for problem in error.problems]
        print(json_text.dumps({"problems": problems}, indent=2, ensure_ascii=False))
        return 2
    if json:
        told = {"problems": [], "understanding": understanding.as_json(), "also_sound": tables}
        print(json_text.dumps(told, indent=2, ensure_ascii=False))
    else:
        show(understanding)
        if tables:
            print(f"Also sound: {', '.join(tables)}.")
    return 0


def show(understanding: Understanding) -> None:
    """Print tables a person can read; plain text where the output is no terminal."""
    from rich.console import Console

    u = understanding
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, width=PLAIN_WIDTH)
    deadline = "" if u.deadline_h is None else f", deadline {u.deadline_h:g} h later"
    console.print(f"{u.title}\nstart {u.start}{deadline}\n")
    console.print(_people_table("People by class", u.by_category, u.total))
    console.print(_people_table("People by site", u.by_site, u.total))
    if u.legs:
        console.print(_leg_table(u.legs))
        console.print("Seats as if a fleet did nothing else, before berths, slots, desks, fuel, crews and hours.\n")
    for group, likely, why in u.unreachable:
        console.print(f"CANNOT GET OUT: {group} ({likely:,} people): {why}.")
    alike: dict[tuple[str, str], list[str]] = {}
    for unused in u.unused:
        alike.setdefault((unused.kind, unused.why), []).append(unused.id)
    for (kind, why), ids in alike.items():
        console.print(f"never used: {kind} {', '.join(ids)}: {why}.")
    if not (u.unreachable or u.unused):
        console.print("Everybody can get out; nothing is unused.")


def _table(title: str, columns: list[str], words: int) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for number, name in enumerate(columns):
        table.add_column(name, justify="left" if number < words else "right")
    return table


def _people_table(title: str, totals: tuple[Total, ...], everybody: Total) -> Table:
    table = _table(title, ["", "groups", "low", "likely", "high"], 1)
    for row in (*_largest(totals), everybody):
        if row is everybody:
            table.add_section()
        table.add_row(row.name or "(none)", *(f"{n:,}" for n in (row.groups, row.low, row.likely, row.high)))
    return table


def _largest(totals: tuple[Total, ...]) -> tuple[Total, ...]:
    """The totals in their order; of too many the largest, and what all others come to."""
    if len(totals) <= MOST_ROWS:
        return totals
    from leeway.case.understanding import Total

    kept = set(sorted(totals, key=lambda row: -row.likely)[: MOST_ROWS - 1])
    rest = [row for row in totals if row not in kept]
    groups, low, likely, high = (
        sum(getattr(row, name) for row in rest) for name in ("groups", "low", "likely", "high")
    )
    return (*(row for row in totals if row in kept), Total(f"{len(rest):,} others", groups, low, likely, high))


def _leg_table(legs: tuple[Leg, ...]) -> Table:
    table = _table("Seats a day by leg", ["route", "by", "vehicles or departures", "round", "seats a day"], 2)
    for leg in legs:
        hours = "timetable" if leg.is_service else "once" if leg.round_h is None else f"{leg.round_h:.2f} h"
        seats = f"{leg.seats_a_day:,.0f}" if math.isfinite(leg.seats_a_day) else "no limit"
        table.add_row(leg.route, leg.by, f"{leg.vehicles:,}", hours, seats)
    return table

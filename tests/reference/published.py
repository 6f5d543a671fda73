"""The plan files of the published cases and what is done to them: a deadline, a number of buses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from leeway.case.load import load_case
from leeway.case.model import Case, Moment

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parents[2] / "examples"


def published_case(name: str) -> Case:
    """The case directory `name` of tests/reference/cases."""
    return load_case(CASES / name)


def with_deadline(case: Case, hours: float) -> Case:
    """The same case with everybody to be out `hours` after the start."""
    return replace(case, deadline=Moment(hours=hours))


def with_buses(case: Case, buses: int) -> Case:
    """Valparaiso with `buses` split evenly over its yards, as the published instances are."""
    bus = case.plan.fleets["bus"]
    share, rest = divmod(buses, len(bus.starts))
    if rest:
        raise ValueError(f"{buses} buses cannot be split evenly over {len(bus.starts)} yards")
    bus = replace(bus, count=buses, starts=tuple((yard, share) for yard, _ in bus.starts))
    return replace(case, plan=replace(case.plan, fleets={"bus": bus}))

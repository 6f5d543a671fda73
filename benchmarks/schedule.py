"""Schedules of the reference post beside plain time-indexed models, and how they grow. Writes a page of the docs.

    python benchmarks/schedule.py [--limit 60] [--growth-limit 60] [--no-growth] [--out FILE]

One run on one machine: compare the rows with one another, not seconds with other machines.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from leeway.case.model import Case
from leeway.movement.records import Schedule
from leeway.movement.schedule import schedule
from reference_post import reference_post
from time_indexed import Outcome, by_cp_sat, by_highs

HORIZON_H = 84.0
"""Of the time-indexed models: wide enough for their rounding, narrow enough to help them."""


def ours(name: str, found: Schedule) -> str:
    """One row."""
    value, bound, gap = found.objective, found.bound, found.gap
    return (
        f"| {name} | {value.left_weighted:g} | {value.completion_h:.2f} | {bound.completion_h:.2f} "
        f"| {gap.completion_h:.2%} | {value.mean_exit_h:.2f} | {bound.mean_exit_h:.2f} | {gap.mean_exit_h:.2%} "
        f"| {found.seconds:.1f} |"
    )


def peer(name: str, found: Outcome) -> str:
    """One row of a time-indexed model; its gap is that of its own rounded model."""
    size = f"{name}, {found.rows:,} x {found.columns:,}"
    if math.isnan(found.completion_h):
        return f"| {size} | no plan | | | | | | | {found.seconds:.1f} |"
    return (
        f"| {size} | 0 | {found.completion_h:.2f} | | {found.gap:.2%} (own) "
        f"| {found.mean_h:.2f} | | | {found.seconds:.1f} |"
    )


HEAD = (
    "| | left | T100 h | bound | gap | mean h | bound | gap | seconds |\n"
    "|---|---|---|---|---|---|---|---|---|"
)  # fmt: skip


def beside_peers(case: Case, limit_s: float) -> Iterator[str]:
    """The reference post by every model, row by row."""
    yield ours("Leeway, exact times", schedule(case, time_limit_s=limit_s))
    harder = reference_post(aircraft_lead_h=3.0, movements_per_h=4.0)
    yield ours("The same with aircraft after 3 h and 4 slots/h", schedule(harder, time_limit_s=limit_s))
    for step_h in (1.0, 0.5):
        yield peer(f"HiGHS, step {step_h * 60:g} min", by_highs(case, step_h, HORIZON_H, limit_s))
    for step_h in (1.0, 0.5):
        yield peer(f"CP-SAT, step {step_h * 60:g} min", by_cp_sat(step_h, HORIZON_H, limit_s))


def growth(limit_s: float) -> Iterator[str]:
    """Sites, vehicles, people and all three times 1, 2, 4, 8, row by row."""
    for factor in (1, 2, 4, 8):
        for what, numbers in (
            ("sites", (10 * factor, 20, 5000)),
            ("vehicles", (10, 20 * factor, 5000)),
            ("people", (10, 20, 5000 * factor)),
            ("all three", (10 * factor, 20 * factor, 5000 * factor)),
        ):
            if factor > 1 or what == "sites":
                case = reference_post(*numbers)
                yield ours(f"{what} x{factor}" if factor > 1 else "x1", schedule(case, time_limit_s=limit_s))


def page(peers: list[str], grown: list[str], limit_s: float, growth_limit_s: float, load: tuple[float, float]) -> str:
    """The document; `load`: processes that wanted the processors at the beginning and at the end."""
    engines = ", ".join(f"{name} {version(name)}" for name in ("leeway", "highspy", "ortools"))
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load[0]:.0f} to {load[1]:.0f}"
    beside, growing = "\n".join((HEAD, *peers)), "\n".join((HEAD, *grown))
    return f"""\
# Speed of the schedule

The reference post: ten sites on roads with a curfew or under helicopters by daylight, a control centre with desks at an
airport with slots and stands, a haven of limited room; 5,000 people, 20 vehicles, five days. Everybody gets out. T100
is the hour at which the last person is out, the mean that of an average person; "bound": no plan can be better; "gap":
between the two.

This page is written by `python benchmarks/schedule.py`; do not edit it. One run: {engines}; {machine}.
With more load than cores the seconds are those of a machine that much slower.

## Beside plain time-indexed models, at most {limit_s:g} s each

{beside}

The time-indexed models round every duration up to whole steps and count vehicles of a fleet together; they have
{HORIZON_H:g} h to end in. Their gap is that of their own rounded model and does not bound the plan with exact times.
"no plan": none found.

## Growth, at most {growth_limit_s:g} s each

{growing}

## What a time limit means

A search counts its steps: runs and events of the dispatcher, proposals of the local search, rounds of pricing, nodes of
a tree. It ends when it is proved that nothing better exists or when the steps are used up, so that the same inputs give
the same bytes. The time limit is a net below: for general posts the number of events is the time limit times 12,000 a
second, about a third of what a quiet machine of 2024 does. Where the net is reached all the same (a machine under load,
as here, or a time limit too short for what must be done once), the best plan found by then is returned, and another run
may return another. Streams of constant rate and exact flows of very large networks still share out seconds, not steps.

More vehicles are never worse where completion is proved, and for shuttles whose havens or fuel bind: these are
searched fleet by fleet, each larger fleet going on from the end of the smaller one. That holds for vehicles added to
the largest class, or one to each class, up to 16 a class and from there in eight steps for each doubling. Small posts
are searched once more with a vehicle, a seat, a desk or an hour of notice less throughout, step by step as the poorer
post is: what that finds by its own means the richer one finds too. It is not so by construction for what the poorer
post finds with still less, nor on large posts.
"""


def main() -> None:
    """Measure, print and write."""
    root = Path(__file__).parents[1]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--growth-limit", type=float, default=60.0)
    parser.add_argument("--no-growth", action="store_true")
    parser.add_argument("--out", type=Path, default=root / "docs" / "background" / "speed-schedule.md")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    tables: list[list[str]] = [[], []]
    rows = (beside_peers(reference_post(), given.limit), iter(()) if given.no_growth else growth(given.growth_limit))
    for table, several in zip(tables, rows, strict=True):
        for row in several:
            print(row, flush=True)
            table.append(row)
    if not given.no_growth:
        text = page(tables[0], tables[1], given.limit, given.growth_limit, (before, os.getloadavg()[0]))
        given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

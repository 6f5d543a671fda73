"""Schedules of the reference post beside plain time-indexed models, and how they grow. Prints Markdown tables.

    python benchmarks/schedule.py [--limit 60] [--growth-limit 60] [--no-growth]

One run on one machine: compare the columns with one another, not seconds with other machines.
"""

from __future__ import annotations

import argparse

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
    return (
        f"| {name}, {found.rows:,} x {found.columns:,} | 0 | {found.completion_h:.2f} | | {found.gap:.2%} (own) "
        f"| {found.mean_h:.2f} | | | {found.seconds:.1f} |"
    )


HEAD = (
    "| | left | T100 h | bound | gap | mean h | bound | gap | seconds |\n"
    "|---|---|---|---|---|---|---|---|---|"
)  # fmt: skip


def beside_peers(case: Case, limit_s: float) -> None:
    """The reference post by every model."""
    print(f"Reference post, at most {limit_s:g} s each\n")
    print(HEAD)
    print(ours("Leeway, exact times", schedule(case, time_limit_s=limit_s)), flush=True)
    harder = reference_post(aircraft_lead_h=3.0, movements_per_h=4.0)
    print(ours("The same with aircraft after 3 h and 4 slots/h", schedule(harder, time_limit_s=limit_s)), flush=True)
    for step_h in (1.0, 0.5):
        print(peer(f"HiGHS, step {step_h * 60:g} min", by_highs(case, step_h, HORIZON_H, limit_s)), flush=True)
    for step_h in (1.0, 0.5):
        print(peer(f"CP-SAT, step {step_h * 60:g} min", by_cp_sat(step_h, HORIZON_H, limit_s)), flush=True)


def growth(limit_s: float) -> None:
    """Sites, vehicles, people and all three times 1, 2, 4, 8."""
    print(f"\nGrowth, at most {limit_s:g} s each\n")
    print(HEAD)
    for factor in (1, 2, 4, 8):
        for what, numbers in (
            ("sites", (10 * factor, 20, 5000)),
            ("vehicles", (10, 20 * factor, 5000)),
            ("people", (10, 20, 5000 * factor)),
            ("all three", (10 * factor, 20 * factor, 5000 * factor)),
        ):
            if factor == 1 and what != "sites":
                continue
            case = reference_post(*numbers)
            print(ours(f"{what} x{factor}" if factor > 1 else "x1", schedule(case, time_limit_s=limit_s)), flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--growth-limit", type=float, default=60.0)
    parser.add_argument("--no-growth", action="store_true")
    given = parser.parse_args()
    beside_peers(reference_post(), given.limit)
    if not given.no_growth:
        growth(given.growth_limit)


if __name__ == "__main__":
    main()

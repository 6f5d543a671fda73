"""Real operations beside the model: `python benchmarks/validation.py` writes docs/background/validation.md.

Each operation of examples/operations is simulated (greedy dispatch by priority, every distribution live) twice: from
assets alone and with the published limits. The published series stand in examples/operations/published.csv.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from leeway.case import load_case
from leeway.movement.records import Clearance
from leeway.movement.simulate import simulate

ROOT = Path(__file__).resolve().parents[1]
OPERATIONS = ROOT / "examples" / "operations"
PAGE = ROOT / "docs" / "background" / "validation.md"
VARIANTS = ("assets", "limits")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: `counted_h` before our exits (landing at the haven) the published counts were taken (departure);
    `target`: what the published record asks of the model; `tolerance`: of a day's people, as a share."""

    id: str
    title: str
    counted_h: float
    tolerance: float
    target: str
    limits: str
    reading: str


@dataclass(frozen=True, slots=True)
class Row:
    """One published count and its window."""

    begin: datetime
    end: datetime
    people: int
    note: str
    certainty: str
    source: str

    @property
    def label(self) -> str:
        """The window as the page prints it."""
        if (self.end - self.begin).total_seconds() < 86400:
            return f"{self.begin:%d %b %H:%M}–{self.end:%H:%M}"
        if self.begin.hour == 0 and (self.end - self.begin).days == 1:
            return f"{self.begin:%d %b}"
        return f"to {self.end:%d %b %H:%M}"


OPERATION_LIST = (
    Operation(
        "saigon-1975",
        "Saigon, DAO compound, 29 April 1975",
        0.0,
        0.25,
        "4,870 people in 5 h 25, accepted 4 h 45 to 6 h 15, from assets alone",
        "the helicopters come in the published waves and carry the published mean load of 40",
        "Flight distance and the number of helicopters limited this operation; the model finds the same. The seat "
        "count decides the last round: at 50 a load fewer helicopters fly a third time than did.",
    ),
    Operation(
        "freetown-1997",
        "Freetown, 30 May to 3 June 1997",
        0.0,
        0.25,
        "1,250 people in 5 to 6 h on 3 June; three lifts of 900, 350 and 1,250",
        "who had come by which day (published), 21 people a load (derived), a deck for 1,250 emptied to Conakry",
        "How many were at hand on each day is told to the model, so that the days agree by construction; what it finds "
        "is the hours of each lift and that the deck must be emptied before the third.",
    ),
    Operation(
        "lebanon-2006",
        "Lebanon (United States), 16 to 24 July 2006",
        11.0,
        0.25,
        "daily totals within 25 %, 12,870 by 24 July",
        "people reach the pier along a fitted curve, ships take nine hours, helicopters fly one round a day (fitted)",
        "Hulls limited the first days, people at the pier the last. The published count of the 21st is a difference of "
        "other counts and that of the 23rd was given during the day.",
    ),
    Operation(
        "kabul-2021",
        "Kabul, 14 to 30 August 2021",
        160 / 60,
        0.20,
        "daily totals within 20 %, 118,000 to 124,000 in all",
        "closing of the runway, inflow through the gates (fitted), screening desks (fitted), departures a day "
        "(published), a haven of 12,000 (fitted) that fills on 20 August, and seats taken by the retrograde (fitted)",
        "With 46 aircraft and the runway alone the airlift would have been over in eight days. Seats were there "
        "and not filled: gates and screening until the 19th, the haven on the 20th, the gates again until the 24th, "
        "then departures for a day.",
    ),
)


def published(operation: str) -> list[Row]:
    """Published counts of one operation."""
    with (OPERATIONS / "published.csv").open(encoding="utf-8", newline="") as handle:
        return [
            Row(
                datetime.fromisoformat(row["begin"]),
                datetime.fromisoformat(row["end"]),
                int(row["people"]),
                row["note"],
                row["certainty"],
                row["source"],
            )
            for row in csv.DictReader(handle)
            if row["operation"] == operation
        ]


def out_by(clearance: Clearance, at: datetime, counted_h: float) -> NDArray[np.float64]:
    """People out by an instant in each replication, `counted_h` later than the published counting point."""
    hours = (at - clearance.start).total_seconds() / 3600 + counted_h
    return np.array([np.interp(hours, clearance.grid_h, curve) for curve in clearance.out_curve])


def in_window(clearance: Clearance, row: Row, counted_h: float) -> NDArray[np.float64]:
    """People out within a published window, one value a replication."""
    return out_by(clearance, row.end, counted_h) - out_by(clearance, row.begin, counted_h)


def number(value: float) -> str:
    """Whole people with separators."""
    return f"{value:,.0f}"


def spread(values: NDArray[np.float64]) -> str:
    """Mean with P10 and P90 where they differ."""
    low, high = np.quantile(values, (0.1, 0.9))
    mean = number(float(values.mean()))
    return mean if number(low) == number(high) else f"{mean} ({number(low)}–{number(high)})"


def hours_and_minutes(hours: float) -> str:
    """5.42 h as 5 h 25."""
    if not np.isfinite(hours):
        return "not within the horizon"
    minutes = round(hours * 60)
    return f"{minutes // 60} h {minutes % 60:02d}"


def assumed(operation: str, variant: str) -> list[str]:
    """Sentences of a plan's comments that say what is assumed, fitted or derived."""
    comments: list[str] = []
    for line in (OPERATIONS / f"{operation}-{variant}" / "plan.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            comments.append(line.lstrip("# ").strip())
        elif comments and comments[-1]:
            comments.append("")
    paragraphs = [" ".join(part.split()) for part in "\n".join(comments).split("\n\n")]
    words = ("assumed", "fitted", "derived", "taken", "known")
    sentences = [s.strip().rstrip(".") for text in paragraphs for s in re.split(r"(?<=[a-z0-9)])\. ", text)]
    return list(dict.fromkeys(s for s in sentences if any(word in s.lower() for word in words)))


def assumptions(operation: str) -> list[str]:
    """The list of both variants' assumptions, the common ones once."""
    both = dict.fromkeys(sentence for variant in VARIANTS for sentence in assumed(operation, variant))
    return ["Assumed, fitted or derived:", "", *(f"- {sentence}." for sentence in both)]


def section(operation: Operation, runs: dict[str, Clearance]) -> list[str]:
    """The page's part on one operation."""
    rows = published(operation.id)
    lines = [f"## {operation.title}", "", f"Target: {operation.target}.", "", f"Limits told: {operation.limits}.", ""]
    lines += [*assumptions(operation.id), ""]
    lines += ["| | published | from assets alone | with the limits | difference |", "|---|---:|---:|---:|---:|"]
    within = 0
    for row in rows:
        assets, limits = (in_window(runs[variant], row, operation.counted_h) for variant in VARIANTS)
        difference = "–" if row.people == 0 else f"{limits.mean() / row.people - 1:+.0%}"
        within += row.people > 0 and abs(limits.mean() / row.people - 1) <= operation.tolerance
        lines.append(f"| {row.label} | {number(row.people)} | {spread(assets)} | {spread(limits)} | {difference} |")
    counted = [row for row in rows if row.people > 0]
    totals = [
        np.asarray(sum(in_window(runs[variant], row, operation.counted_h) for row in rows)) for variant in VARIANTS
    ]
    total = sum(row.people for row in rows)
    lines.append(
        f"| all | {number(total)} | {spread(totals[0])} | {spread(totals[1])} | {totals[1].mean() / total - 1:+.0%} |"
    )
    for name, column in (("T90", "t90_h"), ("T100", "t100_h")):
        medians = [hours_and_minutes(float(np.median(getattr(runs[v], column)[:, -1]))) for v in VARIANTS]
        lines.append(f"| {name}, median | – | {medians[0]} | {medians[1]} | – |")
    lines += ["", over_delivery(operation, rows, runs["assets"]), ""]
    if len(counted) > 1:
        share = f"{within} of {len(counted)}"
        lines += [f"Days within {operation.tolerance:.0%} with the limits: {share}.", ""]
    lines += [operation.reading, ""]
    notes = "; ".join(f"{row.label}: {row.note} ({row.certainty})" for row in rows if row.note)
    sources = ", ".join(
        f"<{source}>" for source in dict.fromkeys(r.source for r in rows if r.source.startswith("http"))
    )
    lines += [f"Notes of the published rows: {notes}.", "", f"Sources: {sources}.", ""]
    return lines


def over_delivery(operation: Operation, rows: Sequence[Row], assets: Clearance) -> str:
    """By how much the assets alone over-deliver: the hours in which they move the published total."""
    total, begin = sum(row.people for row in rows), max(rows[0].begin, assets.start)
    took_h = (rows[-1].end - begin).total_seconds() / 3600
    first_h = (begin - assets.start).total_seconds() / 3600 + operation.counted_h
    needed = []
    for curve in assets.out_curve:
        k = int(np.searchsorted(curve, min(total, curve[-1]) - 0.5))
        needed.append(float(assets.grid_h[min(k, len(curve) - 1)]) - first_h)
    needed_h = max(float(np.median(needed)), 1e-9)
    return (
        f"From assets alone the published {number(total)} people are out after {hours_and_minutes(needed_h)}; the "
        f"published record spans {hours_and_minutes(took_h)}: **{took_h / needed_h:.1f} times as fast**."
    )


def third_lift_h(clearance: Clearance) -> float:
    """Freetown: mean hours from 09:30 on 3 June to the last landing."""
    ready = datetime.fromisoformat("1997-06-03T09:30+00:00")
    last = [clearance.grid_h[np.searchsorted(curve, curve[-1] - 0.5)] for curve in clearance.out_curve]
    return float(np.mean(last)) - (ready - clearance.start).total_seconds() / 3600


def page(replications: int, workers: int) -> str:
    """The whole page."""
    lines = [
        "# Validation against real operations",
        "",
        "Written by `python benchmarks/validation.py`. Every operation is run twice from the case directories in",
        "`examples/operations`: first from assets alone, then with the limits that are published about it. What is",
        "assumed or fitted is named in each `plan.toml` beside the number. Columns give the mean over replications",
        "and, where there is a spread, P10 to P90 in brackets; the difference is that of the variant with the limits.",
        "Published counts were taken where people set out; ours, on landing, are moved back by the way. The curve of",
        "people out is kept at 200 times a run, which smears the borders of days a little.",
        "",
        "The variants with limits are told more than a planner would have known: some of their numbers were fitted to",
        "the published series (see each section). They show that the plan language can say what happened and that the",
        "engine then reproduces it, not that it would have been foreseen. The over-delivery from assets alone is the",
        "honest measure of a plan that counts seats only.",
        "",
    ]
    for operation in OPERATION_LIST:
        runs = {}
        for variant in VARIANTS:
            case = load_case(OPERATIONS / f"{operation.id}-{variant}")
            runs[variant] = simulate(
                case, replications=min(replications, case.settings.replications), seed=1, workers=workers
            )
        lines += section(operation, runs)
        if operation.id == "freetown-1997":
            lift = hours_and_minutes(third_lift_h(runs["limits"]))
            lines += [f"Third lift with the limits, from 09:30 to the last landing: {lift} (published: 5 to 6 h).", ""]
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Run everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", type=int, default=40)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--out", type=Path, default=PAGE)
    arguments = parser.parse_args()
    text = page(arguments.replications, arguments.workers)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(text, encoding="utf-8")
    print(f"wrote {arguments.out}")


if __name__ == "__main__":
    main()

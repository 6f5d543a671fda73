"""`leeway clearance`."""

from __future__ import annotations

import csv
import io
import json as json_text
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from leeway.cli.clearance_closings import closing_draws
from leeway.cli.options import at_least_one, confidence_share, instant, movable, not_negative, seconds
from leeway.cli.out_directory import ready_to_write, write_directory
from leeway.cli.progress import Line, progress
from leeway.errors import InputError, Problem

if TYPE_CHECKING:
    from datetime import datetime

    from leeway.case.alike import Together
    from leeway.case.model import Case
    from leeway.cli.clearance_closings import Draws
    from leeway.movement.records import Clearance, Schedule
    from leeway.movement.report.document import Document

FIGURES = ("schedule", "people_out", "queues")
FILES = ("clearance.json", "schedule.csv", "events.csv", *(f"{f}.{kind}" for f in FIGURES for kind in ("svg", "png")))
Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def clearance(
    directory: Path,
    /,
    *,
    start: str | None = None,
    replications: int | None = None,
    confidence: float | None = None,
    seed: int | None = None,
    closings: Path | None = None,
    policy: Literal["dispatch", "schedule"] = "dispatch",
    time_limit: str | None = None,
    workers: int = 2,
    levers: Annotated[bool, Parameter(show_default=False)] = True,
    json: Flag = False,
    out: Path | None = None,
    force: Flag = False,
    quiet: Flag = False,
) -> int:
    """How long it takes to get everyone out: the best plan with its bound, and what chance makes of it.

    Exit code 0, or 2 if the best plan leaves somebody behind: why and what would help then goes to standard error.

    Parameters
    ----------
    directory
        The case directory.
    start
        When it starts, with its zone, such as 2021-08-15T12:00Z. Default: as the case says.
    replications
        Imagined operations. Default: as the case says, or one a row of closings.
    confidence
        The probability to plan for, between 0 and 1. Default: as the case says.
    seed
        Seed of the random numbers; same seed, same result. Default: as the case says.
    closings
        CSV of draws: one column a route, place or exit, one row an imagined future, hours after the start of the case
        at which it closes ("inf": never). The best plan then leaves fewest on average over the draws.
    policy
        What the simulation follows: greedy dispatch by priority, or the best plan.
    time_limit
        Longest search for the best plan, such as "30 s". Default: as the case says.
    workers
        Processes that simulate; the result does not depend on it.
    levers
        Try (default) or do not try what one more vehicle, desk, departure or hour of notice would buy.
    json
        Print the result as one JSON object (docs/reference/clearance-json.md).
    out
        Write JSON, tables and figures into this directory.
    force
        Replace files in that directory even if leeway did not write them.
    quiet
        Show no progress.
    """
    if out is not None:
        ready_to_write(out, FILES, force=force)
    with progress(quiet=quiet) as say:
        asked = _case(directory, replications, confidence, seed, time_limit)
        begins = None if start is None else _before_deadline(asked.case, instant("--start", start))
        draws = None if closings is None else closing_draws(asked.case, closings, replications, begins)
        asked = replace(asked, case=replace(asked.case, start=begins or asked.case.start))
        result = _computed(asked, draws, policy, at_least_one("--workers", workers), levers, say)
        if out is not None:
            say("drawing the figures")
            write_directory(out, result.files(), force=force)
    if json:
        print(json_text.dumps(result.document, indent=1, ensure_ascii=False, allow_nan=False))
    else:
        result.show()
    return result.verdict()


def _before_deadline(case: Case, start: datetime) -> datetime:
    """Another start must lie before the deadline too."""
    by = None if case.deadline is None else case.deadline.at
    if by is not None and by <= start:
        expected = f"a start before the deadline of the case, {by.isoformat()}"
        raise InputError([Problem("", "", "--start", start.isoformat(), expected)])
    return start


def _case(
    directory: Path,
    replications: int | None,
    confidence: float | None,
    seed: int | None,
    time_limit: str | None,
) -> Together:
    """The case with what the command line says instead."""
    instead: dict[str, object] = {}
    if replications is not None:
        instead["replications"] = at_least_one("--replications", replications)
    if confidence is not None:
        instead["confidence"] = confidence_share("--confidence", confidence)
    if seed is not None:
        instead["seed"] = not_negative("--seed", seed)
    if time_limit is not None:
        instead["time_limit_s"] = seconds("--time-limit", time_limit)

    from leeway.case.load import load_case

    asked = movable(load_case(directory))
    case = replace(asked.case, settings=replace(asked.case.settings, **instead))  # type: ignore[arg-type]
    return replace(asked, case=case)


@dataclass(frozen=True, slots=True)
class Result:
    """Everything one call has found."""

    case: Case
    schedule: Schedule
    clearance: Clearance
    document: Document

    def show(self) -> None:
        """Sentences and tables on the standard output."""
        from leeway.cli.tables import console, show
        from leeway.movement.report.headline import headline
        from leeway.movement.report.tables import tables

        show(console(), headline(self.document), tables(self.document))

    def verdict(self) -> int:
        """The exit code; for a plan that leaves people behind, the rule in the way and the remedy on standard error."""
        if not self.schedule.left:
            return 0
        from leeway.movement.report.obstacles import infeasible_text

        sys.stdout.flush()
        text = infeasible_text(self.case, self.schedule.left, proved=self.schedule.proved[0])
        print(f"leeway: {text}", file=sys.stderr)
        return 2

    def files(self) -> dict[str, bytes]:
        """The files of `--out`, by name."""
        from leeway.look import png, svg
        from leeway.movement import events
        from leeway.movement.figures.charts import figures
        from leeway.movement.report import schedule_rows

        text = json_text.dumps(self.document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
        found = {
            "clearance.json": text.encode(),
            "schedule.csv": _csv(schedule_rows.COLUMNS, schedule_rows.rows(self.schedule)),
            "events.csv": _csv(events.COLUMNS, self.clearance.events),
        }
        for name, chart in figures(self.case, self.schedule, self.clearance, self.document).items():
            found[f"{name}.svg"] = svg(chart)
            found[f"{name}.png"] = png(chart)
        return found


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([round(cell, 4) if isinstance(cell, float) else cell for cell in row] for row in rows)
    return text.getvalue().encode()


def _computed(
    together: Together, closings: Draws | None, policy: str, workers: int, with_levers: bool, say: Line
) -> Result:
    """Schedule, simulation, levers, document."""
    from functools import partial

    from leeway.movement.levers.ranking import levers
    from leeway.movement.report.document import Asked, document
    from leeway.movement.report.words import hours_text
    from leeway.movement.schedule import schedule
    from leeway.movement.simulate import simulate

    case, settings = together.case, together.case.settings
    run = partial(simulate, case, closings=closings, workers=workers)

    def searching(doing: str, best: float, bound: float) -> None:
        say(
            f"best plan, {doing}: {hours_text(best)} found, {hours_text(bound)} at least (Ctrl-C takes the best so far)"
        )

    def trying(label: str, done: int, total: int) -> None:
        say(f"tried {label} ({done} of {total})")

    say("searching for the best plan")
    best = schedule(case, closings=closings, report=searching)
    many = settings.replications if closings is None else len(next(iter(closings.values())))
    say(f"simulating {many:,} operations")
    greedy = run() if policy == "dispatch" or with_levers else None
    followed = greedy if policy == "dispatch" and greedy is not None else run(policy=best)
    found = []
    if with_levers and greedy is not None:
        found = levers(
            case, greedy, simulate=simulate, seed=settings.seed, closings=closings, quantile=settings.confidence,
            tell=trying, workers=workers,
        )  # fmt: skip
    asked = Asked(policy, settings.seed, settings.confidence, closings, together)
    return Result(case, best, followed, document(case, best, followed, found, asked))

"""`leeway latest-start`."""

from __future__ import annotations

import json as json_text
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from leeway.cli.clearance_closings import closing_draws
from leeway.cli.options import at_least_one, confidence_share, moment, movable, not_negative, seconds
from leeway.cli.progress import Line, progress
from leeway.errors import InfeasiblePlan

if TYPE_CHECKING:
    from leeway.case.model import Case, Moment
    from leeway.movement.latest_start.on_paper import LatestStart
    from leeway.movement.records import Clearance, Schedule
    from leeway.movement.report.document import Document

SEARCHES = 8
"""The deterministic start may take many searches: each gets this part of the time limit."""
Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def latest_start(
    directory: Path,
    /,
    *,
    deadline: str | None = None,
    closings: Path | None = None,
    confidence: list[float] | None = None,
    replications: int | None = None,
    seed: int | None = None,
    time_limit: str | None = None,
    json: Flag = False,
    quiet: Flag = False,
) -> int:
    """The last start that still gets everyone out in time: on paper, and with chance.

    Parameters
    ----------
    directory
        The case directory.
    deadline
        When all must be out: "72 h" after the start of the case, or an instant with its zone. Default: as the case
        says.
    closings
        CSV of draws: one column a route, place or exit, one row an imagined future, hours after the start of the case
        at which it closes ("inf": never).
    confidence
        Probability to plan for, between 0 and 1; may be given several times. Default: 0.5, 0.8 and 0.95.
    replications
        Imagined operations. Default: as the case says, or one a row of closings.
    seed
        Seed of the random numbers; same seed, same result. Default: as the case says.
    time_limit
        Longest search for the best plan, such as "30 s". Default: as the case says.
    json
        Print the result as one JSON object (docs/reference/latest-start-json.md).
    quiet
        Show no progress.
    """
    instead: dict[str, Any] = {}
    if replications is not None:
        instead["replications"] = at_least_one("--replications", replications)
    if seed is not None:
        instead["seed"] = not_negative("--seed", seed)
    if time_limit is not None:
        instead["time_limit_s"] = seconds("--time-limit", time_limit)
    confidences = tuple(sorted({confidence_share("--confidence", c) for c in confidence or (0.5, 0.8, 0.95)}))
    by = None if deadline is None else moment("--deadline", deadline)
    with progress(quiet=quiet) as say:
        from leeway.case.load import load_case

        case = movable(load_case(directory)).case
        case = replace(case, settings=replace(case.settings, **instead))
        document = _computed(case, by, closings, confidences, say, counted=replications is not None)
    if json:
        print(json_text.dumps(document, indent=1, ensure_ascii=False, allow_nan=False))
    else:
        from leeway.cli.tables import console, show
        from leeway.movement.report.latest import latest_headline, latest_table

        show(console(), latest_headline(document), [latest_table(document)])
    return 0


def _computed(
    case: Case, by: Moment | None, file: Path | None, confidences: tuple[float, ...], say: Line, *, counted: bool
) -> Document:
    """Deterministic and simulated last starts."""
    from leeway.movement.latest_start.safe import safe_starts
    from leeway.movement.report.latest import latest_document
    from leeway.movement.report.words import hours_text
    from leeway.movement.simulate import simulate

    draws = None if file is None else closing_draws(case, file, case.settings.replications if counted else None)
    rows = case.settings.replications if draws is None else len(next(iter(draws.values())))

    def run(case: Case, **options: Any) -> Clearance:
        return simulate(case, **options)

    safe = safe_starts(
        case,
        run,
        deadline=by,
        closings=draws,
        confidences=confidences,
        progress=lambda delay_h: say(f"simulating a start at {hours_text(delay_h)} h"),
        replications=rows,
        seed=case.settings.seed,
    )
    say("searching for the last start on paper")
    planned = _planned(case, by, draws, say)
    return latest_document(case, planned, safe, seed=case.settings.seed, closings=draws is not None)


def _planned(case: Case, by: Moment | None, draws: dict[str, Any] | None, say: Line) -> LatestStart | InfeasiblePlan:
    """The deterministic last start; exits close at the medians of their draws."""
    import numpy as np

    from leeway.movement.latest_start.on_paper import latest_start as on_paper
    from leeway.movement.report.latest import with_closings
    from leeway.movement.schedule import schedule

    if draws is not None:
        medians = {key: float(np.quantile(values, 0.5, method="inverted_cdf")) for key, values in draws.items()}
        case = with_closings(case, medians)
    limit_s = case.settings.time_limit_s if draws is None else case.settings.time_limit_s / SEARCHES

    def solve(this: Case, start: datetime) -> Schedule:
        say(f"searching for the best plan with a start on {start:%d %b %H:%M} UTC")
        return schedule(this, start=start, time_limit_s=limit_s)

    try:
        return on_paper(case, solve, by)
    except InfeasiblePlan as error:
        return error

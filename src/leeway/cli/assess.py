"""`leeway assess`."""

from __future__ import annotations

import json as json_text
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from leeway.cli.options import at_least_one
from leeway.cli.progress import progress
from leeway.cli.situation import seen_from
from leeway.cli.what_if import few, hastening

Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def assess(
    directory: Path,
    /,
    *,
    as_of: str | None = None,
    replications: int = 1000,
    draws: int = 10_000,
    workers: int = 2,
    levers: int = 0,
    drawdown_hastens: float | None = None,
    json: Flag = False,
    quiet: Flag = False,
) -> int:
    """The two clocks together: P(all out) by start, last safe start, leeway, tripwires, posture to consider.

    Parameters
    ----------
    directory
        The case directory.
    as_of
        The instant to look from: with its zone, or a day (its end in UTC), or "now". Default: the newest report.
    replications
        Imagined operations behind each start; each runs against one imagined future of the exits.
    draws
        Imagined futures of the exits.
    workers
        Processes; the result does not depend on it.
    levers
        How many changes of the plan to try, the most promising first: what shortening the clearance buys.
    drawdown_hastens
        Assume that a visible drawdown multiplies the chance of loss a day by this, and show the result beside. Default:
        as staffing.toml says, 1 (no effect) if it does not.
    json
        Print the result as one JSON object (docs/reference/assess-json.md).
    quiet
        Show no progress.
    """
    from leeway.case.load import load_case
    from leeway.cli.tables import console, show
    from leeway.history.load import load_history
    from leeway.posture.day import day
    from leeway.posture.report.document import assessment_document
    from leeway.posture.report.words import headline, tables
    from leeway.situation.from_case import case_evidence

    at_least_one("--replications", replications)
    at_least_one("--draws", draws)
    at_least_one("--workers", workers)
    few("--levers", levers)
    hastening("--drawdown-hastens", drawdown_hastens)
    case = load_case(directory)
    with progress(quiet=quiet) as say:
        say("reading the reports")
        evidence = case_evidence(case)
        until = seen_from("--as-of", as_of, case, evidence)
        found = day(
            case, evidence, until, load_history(), draws=max(draws, replications), replications=replications,
            workers=workers, levers=levers, hastens=drawdown_hastens, tell=say,
        )  # fmt: skip
    for report in evidence.refused:
        print(f"leeway: {report}", file=sys.stderr)
    if json:
        print(json_text.dumps(assessment_document(found.assessment), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        show(console(), headline(found.assessment), tables(found.assessment))
    return 0

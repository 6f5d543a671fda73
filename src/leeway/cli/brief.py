"""`leeway brief`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from leeway.cli.options import MOST_GROUPS, at_least_one, movable, refused
from leeway.cli.progress import progress
from leeway.cli.situation import seen_from
from leeway.cli.what_if import few, hastening

if TYPE_CHECKING:
    from leeway.brief.document import Brief
    from leeway.brief.given import Earlier
    from leeway.brief.small_groups import Choice
    from leeway.case.model import Case
    from leeway.situation.from_case import CaseEvidence

Flag = Annotated[bool, Parameter(negative="", show_default=False)]
FORMATS = (".html", ".pdf", ".md")


def brief(
    directory: Path,
    /,
    *,
    as_of: str | None = None,
    output: Annotated[Path | None, Parameter(name=("--output", "-o"))] = None,
    since: str | None = None,
    replications: int = 1000,
    workers: int = 2,
    levers: int = 4,
    drawdown_hastens: float | None = None,
    show_small_groups: Flag = False,
    merge_small_groups: Flag = False,
    quiet: Flag = False,
) -> int:
    """Write the brief of a day: the answer on one page, assessment, proposals, and the trail behind each number.

    Parameters
    ----------
    directory
        The case directory, with [hazard] in case.toml.
    as_of
        The instant to look from: with its zone, or a day (its end in UTC), or "now". Default: the newest report.
    output
        Where to write it; .html, .pdf or .md says how. Default: brief.html in the present directory.
    since
        Tell what changed since then: an instant, a day, or the file of an earlier brief (.html, .md), with whose
        numbers those of today are compared. Default: 24 hours before.
    replications
        Imagined operations behind each start time.
    workers
        Processes to simulate with; the result is the same with any number.
    levers
        How many changes of the plan to try, the most promising first; 0 leaves them out and saves seconds.
    drawdown_hastens
        Assume that a visible drawdown multiplies the chance of loss a day by this, and show the result beside. Default:
        as staffing.toml says, 1 (no effect) if it does not.
    show_small_groups
        Show groups so small that they point at persons.
    merge_small_groups
        Put such groups together as "others".
    quiet
        Show no progress.
    """
    path = output or Path("brief.html")
    if path.suffix.lower() not in FORMATS:
        raise refused("--output", path, "a file ending in .html, .pdf or .md")
    if not path.parent.is_dir():
        raise refused("--output", path, "a file in a directory that exists")
    if show_small_groups and merge_small_groups:
        raise refused("--merge-small-groups", "with --show-small-groups", "one of the two")
    small: Choice = "show" if show_small_groups else "merge" if merge_small_groups else "refuse"
    at_least_one("--replications", replications)
    at_least_one("--workers", workers)
    few("--levers", levers)
    hastening("--drawdown-hastens", drawdown_hastens)

    from leeway.brief.small_groups import shown_groups
    from leeway.case.load import load_case
    from leeway.movement.pool import Pool
    from leeway.posture.ahead import begin_ahead
    from leeway.posture.staffing.load import load_staffing

    with progress(quiet=quiet) as say, Pool(workers) as pool:
        case = _movable(load_case(directory))
        shown_groups(case, load_staffing(case.path, case), small)  # refused before anything is simulated
        ahead = None
        known = as_of and seen_from("--as-of", as_of, case, None)
        if known and case.hazard is not None:
            # What does not depend on the reports goes on in the other processes while they are read.
            ahead = begin_ahead(case, known, replications, pool, levers=levers, watch=True)
        from leeway.brief.make import Asked, make_brief
        from leeway.brief.write import write_file
        from leeway.history.load import load_history
        from leeway.situation.from_case import case_evidence

        say("reading the reports")
        evidence = case_evidence(case)
        for report in evidence.refused:
            print(f"leeway: {report}", file=sys.stderr)
        until = known or seen_from("--as-of", as_of, case, evidence)
        begin, earlier = _since(since, until, case, evidence)
        asked = Asked(replications, begin, earlier, small, say, levers, drawdown_hastens, pool, ahead)
        made = make_brief(case, evidence, until, load_history(), asked)
        say("drawing")
        write_file(path, _rendered(made, path.suffix.lower()))
    print(f"{path}: {made.title}")
    if not evidence.reports:
        print("No reports in the case: the brief rests on the plan and on past advances alone, and says so.")
    return 0


def _movable(case: Case) -> Case:
    """The case with groups that are alike put together if there are too many, but those that staffing.toml names."""
    if len(case.groups) <= MOST_GROUPS:
        return case
    from leeway.posture.staffing.load import load_staffing, named_groups

    return movable(case, apart=named_groups(load_staffing(case.path, case))).case


def _since(
    text: str | None, until: datetime, case: Case, evidence: CaseEvidence
) -> tuple[datetime | None, Earlier | None]:
    if text is None:
        return None, None
    earlier = None
    if Path(text).suffix.lower() in (".html", ".md"):
        from leeway.brief.earlier import read_earlier

        earlier = read_earlier(Path(text))
    begin = earlier.as_of if earlier is not None else seen_from("--since", text, case, evidence)
    if begin >= until:
        raise refused("--since", text, f"an instant before {until:%Y-%m-%d %H:%M} UTC")
    return begin, earlier


def _rendered(made: Brief, suffix: str) -> bytes:
    if suffix == ".pdf":
        from leeway.brief.render.pdf import pdf

        return pdf(made)
    if suffix == ".md":
        from leeway.brief.render.markdown import markdown

        return markdown(made).encode()
    from leeway.brief.render.html import html

    return html(made).encode()

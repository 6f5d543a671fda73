"""`leeway replay`."""

from __future__ import annotations

import json as json_text
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from leeway.cli.options import YEARS, at_least_one, refused
from leeway.cli.progress import progress

if TYPE_CHECKING:
    from leeway.replay.model import CampaignReplay, CaseReplay

Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def replay(
    directory: Path | None = None,
    /,
    *,
    campaign: str | None = None,
    from_: Annotated[str | None, Parameter(name="--from")] = None,
    to: str | None = None,
    every: int = 1,
    replications: int = 200,
    workers: int = 1,
    json: Flag = False,
    out: Path | None = None,
    force: Flag = False,
    quiet: Flag = False,
) -> int:
    """Past days as they were: what would have been forecast and advised, beside what was done and happened.

    Of a case (the case directory): each day from the reports published by its end. Of a packaged campaign (--campaign):
    the forecast of every day. The war replayed is left out of what is learned from.

    Parameters
    ----------
    directory
        The case directory.
    campaign
        A packaged campaign instead of a case, such as kabul_2021.
    from_
        First day, such as 2021-07-01. Default: of the first report, once the advance has opened.
    to
        Last day. Default: of the newest report.
    every
        Step in days.
    replications
        Imagined operations behind each day of a case.
    workers
        Processes; the result does not depend on it.
    json
        Print the replay as one JSON object.
    out
        Write replay.json and the figure (SVG and PNG) into this directory.
    force
        Replace files in --out that were not written by leeway.
    quiet
        Show no progress.
    """
    for option, value in (("--every", every), ("--replications", replications), ("--workers", workers)):
        at_least_one(option, value)
    if (directory is None) == (campaign is None):
        said = "neither" if directory is None else f"{directory} and --campaign {campaign}"
        raise refused("replay", said, "a case directory, or --campaign with a packaged campaign")
    if campaign is not None and (from_ or to):
        raise refused("--from", from_ or to, "no days with --campaign: it is replayed from its start to its end")
    first, last = _day("--from", from_), _day("--to", to)
    if first is not None and last is not None and first > last:
        raise refused("--from", from_, f"a day not after --to {to}")
    with progress(quiet=quiet) as say:
        if campaign is not None:
            return _campaign(campaign, every, json=json, out=out, force=force, say=say)
        from leeway.case.load import load_case
        from leeway.history.load import load_history
        from leeway.replay.case_days import replay_case

        assert directory is not None
        found = replay_case(
            load_case(directory), load_history(), first=first, last=last, every=every, replications=replications,
            workers=workers, tell=say,
        )  # fmt: skip
    return _case(found, json=json, out=out, force=force)


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise refused(option, text, "a day such as 2021-08-12") from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise refused(option, text, f"a day of the years {YEARS[0]} to {YEARS[1]}")
    return day


def _case(found: CaseReplay, *, json: bool, out: Path | None, force: bool) -> int:
    from leeway.cli.tables import console, show
    from leeway.replay.report.case_figure import case_figure
    from leeway.replay.report.document import case_document
    from leeway.replay.report.words import case_headline, case_tables

    text = json_text.dumps(case_document(found), indent=1, ensure_ascii=False, allow_nan=False)
    if out is not None:
        _write(out, text, case_figure(found), force=force)
    if json:
        print(text)
    else:
        show(console(), case_headline(found), case_tables(found))
    return 0


def _campaign(name: str, every: int, *, json: bool, out: Path | None, force: bool, say: Any) -> int:
    from leeway.cli.tables import console, show
    from leeway.history.load import load_history
    from leeway.replay.campaign_days import replay_campaign
    from leeway.replay.report.campaign_figure import campaign_figure
    from leeway.replay.report.document import campaign_document
    from leeway.replay.report.words import campaign_headline, campaign_tables

    found: CampaignReplay = replay_campaign(load_history(), name, every=every, tell=say)
    text = json_text.dumps(campaign_document(found), indent=1, ensure_ascii=False, allow_nan=False)
    if out is not None:
        _write(out, text, campaign_figure(found), force=force)
    if json:
        print(text)
    else:
        show(console(), campaign_headline(found), campaign_tables(found))
    return 0


def _write(out: Path, text: str, figure: Any, *, force: bool) -> None:
    from leeway.cli.out_directory import write_directory
    from leeway.look import png, svg

    files = {"replay.json": f"{text}\n".encode(), "replay.svg": svg(figure), "replay.png": png(figure)}
    write_directory(out, files, force=force)

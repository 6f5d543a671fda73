"""`leeway situation`."""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from leeway.cli.options import YEARS, instant, refused

if TYPE_CHECKING:
    from leeway.case.model import Case
    from leeway.situation.difference import WhatChanged
    from leeway.situation.from_case import CaseEvidence
    from leeway.situation.items import Known
    from leeway.situation.model import Situation

Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def situation(
    directory: Path,
    /,
    *,
    as_of: str | None = None,
    since: str | None = None,
    json: Flag = False,
    out: Path | None = None,
    force: Flag = False,
) -> int:
    """What holds on a day: who holds which place, which exits work, who counts what, what contradicts what.

    Reads the reports and observations of the case that were public by then. Opens no connection.

    Parameters
    ----------
    directory
        The case directory, with [hazard] in case.toml and texts in reports/.
    as_of
        The instant to look from: with its zone, or a day (its end in UTC), or "now". Default: the newest report.
    since
        Tell also what changed since this instant or day.
    json
        Print the result as one JSON object (docs/reference/situation-json.md).
    out
        Write situation.json, map and timeline (SVG and PNG) and contradictions.csv into this directory.
    force
        Replace files in --out that were not written by leeway.
    """
    from leeway.case.load import load_case
    from leeway.situation.difference import what_changed
    from leeway.situation.document import situation_document
    from leeway.situation.from_case import case_evidence, case_situation

    case = load_case(directory)
    evidence = case_evidence(case)
    for report in evidence.refused:
        print(f"leeway: {report}", file=sys.stderr)
    until = seen_from("--as-of", as_of, case, evidence)
    found = case_situation(case, until, evidence)
    changed = None
    if since is not None:
        begin = seen_from("--since", since, case, evidence)
        if begin >= until:
            raise refused("--since", since, f"an instant before {until:%Y-%m-%d %H:%M} UTC")
        changed = what_changed(case_situation(case, begin, evidence), found)
    document = situation_document(found, changed, case.title)
    text = json_text.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)
    if out is not None:
        _write(out, case, found, evidence.places, text, force=force)
    if json:
        print(text)
    else:
        _show(found, changed)
        if as_of is None and evidence.newest is not None:
            print("\nSeen from the newest report; --as-of now shows how old it is.")
    return 0


def seen_from(option: str, text: str | None, case: Case, evidence: CaseEvidence | None) -> datetime:
    """The instant to look from: as given, the end of a day, now, or by default that of the newest report.

    Only the default needs the evidence.
    """
    if text is None:
        assert evidence is not None
        newest = evidence.newest or case.start
        if newest.year > YEARS[1]:
            hint = "A report or an observation bears a day far in the future: correct it, or give the instant."
            raise refused(option, f"{newest:%Y-%m-%d}, the newest report", "a year a case can be in", hint)
        return newest
    if text.strip() == "now":
        return datetime.now(UTC)
    if len(text.strip()) == 10:
        return instant(option, f"{text.strip()}T00:00Z") + timedelta(days=1, seconds=-1)
    return instant(option, text)


def _show(found: Situation, changed: WhatChanged | None) -> None:
    from leeway.cli.tables import console, show
    from leeway.situation.words import changed_table, headline, tables

    made = tables(found)
    if changed is not None:
        made.append(changed_table(changed))
    show(console(), headline(found), made)


def _write(out: Path, case: Case, found: Situation, sites: Mapping[str, Known], text: str, *, force: bool) -> None:
    from leeway.cli.out_directory import write_directory
    from leeway.look import png, svg
    from leeway.situation.figures.map import map_figure
    from leeway.situation.figures.timeline import timeline_figure
    from leeway.situation.words import contradictions_csv

    files = {"situation.json": f"{text}\n".encode(), "contradictions.csv": contradictions_csv(found.contradictions)}
    exits = case.hazard.exits if case.hazard else ()
    for name, figure in (("map", map_figure(found, exits, sites)), ("timeline", timeline_figure(found))):
        if figure is not None:
            files[f"{name}.svg"] = svg(figure)
            files[f"{name}.png"] = png(figure)
    write_directory(out, files, force=force)

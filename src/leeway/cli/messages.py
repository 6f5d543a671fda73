"""`leeway messages`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from leeway.cli.options import at_least_one, refused
from leeway.cli.progress import Line, progress
from leeway.cli.situation import seen_from
from leeway.errors import LeewayError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leeway.brief.messages.model import Kind, Message, Occasion
    from leeway.brief.messages.same_for_all import ToldOnly
    from leeway.case.model import Case
    from leeway.situation.from_case import CaseEvidence

Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def messages(
    directory: Path,
    /,
    *,
    as_of: str | None = None,
    audience: Literal["citizens", "staff", "wardens", "local_staff"] | None = None,
    posture: str | None = None,
    language: tuple[str, ...] = ("en",),
    out: Path | None = None,
    accept_differences: Flag = False,
    replications: int = 200,
    workers: int = 1,
    force: Flag = False,
    quiet: Flag = False,
) -> int:
    """Advisories for the day: short message, e-mail and CAP 1.2 alert, the same news and advice for everybody.

    Exit code 2, and nothing written, if staff, wardens or local staff would be told what the public is not.

    Parameters
    ----------
    directory
        The case directory; its messages/ directory holds texts of its own (docs/reference/messages.md).
    as_of
        The instant to look from: with its zone, or a day (its end in UTC), or "now". Default: the newest report.
    audience
        Write for these only. The check for differences is made over all of them.
    posture
        Write for this rung of the ladder, or standfast, as decided. Default: the one the day proposes.
    language
        Code of a language; may be given several times.
    out
        Write a file for each message and form, and what the check found, into this directory.
    accept_differences
        Write although the check found differences; they are listed all the same.
    replications
        Imagined operations, where the posture is to be proposed.
    workers
        Processes to simulate with.
    force
        Replace files in --out that were not written by leeway.
    quiet
        Show no progress.
    """
    from leeway.brief.messages.choose import POSTURES
    from leeway.brief.messages.choose import messages as write
    from leeway.brief.messages.load import catalogue
    from leeway.brief.messages.same_for_all import told_only
    from leeway.case.load import load_case
    from leeway.case.suggestions import did_you_mean
    from leeway.situation.from_case import case_evidence

    if posture is not None and posture not in POSTURES:
        raise refused("--posture", posture, f"one of {', '.join(POSTURES)}", did_you_mean(posture, POSTURES))
    at_least_one("--replications", replications)
    with progress(quiet=quiet) as say:
        case = load_case(directory)
        say("reading the reports")
        evidence = case_evidence(case)
        until = seen_from("--as-of", as_of, case, evidence)
        kinds, occasion, places = _asked(case, evidence, until, posture, replications, workers, say)
        written = write(kinds, occasion, directory, language)
    apart = told_only(written, catalogue(), places)
    for one in apart:
        print(f"leeway: {one}", file=sys.stderr)
    if apart and not accept_differences:
        raise LeewayError(
            f"{len(apart)} {'difference' if len(apart) == 1 else 'differences'} between what is told; "
            "nothing is written. "
            "Tell the public too, or leave it out; --accept-differences writes all the same."
        )
    chosen = [m for m in written if audience is None or m.kind.audience == audience]
    if out is not None:
        _write(out, chosen, occasion, apart, force=force)
    _show(chosen)
    return 0


def _asked(
    case: Case, evidence: CaseEvidence, until: datetime, posture: str | None, replications: int, workers: int, say: Line
) -> tuple[list[Kind], Occasion, tuple[str, ...]]:
    """Which messages, what they are about, and names of places to look for."""
    from leeway.brief.messages.choose import kinds_for, named_by, occasion_of
    from leeway.brief.messages.load import catalogue

    found = catalogue()
    if posture is not None:
        from leeway.situation.from_case import case_situation

        situation = case_situation(case, until, evidence)
        return kinds_for(posture, found), occasion_of(case, situation, None), tuple(situation.places)
    from leeway.history.load import load_history
    from leeway.posture.day import day

    today = day(case, evidence, until, load_history(), replications=replications, workers=workers, tell=say)
    a = today.assessment
    print(f"Posture proposed: {a.proposed_rung.replace('_', ' ')}. A person decides.")
    kinds = kinds_for(a.proposed_rung, found) + named_by(a.tripwires, today.tripwires, a.proposed_rung, found)
    return kinds, occasion_of(case, today.situation, today.time_left), tuple(today.situation.places)


def _show(written: Sequence[Message]) -> None:
    if not written:
        print("No message is proposed at this posture.")
    for m in written:
        print(f"\n{m.kind.id} ({m.language}, {len(m.sms)} characters)\n{m.sms}")


def _write(
    out: Path, written: Sequence[Message], occasion: Occasion, apart: Sequence[ToldOnly], *, force: bool
) -> None:
    from leeway.brief.messages.cap import cap_xml
    from leeway.cli.out_directory import write_directory

    checked = "".join(f"{one}\n" for one in apart) or "Everybody is told the same of danger and advice.\n"
    files = {"check.txt": checked.encode()}
    for m in written:
        stem = f"{m.kind.id}.{m.language}"
        files[f"{stem}.sms.txt"] = f"{m.sms}\n".encode()
        files[f"{stem}.email.txt"] = f"Subject: {m.headline}\n\n{m.email}".encode()
        files[f"{stem}.cap.xml"] = cap_xml(m, occasion)
    write_directory(out, files, force=force)

"""`leeway decide` and `leeway log verify`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from leeway.cli.options import instant
from leeway.errors import LeewayError


def decide(
    directory: Path,
    subject: str,
    /,
    *,
    what: Literal["acknowledged", "not now", "decided", "stood down", "note"],
    by: str,
    reason: str,
    at: str | None = None,
) -> int:
    """Record what was decided, or put off, in the append-only log of a case.

    Parameters
    ----------
    directory
        The case directory.
    subject
        What it is about: the id of a tripwire, or a rung of the posture ladder.
    what
        What was decided.
    by
        Who decided: an office, not a person's name.
    reason
        Why.
    at
        When, with its zone. Default: now.
    """
    from leeway.posture.decisions import Decision
    from leeway.posture.decisions import decide as record

    _of_a_case(directory)
    when = instant("--at", at) if at is not None else datetime.now(UTC).replace(microsecond=0)
    mark = record(directory, Decision(when, subject, what, by, reason))
    print(f"recorded: {subject}: {what}, by {by} ({mark[:12]})")
    return 0


def log(action: Literal["verify", "show"], directory: Path, /) -> int:
    """Verify or show the decision log of a case.

    Parameters
    ----------
    action
        "verify" checks the chain and names the line where it breaks; "show" lists the decisions.
    directory
        The case directory.
    """
    from leeway.posture.decisions import decisions, verify

    _of_a_case(directory)
    if action == "verify":
        many = verify(directory)
        print(f"{many} {'decision' if many == 1 else 'decisions'}, the chain holds")
        return 0
    for one in decisions(directory):
        print(f"{one.at:%Y-%m-%d %H:%M} UTC  {one.subject}: {one.what}, by {one.by}: {one.reason}")
    return 0


def _of_a_case(directory: Path) -> None:
    """A misspelled directory has no log either: it must not pass for a log that holds."""
    if not (directory / "case.toml").is_file():
        raise LeewayError(f"{directory} is no case directory (it holds no case.toml).")

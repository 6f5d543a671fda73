"""The decision log: what was decided or put off, by whom and why, append-only and hash-chained.

One JSON object a line. Each line carries the SHA-256 of the line before it, so that a line changed, taken out or put in
breaks the chain at that place. People are named by office.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leeway.append import append_whole
from leeway.errors import LeewayError

FILE: Final = "decisions.jsonl"
BEGINNING: Final = "0" * 64
WHAT: Final = ("acknowledged", "not now", "decided", "stood down", "note")
_KEYS: Final = ("at", "subject", "what", "by", "reason", "previous")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: `subject` is a tripwire, a posture rung or anything with an id; `what` is one of `WHAT`."""

    at: datetime
    subject: str
    what: str
    by: str
    reason: str


def decide(directory: Path, decision: Decision) -> str:
    """Append a decision to the log of a case and return its hash.

    The log is verified first. Raises `LeewayError` for a broken log, an unknown `what`, an empty subject, `by` or
    reason, or a log that cannot be written; the log stays as it was then.
    """
    if decision.what not in WHAT:
        raise LeewayError(f"decision {decision.what!r}: expected one of {', '.join(WHAT)}.")
    if not decision.subject.strip():
        raise LeewayError("a decision needs a subject: the id of a tripwire or a rung of the ladder.")
    if not decision.by.strip() or not decision.reason.strip():
        raise LeewayError("a decision needs who decided (the office) and a reason.")
    verify(directory)
    path = directory / FILE
    previous = _last_hash(path)
    at = decision.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    fields = (at, decision.subject, decision.what, decision.by, decision.reason, previous)
    line = json.dumps(dict(zip(_KEYS, fields, strict=True)), ensure_ascii=False)
    append_whole(path, line.encode() + b"\n")
    return _hash(line.encode())


def verify(directory: Path) -> int:
    """Check the chain and return the number of decisions; 0 without a log. Raises `LeewayError` naming the line."""
    return len(_checked(directory / FILE))


def decisions(directory: Path, until: datetime | None = None) -> list[Decision]:
    """Decisions recorded by `until`, in order. Raises `LeewayError` if the chain is broken."""
    found = _checked(directory / FILE)
    return [decision for decision in found if until is None or decision.at <= until]


def latest(directory: Path, until: datetime | None = None) -> dict[str, tuple[str, str, str]]:
    """Latest decision of each subject: (what, by, reason)."""
    return {d.subject: (d.what, d.by, d.reason) for d in decisions(directory, until)}


def _checked(path: Path) -> list[Decision]:
    if not path.exists():
        return []
    previous, found = BEGINNING, []
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise LeewayError(f"cannot read {path}: {error.strerror}.") from error
    for number, line in enumerate(raw.split(b"\n")[:-1] if raw.endswith(b"\n") else raw.split(b"\n"), 1):
        found.append(_decision(path.name, number, line, previous))
        previous = _hash(line)
    return found


def _decision(name: str, number: int, line: bytes, previous: str) -> Decision:
    try:
        entry = json.loads(line)
        at = datetime.fromisoformat(entry["at"])
        if at.tzinfo is None:
            raise ValueError(entry["at"])
        decision = Decision(at, *(str(entry[key]) for key in _KEYS[1:5]))
        chained = entry["previous"]
    except (ValueError, KeyError, TypeError):
        raise LeewayError(
            f"{name}, line {number}: not a decision as leeway writes it. The log is kept as it is; restore a copy."
        ) from None
    if chained != previous:
        raise LeewayError(
            f"{name}, line {number}: the chain is broken here: this line, or one before it, was changed, removed or "
            "put in. The log is kept as it is; compare it with a copy."
        )
    return decision


def _last_hash(path: Path) -> str:
    if not path.exists() or not (raw := path.read_bytes()).strip():
        return BEGINNING
    if not raw.endswith(b"\n"):
        raise LeewayError(f"{path.name}: the last line is cut off. Restore the log from a copy.")
    return _hash(raw[:-1].rsplit(b"\n", 1)[-1])


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()

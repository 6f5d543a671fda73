"""What the reports room hands on besides reports, and the bounds it works within."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

REASONS: Final = {
    "missing": "no such file",
    "other": "it is no kind of report",
    "unreadable": "the file cannot be opened",
    "empty": "it holds no text",
    "binary": "it is not text",
    "too_large": "it is larger than the limit",
    "time": "it took longer than the limit",
    "format": "it breaks the rules of its format",
    "library": "a library for its format is not installed",
    "duplicate": "its bytes were read before",
    "defect": "the reader failed on it",
}
"""Why a report was refused: code and what it means."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that gave no report, or a report that gave no statements. `reason` is a key of `REASONS`."""

    source: str
    reason: str
    detail: str = ""
    report: str | None = None

    def __str__(self) -> str:
        detail = f": {self.detail}" if self.detail else ""
        return f"{self.source}: {REASONS[self.reason]}{detail}"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one report. `bytes`: of a text, page, mail or record. `container_bytes`: of a feed or a page, whose
    parsers hold it whole. `seconds`: to open and to read it. The largest situation reports known to us are 0.5 MB."""

    bytes: int = 2_000_000
    container_bytes: int = 20_000_000
    seconds: float = 10.0


LIMITS: Final = Limits()

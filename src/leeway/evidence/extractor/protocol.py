"""What a reader beside the rules must offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from leeway.evidence.model import Report, Statement


@dataclass(frozen=True, slots=True)
class Rejected:
    """One thing a reader offered that was not accepted. `reason`: why; `offered`: what, cut to a line."""

    report: str
    reason: str
    offered: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a reader made of one report. `failure`: why there is nothing, None where the reader answered.

    Every statement has `quote == body[span[0]:span[1]]` and `extractor` set to the reader's name.
    """

    statements: tuple[Statement, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    failure: str | None = None


class Extractor(Protocol):
    """A reader. It raises nothing: what goes wrong is the extraction's `failure`."""

    @property
    def name(self) -> str: ...

    def extract(self, report: Report) -> Extraction: ...

"""Many reports on several processes: each is read for itself, so the same statements come in the same order."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

from leeway.evidence.model import Report, Statement
from leeway.evidence.places.gazetteer import Gazetteer, load_gazetteer
from leeway.evidence.processes import SELDOM, in_batches
from leeway.evidence.read import read_reports
from leeway.evidence.reports.model import LIMITS, Limits, Refused

Found = list[Statement | Refused]
BATCH = 8
"""Reports handed to a process at once: a second's work or less."""


def read_each(
    reports: Iterable[Report], gazetteer: Gazetteer, workers: int = 1, limits: Limits = LIMITS
) -> Iterator[tuple[Report, Found]]:
    """Of each report, in order, what `read_reports` finds in it; read on `workers` processes where more than one.

    The processes load the gazetteer of the same area and the same own places. Raises `LeewayError` where one of them
    is ended from outside.
    """
    if workers <= 1:
        yield from ((report, list(read_reports([report], gazetteer, limits))) for report in reports)
        return
    begin = (_begin, (gazetteer.area, gazetteer.own, limits))
    for batch, found in in_batches(reports, BATCH, list[Report], _read, workers, begin):
        yield from zip(batch, found, strict=True)


_given: tuple[Gazetteer, Limits] | None = None


def _begin(area: tuple[str, ...], own: Path | None, limits: Limits) -> None:
    """What a process needs for every report, loaded once."""
    global _given
    gc.set_threshold(SELDOM)
    _given = load_gazetteer(area, own), limits


def _read(batch: list[Report]) -> list[Found]:
    assert _given is not None
    return [list(read_reports([report], *_given)) for report in batch]

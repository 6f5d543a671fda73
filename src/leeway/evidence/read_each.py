"""Many reports on several processes: each is read for itself, so the same statements come in the same order."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from leeway.errors import LeewayError
from leeway.evidence.model import Report, Statement
from leeway.evidence.places.gazetteer import Gazetteer, load_gazetteer
from leeway.evidence.read import read_reports
from leeway.evidence.reports.model import LIMITS, Limits, Refused

if TYPE_CHECKING:
    from concurrent.futures import Future

Found = list[Statement | Refused]
BATCH = 8
"""Reports handed to a process at once: a second's work or less."""
AHEAD = 3
"""Batches a process may be ahead of the one whose turn it is, so that memory does not grow with their number."""
SELDOM = 100_000
"""Objects made between two rounds of the collector."""


@contextmanager
def collected_seldom() -> Iterator[None]:
    """The collector of cycles at work less often: the word lists are so many objects that stay, and making them it
    would go through all of them again and again. Reading makes no cycles to speak of."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def read_each(
    reports: Iterable[Report], gazetteer: Gazetteer, workers: int = 1, limits: Limits = LIMITS
) -> Iterator[tuple[Report, Found]]:
    """Of each report, in order, what `read_reports` finds in it; read on `workers` processes where more than one.

    The processes load the gazetteer of the same area and the same own places. Raises `LeewayError` where one of them
    is ended from outside.
    """
    if workers > 1:
        yield from _on_processes(reports, gazetteer, workers, limits)
    else:
        yield from ((report, list(read_reports([report], gazetteer, limits))) for report in reports)


def _on_processes(
    reports: Iterable[Report], gazetteer: Gazetteer, workers: int, limits: Limits
) -> Iterator[tuple[Report, Found]]:
    # Not needed, and so not loaded, where one process reads.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    given = iter(reports)
    waiting: deque[tuple[list[Report], Future[list[Found]]]] = deque()
    begin = (gazetteer.area, gazetteer.own, limits)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=begin)
    try:
        while True:
            while len(waiting) < workers * AHEAD and (batch := list(islice(given, BATCH))):
                waiting.append((batch, pool.submit(_read, batch)))
            if not waiting:
                return
            batch, found = waiting.popleft()
            yield from zip(batch, found.result(), strict=True)
    except BrokenProcessPool as error:
        raise LeewayError("a process that read reports was ended; --workers 1 reads them in one.") from error
    finally:
        pool.shutdown(cancel_futures=True)


_given: tuple[Gazetteer, Limits] | None = None


def _begin(area: tuple[str, ...], own: Path | None, limits: Limits) -> None:
    """What a process needs for every report, loaded once."""
    global _given
    gc.set_threshold(SELDOM)
    _given = load_gazetteer(area, own), limits


def _read(batch: list[Report]) -> list[Found]:
    assert _given is not None
    return [list(read_reports([report], *_given)) for report in batch]

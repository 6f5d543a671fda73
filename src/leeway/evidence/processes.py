"""Work on many things on several processes, batch by batch: the same results in the same order, memory bounded."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from leeway.errors import LeewayError

if TYPE_CHECKING:
    from concurrent.futures import Future

Thing = TypeVar("Thing")
Part = TypeVar("Part")
Made = TypeVar("Made")
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


def in_batches(
    things: Iterable[Thing],
    size: int,
    part: Callable[[list[Thing]], Part],
    work: Callable[[Part], Made],
    workers: int,
    begin: tuple[Callable[..., None], tuple[Any, ...]] | None = None,
) -> Iterator[tuple[list[Thing], Made]]:
    """Batches of `size` things, in order, each with what `work` makes of the `part` of it that a process needs.

    `begin`: a function that each process calls first, and its arguments. With one worker all is done in this process,
    without it. Raises `LeewayError` where a process is ended from outside.
    """
    given = iter(things)
    batches = iter(lambda: list(islice(given, size)), [])
    if workers <= 1:
        yield from ((batch, work(part(batch))) for batch in batches)
        return
    # Not needed, and so not loaded, where one process works.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    waiting: deque[tuple[list[Thing], Future[Made]]] = deque()
    first, arguments = begin or (gc.set_threshold, (SELDOM,))
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=first, initargs=arguments)
    try:
        while True:
            while len(waiting) < workers * AHEAD and (batch := next(batches, None)):
                waiting.append((batch, pool.submit(work, part(batch))))
            if not waiting:
                return
            batch, made = waiting.popleft()
            yield batch, made.result()
    except BrokenProcessPool as error:
        raise LeewayError("a process that read reports was ended; --workers 1 reads them in one.") from error
    finally:
        pool.shutdown(cancel_futures=True)

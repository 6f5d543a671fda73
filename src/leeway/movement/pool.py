"""Processes that work ahead: pieces of simulations begun as early as their inputs are known, asked for when needed."""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from types import TracebackType
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """Work that is done when its result is first asked for; in the meantime nothing happens."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work: Callable[[], T] | None = work
        self._found: list[T] = []

    def result(self) -> T:
        """What the work gives. Raises what it raises."""
        if self._work is not None:
            self._found.append(self._work())
            self._work = None
        return self._found[0]


class Pool:
    """`workers` processes, or this one if that is 1. What is given to it must not depend on which does it.

    To be used in a `with` block: what has not begun at its end is dropped.
    """

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._executor: Executor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def submit(self, work: Callable[..., T], *args: Any) -> Later[T] | Future[T]:
        """Begin `work(*args)` in another process; with one worker it is done here when its result is asked for."""
        if self.workers <= 1:
            return Later(lambda: work(*args))
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self.workers, initializer=_end_quietly)
        return self._executor.submit(work, *args)


def _end_quietly() -> None:
    """Interrupted at the terminal, a process ends at once and leaves it to the first one to say so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

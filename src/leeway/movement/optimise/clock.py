"""The time a search may take, its progress, and the wish to stop early."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Report = Callable[[str, float, float], None]
"""Called with (what is being done, best value in hours or people, bound)."""


@dataclass(slots=True)
class Clock:
    """Wall-clock budget of one schedule. `interrupted` is set by Ctrl-C: the best so far is then returned."""

    limit_s: float
    report: Report | None = None
    interrupted: bool = False
    began: float = field(default_factory=time.perf_counter)

    @property
    def elapsed_s(self) -> float:
        """Seconds since the search began."""
        return time.perf_counter() - self.began

    @property
    def remaining_s(self) -> float:
        """Seconds left, 0 when over or interrupted."""
        return 0.0 if self.interrupted else max(0.0, self.limit_s - self.elapsed_s)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While it lasts, the first Ctrl-C only sets `interrupted`; a second one ends as usual."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.getsignal(signal.SIGINT)

        def heard(_number: int, _frame: object) -> None:
            self.interrupted = True
            signal.signal(signal.SIGINT, before)

        signal.signal(signal.SIGINT, heard)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def tell(self, doing: str, best: float, bound: float) -> None:
        """Pass progress on, if anybody listens."""
        if self.report is not None:
            self.report(doing, best, bound)

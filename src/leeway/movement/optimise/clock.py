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

    def did(self, work_s: float) -> None:
        """Note work done, in the seconds it should take (see `Work`); this clock looks at the time itself."""

    def tell(self, doing: str, best: float, bound: float) -> None:
        """Pass progress on, if anybody listens."""
        if self.report is not None:
            self.report(doing, best, bound)


class Work(Clock):
    """A clock that goes by the work done, so that a search ends at the same place on machines of any speed.

    `elapsed_s` is what the work noted by `did` should take at most: about twice what it does on a quiet machine of
    2024, told from counts of nodes, trials and pivots, never measured. The time itself ends a search only on a machine
    that is slower than that.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock, self.done_s = clock, 0.0
        super().__init__(clock.limit_s, clock.report, clock.interrupted, clock.began)

    @property
    def elapsed_s(self) -> float:
        """Seconds the work so far should have taken."""
        return self.done_s

    @property
    def remaining_s(self) -> float:
        """Seconds of work left, 0 when over or interrupted."""
        if self.clock.interrupted or self.clock.remaining_s <= 0:
            return 0.0
        return max(0.0, self.limit_s - self.done_s)

    @property
    def interrupted(self) -> bool:
        """Whether the search is to be stopped."""
        return self.clock.interrupted

    @interrupted.setter
    def interrupted(self, stop: bool) -> None:
        self.clock.interrupted = stop

    def did(self, work_s: float) -> None:
        """Note work done."""
        self.done_s += work_s

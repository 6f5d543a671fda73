"""A bound in time on a piece of work."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN_S = 1.0


class OutOfTime(BaseException):
    """The work took longer than it may. No `Exception`, since parsers catch those and go on."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Run the block for at most `seconds` of wall-clock time; raises `OutOfTime`.

    Needs the main thread and a system with interval timers (every one but Windows). Elsewhere the limits on size are
    the bound, since every stage is linear in the length of the text. Nested bounds: the outer one goes on counting.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    working = True

    def stop(number: int, frame: FrameType | None) -> None:
        if working:
            raise OutOfTime

    handler = signal.signal(signal.SIGALRM, stop)
    begun = time.monotonic()
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_S)
    try:
        yield
    finally:
        working = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - begun), 1e-3))

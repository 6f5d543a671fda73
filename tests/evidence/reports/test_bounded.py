"""The bound in time: it stops what runs, is gone afterwards, and cannot be caught by accident."""

from __future__ import annotations

import re
import signal
import threading
import time
from contextlib import suppress

import pytest

from leeway.evidence.reports.bounded import OutOfTime, within


def test_work_that_takes_too_long_is_stopped() -> None:
    """In a loop, asleep, and inside a search that would not end before tomorrow."""

    def loop() -> None:
        while True:
            pass

    for work in (loop, lambda: time.sleep(60), lambda: re.match(r"(a+)+b", "a" * 60)):
        begun = time.monotonic()
        with pytest.raises(OutOfTime), within(0.1):
            work()
        assert time.monotonic() - begun < 5


def test_it_is_not_caught_with_ordinary_errors() -> None:
    """Parsers that catch every `Exception` and go on are stopped all the same."""

    def stubborn() -> None:
        for _ in range(2):
            with suppress(Exception):
                time.sleep(60)

    with pytest.raises(OutOfTime), within(0.1):
        stubborn()


def test_nothing_is_left_behind() -> None:
    """Timer and handler are as before, whether the work was done, failed or was stopped."""
    before = signal.getsignal(signal.SIGALRM)
    with within(60):
        pass
    with pytest.raises(KeyError), within(60):
        raise KeyError
    with pytest.raises(OutOfTime), within(0.05):
        time.sleep(60)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_the_outer_bound_goes_on() -> None:
    """An inner bound that is kept does not lift the outer one."""

    def nested() -> None:
        with within(60):
            time.sleep(0.05)
        time.sleep(60)

    with pytest.raises(OutOfTime), within(0.2):
        nested()


def test_other_threads_are_not_disturbed() -> None:
    """Away from the main thread the block just runs."""
    done: list[int] = []

    def work() -> None:
        with within(0.01):
            time.sleep(0.05)
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]

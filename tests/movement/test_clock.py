"""The wish to stop early."""

import os
import signal

import pytest

from leeway.movement.optimise.clock import Clock, Work
from leeway.movement.optimise.highs import quiet_model, run


def test_first_interrupt_is_heard_second_ends() -> None:
    """One Ctrl-C asks for the best so far, a second one ends as usual, and the old handler is back afterwards."""
    before = signal.getsignal(signal.SIGINT)
    clock = Clock(100.0)
    with clock.listening():
        os.kill(os.getpid(), signal.SIGINT)
        assert clock.interrupted
        assert clock.remaining_s == 0.0
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_interrupted_solver_gives_its_bound() -> None:
    """A solver that is told to stop before it begins comes back at once and claims nothing."""
    model = quiet_model()
    items = [model.addIntegral(lb=0, ub=1, obj=-(37 + 11 * k % 29)) for k in range(60)]
    model.addConstr(sum((31 + 17 * k % 23) * item for k, item in enumerate(items)) <= 700.5)
    clock = Clock(100.0, interrupted=True)
    answer = run(model, clock, doing="knapsack")
    assert answer.bound <= answer.objective
    assert not answer.infeasible


def test_a_clock_of_work_goes_by_what_is_done() -> None:
    """Time passes as work is noted; the true clock ends it only when its own time is over, and Ctrl-C at once."""
    inner = Clock(10.0)
    work = Work(inner)
    assert (work.elapsed_s, work.remaining_s) == (0.0, 10.0)
    work.did(4.0)
    assert (work.elapsed_s, work.remaining_s) == (4.0, 6.0)
    work.did(7.0)
    assert work.remaining_s == 0.0
    late = Work(Clock(10.0, began=inner.began - 11.0))
    assert (late.elapsed_s, late.remaining_s) == (0.0, 0.0)
    inner.interrupted = True
    assert Work(inner).interrupted
    assert Work(inner).remaining_s == 0.0

"""The schedule: who moves when by what, the best that can be found, and how much better any could be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import Case
from leeway.errors import BrokenSchedule
from leeway.movement.check import check
from leeway.movement.network import Network
from leeway.movement.optimise import flow, post, shuttle, stream
from leeway.movement.optimise.clock import Clock, Report
from leeway.movement.records import Schedule


def schedule(
    case: Case,
    *,
    start: datetime | None = None,
    closings: Mapping[str, NDArray[np.float64]] | None = None,
    time_limit_s: float | None = None,
    report: Report | None = None,
) -> Schedule:
    """Minimise people left (weighted by priority), then completion, then mean exit, with proven bounds.

    `start` (with zone) replaces the case's own; `closings`: draws of hours after the start at which a route (by id), a
    place (by id) or an exit (by name) closes, shape `(k,)` each: the first goal is then its mean over the draws.
    `time_limit_s` defaults to the case's; Ctrl-C returns the best so far. Raises `BrokenSchedule` if the independent
    checker finds a rule broken.
    """
    clock = Clock(case.settings.time_limit_s if time_limit_s is None else time_limit_s, report)
    with clock.listening():
        found = _solve(Network(case, start), clock, closings)
    violations = check(case, found, closings)
    if violations:
        raise BrokenSchedule(violations)
    return found


def _solve(network: Network, clock: Clock, closings: Mapping[str, NDArray[np.float64]] | None) -> Schedule:
    """By the first formulation that fits the plan's structure."""
    if not closings and shuttle.applies(network):
        return shuttle.solve(network, clock)
    if not closings and stream.applies(network):
        return stream.solve(network, clock)
    if not closings and flow.applies(network):
        return flow.solve(network, clock)
    return post.solve(network, clock, closings)

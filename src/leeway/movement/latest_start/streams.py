"""The last start of constant-rate streams whose only fixed times are the closings of their roads: the largest margin.

Starting s hours later is then the same as all roads closing s hours earlier, which the search for the largest margin
asks for directly, from one plan to the next, instead of halving over the starts of whole schedules.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING

from leeway.case.model import Case
from leeway.errors import BrokenSchedule, LeewayError
from leeway.movement.records import Objective, Schedule

if TYPE_CHECKING:
    from leeway.movement.optimise.stream import Margin


def only_closings_are_fixed(case: Case, bound_to_clock: tuple[str, ...]) -> bool:
    """Whether every road that closes does so at an instant, and nothing else in the plan is bound to the clock.

    `bound_to_clock`: the ids of what is (see `on_paper.clock_bound`).
    """
    closing = {r.id: r.closes for r in case.plan.routes.values() if r.closes is not None}
    return bool(closing) and set(bound_to_clock) == set(closing) and all(c.at is not None for c in closing.values())


def start_by_margin(case: Case) -> tuple[float, float, Schedule] | None:
    """(hours after the case's start, proven bound of them, schedule from then) with everybody out before the roads
    close; None if the plan is no such streams, or if that search finds nothing."""
    from leeway.movement.network import Network
    from leeway.movement.optimise import stream
    from leeway.movement.optimise.clock import Clock

    network = Network(case)
    if not stream.applies(network):
        return None
    clock = Clock(case.settings.time_limit_s)
    try:
        with clock.listening():
            margin = stream.largest_margin(network, clock)
    except BrokenSchedule:
        raise
    except LeewayError:
        return None  # the ordinary way says why, with names
    if not math.isfinite(margin.margin_h):
        return None
    return margin.margin_h, margin.bound_h, _schedule(case, margin, clock.elapsed_s)


def _schedule(case: Case, margin: Margin, seconds: float) -> Schedule:
    """The plan of the margin as a checked schedule that starts that much later."""
    from leeway.movement.check import check
    from leeway.movement.network import Network

    network = Network(case, case.start + timedelta(hours=margin.margin_h))
    found = Schedule(
        start=network.start,
        planning_value=network.rule,
        moves=(),
        walks=margin.plan_walks,
        processings=(),
        tasks=(),
        deliveries=(),
        own_means={name: d.own_means for name, d in network.demands.items() if d.own_means},
        left=(),
        objective=Objective(0.0, margin.completion_h, margin.mean_exit_h),
        bound=Objective(0.0, 0.0, 0.0),
        formulation="constant-rate streams, largest margin",
        step_h=0.0,
        seconds=seconds,
        interrupted=False,
    )
    violations = check(case, found)
    if violations:
        raise BrokenSchedule(violations)
    return found

"""General posts: people through sites, stations and flights to havens, by everything a plan can hold.

The dispatcher gives exact schedules, the bounds say how far they can be from the best, a search over the dispatcher's
guides closes the distance.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from leeway.movement.network import Network
from leeway.movement.optimise.bounds import exit_times
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import Dispatched
from leeway.movement.optimise.dispatch_guide import Guide
from leeway.movement.optimise.dispatch_hours import Hours
from leeway.movement.optimise.post_left import left_behind
from leeway.movement.optimise.post_search import Search
from leeway.movement.records import Objective, Schedule

MOST_PROPOSALS = 1500
"""Changes tried at most, so that small posts give the same bytes on machines of any speed."""

Closings = Mapping[str, NDArray[np.float64]]


def solve(network: Network, clock: Clock, closings: Closings | None = None) -> Schedule:
    """The best schedule found within the clock, with its bounds. Ctrl-C returns the best so far."""
    hours = Hours(network)
    search = Search(network, hours, clock, lambda found: found.objective)
    bound = Objective(0.0, 0.0, 0.0)
    try:
        times = exit_times(network, hours)
        bound = times.bound(0.0)
        search.construct(bound)
        search.improve(bound, MOST_PROPOSALS)
    except KeyboardInterrupt:
        clock.interrupted = True
    if search.best is None:
        search.run_guide(Guide())
    assert search.best is not None
    bound = exit_times(network, hours).bound(search.best.objective.left_weighted)
    return as_schedule(network, hours, search.best, search.best_value, bound, clock)


def as_schedule(
    network: Network, hours: Hours, found: Dispatched, value: Objective, bound: Objective, clock: Clock
) -> Schedule:
    """Records of a run of the dispatcher as a schedule."""
    below = Objective(*(min(b, v) for b, v in zip(bound, value, strict=True)))
    return Schedule(
        start=network.start,
        planning_value=network.rule,
        moves=found.moves,
        walks=found.walks,
        processings=found.processings,
        tasks=found.tasks,
        deliveries=found.deliveries,
        own_means={name: d.own_means for name, d in network.demands.items() if d.own_means},
        left=left_behind(network, hours, found),
        objective=value,
        bound=below,
        formulation="dispatch, bounds by cuts",
        step_h=0.0,
        seconds=clock.elapsed_s,
        interrupted=clock.interrupted,
    )

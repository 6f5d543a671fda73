"""A bound from closure tasks: the last of a group stays until all of its tasks are done, and must then get out."""

from __future__ import annotations

import math

from leeway.movement.network import Network
from leeway.movement.optimise.bounds.heads import Heads
from leeway.movement.optimise.dispatch.hours import Hours


def last_exit_by_tasks(network: Network, hours: Hours) -> float:
    """Hours before which not everybody can be out, by closure tasks; 0 without any.

    Tasks take their planned hours one after the other as they must, whatever crews they need (critical path; Kelley &
    Walker 1959). The last party of a group is no less than its smallest, and goes on by itself from then on.
    """
    tasks = network.plan.closure_tasks
    if not tasks:
        return 0.0
    ends: dict[str, float] = {}

    def end_h(name: str, before: frozenset[str] = frozenset()) -> float:
        if name not in ends:
            if name in before:
                return math.inf
            first = max((end_h(x, before | {name}) for x in tasks[name].after if x in tasks), default=0.0)
            ends[name] = first + network.hours(tasks[name].duration_h)
        return ends[name]

    heads, last = Heads(network, hours), 0.0
    for group in {task.group for task in tasks.values()}:
        demand = network.demands[group]
        if not demand.people:
            continue
        stays = max(end_h(task.id) for task in tasks.values() if task.group == group)
        if math.isinf(stays):
            continue
        # who is aboard when the tasks end may have boarded before
        stays -= _longest_load_h(network, demand.group.site)
        ready = max(stays, 0.0, min(demand.ready_h))
        early = heads.earliest(demand.group.site, ready, group, min(demand.sizes))
        last = max(last, min((early[h] for h in network.havens if h in early), default=0.0))
    return last


def _longest_load_h(network: Network, place: str) -> float:
    """Hours the largest load takes to board at a place."""
    plan = network.plan
    fleets = {o.fleet for options in network.options.values() for o in options if o.pickup == place and not o.is_cycle}
    boarding = (network.hours(plan.fleets[f].load_h) + plan.fleets[f].load_per_person_h * plan.fleets[f].room
                for f in fleets)  # fmt: skip
    return max(boarding, default=0.0)

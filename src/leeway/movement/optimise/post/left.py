"""Why people are left: the rule that stands in the way and what would make it possible."""

from __future__ import annotations

import math

from leeway.case.model import Route
from leeway.movement.network import Network
from leeway.movement.optimise.dispatch import Dispatched
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.dispatch.rating import people_arcs
from leeway.movement.records import Left


def left_behind(network: Network, hours: Hours, found: Dispatched) -> tuple[Left, ...]:
    """Records of everybody `found` leaves, in the order of groups and places."""
    return tuple(
        Left(group, place, people, reason(network, hours, found, group, place))
        for (group, place), people in sorted(found.stranded.items())
    )


def reason(network: Network, hours: Hours, found: Dispatched, group: str, place: str) -> str:
    """One sentence or two: the rule, and what would help."""
    if place not in network.leads_out:
        return (
            f"No way leads from {place} to a safe haven. A route from {place} that a fleet, a scheduled service or "
            "people on foot can use would make it possible."
        )
    ways = sorted({end for begin, end in people_arcs(network) if begin == place and end in network.leads_out})
    onward = ", ".join(ways)
    sizes = network.demands[group].sizes
    by_vehicle = [
        (network.plan.fleets[o.fleet].room, network.plan.routes[o.route])
        for options in network.options.values() for o in options
        if o.pickup == place
    ]  # fmt: skip
    walks = [r for r in network.plan.routes.values() if r.self_moving and not r.empty_only and r.origin == place]
    routes = [r for _, r in by_vehicle] + walks
    need = min(sizes, default=1) * network.case.groups[group].room
    if by_vehicle and not walks and max(room for room, _ in by_vehicle) < need:
        return (
            f"Their smallest party needs {need:g} seats, the largest vehicle that calls at {place} has "
            f"{max(room for room, _ in by_vehicle)}. A larger vehicle or smaller parties would make it possible."
        )
    held = [t for t in network.plan.closure_tasks.values() if t.group == group]
    done = {run.task for run in found.tasks}
    undone = [t for t in held if t.id not in done]
    if undone:
        return (
            f"Closure task {undone[0].id} cannot be done (crew {undone[0].crew}, or a task before it), and somebody "
            "must stay for it. A smaller crew, a larger group or dropping the task would make it possible."
        )
    ends = [h for h in (_last_entry(hours, r) for r in routes) if h < math.inf]
    if routes and len(ends) == len(routes):
        return (
            f"Every way from {place} (to {onward}) is closed after {max(0.0, *ends):.4g} h. A later closing, an "
            "earlier start or more vehicles before it would make it possible."
        )
    full = [h for h in network.havens if math.isfinite(network.plan.places[h].capacity)]
    if full and len(full) == len(network.havens):
        room = sum(network.plan.places[h].capacity for h in full)
        return (
            f"The safe havens hold {room:g} people and pass on too few in time. More room, onward flow or another "
            "haven would make it possible."
        )
    horizon = network.case.settings.horizon_h
    return (
        f"Vehicles, seats, trips or fuel from {place} (to {onward}) do not suffice before the horizon of "
        f"{horizon:g} h. More of what runs out, or a longer horizon, would make it possible."
    )


def _last_entry(hours: Hours, route: Route) -> float:
    intervals = hours.entry(route, False, 0.0, "" if route.self_moving else route.mode)
    return intervals[-1][1] if intervals else -math.inf

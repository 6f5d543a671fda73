"""People moving themselves: clock ticks, people a tick, time under way, constant rates."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from leeway.movement.check.facts import TOLERANCE_H, Facts, at


def self_moving(facts: Facts) -> Iterator[str]:
    """They use only routes meant for it, set out at ticks of the flow step, and take at least the planned time."""
    step = facts.case.settings.flow_step_h
    for walk in facts.schedule.walks:
        what = f"Group {walk.group} on route {walk.route} at {at(walk.depart_h)}"
        route = facts.plan.routes[walk.route]
        if not route.self_moving:
            yield f"{what}: people cannot move themselves over this route."
        if route.empty_only:
            yield f"{what}: the route is for empty vehicles only."
        if abs(walk.depart_h - round(walk.depart_h / step) * step) > TOLERANCE_H:
            yield f"{what}: sets out between the ticks of {at(step)}."
        planned = 0.0 if route.time_h is None else facts.hours(route.time_h)
        if walk.arrive_h - walk.depart_h < planned - TOLERANCE_H:
            yield f"{what}: takes {at(walk.arrive_h - walk.depart_h)}, planned are {at(planned)}."


def people_per_tick(facts: Facts) -> Iterator[str]:
    """At each tick no more people enter a route than its rate times the flow step; what is not whole gathers from tick
    to tick, so that a route for 40 an hour takes one person every minute and a half."""
    step = facts.case.settings.flow_step_h
    entering: Counter[tuple[str, int]] = Counter()
    for walk in facts.schedule.walks:
        entering[walk.route, round(walk.depart_h / step)] += walk.people
    for (route_id, tick), people in entering.items():
        limit = facts.plan.routes[route_id].people_per_h * step
        if limit < math.inf:
            limit = math.floor((tick + 1) * limit + 1e-7) - math.floor(tick * limit + 1e-7)
        if people > limit + TOLERANCE_H:
            yield f"Route {route_id}: {people} people enter at {at(tick * step)}, it takes {limit:g} a flow step."


def constant_rate(facts: Facts) -> Iterator[str]:
    """A group uses constant-rate routes in one unbroken stream, at one whole rate (the last step may carry fewer),
    along one path."""
    step = facts.case.settings.flow_step_h
    streams: dict[tuple[str, str], Counter[int]] = {}
    for walk in facts.schedule.walks:
        if facts.plan.routes[walk.route].constant_rate:
            streams.setdefault((walk.group, walk.route), Counter())[round(walk.depart_h / step)] += walk.people
    ways: dict[tuple[str, str], str] = {}
    rates: dict[str, tuple[int, str]] = {}
    for (group, route_id), stream in streams.items():
        what = f"Group {group} on route {route_id}"
        ticks = sorted(stream)
        rate = stream[ticks[0]]
        for before, after in pairwise(ticks):
            if after != before + 1:
                yield f"{what}: its stream breaks between {at(before * step)} and {at(after * step)}."
        for tick in ticks[1:]:
            if stream[tick] != rate and not (tick == ticks[-1] and stream[tick] < rate):
                yield f"{what}: {stream[tick]} people at {at(tick * step)}, its rate was {rate} a flow step."
        origin = facts.plan.routes[route_id].origin
        if ways.setdefault((group, origin), route_id) != route_id:
            yield f"{what}: leaves {origin} by a second path, the first was {ways[group, origin]}."
        known, on = rates.setdefault(group, (rate, route_id))
        if known != rate:
            yield f"{what}: {rate} people a flow step, but {known} on route {on}."

"""Records of a plan for streams: who walks when, and who is left."""

from __future__ import annotations

from leeway.movement.optimise.stream.problem import Plan, StreamProblem
from leeway.movement.records import Left, Walk


def walks(problem: StreamProblem, plan: Plan) -> tuple[Walk, ...]:
    """Each tick of each stream on each route, by time."""
    flows, result = problem.flows, []
    for job, choice in zip(problem.jobs, plan, strict=True):
        if choice is None:
            continue
        way = job.ways[choice.way]
        rate, ticks, _ = way.modes[choice.mode]
        for tick in range(ticks):
            people = min(rate, job.demand.people - tick * rate)
            for k, offset in zip(way.routes, way.offsets, strict=True):
                ticked = flows.routes[k]
                depart_h = (choice.start + tick + offset) * flows.step_h
                route, arrive_h = ticked.route, depart_h + ticked.hours
                group = job.demand.group.id
                result.append(Walk(group, route.id, route.origin, route.destination, people, depart_h, arrive_h))
    return tuple(sorted(result, key=lambda walk: (walk.depart_h, walk.route, walk.group)))


def left(problem: StreamProblem, plan: Plan) -> tuple[Left, ...]:
    """Groups left, with the reason."""
    records = []
    for job in problem.stuck:
        site = job.demand.group.site
        reason = f"no route leads from {site} to a safe haven"
        if job.ways:
            reason = "every way closes, or is too far for the horizon, before the whole stream can pass"
        records.append(Left(job.demand.group.id, site, job.demand.people, reason))
    for job, choice in zip(problem.jobs, plan, strict=True):
        if choice is None:
            reason = "its stream finds no time on the roads before they close, or no room in a haven"
            records.append(Left(job.demand.group.id, job.demand.group.site, job.demand.people, reason))
    return tuple(records)

"""Why people stay behind by the best plan: the rule in the way, the missing link by name, and what would help."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from leeway.case.fleet_checks import admits
from leeway.case.model import Case, Fleet, Group, Route
from leeway.case.reach import Reach, fleet_routes
from leeway.case.reach_checks import ahead_of, leads_to
from leeway.case.suggestions import listed
from leeway.movement.network import demand, planning_hours
from leeway.movement.records import Left
from leeway.movement.report.words import count_text

MOST_NAMED = 4
UNSPECIFIC = "Vehicles, seats, trips or fuel"
"""How a reason begins that only says that something runs out: a rule found here tells more."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Whom it holds back, where, which rule it is and what would remove it (one or more sentences each)."""

    left: Left
    why: str
    remedy: str

    @property
    def text(self) -> str:
        """Both as one text."""
        return f"{self.why} {self.remedy}".strip()


def obstacles(case: Case, left: tuple[Left, ...]) -> list[Obstacle]:
    """One for each record, in its order. A record whose own reason already says what would help keeps it, unless the
    plan has no way out at all: then the missing link is named."""
    reach = Reach(case)
    return [_obstacle(case, reach, record) for record in left]


def _obstacle(case: Case, reach: Reach, record: Left) -> Obstacle:
    if record.place not in reach.leads_out:
        return Obstacle(record, *_missing_link(case, reach, record.place))
    helped = "would make it possible" in record.reason
    if helped and not record.reason.startswith(UNSPECIFIC):
        return Obstacle(record, record.reason, "")
    found = list(_limits(case, reach, case.groups[record.group], record.place))
    if found:
        return Obstacle(record, " ".join(why for why, _ in found), " ".join(dict.fromkeys(help for _, help in found)))
    if helped:
        return Obstacle(record, record.reason, "")
    why = record.reason[:1].upper() + record.reason[1:].rstrip(".") + "."
    remedy = (
        f"More vehicles, seats, trips or fuel on the ways from {record.place}, or a horizon longer than "
        f"{case.settings.horizon_h:g} h, would help."
    )
    return Obstacle(record, why, remedy)


def _missing_link(case: Case, reach: Reach, place: str) -> tuple[str, str]:
    """The places people can get to, and either where every route ends or the routes nobody can use."""
    drawn = [route for route in case.plan.routes.values() if not route.empty_only]
    ways: dict[str, set[str]] = {}
    for route in drawn:
        ways.setdefault(route.origin, set()).add(route.destination)
    on_paper = leads_to(set(reach.havens), ways)
    add = "a route for people from there to a safe haven, or to a place from which one can be reached, would help."
    if place not in ways:
        return f"No route for people leaves {place}.", f"{add[:1].upper()}{add[1:]}"
    if place not in on_paper:
        ends = sorted(name for name in ahead_of(place, ways) if not ways.get(name))
        where = f"they all end at {listed(ends, MOST_NAMED)}" if ends else "they only lead round"
        return f"Routes leave {place}, but {where}, where nobody is safe.", f"{add[:1].upper()}{add[1:]}"
    usable: dict[str, set[str]] = {}
    for route in reach.people_routes.values():
        usable.setdefault(route.origin, set()).add(route.destination)
    reached = ahead_of(place, usable) | {place}
    broken = [
        route
        for route in drawn
        if route.origin in reached and route.destination in on_paper and route.id not in reach.people_routes
    ]
    whys, helps = zip(*(_unusable(case, reach, route) for route in broken[:MOST_NAMED]), strict=True)
    return " ".join(whys), " ".join(dict.fromkeys(helps))


def _unusable(case: Case, reach: Reach, route: Route) -> tuple[str, str]:
    """Why neither a fleet nor a service carries people over the route."""
    name, mode = f"route {route.id}", route.mode
    services = [service for service in case.plan.services.values() if service.route == route.id]
    if services:
        ids, horizon = listed((s.id for s in services), MOST_NAMED), f"{case.settings.horizon_h:g} h"
        why = f"No departure of {ids} over {name} lies between the start and the horizon of {horizon}."
        return why, f"A departure of {services[0].id} in that time, or a fleet of mode {mode!r}, would help."
    fleets = [fleet for fleet in case.plan.fleets.values() if fleet.mode == mode]
    if not fleets:
        why = f"No fleet and no service of mode {mode!r} serves {name}."
        return why, f"A fleet of mode {mode!r} (or another mode on the route), or a service over it, would help."
    whys = [_barred(reach, fleet, route) for fleet in fleets]
    shown = "; ".join(whys[:MOST_NAMED])
    return f"No vehicle of mode {mode!r} can use {name}: {shown}.", "Removing one of these bars would help."


def _barred(reach: Reach, fleet: Fleet, route: Route) -> str:
    if fleet.routes and route.id not in fleet.routes:
        return f"{fleet.id} does not list it among its routes"
    for end in (route.origin, route.destination):
        if not admits(reach.case.plan.places[end], fleet):
            listing = bool(fleet.places) and end not in fleet.places
            return f"{fleet.id} may not use {end} ({'not among its places' if listing else 'no berth takes it'})"
    begins = route.origin if route.cycle_h is None else route.destination
    starts = listed((place for place, _ in fleet.starts), MOST_NAMED)
    return f"{fleet.id}, which starts at {starts}, has no way to {begins}"


def _limits(case: Case, reach: Reach, group: Group, place: str) -> Iterator[tuple[str, str]]:
    """Rules that keep people at a place from which a way out exists: room aboard, locks, closings, havens, time."""
    rule, horizon_h = case.settings.planning_value, case.settings.horizon_h
    wanted = demand(group, rule)
    firsts = [route for route in reach.people_routes.values() if route.origin == place and reach.useful(route)]
    fleets = [f for f in case.plan.fleets.values() for r in fleet_routes(case, f) if r in firsts]
    by_seat = firsts and not any(r.self_moving for r in firsts)
    served = any(service.route == route.id for service in case.plan.services.values() for route in firsts)
    if by_seat and not served and wanted.sizes:
        need, seats = min(wanted.sizes) * group.room, max((fleet.room for fleet in fleets), default=0)
        if need > seats:
            yield (
                f"Their smallest party needs {need:g} seats, the largest vehicle that calls at {place} has {seats}.",
                "A larger vehicle or smaller parties would help.",
            )
    if wanted.ready_h and wanted.ready_h[0] > horizon_h:
        yield (
            f"They are ready after {wanted.ready_h[0]:.4g} h at the earliest, past the horizon of {horizon_h:g} h.",
            "A longer horizon or a shorter mobilization would help.",
        )
    forces = case.plan.security_forces
    late = {name: h for name, f in forces.items() if (h := planning_hours(f.lead_h, rule)) > horizon_h}
    locked = {
        route.id: next(lock for lock in _locks(case, route) if lock in late)
        for route in reach.people_routes.values()
        if any(lock in late for lock in _locks(case, route))
    }
    if place not in _out_without(reach, set(locked)):
        route_id = next(iter(locked))
        force = locked[route_id]
        yield (
            f"Every way from {place} is locked until a force comes: {route_id} needs {force}, which takes "
            f"{late[force]:.4g} h, past the horizon of {horizon_h:g} h.",
            f"{force} with a shorter lead, a way without a lock, or a longer horizon would help.",
        )
    closing = {
        route.id: hours
        for route in reach.people_routes.values()
        if route.closes is not None and (hours := route.closes.after(case.start)) < horizon_h
    }
    if place not in _out_without(reach, set(closing)):
        when = listed((f"{name} after {max(0.0, hours):.4g} h" for name, hours in closing.items()), MOST_NAMED)
        yield (
            f"Every way from {place} to a safe haven closes before all are through ({when}).",
            "A later closing, an earlier start, or more vehicles before it, would help.",
        )
    havens = [case.plan.places[name] for name in reach.havens]
    room, people = sum(haven.capacity for haven in havens), sum(g.likely for g in case.groups.values())
    if math.isfinite(room) and room < people:
        flow = "pass on too few in time" if any(haven.onward for haven in havens) else "pass nobody on"
        yield (
            f"The safe havens ({listed(sorted(reach.havens), MOST_NAMED)}) hold {count_text(room)} of "
            f"{count_text(people)} people and {flow}.",
            "More capacity, onward flow or another haven would help.",
        )


def _locks(case: Case, route: Route) -> list[str]:
    places = case.plan.places
    named = (route.unlocked_by, places[route.origin].unlocked_by, places[route.destination].unlocked_by)
    return [name for name in named if name]


def _out_without(reach: Reach, barred: set[str]) -> set[str]:
    """Places from which people reach a haven over the other routes; all that lead out if none is barred."""
    ways: dict[str, set[str]] = {}
    for route in reach.people_routes.values():
        if route.id not in barred:
            ways.setdefault(route.origin, set()).add(route.destination)
    return leads_to(set(reach.havens), ways)


def infeasible_text(case: Case, left: tuple[Left, ...], *, proved: bool) -> str:
    """The message of a plan that leaves people behind: how many of whom, each reason's rule and its remedy."""
    by_reason: dict[tuple[str, str], dict[str, int]] = {}
    for found in obstacles(case, left):
        groups = by_reason.setdefault((found.why, found.remedy), {})
        groups[found.left.group] = groups.get(found.left.group, 0) + found.left.people
    people = sum(record.people for record in left)
    total = sum(group.likely for group in case.groups.values())
    head = f"infeasible plan: {count_text(people)} of {count_text(total)} people cannot get out"
    if not proved:
        head = f"no feasible plan found: the best leaves {count_text(people)} of {count_text(total)} people behind"
        head += " (not proved that no other takes them: a longer --time-limit may)"
    lines = [f"{head}."]
    for (why, remedy), groups in by_reason.items():
        who = listed((f"{name} ({count_text(many)})" for name, many in groups.items()), 8)
        lines.append(f"  {who}: {why}" + (f"\n    {remedy}" if remedy else ""))
    return "\n".join(lines)

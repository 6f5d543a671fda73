"""A bound from the first leg of a chain: all must come to one place, and no shuttle brings the last there sooner.

Everything but distances, seats and the number of vehicles is left out of the plan (people are ready at once, nothing
closes by the hour, no berth, slot, escort, crew or stand binds) and the place counts as a haven. If that is a pure
shuttle, the least completion of its trip counts, and the least way on from the place, bound every plan that leaves
nobody. Cuts add up seats and hours; trip counts know that a vehicle makes whole trips.
"""

from __future__ import annotations

import math
from dataclasses import replace

from leeway.case.model import Arrival, Case, Windows
from leeway.movement.network import Network
from leeway.movement.optimise.bounds.heads import Heads
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.shuttle.counts import least_completion
from leeway.movement.optimise.shuttle.extract import extract
from leeway.movement.optimise.shuttle.greedy import earliest_finish
from leeway.movement.optimise.shuttle.patterns import kinds_of
from leeway.movement.optimise.shuttle.tours import completion_hours, left_weight, load
from leeway.units import fixed

MOST_UNITS, MOST_KINDS, MOST_COUNTS = 1_000, 4, 4_000
"""People, kinds of pick-up and trip-count vectors beyond which the bound is not looked for."""


def last_exit_by_first_leg(network: Network, hours: Hours, clock: Clock) -> float:
    """Hours before which not everybody can be out, by the best such place; 0 where nothing can be said."""
    heads, best_h = Heads(network, hours), 0.0
    sites = {d.group.site for d in network.demands.values() if d.people}
    for place in sorted({w.destination for w in heads.ways if w.origin in sites} - network.havens - sites):
        if place in heads.least_h and sites and all(_must_pass(heads, site, place) for site in sites):
            best_h = max(best_h, _brought_h(network, place, clock) + heads.least_h[place])
    return best_h


def _must_pass(heads: Heads, site: str, place: str) -> bool:
    """Whether no way from the site to a haven avoids the place."""
    seen, stack = {site}, [site]
    while stack:
        for way in heads.from_.get(stack.pop(), ()):
            if way.destination not in seen and way.destination != place:
                seen.add(way.destination)
                stack.append(way.destination)
    return not seen & heads.network.havens


def _brought_h(network: Network, place: str, clock: Clock) -> float:
    """Hours before which not everybody can have come to the place; 0 where nothing can be said."""
    if sum(d.people for d in network.demands.values()) > MOST_UNITS:
        return 0.0
    part = Network(_first_leg(network.case, place), network.start)
    problem = extract(part)
    if problem is None or not problem.classes or len(kinds_of(problem).sources) > MOST_KINDS:
        return 0.0
    for fleet in {v.fleet.id for v in problem.classes}:
        # a vehicle that also carries people on could be back at a site by a way that the shuttle does not know
        if any(option.drop != place for option in network.options[fleet]):
            return 0.0
    tours = earliest_finish(problem)
    if sum(problem.demand) != sum(len(d.sizes) for d in part.demands.values() if d.people):
        return 0.0
    if left_weight(problem, load(problem, tours)) > 0:
        return 0.0
    limit_h = completion_hours(problem, tours)
    found = least_completion(problem, clock, limit_h, relaxed=problem.needs_relaxing, most=MOST_COUNTS)
    return 0.0 if found is None else min(found.bound, limit_h)


def _first_leg(case: Case, place: str) -> Case:
    """The case with everything left out that is not the way to the place, and the place as a haven."""
    plan = case.plan
    places = {
        key: replace(p, capacity=math.inf, hours=Windows(), berths=(), slots=None, onward=None, unlocked_by=None)
        for key, p in plan.places.items()
    }
    places[place] = replace(places[place], kind="safe_haven")
    routes = {
        key: replace(r, hours=Windows(), vehicles_per_h=math.inf, escorts=0, escort_pool=None, unlocked_by=None)
        for key, r in plan.routes.items()
    }
    fleets = {
        key: replace(f, crew_duty_h=math.inf, refuel_every=0, fuel=None, most_trips=None)
        for key, f in plan.fleets.items()
    }
    groups = {key: replace(g, mobilization_h=fixed(0.0), arrival=Arrival()) for key, g in case.groups.items()}
    before = {key: s for key, s in plan.services.items() if plan.routes[s.route].origin != place}
    leg = replace(
        plan, places=places, routes=routes, fleets=fleets, fuel_stocks={}, escort_pools={}, stations={},
        services=before, closure_tasks={},
    )  # fmt: skip
    return replace(case, groups=groups, plan=leg)

"""Exits that close at uncertain times: what a written schedule is then worth, and how much better any could be.

The schedule is followed as written in every draw. Who would enter a closed route or place does not; a vehicle that
did not make a leg is not there for its later ones; a load takes those of the planned people who have come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from leeway.movement.network import Network
from leeway.movement.optimise.bounds import exit_times
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import Dispatched
from leeway.movement.optimise.dispatch.hours import Hours

Draws = NDArray[np.float64]
Closings = Mapping[str, Draws]
SAME_H = 1e-6
QUANTILES = (0.5, 0.25, 0.1, 0.75, 0.9)
MOST_BOUNDS, BOUNDS_SHARE = 32, 0.4
"""Bounds over parts of the draws at most, and the share of the time limit they may be expected to take."""
LEAST_BOUND_S, PEOPLE_PLACES_PER_S = 0.02, 100_000
"""What one bound may take, seconds: about twice what it does on a quiet machine of 2024."""


class _Step(NamedTuple):
    """`at` in ticks of the tolerance; at one instant people and vehicles arrive before others set out."""

    at: int
    sets_out: bool
    number: int


def expected_left(network: Network, found: Dispatched, closings: Closings) -> float:
    """Mean over the draws of people left, weighted by their groups."""
    draws = {name: np.atleast_1d(np.asarray(hours, dtype=np.float64)).ravel() for name, hours in closings.items()}
    many = max((len(hours) for hours in draws.values()), default=1)
    rides = [
        (
            m.vehicle if m.fleet else "",
            m.route,
            m.origin,
            m.destination,
            m.depart_h,
            m.arrive_h,
            m.unload_end_h,
            m.people,
        )
        for m in found.moves
    ]
    rides += [
        ("", w.route, w.origin, w.destination, w.depart_h, w.arrive_h, w.arrive_h, ((w.group, w.people),))
        for w in found.walks
    ]
    rides.sort(key=lambda ride: (ride[4], ride[6]))
    at_place = {(d.group.id, d.group.site): np.full(many, float(d.people)) for d in network.demands.values()}
    standing = {(v, place): np.ones(many, dtype=bool) for v, _, place in network.vehicles}
    nobody, nowhere = np.zeros(many), np.zeros(many, dtype=bool)
    steps = []
    for k, ride in enumerate(rides):
        steps.append(_Step(round(ride[4] / SAME_H), True, k))
        if ride[6] - ride[4] > SAME_H:
            steps.append(_Step(round(ride[6] / SAME_H), False, k))
    aboard: dict[int, tuple[NDArray[np.bool_], list[tuple[str, Draws]]]] = {}
    for step in sorted(steps):
        vehicle, route, origin, destination, depart_h, arrive_h, free_h, people = rides[step.number]
        if step.sets_out:
            goes = _passable(network, draws, many, route, (origin, depart_h), (destination, arrive_h))
            if vehicle:
                there = standing.get((vehicle, origin), nowhere)
                goes = goes & there
                standing[vehicle, origin] = there & ~goes
            taken = []
            for group, planned in people:
                waiting = at_place.get((group, origin), nobody)
                load = np.where(goes, np.minimum(waiting, planned), 0.0)
                at_place[group, origin] = waiting - load
                taken.append((group, load))
            aboard[step.number] = goes, taken
        if not step.sets_out or free_h - depart_h <= SAME_H:
            goes, taken = aboard.pop(step.number)
            if vehicle:
                standing[vehicle, destination] = standing.get((vehicle, destination), nowhere) | goes
            for group, load in taken:
                at_place[group, destination] = at_place.get((group, destination), nobody) + load
    left = sum(
        network.case.groups[group].weight * float(people.mean())
        for (group, place), people in at_place.items()
        if place not in network.havens
    )
    return float(left)


def _passable(
    network: Network, draws: Mapping[str, Draws], many: int, route: str, *ends: tuple[str, float]
) -> NDArray[np.bool_]:
    """In which draws a ride finds its route and both its ends open."""
    goes = np.ones(many, dtype=bool)
    spec = network.plan.routes[route]
    moments = [(name, ends[0][1]) for name in {spec.id, spec.exit or spec.id}]
    for place, hour in ends:
        moments += [(name, hour) for name in {place, network.plan.places[place].exit or place}]
    for name, hour in moments:
        if name in draws:
            goes &= hour <= draws[name] + SAME_H
    return goes


def outlooks(network: Network, closings: Closings) -> list[Hours]:
    """Opening hours to dispatch by: as planned, and as if every exit closed at one of the `QUANTILES` of its draws."""
    foreseen = [{n: float(np.quantile(_finite(h), q)) for n, h in closings.items()} for q in QUANTILES]
    return [Hours(network), *(Hours(network, closed) for closed in foreseen)]


def _finite(hours: Draws) -> Draws:
    return np.minimum(np.asarray(hours, dtype=np.float64), 1e9)


def foreseen_left(network: Network, closings: Closings, clock: Clock) -> float:
    """Lower bound of the expected weighted people left: each draw's closings known beforehand (wait and see).

    Draws that are alike are bounded together by the latest closing of each exit among them, which is never more. How
    many bounds are looked for is told from the size of the plan and the time limit, not from the time they take.
    """
    names = sorted(closings)
    draws = np.stack([np.atleast_1d(np.asarray(closings[n], dtype=np.float64)).ravel() for n in names], axis=1)
    table, weights = np.unique(draws, axis=0, return_counts=True)
    order = np.argsort(np.minimum(table, 1e9).sum(axis=1), kind="stable")
    people = sum(demand.people for demand in network.demands.values())
    one_s = LEAST_BOUND_S + people * len(network.plan.places) / PEOPLE_PLACES_PER_S
    chunks = max(1, min(len(table), MOST_BOUNDS, int(BOUNDS_SHARE * clock.limit_s / one_s)))
    total = 0.0
    for chunk in np.array_split(order, chunks):
        latest = dict(zip(names, table[chunk].max(axis=0).tolist(), strict=True))
        times = exit_times(network, Hours(network, latest), lambda: clock.remaining_s <= 0)
        total += times.bound(0.0).left_weighted * float(weights[chunk].sum())
    return total / len(draws)

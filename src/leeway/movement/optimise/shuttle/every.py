"""Small shuttles whose havens have room of their own: every tour that could matter, and the best choice among them.

For one vehicle only the trips it makes (kind of pick-up, haven) count for the others, not their order: of all tours
with the same trips the quickest is kept. Which tours carry everybody within the room of each haven is a small integer
programme; the least completion is one of the times of these tours, exact, found by bisection.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle.patterns import EPSILON, Kinds, kinds_of
from leeway.movement.optimise.shuttle.problem import ShuttleProblem, VehicleClass
from leeway.movement.optimise.shuttle.tours import Tour, Tours, closed
from leeway.movement.optimise.shuttle.whole import Offer, choose

MOST_TOURS, MOST_STEPS = 8_000, 300_000
"""Sets of trips beyond which not all tours are listed, and trips put behind one another on the way to them."""
MOST_LOADS = 24
"""Loads of the largest vehicles beyond which none are listed."""
NODES = 2_000
"""Of the integer programme for each completion tried."""

Pair = tuple[int, int]
"""A kind of pick-up and a haven; -1: any of those with room for everybody."""
Trips = tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Tours that carry everybody (None if none are found) and a proven lower bound of their completion, hours."""

    tours: Tours | None
    bound_h: float


def best_of_every_tour(problem: ShuttleProblem, clock: Clock, low_h: float, high_h: float) -> Best | None:
    """The least completion between `low_h` (proven) and `high_h` (reached), fuel ignored; None if there are too many
    tours, or if how long a trip takes depends on who is aboard."""
    seats = max(v.seats for v in problem.classes)
    if any(v.per_unit_h for v in problem.classes) or sum(-(-n // seats) for n in problem.demand) > MOST_LOADS:
        return None
    kinds, offers, hours = kinds_of(problem), list[Offer](), list[float]()
    for c, v in enumerate(problem.classes):
        found = every_tour(problem, kinds, v, high_h)
        if found is None or clock.remaining_s <= 0:
            return None
        for end_h, tour in found.values():
            offers.append((c, tour))
            hours.append(end_h)
        if len(offers) > MOST_TOURS:
            return None
    values = sorted({round(h, 12) for h in hours if h >= low_h * (1 - 1e-9)})
    tours: Tours | None = None
    low, high, open_from = 0, len(values), len(values)
    while low < high and clock.remaining_s > 0:
        middle = (low + high) // 2
        within = [o for o, h in zip(offers, hours, strict=True) if h <= values[middle] + EPSILON]
        chosen = choose(problem, within, clock, NODES)
        if chosen.tours is not None and chosen.left <= 1e-6:
            tours, high = chosen.tours, middle
        else:
            if chosen.bound <= 1e-6:
                open_from = min(open_from, low)
            low = middle + 1
        clock.tell("every tour", values[high] if high < len(values) else high_h, values[max(0, low - 1)])
    first = min(low, open_from)
    return Best(tours, max(low_h, values[first]) if first < len(values) else high_h)


def every_tour(
    problem: ShuttleProblem, kinds: Kinds, v: VehicleClass, limit_h: float
) -> dict[Trips, tuple[float, Tour]] | None:
    """(end in hours, tour) of the quickest tour within the limit for every set of trips; None if they are too many."""
    total = sum(problem.demand)
    shown = [d if room < total else -1 for d, room in enumerate(problem.capacity)]
    gates = [
        (g, d) for g in range(len(problem.gates)) for d in range(len(problem.drops)) if v.loaded_h[g, d] < math.inf
    ]
    most_of_kind = [
        -(-kinds.demand(problem, k) // v.seats) + len(set(shown)) - 1 if kinds.demand(problem, k) else 0
        for k in range(len(kinds.sources))
    ]
    most_into = {d: -(-int(problem.capacity[d]) // v.seats) + len(kinds.sources) - 1 for d in shown if d >= 0}
    best: dict[Trips, tuple[float, Tour]] = {}
    layer: dict[tuple[Trips, int], tuple[float, Tour]] = {((), -1): (0.0, ())}
    steps = 0
    for _ in range(min(v.most_trips, sum(most_of_kind))):
        following: dict[tuple[Trips, int], tuple[float, Tour]] = {}
        for (trips, at), (now, tour) in layer.items():
            for g, d in gates:
                kind, into = kinds.of_gate[g], shown[d]
                end = now + float(v.start_h[g] if at < 0 else v.empty_h[at, g]) + float(v.loaded_h[g, d])
                if end > limit_h + EPSILON or closed(v, v.available_h if at < 0 else now, at, g, d):
                    continue
                if sum(1 for k, _ in trips if k == kind) >= most_of_kind[kind]:
                    continue
                if into >= 0 and sum(1 for _, e in trips if e == into) >= most_into[into]:
                    continue
                steps += 1
                key = (tuple(sorted((*trips, (kind, into)))), d)
                if key not in following or end < following[key][0] - 1e-12:
                    following[key] = (end, (*tour, (g, d)))
            if steps > MOST_STEPS or len(best) + len(following) > MOST_TOURS:
                return None
        if not following:
            break
        for (trips, _), (end, tour) in following.items():
            if trips not in best or end < best[trips][0] - 1e-12:
                best[trips] = (end, tour)
        layer = following
    return best

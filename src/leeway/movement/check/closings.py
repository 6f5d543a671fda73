"""What a schedule is worth when exits close at uncertain times: people left, on the mean over draws of the closings.

In each draw the schedule is followed as written. Whoever would enter a closed exit does not; a vehicle that could not
move stays where it is and misses its later trips from elsewhere; a load takes those planned who have come so far.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leeway.movement.check.facts import TOLERANCE_H, Facts

Closings = Mapping[str, ArrayLike]
"""Hours after the start at which a route (by id), a place (by id) or an exit (by its name) closes: one value a draw,
`inf` for never. Routes may be entered up to and including it; places be entered and left."""


@dataclass(slots=True)
class _Ride:
    vehicle: str | None
    route: str
    origin: str
    destination: str
    depart_h: float
    arrive_h: float
    free_h: float
    people: tuple[tuple[str, int], ...]


def expected_left(facts: Facts, closings: Closings) -> float:
    """Mean over the draws of the people left, weighted by their groups.

    Raises `ValueError` if the closings do not all have the same number of draws.
    """
    groups = facts.case.groups
    return float(sum(groups[name].weight * float(left.mean()) for name, left in left_by_group(facts, closings).items()))


def left_by_group(facts: Facts, closings: Closings) -> dict[str, NDArray[np.float64]]:
    """People of each group left in each draw, shape `(draws,)`.

    Raises `ValueError` if the closings do not all have the same number of draws.
    """
    draws = {name: np.asarray(hours, dtype=np.float64).ravel() for name, hours in closings.items()}
    sizes = {hours.size for hours in draws.values()}
    if len(sizes) != 1:
        raise ValueError(f"closings need the same number of draws each, found {sorted(sizes)}")
    (number,) = sizes
    there: dict[tuple[str, str], NDArray[np.float64]] = {}
    for group in facts.case.groups.values():
        there[group.id, group.site] = np.full(number, float(facts.coming[group.id].people))
    standing: dict[tuple[str, str], NDArray[np.bool_]] = {}
    loads: dict[int, list[tuple[str, NDArray[np.float64]]]] = {}
    moved: dict[int, NDArray[np.bool_]] = {}
    rides = _rides(facts)
    # At one instant arrivals come first, so that people and vehicles can go on in it.
    events = [(round(r.depart_h / TOLERANCE_H), 1, k) for k, r in enumerate(rides)]
    events += [(round(r.free_h / TOLERANCE_H), 0, k) for k, r in enumerate(rides)]
    events = _zero_length_last(events, rides)
    for _, kind, k in events:
        ride = rides[k]
        if kind == 1:
            goes = _open(facts, draws, ride, number)
            if ride.vehicle is not None:
                goes &= _standing(facts, standing, ride.vehicle, ride.origin, number)
                standing[ride.vehicle, ride.origin] = (
                    _standing(facts, standing, ride.vehicle, ride.origin, number) & ~goes
                )
            moved[k], loads[k] = goes, []
            for group_id, people in ride.people:
                waiting = there.setdefault((group_id, ride.origin), np.zeros(number))
                taken = np.where(goes, np.minimum(waiting, people), 0.0)
                there[group_id, ride.origin] = waiting - taken
                loads[k].append((group_id, taken))
        if kind == 0 or ride.free_h - ride.depart_h <= TOLERANCE_H:
            if k not in moved:
                continue
            if ride.vehicle is not None:
                before = _standing(facts, standing, ride.vehicle, ride.destination, number)
                standing[ride.vehicle, ride.destination] = before | moved[k]
            for group_id, taken in loads.pop(k, []):
                place = (group_id, ride.destination)
                there[place] = there.get(place, np.zeros(number)) + taken
    left = {group_id: np.zeros(number) for group_id in facts.case.groups}
    for (group_id, place_id), people_there in there.items():
        if not facts.plan.places[place_id].is_haven:
            left[group_id] += people_there
    return left


def _zero_length_last(events: list[tuple[int, int, int]], rides: list[_Ride]) -> list[tuple[int, int, int]]:
    """Events in order, without the arrivals of rides that take no time (they arrive as they depart)."""
    return sorted(e for e in events if e[1] == 1 or rides[e[2]].free_h - rides[e[2]].depart_h > TOLERANCE_H)


def _rides(facts: Facts) -> list[_Ride]:
    rides = [
        _Ride(m.vehicle if m.fleet else None, m.route, m.origin, m.destination, m.depart_h, m.arrive_h,
              m.unload_end_h, m.people)
        for m in facts.schedule.moves
    ]  # fmt: skip
    rides += [
        _Ride(None, w.route, w.origin, w.destination, w.depart_h, w.arrive_h, w.arrive_h, ((w.group, w.people),))
        for w in facts.schedule.walks
    ]
    return sorted(rides, key=lambda ride: (ride.depart_h, ride.free_h))


def _standing(
    facts: Facts, standing: dict[tuple[str, str], NDArray[np.bool_]], vehicle: str, place: str, number: int
) -> NDArray[np.bool_]:
    if (vehicle, place) not in standing:
        standing[vehicle, place] = np.full(number, facts.vehicles[vehicle][1] == place)
    return standing[vehicle, place]


def _open(facts: Facts, draws: Mapping[str, NDArray[np.float64]], ride: _Ride, number: int) -> NDArray[np.bool_]:
    """In which draws the ride can be made."""
    goes = np.ones(number, dtype=np.bool_)
    route = facts.plan.routes[ride.route]
    for name in {route.id, route.exit or route.id}:
        if name in draws:
            goes &= ride.depart_h <= draws[name] + TOLERANCE_H
    for place_id, hour in ((ride.origin, ride.depart_h), (ride.destination, ride.arrive_h)):
        for name in {place_id, facts.plan.places[place_id].exit or place_id}:
            if name in draws:
                goes &= hour <= draws[name] + TOLERANCE_H
    return goes

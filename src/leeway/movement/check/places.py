"""Places: hours, forces that unlock them, berths, slots on an airfield or in a harbour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from leeway.case.model import Place, Slots
from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.check.timelines import crowded_hour, first_excess, instants
from leeway.movement.records import Move


def crossings(facts: Facts) -> Iterator[tuple[str, str, str, float]]:
    """(who, "leaves" or "enters", place, hour) of everybody who crosses a place's border."""
    for move in facts.schedule.moves:
        yield f"Vehicle {move.vehicle}", "leaves", move.origin, move.depart_h
        yield f"Vehicle {move.vehicle}", "enters", move.destination, move.arrive_h
    for walk in facts.schedule.walks:
        yield f"Group {walk.group} on foot or by own cars", "leaves", walk.origin, walk.depart_h
        yield f"Group {walk.group} on foot or by own cars", "enters", walk.destination, walk.arrive_h


def place_times(facts: Facts) -> Iterator[str]:
    """Places are entered and left within their hours and once the force that unlocks them has come."""
    for who, does, place_id, hour in crossings(facts):
        place = facts.plan.places[place_id]
        if not facts.is_open(f"place {place_id}", place.hours, place, hour):
            yield f"{who}: {does} place {place_id} at {at(hour)}, outside its hours."
        if place.unlocked_by is not None and hour < facts.force_h(place.unlocked_by) - TOLERANCE_H:
            yield (
                f"{who}: {does} place {place_id} at {at(hour)}, force {place.unlocked_by} "
                f"unlocks it at {at(facts.force_h(place.unlocked_by))}."
            )


def berths(facts: Facts) -> Iterator[str]:
    """At no instant do vehicles loading or unloading need more berths than admit their fleets."""
    stays: dict[str, dict[str, list[tuple[float, float, int]]]] = {}
    for move in facts.schedule.moves:
        if move.fleet:
            for place, begin, end in (
                (move.origin, move.load_start_h, move.depart_h),
                (move.destination, move.arrive_h, move.unload_end_h),
            ):
                if facts.plan.places[place].berths:
                    stays.setdefault(place, {}).setdefault(move.fleet, []).append((begin, end, 1))
    for place_id, by_fleet in stays.items():
        # Hall's condition: every set of fleets needs as many berths as it has vehicles there. Sets of fleets that
        # share no berth decide alone, so that unions beyond a handful add nothing worth their number.
        for size in range(1, min(len(by_fleet), 4) + 1):
            for fleets in combinations(sorted(by_fleet), size):
                admitting = [
                    b for b in facts.plan.places[place_id].berths if not b.fleets or set(fleets) & set(b.fleets)
                ]
                limit = sum(b.count for b in admitting)
                excess = first_excess((stay for fleet in fleets for stay in by_fleet[fleet]), limit)
                if excess is not None:
                    yield (
                        f"Place {place_id}: {excess[1]} vehicles of {', '.join(fleets)} at berths at {at(excess[0])}, "
                        f"there are {limit}."
                    )
        everything = [stay for rows in by_fleet.values() for stay in rows]
        total = sum(b.count for b in facts.plan.places[place_id].berths)
        excess = first_excess(everything, total) if len(by_fleet) > 4 else None
        if excess is not None:
            yield f"Place {place_id}: {excess[1]} vehicles at berths at {at(excess[0])}, there are {total}."


def slots(facts: Facts) -> Iterator[str]:
    """Movements in any sliding hour, vehicles on the ground at once, shortest time on the ground, hours."""
    for place in facts.plan.places.values():
        if place.slots is not None:
            yield from _slots(facts, place, place.slots)


def _slots(facts: Facts, place: Place, limits: Slots) -> Iterator[str]:
    movements: list[float] = []
    ground: list[tuple[float, float]] = []
    for vehicle, moves in facts.by_vehicle.items():
        if limits.modes and facts.plan.fleets[moves[0].fleet].mode not in limits.modes:
            continue
        arrived: Move | None = None
        for move in moves:
            if move.origin == place.id:
                movements.append(move.depart_h)
                if arrived is not None:
                    ground.append((move.depart_h, -1.0))
                    stood = move.depart_h - arrived.arrive_h
                    if stood < limits.parking_h - TOLERANCE_H:
                        yield (
                            f"Vehicle {vehicle} at place {place.id}: on the ground for {at(stood)} "
                            f"from {at(arrived.arrive_h)}, at least {at(limits.parking_h)} are needed."
                        )
                arrived = None
            if move.destination == place.id:
                movements.append(move.arrive_h)
                ground.append((move.arrive_h, 1.0))
                arrived = move
        for hour in (h for m in moves for h in _hours_at(m, place.id)):
            if not facts.is_open(f"slots {place.id}", limits.hours, place, hour):
                yield f"Vehicle {vehicle}: moves at place {place.id} at {at(hour)}, outside its slot hours."
    crowded = crowded_hour(movements, limits.movements_per_h)
    if crowded is not None:
        yield (
            f"Place {place.id}: {crowded[1]} movements within {at(crowded[2])} from {at(crowded[0])}, "
            f"it takes {limits.movements_per_h:g} an hour."
        )
    present = 0.0
    for hour, changes in instants(ground):
        present += sum(changes)
        if present > limits.maximum_on_ground + TOLERANCE_H:
            yield (
                f"Place {place.id}: {present:g} vehicles on the ground at {at(hour)}, "
                f"at most {limits.maximum_on_ground:g} are allowed."
            )
            return


def _hours_at(move: Move, place: str) -> Iterator[float]:
    if move.origin == place:
        yield move.depart_h
    if move.destination == place:
        yield move.arrive_h

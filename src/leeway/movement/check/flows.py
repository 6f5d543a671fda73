"""The people's way as flows: who comes free at a place, who leaves it, stage by stage, group by group."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from leeway.movement.check.facts import Facts


@dataclass(slots=True)
class Flow:
    """One group at one place, (hour, people) each: `ready` at the group's own site, `boarding` when they must be there,
    `leaving` when they have gone, `arriving` when they are free to go on, `under_way` (set out, arrived, people)."""

    ready: list[tuple[float, int]] = field(default_factory=list)
    arriving: list[tuple[float, int]] = field(default_factory=list)
    boarding: list[tuple[float, int]] = field(default_factory=list)
    leaving: list[tuple[float, int]] = field(default_factory=list)
    under_way: list[tuple[float, float, int]] = field(default_factory=list)


@lru_cache(maxsize=1)
def flows(facts: Facts) -> dict[tuple[str, str], Flow]:
    """By (group, place), for every group's site and every place its people come through."""
    result: dict[tuple[str, str], Flow] = {}

    def of(group: str, place: str) -> Flow:
        return result.setdefault((group, place), Flow())

    for group in facts.case.groups.values():
        coming = facts.coming[group.id]
        of(group.id, group.site).ready = list(zip(coming.ready_h, coming.sizes, strict=True))
    for move in facts.schedule.moves:
        # A timetable waits for nobody: its people must be there when it leaves; a vehicle's when loading begins.
        boards = move.load_start_h if move.fleet else move.depart_h
        for group_id, people in move.people:
            origin, destination = of(group_id, move.origin), of(group_id, move.destination)
            origin.boarding.append((boards, people))
            origin.leaving.append((move.depart_h, people))
            destination.arriving.append((move.unload_end_h, people))
            destination.under_way.append((move.depart_h, move.unload_end_h, people))
    for walk in facts.schedule.walks:
        origin, destination = of(walk.group, walk.origin), of(walk.group, walk.destination)
        origin.boarding.append((walk.depart_h, walk.people))
        origin.leaving.append((walk.depart_h, walk.people))
        destination.arriving.append((walk.arrive_h, walk.people))
        destination.under_way.append((walk.depart_h, walk.arrive_h, walk.people))
    return result


def total(rows: list[tuple[float, int]]) -> int:
    """People in all."""
    return sum(people for _, people in rows)

"""Greedy dispatch with limited shelters: no bus waits for room that never comes, nor takes what others need."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from leeway.case.model import Case, Fleet, Group, Moment, Place, Plan, Route, Settings
from leeway.movement.simulate import simulate
from leeway.units import fixed


def case(
    people: dict[str, int], roads: dict[tuple[str, str], float], shelters: dict[str, float], buses: dict[str, int],
    seats: int = 10,
) -> Case:  # fmt: skip
    """Towns with people, shelters with so many places, roads with their hours, and buses that stand in towns."""
    places = {name: Place(name, "site") for name in people}
    places |= {name: Place(name, "safe_haven", capacity=room) for name, room in shelters.items()}
    routes = {f"{a} {b}": Route(f"{a} {b}", a, b, "road", time_h=fixed(hours)) for (a, b), hours in roads.items()}
    fleet = Fleet("bus", "road", sum(buses.values()), seats, starts=tuple(buses.items()))
    groups = {f"of {name}": Group(f"of {name}", name, many, many, many) for name, many in people.items()}
    plan = Plan(places, routes, {"bus": fleet}, {}, {}, {}, {}, {}, {})
    start = datetime(2024, 3, 10, 4, 0, tzinfo=UTC)
    return Case(Path("."), "shelters", (), start, None, "UTC", Settings(horizon_h=48.0), groups, plan)


def left(made: Case) -> int:
    found = simulate(made, replications=2)
    assert np.array_equal(found.left[0], found.left[1])
    return int(found.left[0].sum())


def test_a_bus_does_not_wait_at_a_shelter_that_is_full() -> None:
    """Two buses set out for one near shelter with room for one load: the second goes to the far one."""
    roads = {("town", "near"): 1.0, ("town", "far"): 5.0}
    assert left(case({"town": 40}, roads, {"near": 10, "far": 30}, {"far": 2})) == 0


def test_what_others_need_is_left_to_them() -> None:
    """The valley can only reach the near shelter; the town, which is nearer to it, goes to the far one."""
    roads = {("town", "near"): 0.5, ("town", "far"): 5.0, ("valley", "near"): 3.0}
    made = case({"town": 20, "valley": 20}, roads, {"near": 20, "far": 20}, {"town": 2, "valley": 1})
    assert left(made) == 0


def test_room_is_shared_between_sets_of_shelters() -> None:
    """Two towns confined to two shelters between them, a third that may go anywhere: Hall's condition, not single
    shelters, tells how much the third may take."""
    roads = {("a", "x"): 1.0, ("a", "y"): 2.0, ("b", "x"): 2.0, ("b", "y"): 1.0}
    roads |= {("c", "x"): 0.5, ("c", "y"): 0.5, ("c", "z"): 6.0}
    made = case({"a": 25, "b": 15, "c": 30}, roads, {"x": 20, "y": 25, "z": 25}, {"c": 3, "a": 1, "b": 1})
    assert left(made) == 0


def test_nothing_is_kept_for_those_who_cannot_come() -> None:
    """The road from the valley closes before a bus can be there: what is kept for its people goes to the town."""
    roads = {("town", "near"): 1.0, ("valley", "near"): 3.0, ("town", "far"): 5.0}
    made = case({"town": 30, "valley": 20}, roads, {"near": 20, "far": 20}, {"town": 1})
    shut = replace(made.plan.routes["valley near"], closes=Moment(hours=0.5))
    made = replace(made, plan=replace(made.plan, routes={**made.plan.routes, "valley near": shut}))
    assert left(made) == 20


def test_larger_parties_than_the_room_left_go_elsewhere() -> None:
    """Families of six: a shelter with four places left takes none of them, and no bus waits there."""
    roads = {("town", "near"): 1.0, ("town", "far"): 5.0}
    made = case({"town": 30}, roads, {"near": 10, "far": 24}, {"town": 2}, seats=12)
    family = Group("families", "town", 30, 30, 30, party_size=6.0)
    assert left(replace(made, groups={"families": family})) == 0

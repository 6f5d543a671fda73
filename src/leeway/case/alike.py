"""Groups that are alike put together, where that changes nothing: a hundred thousand households as a few groups.

Alike are groups of one site, class, priority and weight whose people come forward in known numbers, all at once, and
whom no closure task concerns. Their parties are then drawn from one distribution, are of one size, and wait in one
queue: which of them is whose makes no difference to anybody else. So the whole is moved as one group, and what happens
to one member is told from parties picked at random (`leeway.movement.engine.shares`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, replace

from leeway.case.model import Alike, Case, Group
from leeway.units import fixed


@dataclass(frozen=True, slots=True)
class Together:
    """`case` with alike groups put together; `members[id]`: the ids, in the order of people.csv, a group stands for.
    `people_likely`: of the case as it was, before show-up."""

    case: Case
    members: dict[str, tuple[str, ...]]
    people_likely: int


def together(case: Case, apart: Collection[str] = ()) -> Together:
    """The case with all groups put together that are alike; the others as they are, and those of `apart`. In the order
    of people.csv."""
    held = {*(task.group for task in case.plan.closure_tasks.values()), *apart}
    sets: dict[Hashable, list[Group]] = {}
    for group in case.groups.values():
        key = None if group.id in held else _key(group)
        sets.setdefault(("alone", group.id) if key is None else key, []).append(group)
    groups: dict[str, Group] = {}
    for alike in sets.values():
        one = alike[0] if len(alike) == 1 else _one(alike, taken=case.groups)
        groups[one.id] = one
    members = {one: tuple(g.id for g in alike) for one, alike in zip(groups, sets.values(), strict=True)}
    return Together(replace(case, groups=groups), members, _likely(case))


def one_by_one(case: Case) -> Together:
    """The case as it is."""
    return Together(case, {name: (name,) for name in case.groups}, _likely(case))


def _likely(case: Case) -> int:
    return sum(group.likely for group in case.groups.values())


def _key(group: Group) -> Hashable | None:
    """What alike groups share; None for a group that has to stay by itself."""
    if group.low != group.high or not group.show_up.is_fixed or group.arrival.kind != "at_once":
        return None
    coming, own = _coming(group)
    size = max(1.0, group.party_size)
    if coming == 0 or size % 1 or any(people % size for people in (coming - own, own)):
        return None
    return (
        group.site, group.category, group.function, group.priority, group.weight, size, group.mobilization_h,
        group.show_up, group.self_evacuating, group.room,
    )  # fmt: skip


def _coming(group: Group) -> tuple[int, int]:
    """(people who come forward, of these by their own means), as the schedule and the simulation round them."""
    coming = round(group.likely * group.show_up.low)
    return coming, round(coming * group.self_evacuating)


def _one(alike: list[Group], taken: Iterable[str]) -> Group:
    counted = Counter(_coming(group) for group in alike)
    people = sum(coming * many for (coming, _), many in counted.items())
    own = sum(own * many for (_, own), many in counted.items())
    name = f"{alike[0].id} and {len(alike) - 1:,} like it"
    while name in taken:
        name += "."
    members = tuple(Alike(coming, own, many) for (coming, own), many in sorted(counted.items()))
    return replace(
        alike[0], id=name, low=people, likely=people, high=people, show_up=fixed(1.0),
        self_evacuating=own / people, members=members,
    )  # fmt: skip

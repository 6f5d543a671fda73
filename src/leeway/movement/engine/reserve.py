"""Room in shelters that is kept for those who have nowhere else to go.

People leave such a shelter no more, so that a load to it may take the last place somebody needs. By Hall's theorem
(1935, J. London Math. Soc. 10, doi:10.1112/jlms/s1-10.37.26) everybody finds room if and only if for each set of
shelters those who can reach no other are no more than its room. A load from people who have a choice takes no more than
leaves that so. Where people cannot get there after all nothing would ever move: what is kept is then given free.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine.crowd import Crowd
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.world import World

MOST_SETS: Final = 256
"""Sets of shelters looked at; beyond them only those that the people of single places are confined to."""
Confined = tuple[Ids, Ids]


class Reserve:
    """`kept[place, drop]`: sets of shelters, `drop` among them, and the places whose people can reach no other, for
    people of `place`, who can. `given_free` (replications,): nothing is kept there any more."""

    def __init__(self, world: World, crowd: Crowd) -> None:
        self.crowd = crowd
        self.given_free = np.zeros(len(crowd.size), dtype=bool)
        reach = _reach(world, crowd.for_good)
        sets = _unions({shelters for shelters in reach.values() if shelters})
        self.kept: dict[tuple[int, int], list[Confined]] = {}
        for chosen in sorted(sets, key=sorted):
            inside = np.array([p for p, own in reach.items() if own and own <= chosen], dtype=np.int64)
            entry = np.array(sorted(chosen), dtype=np.int64), inside
            for place, own in reach.items():
                if own is None or not own <= chosen:
                    for drop in chosen:
                        self.kept.setdefault((place, drop), []).append(entry)

    def room(self, place: int, drop: int, rows: Rows, t: Array) -> Array:
        """People of `place` who may still set out for `drop`, `inf` where nothing is kept from them."""
        crowd, found = self.crowd, np.full(len(rows), np.inf)
        if (place, drop) not in self.kept:
            return found
        for shelters, places in self.kept[place, drop]:
            free = np.sum([crowd.free_heads(int(s), rows, t) for s in shelters], axis=0)
            people = crowd.people_present[rows[:, None], places] + crowd.people_coming[rows[:, None], places]
            found = np.minimum(found, free - people.sum(axis=1))
        return np.where(self.given_free[rows], np.inf, found)

    def give_free(self, rows: Rows) -> NDArray[np.bool_]:
        """Keep nothing any more; where that changes something."""
        changed = ~self.given_free[rows] & bool(self.kept)
        self.given_free[rows] = True
        return changed


def _reach(world: World, for_good: NDArray[np.bool_]) -> dict[int, frozenset[int] | None]:
    """By place, the shelters its people can come to; None where a haven with room for any number is among them."""
    found: dict[int, frozenset[int] | None] = {}
    for place in np.flatnonzero(~world.is_haven):
        ends = np.flatnonzero((world.upstream[place] > 0) & world.is_haven)
        found[int(place)] = frozenset(ends.tolist()) if for_good[ends].all() else None
    return found


def _unions(sets: set[frozenset[int]]) -> set[frozenset[int]]:
    """All unions of some sets, or the sets alone where there are too many."""
    found: set[frozenset[int]] = set()
    for one in sorted(sets, key=sorted):
        found |= {one, *(one | other for other in found)}
        if len(found) > MOST_SETS:
            return sets
    return found

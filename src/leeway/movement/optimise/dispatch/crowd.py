"""People ready at a place, as counts of parties, boarded by priority and then first come."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from leeway.movement.network import Demand


class Bundle(NamedTuple):
    """`parties` parties of `size` people of one group."""

    group: str
    size: int
    parties: int


class Crowd:
    """Parties waiting to leave one place. `room`: the seats all of them take; `people`: how many they are."""

    __slots__ = ("_queues", "_room_of", "people", "room")

    def __init__(self, room_of: dict[str, float]) -> None:
        self._room_of = room_of
        self._queues: dict[tuple[int, str, int], deque[list[float]]] = {}
        self.room = 0.0
        self.people = 0

    def add(self, bundle: Bundle, priority: int, t: float) -> None:
        """Parties become ready at `t` (never earlier than those already there)."""
        key = (priority, bundle.group, bundle.size)
        queue = self._queues.setdefault(key, deque())
        if queue and queue[-1][0] == t:
            queue[-1][1] += bundle.parties
        else:
            queue.append([t, bundle.parties])
        self.people += bundle.size * bundle.parties
        self.room += bundle.size * bundle.parties * self._room_of[bundle.group]

    def first_priority(self) -> int:
        """Lowest priority number waiting (0 if nobody)."""
        return min((key[0] for key, queue in self._queues.items() if queue), default=0)

    def take(self, room: float, people: float) -> list[Bundle]:
        """Board at most `room` seats and `people` persons, whole parties."""
        if self.people == 0 or room <= 0 or people < 1:
            return []
        heap = [(key[0], queue[0][0], key) for key, queue in self._queues.items() if queue]
        heapq.heapify(heap)
        taken: dict[tuple[str, int], int] = {}
        while heap:
            _, _, key = heap[0]
            _, group, size = key
            need = size * self._room_of[group]
            fits = int(min(room / need, people / size, self.people) + 1e-9)
            queue = self._queues[key]
            if fits < 1:
                heapq.heappop(heap)
                continue
            number = int(min(fits, queue[0][1]))
            taken[(group, size)] = taken.get((group, size), 0) + number
            room -= number * need
            people -= number * size
            self.people -= number * size
            self.room -= number * need
            queue[0][1] -= number
            if queue[0][1] == 0:
                queue.popleft()
            if queue:
                heapq.heapreplace(heap, (key[0], queue[0][0], key))
            else:
                heapq.heappop(heap)
        return [Bundle(group, size, number) for (group, size), number in taken.items()]

    def first_party(self) -> Bundle | None:
        """The party that is first in turn."""
        key = self._first()
        return None if key is None else Bundle(key[1], key[2], 1)

    def take_first(self) -> None:
        """The party that is first in turn goes."""
        key = self._first()
        assert key is not None
        queue = self._queues[key]
        queue[0][1] -= 1
        if queue[0][1] == 0:
            queue.popleft()
        self.people -= key[2]
        self.room -= key[2] * self._room_of[key[1]]

    def _first(self) -> tuple[int, str, int] | None:
        heads = [(key[0], queue[0][0], key) for key, queue in self._queues.items() if queue]
        return min(heads)[2] if heads else None

    def take_group(self, group: str) -> list[Bundle]:
        """All parties of one group."""
        taken = []
        for key in [k for k in self._queues if k[1] == group]:
            parties = int(sum(n for _, n in self._queues.pop(key)))
            if parties:
                taken.append(Bundle(group, key[2], parties))
        people = persons(taken)
        self.people -= people
        self.room -= people * self._room_of[group]
        return taken

    def contents(self) -> dict[str, int]:
        """People by group."""
        result: dict[str, int] = {}
        for (_, group, size), queue in self._queues.items():
            many = int(sum(n for _, n in queue)) * size
            if many:
                result[group] = result.get(group, 0) + many
        return result


def persons(bundles: Sequence[Bundle]) -> int:
    """How many people."""
    return sum(b.size * b.parties for b in bundles)


def by_group(bundles: Sequence[Bundle]) -> tuple[tuple[str, int], ...]:
    """(group, people) pairs in order of first appearance."""
    result: dict[str, int] = {}
    for b in bundles:
        result[b.group] = result.get(b.group, 0) + b.size * b.parties
    return tuple(result.items())


def held_ready(demand: Demand, crew_until: Sequence[tuple[float, int]]) -> list[tuple[float, int]]:
    """(ready time, party size) of each party once closure tasks hold people back.

    `crew_until`: (until, people) steps, descending in people: before `until` at least that many must remain.
    Those ready last are the ones kept, which delays nobody else.
    """
    parties = sorted(zip(demand.ready_h, demand.sizes, strict=True))
    result: list[tuple[float, int]] = []
    later = 0
    for ready, size in reversed(parties):
        for until, people in crew_until:
            if later < people:
                ready = max(ready, until)
        later += size
        result.append((ready, size))
    return sorted(result)

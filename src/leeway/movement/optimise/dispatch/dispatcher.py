"""A deterministic dispatcher at planning values: exact times, every rule of the plan, steered by a `Guide`.

Events happen in order of time; at one instant people move first, then scheduled services leave, then people moving
themselves set out, then vehicles are dispatched. A trip is booked whole when loading is decided, so that what it needs
(berths, slots, escorts, room where it goes) is free when it gets there: nothing ever waits on the way for want of it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass

from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.dispatch.loading import Loading
from leeway.movement.optimise.dispatch.vehicle import Vehicle
from leeway.movement.records import FuelDelivery, Move, Objective, Processing, TaskRun, Walk

LOOK_AT_CLOCK = 200
"""Events between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What one run of the dispatcher gives: records, people who did not get out, by (group, place), and how many events
    it took. `ranked`: a vehicle had a choice of trips, so that another rule might do something else; `waited`: a load
    was less than full, so that another share of room might."""

    moves: tuple[Move, ...]
    walks: tuple[Walk, ...]
    processings: tuple[Processing, ...]
    tasks: tuple[TaskRun, ...]
    deliveries: tuple[FuelDelivery, ...]
    stranded: dict[tuple[str, str], int]
    objective: Objective
    guide: Guide
    events: int = 0
    ranked: bool = True
    waited: bool = True


class Stopped(Exception):
    """A run of the dispatcher was broken off because there is no time left."""


def dispatch(network: Network, hours: Hours, guide: Guide, stop: Callable[[], bool] | None = None) -> Dispatched:
    """Run the plan under `guide`. Raises `Stopped` when `stop` says so, asked every few hundred events."""
    return Dispatcher(network, hours, guide).run(stop)


class Dispatcher(Loading):
    """One run. From the ground up it is agenda, arrivals, walking, services, boarding, sending, loading."""

    def run(self, stop: Callable[[], bool] | None = None) -> Dispatched:
        """Everything, from the first person ready to the last event."""
        self._people()
        self._services()
        guide_h = self.guide.not_before
        for id_, fleet_id, place in self.network.vehicles:
            if id_ not in self.guide.idle:
                fleet = self.plan.fleets[fleet_id]
                available = max(0.0, self.network.hours(fleet.available_h))
                available += self.guide.less_notice_h.get(fleet_id, 0.0)
                available = max(available, guide_h.get(id_, 0.0))
                vehicle = Vehicle(id_, fleet, place, available)
                self.later(vehicle.free_h, self._freer(vehicle))
        while True:
            while self.heap:
                t, _, _, work = heapq.heappop(self.heap)
                work(t)
                self.now = t
                self.events += 1
                if stop is not None and self.events % LOOK_AT_CLOCK == 0 and stop():
                    raise Stopped
            if not self._force():
                break
        return self._result()

    def _force(self) -> bool:
        """Nothing more will happen by itself: send what waits for more people; True if anything moved."""
        if not any(self.waiting.values()) and not self.idle:
            return False
        self.forced, self.look_again = True, True
        self.dirty.update(p for p, waiting in self.waiting.items() if waiting)
        before = len(self.moves)
        self._dispatch(self.now)
        self.forced = False
        return len(self.moves) > before or bool(self.heap)

    def _dispatch(self, t: float) -> None:
        self.planned_at.discard(t)
        while self.dirty or self.look_again:
            places, self.dirty = sorted(self.dirty), set()
            for place in places:
                for vehicle in list(self.waiting[place]):
                    if vehicle in self.waiting[place]:
                        self._try_load(vehicle, t)
            if self.look_again:
                self.look_again = False
                in_vain: set[object] = set()
                for vehicle in list(self.idle):
                    like = self._alike(vehicle, t)
                    if like is None or like not in in_vain:
                        self._try_target(vehicle, t)
                        if like is not None and vehicle.option is None:
                            in_vain.add(like)

    def _result(self) -> Dispatched:
        stranded: dict[tuple[str, str], int] = {}
        for demand in self.network.demands.values():
            if demand.people:
                stranded[demand.group.id, demand.group.site] = demand.people
        for origin, destination, people in (
            *((m.origin, m.destination, m.people) for m in self.moves),
            *((w.origin, w.destination, ((w.group, w.people),)) for w in self.walks),
        ):
            for group, many in people:
                stranded[group, origin] = stranded.get((group, origin), 0) - many
                if destination not in self.network.havens:
                    stranded[group, destination] = stranded.get((group, destination), 0) + many
        stranded = {key: many for key, many in stranded.items() if many}
        weighted = sum(self.groups[g].weight * many for (g, _), many in stranded.items())
        out = sum(many for _, many in self.exits)
        mean = sum(t * many for t, many in self.exits) / out if out else 0.0
        last = max((t for t, _ in self.exits), default=0.0)
        moves = sorted(self.moves, key=lambda m: (m.load_start_h, m.depart_h, m.vehicle, m.trip))
        processings = [record for desks in self.desks.values() for record in desks.records]
        processings.sort(key=lambda p: (p.start_h, p.place, p.station))
        called = tuple(self.trips.stocks.called.values())
        return Dispatched(
            tuple(moves), tuple(self.walks), tuple(processings), self.tasks.runs, called, stranded,
            Objective(weighted, last, mean), self.guide, self.events,
            self.rating.ranked_any, self.waited,
        )  # fmt: skip

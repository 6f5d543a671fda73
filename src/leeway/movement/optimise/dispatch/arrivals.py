"""People become ready, come to places, pass their desks and wait for what takes them on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.agenda import Agenda
from leeway.movement.optimise.dispatch.crowd import Bundle, held_ready, persons
from leeway.movement.optimise.dispatch.desks import Desks
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.dispatch.tasks import task_runs


class Arrivals(Agenda):
    """People on their way into places."""

    def __init__(self, network: Network, hours: Hours, guide: Guide) -> None:
        super().__init__(network, hours, guide)
        categories = {g.id: g.category for g in self.groups.values()}
        self.desks = {
            p: Desks(
                network, hours, p, categories, self._finisher(p), self.later, guide.servers_less, self._progress(p)
            )
            for p in self.plan.places
            if p not in network.havens and network.stations_at(p)
        }
        self.desks = {p: d for p, d in self.desks.items() if d.chain}
        self.tasks = task_runs(network)

    def _people(self) -> None:
        for demand in self.network.demands.values():
            if demand.people:
                site = demand.group.site
                self.places.settle(site, demand.people)
                steps = self.tasks.held.get(demand.group.id, ())
                ready = held_ready(demand, steps)
                self.rating.expect(site, demand.group.room, ready)
                k = 0
                while k < len(ready):
                    many = 1
                    while k + many < len(ready) and ready[k + many] == ready[k]:
                        many += 1
                    self.later(max(0.0, ready[k][0]), self._readier(site, Bundle(demand.group.id, ready[k][1], many)))
                    k += many

    def _readier(self, site: str, bundle: Bundle) -> Callable[[float], None]:
        def ready(t: float) -> None:
            self.places.inbound[site] += persons((bundle,))
            self._come(t, site, (bundle,))

        return ready

    def _finisher(self, place: str) -> Callable[[float, Bundle], None]:
        def finished(t: float, bundle: Bundle) -> None:
            self._join(t, place, bundle)

        return finished

    def _come(self, t: float, place: str, bundles: Sequence[Bundle]) -> None:
        self.places.inbound[place] -= persons(bundles)
        if place in self.network.havens:
            self.exits.append((t, persons(bundles)))
            self.places.arrive(place, persons(bundles), t)
            self._capacity_changed(t, place)
        elif place in self.desks:
            for bundle in bundles:
                self.desks[place].enter(t, bundle)
            self.desks[place].work(t)
        else:
            for bundle in bundles:
                self._join(t, place, bundle)

    def _join(self, t: float, place: str, bundle: Bundle) -> None:
        self.crowds[place].add(bundle, self.groups[bundle.group].priority, t)
        if self.waiting[place]:
            self.dirty.add(place)
            self._plan_dispatch(t)
        if place in self.walk_routes:
            self._plan_tick(t, place)
        if place in self.outside:
            self._outside(t, place)

    def _outside(self, t: float, place: str) -> None:
        queue = self.outside.get(place)
        while queue and self.desks[place].admits(t, queue[0][1]):
            queue.pop(0)[0](t)

    def _enter(self, t: float, place: str, bundles: Sequence[Bundle], enter: Callable[[float], None]) -> None:
        """Come in at once, or wait outside behind those who wait already."""
        if place in self.desks and (self.outside.get(place) or not self.desks[place].admits(t, bundles)):
            self.outside.setdefault(place, []).append((enter, bundles))
        else:
            enter(t)

    def _progress(self, place: str) -> Callable[[float], None]:
        """What to do when the desks of a place have moved anybody: its queue may have room again."""
        held = place in self.trips.held

        def moved(t: float) -> None:
            if held:
                self._outside(t, place)
                self.dirty.update(self.rating.pickups_of(place))
                self._plan_dispatch(t)

        return moved

"""People who move themselves: in ticks, party by party, or as streams of constant rate."""

from __future__ import annotations

import math

from leeway.case.model import Route
from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.agenda import EPSILON, TICKS
from leeway.movement.optimise.dispatch.arrivals import Arrivals
from leeway.movement.optimise.dispatch.crowd import Bundle, by_group, persons
from leeway.movement.optimise.dispatch.guide import Guide
from leeway.movement.optimise.dispatch.hours import Hours, next_open
from leeway.movement.records import Walk


class Walking(Arrivals):
    """People on foot or in their own vehicles."""

    def __init__(self, network: Network, hours: Hours, guide: Guide) -> None:
        super().__init__(network, hours, guide)
        self.next_tick: dict[str, float] = {}
        self._walkable()

    def _walkable(self) -> None:
        out = self.rating.hours_out
        called = {o.pickup for options in self.network.options.values() for o in options}
        for route in sorted(self.plan.routes.values(), key=lambda r: out.get(r.destination, math.inf)):
            if not route.self_moving or route.empty_only or route.origin in self.network.havens:
                continue
            if route.destination not in self.network.leads_out:
                continue
            if not self.guide.walk and route.origin in called:
                continue
            self.walk_routes.setdefault(route.origin, []).append(route.id)
            self.walk_origins.setdefault(route.destination, set()).add(route.origin)

    def _plan_tick(self, t: float, place: str) -> None:
        if place not in self.walk_routes or not self.crowds[place].people:
            return
        step = self.network.case.settings.flow_step_h
        tick = math.ceil(t / step - 1e-6) * step
        if (place, tick) not in self.ticks_at:
            self.ticks_at.add((place, tick))
            self.later(max(t, tick), lambda now: self._tick(now, place), TICKS)

    def _tick(self, t: float, place: str) -> None:
        step, crowd = self.network.case.settings.flow_step_h, self.crowds[place]
        self.ticks_at.discard((place, math.ceil(t / step - 1e-6) * step))
        again = math.inf
        for name in self.walk_routes[place]:
            route = self.plan.routes[name]
            leg_h = 0.0 if route.time_h is None else self.network.hours(route.time_h)
            opens = next_open(self.hours.entry(route, False, leg_h, ""), max(t, self.next_tick.get(name, t)))
            if opens > t + EPSILON:
                again = min(again, opens)
                continue
            if route.constant_rate:
                again = min(again, self._stream(t, route, leg_h))
                continue
            rate = math.floor(route.people_per_h * step + 1e-9) if math.isfinite(route.people_per_h) else math.inf
            limit = min(rate, self.places.room_at(route.destination, t))
            if route.destination in self.desks:
                limit = min(limit, self.desks[route.destination].most_at_once)
            bundles = crowd.take(math.inf, limit)
            if bundles:
                self._walk(t, route, bundles, leg_h)
                if math.isfinite(rate):
                    self.next_tick[name] = t + step
                again = min(again, t + step)
            elif limit < 1 <= rate:
                again = min(again, self.places.room_for(route.destination, 1, t))
            elif math.isfinite(rate) and rate >= 1:
                again = min(again, self._file(t, route, leg_h, int(rate), limit))
        if crowd.people and math.isfinite(again):
            self._plan_tick(max(again, t + step), place)

    def _file(self, t: float, route: Route, leg_h: float, rate: int, limit: float) -> float:
        """One party larger than a tick takes sets out over several; returns the tick after it."""
        step = self.network.case.settings.flow_step_h
        party = self.crowds[route.origin].first_party()
        if party is None:
            return math.inf
        ticks = math.ceil(party.size / rate)
        last = t + (ticks - 1) * step
        room = self.places.room_at(route.destination, t)
        if room < party.size or next_open(self.hours.entry(route, False, leg_h, ""), last) > last + EPSILON:
            return self.places.room_for(route.destination, party.size, t) if room < party.size else last + step
        self.crowds[route.origin].take_first()
        self.next_tick[route.id] = last + step
        pieces = [(party.group, min(rate, party.size - k * rate), t + k * step) for k in range(ticks)]
        self._under_way(t, route, [party], pieces, last + leg_h)
        return last + step

    def _stream(self, t: float, route: Route, leg_h: float) -> float:
        """A group leaves whole, in one unbroken stream, at the rate every constant-rate route can take; returns when to
        look again. It sets out once nobody else can still join it."""
        step, crowd = self.network.case.settings.flow_step_h, self.crowds[route.origin]
        per_h = min(r.people_per_h for r in self.plan.routes.values() if r.constant_rate and r.self_moving)
        most = per_h if math.isinf(per_h) else math.floor(per_h * step + 1e-9)
        if self.rating.coming(route.origin) > 0 or most < 1:
            return math.inf
        again = math.inf
        for group, people in sorted(crowd.contents().items(), key=lambda row: self.groups[row[0]].priority):
            rate = int(min(people, most))
            last = t + (math.ceil(people / rate) - 1) * step
            opens = next_open(self.hours.entry(route, False, leg_h, ""), last)
            if opens > last + EPSILON or self.places.room_at(route.destination, t) < people:
                again = min(again, opens, self.places.room_for(route.destination, people, t))
                continue
            bundles = crowd.take_group(group)
            ticks = range(math.ceil(people / rate))
            pieces = [(group, min(rate, people - k * rate), t + k * step) for k in ticks]
            self.next_tick[route.id] = last + step
            self._under_way(t, route, bundles, pieces, last + leg_h)
            return last + step
        return again if again > t + EPSILON else t + step

    def _walk(self, t: float, route: Route, bundles: list[Bundle], leg_h: float) -> None:
        pieces = [(group, people, t) for group, people in by_group(bundles)]
        self._under_way(t, route, bundles, pieces, t + leg_h)

    def _under_way(
        self, t: float, route: Route, bundles: list[Bundle], pieces: list[tuple[str, int, float]], arrive_h: float
    ) -> None:
        """People on foot: written down when they come in, together, which may be later than they could."""
        self.places.set_out(route.origin, route.destination, persons(bundles), t)
        self._capacity_changed(t, route.origin)

        def come_in(now: float) -> None:
            for group, people, at in pieces:
                self.walks.append(Walk(group, route.id, route.origin, route.destination, people, at, now))
            # On a constant-rate route the people of a tick are there when the tick has passed.
            step = self.network.case.settings.flow_step_h if route.constant_rate else 0.0
            if route.destination in self.network.havens:
                now += step
            self._come(now, route.destination, bundles)

        self.later(arrive_h, lambda now: self._enter(now, route.destination, bundles, come_in))

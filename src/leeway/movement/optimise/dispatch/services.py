"""Scheduled services: they leave at their hour with whoever is there."""

from __future__ import annotations

import math
from collections.abc import Callable

from leeway.movement.optimise.dispatch.agenda import EPSILON, SERVICES
from leeway.movement.optimise.dispatch.crowd import by_group, persons
from leeway.movement.optimise.dispatch.hours import next_open
from leeway.movement.optimise.dispatch.walking import Walking
from leeway.movement.records import Move


class Services(Walking):
    """Departures by timetable."""

    def _services(self) -> None:
        for service in self.plan.services.values():
            seats = math.floor(service.seats * self.network.hours(service.seats_share) + 1e-6)
            for number, moment in enumerate(service.departures, 1):
                t = moment.after(self.network.start)
                if t >= 0:
                    self.later(t, self._departer(service.id, number, seats), SERVICES)

    def _departer(self, service: str, number: int, seats: int) -> Callable[[float], None]:
        spec = self.plan.services[service]
        route = self.plan.routes[spec.route]
        leg_h = self.network.service_h(spec)

        def departs(t: float) -> None:
            if next_open(self.hours.entry(route, False, leg_h, ""), t) > t + EPSILON:
                return
            if route.destination in self.network.havens and t + leg_h > self.horizon_h:
                return
            limit = self.places.room_at(route.destination, t)
            bundles = self.crowds[route.origin].take(seats, limit)
            if not bundles:
                return
            self.places.set_out(route.origin, route.destination, persons(bundles), t)
            self._capacity_changed(t, route.origin)

            def come_in(now: float) -> None:
                self.moves.append(
                    Move(f"{service}/{number}", "", number, route.id, route.origin, route.destination, False,
                         t, t, t + leg_h, now, by_group(bundles))
                )  # fmt: skip
                self._come(now, route.destination, bundles)

            self.later(t + leg_h, lambda now: self._enter(now, route.destination, bundles, come_in))

        return departs

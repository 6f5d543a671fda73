"""Changes of a guide, drawn at random: what the search over dispatches tries next."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.guide import RULES, Guide
from leeway.movement.optimise.post.timetables import turning_fleets

DELAYS_H = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
FILLS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
FACTORS = (0.3, 0.6, 0.8, 1.25, 1.7, 3.0)
HOLDS_H = (0.25, 0.5, 1.0, 2.0, 4.0, float("inf"))
ALL_FLEETS = 0.3
"""How often seats or notice of all fleets are changed at once."""
LOADS = 4
"""Of a vehicle or fleet, from the first, whose share of room is set one by one."""

Change = Callable[[Guide, Guide], Guide]


class Changes:
    """Draws from the same `dice` in the same way on a post and, on a richer one, with the rest unused by `base`."""

    def __init__(self, network: Network, dice: random.Random) -> None:
        self.network, self.dice = network, dice
        self.options = [o for options in network.options.values() for o in options]
        self.fleets = sorted(network.plan.fleets)
        self.choosing = {f for f in self.fleets if len(network.options[f]) > 1}
        self.turning = turning_fleets(network)
        self.walking = any(r.self_moving for r in network.plan.routes.values())
        self.desks = sorted(network.plan.stations)

    def drawn(self, guide: Guide, base: Guide) -> Guide:
        """The guide with one thing changed; `base` is never undone."""
        vehicles = [v for v in self.network.vehicles if v[0] not in base.idle]
        kinds: list[tuple[float, Change]] = [(2.0, self._hold), (3.0, self._rule), (4.0, self._fill)]
        if self.choosing:
            kinds += [(14.0, self._weight), (8.0, self._order)] if vehicles else [(14.0, self._weight)]
        if vehicles:
            kinds += [(14.0, self._fill_at), (10.0, self._fill_of_vehicle), (8.0, self._fill_of)]
            kinds += [(8.0, self._not_before), (6.0, self._idle), (5.0, self._seats), (4.0, self._notice)]
            kinds += [(2.0, self._stay)] if self.turning else []
        kinds += [(2.0, self._walk)] if self.walking else []
        kinds += [(2.0, self._desks)] if self.desks else []
        change = self.dice.choices([k for _, k in kinds], [w for w, _ in kinds])[0]
        return change(guide, base)

    def _vehicle(self, base: Guide) -> tuple[str, str]:
        vehicle, fleet, _ = self.dice.choice([v for v in self.network.vehicles if v[0] not in base.idle])
        return vehicle, fleet

    def _weight(self, guide: Guide, base: Guide) -> Guide:
        option = self.dice.choice([o for o in self.options if o.fleet in self.choosing])
        key = (option.fleet, option.route)
        return replace(guide, weight={**guide.weight, key: guide.weight.get(key, 1.0) * self.dice.choice(FACTORS)})

    def _order(self, guide: Guide, base: Guide) -> Guide:
        vehicle, fleet = self._vehicle(base)
        if fleet not in self.choosing:
            return guide
        route = self.dice.choice(self.network.options[fleet]).route
        order = (*guide.orders.get(vehicle, ())[: self.dice.randrange(LOADS)], route)
        return replace(guide, orders={**guide.orders, vehicle: order})

    def _fill_at(self, guide: Guide, base: Guide) -> Guide:
        key = (self.dice.choice(self.fleets), self.dice.randrange(LOADS))
        return replace(guide, fill_at={**guide.fill_at, key: self.dice.choice(FILLS)})

    def _fill_of_vehicle(self, guide: Guide, base: Guide) -> Guide:
        key = (self._vehicle(base)[0], self.dice.randrange(LOADS))
        return replace(guide, fill_at={**guide.fill_at, key: self.dice.choice(FILLS)})

    def _fill_of(self, guide: Guide, base: Guide) -> Guide:
        return replace(guide, fill_of={**guide.fill_of, self.dice.choice(self.fleets): self.dice.choice(FILLS)})

    def _not_before(self, guide: Guide, base: Guide) -> Guide:
        vehicle, fleet = self._vehicle(base)
        begin = self.network.hours(self.network.plan.fleets[fleet].available_h) + base.less_notice_h.get(fleet, 0.0)
        return replace(guide, not_before={**guide.not_before, vehicle: begin + self.dice.choice(DELAYS_H)})

    def _stay(self, guide: Guide, base: Guide) -> Guide:
        vehicle = self.dice.choice([v for v, f, _ in self.network.vehicles if f in self.turning])
        return replace(guide, stay_h={**guide.stay_h, vehicle: self.dice.choice(DELAYS_H)})

    def _hold(self, guide: Guide, base: Guide) -> Guide:
        return replace(guide, hold_h=self.dice.choice(HOLDS_H))

    def _rule(self, guide: Guide, base: Guide) -> Guide:
        return replace(guide, rule=self.dice.choice(RULES))

    def _walk(self, guide: Guide, base: Guide) -> Guide:
        return replace(guide, walk=not guide.walk)

    def _idle(self, guide: Guide, base: Guide) -> Guide:
        vehicle = self._vehicle(base)[0]
        return replace(guide, idle=guide.idle ^ {vehicle})

    def _some_fleets(self) -> list[str]:
        """One, or at times all of them."""
        return self.fleets if self.dice.random() < ALL_FLEETS else [self.dice.choice(self.fleets)]

    def _seats(self, guide: Guide, base: Guide) -> Guide:
        fleets, share = self._some_fleets(), self.dice.choice((0, 1, 2, 3, 0.25, 0.5))
        less = {}
        for fleet in fleets:
            room = self.network.plan.fleets[fleet].room - base.seats_less.get(fleet, 0)
            less[fleet] = base.seats_less.get(fleet, 0) + (int(room * share) if share < 1 else int(share))
        return replace(guide, seats_less={**guide.seats_less, **less})

    def _notice(self, guide: Guide, base: Guide) -> Guide:
        fleets, more_h = self._some_fleets(), self.dice.choice(DELAYS_H)
        later = {fleet: base.less_notice_h.get(fleet, 0.0) + more_h for fleet in fleets}
        return replace(guide, less_notice_h={**guide.less_notice_h, **later})

    def _fill(self, guide: Guide, base: Guide) -> Guide:
        return replace(guide, fill=self.dice.choice(FILLS))

    def _desks(self, guide: Guide, base: Guide) -> Guide:
        desk = self.dice.choice(self.desks)
        less = base.servers_less.get(desk, 0) + self.dice.choice((0, 1))
        return replace(guide, servers_less={**guide.servers_less, desk: less})

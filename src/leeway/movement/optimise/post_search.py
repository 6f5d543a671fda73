"""Search over the dispatcher's guides: a fixed first list, then changes of the best, until proved or out of time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import Dispatched, dispatch
from leeway.movement.optimise.dispatch_guide import RULES, Guide
from leeway.movement.optimise.dispatch_hours import Hours
from leeway.movement.records import Objective

TOLERANCE = 1e-9
DELAYS_H = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
FILLS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
Value = Callable[[Dispatched], Objective]


def better(a: Objective, b: Objective) -> bool:
    """Whether `a` comes before `b`, goal by goal."""
    for x, y in zip(a, b, strict=True):
        if x < y - TOLERANCE * max(1.0, abs(y)):
            return True
        if x > y + TOLERANCE * max(1.0, abs(y)):
            return False
    return False


def reached(value: Objective, bound: Objective) -> bool:
    """Whether every goal is within 1e-6 of its bound."""
    return all(v - b <= 1e-6 * max(abs(v), 1e-9) for v, b in zip(value, bound, strict=True))


def first_guides(network: Network) -> Iterator[Guide]:
    """Rules and thresholds worth trying on any post, and the same with one thing less of each kind."""
    plain = [Guide(rule=rule, fill=fill) for fill in (1.0, 0.75, 0.0, 0.5) for rule in RULES]
    if any(r.self_moving for r in network.plan.routes.values()):
        plain += [Guide(rule=rule, walk=False) for rule in RULES]
    yield from plain
    for guide in (plain[0], plain[1], plain[8]):
        for fleet in network.plan.fleets.values():
            ids = [v for v, f, _ in network.vehicles if f == fleet.id]
            if len(ids) > 1:
                yield replace(guide, idle=frozenset(ids[-1:]))
            if fleet.room > 1:
                yield replace(guide, seats_less={fleet.id: 1})
        for station in network.plan.stations.values():
            if station.servers > 1:
                yield replace(guide, servers_less={station.id: 1})


class Search:
    """The best found so far and the way on from there. `value` tells what a run of the dispatcher is worth; `outlook`:
    opening hours to dispatch by, the plan's own first (others foresee closings)."""

    def __init__(self, network: Network, outlook: Sequence[Hours], clock: Clock, value: Value) -> None:
        self.network, self.outlook, self.clock, self.value = network, outlook, clock, value
        self.best: Dispatched | None = None
        self.best_hours = outlook[0]
        self.best_value = Objective(float("inf"), float("inf"), float("inf"))
        self.dice = random.Random(1)
        self.tried = 0

    def run_guide(self, guide: Guide, hours: Hours) -> Objective:
        """Try one guide and keep it if it is the best so far; what it is worth."""
        found = dispatch(self.network, hours, guide)
        self.tried += 1
        value = self.value(found)
        if self.best is None or better(value, self.best_value):
            self.best, self.best_value, self.best_hours = found, value, hours
        return value

    def construct(self, bound: Objective) -> None:
        """The fixed list, by every outlook."""
        for guide in first_guides(self.network):
            for hours in self.outlook:
                if self.best is not None and (self.clock.remaining_s <= 0 or reached(self.best_value, bound)):
                    return
                self.run_guide(guide, hours)
            self.clock.tell("dispatching by rules", self.best_value.completion_h, bound.completion_h)

    def improve(self, bound_at: Callable[[float], Objective], proposals: int) -> None:
        """Changes of the best guide, one or a few at a time; goes on from whatever is not worse."""
        assert self.best is not None
        current, value = self.best.guide, self.best_value
        for _ in range(proposals):
            if self.clock.remaining_s <= 0 or reached(self.best_value, bound_at(self.best_value.left_weighted)):
                return
            guide = current
            for _ in range(self.dice.choice((1, 1, 2, 3))):
                guide = self._changed(guide)
            hours = self.best_hours if self.dice.random() < 0.8 else self.dice.choice(self.outlook)
            new = self.run_guide(guide, hours)
            if not better(value, new):
                if better(new, value):
                    self.clock.tell("changing the dispatch", new.completion_h, bound_at(new.left_weighted).completion_h)
                current, value = guide, new

    def _changed(self, guide: Guide) -> Guide:
        dice, options = self.dice, [o for os in self.network.options.values() for o in os]
        fleets = sorted(self.network.plan.fleets)
        kind = dice.random()
        if kind < 0.35 and options:
            option = dice.choice(options)
            factor = dice.choice((0.3, 0.6, 0.8, 1.25, 1.7, 3.0))
            key = (option.fleet, option.route)
            return replace(guide, weight={**guide.weight, key: guide.weight.get(key, 1.0) * factor})
        if kind < 0.6 and fleets:
            fleet, load = dice.choice(fleets), dice.randrange(4)
            share = dice.choice(FILLS)
            return replace(guide, fill_at={**guide.fill_at, (fleet, load): share})
        if kind < 0.75 and fleets:
            return replace(guide, fill_of={**guide.fill_of, dice.choice(fleets): dice.choice(FILLS)})
        if kind < 0.81 and self.network.vehicles:
            vehicle, fleet, _ = dice.choice(self.network.vehicles)
            begin = self.network.hours(self.network.plan.fleets[fleet].available_h) + dice.choice(DELAYS_H)
            return replace(guide, not_before={**guide.not_before, vehicle: begin})
        if kind < 0.86:
            return replace(guide, hold_h=dice.choice((0.25, 0.5, 1.0, 2.0, 4.0, float("inf"))))
        if kind < 0.93 and self.network.vehicles and options:
            vehicle, fleet, _ = dice.choice(self.network.vehicles)
            routes = [o.route for o in self.network.options[fleet]]
            if routes:
                order = (*guide.orders.get(vehicle, ())[: dice.randrange(4)], dice.choice(routes))
                return replace(guide, orders={**guide.orders, vehicle: order})
        return replace(guide, rule=dice.choice(RULES))

"""Search over the dispatcher's guides: a fixed first list, then changes of the best, until proved or out of time."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
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


def first_guides(network: Network, base: Guide) -> list[Guide]:
    """Rules and thresholds worth trying on any post."""
    guides = [replace(base, rule=rule, fill=fill) for fill in (1.0, 0.75, 0.0, 0.5) for rule in RULES]
    if any(r.self_moving for r in network.plan.routes.values()):
        guides += [replace(base, rule=rule, walk=False) for rule in RULES]
    return guides


def poorer(network: Network) -> list[Guide]:
    """The plan with one thing less: a vehicle or a seat of a fleet, a desk, an hour of notice for every vehicle.

    Rules of dispatch have anomalies: they may do worse with more. A search that also repeats, step by step, what it
    would do without the additional thing does not.
    """
    guides = []
    for fleet in network.plan.fleets.values():
        ids = [v for v, f, _ in network.vehicles if f == fleet.id]
        if len(ids) > 1:
            guides.append(Guide(idle=frozenset(ids[-1:])))
        if fleet.room > 1 and ids:
            guides.append(Guide(seats_less={fleet.id: 1}))
    guides += [Guide(servers_less={s.id: 1}) for s in network.plan.stations.values() if s.servers > 1]
    guides.append(Guide(less_notice_h=1.0))
    return guides


class Search:
    """The best found so far and the way on from there. `value` tells what a run of the dispatcher is worth; `outlook`:
    opening hours to dispatch by, the plan's own first (others foresee closings)."""

    def __init__(self, network: Network, outlook: Sequence[Hours], clock: Clock, value: Value) -> None:
        self.network, self.outlook, self.clock, self.value = network, outlook, clock, value
        self.best: Dispatched | None = None
        self.best_value = Objective(float("inf"), float("inf"), float("inf"))
        self.dice = random.Random(1)
        self.tried = 0

    def run_guide(self, guide: Guide, hours: Hours) -> Objective:
        """Try one guide and keep it if it is the best so far; what it is worth. The first run is always finished,
        others raise `Stopped` when the time is over."""
        stop = None if self.best is None else self._no_time
        found = dispatch(self.network, hours, guide, stop)
        self.tried += 1
        value = self.value(found)
        if self.best is None or better(value, self.best_value):
            self.best, self.best_value = found, value
        return value

    def explore(self, base: Guide, bound_at: Callable[[float], Objective], proposals: int, until_s: float) -> None:
        """The fixed list on top of `base`, then changes of the best of it, one or a few at a time, going on from
        whatever is not worse. The same `base` on a poorer plan takes the same steps."""
        self.dice = random.Random(1)
        value, current, hours = Objective(float("inf"), float("inf"), float("inf")), base, self.outlook[0]
        for guide in first_guides(self.network, base):
            for outlook in self.outlook:
                if self._over(bound_at, until_s):
                    return
                new = self.run_guide(guide, outlook)
                if better(new, value):
                    value, current, hours = new, guide, outlook
            self._tell("dispatching by rules", bound_at)
        for _ in range(proposals):
            if self._over(bound_at, until_s):
                return
            guide = current
            for _ in range(self.dice.choice((1, 1, 2, 3))):
                guide = self._changed(guide, base)
            outlook = hours if self.dice.random() < 0.8 else self.dice.choice(self.outlook)
            new = self.run_guide(guide, outlook)
            if not better(value, new):
                if better(new, value):
                    hours = outlook
                    self._tell("changing the dispatch", bound_at)
                current, value = guide, new

    def _over(self, bound_at: Callable[[float], Objective], until_s: float) -> bool:
        if self.clock.remaining_s <= 0 or self.clock.elapsed_s > until_s:
            return True
        return reached(self.best_value, bound_at(self.best_value.left_weighted))

    def _no_time(self) -> bool:
        return self.clock.remaining_s <= 0

    def _tell(self, doing: str, bound_at: Callable[[float], Objective]) -> None:
        bound = bound_at(self.best_value.left_weighted)
        self.clock.tell(doing, self.best_value.completion_h, bound.completion_h)

    def _changed(self, guide: Guide, base: Guide) -> Guide:
        dice, options = self.dice, [o for os in self.network.options.values() for o in os]
        fleets = sorted(self.network.plan.fleets)
        vehicles = [v for v in self.network.vehicles if v[0] not in base.idle]
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
        if kind < 0.81 and vehicles:
            vehicle, fleet, _ = dice.choice(vehicles)
            begin = (
                self.network.hours(self.network.plan.fleets[fleet].available_h)
                + base.less_notice_h
                + dice.choice(DELAYS_H)
            )
            return replace(guide, not_before={**guide.not_before, vehicle: begin})
        if kind < 0.86:
            return replace(guide, hold_h=dice.choice((0.25, 0.5, 1.0, 2.0, 4.0, float("inf"))))
        if kind < 0.93 and vehicles and options:
            vehicle, fleet, _ = dice.choice(vehicles)
            routes = [o.route for o in self.network.options[fleet]]
            if routes:
                order = (*guide.orders.get(vehicle, ())[: dice.randrange(4)], dice.choice(routes))
                return replace(guide, orders={**guide.orders, vehicle: order})
        return replace(guide, rule=dice.choice(RULES))

"""Search over the dispatcher's guides: a fixed first list, then changes of the best, until proved or out of time."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import Dispatched, dispatch
from leeway.movement.optimise.dispatch.guide import RULES, Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.records import Objective

TOLERANCE = 1e-9
MOST_PATTERNS = 6
DELAYS_H = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
FILLS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
LEAST_EVENTS = 50
"""A run of the dispatcher costs at least as much as so many events."""
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
    guides += timetables(network, base)
    if any(r.self_moving for r in network.plan.routes.values()):
        guides += [replace(base, rule=rule, walk=False) for rule in RULES]
    return guides


def timetables(network: Network, base: Guide) -> list[Guide]:
    """Turnarounds booked whole at places with slots: with n movements in a period, c vehicles that come together leave
    n - c of them the slots to go on at once; the others stay until the period is over."""
    guides = []
    for fleet in network.plan.fleets.values():
        vehicles = [v for v, f, _ in network.vehicles if f == fleet.id and v not in base.idle]
        stops = [network.plan.places[o.pickup] for o in network.options[fleet.id]]
        slots = [p.slots for p in stops if p.slots is not None and (not p.slots.modes or fleet.mode in p.slots.modes)]
        if not vehicles or not slots:
            continue
        tightest = min(slots, key=lambda s: s.movements_per_h)
        guides += [
            replace(base, turn_h={**base.turn_h, fleet.id: wait_h}, turn_ready=ready)
            for ready in (-math.inf, 0.0)
            for wait_h in (0.5, 2.0)
        ]
        if math.isinf(tightest.movements_per_h) or tightest.movements_per_h <= 0:
            continue
        rate = tightest.movements_per_h
        many, period_h = (math.floor(rate + 1e-9), 1.0) if rate >= 1 else (1, 1 / rate)
        rest_h = period_h - max(network.hours(fleet.load_h), tightest.parking_h)
        together = range(math.ceil(many / 2), min(many, len(vehicles)) + 1)
        for c in together[:: max(1, len(together) // MOST_PATTERNS)]:
            stay_h = {v: rest_h for k, v in enumerate(vehicles) if k % c >= many - c and rest_h > 0}
            turn_h = {**base.turn_h, fleet.id: 0.5}
            guides.append(replace(base, turn_h=turn_h, turn_ready=-math.inf, stay_h={**base.stay_h, **stay_h}))
    return guides


def poorer(network: Network, *, twice: bool = False) -> list[Guide]:
    """The plan with one thing less: a vehicle or a seat of a fleet, a desk, an hour of notice, of one kind or of all.

    Rules of dispatch have anomalies: they may do worse with more. A search that also repeats, step by step, what it
    would do without the additional thing does not. `twice`: also with two things less, which are what the poorer plan
    would try besides itself.
    """
    last = {f: v for v, f, _ in network.vehicles}
    many = Counter(f for _, f, _ in network.vehicles)
    vehicles = [last[f] for f in network.plan.fleets if many[f] > 1]
    seats = [f for f in network.plan.fleets if many[f] and network.plan.fleets[f].room > 1]
    desks = [s.id for s in network.plan.stations.values() if s.servers > 1]
    known = [f for f in network.plan.fleets if many[f] and network.hours(network.plan.fleets[f].available_h) > 0]
    guides = [Guide(idle=frozenset(some)) for some in one_or_all(vehicles)]
    guides += [Guide(servers_less=dict.fromkeys(some, 1)) for some in one_or_all(desks)]
    guides += [Guide(seats_less=dict.fromkeys(some, 1)) for some in one_or_all(seats)]
    guides += [Guide(less_notice_h=dict.fromkeys(some, 1.0)) for some in one_or_all(known)]
    if twice:
        kinds = [Guide(idle=frozenset(vehicles)), Guide(servers_less=dict.fromkeys(desks, 1)),
                 Guide(seats_less=dict.fromkeys(seats, 1)), Guide(less_notice_h=dict.fromkeys(known, 1.0))]  # fmt: skip
        guides += [both(a, b) for a, b in combinations(kinds, 2) if Guide() not in (a, b)]
        guides += [Guide(seats_less=dict.fromkeys(seats, 2))] if seats else []
        guides += [Guide(less_notice_h=dict.fromkeys(known, 2.0))] if known else []
    return guides


def both(a: Guide, b: Guide) -> Guide:
    """Without what either leaves unused."""
    return Guide(
        idle=a.idle | b.idle,
        servers_less={**a.servers_less, **b.servers_less},
        seats_less={**a.seats_less, **b.seats_less},
        less_notice_h={**a.less_notice_h, **b.less_notice_h},
    )


def one_or_all(names: Sequence[str]) -> list[tuple[str, ...]]:
    """All together, then each by itself."""
    return [*([tuple(names)] if len(names) > 1 else []), *((name,) for name in names)]


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
        self.events = 0
        self.turning = {f for g in timetables(network, Guide()) for f in g.turn_h}

    def run_guide(self, guide: Guide, hours: Hours) -> Objective:
        """Try one guide and keep it if it is the best so far; what it is worth. The first run is always finished,
        others raise `Stopped` when the time is over."""
        stop = None if self.best is None else self._no_time
        found = dispatch(self.network, hours, guide, stop)
        self.tried += 1
        self.events += found.events + LEAST_EVENTS
        value = self.value(found)
        if self.best is None or better(value, self.best_value):
            self.best, self.best_value, self.best_hours = found, value, hours
        return value

    def explore(
        self, base: Guide, bound_at: Callable[[float], Objective], proposals: int, most_events: float = math.inf
    ) -> None:
        """The fixed list on top of `base`, timetables on top of the best of it, then changes of the best, one or a few
        at a time, going on from whatever is not worse, until this search has seen `most_events` in all. The same `base`
        on a poorer plan takes the same steps."""
        self.dice = random.Random(1)
        value, current, hours = Objective(float("inf"), float("inf"), float("inf")), base, self.outlook[0]
        for phase in (first_guides, timetables):
            for guide in phase(self.network, current):
                for outlook in self.outlook:
                    if self._over(bound_at, most_events):
                        return
                    new = self.run_guide(guide, outlook)
                    if better(new, value):
                        value, current, hours = new, guide, outlook
                self._tell("dispatching by rules", bound_at)
        for _ in range(proposals):
            if self._over(bound_at, most_events):
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

    def _over(self, bound_at: Callable[[float], Objective], most_events: float) -> bool:
        if self.clock.remaining_s <= 0 or self.events >= most_events:
            return True
        return self.best is not None and reached(self.best_value, bound_at(self.best_value.left_weighted))

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
                + base.less_notice_h.get(fleet, 0.0)
                + dice.choice(DELAYS_H)
            )
            return replace(guide, not_before={**guide.not_before, vehicle: begin})
        if kind < 0.83 and self.turning:
            vehicle = dice.choice([v for v, f, _ in self.network.vehicles if f in self.turning])
            return replace(guide, stay_h={**guide.stay_h, vehicle: dice.choice(DELAYS_H)})
        if kind < 0.86:
            return replace(guide, hold_h=dice.choice((0.25, 0.5, 1.0, 2.0, 4.0, float("inf"))))
        if kind < 0.93 and vehicles and options:
            vehicle, fleet, _ = dice.choice(vehicles)
            routes = [o.route for o in self.network.options[fleet]]
            if routes:
                order = (*guide.orders.get(vehicle, ())[: dice.randrange(4)], dice.choice(routes))
                return replace(guide, orders={**guide.orders, vehicle: order})
        return replace(guide, rule=dice.choice(RULES))

"""Search over the dispatcher's guides: a fixed first list, then changes of the best, until proved or out of work."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch import Dispatched, dispatch
from leeway.movement.optimise.dispatch.guide import RULES, Guide
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.post.changes import Changes
from leeway.movement.optimise.post.timetables import timetables
from leeway.movement.records import Objective

TOLERANCE = 1e-9
FIRST_FILLS = (1.0, 0.75, 0.0, 0.5)
LEAST_EVENTS = 50
"""A run of the dispatcher costs at least as much as so many events."""
PATIENCE = 30
"""Changes without anything better, after which the search goes back to the best."""
MEMORY = 8
"""A change is also kept if it is no worse than where the search stood so many changes ago."""
NOTHING = Objective(float("inf"), float("inf"), float("inf"))
Value = Callable[[Dispatched], Objective]
BoundAt = Callable[[float], Objective]


def better(a: Objective, b: Objective) -> bool:
    """Whether `a` comes before `b`, goal by goal."""
    for x, y in zip(a, b, strict=True):
        slack = TOLERANCE * max(1.0, min(abs(x), abs(y)))  # finite where one of them is not
        if x < y - slack:
            return True
        if x > y + slack:
            return False
    return False


def reached(value: Objective, bound: Objective) -> bool:
    """Whether every goal is within 1e-6 of its bound."""
    return all(v - b <= 1e-6 * max(abs(v), 1e-9) for v, b in zip(value, bound, strict=True))


@dataclass(slots=True)
class Place:
    """Where an exploration stands: its best guide, what that is worth, and the hours it was dispatched by."""

    base: Guide
    guide: Guide
    value: Objective
    hours: Hours


class Search:
    """The best found so far and the way on from there. `value` tells what a run of the dispatcher is worth; `outlook`:
    opening hours to dispatch by, the plan's own first (others foresee closings)."""

    def __init__(self, network: Network, outlook: Sequence[Hours], clock: Clock, value: Value) -> None:
        self.network, self.outlook, self.clock, self.value = network, outlook, clock, value
        self.best: Dispatched | None = None
        self.best_hours = outlook[0]
        self.best_value = NOTHING
        self.tried = 0
        self.events = 0

    def run_guide(self, guide: Guide, hours: Hours) -> tuple[Objective, Dispatched]:
        """Try one guide and keep it if it is the best so far; what it is worth. The first run is always finished,
        others raise `Stopped` when the time is over."""
        stop = None if self.best is None else self._no_time
        found = dispatch(self.network, hours, guide, stop)
        self.tried += 1
        self.events += found.events + LEAST_EVENTS
        value = self.value(found)
        if self.best is None or better(value, self.best_value):
            self.best, self.best_value, self.best_hours = found, value, hours
        return value, found

    def survey(self, base: Guide, bound_at: BoundAt, most_events: float) -> Place:
        """The best of the fixed list on top of `base`, and of timetables on top of the best of it."""
        place = Place(base, base, NOTHING, self.outlook[0])
        for outlook in self.outlook:
            self._try(first_guides(self.network, base), outlook, place, bound_at, most_events)
        self.tell("dispatching by rules", bound_at)
        flights = timetables(self.network, place.guide)
        for outlook in self.outlook if flights else ():
            self._try(flights, outlook, place, bound_at, most_events)
        return place

    def _try(
        self, guides: Sequence[Guide], outlook: Hours, place: Place, bound_at: BoundAt, most_events: float
    ) -> None:
        known: set[tuple[object, ...]] = set()
        for guide in guides:
            if _key(guide) in known:
                continue
            if self.over(bound_at, most_events):
                return
            value, found = self.run_guide(guide, outlook)
            known.update(_alike(guide, found))
            if better(value, place.value):
                place.guide, place.value, place.hours = guide, value, outlook

    def improve(
        self, place: Place, bound_at: BoundAt, proposals: int, most_events: float, *, give_up: float = math.inf,
        seed: int = 1,
    ) -> None:  # fmt: skip
        """Changes of the best guide of `place`, one or a few at a time, going on from whatever is no worse than now or
        a few changes ago, and from the best again after many in vain, until `give_up` of them. The same `base` on a
        poorer plan takes the same steps."""
        dice = random.Random(seed)
        changes = Changes(self.network, dice)
        at, memory, since, in_vain = replace(place), [place.value] * MEMORY, 0, 0
        tried = {_frozen(at.guide)}
        for number in range(proposals):
            if self.over(bound_at, most_events) or in_vain >= give_up:
                return
            guide = at.guide
            for _ in range(dice.choice((1, 1, 2, 3))):
                guide = changes.drawn(guide, place.base)
            outlook = at.hours if dice.random() < 0.8 else dice.choice(self.outlook)
            key = _frozen(guide)
            if key in tried and len(self.outlook) == 1:
                continue
            tried.add(key)
            value, _ = self.run_guide(guide, outlook)
            if not better(at.value, value) or not better(memory[number % MEMORY], value):
                at.guide, at.value, at.hours = guide, value, outlook
            memory[number % MEMORY] = at.value
            since, in_vain = since + 1, in_vain + 1
            if better(value, place.value):
                place.guide, place.value, place.hours = guide, value, outlook
                since = in_vain = 0
                self.tell("changing the dispatch", bound_at)
            elif since >= PATIENCE:
                at, memory, since = replace(place), [place.value] * MEMORY, 0

    def over(self, bound_at: BoundAt, most_events: float) -> bool:
        """Whether nothing is left to be found, or to find it with."""
        if self.clock.remaining_s <= 0 or self.events >= most_events:
            return True
        return self.best is not None and reached(self.best_value, bound_at(self.best_value.left_weighted))

    def _no_time(self) -> bool:
        return self.clock.remaining_s <= 0

    def tell(self, doing: str, bound_at: BoundAt) -> None:
        """Pass progress on."""
        bound = bound_at(self.best_value.left_weighted)
        self.clock.tell(doing, self.best_value.completion_h, bound.completion_h)


def first_guides(network: Network, base: Guide) -> list[Guide]:
    """Rules and thresholds worth trying on any post, and timetables."""
    guides = [replace(base, rule=rule, fill=fill) for fill in FIRST_FILLS for rule in RULES]
    guides += timetables(network, base)
    if any(r.self_moving for r in network.plan.routes.values()):
        guides += [replace(base, rule=rule, walk=False) for rule in RULES]
    return guides


def _key(guide: Guide) -> tuple[object, ...]:
    flights = tuple(sorted(guide.turn_h.items())), guide.turn_ready, tuple(sorted(guide.stay_h.items()))
    return guide.rule, guide.fill, guide.walk, flights


def _alike(guide: Guide, found: Dispatched) -> list[tuple[object, ...]]:
    """Keys of guides that would have led to the same, as far as the run never came to ask for what they change."""
    rules = RULES if not found.ranked else (guide.rule,)
    fills = FIRST_FILLS if not found.waited else (guide.fill,)
    return [_key(replace(guide, rule=rule, fill=fill)) for rule in rules for fill in fills]


def _frozen(guide: Guide) -> tuple[object, ...]:
    maps: list[Mapping[Any, Any]] = [
        guide.fill_of, guide.fill_at, guide.weight, guide.orders, guide.not_before,
        *({k: n for k, n in m.items() if n} for m in (guide.less_notice_h, guide.servers_less, guide.seats_less)),
    ]  # fmt: skip
    return (*_key(guide), guide.hold_h, guide.idle, *(tuple(sorted(m.items())) for m in maps))

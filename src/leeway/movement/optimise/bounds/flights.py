"""A bound from movement slots: how many flights can have left a place by when, arrivals and departures together.

Everybody must fly out of one place by aircraft of one kind over one route; each comes, stands, leaves, and is back
after a round. Times are whole numbers of the greatest step that divides all of them: whatever can be done, can be done
in such steps, as every flight may be moved earlier until something of a length in steps stops it. All but slots, stands
and rounds is left out. Slots bunch flights, and what is bunched once stays so: cuts do not see that, counts do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

import highspy
import numpy as np

from leeway.movement.network import Network
from leeway.movement.optimise.bounds.heads import Heads
from leeway.movement.optimise.bounds.rooms import Rooms
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.dispatch.hours import Hours
from leeway.movement.optimise.highs import quiet_model, run

MOST_STEPS, LONGEST_PART = 600, 60
"""Steps, and parts of an hour a step may be, beyond which the bound is not looked for."""
NODES = 400
"""Of one integer programme."""


@dataclass(frozen=True, slots=True)
class Flights:
    """`aircraft` come from `first` on, stand at least `stay`, are back `away` after they left; `loads` must leave.
    At most `slots` movements in any `period`, `stands` aircraft on the ground. Times in steps of `step_h`; who leaves
    is out `tail_h` later."""

    step_h: float
    aircraft: int
    first: int
    stay: int
    away: int
    slots: int
    period: int
    stands: int
    loads: int
    last_load: float
    tail_h: float


def last_exit_by_flights(network: Network, hours: Hours, clock: Clock, low_h: float) -> float:
    """Hours before which not everybody can be out, `low_h` (proven) or better."""
    flights = flights_of(network, hours)
    if flights is None or not math.isfinite(low_h):
        return low_h
    early = max(flights.first, math.ceil((low_h - flights.tail_h) / flights.step_h - 1e-6)) - 1
    enough, stride = MOST_STEPS + 1, 1
    while enough - early > 1 and clock.remaining_s > 0:
        step = early + stride if enough > MOST_STEPS else (early + enough) // 2
        if step > MOST_STEPS:
            break
        if _most_by(flights, step, clock) < flights.loads - 1e-6:
            early, stride = step, stride * 2
        else:
            enough = step
    return max(low_h, (early + 1) * flights.step_h + flights.tail_h)


def _most_by(flights: Flights, step: int, clock: Clock) -> float:
    """At least as many as there can be departures up to a step."""
    model, left = _model(flights, step)
    model.changeColCost(left[step], -1.0)
    return -run(model, clock, doing="slots", nodes=NODES).bound


def mean_exit_by_flights(network: Network, hours: Hours, clock: Clock, within_h: float) -> float:
    """Lower bound of the mean exit of plans that get everybody out by `within_h`; 0 where nothing can be said."""
    flights = flights_of(network, hours)
    if flights is None:
        return 0.0
    last = math.floor((within_h - flights.tail_h) / flights.step_h + 1e-6)
    if last > MOST_STEPS or last < flights.first:
        return 0.0
    model, left = _model(flights, last)
    for step in range(last):  # sum of departure steps: what has not left by a step leaves later
        model.changeColCost(left[step], -1.0)
    model.changeColBounds(left[last], float(flights.loads), float(flights.loads))
    answer = run(model, clock, doing="slots", nodes=NODES)
    if not math.isfinite(answer.bound):
        return 0.0
    total = answer.bound + last * flights.loads  # of steps, over all loads
    spare = (1.0 - flights.last_load) * last  # the last load is not full
    return max(0.0, (total - spare) / (flights.loads - 1 + flights.last_load) * flights.step_h + flights.tail_h)


def flights_of(network: Network, hours: Hours) -> Flights | None:
    """The flights everybody must take, None where there are none or others have a say."""
    found = [
        (o, p) for options in network.options.values() for o in options
        if o.drop in network.havens and (p := network.plan.places[o.pickup]).slots is not None
    ]  # fmt: skip
    if len(found) != 1 or network.plan.services:
        return None
    option, place = found[0]
    slots, fleet = place.slots, network.plan.fleets[option.fleet]
    out = [r for r in network.plan.routes.values() if r.self_moving and r.destination in network.havens]
    others = [o for os in network.options.values() for o in os if o.drop in network.havens and o != option]
    starts = {p for _, f, p in network.vehicles if f == fleet.id}
    if out or others or option.is_cycle or slots is None or len(starts) != 1 or place.id in starts:
        return None
    if (slots.modes and fleet.mode not in slots.modes) or not 0 < slots.movements_per_h < math.inf:
        return None
    heads = Heads(network, hours)
    rate = slots.movements_per_h
    many, period_h = (math.floor(rate + 1e-9), 1.0) if rate >= 1 else (1, 1 / rate)
    load_h = network.hours(fleet.load_h) + fleet.load_per_person_h
    unload_h = network.hours(fleet.unload_h) + fleet.unload_per_person_h
    first_h = heads.first_at(("", fleet.id, next(iter(starts))), option.pickup, "", 0.0)
    away_h = option.loaded_h + unload_h + heads.reach.ways_h(fleet.id, option.drop).get(option.pickup, math.inf)
    times = first_h, max(load_h, slots.parking_h), away_h, period_h
    parts = [Fraction(t).limit_denominator(LONGEST_PART) for t in times if math.isfinite(t)]
    if len(parts) < len(times) or any(abs(float(p) - t) > 1e-9 for p, t in zip(parts, times, strict=True)):
        return None
    step = reduce(lambda a, b: Fraction(math.gcd(a.numerator * b.denominator, b.numerator * a.denominator),
                                        a.denominator * b.denominator), parts)  # fmt: skip
    first, stay, away, period = (int(p / step) for p in parts)
    groups = network.case.groups
    rooms = Rooms([(n, groups[d.group.id].room) for d in network.demands.values() for n in d.sizes])
    seats, aircraft = rooms.seats(fleet.room), sum(1 for _, f, _ in network.vehicles if f == fleet.id)
    if seats < 1 or not len(rooms.needs) or stay < 1:
        return None
    loads = -(-int(rooms.needs[-1]) // seats)
    rest = int(rooms.needs[-1]) / seats - (loads - 1)
    stands = int(min(slots.maximum_on_ground, aircraft))
    return Flights(float(step), aircraft, first, stay, away, many, period, stands, loads, rest,
                   option.loaded_h + unload_h)  # fmt: skip


def _model(f: Flights, last: int) -> tuple[highspy.Highs, list[int]]:
    """Arrivals and departures up to each step, counted; returns the columns of the latter."""
    model, infinity = quiet_model(), highspy.kHighsInf
    for t in range(2 * (last + 1)):
        model.addVar(0.0, float(f.loads + f.aircraft))
        model.changeColIntegrality(t, highspy.HighsVarType.kInteger)
    came, left = list(range(last + 1)), list(range(last + 1, 2 * (last + 1)))

    def at_most(limit: float, plus: list[int], minus: list[int]) -> None:
        index = np.array([*plus, *minus], dtype=np.int32)
        value = np.array([1.0] * len(plus) + [-1.0] * len(minus))
        model.addRow(-infinity, limit, len(index), index, value)

    for t in range(last + 1):
        if t < f.first:
            model.changeColBounds(came[t], 0.0, 0.0)
        if t < f.first + f.stay:
            model.changeColBounds(left[t], 0.0, 0.0)
        if t:
            at_most(0.0, [came[t - 1]], [came[t]])
            at_most(0.0, [left[t - 1]], [left[t]])
        at_most(f.aircraft, [came[t]], [left[t - f.away]] if t >= f.away else [])
        at_most(0.0, [left[t]], [came[t - f.stay]] if t >= f.stay else [])
        at_most(f.stands, [came[t]], [left[t]])
        before = t - f.period
        at_most(f.slots, [came[t], left[t]], [came[before], left[before]] if before >= 0 else [])
    return model, left

"""Changes a head of mission can ask for as a whole: people called earlier, more notice, more seats, fewer to move.

`leeway clearance` tries one more vehicle, desk or departure at a time; a post of hundreds asks for more than that. Each
is a pure function from a case to a case.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from leeway.case.model import Case, Group, Moment
from leeway.movement.levers.change import Change
from leeway.movement.levers.notice import earlier

SOONER: Final = 0.75
"""People get ready and come in within three quarters of the time."""
NOTICE_H: Final = 6.0
"""Hours by which forces, vehicles, departures and people are told earlier."""
SEATS: Final = 1.25
"""A quarter more seats on departures."""
FEWER: Final = 0.9
"""Nine tenths of the people: the others have left before by commercial flights."""


def broad_changes(case: Case) -> Iterator[tuple[Change, frozenset[str], float]]:
    """Each change with the resources it eases and the share of the hours waited for them that it can gain at most.

    An empty set of resources stands for all.
    """
    ready = frozenset({"mobilization"})
    yield Change("sooner", "", "people called so that they come in within 3/4 of the time", people_sooner), ready, 0.25
    yield (
        Change("notice 6 h", "", "everything begins 6 h earlier (notice)", six_hours_of_notice),
        ready,
        1.0,
    )
    seats = frozenset(f"service {name}" for name in case.plan.services)
    if seats:
        yield Change("seats", "", "a quarter more seats on every departure", more_seats), seats, 1 - 1 / SEATS
    yield Change("fewer", "", "one in ten gone before, by commercial flights", fewer_people), frozenset(), 1 - FEWER


def people_sooner(case: Case) -> Case:
    """Readiness and arrival in three quarters of the time."""

    def told(g: Group) -> Group:
        curve = tuple((hour * SOONER, share) for hour, share in g.arrival.curve)
        arrival = replace(g.arrival, rate_per_h=g.arrival.rate_per_h / SOONER, curve=curve)
        mobilization = g.mobilization_h if g.mobilization_h.high <= 0 else g.mobilization_h.scaled(SOONER)
        return replace(g, mobilization_h=mobilization, arrival=arrival)

    return replace(case, groups={name: told(g) for name, g in case.groups.items()})


def six_hours_of_notice(case: Case) -> Case:
    """People, vehicles, escorts, forces and departures six hours earlier, none before the start."""
    plan = case.plan

    def sooner(moment: Moment) -> Moment:
        return moment if moment.hours is None else Moment(hours=max(0.0, moment.hours - NOTICE_H))

    def told(g: Group) -> Group:
        arrival = replace(g.arrival, curve=_curve_earlier(g.arrival.curve))
        return replace(g, mobilization_h=earlier(g.mobilization_h, NOTICE_H), arrival=arrival)

    return replace(
        case,
        groups={name: told(g) for name, g in case.groups.items()},
        plan=replace(
            plan,
            fleets={k: replace(f, available_h=earlier(f.available_h, NOTICE_H)) for k, f in plan.fleets.items()},
            escort_pools={
                k: replace(e, available_h=earlier(e.available_h, NOTICE_H)) for k, e in plan.escort_pools.items()
            },
            security_forces={
                k: replace(s, lead_h=earlier(s.lead_h, NOTICE_H)) for k, s in plan.security_forces.items()
            },
            services={
                k: replace(s, departures=tuple(sooner(m) for m in s.departures)) for k, s in plan.services.items()
            },
        ),
    )


def _curve_earlier(curve: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """The same arrivals so many hours sooner; who would have come before the start is there at the start."""
    later = tuple((hour - NOTICE_H, share) for hour, share in curve if hour > NOTICE_H)
    if not curve or not later:
        return curve[-1:] and ((0.0, curve[-1][1]),)
    hours, shares = zip(*curve, strict=True)
    return ((0.0, float(np.interp(NOTICE_H, hours, shares))), *later)


def more_seats(case: Case) -> Case:
    """Every scheduled departure with a quarter more seats."""
    services = {k: replace(s, seats=math.ceil(s.seats * SEATS)) for k, s in case.plan.services.items()}
    return replace(case, plan=replace(case.plan, services=services))


def fewer_people(case: Case) -> Case:
    """Nine tenths of every group."""

    def told(g: Group) -> Group:
        low, likely, high = (math.ceil(count * FEWER) for count in (g.low, g.likely, g.high))
        return replace(g, low=low, likely=likely, high=high)

    return replace(case, groups={name: told(g) for name, g in case.groups.items()})

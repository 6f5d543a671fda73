"""Havens that fill: the simulation takes in what they hold and pass on, not less and not more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from leeway.case.model import Case, Fleet, Group, Moment, Onward, Place, Plan, Route, Service, Settings
from leeway.movement.simulate import simulate
from leeway.units import fixed


def case(people: int, haven: Place, fleets: tuple[Fleet, ...] = (), services: tuple[Service, ...] = ()) -> Case:
    """People at a port, one hour from a haven by air."""
    places = (Place("port", "embarkation_point"), haven)
    route = Route("air", "port", haven.id, "air", time_h=fixed(1.0))
    plan = Plan(
        places={p.id: p for p in places},
        routes={route.id: route},
        fleets={f.id: f for f in fleets},
        fuel_stocks={},
        escort_pools={},
        stations={},
        services={s.id: s for s in services},
        closure_tasks={},
        security_forces={},
    )
    group = Group("people", "port", people, people, people)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return Case(Path("."), "haven", (), start, None, "UTC", Settings(horizon_h=100.0), {group.id: group}, plan)


@pytest.mark.parametrize("starts", [None, 40.0])
def test_vehicles_fill_a_haven_before_anybody_goes_on(starts: float | None) -> None:
    """A haven for 30 takes 30 people at once, whether it passes people on later or never."""
    onward = None if starts is None else Onward(2.0, Moment(hours=starts))
    fleet = Fleet("helicopter", "air", 2, 10, starts=(("port", 2),), hold_h=0.0)
    run = simulate(case(50, Place("haven", "safe_haven", capacity=30, onward=onward), (fleet,)), replications=3, seed=1)
    by_20_h = [np.interp(20.0, run.grid_h, curve) for curve in run.out_curve]
    assert by_20_h == [30.0] * 3
    assert run.out.sum(axis=1).tolist() == ([30] * 3 if onward is None else [50] * 3)


def test_services_never_bring_more_than_a_haven_passes_on() -> None:
    """Hourly departures to a haven for 20 that passes on 5 an hour bring at most 20 + 5 t people by hour t."""
    onward = Onward(5.0, Moment(hours=0.0))
    service = Service("flight", "air", 50, tuple(Moment(hours=0.5 * k) for k in range(1, 40)))
    place = Place("haven", "safe_haven", capacity=20, onward=onward)
    run = simulate(case(200, place, services=(service,)), replications=2, seed=1)
    last_landing_h = 0.5 * 39 + 1.0
    assert run.out.sum(axis=1).max() <= 20 + 5 * last_landing_h
    assert run.out.sum(axis=1).min() >= 20 + 5 * (last_landing_h - 3.0)

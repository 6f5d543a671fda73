"""Several starts of one plan: the same as one by one, whoever does them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import numpy as np
import pytest
from random_posts import random_post

from leeway.errors import LeewayError
from leeway.movement.records import Clearance
from leeway.movement.simulate import simulate, simulate_starts

POST = random_post(4)
STARTS = [POST.start + timedelta(hours=h) for h in (0, 7, 24)]
ROAD = next(iter(POST.plan.routes))
CLOSINGS = [{ROAD: np.linspace(1.0, 30.0, 6) - h} for h in (0, 7, 24)]


def same(one: Clearance, other: Clearance) -> bool:
    """Every array to the byte, and everything else equal."""
    pairs = [(getattr(one, f.name), getattr(other, f.name)) for f in fields(Clearance)]
    return all(a.tobytes() == b.tobytes() if isinstance(a, np.ndarray) else a == b for a, b in pairs)


@pytest.mark.parametrize("workers", [1, 2])
def test_each_start_is_that_of_simulate(workers: int) -> None:
    """One process or two, each start with closings of its own gives what `simulate` gives for it alone."""
    found = list(simulate_starts(POST, STARTS, closings=CLOSINGS, seed=3, workers=workers))
    assert [c.start for c in found] == STARTS
    for clearance, start, closings in zip(found, STARTS, CLOSINGS, strict=True):
        assert same(clearance, simulate(POST, start=start, closings=closings, seed=3))
    assert not np.array_equal(found[0].t100_h, found[1].t100_h)


def test_starts_share_their_draws() -> None:
    """A plan without clock times needs the same hours whenever it starts: all starts draw the same numbers."""
    places = {k: replace(p, hours=type(p.hours)(), slots=None) for k, p in POST.plan.places.items()}
    routes = {k: replace(r, hours=type(r.hours)(), closes=None) for k, r in POST.plan.routes.items()}
    plan = replace(POST.plan, places=places, routes=routes, stations={})
    one, other = simulate_starts(replace(POST, plan=plan), STARTS[:2], replications=6, seed=3)
    np.testing.assert_array_equal(one.t100_h, other.t100_h)
    np.testing.assert_array_equal(one.people, other.people)


def test_closings_must_fit_the_starts() -> None:
    """One set of closings for three starts is refused."""
    with pytest.raises(LeewayError, match="1 sets of closings for 3 starts"):
        list(simulate_starts(POST, STARTS, closings=CLOSINGS[:1]))

"""Same inputs and seed, same bytes, on machines of any speed: searches that end early end by the work done."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from simulation_cases import case, group
from test_stream import case as streams
from test_stream import road

from leeway.case.load import load_case
from leeway.case.model import Case, Fleet, Place, Route
from leeway.movement.network import Network
from leeway.movement.optimise import stream
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.shuttle import counts
from leeway.movement.schedule import schedule
from leeway.units import fixed

PACIFICA = Path(__file__).parents[2] / "examples" / "pacifica"
LIMIT_S = 1.0
SPEEDS = (0.02, 0.6)
"""Seconds that pass for each true one: on a machine fifty times as fast, and on one not quite twice as fast."""


def roads(closes: int | None, most: int = 120) -> Case:
    """Sixteen road junctions in a tree, whose lower half holds people: too many ways to try all of them."""
    dice = random.Random(2)
    found = []
    for k in range(1, 17):
        parent = "out" if k == 1 else str(dice.randint(max(1, k - 6), k - 1))
        found.append(road(str(k), parent, dice.randint(2, 12), dice.randint(4, 15), closes if k % 5 == 0 else None))
    return streams({str(k): dice.randint(5, most) for k in range(8, 17)}, found)


def at_speed(monkeypatch: pytest.MonkeyPatch, speed: float) -> None:
    """Let the clock of the searches go so fast."""
    monkeypatch.setattr(Clock, "elapsed_s", property(lambda self: speed * (time.perf_counter() - self.began)))


def test_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search over streams that cannot prove its plan ends with the same one whatever the clock says."""
    found = []
    for speed in SPEEDS:
        at_speed(monkeypatch, speed)
        found.append(stream.solve(Network(roads(None)), Clock(LIMIT_S)))
    assert not found[0].proved[1]
    assert replace(found[0], seconds=0.0) == replace(found[1], seconds=0.0)


def test_trip_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """So does the choice among trip counts, whose integer programme is broken off after one node here."""
    dice = random.Random(5)
    names = "abc"
    sites = [Place(site, "site") for site in names]
    ways = [Route(site, site, "out", "road", cycle_h=fixed(dice.randint(3, 19) / 10)) for site in names]
    fleets = [
        Fleet(f"f{k}", "road", dice.randint(1, 3), dice.randint(3, 9), available_h=fixed(k / 7)) for k in range(2)
    ]
    fleets = [replace(fleet, starts=(("out", fleet.count),)) for fleet in fleets]
    groups = [group(site, site, dice.randint(8, 25)) for site in names]
    built = case([*sites, Place("out", "safe_haven")], ways, groups, fleets)
    monkeypatch.setattr(counts, "NODES", 1)
    found = []
    for speed in SPEEDS:
        at_speed(monkeypatch, speed)
        found.append(schedule(built, time_limit_s=20 * LIMIT_S))
    assert found[0].objective.left_weighted == 0
    assert replace(found[0], seconds=0.0) == replace(found[1], seconds=0.0)


def test_largest_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    """So does the search for the largest margin before closings."""
    found = []
    for speed in SPEEDS:
        at_speed(monkeypatch, speed)
        found.append(stream.largest_margin(Network(roads(150, 60)), Clock(LIMIT_S)))
    assert found[0] == found[1]
    assert found[0].margin_h > 0


def test_draws_of_closings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan, value and bound under draws of closings do not depend on how long the bounds take."""
    case = load_case(PACIFICA)
    closings = {"Barnacle-Delta": np.linspace(2.0, 20.0, 60), "Calypso-Delta": np.linspace(20.0, 8.0, 60)}
    found = []
    for speed in SPEEDS:
        at_speed(monkeypatch, speed)
        found.append(schedule(case, closings=closings, time_limit_s=6 * LIMIT_S))
    assert replace(found[0], seconds=0.0) == replace(found[1], seconds=0.0)
    assert 0 < found[0].bound.left_weighted <= found[0].objective.left_weighted

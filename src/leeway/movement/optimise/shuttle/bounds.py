"""Simple proven lower bounds of a shuttle's completion."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from leeway.movement.optimise.shuttle.problem import Hours, ShuttleProblem, VehicleClass
from leeway.movement.optimise.shuttle.tours import source_weights


def earliest_last_exit(problem: ShuttleProblem) -> float:
    """The latest over sources of the earliest time anybody from there can be out, in hours.

    The earliest tour to a source may serve other sources on the way: where driving loaded over a haven is shorter
    than the direct empty leg (distances that break the triangle inequality) that tour counts, not the direct leg.
    """
    earliest = np.full(len(problem.sources), math.inf)
    for v in problem.classes:
        loaded = v.loaded_h - v.per_unit_h * (v.seats - 1)
        gate, _ = earliest_at_gates([v])
        ends = (gate[:, None] + loaded).min(axis=1)
        earliest = np.minimum(earliest, np.where(problem.feeds, ends[None, :], math.inf).min(axis=1))
    return float(earliest[np.isfinite(earliest)].max(initial=0.0))


def earliest_at_gates(alike: Sequence[VehicleClass]) -> tuple[Hours, Hours]:
    """(by gate, by drop) when any vehicle of classes that differ by their start only can be there, in hours.

    At a drop with a load behind it, by whatever tour.
    """
    v = alike[0]
    loaded = v.loaded_h - v.per_unit_h * (v.seats - 1)
    gate = np.min([u.start_h for u in alike], axis=0)
    while True:
        at = (gate[:, None] + loaded).min(axis=0)
        nearer = np.minimum(gate, (at[:, None] + v.empty_h).min(axis=0))
        if np.array_equal(nearer, gate):
            return gate, at
        gate = nearer


def least_left_by_room(problem: ShuttleProblem) -> float:
    """Weight of the lightest people beyond what all havens together can take."""
    beyond = sum(problem.demand) - sum(problem.capacity)
    left = 0.0
    for weight, units in sorted(level for levels in source_weights(problem) for level in levels):
        if beyond <= 0:
            break
        left += weight * min(units, beyond)
        beyond -= units
    return left

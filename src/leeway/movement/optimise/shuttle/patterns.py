"""Shuttles by trip counts: the shortest tour for every number of trips to each kind of pick-up.

Docks, havens and the order of trips matter to one vehicle only: a dynamic programme over (trips made to each kind of
pick-up, haven stood at) gives the least time t(k) of every count vector k. `shuttle_counts` chooses among them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leeway.movement.optimise.shuttle.problem import ShuttleProblem, VehicleClass
from leeway.movement.optimise.shuttle.tours import Tour, closed

Count = tuple[int, ...]
Row = NDArray[np.float64]
EPSILON = 1e-9
MOST = 20_000
"""Count vectors of one class beyond which this formulation gives up."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """Gates that feed from the same sources are one kind of pick-up: `of_gate[g]`, `sources[kind]`."""

    of_gate: tuple[int, ...]
    sources: tuple[tuple[int, ...], ...]

    def demand(self, problem: ShuttleProblem, kind: int) -> int:
        """Units that could be fetched at a kind of pick-up."""
        return sum(problem.demand[s] for s in self.sources[kind])


def kinds_of(problem: ShuttleProblem) -> Kinds:
    """Kinds of pick-up, in gate order."""
    found: dict[tuple[int, ...], int] = {}
    of_gate = []
    for g in range(len(problem.gates)):
        fed = tuple(int(s) for s in np.flatnonzero(problem.feeds[:, g]))
        of_gate.append(found.setdefault(fed, len(found)))
    return Kinds(tuple(of_gate), tuple(found))


@dataclass(frozen=True, slots=True)
class Patterns:
    """`hours[k]`: least time of a tour with trip counts k. `reached[k][d]`: the same if it ends at drop d."""

    hours: dict[Count, float]
    reached: dict[Count, Row]

    def best(self, limit_h: float) -> list[Count]:
        """Count vectors within the limit that no other within it covers by one trip."""
        inside = {k for k, h in self.hours.items() if h <= limit_h + EPSILON}
        width = len(next(iter(self.hours)))
        steps = [tuple(int(a == b) for a in range(width)) for b in range(width)]
        near = [k for k in inside if not any(tuple(x + y for x, y in zip(k, e, strict=True)) in inside for e in steps)]
        return sorted(near)


def _onward(kinds: Kinds, v: VehicleClass, row: Row | None, *, relaxed: bool) -> list[Row]:
    """Earliest end of one more trip by (kind, drop), from standing at the drops at `row`, or (None) from the start."""
    if row is None:
        gate = v.start_h
        ends = gate[:, None] + v.loaded_h
        if v.latest_h is not None and not relaxed:
            ends = np.where(v.available_h > v.latest_h[-1] + EPSILON, math.inf, ends)
    elif v.latest_h is None or relaxed:
        gate = (row[:, None] + v.empty_h).min(axis=0)
        ends = gate[:, None] + v.loaded_h
    else:
        open_ends = row[:, None, None] + v.empty_h[:, :, None] + v.loaded_h
        ends = np.where(row[:, None, None] > v.latest_h[:-1] + EPSILON, math.inf, open_ends).min(axis=0)
    if relaxed and v.gate_closes_h is not None and not v.per_unit_h:
        ends = np.where(gate[:, None] > v.gate_closes_h + EPSILON, math.inf, ends)
    rows = np.full((len(kinds.sources), ends.shape[1]), math.inf)
    np.minimum.at(rows, np.array(kinds.of_gate), ends)
    return list(rows)


def patterns(
    problem: ShuttleProblem, kinds: Kinds, v: VehicleClass, limit_h: float, most: int, *, relaxed: bool = False
) -> Patterns | None:
    """All count vectors of one class with a tour within the limit, None if there are more than `most`.

    Earlier is never worse, closings included, so that one earliest time per (counts, drop) is enough. `relaxed`: times
    that no loading of the trips can undercut (all but one unit of one trip a kind boards in no time), and only the
    loaded routes close.
    """
    width = len(kinds.sources)
    spare = v.per_unit_h * (v.seats - 1) if relaxed else 0.0
    useful = [math.ceil(kinds.demand(problem, kind) / v.seats) for kind in range(width)]
    none = (0,) * width
    hours: dict[Count, float] = {none: 0.0}
    reached: dict[Count, Row] = {}
    layer: dict[Count, Row] = {}
    for trips in range(1, min(v.most_trips, sum(useful)) + 1):
        following: dict[Count, Row] = {}
        for k in layer if trips > 1 else (none,):
            rows = _onward(kinds, v, layer.get(k), relaxed=relaxed)
            for kind in range(width):
                longer = (*k[:kind], k[kind] + 1, *k[kind + 1 :])
                row = rows[kind]
                if k[kind] >= useful[kind] or row.min() - spare * np.count_nonzero(longer) > limit_h + EPSILON:
                    continue
                following[longer] = np.minimum(following[longer], row) if longer in following else row
            if len(hours) + len(following) > most:
                return None
        if not following:
            break
        for k, row in following.items():
            hours[k] = float(row.min()) - spare * np.count_nonzero(k)
        reached.update(following)
        layer = following
    return Patterns(hours, reached)


def tour_of(kinds: Kinds, v: VehicleClass, p: Patterns, count: Count) -> Tour:
    """A shortest tour with the given trip counts."""
    trips: list[tuple[int, int]] = []
    drop = int(p.reached[count].argmin()) if sum(count) else -1
    while sum(count):
        count, gate, previous = _last_trip(kinds, v, p, count, drop)
        trips.append((gate, drop))
        drop = previous
    return tuple(reversed(trips))


def _last_trip(kinds: Kinds, v: VehicleClass, p: Patterns, count: Count, drop: int) -> tuple[Count, int, int]:
    """(counts before it, its gate, the drop it set out from or -1)."""
    target = p.reached[count][drop] + EPSILON
    for gate, kind in enumerate(kinds.of_gate):
        if not count[kind] or v.loaded_h[gate, drop] == math.inf:
            continue
        before = (*count[:kind], count[kind] - 1, *count[kind + 1 :])
        if sum(before) == 0:
            if v.start_h[gate] + v.loaded_h[gate, drop] <= target and not closed(v, 0.0, -1, gate, drop):
                return before, gate, -1
        elif before in p.reached:
            for at, now in enumerate(p.reached[before]):
                end = now + v.empty_h[at, gate] + v.loaded_h[gate, drop]
                if end <= target and not closed(v, now, at, gate, drop):
                    return before, gate, at
    raise AssertionError("a state of the dynamic programme without a predecessor")

"""A first set of tours: every trip goes to the vehicle that would end it first (list scheduling)."""

from __future__ import annotations

import math

import numpy as np

from leeway.movement.optimise.shuttle.problem import ShuttleProblem
from leeway.movement.optimise.shuttle.tours import Tours, empty_tours, frozen, source_weights


def earliest_finish(
    problem: ShuttleProblem, stock: dict[str, float] | None = None, *, by_weight: bool = False
) -> Tours:
    """Add the trip with the earliest end until everybody has a seat, or no trip fits havens, fuel, closings and limit.

    `by_weight`: a vehicle takes the dearest waiting first, whatever the way.
    """
    dearest = np.array([levels[0][0] if levels else 0.0 for levels in source_weights(problem)])
    tours = empty_tours(problem)
    waiting = np.array(problem.demand, dtype=float)
    room = np.array(problem.capacity, dtype=float)
    fuel = dict(stock or {})
    now = [[0.0] * len(v.vehicles) for v in problem.classes]
    proposal: dict[tuple[int, int], tuple[float, int, int]] = {}

    def propose(c: int, i: int) -> None:
        v, tour = problem.classes[c], tours[c][i]
        proposal.pop((c, i), None)
        if len(tour) >= v.most_trips:
            return
        empty = v.empty_h[tour[-1][1]] if tour else v.start_h
        ends = now[c][i] + empty[:, None] + v.loaded_h
        offered = (problem.feeds * waiting[:, None]).sum(axis=0)
        ends = np.where((offered > 0)[:, None] & (room > 0)[None, :], ends, math.inf)
        if v.stock is not None and v.stock in fuel:
            drive = empty - (0.0 if tour else v.available_h)
            need = v.fuel + v.fuel_per_h * np.where(np.isfinite(drive), drive, 0.0)[:, None]
            ends = np.where(need <= fuel[v.stock] + 1e-9, ends, math.inf)
        if v.latest_h is not None:
            at = tour[-1][1] if tour else -1
            ends = np.where((now[c][i] if tour else v.available_h) > v.latest_h[at] + 1e-9, math.inf, ends)
        ends = np.where(ends > problem.limit_h + 1e-9, math.inf, ends)
        if by_weight:
            worth = np.where(problem.feeds & (waiting > 0)[:, None], dearest[:, None], 0.0).max(axis=0)
            allowed = worth * np.isfinite(ends).any(axis=1)
            ends = np.where((worth >= allowed.max())[:, None], ends, math.inf)
        g, d = np.unravel_index(int(ends.argmin()), ends.shape)
        if ends[g, d] < math.inf:
            proposal[c, i] = (float(ends[g, d]), int(g), int(d))

    for c, v in enumerate(problem.classes):
        for i in range(len(v.vehicles)):
            propose(c, i)
    while proposal and waiting.sum() > 0:
        (c, i), (end, g, d) = min(proposal.items(), key=lambda item: (item[1][0], item[0]))
        v = problem.classes[c]
        if v.stock is not None and v.stock in fuel:
            tour = tours[c][i]
            drive = v.empty_h[tour[-1][1], g] if tour else v.start_h[g] - v.available_h
            fuel[v.stock] -= float(v.fuel[g, d] + v.fuel_per_h * drive)
        seats = min(float(v.seats), float(room[d]))
        before = waiting.copy()
        for s in np.flatnonzero(problem.feeds[:, g]):
            take = min(seats, waiting[s])
            waiting[s] -= take
            seats -= take
            room[d] -= take
        tours[c][i].append((g, d))
        now[c][i] = end
        gone = bool(((before > 0) & (waiting <= 0)).any()) or bool(room[d] <= 0) or bool(fuel)
        for key in list(proposal) if gone else [(c, i)]:
            propose(*key)
    return frozen(tours)

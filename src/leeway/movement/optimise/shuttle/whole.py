"""Whole tours among the columns: which of the tours that bounded the completion together carry everybody."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.highs import quiet_model, run
from leeway.movement.optimise.shuttle.problem import ShuttleProblem
from leeway.movement.optimise.shuttle.tours import Tour, Tours, finish_hours, frozen, load

Offer = tuple[int, Tour]
"""A tour and the class that can make it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The tours chosen (None without any choice), the units they leave, and a proven lower bound of these."""

    tours: Tours | None
    left: float
    bound: float


def carried_whole(
    problem: ShuttleProblem, offers: Sequence[Offer], within_h: float, clock: Clock, nodes: int
) -> Tours | None:
    """Tours among `offers` that end by `within_h` and carry as many as the integer programme can find a way for in so
    many nodes."""
    chosen = list(dict.fromkeys(o for o in offers if finish_hours(problem.classes[o[0]], o[1])[-1] <= within_h + 1e-12))
    return choose(problem, chosen, clock, nodes).tours


def choose(problem: ShuttleProblem, chosen: Sequence[Offer], clock: Clock, nodes: int) -> Chosen:
    """Of the tours offered, each for any number of vehicles, those that leave fewest units; none left is enough."""
    model, infinity = quiet_model(), highspy.kHighsInf
    vehicles: list[list[int]] = [[] for _ in problem.classes]
    seats: dict[tuple[int, int], dict[int, float]] = {}
    for j, (c, tour) in enumerate(chosen):
        model.addVar(0.0, float(len(problem.classes[c].vehicles)))
        model.changeColIntegrality(j, highspy.HighsVarType.kInteger)
        vehicles[c].append(j)
        for trip in tour:
            row = seats.setdefault(trip, {})
            row[j] = row.get(j, 0.0) + problem.classes[c].seats
    people: list[list[int]] = [[] for _ in problem.sources]
    room: list[list[int]] = [[] for _ in problem.drops]
    for (g, d), row in seats.items():
        for s in map(int, np.flatnonzero(problem.feeds[:, g])):
            model.addVar(0.0, float(problem.demand[s]))
            j = model.getNumCol() - 1
            row[j] = -1.0
            people[s].append(j)
            room[d].append(j)
        model.addRow(0.0, infinity, len(row), np.array(list(row), dtype=np.int32), np.array(list(row.values())))
        # nobody's way: a fleet that goes direct makes no trip without people
        aboard = {j: 1.0 if a < 0 else -a / problem.classes[chosen[j][0]].seats for j, a in row.items()}
        aboard = {j: a for j, a in aboard.items() if a > 0 or problem.classes[chosen[j][0]].fleet.direct}
        index = np.array(list(aboard), dtype=np.int32)
        model.addRow(0.0, infinity, len(index), index, np.array(list(aboard.values())))
    for c, mine in enumerate(vehicles):
        most = float(len(problem.classes[c].vehicles))
        model.addRow(-infinity, most, len(mine), np.array(mine, dtype=np.int32), np.ones(len(mine)))
    for d, mine in enumerate(room):
        most = min(problem.capacity[d], infinity)
        model.addRow(-infinity, most, len(mine), np.array(mine, dtype=np.int32), np.ones(len(mine)))
    for s, mine in enumerate(people):
        if not problem.demand[s]:
            continue
        model.addVar(0.0, float(problem.demand[s]))
        mine.append(model.getNumCol() - 1)
        model.changeColCost(mine[-1], 1.0)
        units = float(problem.demand[s])
        model.addRow(units, units, len(mine), np.array(mine, dtype=np.int32), np.ones(len(mine)))
    model.setOptionValue("objective_target", 1e-6)
    answer = run(model, clock, doing="whole tours", nodes=nodes)
    bound = max(0.0, answer.bound)
    if answer.values is None:
        return Chosen(None, math.inf, math.inf if answer.infeasible else bound)
    of: list[list[Tour]] = [[] for _ in problem.classes]
    for (c, tour), times in zip(chosen, answer.values, strict=False):
        of[c] += [tour] * round(times)
    for c, v in enumerate(problem.classes):
        of[c] += [()] * (len(v.vehicles) - len(of[c]))
    return Chosen(Tours(tuple(tuple(several) for several in of)), answer.objective, bound)


def completed(problem: ShuttleProblem, tours: Tours) -> Tours:
    """The tours, and for whoever stays behind one more trip each time for the vehicle that would end it first."""
    loads = load(problem, tours)
    waiting = np.array(problem.demand) - loads.sum(axis=0)
    room = np.array(problem.capacity, dtype=float)
    for (_, _, _, _, d), aboard in zip(tours.trips(), loads.sum(axis=1), strict=True):
        room[d] -= aboard
    longer = [[list(tour) for tour in several] for several in tours.of]
    for s in map(int, np.flatnonzero(waiting)):
        while waiting[s] > 0:
            best = (math.inf, 0, 0, 0, 0)
            for c, v in enumerate(problem.classes):
                for i, tour in enumerate(longer[c]):
                    now = finish_hours(v, tuple(tour))[-1] if tour else 0.0
                    ends = now + (v.empty_h[tour[-1][1]] if tour else v.start_h)[:, None] + v.loaded_h
                    ends = np.where(problem.feeds[s][:, None] & (room > 0)[None], ends, math.inf)
                    gate, drop = divmod(int(ends.argmin()), ends.shape[1])
                    best = min(best, (float(ends[gate, drop]), c, i, gate, drop))
            end, c, i, g, d = best
            if end == math.inf:
                return frozen(longer)
            longer[c][i].append((g, d))
            taken = min(float(problem.classes[c].seats), float(waiting[s]), float(room[d]))
            waiting[s] -= int(taken)
            room[d] -= taken
    return frozen(longer)

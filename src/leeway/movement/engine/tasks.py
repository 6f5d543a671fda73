"""Closure tasks: when each is done, and how long they keep the last people of their group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leeway.case.model import ClosureTask, Group
from leeway.movement.draws import Array, sample
from leeway.movement.engine.world import World


def _in_order(tasks: Sequence[ClosureTask]) -> list[ClosureTask]:
    """Tasks with their predecessors first, file order otherwise."""
    done: set[str] = set()
    ordered: list[ClosureTask] = []
    known = {t.id for t in tasks}
    while len(ordered) < len(tasks):
        ready = [t for t in tasks if t.id not in done and all(a in done or a not in known for a in t.after)]
        if not ready:
            break
        ordered.append(ready[0])
        done.add(ready[0].id)
    return ordered


def task_times(
    world: World, seed: int, replications: Sequence[int], people: dict[str, NDArray[np.int64]]
) -> dict[str, tuple[Array, Array]]:
    """(start, end) of every task, each begun as soon as its predecessors are done and its crew is free."""
    times: dict[str, tuple[Array, Array]] = {}
    for task in _in_order(list(world.plan.closure_tasks.values())):
        duration = sample(task.duration_h, seed, replications, f"task/{task.id}", 1)[:, 0]
        earliest = np.zeros(len(replications))
        for before in task.after:
            if before in times:
                earliest = np.maximum(earliest, times[before][1])
        others = [(world.plan.closure_tasks[t].crew, *times[t]) for t in times
                  if world.plan.closure_tasks[t].group == task.group]  # fmt: skip
        at_hand = people[task.group]
        start = np.full(len(replications), np.inf)
        for candidate in [earliest, *(np.maximum(earliest, end) for _, _, end in others)]:
            peak = np.zeros(len(replications))
            for instant in [candidate, *(begin for _, begin, _ in others)]:
                inside = (instant >= candidate) & (instant < candidate + duration)
                busy = sum(crew * ((b <= instant) & (instant < e)) for crew, b, e in others)
                peak = np.where(inside, np.maximum(peak, busy), peak)
            fits = (peak + task.crew <= at_hand) | (peak == 0)
            start = np.where(fits, np.minimum(start, candidate), start)
        times[task.id] = (start, start + duration)
    return times


def held_until(
    world: World,
    group: Group,
    seed: int,
    replications: Sequence[int],
    people: NDArray[np.int64],
    size: NDArray[np.int64],
) -> Array | None:
    """Hour before which each party of the group may not leave its site, (replications, parties); None if no task.

    The last parties stay: as many people as the largest crew still to work. The last person waits for every task.
    """
    tasks = [t for t in world.plan.closure_tasks.values() if t.group == group.id]
    if not tasks:
        return None
    everyone = {g.id: people if g.id == group.id else np.full(len(people), g.likely) for g in world.groups}
    times = task_times(world, seed, replications, everyone)
    behind = size[:, ::-1].cumsum(axis=1)[:, ::-1] - size  # people in later parties
    until = np.zeros(size.shape)
    for task in tasks:
        end = times[task.id][1]
        at_work = sum(  # just before the end: needs are greatest just before a task ends
            other.crew * ((times[other.id][0] < end) & (end <= times[other.id][1])) for other in tasks
        )
        keep = np.maximum(at_work, 1)[:, None]
        until = np.where(behind < keep, np.maximum(until, end[:, None]), until)
    return until

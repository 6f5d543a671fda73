"""Closure tasks at their earliest, and how long they hold people of their groups."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from leeway.movement.network import Network
from leeway.movement.records import TaskRun


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """`runs` in order; `held[group]`: (until, people) steps: before `until` at least so many must remain."""

    runs: tuple[TaskRun, ...]
    held: dict[str, tuple[tuple[float, int], ...]]


def task_runs(network: Network) -> TaskPlan:
    """Serial schedule: each task as early as its predecessors and the people of its group allow.

    A task whose crew is larger than its group is never run, and the last of the group then never leaves.
    """
    tasks = network.plan.closure_tasks
    done: dict[str, TaskRun] = {}
    uses: dict[str, list[tuple[float, float, int]]] = {}
    never: set[str] = set()
    waiting = list(tasks.values())
    while waiting:
        progress = False
        for task in list(waiting):
            if any(name in never for name in task.after):
                never.add(task.id)
                waiting.remove(task)
                progress = True
                continue
            if not all(name in done for name in task.after if name in tasks):
                continue
            people = network.demands[task.group].people
            used = uses.setdefault(task.group, [])
            waiting.remove(task)
            progress = True
            if task.crew > people:
                never.add(task.id)
                continue
            begin = max((done[name].end_h for name in task.after if name in done), default=0.0)
            length = network.hours(task.duration_h)
            for start in sorted({begin, *(end for _, end, _ in used if end > begin)}):
                if _peak(used, start, start + length) + task.crew <= people:
                    begin = start
                    break
            done[task.id] = TaskRun(task.id, begin, begin + length)
            used.append((begin, begin + length, task.crew))
        if not progress:
            never.update(task.id for task in waiting)
            break
    held: dict[str, tuple[tuple[float, int], ...]] = {}
    for group, used in uses.items():
        if any(tasks[name].group == group for name in never):
            used = [*used, (0.0, float("inf"), 1)]
        if not used:
            continue
        ends = sorted({end for _, end, _ in used})
        steps = []
        for before, end in pairwise([0.0, *ends]):
            steps.append((end, max(1, _peak_from(used, before, end))))
        held[group] = tuple(steps)
    return TaskPlan(tuple(sorted(done.values(), key=lambda r: (r.start_h, r.task))), held)


def _peak(used: list[tuple[float, float, int]], start: float, end: float) -> int:
    moments = [start, *(a for a, _, _ in used if start < a < end)]
    return max((sum(c for a, b, c in used if a <= m < b) for m in moments), default=0)


def _peak_from(used: list[tuple[float, float, int]], after: float, until: float) -> int:
    """Most people needed at once at any time just before `until` or later."""
    moments = [a for a, b, _ in used if b > after]
    return max((sum(c for a, b, c in used if a <= m < b and b >= until) for m in [*moments, after]), default=0)

"""Closure tasks: how long, after what, by whom, and before the last of the group has gone."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.check.flows import flows, total
from leeway.movement.records import TaskRun


def closure_tasks(facts: Facts) -> Iterator[str]:
    """Each task runs once, for its planned time, after its predecessors, and ends before its group has wholly left."""
    runs: dict[str, TaskRun] = {}
    for run in facts.schedule.tasks:
        if run.task in runs:
            yield f"Closure task {run.task}: runs again at {at(run.start_h)}, it ran at {at(runs[run.task].start_h)}."
        runs.setdefault(run.task, run)
    known = flows(facts)
    for task in facts.plan.closure_tasks.values():
        site = facts.case.groups[task.group].site
        flow = known[task.group, site]
        gone = bool(flow.ready) and total(flow.leaving) >= total(flow.ready)
        last_h = max((hour for hour, _ in flow.leaving), default=0.0)
        done = runs.get(task.id)
        if done is None:
            if gone:
                yield (
                    f"Closure task {task.id}: never done, yet the last of group {task.group} leaves {site} "
                    f"at {at(last_h)}."
                )
            continue
        planned = facts.hours(task.duration_h)
        if done.end_h - done.start_h < planned - TOLERANCE_H:
            yield f"Closure task {task.id}: takes {at(done.end_h - done.start_h)}, planned are {at(planned)}."
        for before in task.after:
            earlier = runs.get(before)
            if earlier is None:
                yield f"Closure task {task.id}: begins at {at(done.start_h)}, task {before} before it is never done."
            elif done.start_h < earlier.end_h - TOLERANCE_H:
                yield (
                    f"Closure task {task.id}: begins at {at(done.start_h)}, task {before} before it "
                    f"ends at {at(earlier.end_h)}."
                )
        if gone and done.end_h > last_h + TOLERANCE_H:
            yield (
                f"Closure task {task.id}: ends at {at(done.end_h)}, the last of group {task.group} leaves {site} "
                f"at {at(last_h)}."
            )


def crews(facts: Facts) -> Iterator[str]:
    """While tasks of a group run, enough of the group is still at its site for all their crews."""
    known = flows(facts)
    needs: dict[str, list[tuple[float, float, int]]] = {}
    for run in facts.schedule.tasks:
        task = facts.plan.closure_tasks[run.task]
        needs.setdefault(task.group, []).append((run.start_h, run.end_h, task.crew))
    for group_id, rows in needs.items():
        flow = known[group_id, facts.case.groups[group_id].site]
        leaving = sorted(flow.leaving)
        hours = sorted({begin for begin, end, _ in rows if end > begin} | {hour for hour, _ in leaving})
        there, gone = total(flow.ready), 0
        for hour in hours:
            # Somebody who leaves at the instant a task ends has been there to its end.
            while gone < len(leaving) and leaving[gone][0] <= hour + TOLERANCE_H:
                there -= leaving[gone][1]
                gone += 1
            needed = sum(crew for begin, end, crew in rows if begin <= hour + TOLERANCE_H and end > hour + TOLERANCE_H)
            if needed > there:
                yield (
                    f"Closure tasks of group {group_id}: {needed} people are needed at {at(hour)}, "
                    f"{there} are still at {facts.case.groups[group_id].site}."
                )
                break

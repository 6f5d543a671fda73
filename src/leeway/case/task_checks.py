"""Checks of people and of the tasks that keep some of them back."""

from __future__ import annotations

from leeway.case.model import Plan
from leeway.case.people import People
from leeway.case.reach_checks import rings
from leeway.case.references import References
from leeway.case.suggestions import listed


def check_groups(people: People, see: References) -> None:
    """Every group is at a known place, that of a row with another mistake too."""
    sites = [(group.line, group.site) for group in people.groups.values()] + people.unread_sites
    for row, site in sorted(sites):
        see.refer_row(row, "site", "place", site)


def check_tasks(plan: Plan, people: People | None, see: References) -> None:
    """Closure tasks name a group with enough people and tasks that exist, and never wait for one another in a ring."""
    for task in plan.closure_tasks.values():
        see.refer("closure_task", task.id, "group", "group", task.group)
        see.refer_all("closure_task", task.id, "after", "closure_task", task.after)
        group = people.groups.get(task.group) if people else None
        if group is not None and task.crew > group.likely:
            expected = f"at most the {group.likely} people of group {group.id!r}"
            see.fault("closure_task", task.id, "crew", task.crew, expected)
        if task.id in task.after:
            see.fault("closure_task", task.id, "after", task.id, "another task than itself")
    waits = {task.id: set(task.after) - {task.id} for task in plan.closure_tasks.values()}
    for ring in rings(waits):
        first = next(name for name in plan.closure_tasks if name in ring)
        hint = f"{listed(sorted(ring))} wait for one another."
        see.fault("closure_task", first, "after", ", ".join(plan.closure_tasks[first].after), "no ring of tasks", hint)

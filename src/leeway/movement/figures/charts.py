"""The figures of a clearance: Gantt chart of the schedule, people out over time, queues over time."""

from __future__ import annotations

from typing import Any

from leeway.case.model import Case
from leeway.movement.figures.curve import people_out
from leeway.movement.figures.gantt import gantt
from leeway.movement.figures.queue import queues
from leeway.movement.records import Clearance, Schedule
from leeway.movement.report.document import Document
from leeway.movement.report.headline import plan_line, simulated_line


def figures(case: Case, schedule: Schedule, clearance: Clearance, document: Document) -> dict[str, Any]:
    """Altair charts by file stem: `schedule`, `people_out` and, if anybody waits, `queues`."""
    deadline_h = None if case.deadline is None else case.deadline.after(clearance.start)
    drawn = {}
    if schedule.moves or schedule.walks:
        drawn["schedule"] = gantt(case, schedule, deadline_h, plan_line(document))
    drawn["people_out"] = people_out(case, schedule, clearance, deadline_h, simulated_line(document))
    waiting = queues(case, clearance)
    if waiting is not None:
        drawn["queues"] = waiting
    return drawn

"""How long it takes to get everyone out: the second clock.

Main functions, each in a module of its own so that importing one does not load the others:

- `leeway.movement.schedule.schedule(case, ...)` -> `Schedule`: the best plan found, with proven bounds, checked.
- `leeway.movement.simulate.simulate(case, ...)` -> `Clearance`: draws of the time needed, thousands of imagined
  operations.
- `leeway.movement.levers.ranking.levers(case, clearance, ...)` -> list of `Lever`: which change buys most hours.
- `leeway.movement.latest_start`: the last start still in time, `on_paper` by the schedule, `safe` by the simulation.
- `leeway.movement.report.document.document(...)`: all of it as one plain document (docs/reference/clearance-json.md);
  `leeway.movement.report.headline`, `report.tables` and `figures.charts` say it in words, tables and charts.

Hours are after the start of the operation; people are groups and counts, never names. Importing this package loads
neither NumPy nor a solver; the records below are imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leeway.movement.levers.ranking import Lever
    from leeway.movement.records import Clearance, Left, Move, Objective, Processing, Schedule, TaskRun, Walk

_HOMES = {
    "Clearance": "leeway.movement.records",
    "Left": "leeway.movement.records",
    "Lever": "leeway.movement.levers.ranking",
    "Move": "leeway.movement.records",
    "Objective": "leeway.movement.records",
    "Processing": "leeway.movement.records",
    "Schedule": "leeway.movement.records",
    "TaskRun": "leeway.movement.records",
    "Walk": "leeway.movement.records",
}

__all__ = ["Clearance", "Left", "Lever", "Move", "Objective", "Processing", "Schedule", "TaskRun", "Walk"]


def __getattr__(name: str) -> Any:
    """A record, on first use."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

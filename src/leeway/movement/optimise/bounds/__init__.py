"""Lower bounds of general posts by cuts of the chain, its first leg, flights through slots and closure tasks."""

from leeway.movement.optimise.bounds.closure import last_exit_by_tasks
from leeway.movement.optimise.bounds.cuts import ExitTimes, exit_times
from leeway.movement.optimise.bounds.first_leg import last_exit_by_first_leg
from leeway.movement.optimise.bounds.flights import last_exit_by_flights, mean_exit_by_flights

__all__ = [
    "ExitTimes",
    "exit_times",
    "last_exit_by_first_leg",
    "last_exit_by_flights",
    "last_exit_by_tasks",
    "mean_exit_by_flights",
]

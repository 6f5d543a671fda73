"""Lower bounds of general posts by cuts of the chain and by its first leg."""

from leeway.movement.optimise.bounds.cuts import ExitTimes, exit_times
from leeway.movement.optimise.bounds.first_leg import last_exit_by_first_leg

__all__ = ["ExitTimes", "exit_times", "last_exit_by_first_leg"]

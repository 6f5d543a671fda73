"""Lower bounds of general posts by cuts of the chain."""

from leeway.movement.optimise.bounds.cuts import ExitTimes, exit_times

__all__ = ["ExitTimes", "exit_times"]

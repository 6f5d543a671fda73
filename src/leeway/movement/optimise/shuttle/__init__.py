"""Pure shuttles: vehicles going to and fro, solved by how many trips each makes."""

from leeway.movement.optimise.shuttle.solving import applies, solve

__all__ = ["applies", "solve"]

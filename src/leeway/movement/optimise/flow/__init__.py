"""Self-moving people: exact flows over a time expansion."""

from leeway.movement.optimise.flow.solving import applies, solve

__all__ = ["applies", "solve"]

"""General posts: a search over what the dispatcher leaves open."""

from leeway.movement.optimise.post.solving import as_schedule, solve

__all__ = ["as_schedule", "solve"]

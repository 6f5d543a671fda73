"""Constant-rate streams: each group leaves in one unbroken stream at one whole rate."""

from leeway.movement.optimise.stream.solving import Margin, applies, largest_margin, solve

__all__ = ["Margin", "applies", "largest_margin", "solve"]

"""Words of `leeway assess` and `leeway brief` that ask what a change would give."""

from __future__ import annotations

import math

from leeway.cli.options import refused

MOST_LEVERS = 50
MOST_HASTENED = 10.0


def few(option: str, value: int) -> int:
    """How many changes of the plan to try: none, or so many that one can wait for it."""
    if not 0 <= value <= MOST_LEVERS:
        raise refused(option, value, f"a whole number from 0 to {MOST_LEVERS}")
    return value


def hastening(option: str, value: float | None) -> float | None:
    """A factor on the hazard that speeds it: 1 or more."""
    if value is not None and not (math.isfinite(value) and 1 <= value <= MOST_HASTENED):
        raise refused(option, value, f"a factor from 1 (no effect) to {MOST_HASTENED:g}")
    return value

"""N(w): the most people who can be lifted within a warning time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from leeway.movement.outcomes import Outcomes
from leeway.posture.model import Array, Capacity

WARNINGS_H: Final = (6.0, 12.0, 24.0, 36.0, 48.0, 72.0, 96.0)


def capacity(
    base: Outcomes, grid_h: Array, confidence: float, warnings_h: Sequence[float] = WARNINGS_H
) -> tuple[Capacity, ...]:
    """People out within each warning time, from the start, with `confidence` when nothing closes.

    All groups come forward as the plan says; whoever is first in priority is counted first. It is a count of this
    plan's people: a warning time longer than the plan needs gives everybody who came forward.
    """
    assert base.gone is not None
    out = base.gone.total()
    found = []
    for warning in warnings_h:
        at = max(int(np.searchsorted(grid_h, warning + 1e-9, side="right")) - 1, 0)
        people = int(np.quantile(out[:, at], 1 - confidence, method="inverted_cdf"))
        found.append(Capacity(warning, confidence, people))
    return tuple(found)

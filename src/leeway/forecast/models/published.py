"""The forecast that is published: a linear pool of two landmark hazards and climatology.

Chosen by the search that docs/background/forecast-skill.md records, under the protocol written there before it. The two
hazards look at different things on purpose (how near the advance has come and how lately; what it has taken), since
their mean did better out of sample than one hazard with all of it.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from leeway.forecast.features import INDEX, nearness
from leeway.forecast.model import Array
from leeway.forecast.models.baselines import CLIMATOLOGY
from leeway.forecast.models.hazard import LandmarkHazard, Term
from leeway.forecast.pool import Pool


def _nearness(features: Array) -> Array:
    return nearness(features[:, INDEX["advance_km"]])


def _record(features: Array) -> Array:
    return np.asarray(np.log1p(features[:, INDEX["since_record_d"]]) - 2.5)


def _losses(features: Array) -> Array:
    return np.minimum(features[:, INDEX["importance"]], 12.0) / 2 - 1


APPROACH: Final = LandmarkHazard("approach", (Term("nearness", _nearness, 14.0), Term("record", _record, 14.0)))
"""How near the advance has come, and how long ago it last came closer than ever (0 at 11 days)."""
LOSSES: Final = LandmarkHazard("losses", (Term("importance", _losses, 60.0),))
"""What has been taken so far: one unit is two first-level capitals, 0 is two of them, at most twelve count."""

POLICY: Final = (0.4, 0.4, 0.2)
"""Even between the two hazards; a fifth of climatology, which in simulations restored the coverage of the 90 % band."""


def published() -> Pool:
    """The model behind every published forecast."""
    return Pool("published", (APPROACH, LOSSES, CLIMATOLOGY), POLICY)

"""Every model by its name: what `leeway backtest --model` may be asked for."""

from __future__ import annotations

from typing import Final

from leeway.forecast.features import INDEX, nearness
from leeway.forecast.models.baselines import BASELINES
from leeway.forecast.models.cure import MIXTURE_CURE
from leeway.forecast.models.hazard import LandmarkHazard, Term
from leeway.forecast.models.published import APPROACH, LOSSES, published
from leeway.forecast.pool import Member, Pool

AGE_ONLY: Final = LandmarkHazard("age only", ())
FRONT: Final = LandmarkHazard(
    "front", (Term("nearness", lambda features: nearness(features[:, INDEX["front_km"]]), 14.0),)
)
"""The landmark hazard of the first study: age and the nearest place held."""
PUBLISHED: Final = published()
MODELS: Final[dict[str, Member | Pool]] = {
    model.name: model for model in (*BASELINES, AGE_ONLY, FRONT, APPROACH, LOSSES, MIXTURE_CURE, PUBLISHED)
}

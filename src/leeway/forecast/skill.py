"""The measured skill of the published forecast, read from the frozen table that is shipped with it."""

from __future__ import annotations

from leeway.forecast.frozen import frozen
from leeway.forecast.model import Skill


def skill() -> Skill | None:
    """What the last evaluation of this version found, None where no table is shipped."""
    table = frozen()
    if table is None:
        return None
    found = table["skill"]
    return Skill(
        useful_days=found["useful_days"],
        campaigns=int(table["campaigns"]),
        wars=int(table["wars"]),
        brier_skill_14=_three(found["brier_14"]),
        crps_skill=_three(found["crps"]),
        coverage_90=float(found["coverage_90"]),
        sentence=str(found["sentence"]),
    )


def _three(values: list[float]) -> tuple[float, float, float]:
    value, low, high = values
    return float(value), float(low), float(high)

"""An assessment as one plain document (docs/reference/assess-json.md)."""

from __future__ import annotations

import dataclasses
import math
from datetime import datetime
from typing import Any, Final

import numpy as np

from leeway.posture.model import Array, Assessment

SCHEMA: Final = 1
QUANTILES: Final = (0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95)


def assessment_document(a: Assessment) -> dict[str, Any]:
    """What `leeway assess --json` prints: hours to a tenth, probabilities to four digits, null for never."""
    return {
        "schema": SCHEMA,
        "title": a.title,
        "as_of": _plain(a.as_of),
        "seed": a.seed,
        "replications": a.replications,
        "confidence": a.confidence,
        "decision_lag_h": _plain(a.decision_lag_h),
        "dire": a.dire,
        "proposed_rung": a.proposed_rung,
        "because": list(a.because),
        "starts": [_record(start) for start in a.starts],
        "last_safe_start": [{**_record(one), "dire": one.dire} for one in a.last_safe],
        "leeway_h": {name: _quantiles(draws) for name, draws in a.leeway_h.items()},
        "time_needed_h": {name: _quantiles(draws) for name, draws in a.time_needed_h.items()},
        "branches": [_record(one) for one in a.branches],
        "waiting": None if a.waiting is None else _record(a.waiting),
        "capacity": [_record(one) for one in a.capacity],
        "staffing": None if a.staffing is None else _record(a.staffing),
        "tripwires": [_record(one) for one in a.tripwires],
        "assumptions": [_record(one) for one in a.assumptions],
        "levers": [_record(one) for one in a.levers],
        "warnings": [_record(one) for one in a.warnings],
        "hastened": None if a.hastened is None else _record(a.hastened),
        "notes": list(a.notes),
    }


def _quantiles(draws: Array) -> dict[str, Any]:
    found = {f"p{q * 100:g}": _plain(float(np.quantile(draws, q, method="inverted_cdf"))) for q in QUANTILES}
    return {**found, "p_negative": round(float(np.mean(draws < 0)), 4)}


def _record(one: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(one, field.name)) for field in dataclasses.fields(one)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if hasattr(value, "items"):
        return {str(key): _plain(part) for key, part in value.items()}
    return value

"""A forecast as one plain document (docs/reference/forecast-json.md)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from leeway.forecast.model import HORIZON_D, WITHIN_D, TimeLeft
from leeway.forecast.readings import Disputed

SCHEMA: Final = 1


def forecast_document(left: TimeLeft, title: str, *, supposed: str | None = None) -> dict[str, Any]:
    """What `leeway forecast --json` prints. Probabilities to four digits, hours to a tenth, null for never."""
    return {
        "schema": SCHEMA,
        "title": title,
        "as_of": left.as_of.isoformat().replace("+00:00", "Z"),
        "target": left.target,
        "supposed": supposed,
        "horizon_d": HORIZON_D,
        "draws": len(left.hours["city"]),
        "exits": {name: _exit(left, name) for name in left.hours},
        "members": {
            name: {"weight": round(left.weights[name], 4), "p_within": _curve(curve)}
            for name, curve in left.members.items()
        },
        "skill": None
        if left.skill is None
        else {
            "useful_days": left.skill.useful_days,
            "campaigns": left.skill.campaigns,
            "wars": left.skill.wars,
            "brier_skill_14": list(left.skill.brier_skill_14),
            "crps_skill": list(left.skill.crps_skill),
            "coverage_90": left.skill.coverage_90,
            "sentence": left.skill.sentence,
        },
        "reasons": [
            {"words": r.words, "change_p14": round(r.change, 4), "grounds": list(r.grounds)} for r in left.reasons
        ],
        "analogues": [
            {
                "campaign": a.campaign,
                "day_of_advance": a.day_of_advance,
                "likeness": round(a.likeness, 3),
                "days_to_fall": a.days_to_fall,
                "words": a.words,
            }
            for a in left.analogues
        ],
        "notes": list(left.notes),
    }


def readings_document(disputed: Sequence[Disputed]) -> list[dict[str, Any]]:
    """The open contradictions with P(lost within 14 d) of every exit under each reading."""
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "subject": one.subject,
            "apart_p14": round(one.apart, 4),
            "readings": [
                {"words": reading.words, "p14": {name: round(p, 4) for name, p in reading.p14.items()}}
                for reading in one.readings
            ],
        }
        for one in disputed
    ]


def _exit(left: TimeLeft, name: str) -> dict[str, Any]:
    return {
        "p_within": {str(days): round(left.p_within(name, days), 4) for days in WITHIN_D},
        "earliest_reasonable_loss_h": _hours(left.earliest_reasonable_loss_h(name)),
        "most_likely_loss_h": _hours(left.most_likely_loss_h(name)),
    }


def _curve(curve: Any) -> dict[str, float]:
    return {str(days): round(float(curve[days - 1]), 4) for days in WITHIN_D}


def _hours(hours: float | None) -> float | None:
    return None if hours is None or not math.isfinite(hours) else round(hours, 1)

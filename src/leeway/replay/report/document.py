"""Replays as plain documents (docs/guides/replay.md)."""

from __future__ import annotations

import math
from typing import Any, Final

from leeway.replay.model import CampaignReplay, CaseReplay, Done

SCHEMA: Final = 1


def case_document(replay: CaseReplay) -> dict[str, Any]:
    """What `leeway replay CASE --json` prints: probabilities to four digits, hours to a tenth, null for never."""
    return {
        "schema": SCHEMA,
        "title": replay.title,
        "target": replay.target,
        "seed": replay.seed,
        "replications": replay.replications,
        "war_left_out": replay.left_out,
        "fell": None if replay.fell is None else replay.fell.isoformat(),
        "notes": list(replay.notes),
        "days": [
            {
                "as_of": one.as_of.isoformat().replace("+00:00", "Z"),
                "reports": one.reports,
                "p_loss": {str(days): round(p, 4) for days, p in one.p_loss.items()},
                "earliest_reasonable_loss_h": _number(one.earliest_loss_h),
                "t90_h": _number(one.t90_h),
                "leeway_80_h": _number(one.leeway_80_h),
                "p_all_out": round(one.p_all_out, 4),
                "rung_proposed": one.rung,
                "tripped": list(one.tripped),
                "newly_tripped": list(one.new),
                "reported_lost": one.lost,
                "rung_in_force": one.done_rung,
                "done": [_done(row) for row in one.done],
            }
            for one in replay.days
        ],
    }


def campaign_document(replay: CampaignReplay) -> dict[str, Any]:
    """What `leeway replay --campaign NAME --json` prints: days to a tenth, null for beyond the horizon or never."""
    return {
        "schema": SCHEMA,
        "campaign": replay.name,
        "target": replay.target,
        "war_left_out": replay.war,
        "campaigns_learned_from": replay.learned,
        "outcome": replay.outcome,
        "fell": replay.end.isoformat() if replay.fell else None,
        "days": [
            {
                "day": one.day.isoformat(),
                "age_d": one.age_d,
                "p_loss": {str(days): round(p, 4) for days, p in one.p_loss.items()},
                "p10_d": _number(one.p10_d),
                "p50_d": _number(one.p50_d),
                "p90_d": _number(one.p90_d),
                "left_d": _number(one.left_d),
                "known_for_d": _number(one.seen_d),
            }
            for one in replay.days
        ],
        "estimates": [
            {"made": said.made.isoformat(), "low_d": said.low_d, "high_d": said.high_d, "speaker": said.speaker}
            for said in replay.said
        ],
    }


def _done(row: Done) -> dict[str, Any]:
    return {"day": row.day.isoformat(), "who": row.who, "action": row.action, "rung": row.rung, "source": row.source}


def _number(value: float) -> float | None:
    """Rounded to a tenth; infinities of either sign have no number."""
    return round(value, 1) if math.isfinite(value) else None

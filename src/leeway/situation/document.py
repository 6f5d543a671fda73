"""The situation as one JSON object: what `leeway situation --json` prints (docs/reference/situation-json.md)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, Final

from leeway.situation.difference import WhatChanged, is_stale
from leeway.situation.model import Situation

VERSION: Final = 1


def situation_document(situation: Situation, changed: WhatChanged | None = None, case: str = "") -> dict[str, Any]:
    """Plain values under the names of the records; instants in UTC with "Z", days as YYYY-MM-DD, unknown is null.

    Grades are {"grade": "B2", "reliability", "credibility", "speakers", "origins"}. `changed` adds "changed".
    """
    whole = _plain(asdict(situation))
    for name, state in situation.places.items():
        whole["places"][name]["stale"] = is_stale(state)
    for service, plain in zip(situation.services, whole["services"], strict=True):
        plain["stale"] = is_stale(service)
    for entry, plain in zip(situation.contradictions, whole["contradictions"], strict=True):
        plain["settled"] = (
            {"by": entry.settled[0], "reason": entry.settled[1], "reading": entry.settled[2] + 1}
            if entry.settled
            else None
        )
    whole["places"] = list(whole["places"].values())
    document = {"version": VERSION, "case": case, **whole}
    if changed is not None:
        document["changed"] = _plain(asdict(changed))
    return document


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {"reliability", "credibility", "speakers", "origins"}:
            return {"grade": f"{value['reliability']}{value['credibility']}", **value}
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    return value

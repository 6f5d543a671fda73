"""The frozen table of an evaluation: what was measured, with which tables and priors, and the weights it used.

Written by `benchmarks/forecast_skill.py`; shipped as package data so that a forecast can say its skill, and need not
learn the weights of its pool again, without a back-test.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from functools import cache
from pathlib import Path
from typing import Any

from leeway.forecast.models.priors import digest
from leeway.history.model import Campaign

FILE = Path(__file__).with_name("frozen_skill.json")


@cache
def frozen() -> Mapping[str, Any] | None:
    """The table, None where there is none."""
    return dict(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.exists() else None


def training_key(campaigns: Sequence[Campaign]) -> str:
    """Name of a training set: changes with any row of it, and with the priors."""
    found = hashlib.sha256(digest().encode())
    for campaign in sorted(campaigns, key=lambda one: one.name):
        # Sets have no order of their own: the same tags must give the same name in every process.
        events = [(*astuple(replace(event, tags=frozenset())), *sorted(event.tags)) for event in campaign.events]
        found.update(repr((*astuple(replace(campaign, events=())), events)).encode())
    return found.hexdigest()[:20]


def frozen_weights(campaigns: Sequence[Campaign], members: Sequence[str]) -> tuple[float, ...] | None:
    """Weights of these members learned on exactly these campaigns, None where the table does not have them."""
    table = frozen()
    if table is None or list(table["members"]) != list(members):
        return None
    found = table["weights"].get(training_key(campaigns))
    return None if found is None else tuple(float(weight) for weight in found)

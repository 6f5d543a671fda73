"""The rows of features that the package ships are those the replay gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from leeway.forecast.origins import counted, rows_of
from leeway.forecast.packaged_rows import packaged_rows
from leeway.history.load import load_history

CAMPAIGNS = counted(load_history())


def test_every_campaign_is_shipped_as_its_replay_gives_it() -> None:
    """Features, outcomes and days seen of every forecast day of every campaign, number by number."""
    for campaign in CAMPAIGNS:
        shipped = packaged_rows(campaign)
        assert shipped is not None, f"{campaign.name}: run benchmarks/packaged_rows.py"
        for kept, made in zip(shipped, rows_of(campaign), strict=True):
            np.testing.assert_array_equal(kept, made)


def test_another_record_is_worked_out_afresh() -> None:
    """A campaign with one event less, or another end, is not taken from the package."""
    campaign = CAMPAIGNS[0]
    assert packaged_rows(replace(campaign, events=campaign.events[:-1])) is None
    assert packaged_rows(replace(campaign, fell=not campaign.fell)) is None

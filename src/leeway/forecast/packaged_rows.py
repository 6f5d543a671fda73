"""Features of every forecast day of the packaged campaigns, worked out once and shipped.

Replaying fifty advances day by day takes seconds; a forecast is asked for in one. The rows are the same numbers
`leeway.forecast.origins` works out (a test compares them all); `python benchmarks/packaged_rows.py` writes them anew
after a change of the tables, the replay or the features. A campaign whose record differs is worked out afresh.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np

from leeway.forecast.features import FEATURES
from leeway.forecast.model import Array
from leeway.history.model import Campaign

FILE: Final = "packaged_rows.npz"
Rows = tuple[Array, Array, Array]
PARTS: Final = ("features", "days", "seen")


def packaged_rows(campaign: Campaign) -> Rows | None:
    """Features, days to the fall and days seen of each forecast day; None if they are not shipped for this record."""
    shipped = _shipped()
    key = _key(campaign)
    if f"{key}.days" not in shipped:
        return None
    features, days, seen = (shipped[f"{key}.{part}"] for part in PARTS)
    return features, days, seen


def write_rows(path: Path, rows: Iterable[tuple[Campaign, Rows]]) -> None:
    """Write the rows of these campaigns."""
    arrays = {
        f"{_key(campaign)}.{part}": values
        for campaign, found in rows
        for part, values in zip(PARTS, found, strict=True)
    }
    np.savez_compressed(path, **{key: arrays[key] for key in sorted(arrays)})  # type: ignore[arg-type]


def _key(campaign: Campaign) -> str:
    """Name of the campaign and digest of everything its rows depend on; sets are put in order."""
    events = [(*_plain(event), sorted(event.tags)) for event in campaign.events]
    said = repr((FEATURES, _plain(campaign), events, campaign.covariates)).encode()
    return f"{campaign.name}.{hashlib.sha256(said).hexdigest()[:16]}"


def _plain(record: object) -> tuple[object, ...]:
    left_out = {"events", "covariates", "tags", "summary", "sources"}
    names = type(record).__dataclass_fields__  # type: ignore[attr-defined]
    return tuple(getattr(record, name) for name in names if name not in left_out)


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Array]:
    path = resources.files("leeway.forecast").joinpath(FILE)
    if not path.is_file():
        return {}
    with resources.as_file(path) as file, np.load(file, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}

"""The reference pages name everything there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from leeway.evidence.json_lines import to_json
from leeway.evidence.model import FIRMNESS, KINDS, Statement
from leeway.evidence.reports.model import REASONS
from leeway.evidence.reports.sniffing import SUFFIXES
from leeway.evidence.reports.text import KEYS

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
STATUSES = {status for statuses in KINDS.values() for status in statuses}


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("statements.md", set(to_json(Statement("a", (0, 1), "b", "control", "held")))),
        ("statements.md", {*KINDS, *STATUSES, *FIRMNESS}),
        ("reports.md", {*REASONS, *SUFFIXES, *KEYS}),
    ],
)
def test_every_name_is_on_its_page(page: str, names: set[str]) -> None:
    """Fields, kinds, statuses, firmness, reasons, suffixes and header keys."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    assert sorted(name for name in names if f"`{name}`" not in text) == []

"""The page on the event table names every column and event, in order, with the meaning the code gives."""

from __future__ import annotations

import re
from pathlib import Path

from leeway.movement.events import COLUMNS, EVENTS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "events.md"


def rows(heading: str) -> list[tuple[str, str]]:
    """(first cell without its marks, second cell) of the table under a heading."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, flags=re.MULTILINE)


def test_the_page_names_every_column_in_order() -> None:
    """A column added, renamed or moved must be told to readers of events.csv."""
    assert tuple(name for name, _ in rows("Columns")) == COLUMNS


def test_the_page_means_what_the_code_means() -> None:
    """Every event and its meaning are the same in the page and in `leeway.movement.events`."""
    assert dict(rows("Events")) == dict(EVENTS)

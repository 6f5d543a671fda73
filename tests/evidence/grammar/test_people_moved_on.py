"""People who were taken elsewhere are no staff who are present."""

from __future__ import annotations

import pytest
from grammar_reading import read


@pytest.mark.parametrize(
    "body",
    [
        "Some 3,100 former employees have been resettled, 1,800 of them in the last weeks.",
        "Britain has resettled 1,800 local staff of its embassy.",
        "About 900 interpreters were resettled in Kent, 400 of them in July.",
        "The programme rehoused 1,200 former employees with the help of councils.",
    ],
)
def test_resettled(body: str) -> None:
    """Neither the whole nor a part told with a time counts anybody in the country."""
    assert [s for s in read(body) if s.kind == "headcount"] == []


def test_part_in_a_place() -> None:
    """A part told with a place is counted there."""
    found = [s for s in read("The agency has 58 staff, 31 of them in Kunduz.") if s.kind == "headcount"]
    assert ("Kunduz", 31) in [(s.place, s.value and s.value.low) for s in found]

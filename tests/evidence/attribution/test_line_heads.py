"""Heads of lines: the same matches as a search of the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leeway.evidence.attribution.line_heads import at_heads
from leeway.evidence.attribution.turns import TURN
from leeway.evidence.attribution.turns_members import MEMBER
from leeway.evidence.attribution.turns_stations import LETTER, STATION

PIECES = [
    "\n",
    "\n\n",
    "From: Ana Ruiz",
    "MR. ROWE: ",
    "Q: ",
    "Mr Hale: ",
    "Radio Kolda, 0630. ",
    "calm",
    " ",
    "\t",
    "(",
]


@pytest.mark.parametrize("pattern", [TURN, MEMBER, STATION, LETTER])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_as_a_search(pattern, pieces) -> None:  # type: ignore[no-untyped-def]
    """Labels at the head of a line are found, and nothing else, wherever lines begin and end."""
    text = "".join(pieces)
    assert [m.span() for m in at_heads(pattern, text)] == [m.span() for m in pattern.finditer(text)]


def test_labels_of_turns() -> None:
    """Each turn of a transcript, the first and the last line among them."""
    text = "QUESTION: Is the road open?\nMR. ROWE: It is.\nNothing: here\nQUESTION: And the airport?"
    assert [m["who"] or m["ask"] for m in at_heads(TURN, text)] == ["QUESTION", "MR. ROWE", "QUESTION"]

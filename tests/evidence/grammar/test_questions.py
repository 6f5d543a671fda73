"""Questions with the answer that follows; a question alone tells nothing."""

from __future__ import annotations

import pytest
from grammar_reading import read

BRIEFING = (
    "MS. HALL: Good afternoon.\n\nQUESTION: Has the airport at Herat been closed?\n\n"
    "MS. HALL: {}\n\nQUESTION: Thank you."
)


@pytest.mark.parametrize(
    ("reply", "firmness"),
    [("It has not.", "denied"), ("No.", "denied"), ("That's not accurate.", "denied"), ("Yes, it has.", "stated")],
)
def test_yes_and_no(reply: str, firmness: str) -> None:
    """The question's own words are the statement, the answer its firmness and its speaker."""
    body = BRIEFING.format(reply)
    (one,) = [s for s in read(body) if s.kind == "access"]
    assert (one.status, one.place, one.firmness) == ("closed", "Herat", firmness)
    assert one.speaker.name == "Hall"
    assert one.quote.endswith(reply)


def test_figures() -> None:
    """ "How many?" takes the figure of the answer."""
    body = (
        "A: Good afternoon.\n\nQ: How many soldiers were sent to Herat?\n\nA: About 300. They arrived.\n\nQ: Thank you."
    )
    found = [s for s in read(body) if s.kind == "force" and s.value]
    assert [(s.status, s.place, s.value.low) for s in found if s.value] == [("deploying", "Herat", 300)]


@pytest.mark.parametrize("reply", ["I have nothing on that.", "We are looking into it.", "You would have to ask them."])
def test_no_answer(reply: str) -> None:
    """An evasion answers nothing."""
    body = BRIEFING.format(reply)
    assert read(body) == []

# ruff: noqa: E501 - one case a line
"""States that stand for their missions, missions joined by "and", moves and work told by their nouns."""

from __future__ import annotations

import pytest
from grammar_reading import read

TITLE = "Embassies in Khartoum"


def postures(body: str, title: str = TITLE) -> list[tuple[str | None, str, str]]:
    """(actor, status, firmness) of every posture."""
    return [(s.actor, s.status, s.firmness) for s in read(body, "SD", title=title) if s.kind == "posture"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("The Canadians closed yesterday.", ("Canadian embassy Khartoum", "suspended", "stated")),
        ("The Swedes left at noon.", ("Swedish embassy Khartoum", "evacuating", "stated")),
        ("Belgium is working, doors locked.", ("Belgian embassy Khartoum", "normal", "stated")),
        ("The Dutch are considering a move to Port Sudan.", ("Dutch embassy Khartoum", "relocating", "possible")),
        ("The Poles have moved to Port Sudan.", ("Polish embassy Khartoum", "relocating", "stated")),
        ("Switzerland closed its own until further notice.", ("Swiss embassy Khartoum", "suspended", "stated")),
        ("British and Japanese have closed.", ("UK embassy Khartoum", "suspended", "stated")),
        ("British and Japanese have closed.", ("Japanese embassy Khartoum", "suspended", "stated")),
        ("Washington has ordered most of its embassy out.", ("US embassy Khartoum", "ordered_departure", "stated")),
        ("Norway withdrew its staff from Khartoum.", ("Norwegian embassy Khartoum", "evacuating", "stated")),
        ("The German embassy continues to operate with emergency staff only.", ("German embassy Khartoum", "minimum_staff", "stated")),
        ("At the Kenyan embassy work goes on as usual.", ("Kenyan embassy Khartoum", "normal", "stated")),
        ("Greece plans to keep its embassy in Khartoum going.", ("Greek embassy Khartoum", "normal", "planned")),
    ],
)  # fmt: skip
def test_states(body: str, told: tuple[str, str, str]) -> None:
    """In a text about missions a state that closes, stays or goes is its mission."""
    assert told in postures(body)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("The Canadians closed yesterday.", "Grain prices"),
        ("Egypt shut the border.", TITLE),
        ("About 100 Americans were left in the hotel.", TITLE),
        ("Washington tells Americans to leave.", TITLE),
        ("The crossing between Egypt and Sudan is closed.", TITLE),
        ("It would feed fears that Norway is leaving Sudan as it slides into war.", TITLE),
    ],
)
def test_no_missions(body: str, title: str) -> None:
    """A state elsewhere, its citizens, and what it shuts are no missions."""
    assert postures(body, title) == []

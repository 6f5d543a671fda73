"""People moved out: carriers and verbs of every day, figures without a noun, those to follow, soldiers who are none."""

from __future__ import annotations

import pytest
from grammar_reading import read

LEAD = "France flew 200 foreigners out of Kabul on Monday. "


def told(body: str) -> list[tuple[float | None, str]]:
    return [(s.value.low if s.value else None, s.firmness) for s in read(body) if s.kind == "evacuated"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Israel airlifted some 14,000 Jews out of Kabul in a day.", [(14_000, "stated")]),
        ("Some 560 Americans were put aboard a steamer last night.", [(560, "stated")]),
        ("Turkey plans to evacuate 3,000 nationals by ship.", [(3000, "planned")]),
        ("Helicopters picked about 150 people off the roof of the embassy.", [(150, "stated")]),
        ("Belgium has begun evacuating its nationals.", [(None, "stated")]),
        ("The evacuation of the French has been completed.", [(None, "stated")]),
    ],
)
def test_moved(body: str, expected: list[tuple[float | None, str]]) -> None:
    """Nationals and people of any name are moved by whatever carries them; a state's nationals are not its staff."""
    assert told(body) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Since Sunday we have moved approximately 2,700.", (2700, "stated")),
        ("Another 90 are to follow tomorrow.", (90, "planned")),
    ],
)
def test_figures_after_people_moved(sentence: str, expected: tuple[float, str]) -> None:
    """After people moved out a bare figure is of such people."""
    assert told(LEAD + sentence)[1:] == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "The last battalion drove over the bridge with 450 men in it.",
        "Portugal told some 2,000 nationals not to try to reach the port.",
    ],
)
def test_nobody_moved(body: str) -> None:
    """Troops move themselves, and who is told not to go has not gone."""
    assert [v for v, firmness in told(body) if firmness != "denied"] == []

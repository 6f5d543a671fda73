"""Advice in many frames: told, urged, a duty, an order, an imperative; and what is no advice."""

from __future__ import annotations

import pytest
from grammar_reading import read


def advice(body: str) -> list[tuple[str, str | None]]:
    return [(s.status, s.place) for s in read(body, "LB") if s.kind == "advisory"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Saudi Arabia reiterated its call for citizens to leave Lebanon.", "leave"),
        ("Canadians who are in Lebanon should make their way out by commercial flight.", "leave"),
        ('"If you are in Lebanon, leave," the foreign secretary said.', "leave"),
        ("Those near the border are urged to move north without delay.", "leave"),
        ("Residents were told to stay in shelters.", "shelter"),
        ("French citizens are advised to keep to their homes.", "shelter"),
        ("Everybody must be indoors from five.", "shelter"),
        ("Remain in your residence, away from windows.", "shelter"),
        ("Travel to the south is strongly discouraged, the ministry said.", "do_not_travel"),
        ("The ministry formally advises against any trip to the south.", "do_not_travel"),
        ("The consulate is in no position to help those outside the capital.", "limited_help"),
        ("Do not count on a government flight.", "limited_help"),
        ("Those who choose to stay do so at their own risk.", "limited_help"),
    ],
)
def test_frames_of_advice(sentence: str, status: str) -> None:
    """The same words of going or staying are advice in every frame that tells people to."""
    assert status in [found for found, _ in advice(sentence)]


def test_help_is_of_the_country() -> None:
    """Where no help reaches is a detail: the limit is said of the country."""
    assert advice("The embassy can offer only limited help to anyone north of Tripoli.") == [
        ("limited_help", "Lebanon")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Many people want to leave.",
        "The soldiers were ready to leave.",
        "Residents hide in cellars.",
        "The curfew was lifted on Monday.",
    ],
)
def test_no_advice(sentence: str) -> None:
    """Wishes, habits and a lifted curfew tell nobody anything."""
    assert advice(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "status", "firmness"),
    [
        ("Norway has not asked anybody to leave.", "leave", "denied"),
        ("Norway hasn't told people to leave.", "leave", "denied"),
        ("Norway has asked nobody to leave.", "leave", "denied"),
        ("The Danes have been pressing their people to be gone.", "leave", "stated"),
        ("Tourists were told to stop where they are.", "shelter", "stated"),
        ("The line of the ministry is short: don't go to Tyre.", "do_not_travel", "stated"),
    ],
)
def test_refusals_and_short_forms(sentence: str, status: str, firmness: str) -> None:
    """Nobody is told to leave where nobody is asked; contracted orders are orders; pressing is telling."""
    found = [(s.status, s.firmness) for s in read(sentence, "LB") if s.kind == "advisory"]
    assert found == [(status, firmness)]

"""Who did the same as another is told to have done what the other did."""

from __future__ import annotations

import pytest
from grammar_reading import read

ADVICE = "Germany told its nationals in Afghanistan on Friday to leave the country"


@pytest.mark.parametrize(
    ("again", "actors"),
    [
        ("; the Dutch and the Danes did the same.", {"Netherlands", "Denmark"}),
        (". Iraq did likewise a day later.", {"Iraq"}),
        (". France followed suit, as did Spain and Italy.", {"France", "Spain", "Italy"}),
        (", and so has Norway.", {"Norway"}),
        (". Japan has done the same.", {"Japan"}),
    ],
)
def test_the_same_advice(again: str, actors: set[str]) -> None:
    """Advice of one state is that of each which did likewise, with the same place."""
    found = [s for s in read(ADVICE + again) if s.kind == "advisory"]
    assert {(s.actor, s.status, s.place) for s in found} == {
        (who, "leave", "Afghanistan") for who in ("Germany", *actors)
    }


def test_a_call_considered() -> None:
    """What a state only considers is possible."""
    found = [s for s in read(ADVICE + ". Belgium is considering such a call.") if s.actor == "Belgium"]
    assert [(s.kind, s.status, s.firmness) for s in found] == [("advisory", "leave", "possible")]


def test_missions_and_airspace() -> None:
    """A state that follows another with its mission or its airspace: its own embassy, its own land."""
    found = read("The British embassy in Kabul has closed. France did the same on Friday.")
    assert ("posture", "French embassy Kabul") in {(s.kind, s.actor) for s in found}
    found = read("Iran closed its airspace. Pakistan followed suit.")
    assert ("closed", "Pakistan") in {(s.status, s.place) for s in found if s.kind == "access"}


@pytest.mark.parametrize("again", ["They did the same.", "The country is as it was.", "He left, and so did I."])
def test_nobody_named(again: str) -> None:
    """Without a name nothing is told again."""
    assert len([s for s in read(f"{ADVICE}. {again}") if s.kind == "advisory"]) == 1

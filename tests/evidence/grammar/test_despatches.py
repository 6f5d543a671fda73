"""What embassies, relief offices and wires say in few words: doubts, conditions, losses owned up to."""

from __future__ import annotations

import pytest
from grammar_reading import read


@pytest.mark.parametrize(
    "doubt",
    [
        "It has not been possible to verify either statement.",
        "The Embassy is not in a position to confirm this.",
        "Neither claim can be checked.",
        "No confirmation could be obtained.",
    ],
)
def test_a_doubt_a_sentence_later(doubt: str) -> None:
    """What a report could not check is unverified, however it says so."""
    found = read(f"The front says that its fighters have recaptured Bignona. {doubt}", country="SN")
    assert [s.firmness for s in found if s.kind == "control"] == ["unverified"]


@pytest.mark.parametrize("words", ["are to be expected", "must be expected", "have to be reckoned with"])
def test_attacks_to_be_expected(words: str) -> None:
    """Words of expectation behind an aside reach the attack that they are said of."""
    found = read(f"Further rebel attacks on Kolda, without warning, {words}.", country="SN")
    assert {s.firmness for s in found if s.kind == "incident"} == {"expected"}


@pytest.mark.parametrize(
    "body",
    [
        "Should the airport close, about 160 French soldiers are standing by in Cyprus.",
        "If the road is lost, 500 French marines are on standby in Cyprus.",
    ],
)
def test_ready_whatever_may_come(body: str) -> None:
    """Troops that stand ready do so now, under whatever condition they would move."""
    assert [s.firmness for s in read(body, country="SN") if s.kind == "force"] == ["stated"]


def test_a_loss_conceded() -> None:
    """A party's word on its own loss is a fact; it bears out what the other side claimed before."""
    alone = read("The army conceded that Kolda was given up on Thursday.", country="SN")
    after = read("The rebels said they had taken Kolda. The army conceded that Kolda had been lost.", country="SN")
    assert [s.firmness for s in alone if s.kind == "control"] == ["stated"]
    assert [s.firmness for s in after if s.kind == "control"] == ["claimed", "confirmed"]

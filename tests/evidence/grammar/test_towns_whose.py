"""Whose a place is, in words of despatches and briefings that name no verb of holding; entries without a fight."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def control(body: str, country: str = "AF") -> list[Statement]:
    return [s for s in read(body, country) if s.kind == "control"]


WHOSE = [
    ("Herat is the Taliban's since Wednesday.", "held"),
    ("Herat is Taliban since Wednesday.", "held"),
    ("Herat is in the hands of the Taliban since Wednesday.", "captured"),
    ("Herat has been in the hands of the Taliban since Wednesday.", "held"),
    ("Herat, to the west, is still the government's.", "held"),
    ("Herat, behind it, is firmly held.", "held"),
    ("Herat is being defended.", "held"),
    ("Herat remains under Taliban occupation.", "held"),
    ("Herat has never left the government's hands.", "held"),
    ("Herat was lost and won twice in the same week.", "contested"),
    ("Herat was taken and retaken in two days.", "contested"),
    ("Herat was given over to the Taliban the same day.", "captured"),
    ("Herat, an old town on the western road, had gone the day before.", "captured"),
    ("The Taliban flag was raised over Herat.", "captured"),
    ("Herat they retook on Wednesday.", "retaken"),
    ("The Taliban entered Herat during the night and met no resistance.", "captured"),
    ("Taliban fighters drove into Herat on Thursday without a shot.", "captured"),
    ("The Taliban entered Herat and are mopping up.", "captured"),
    ("The Taliban entered Herat on Thursday.", "contested"),
    ("Herat had been liberated by the Taliban, a spokesman said.", "captured"),
    ("Herat had been liberated by the army, a spokesman said.", "retaken"),
    ("The Taliban are in control of most streets in the centre of Herat.", "held"),
]


@pytest.mark.parametrize(("body", "status"), WHOSE)
def test_whose(body: str, status: str) -> None:
    """Owners as adjectives and possessives, asides between the place and its verb, objects before their subject."""
    assert [(s.status, s.place) for s in control(body)] == [(status, "Herat")]


def test_own_loss_is_no_claim() -> None:
    """What a party says of its own losses is stated."""
    assert [s.firmness for s in control("The Afghan army lost Herat, the defence ministry said.")] == ["stated"]


@pytest.mark.parametrize(
    "body", ["Snow fell on Monday.", "The defence ministry disputed the figure.", "Herat is a town of the Taliban era."]
)
def test_no_control(body: str) -> None:
    """Weather, ministries that speak, a party's name before a noun."""
    assert control(body) == []

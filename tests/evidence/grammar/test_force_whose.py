# ruff: noqa: E501 - one case a line
"""Whose troops are meant where no name stands at them."""

from __future__ import annotations

import pytest
from grammar_reading import read


@pytest.mark.parametrize(
    ("body", "actor"),
    [
        ('"We are bringing our troops home from Mozambique," the Portuguese foreign minister said.', "Portugal"),
        ('"Our forces have withdrawn from Pemba," the defence minister of Mozambique said.', "Mozambican army"),
        ("Two Army companies and a Marine platoon will be flown to Maputo, the Pentagon announced.", "United States"),
        ("Portugal has sent a ship. Some 200 soldiers remain in the country to guard the embassy.", "Portugal"),
        ("Portugal's soldiers have trained the army since 2018. The military mission is due to end on 30 September.", "Portugal"),
        ("The Portuguese defence ministry said the first deployment would take place within 24 hours.", "Portugal"),
        ("France said on Friday it would send paratroopers to Maputo.", "France"),
        ("Soldiers have been deployed around the capital.", "Mozambican army"),
        ("Two French diplomats saw it. The troops withdrew from Pemba on Monday, they said.", "Mozambican troops"),
    ],
)  # fmt: skip
def test_whose_troops(body: str, actor: str) -> None:
    """Speakers mean their own state's troops, guards of a mission are those of the state told of; else the home army."""
    found = [s for s in read(body, country="MZ") if s.kind == "force"]
    assert actor in {s.actor for s in found}


def test_the_sender_of_the_passage() -> None:
    """Troops counted right after a foreign state sends some are its troops, and come from it."""
    found = [
        s for s in read("France said it would send paratroopers. Around 300 troops would go to Pemba airport.", country="MZ")
        if s.value is not None
    ]  # fmt: skip
    assert [(s.actor, s.kind, s.status) for s in found] == [("France", "force", "deploying")]


def test_troops_that_wait_at_home() -> None:
    """Troops that stand ready "at the border" in the words of a foreign army chief stand in his country."""
    (one,) = read("Uganda's army chief said lorries with 2,000 soldiers stood ready at the border.", country="SS")
    assert (one.status, one.actor, one.place) == ("standby", "Uganda", "Uganda")

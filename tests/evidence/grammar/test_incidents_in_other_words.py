"""Incidents in further words, at places no table holds, at missions told by their owner; words that tell of none."""

from __future__ import annotations

import pytest
from grammar_reading import read


def incidents(body: str, country: str = "AF") -> list[tuple[str, str | None]]:
    """Status and place of every incident of a text."""
    return [(s.status, s.place) for s in read(body, country) if s.kind == "incident"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("In Herat tens of thousands demonstrated on Thursday.", "unrest"),
        ("The people of Herat came out into the streets.", "unrest"),
        ("Protesters set about the customs house in Herat.", "unrest"),
        ("A crowd broke down the gates of the mill in Herat.", "unrest"),
        ("Herat has been under fire for months.", "shelling"),
        ("A patrol near Herat came under tank fire at seven.", "shelling"),
        ("Gunmen assassinated a judge in Herat.", "attack"),
    ],
)
def test_other_words(body: str, status: str) -> None:
    """What is done to a place, in words of everyday use."""
    assert [(s, (p or "").rpartition(", ")[2]) for s, p in incidents(body)] == [(status, "Herat")]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("KABUL - There was looting at Zarkhelan.", "Zarkhelan"),
        ("KABUL - The naval shelling of Durvani went on.", "Durvani"),
        ("KABUL - Explosions were heard from Bala Zarkhel.", "Zarkhel"),
        ("Rocket fire from Ghazni at Kandahar continues.", "Kandahar"),
        ("Herat is expected to come under more drone strikes.", "Herat"),
    ],
)
def test_the_place_struck(body: str, place: str) -> None:
    """A name no table holds right behind the noun; what is fired at and not from where."""
    assert [p or "" for _, p in incidents(body)][-1].endswith(place)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Turkey said militants stormed its consulate in Herat on Wednesday.", "Turkish consulate Herat"),
        ("Iran, whose embassy was attacked on Friday, has protested.", "Iranian embassy Kabul"),
        ("India said that gunmen raided its embassy.", "Indian embassy Kabul"),
    ],
)
def test_whose_mission(body: str, place: str) -> None:
    """A mission told of by "its" and "whose" is the one of the state named before."""
    assert ("attack", place) in incidents(body)


@pytest.mark.parametrize(
    "body",
    [
        "Herat is in the hands of the rioters.",
        "In Herat the lads of the 16 Air Assault Brigade are waiting.",
        "The people of Herat have fled since fighting started.",
        "The army can hold Herat for two days if it fights.",
        "They walked into Herat, orderly, not shooting.",
        "The governor says the battle for Herat is not over.",
    ],
)
def test_no_incident(body: str) -> None:
    """Words of fighting that tell of no fight."""
    assert incidents(body) == []


def test_one_attack_told_once() -> None:
    """What was thrown, where it went on and a second building of the town are one attack."""
    assert incidents("Gunmen stormed a hotel in Herat, throwing grenades.") == [("attack", "hotel, Herat")]
    found = incidents("Gunfire was heard in Herat on Monday, where soldiers exchanged shots with a gang.")
    assert found == [("fighting", "Herat")]


@pytest.mark.parametrize(
    "text",
    [
        "An American commander said in Bamako that France had stepped up its air strikes over the past days.",
        "Patrols are out in Bamako. The ministry claims that 120 rebels were killed in a day.",
    ],
)
def test_no_incident_where_it_was_said(text: str) -> None:
    """Air strikes and the dead of a whole war are not put where they were told of."""
    assert {s.place for s in read(text, "ML") if s.kind == "incident"} == {"Mali"}


def test_the_subject_is_under_attack() -> None:
    """A town told with its distance from another is itself the one under attack."""
    found = read("Konna, some 35 km from Mopti, is under attack.", "ML")
    assert {s.place for s in found if s.kind == "incident"} == {"Konna"}

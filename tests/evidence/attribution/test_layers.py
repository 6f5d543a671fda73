"""Actors, quotations, the day of the saying and the issuer, one rule a test."""

from __future__ import annotations

from datetime import date

from attribution_reading import read, who

from leeway.evidence.attribution.voices import speaker_at


def names(body: str, country: str = "") -> list[str]:
    """Names of the actors of a text."""
    return [actor.name for actor in read(body, country)[1].actors]


def test_unknown_group_by_its_head() -> None:
    """A group no list has is found by what such groups are called, and by the acronym it is given."""
    found = names("Fighters of the Moora Liberation Front (MLF) took Tarsa. The MLF said so on Monday.")
    assert found == ["Moora Liberation Front"] * 3  # the name, the acronym in brackets, the acronym later


def test_the_group_is_the_one_last_named() -> None:
    """ "The group" is the armed group last named."""
    assert names("M23 took Sake. The group holds Minova too.", "CD") == ["M23", "M23"]


def test_army_of_the_country_and_of_another() -> None:
    """The home army is named with its demonym and is a party; a foreign one goes by its state and is none."""
    actors = read("The army left Bor. Ugandan troops reached Juba.", "SS")[1].actors
    assert [(a.name, a.side) for a in actors] == [("South Sudanese army", True), ("Uganda", False)]


def test_mission_carries_its_town() -> None:
    """A mission is named with its state and its town, the capital where none is printed."""
    assert names("The US embassy in Kabul is open.", "AF") == ["US embassy Kabul"]
    assert names("The German embassy is open.", "AF") == ["German embassy Kabul"]


def test_day_of_the_saying() -> None:
    """The day printed beside the verb is the day of the saying."""
    body = "The port is shut, the ministry said on Tuesday."
    _, heard = read(body, "LR")
    assert speaker_at(heard, 0, 16)[2] == date(2024, 3, 12)


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    """A quotation that never closes does not swallow the next paragraph."""
    body = '"The road is cut, said the mayor.\n\nThe port is open.'
    quotations = read(body)[1].quotations
    assert all(q.end <= body.index("\n") for q in quotations)


def test_issuer_of_an_alert() -> None:
    """An alert is spoken by the mission that issues it, not by who passes it on."""
    body = "The airport is closed.\n\nStay indoors."
    speaker, _ = who(body, "The airport is closed", "HT", title="Security Alert: U.S. Embassy Port-au-Prince")
    assert speaker.org == "US embassy Port-au-Prince"


def test_transcript_turns() -> None:
    """In a briefing each turn is its speaker's."""
    body = "QUESTION: Is the road open?\n\nMR. ROWE: The road is open.\n\nQUESTION: Thank you."
    speaker, _ = who(body, "The road is open", "HT", title="Department Press Briefing")
    assert (speaker.name, speaker.org) == ("Rowe", "US State Department")

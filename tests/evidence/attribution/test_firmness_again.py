"""Firmness and speakers in more words: asides, tags, answers in reported speech, deeds of an army, doubts."""

from __future__ import annotations

import pytest
from attribution_reading import firm, who

from leeway.evidence.attribution.negation import negated


def test_announced_over_an_aside() -> None:
    """ "Announced on Sunday, by its spokesman, that" is the front's word all the same."""
    body = "The Taliban announced on Sunday, by its spokesman Karim, that they had taken the airport."
    assert who(body, "they had taken the airport", "AF")[0].org == "Taliban"


def test_statement_from_somebody() -> None:
    """The document's writer speaks, not the document."""
    assert who("The bridge is cut, according to a statement from the Taliban.", "The bridge is cut", "AF")[0].org == (
        "Taliban"
    )


@pytest.mark.parametrize("tag", ["we hear", "or so we are told", "I'm told"])
def test_tags_of_hearsay(tag: str) -> None:
    """What the writer was told by nobody in particular has a speaker without a name."""
    assert who(f"People are massing at the bridge, {tag}.", "People are massing", "KG")[0].anonymous


def test_a_side_is_no_name() -> None:
    """ "A Western security adviser" is nobody called Western."""
    assert who("A Western security adviser said the town might fall.", "the town might fall")[0].name is None


def test_viewers_tell_us() -> None:
    """Those who write in are anonymous sources."""
    speaker = who("State television has gone off the air, several viewers tell us.", "has gone off the air", "CI")[0]
    assert (speaker.role, speaker.anonymous) == ("viewer", True)


def test_per_a_body() -> None:
    """ "Per" before a body names the source also without a comma."""
    assert who("Approx 3,000 arrived per UNHCR, sleeping in schools.", "Approx 3,000 arrived")[0].org == "UNHCR"


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ("took out 140 people , mostly not americans", 0),
        ("places three regiments on the road , none of them near", 0),
        ("no , and it has 300 troops there", 3),
    ],
)
def test_negations_aside(keys: str, at: int) -> None:
    """A negation behind a comma denies nothing of what stands before it, nor does "no" before a comma."""
    words = keys.split()
    assert not negated(words, 0, len(words), "force", "present", at)
    assert negated(["did", "not", "take", "out", "140", "people"], 0, 6, "force", "present", 2)


def test_until_tomorrow_is_now() -> None:
    """What is closed until tomorrow is closed now."""
    assert firm("The airport is closed until tomorrow morning.", "The airport is closed until tomorrow morning",
                "access", "closed") == "stated"  # fmt: skip


def test_what_an_army_did_itself() -> None:
    """An army's word on its own bombing and on the enemy's men is no claim; a group's word on its own men is one."""
    own = "The Philippine army said its jets bombed the district."
    assert firm(own, "its jets bombed the district", "incident", "bombing", "Philippine army", "PH") == "stated"
    seen = "The Philippine army said 20 gunmen stood at the bridge."
    assert firm(seen, "20 gunmen stood at the bridge", "force", "present", "gunmen", "PH") == "stated"
    group = "The Taliban said they had a thousand men."
    assert firm(group, "they had a thousand men", "force", "present", "Taliban", "AF") == "claimed"


def test_held_by_is_no_saying() -> None:
    """ "Was held by government troops" makes nobody speak."""
    assert who("The airport was held by Afghan troops.", "The airport was held", "AF")[0].org == "Northern Wire"


def test_reported_at_a_place() -> None:
    """ "Were reported at" is hearsay that nobody stands for."""
    body = "The foremost companies were reported on Wednesday night at Kabuye."
    assert firm(body, body[:-1], "approach", "at_distance") == "unverified"


def test_course_of_action() -> None:
    """What an assessment sets out as a course of action is possible."""
    body = "Most dangerous course of action: the rebels rise and drive on the capital."
    assert firm(body, "the rebels rise and drive on the capital", "approach", "advancing") == "possible"

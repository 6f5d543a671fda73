"""Who speaks where something stands between subject and verb of saying, and where the subject comes after it."""

from __future__ import annotations

import pytest
from attribution_reading import read, who

CASES = [
    ("The commander, reached by radio, said his men held the hospital.", "his men held the hospital", "commander"),
    ("The governor, reached by radio, said the rebels held the bridge.", "the rebels held the bridge", "governor"),
    ("The road was cut, said a retired colonel who held the bridge.", "The road was cut", "colonel"),
    ("The road was cut, said his spokesman.", "The road was cut", "spokesman"),
]


@pytest.mark.parametrize(("body", "clause", "role"), CASES)
def test_speaker(body: str, clause: str, role: str) -> None:
    """What is said begins after the verb where a clause follows it; a bare phrase behind it is who speaks."""
    assert who(body, clause)[0].role == role


DOTTED = [
    ('"The road is cut," said Rahman R. Karimi, a lawyer who left. "Nobody passes."', "The road is cut", "R. Karimi"),
    ("Mr. Karimi and Mr. Rahman say the road is cut.", "the road is cut", "Karimi"),
]


@pytest.mark.parametrize(("body", "clause", "name"), DOTTED)
def test_full_stops_of_names(body: str, clause: str, name: str) -> None:
    """The full stop of an initial or a title does not end the name of who speaks."""
    assert (who(body, clause)[0].name or "").endswith(name)


def test_part_of_the_day_after_the_verb() -> None:
    """ "said Friday afternoon, as ..." closes what was said before it."""
    body = "The road to the port is cut, army officials said Friday afternoon, as they left the hall."
    _, heard = read(body)
    assert [body[f.start : f.end] for f in heard.frames] == ["The road to the port is cut"]


BETWEEN = [
    "The road is cut, Yusuf Karimi (N-Coast) said on Friday.",
    "Yusuf Karimi, 56, who has driven the road for a decade, said the road is cut.",
    "Yusuf Karimi, who as a young captain was in charge of the fuel of the northern army for three years and later "
    "left it as a colonel, said that the road is cut.",
    "Yusuf Karimi, who runs the prisoners' council, said the road is cut.",
]


@pytest.mark.parametrize("body", BETWEEN)
def test_what_stands_between_name_and_verb(body: str) -> None:
    """A bracket, an age, a long relative clause and an apostrophe do not part a name from its verb."""
    clause = "The road is cut" if body.startswith("The") else "the road is cut"
    assert who(body, clause)[0].name == "Yusuf Karimi"


UNLISTED = [
    ("The harbour master said the port was shut.", "harbour master", False),
    ("A lamp lighter told reporters the port was shut.", "lamp lighter", True),
    ("Truck owners said the port was shut.", "truck owners", True),
    ("The rest said the port was shut.", None, False),
]


@pytest.mark.parametrize(("body", "role", "anonymous"), UNLISTED)
def test_speakers_no_list_holds(body: str, role: str | None, anonymous: bool) -> None:
    """Who "said" speaks, by a common noun no list has; with "the" it is one who could be asked."""
    speaker, _ = who(body, "the port was shut")
    assert (speaker.role, speaker.anonymous) == (role, anonymous)


BEFORE_OR_AFTER = [
    (
        "Yusuf Karimi, who served at the embassy until earlier this year, said Amina reached out to the rebels.",
        "Amina reached out to the rebels",
        "Yusuf Karimi",
    ),
    ("Rebels took the town on Sunday, said Karimi, the spokesman.", "Rebels took the town", "Karimi"),
    (
        "After first reports of a blast, but before the army had spoken, Yusuf Karimi said at a rally in the north "
        "that the market had burned.",
        "the market had burned",
        "Yusuf Karimi",
    ),
    (
        'Heading into talks, Yusuf Karimi told the harbour\'s "Morning Hour" that nobody would leave the port.',
        "nobody would leave the port",
        "Yusuf Karimi",
    ),
]


@pytest.mark.parametrize(("body", "clause", "name"), BEFORE_OR_AFTER)
def test_who_stands_on_which_side(body: str, clause: str, name: str) -> None:
    """A name parted from its verb by "who ..." is who speaks and not the name after the verb; where a clause with
    "that" follows the occasion, it is what was said."""
    assert who(body, clause)[0].name == name

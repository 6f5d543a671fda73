"""Whose words the passages of a digest, a roundup, a chamber's record and a summed-up briefing are."""

from __future__ import annotations

from attribution_reading import firm, read, who

from leeway.evidence.attribution.turns_members import members

DIGEST = (
    "BRITAIN (FCO)\nThe road is open.\n\nCANADA (Foreign Affairs)\nThe bridge is open.\n\n"
    "NOTES BY THE EDITORS\nThe port is open."
)


def test_digest_of_notices() -> None:
    """Each section is its issuer's; under a head of the editors the publisher speaks again."""
    assert who(DIGEST, "The road is open", "ML")[0].org == "UK Foreign Office"
    assert who(DIGEST, "The bridge is open", "ML")[0].org == "Canadian foreign ministry"
    assert who(DIGEST, "The port is open", "ML")[0].org == "Northern Wire"


def test_heads_that_are_the_body() -> None:
    """ "U.S. Embassy Bamako, April 5" and "Belgian Foreign Ministry" name nothing but who issues what follows."""
    body = "U.S. Embassy Bamako, April 5\nThe road is open.\n\nBelgian Foreign Ministry, April 6\nThe bridge is open."
    assert who(body, "The road is open", "ML")[0].org == "US embassy Bamako"
    assert who(body, "The bridge is open", "ML")[0].org == "Belgian foreign ministry"


def test_a_body_that_a_section_is_about() -> None:
    """One heading that names a ministry makes no digest, nor do headings that say something of it."""
    body = "Foreign Ministry\nThe road is open.\n\nFood\nThe bridge is open."
    assert who(body, "The bridge is open", "ML")[0].org == "Northern Wire"


def test_two_agencies() -> None:
    """Items credited at their head and at their end are their agency's; those of none stay the publisher's."""
    heads = "MORI (Reuters) - The road is open.\nThe pass is open.\n\nLAMU (AFP) - The bridge is open."
    assert who(heads, "The pass is open")[0].org == "Reuters"
    assert who(heads, "The bridge is open")[0].org == "Agence France-Presse"
    tails = "The port is open.\n\nThe road is open. (Reuters)\n\nThe bridge is open. (AFP)"
    assert who(tails, "The road is open")[0].org == "Reuters"
    assert who(tails, "The bridge is open")[0].org in ("AFP", "Agence France-Presse")
    assert who(tails, "The port is open")[0].org == "Northern Wire"
    one = "MORI (Reuters) - The road is open.\n\nThe bridge is open."
    assert who(one, "The bridge is open")[0].org == "Northern Wire"


def test_passages_are_kept() -> None:
    """The passages of a digest carry the state whose body speaks."""
    _, heard = read(DIGEST, "ML")
    assert [p.state for p in heard.passages] == ["United Kingdom", "Canada", None]


def test_members_of_a_house() -> None:
    """ "Mrs Hale:" opens a turn, and the minister of the first label is the one who answers under his name."""
    body = (
        "The Minister of State (Mr John Ashe): The road is open.\n\nMrs Ann Hale: Is the bridge open?\n\n"
        "Mr Ashe: The port is open."
    )
    first = who(body, "The road is open", "LY")[0]
    assert (first.name, first.role) == ("John Ashe", "minister of state")
    assert who(body, "The port is open", "LY")[0].name == "John Ashe"
    assert who(body, "Is the bridge", "LY")[0].name == "Ann Hale"


def test_places_before_a_colon_are_no_members() -> None:
    """ "Port Sudan:" twice is no interview, "Ana Ruiz:" twice is one."""
    body = "Port Sudan: The road is open.\n\nPort Sudan: The bridge is open."
    assert members(body, [], frozenset(["Port Sudan"])) == []
    assert len(members(body.replace("Port Sudan", "Ana Ruiz"), [], frozenset())) == 2


def test_spokesman_without_a_name() -> None:
    """The label of an office is a role, no name; the noon briefing is that of the United Nations."""
    body = "DEPUTY SPOKESPERSON: The road is open.\n\nQUESTION: Thank you.\n\nDEPUTY SPOKESPERSON: The bridge is open."
    speaker = who(body, "The road is open", "CF", title="Noon briefing, 25 March")[0]
    assert (speaker.name, speaker.role, speaker.org) == (None, "deputy spokesperson", "United Nations")


def test_summary_of_a_briefing() -> None:
    """What follows "a summary of the briefing given by ..." is the word of who gave it."""
    body = (
        "The following is a summary of the noon briefing given by the deputy spokeswoman, Ms. Ana Ruiz.\n\n"
        "The road was still open."
    )
    assert who(body, "The road was still open", "BA")[0].name == "Ana Ruiz"


def test_stations_of_the_parties_claim() -> None:
    """What a party's own station tells of the fighting is a claim; what a world service tells is not, nor a road."""
    body = (
        "National Radio, 0630. The army has taken Moori.\n\nVoice of the North, 0700 gmt: Our men hold Lamu.\n\n"
        "BBC World Service, 0800 gmt: The rebels have taken Kolda."
    )
    assert firm(body, "The army has taken Moori", "control", "captured", "army", "HT") == "claimed"
    assert firm(body, "Our men hold Lamu", "control", "held", None, "HT") == "claimed"
    assert firm(body, "The rebels have taken Kolda", "control", "captured", "rebels", "HT") == "stated"
    assert firm(body, "The army has taken Moori", "access", "open", None, "HT") == "stated"


def test_first_person_is_nobody() -> None:
    """ "I've said no" names no speaker called "I've"."""
    assert who("I've said no: the road is open.", "the road is open", "TD")[0].name is None

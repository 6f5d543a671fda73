# ruff: noqa: E501 - one case a line
"""Views and claims that somebody else passes on, words of a body that finish a sentence, speech over a paragraph."""

from __future__ import annotations

import pytest
from attribution_reading import firm, who


@pytest.mark.parametrize(
    ("body", "clause", "role", "org"),
    [
        ("Portuguese officials no longer speak of a year; they now believe it could fall much faster, a diplomat said.", "it could fall much faster", "official", "Portugal"),
        ("Portuguese officers are no longer talking about a year before Maputo falls, a diplomat said.", "a year before Maputo falls", "officer", "Portuguese army"),
        ("French officers think that the port will hold for a week, two sources said.", "the port will hold for a week", "officer", "French army"),
        ("Renamo claimed control of Mocuba and also seemed close to taking Nampula, a Western diplomat said.", "control of Mocuba", None, "RENAMO"),
        ("Renamo claimed control of Mocuba and also seemed close to taking Nampula, a Western diplomat said.", "also seemed close to taking Nampula", "diplomat", None),
    ],
)  # fmt: skip
def test_views_passed_on(body: str, clause: str, role: str | None, org: str | None) -> None:
    """What somebody believes or claims is his word, though another tells of it; a second verb is the teller's."""
    speaker, _ = who(body, clause, "MZ")
    assert (speaker.role, speaker.org) == (role, org)


@pytest.mark.parametrize(
    ("body", "clause", "org"),
    [
        ('The State Department met. In May, the department "ordered the departure of all families and clerks".', "ordered the departure of all families", "US State Department"),
        ('The Portuguese embassy in Maputo "suspended all visa services until further notice".', "suspended all visa services", "Portuguese embassy Maputo"),
        ('The Portuguese embassy in Maputo has "cut its staff by half since the spring".', "cut its staff by half", "Northern Wire"),
        ('The embassy "continues to work", a Portuguese diplomat said.', "continues to work", "Portugal"),
    ],
)  # fmt: skip
def test_predicates_in_quotation_marks(body: str, clause: str, org: str) -> None:
    """A quoted predicate is the word of the body it is said of, where nobody else is named and it is no bare word."""
    speaker, _ = who(body, clause, "MZ")
    assert speaker.org == org


def test_one_of_the_largest_is_no_speaker() -> None:
    """A superlative after "one of" names a thing, not one of the people told of before."""
    body = "Two partners reported it. The ministry cut the staff of its mission, one of the largest posts abroad."
    assert who(body, "cut the staff of its mission", "MZ")[0].org == "Northern Wire"


def test_speech_goes_on_in_the_next_paragraph() -> None:
    """ "Would" right after reported speech is still that speech, also in a paragraph of its own."""
    body = "Pentagon spokesman Paul Hart said the first would land within two days.\n\nAbout 300 more would be sent later in the week."
    assert who(body, "300 more would be sent", "MZ")[0].org == "Pentagon"


def test_the_spokesman_of_the_group() -> None:
    """A spokesman named in passing keeps his group: what he says later of its gains is a claim."""
    body = 'Renamo men were seen. "We are inside," a Renamo fighter said in a film passed on by the group\'s spokesman, Ali Sualehe.\n\nSualehe later said the barracks had been taken.'
    assert who(body, "the barracks had been taken", "MZ")[0].org == "RENAMO"
    assert firm(body, "the barracks had been taken", "control", "captured", "RENAMO", "MZ") == "claimed"

# ruff: noqa: E501 - one case a line
"""Postures told of by the way, and the missions that speakers and collective words mean."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def postures(body: str) -> list[Statement]:
    return [s for s in read(body, country="MZ") if s.kind == "posture"]


@pytest.mark.parametrize(
    "body",
    [
        "However, a further reduction of staff at the French embassy in Maputo would raise fears of a collapse.",
        "A complete withdrawal of diplomats from the French embassy in Maputo could deepen doubts about the truce.",
        "The news of the embassy drawdown in Maputo, first reported by a rival, came late.",
        "Neighbours had the option to keep a small diplomatic presence next to the French embassy in Maputo.",
        "They want to begin before large numbers of diplomats have to be flown out of the French embassy in Maputo.",
    ],
)
def test_told_by_the_way(body: str) -> None:
    """What a cut would stir up, news of it, what is offered to others and what is to be avoided are no postures."""
    assert postures(body) == []


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('"We are bringing our forces home, but we are not leaving Mozambique," the French foreign minister said.', "Mozambique"),
        ("\"We aren't leaving the country,\" the French foreign minister said.", "Mozambique"),
        ('"We are not leaving," the French foreign minister said.', "Maputo"),
    ],
)  # fmt: skip
def test_we_are_not_leaving(body: str, place: str) -> None:
    """A foreign minister who says "we are not leaving" denies that the mission of his state leaves."""
    (one,) = postures(body)
    assert (one.status, one.actor, one.place, one.firmness) == ("evacuating", "French embassy Maputo", place, "denied")


def test_soldiers_and_people_not_left() -> None:
    """A general speaks of his troops, and nobody left behind is no mission that stays."""
    assert postures('"We are not leaving Mozambique," a French general said.') == []
    assert postures('"We are not leaving anybody behind," the French foreign minister said.') == []


def test_not_abandoning() -> None:
    """ "Not abandoning the embassy" is a denial."""
    found = postures(
        'The French embassy in Maputo is working. "We are not abandoning the embassy," the ambassador said.'
    )
    assert ("suspended", "denied") in [(s.status, s.firmness) for s in found]


@pytest.mark.parametrize(
    ("body", "actor"),
    [
        ("The US embassy in Maputo is open. Neighbours expect a complete withdrawal of Western diplomats from Maputo.", "Western embassies"),
        ("The US embassy in Maputo is open. European embassies in Maputo are packing up.", "European embassies"),
    ],
)  # fmt: skip
def test_missions_named_together(body: str, actor: str) -> None:
    """Western diplomats are not those of the embassy named before."""
    assert [s.actor for s in postures(body) if s.status == "evacuating"] == [actor]


def test_presence_in_the_country() -> None:
    """A presence kept "in the country" is of the country; a review of the staffing may come to a cut."""
    (kept,) = postures("The French embassy will keep its diplomatic presence in the country.")
    assert (kept.status, kept.place, kept.firmness) == ("normal", "Mozambique", "planned")
    (review,) = postures("The French embassy in Maputo is reviewing its staffing.")
    assert (review.status, review.firmness) == ("reducing", "possible")


def test_the_diplomatic_team() -> None:
    """ "The diplomatic team" after an embassy is that embassy."""
    body = (
        "The French embassy in Maputo cut its hours. On Monday the diplomatic team in Maputo urged citizens to leave."
    )
    (advice,) = [s for s in read(body, country="MZ") if s.kind == "advisory"]
    assert advice.speaker.org == "French embassy Maputo"


@pytest.mark.parametrize(
    ("body", "status", "firmness"),
    [
        ('"For that reason we are once more reducing our staff in Maputo," the French foreign ministry spokesman said.', "reducing", "stated"),
        ('The French embassy in Maputo "continues with its usual work," a spokesman said.', "normal", "stated"),
        ("Most of the French embassy is packing; some of its staff will head to another compound.", "relocating", "planned"),
        ("The ministry weighs the threats daily to determine which staffing suits those who work in the French embassy.", "reducing", "possible"),
    ],
)  # fmt: skip
def test_more_words_of_missions(body: str, status: str, firmness: str) -> None:
    """Cuts a ministry calls its own, an agenda that goes on, a move to another place, a review of the staffing."""
    assert (status, firmness) in {(s.status, s.firmness) for s in postures(body) if s.actor == "French embassy Maputo"}


def test_an_order_that_still_stands() -> None:
    """ "Has not changed since the order in April" leaves the order open at the end."""
    body = "Nothing has changed since the US embassy in Maputo went on ordered departure in April."
    (order,) = [s for s in postures(body) if s.status == "ordered_departure"]
    assert order.when is not None
    assert (str(order.when.first), order.when.last) == ("2021-04-01", None)


def test_lines_that_are_down() -> None:
    """ "With telephones down" tells of the lines without a verb; the place is the clause's own."""
    (lines,) = [
        s
        for s in read("With telephones down across the whole country, no one was reached.", country="MZ")
        if s.kind == "access"
    ]
    assert (lines.status, lines.of, lines.place) == ("suspended", "phones", "Mozambique")


def test_decisions_ahead() -> None:
    """What an announcement says would be done is planned; troops on standby for a case are planned too."""
    (force,) = [
        s
        for s in read("The announcement that French forces would deploy to Pemba came late.", country="MZ")
        if s.kind == "force"
    ]
    assert force.firmness == "planned"

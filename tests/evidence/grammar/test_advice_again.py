"""Advice in more words: curfews that are not in force, advice not yet given, where the staff of a mission stay in."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def advice(body: str, country: str = "AF") -> list[Statement]:
    """The statements of advice of a text."""
    return [s for s in read(body, country) if s.kind == "advisory"]


@pytest.mark.parametrize("body", ["No curfew is in force in Kabul.", "There is no curfew in Kabul."])
def test_no_curfew(body: str) -> None:
    """A curfew that is said not to be is denied."""
    assert [(s.status, s.place, s.firmness) for s in advice(body)] == [("shelter", "Kabul", "denied")]


def test_where_a_curfew_is() -> None:
    """A town that only stands before the word is not where the curfew is."""
    body = "Kabul is calm. Flights to Dubai leave full, shops are open, people go to work, and the curfew is obeyed."
    assert [s.place for s in advice(body)] == ["Kabul"]


@pytest.mark.parametrize(
    ("body", "firmness"),
    [
        ("Japan plans to ban travel to Afghanistan.", "planned"),
        ("Japan will ban travel to Afghanistan.", "planned"),
        ("Japan is considering banning travel to Afghanistan.", "possible"),
        ("Japan banned travel to Afghanistan.", "stated"),
    ],
)
def test_advice_not_yet_given(body: str, firmness: str) -> None:
    """Advice announced or weighed is not yet given."""
    assert [s.firmness for s in advice(body)] == [firmness]


def test_staff_of_a_mission() -> None:
    """The staff of a mission stay in where it stands, its citizens in the country."""
    assert [s.place for s in advice("The US embassy in Kabul has told its staff to remain at home.")] == ["Kabul"]
    assert [s.place for s in advice("The US embassy in Kabul has told Americans to remain at home.")] == ["Afghanistan"]


@pytest.mark.parametrize(
    "body",
    [
        "The ability of the embassy to help is extremely limited.",
        "The US embassy in Kabul is only able to provide emergency assistance to citizens.",
        'The consul said: "We can\'t get you out."',
        "The US embassy told Americans it could not help them.",
    ],
)
def test_little_help(body: str) -> None:
    """Help that is limited, in other words."""
    assert [s.status for s in advice(body)] == ["limited_help"]


def test_two_towns() -> None:
    """Those in either of two towns are told."""
    found = advice("Americans in Herat or Kandahar are urged to leave without delay.")
    assert sorted(s.place or "" for s in found) == ["Herat", "Kandahar"]


def test_citizens_told_are_no_staff() -> None:
    """ "Has not told them to leave" of nationals is advice not given, no order to staff."""
    body = "Italy offered a flight to its nationals but has not told them to leave."
    assert [(s.kind, s.firmness) for s in read(body) if s.kind in ("advisory", "posture")] == [("advisory", "denied")]


def test_against_leaving_home() -> None:
    """Advice against leaving one's home is to stay in it."""
    assert [s.status for s in advice("Belgium advised its nationals against leaving their homes.")] == ["shelter"]

"""Missions in more words: staff kept, plans denied, seats, who owns a mission, closings over an aside."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def posture(body: str) -> list[Statement]:
    """The statements on missions of a text on Afghanistan."""
    return [s for s in read(body) if s.kind == "posture"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("UNICEF keeps one international in Kabul.", "minimum_staff"),
        ("The German embassy in Kabul is keeping four diplomats at the airport.", "minimum_staff"),
        ("Only 20 staff remain at the French embassy.", "minimum_staff"),
        ("The Red Cross intends to come back to Kandahar.", "normal"),
        ("The Red Cross remains on the ground in Kandahar.", "normal"),
        ("The Red Cross teams remain in place.", "normal"),
        ("The US army flew non-essential staff out of the embassy.", "reducing"),
        ("The German embassy in Kabul closed on Friday and all its staff brought home.", "evacuating"),
        ("Save the Children has put its programmes in suspension.", "suspended"),
        ("Britain's consulate in Kabul, hit on the 12th, shut the next day.", "suspended"),
    ],
)
def test_states(body: str, status: str) -> None:
    """The state of a mission in other words."""
    assert status in [s.status for s in posture(body)]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("The UN said it had no plan to leave Afghanistan.", "evacuating"),
        ("The UN has no intention of leaving Kabul.", "evacuating"),
        ("The UN said: \"We are not abandoning Kabul.\"", "evacuating"),
        ("The British embassy has no plans to relocate.", "relocating"),
    ],
)  # fmt: skip
def test_no_plans(body: str, status: str) -> None:
    """A plan that nobody has is denied."""
    assert (status, "denied") in [(s.status, s.firmness) for s in posture(body)]


def test_owner_behind_it() -> None:
    """ "It" after a state that speaks: the mission of that state, not of the one named before."""
    found = posture("Britain's embassy in Kabul is open. France said it had no intention of pulling out its envoy.")
    assert [s.actor for s in found if s.firmness == "denied"] == ["French embassy Kabul"]


def test_mission_of_a_ministry() -> None:
    """The embassy of a state whose ministry orders staff out is called after the state."""
    found = posture("The State Department ordered the departure of all non-emergency staff from Kabul.")
    assert [s.actor for s in found] == ["US embassy Kabul"]


def test_the_host_is_no_owner() -> None:
    """ "Leave Afghanistan at government expense" is an order of who gives it."""
    found = posture("The State Department gave families permission to leave Afghanistan at government expense.")
    assert [(s.status, s.actor) for s in found] == [("authorized_departure", "US embassy Kabul")]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("The Saudi embassy resumed work in Herat.", "Herat"),
        ("Iran's consulate in Herat shut on Friday.", "Herat"),
        ("The WFP has suspended operations in Herat and relocated its staff to Tashkent.", "Herat"),
        ("The Red Cross may have to work out of Tashkent.", "Afghanistan"),
    ],
)
def test_where_it_stands(body: str, place: str) -> None:
    """A mission is where it stood or works at home, not where its staff go abroad."""
    assert {s.place for s in posture(body)} == {place}


def test_all_but_two_is_no_count() -> None:
    """ "All but two" tells who stays, not how many went."""
    assert [s.value for s in posture("Ireland has withdrawn all but two of its diplomats from Kabul.")] == [None]


def test_whose_plane_is_not_whose_mission() -> None:
    """ "On a Jordanian plane" does not make the embassy Jordan's."""
    found = posture("The Netherlands said it had evacuated its embassy staff on a Jordanian plane.")
    assert [(s.status, s.actor) for s in found] == [("evacuating", "Dutch embassy Kabul")]

"""Advice in other words: no help to be had, get out, keep away, stay in; advice that is not given."""

from __future__ import annotations

import pytest
from grammar_reading import read


def advice(body: str) -> list[tuple[str, str]]:
    """(status, firmness) of every piece of advice."""
    return [(s.status, s.firmness) for s in read(body, "SD", title="Security alert: Khartoum") if s.kind == "advisory"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("The embassy cannot at this time arrange the departure of its citizens.", "limited_help"),
        ("The embassy can help nobody with money.", "limited_help"),
        ("The government does not plan to evacuate private citizens.", "limited_help"),
        ("Citizens should not expect the government to come for them.", "limited_help"),
        ("Germany called on its nationals to fly out the same day.", "leave"),
        ("Jordan told its citizens in Sudan to come home.", "leave"),
        ("Japan recommended that its nationals leave the country.", "leave"),
        ("The army told residents near the airport to move away.", "leave"),
        ("Book seats now while there are any.", "leave"),
        ("The market is to be avoided.", "do_not_travel"),
        ("Nobody should go near the barracks.", "do_not_travel"),
        ("Do not try to reach the port.", "do_not_travel"),
        ("All travel to the north should be deferred.", "do_not_travel"),
        ("Please do not leave your homes today.", "shelter"),
        ("Germans in Sudan were told to remain in a safe place.", "shelter"),
        ("Everyone is to stay inside the compound; remain within the compound.", "shelter"),
    ],
)  # fmt: skip
def test_other_words(body: str, status: str) -> None:
    """Each of these tells people what to do, or that they cannot count on help."""
    assert (status, "stated") in advice(body)


@pytest.mark.parametrize(
    "body",
    [
        "No one has been told to leave.",
        "Not one of the citizens has been told to come home.",
        "There is no advice to leave the country.",
    ],
)
def test_not_given(body: str) -> None:
    """Advice that nobody gave is denied."""
    assert [f for s, f in advice(body) if s == "leave"] == ["denied"]


def test_no_reason_to_stay() -> None:
    """A lack of reasons denies no advice."""
    assert advice("Those with no pressing reason to stay are advised to depart.") == [("leave", "stated")]


def test_trains_are_not_told() -> None:
    """What trains and planes do not do is no advice."""
    assert advice("The trains to Atbara do not go any more.") == []


def test_where_help_ends() -> None:
    """Help that ends in a town is told of that town, else of the country."""
    found = read("In Atbara the embassy cannot assist citizens.", "SD", title="Security alert")
    assert [s.place for s in found if s.kind == "advisory"] == ["Atbara"]

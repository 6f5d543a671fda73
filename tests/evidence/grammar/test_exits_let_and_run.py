"""Exits told of by who is let through, by what runs, by hours; the towns exits belong to."""

from __future__ import annotations

import pytest
from grammar_reading import read


def access(body: str, country: str = "AF") -> list[tuple[str, str | None, str | None]]:
    """Status, place and exit of every statement on exits."""
    return [(s.status, s.place, s.of) for s in read(body, country) if s.kind == "access"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Iran let nobody across at Islam Qala after dark.", "closed"),
        ("Iran lets through only a few hundred a day at Islam Qala.", "limited"),
        ("Iran is letting our passports through at Islam Qala.", "open"),
        ("Iran is turning families back at Islam Qala.", "closed"),
        ("Iran keeps the crossing at Islam Qala shut.", "closed"),
    ],
)
def test_who_is_let_through(body: str, status: str) -> None:
    """A neighbour that lets people through, or does not, tells of its border."""
    assert [(s, of) for s, _, of in access(body)] == [(status, "border")]


@pytest.mark.parametrize(
    ("body", "status", "of"),
    [
        ("Trains to Herat run without tickets.", "open", "railway"),
        ("Buses run every second day.", "limited", "buses"),
        ("The buses do not run any more.", "suspended", "buses"),
        ("Ferries leave whenever there are forty passengers.", "limited", "ferry"),
        ("Several airlines have cancelled flights.", "limited", "commercial flights"),
        ("Ariana has cancelled most of its flights.", "limited", "commercial flights"),
        ("All other airlines have cancelled their flights.", "suspended", "commercial flights"),
        ("The airline has put its flights on hold.", "suspended", "commercial flights"),
        ("Gulf Air is still selling seats.", "open", "commercial flights"),
        ("The port is under blockade.", "closed", "port"),
        ("The road can still be driven.", "open", "road"),
        ("The runway can't be used.", "suspended", "airport"),
        ("Afghan airspace was shut to civil traffic.", "closed", "airspace"),
        ("The crossing at Spin Boldak is open, 06:00-15:00.", "limited", "border"),
        ("The crossing at Spin Boldak operates 24 hours a day.", "open", "border"),
        ("There has been no humanitarian access to Herat since May.", "closed", "aid"),
    ],
)
def test_what_runs(body: str, status: str, of: str) -> None:
    """What runs, sails and flies is open; for some, at hours or not all of it is limited."""
    assert [(s, o) for s, _, o in access(body)] == [(status, of)]


@pytest.mark.parametrize(
    "body",
    [
        "The rocket struck a bus stop in Herat.",
        "Rice is dropped by parachute every morning.",
        "The column turned back on the road to Herat.",
        "The ministry has no contact with 14 engineers.",
        "The town has two days before the bridge is closed.",
    ],
)
def test_no_state_of_an_exit(body: str) -> None:
    """Words of state that are not said of an exit."""
    assert access(body) == []


def test_a_list_before_the_words() -> None:
    """All that is listed shares the state, also what a mark cuts off."""
    found = access("KABUL - Banks are closed, and electricity, phones and the internet are off.")
    assert {of for s, _, of in found if s == "suspended"} == {"electricity", "phones", "internet"}


@pytest.mark.parametrize(
    ("body", "country", "town"),
    [
        ("Atatürk airport was closed at midnight.", "TR", "Istanbul"),
        ("Ben Gurion airport is open.", "IL", "Tel Aviv"),
        ("The airport of Rinas is closed.", "AL", "Tirana"),
        ("KINSHASA - The ferry to Brazzaville is suspended.", "CD", "Kinshasa"),
        ("Several airlines have cancelled flights from Tbilisi airport.", "GE", "Tbilisi"),
        ("KABUL - The Herat road is open as far as Ghazni.", "AF", "Kabul"),
        ("The Zarkhel crossing into Iran is open.", "AF", "Zarkhel"),
    ],
)
def test_the_town_of_an_exit(body: str, country: str, town: str) -> None:
    """Airports are those of their town, ferries of where they leave, crossings of their own name."""
    assert [place for _, place, _ in access(body, country)] == [town]

"""Control, distances, shares and incidents in further wordings of wire copy, situation reports and liveblogs."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def kind(body: str, country: str, name: str) -> list[Statement]:
    return [s for s in read(body, country) if s.kind == name]


CONTROL = [
    ("IQ", "Gunmen overran the hospital in Tal Afar. Soldiers took it back at night.", "retaken", "hospital, Tal Afar"),
    ("MM", "The rebels have captured all the army's bases in Maungdaw.", "captured", "Maungdaw"),
    ("NG", "Troops recaptured the remaining camps around Bama.", "retaken", "Bama"),
    ("IQ", "Commanders insisted that the northern districts of Kirkuk were still in their hands.", "held", "Kirkuk"),
    ("UA", "Bakhmut is firmly with the army, a spokesman said.", "held", "Bakhmut"),
    ("ET", "Lalibela changed hands for the third time in five months.", "contested", "Lalibela"),
    ("KW", "Iraq said it had captured the islands of Failaka and Bubiyan.", "captured", "Bubiyan"),
    ("YE", "Aid agencies fear that Hodeidah will be encircled by the end of the month.", "threatened", "Hodeidah"),
    ("LK", "Pallai went on August 10.", "captured", "Pallai"),
    ("LK", "The Tigers hold Elephant Pass and everything north of it.", "held", "Elephant Pass"),
    ("AF", "Ghazni became the tenth provincial capital to fall in a week.", "captured", "Ghazni"),
    (
        "SY",
        "Rebels entered Aleppo. They hold most of the city, including the airport.",
        "held",
        "Aleppo International Airport",
    ),
]


@pytest.mark.parametrize(("country", "body", "status", "place"), CONTROL)
def test_who_holds(country: str, body: str, status: str, place: str) -> None:
    """Objects taken back, bases of a town, pronouns, parties that no list holds."""
    assert (status, place) in [(s.status, s.place) for s in kind(body, country, "control")]


def test_districts_of_a_city_are_a_count() -> None:
    """ "Two of the city's six districts" says nothing of the whole city."""
    assert kind("The army has lost two of the city's six districts.", "LY", "control") == []


def test_looters_take_no_town() -> None:
    """Who breaks into shops does not contest the town."""
    assert kind("Looters broke into shops in Kisumu.", "KE", "control") == []


DISTANCES = [
    ("SD", "RSF units are reported to be within 15 km of Sennar.", None, 15, "Sennar"),
    ("LY", "Haftar's forces have advanced to within 11 km of central Tripoli.", None, 11, "Tripoli"),
    ("TD", "The column, which left Abéché at dawn, is now 300 km east of N'Djamena.", 300, 300, "N'Djamena"),
    ("LR", "The rebels are said to be at Klay Junction, about 35 km north-west of the capital.", 35, 35, "Monrovia"),
    ("TD", "The rebels were 10 km from the Sudanese border on Monday.", 10, 10, "Sudan"),
]


@pytest.mark.parametrize(("country", "body", "low", "high", "of"), DISTANCES)
def test_how_near(country: str, body: str, low: float | None, high: float, of: str) -> None:
    """The force may stand in the clause before its distance; a border is of its state."""
    (found,) = kind(body, country, "approach")
    assert found.value is not None
    assert (found.value.low, found.value.high, found.of) == (low, high, of)


SHARES = [
    ("CF", "Rebel groups hold two thirds of the country.", ["Central African Republic"]),
    ("MM", "Rebels control 44% of Myanmar's territory, and the junta 21%.", ["Myanmar", "Myanmar"]),
    ("AF", "Half of the country's 400 districts are in Taliban hands.", ["Afghanistan"]),
    ("IQ", "Baghdad's troops control four of the six oilfields around Kirkuk.", ["Kirkuk"]),
    ("NG", "The group still held some 20 local government areas in Borno.", ["Borno"]),
]


@pytest.mark.parametrize(("country", "body", "places"), SHARES)
def test_shares(country: str, body: str, places: list[str]) -> None:
    """Of a share its whole, of a second side the same whole; the size of the whole is no second count."""
    assert [s.place for s in kind(body, country, "territory")] == places


INCIDENTS = [
    ("CF", "Bangui was taken on Sunday. There has been looting ever since.", "unrest", "Bangui"),
    ("CD", "Bombs fell on the Mugunga displacement camp, west of Goma.", "bombing", "Mugunga displacement camp"),
    (
        "UA",
        "Missiles hit a power station in Kharkiv and a block of flats in Dnipro.",
        "shelling",
        "power station, Kharkiv",
    ),
    ("UA", "Missiles hit a power station in Kharkiv and a block of flats in Dnipro.", "shelling", "Dnipro"),
    ("KG", "The Osh road is passable, though one of our vehicles was robbed at Gulcha.", "attack", "Gulcha"),
    ("TR", "Militants fired on a military helicopter near Hakkari.", "attack", "Hakkari"),
    ("MZ", "An armed group entered Palma from three sides.", "attack", "Palma"),
    ("NG", "Two villages near Bama were burned on Sunday.", "attack", "Bama"),
]


@pytest.mark.parametrize(("country", "body", "status", "place"), INCIDENTS)
def test_what_happened_where(country: str, body: str, status: str, place: str) -> None:
    """Nouns in -ing, second objects, the place right behind a verb, weapons of the victim."""
    assert (status, place) in [(s.status, s.place) for s in kind(body, country, "incident")]


def test_elsewhere_is_nowhere() -> None:
    """ "No reports of attacks elsewhere" denies nothing of a place."""
    assert kind("There were no reports of attacks elsewhere.", "SY", "incident") == []
    assert kind("Rocket sirens sounded in Baghdad.", "IQ", "incident") == []


@pytest.mark.parametrize(
    ("country", "body", "expected"),
    [
        ("SY", "Rastan: regime shelling since noon, 3 killed.", [("shelling", "Rastan")]),
        ("SY", "Houla: two barrel bombs on Taldou.", [("bombing", "Taldou")]),
        ("SY", "Homs city: sniper fire in al-Waer.", [("fighting", "al-Waer")]),
        (
            "IQ",
            "Coalition warplanes struck targets at Mosul, Fallujah and Sinjar.",
            [("bombing", "Mosul"), ("bombing", "Fallujah"), ("bombing", "Sinjar")],
        ),
    ],
)
def test_telegraphic_incidents(country: str, body: str, expected: list[tuple[str, str]]) -> None:
    """Entries in few words: a toll is no second incident, what bombs fall on is the place."""
    assert [(s.status, s.place) for s in kind(body, country, "incident")] == expected


def test_entries_of_districts() -> None:
    """A district heads its entry, also one no table holds, and is not the foreign town of its last word."""
    (found,) = kind("Mocimboa da Praia district: The district capital is in rebel hands.", "MZ", "control")
    assert (found.status, found.place) == ("held", "Mocimboa da Praia")
    (base,) = kind("T4 airbase remains in army hands.", "SY", "control")
    assert base.place == "T4 airbase"

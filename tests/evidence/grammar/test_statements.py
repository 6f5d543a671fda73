"""Sentences of our own, kind by kind: what is read, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from grammar_reading import brief, read

from leeway.evidence.model import Days, Value

THURSDAY = Days(date(2021, 8, 12), date(2021, 8, 12))


@pytest.mark.parametrize(
    ("sentence", "status", "places"),
    [
        ("The Taliban captured Kunduz on Thursday.", "captured", ["Kunduz"]),
        ("Kunduz was overrun by the Taliban on Thursday.", "captured", ["Kunduz"]),
        ("Kunduz fell to the Taliban.", "captured", ["Kunduz"]),
        ("The fall of Herat and Kandahar came overnight.", "captured", ["Herat", "Kandahar"]),
        ("The governor handed Ghazni over.", "captured", ["Ghazni"]),
        ("Soldiers retook Kunduz.", "retaken", ["Kunduz"]),
        ("Kunduz is under government control.", "held", ["Kunduz"]),
        ("The army still holds Jalalabad.", "held", ["Jalalabad"]),
        ("Fighters have encircled Mazar-i-Sharif.", "threatened", ["Mazar-i-Sharif"]),
        ("Herat stood on the verge of falling.", "threatened", ["Herat"]),
        (
            "KABUL, Aug 13 - Nobody slept.\n\nAUG. 8\nKUNDUZ - Overrun after two days.",
            "captured",
            ["Kunduz"],
        ),
    ],
)
def test_control(sentence: str, status: str, places: list[str]) -> None:
    """Active, passive, nouns, lists and labels say who holds a place."""
    found = [s for s in read(sentence) if s.kind == "control"]
    assert [(s.status, s.place) for s in found] == [(status, place) for place in places]


def test_each_place_of_a_list_has_its_own_day() -> None:
    """A day printed after a town is that town's."""
    found = [s for s in read("The rebels took Kunduz on Wednesday and Ghazni on Thursday.") if s.kind == "control"]
    assert [(s.place, s.when) for s in found] == [
        ("Kunduz", Days(date(2021, 8, 11), date(2021, 8, 11))),
        ("Ghazni", THURSDAY),
    ]


def test_a_conditional_count_is_no_capture() -> None:
    """ "would be the tenth, if confirmed" counts what has not happened."""
    found = read("If that is confirmed, Herat would be the tenth provincial capital that has fallen.")
    assert not [s for s in found if s.kind in ("control", "territory") and s.firmness == "stated"]


def test_claimed_control_is_claimed() -> None:
    """A party that claims control does not settle it."""
    (found,) = [s for s in read("The Taliban claimed control over Herat.") if s.kind == "control"]
    assert (found.status, found.place, found.firmness) == ("captured", "Herat", "claimed")


def test_troops_and_staff_keep_their_words() -> None:
    """The same figure of troops and of staff stays two classes, as printed."""
    found = read("About 1,400 troops remain in Afghanistan. There are about 1,400 staff at the embassy in Kabul.")
    assert [(s.kind, s.of, s.value) for s in found] == [
        ("force", "troops", Value(1400, 1400, "people", True)),
        ("headcount", "staff", Value(1400, 1400, "people", True)),
    ]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The embassy went on ordered departure in May.", "ordered_departure"),
        ("On Thursday the US embassy authorised the voluntary departure of its staff.", "authorized_departure"),
        ("Germany closed its embassy in Kabul.", "suspended"),
        ("The US embassy is operating normally.", "normal"),
        ("The US embassy remains open with limited staff.", "minimum_staff"),
        ("Britain is cutting its embassy staff.", "reducing"),
    ],
)
def test_posture(sentence: str, status: str) -> None:
    """The verb of the text gives the state of the mission, one statement a clause."""
    assert [s.status for s in read(sentence) if s.kind == "posture"] == [status]


@pytest.mark.parametrize(
    ("sentence", "of", "status"),
    [
        ("Kabul airport is closed.", "airport", "closed"),
        ("Commercial flights were suspended.", "commercial flights", "suspended"),
        ("Phone lines in Ghazni are down.", "phones", "suspended"),
        ("Pakistan shut the Torkham crossing.", "border", "closed"),
        ("The crossing is open to traders only.", "border", "limited"),
        ("The road to Ghazni has been cut since Monday.", "road", "closed"),
        ("Kabul airport is operating, but with a reduced schedule.", "airport", "limited"),
    ],
)
def test_access(sentence: str, of: str, status: str) -> None:
    """One state for one exit, the qualifying one where two stand in a clause."""
    assert [(s.of, s.status) for s in read(sentence) if s.kind == "access"] == [(of, status)]


def test_people() -> None:
    """The displaced, the sheltering and the evacuated are told apart."""
    found = read(
        "More than 9,000 people have fled Kunduz. Thousands of families are sleeping in the open in Kabul. "
        "France flew 388 people out of Kabul on Thursday."
    )
    assert brief(found) == [
        ("displacement", "displaced", "Kunduz"),
        ("displacement", "sheltering", "Kabul"),
        ("evacuated", "moved", "Kabul"),
    ]
    assert found[2].when == THURSDAY


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Kabul could fall within 30 to 90 days.", Value(30, 90, "days")),
        ("A diplomat gave the city two to three days.", Value(2, 3, "days")),
    ],
)
def test_time_left(sentence: str, value: Value) -> None:
    """An estimate of the fall is one statement, and no capture."""
    found = read("There was fighting near Kabul. " + sentence)
    assert [(s.kind, s.value) for s in found if s.kind in ("time_left", "control")] == [("time_left", value)]


def test_distance_of_a_captured_town() -> None:
    """The distance counts where the town was taken; of a town in the defender's hands it does not."""
    found = read("The Taliban captured Ghazni, 150 km southwest of Kabul. Troops massed at Bamyan, 130 km from Kabul.")
    assert [(s.place, s.of, s.value) for s in found if s.kind == "approach"] == [
        ("Ghazni", "Kabul", Value(150, 150, "km"))
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Taliban ruled Kabul from 1996 until 2001.",
        "In 1992 rebels captured Kabul.",
        "Why was Kabul abandoned?",
        "The minister took office in Kabul.",
        "She fell ill in Kabul and left her home town.",
    ],
)
def test_nothing_is_read(sentence: str) -> None:
    """History, questions and everyday uses of the verbs give no control."""
    assert [s for s in read(sentence) if s.kind == "control"] == []


def test_a_denial_that_points_back() -> None:
    """ "denied this" denies the statement before it, by the one who denies."""
    found = list(read("A lawmaker said the Taliban had captured Ghazni; the government denied this."))
    assert [(s.status, s.place, s.firmness) for s in found if s.kind == "control"] == [
        ("captured", "Ghazni", "stated"),
        ("captured", "Ghazni", "denied"),
    ]


def test_quotes_are_letters_of_the_body() -> None:
    """Every quote is the body between its offsets, line breaks and all."""
    body = "KABUL, Aug 13 -\nThe Taliban “captured” Kunduz\nand Ghazni on Thursday, officials said.\n"
    found = read(body)
    assert found
    assert all(s.quote == body[s.span[0] : s.span[1]] for s in found)


def test_a_place_no_gazetteer_holds() -> None:
    """A capitalised name after a verb of taking is a place without position."""
    (found,) = [s for s in read("Soldiers recaptured Qarabulaq-e Nau on Thursday.") if s.kind == "control"]
    assert found.place is not None
    assert found.place.startswith("Qarabulaq")
    assert found.lat is None


def test_the_same_thing_twice_is_one_statement() -> None:
    """Repetition in one report adds nothing unless status, value, firmness or speaker differ."""
    found = read("The Taliban captured Kunduz. Nobody slept. The Taliban captured Kunduz on Thursday.")
    assert [(s.place, s.when) for s in found if s.kind == "control"] == [("Kunduz", THURSDAY)]

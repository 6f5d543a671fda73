"""Which place a statement gets: named, meant by "the city", "the province", "there", or told by the words beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from grammar_reading import brief, read

from leeway.evidence.language.layers import layers
from leeway.evidence.model import Report
from leeway.evidence.places.find import find_places
from leeway.evidence.places.gazetteer import load_gazetteer

DAY = datetime(2024, 3, 14, 16, 0, tzinfo=UTC)


def placed(body: str, country: str, title: str | None = None) -> list[tuple[str, str | None]]:
    """Kind and place of each statement."""
    return [(s.kind, s.place) for s in read(body, country, DAY, title)]


MEANT = [
    ("Power failed nationwide on Tuesday.", "TD", "access", "Chad"),
    ("All roads in the north are blocked.", "TD", "access", "northern Chad"),
    ("Rebels took Abeche. The army recaptured the town on Tuesday.", "TD", "control", "Abéché"),
    ("Rebels attacked Moundou. Shops there were looted.", "TD", "incident", "Moundou"),
    ("Fighters overran the hill village of Karnak al-Ras.", "LB", "control", "Karnak al-Ras"),
    ("They launched an attack on Paloch.", "SS", "incident", "Paloch"),
    ("Renk did not fall overnight.", "SS", "control", "Renk"),
    ("Fataki (80 km north of Bunia) was captured on Monday.", "CD", "control", "Fataki"),
    ("Mount Rebero, on the southern side, was overrun on Monday.", "RW", "control", "Mount Rebero"),
    ("Soldiers stormed the government compound in Bunia.", "CD", "incident", "government compound, Bunia"),
    ("Reports in Cairo said the airport was shut.", "LY", "access", "Tripoli"),
]


@pytest.mark.parametrize(("body", "country", "kind", "place"), MEANT)
def test_place(body: str, country: str, kind: str, place: str) -> None:
    """The place an annotator would write."""
    assert (kind, place) in placed(body, country)


NOT = [
    ("Fighters said they held Dourbali, 20 km from the capital.", "TD", "N'Djamena"),
    ("The Taliban captured the tenth capital on Thursday.", "AF", "Kabul"),
    ("Baghdad Radio promised that a first brigade would leave Kuwait City.", "KW", "Baghdad"),
    ("A doctor who works in the hospital quarter of Bunia was shot at.", "CD", "hospital, Bunia"),
]


@pytest.mark.parametrize(("body", "country", "place"), NOT)
def test_not_the_place(body: str, country: str, place: str) -> None:
    """A town a distance is measured to, a capital that is counted, a station, a quarter are not where it happens."""
    assert place not in [found for _, found in placed(body, country)]


def test_masthead_is_no_section() -> None:
    """Where the body that writes has its seat is not what its report is about; a numbered head ends a section."""
    body = (
        "BUNIA EMERGENCY\nGreat Lakes Relief Consortium (GLRC), Kampala\n\n"
        "1. MAIN POINTS\n\nThe hospital was attacked.\n\n"
        "2. SECURITY\n\nThe city was shelled on Monday."
    )
    assert {place for _, place in placed(body, "CD", "Bunia emergency - situation report")} == {
        "hospital, Bunia",
        "Bunia",
    }


def test_list_of_places_in_capitals() -> None:
    """After two entries with known towns a label in capitals is a place too; a country's name is not."""
    body = (
        "Places lost and held in the east, town by town.\n\n"
        "COMILLA - Captured on Monday.\nJESSORE - Captured on Tuesday.\nHILLI - Attacked on Sunday.\n"
        "SOVIET UNION - No citizen has been told to leave."
    )
    assert ("incident", "Hilli") in placed(body, "BD")


def test_the_province() -> None:
    """ "The province" is the one named last, else that of the title."""
    found = placed("The whole province was cut off on Monday.\n", "AF", "Fighting in Helmand province")
    assert found == [] or {place for _, place in found} == {"Helmand"}


def test_the_country_has_its_id() -> None:
    """A statement on the whole country carries the code by which later rooms know it, named or meant."""
    found = read("Power failed nationwide on Tuesday.", "TD", DAY)
    assert [(s.place, s.place_id) for s in found] == [("Chad", "TD")]


def test_a_station_before_a_colon_speaks() -> None:
    """The station in the label of an item says what follows; with nothing else after the colon it is meant itself."""
    (one,) = read("State radio, Kabul: the airport is closed.")
    assert (one.kind, one.status, one.of) == ("access", "closed", "airport")
    (one,) = read("State radio, Kabul: off the air.")
    assert (one.kind, one.status, one.of) == ("access", "suspended", "radio")


def test_the_town_after_a_building() -> None:
    """The town after a building and a comma says where it is; in a list it is an item of its own."""
    assert brief(read("The Taliban seized State radio, Kabul.")) == [("control", "captured", "state radio, Kabul")]
    listed = {s.place for s in read("The Taliban seized the airport, Kunduz and Herat.")}
    assert {"Kunduz", "Herat"} <= listed


def test_the_city_and_the_barracks_of_one_town() -> None:
    """ "The city and the barracks of Bukavu": the city is Bukavu too, and not the capital."""
    found = read("The rebels hold the city and the police barracks of Bukavu.", "CD")
    assert [s.place for s in found] == ["Bukavu", "police barracks, Bukavu"]


def test_a_capital_that_blames_is_no_scene() -> None:
    """ "Kyiv and the separatists blamed each other": the airport meant is that of the town the report tells of."""
    body = "A rocket struck a bus stop in Donetsk. Kyiv and the separatists blamed each other. The airport was shelled."
    assert ("incident", "Donetsk Airport") in placed(body, "UA")


def test_here_is_where_the_report_is_sent_from() -> None:
    """ "Here", in a paragraph that names no town, is the town of the report and not the one named last."""
    body = (
        "The peacekeepers came ashore at Kunduz on Sunday. In Kunduz the streets were calm. A company waits in Herat."
        "\n\nThe rebels have four battalions here."
    )
    assert ("force", "Kunduz") in placed(body, "AF", "Peacekeepers ashore at Kunduz")


def test_the_seat_in_the_name_of_who_writes() -> None:
    """A notice of a residents' circle in a town is about that town where it names none."""
    report = Report(
        "r", "Herat has been shelled. The curfew begins at six.\n\nResidents are asked to remain indoors.",
        publisher="Residents Circle, Kunduz", published=DAY, country=("AF",), title="Notice no. 2",
    )  # fmt: skip
    text = layers(report)
    find_places(text, load_gazetteer(("AF",)))
    assert "Kunduz" in [p.name for p in text.about]

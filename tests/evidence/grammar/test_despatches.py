"""What embassies, relief offices and wires say in few words: doubts, conditions, losses owned up to."""

from __future__ import annotations

import pytest
from grammar_reading import read


@pytest.mark.parametrize(
    "doubt",
    [
        "It has not been possible to verify either statement.",
        "The Embassy is not in a position to confirm this.",
        "Neither claim can be checked.",
        "No confirmation could be obtained.",
    ],
)
def test_a_doubt_a_sentence_later(doubt: str) -> None:
    """What a report could not check is unverified, however it says so."""
    found = read(f"The front says that its fighters have recaptured Bignona. {doubt}", country="SN")
    assert [s.firmness for s in found if s.kind == "control"] == ["unverified"]


@pytest.mark.parametrize("words", ["are to be expected", "must be expected", "have to be reckoned with"])
def test_attacks_to_be_expected(words: str) -> None:
    """Words of expectation behind an aside reach the attack that they are said of."""
    found = read(f"Further rebel attacks on Kolda, without warning, {words}.", country="SN")
    assert {s.firmness for s in found if s.kind == "incident"} == {"expected"}


@pytest.mark.parametrize(
    "body",
    [
        "Should the airport close, about 160 French soldiers are standing by in Cyprus.",
        "If the road is lost, 500 French marines are on standby in Cyprus.",
    ],
)
def test_ready_whatever_may_come(body: str) -> None:
    """Troops that stand ready do so now, under whatever condition they would move."""
    assert [s.firmness for s in read(body, country="SN") if s.kind == "force"] == ["stated"]


def test_a_loss_conceded() -> None:
    """A party's word on its own loss is a fact; it bears out what the other side claimed before."""
    alone = read("The army conceded that Kolda was given up on Thursday.", country="SN")
    after = read("The rebels said they had taken Kolda. The army conceded that Kolda had been lost.", country="SN")
    assert [s.firmness for s in alone if s.kind == "control"] == ["stated"]
    assert [s.firmness for s in after if s.kind == "control"] == ["claimed", "confirmed"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Curfew since 1500 today, no end given.", ("advisory", "shelter")),
        ("A ship left Kolda for Libreville with 75 foreigners on board before 1900 GMT.", ("evacuated", "moved")),
        ("Shelling of Kolda from 2000 to 0300 local.", ("incident", "shelling")),
        ("Kolda was bombed at 1915.", ("incident", "bombing")),
    ],
)  # fmt: skip
def test_hours_are_no_years(body: str, said: tuple[str, str]) -> None:
    """Four figures before a word of the clock are an hour of today, not a year long past."""
    assert said in [(s.kind, s.status) for s in read(body, country="SN")]


def test_years_stay_background() -> None:
    """A year long past is still background."""
    assert read("Kolda was shelled in 1914 and bombed in 1942.", country="SN") == []


@pytest.mark.parametrize(
    "body",
    [
        "Situation in Kolda. Telephone to Paris dead since Monday.",
        "Situation in Kolda. Phone lines to Paris are cut.",
        "Situation in Kolda. Telex to London suspended.",
    ],
)
def test_lines_abroad(body: str) -> None:
    """A line to another country is cut where the report is sent from; a telegram leaves the verb out."""
    found = [s for s in read(body, country="SN") if s.kind == "access"]
    assert [(s.status, s.place) for s in found] == [("suspended", "Kolda")]


@pytest.mark.parametrize(
    "body",
    [
        "The army has instructed residents of Bignona to move north of Kolda.",
        "Leaflets told the population of Bignona to go to Kolda.",
        "The embassy urged citizens in Bignona to leave for Dakar.",
        "People in the villages of Bignona were told to leave for Dakar.",
    ],
)
def test_who_lives_there_leaves(body: str) -> None:
    """People told to go leave the place they live in, whatever place they are sent to."""
    assert [s.place for s in read(body, country="SN") if s.kind == "advisory"] == ["Bignona"]


@pytest.mark.parametrize(
    "body",
    [
        "The Red Cross has eight foreign employees in Kolda and no intention of pulling them out.",
        "The UN has 40 international staff in Kolda and no plans to pull out.",
        "Two foreign staff of a medical charity are in Kolda and we are told they are not leaving.",
    ],
)
def test_staff_who_do_not_leave(body: str) -> None:
    """An organisation that keeps its people there is not evacuating; the count of them stands once, as a fact."""
    found = read(body, country="SN")
    assert [s.firmness for s in found if s.kind == "headcount"] == ["stated"]
    assert [(s.status, s.place, s.firmness) for s in found if s.kind == "posture"] == [
        ("evacuating", "Kolda", "denied")
    ]


@pytest.mark.parametrize(
    ("body", "people"),
    [
        ("The French embassy told its nationals, about 1,500 in all, to stay indoors.", 1500),
        ("Canada told its citizens, some 300 of them, to leave.", 300),
        ("Norway asked its nationals (around 120) to leave.", 120),
    ],
)
def test_a_figure_set_beside_the_class(body: str, people: int) -> None:
    """How many nationals there are, told between commas, is a head count in the country."""
    found = [s for s in read(body, country="SN") if s.kind == "headcount"]
    assert [(s.place, s.value.low if s.value else None) for s in found] == [("Senegal", people)]


def test_a_day_between_commas_is_no_count() -> None:
    """Days and years between commas count nobody."""
    body = "Sweden told its citizens, on 13 August, to leave. Norway told its nationals, in 2021, to go."
    assert not [s for s in read(body, country="SN") if s.kind == "headcount"]


def test_displaced_of_them_in_shelters() -> None:
    """ "Of them" goes on with the displaced told of before, in the country where no place is named."""
    body = "The government speaks of 1.2 million displaced people. Some 180,000 of them are living in public shelters."
    found = [s for s in read(body, country="SN") if s.status == "sheltering"]
    assert [(s.place, s.value.low if s.value else None) for s in found] == [("Senegal", 180_000)]


@pytest.mark.parametrize(
    "source", ["figures from the Gambian refugee commission, not verified", "source: Red Cross, unverified"]
)
def test_whose_figures_a_table_holds(source: str) -> None:
    """A long heading that ends in the source of its figures heads the table below it, doubts included."""
    body = (
        "Some people have moved. More may follow.\n\n"
        f"POPULATION MOVEMENT TO GAMBIA SINCE 9 AUGUST ({source})\n\n"
        "From   | Arrived  | Now staying in\nKolda  | 27,500   | Basse\nBignona | 900   | Basse"
    )
    found = [s for s in read(body, country="SN") if s.kind == "displacement"]
    assert {s.place for s in found} == {"Kolda", "Bignona", "Basse"}
    assert {s.firmness for s in found} == {"unverified"}


def test_a_doubt_of_its_own_sentence() -> None:
    """What was said before is not doubted by a doubt that hangs on another report."""
    body = "The army insists that Kolda is holding. The BBC reported Bignona taken; no confirmation available here."
    assert [s.firmness for s in read(body, country="SN") if s.place == "Kolda"] == ["claimed"]


@pytest.mark.parametrize(
    ("body", "place", "km"),
    [
        ("Situation in Dakar. Rebel units are at Kolda, 30 miles by road, according to two drivers.", "Kolda", 48.3),
        ("Situation in Dakar. Indian parachute troops landed near Bignona, 60 miles north of here.", "Bignona", 96.6),
        ("Situation in Dakar. Rebels have reached Sedhiou, 20 km by river.", "Sedhiou", 20.0),
    ],
)  # fmt: skip
def test_how_far_from_here(body: str, place: str, km: float) -> None:
    """A distance by road, or from "here", is one to the town the report is sent from."""
    found = [s for s in read(body, country="SN") if s.status == "at_distance"]
    assert [(s.place, s.of, s.value.low if s.value else None) for s in found] == [(place, "Dakar", km)]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("The crossing at Kolda cannot be used by vehicles.", "limited"),
        ("The road to Kolda is impassable to trucks.", "limited"),
        ("The road to Kolda was blocked by trucks.", "closed"),
        ("Local calls do go through.", "open"),
        ("Long-distance calls go through at night only.", "limited"),
    ],
)
def test_for_whom_an_exit_works(body: str, status: str) -> None:
    """What vehicles cannot use is open on foot; what trucks block is closed; calls that go through work."""
    assert [s.status for s in read(body, country="SN") if s.kind == "access"] == [status]


@pytest.mark.parametrize("way", ["Air", "Sea", "Land", "Airports"])
def test_ways_out_are_no_towns(way: str) -> None:
    """The head of an entry on a way out is no place for what follows it."""
    body = f"Routes out\n\n{way}: Dakar airport is open. The national airline operates a reduced schedule."
    found = read(body, country="SN")
    assert {s.place for s in found} <= {"Dakar", "Dakar Airport", "Senegal"}


@pytest.mark.parametrize("told", ["Diplomats give their number as 500.", "Residents put their strength at 500."])
def test_their_number(told: str) -> None:
    """A figure for "their number" counts the troops told of a sentence before."""
    found = read(f"Rebels are in Kolda. {told}", country="SN")
    assert (500, "Kolda") in [(s.value.low, s.place) for s in found if s.kind == "force" and s.value]


def test_either_means_both() -> None:
    """A doubt about "either" reaches the statement before last."""
    body = (
        "Residents say that Kolda was shelled. Drivers say that Bignona was shelled. We cannot verify either account."
    )
    assert {s.firmness for s in read(body, country="SN")} == {"unverified"}

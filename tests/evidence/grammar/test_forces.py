"""Troops: figures without a word of coming or standing, those asked for or refused, those only said to be there."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement, Value


def forces(body: str) -> list[Statement]:
    return [s for s in read(body) if s.kind == "force"]


@pytest.mark.parametrize(
    ("body", "place", "low", "high"),
    [
        ("The garrison of Kunduz is put at 4,000 men.", "Kunduz", 4000, 4000),
        ("Two correspondents counted fewer than 1,000 soldiers in Kunduz.", "Kunduz", None, 1000),
        ("A diplomat makes it 200 fighters in Kunduz.", "Kunduz", 200, 200),
        ("With 3,000 men in Kunduz the army is thin there.", "Kunduz", 3000, 3000),
        ("Some 2,000 troops are ashore at Herat.", "Herat", 2000, 2000),
    ],
)
def test_figures_of_troops(body: str, place: str, low: float | None, high: float | None) -> None:
    """A figure of troops at a place is a force there, whatever brings it in."""
    (one,) = forces(body)
    assert (one.status, one.place) == ("present", place)
    assert one.value is not None
    assert (one.value.low, one.value.high, one.value.unit) == (low, high, "people")


def test_losses_are_no_force() -> None:
    """Troops killed, captured or tried are not troops that stand somewhere."""
    assert forces("The army lost 300 soldiers in Kunduz. Some 40 soldiers were buried in Herat on Monday.") == []


def test_vehicles_count_no_people() -> None:
    """Vehicles show a force, their figure is none of people."""
    (one,) = forces("Satellite images show at least 20 Taliban vehicles around Herat airport.")
    assert (one.status, one.actor, one.value) == ("present", "Taliban", None)


@pytest.mark.parametrize(
    ("body", "firmness"),
    [
        ("Turkey turned down a request for peacekeepers on Monday.", "denied"),
        ("France brushed aside talk of ground troops in Herat.", "denied"),
        ("Kabul has asked for 5,000 soldiers for the north.", "possible"),
    ],
)
def test_asked_for_and_refused(body: str, firmness: str) -> None:
    """Troops asked for may come; those refused do not."""
    (one,) = forces(body)
    assert (one.status, one.firmness) == ("deploying", firmness)


def test_to_come_by_a_day() -> None:
    """ "Will have more men by": they are on their way, not there."""
    (one,) = forces("Turkey will have 2,000 more men in Herat by Wednesday.")
    assert (one.status, one.place, one.value) == ("deploying", "Herat", Value(2000, 2000, "people"))


def test_agents_of_passives() -> None:
    """A town reached by soldiers has them, one vacated by its garrison has not."""
    reached, left = forces("Ghazni was reached by Taliban fighters on Monday. Herat was vacated by the garrison.")
    assert (reached.status, reached.place) == ("present", "Ghazni")
    assert (left.status, left.place) == ("withdrawing", "Herat")


@pytest.mark.parametrize(
    "body",
    [
        "No soldiers were killed in Kunduz.",
        "The president says he will leave when peacekeepers arrive.",
        "Fighters are gathering about 40 km west of Herat.",
        "The army does not observe a Taliban advance on Herat at present.",
        "They intend to stay once the withdrawal of French troops is over.",
    ],
)
def test_what_only_looks_like_a_move(body: str) -> None:
    """Losses, conditions, distances and settled departures say nothing of troops that come, go or stand."""
    assert forces(body) == []


def test_errands() -> None:
    """Those sent to guard an embassy come to its town."""
    (one,) = forces("Washington is considering sending about 40 soldiers to guard the embassy in Kabul.")
    assert (one.status, one.place, one.firmness) == ("deploying", "Kabul", "possible")


def test_out_of_the_country_and_to_it() -> None:
    """Ships that leave a port abroad come; troops taken from a town of the country to one abroad go."""
    come, go = forces("Four warships have left Norfolk. India flew its 40 policemen from Kabul to New Delhi on Monday.")
    assert (come.status, come.place) == ("deploying", "Afghanistan")
    assert (go.status, go.place) == ("withdrawing", "Kabul")


def test_no_soldiers() -> None:
    """ "There were no soldiers" denies that any stand there."""
    (one,) = forces("There were no soldiers in Kunduz on Monday.")
    assert (one.status, one.place, one.firmness) == ("present", "Kunduz", "denied")


def test_defenders_and_their_town() -> None:
    """ "Defended by 5,000 soldiers" tells of the town and of the force; officers who speak are none."""
    found = read("Kunduz is defended by about 5,000 soldiers, two army officers in Kabul said.")
    assert [(s.kind, s.status, s.place) for s in found] == [
        ("control", "held", "Kunduz"),
        ("force", "present", "Kunduz"),
    ]


def test_foreign_troops_come_to_the_one_town() -> None:
    """Foreign troops come to the town a text tells of before all others; a capital stands for its country too."""
    told = "{0} is tense. Shops in {0} are shut. The people of {0} wait. India will send 900 troops."
    (town,) = forces(told.format("Kunduz"))
    assert (town.status, town.actor, town.place) == ("deploying", "India", "Kunduz")
    (capital,) = forces(told.format("Kabul"))
    assert capital.place == "Afghanistan"


def test_waiting_at_home() -> None:
    """Troops of another state that wait, with no place told, do so in their own country, not off the coast here."""
    (one,) = forces("Ghana has a battalion packed and waiting.")
    assert (one.status, one.actor, one.place) == ("standby", "Ghana", "Ghana")
    (one,) = forces("Forty commandos are kicking their heels in Doha.")
    assert (one.status, one.place) == ("standby", "Doha")


@pytest.mark.parametrize(
    "body",
    [
        "The press corps left on Monday.",
        "The Peace Corps is being flown out via Dubai in groups.",
        "The Foreign Office promises two more planes.",
    ],
)
def test_corps_and_planes_that_are_no_force(body: str) -> None:
    """A corps of reporters or volunteers and planes that a ministry promises are no troops."""
    assert forces(body) == []


@pytest.mark.parametrize(
    ("body", "actor"),
    [
        ("The 900 soldiers at the French embassy have stayed.", "France"),
        ("The US embassy is open. Some of the 900 troops at the embassy are to go.", "United States"),
        ("The 900 soldiers at the barracks of Herat have stayed.", "Afghan army"),
    ],
)
def test_troops_at_an_embassy_are_of_its_state(body: str, actor: str) -> None:
    """Where nobody else is said to have sent them; those at a barracks are the home army's."""
    assert actor in {s.actor for s in forces(body)}


@pytest.mark.parametrize(
    ("body", "status", "place", "low", "firmness"),
    [
        ("Turkey has 500 soldiers in Kabul. They will leave by Monday.", "withdrawing", "Kabul", None, "planned"),
        ("Turkey has 500 soldiers in Kabul; 200 of them are in Herat.", "present", "Herat", 200, "stated"),
        (
            "Turkey has 500 soldiers in Kabul. It does not intend to withdraw them.",
            "withdrawing",
            "Kabul",
            None,
            "denied",
        ),
        ("France has no soldiers in Kabul and will not send any.", "deploying", "Kabul", None, "denied"),
        ("Turkey will send 500 soldiers to Kabul. None has arrived.", "deploying", "Kabul", None, "denied"),
    ],
)
def test_troops_meant_by_a_pronoun(body: str, status: str, place: str, low: float | None, firmness: str) -> None:
    """A pronoun stands for the troops told of just before."""
    one = forces(body)[-1]
    assert (one.status, one.place, one.firmness) == (status, place, firmness)
    assert (one.value.low if one.value else None) == low


def test_pronouns_of_other_people() -> None:
    """Where people of another sort are named in between, the pronoun is theirs."""
    body = "Turkey has 500 soldiers in Kabul. Residents are packing, and they will leave by Monday."
    assert [s.status for s in forces(body)] == ["present"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The mission keeps 6,800 troops and 700 police in Kabul.", [("present", 6800), ("present", 700)]),
        ("Turkey has 500 soldiers in Kabul, down from 900.", [("present", 500), ("present", 900)]),
        ("France will send 400 soldiers, Spain 120 and Portugal 60.", [("deploying", n) for n in (400, 120, 60)]),
        ("Turkey does not have more than 500 soldiers in Kabul.", [("present", None)]),
        ("A reporter saw some 40 army trucks in Herat.", [("present", None)]),
    ],
)
def test_lists_and_bounds_of_figures(body: str, expected: list[tuple[str, float | None]]) -> None:
    """Every figure of troops counts, vehicles are no men, a negated "more than" is a bound and no denial."""
    found = forces(body)
    assert [(s.status, s.value.low if s.value else None) for s in found] == expected
    assert all(s.firmness != "denied" for s in found)


@pytest.mark.parametrize(
    ("body", "status", "firmness"),
    [
        ("No order had been given to bring the garrison back from Herat.", "withdrawing", "denied"),
        ("Some 2,000 soldiers were on their way to Herat and did not arrive.", "deploying", "denied"),
        ("France has taken no decision to send troops to Herat.", "deploying", "denied"),
        ("Another 500 soldiers arrive in Herat tomorrow.", "deploying", "planned"),
        ("France ordered 500 more soldiers to Herat.", "deploying", "planned"),
    ],
)
def test_moves_that_are_not_made(body: str, status: str, firmness: str) -> None:
    """What was never ordered, did not come or is told for a day to come is not done."""
    one = forces(body)[0]
    assert (one.status, one.firmness) == (status, firmness)


@pytest.mark.parametrize(
    ("body", "status", "low"),
    [
        ("The alliance will raise its force in Kabul from 6,300 to 8,000 men.", "deploying", 8000),
        ("Turkey is ready to provide another 2,000 soldiers.", "deploying", 2000),
        ("Turkish troops were seen in Herat for the first time since 2009.", "present", None),
        ("An attache places 3,000 fighters on the road to Herat.", "present", 3000),
        ("The garrison of Herat is believed to have 500 fighters left.", "present", 500),
    ],
)
def test_more_words_of_strength(body: str, status: str, low: float | None) -> None:
    """Forces raised, offered, seen anew, placed and left."""
    found = forces(body)
    assert [(s.status, s.value.low if s.value else None) for s in found] == [(status, low)]


def test_bare_figures_need_troops_before_them() -> None:
    """ "Another 300 are waiting" is of the people told of, not of troops."""
    assert forces("Turkey flew 160 citizens out of Kabul. Another 300 are waiting in the compound.") == []

"""People moved out: carriers without people, where they are moved from."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def moved(body: str) -> list[Statement]:
    return [s for s in read(body, "GN") if s.kind == "evacuated"]


@pytest.mark.parametrize(
    ("sentence", "firmness"),
    [
        ("Germany has flown out 120 people from Conakry. A second rotation is foreseen for Monday.", "planned"),
        ("A rescue flight is due in Conakry on Monday.", "planned"),
        ("The flight for the Belgians was cancelled.", "denied"),
    ],
)
def test_carriers_that_are_due(sentence: str, firmness: str) -> None:
    """A flight is an evacuation where its name, its passengers or the sentence before say so."""
    found = moved(sentence)
    assert found
    assert (found[-1].value, found[-1].firmness) == (None, firmness)


@pytest.mark.parametrize(
    "sentence",
    [
        "A flight from Dakar is due in Conakry on Monday.",
        "Two planes with relief supplies are expected in Conakry on Monday.",
        "A commercial flight was cancelled.",
    ],
)
def test_carriers_of_something_else(sentence: str) -> None:
    """Ordinary flights and relief are no evacuation."""
    assert moved(sentence) == []


def test_from_the_town_or_the_country() -> None:
    """Nationals live all over the country; people taken by a ship are taken from the town that is spoken of."""
    found = moved("Shells fell on Conakry. A frigate took 220 people to Freetown. India evacuated 300 of its citizens.")
    assert [s.place for s in found] == ["Conakry", "Guinea"]


def test_every_figure_of_a_list() -> None:
    """Two classes moved by one verb are two statements."""
    found = moved("Turkey flew 128 citizens and 10 Germans from Conakry this morning.")
    assert [(s.value.low, s.place) for s in found if s.value] == [(128, "Conakry"), (10, "Conakry")]


def test_entry_of_a_digest() -> None:
    """A state, a figure and a carrier are an evacuation without a verb."""
    found = moved("Nationals so far.\n\nItaly - 820 people by ferry from Conakry since Thursday.")
    assert [(s.actor, s.place, s.value.low) for s in found if s.value] == [("Italy", "Conakry", 820)]


def test_own_staff_is_posture() -> None:
    """A state that pulls out its diplomats changes its posture; nobody is evacuated."""
    assert moved("Officials spoke of pulling their diplomats out of Conakry.") == []


def test_home_means_from_all_over_the_country() -> None:
    """People without a class who are flown home were in the country, not in the town that is spoken of."""
    found = moved("Shots were heard in Kankan. By Tuesday Berlin had whisked 350 home.")
    assert [(s.place, s.value.low) for s in found if s.value] == [("Guinea", 350)]


def test_carried_off_by_the_enemy() -> None:
    """Staff whom attackers carry off are not moved out by anybody."""
    assert moved("The consulate in Kankan was stormed and seven of its staff were carried off.") == []


def test_airlift_that_is_over() -> None:
    """An airlift that has ended is an exit lost, and moves nobody."""
    assert moved("The airlift to Dakar is finished.") == []


def test_part_of_those_moved() -> None:
    """ "68 of them British" is a statement of its own beside the whole."""
    found = moved("A frigate took off 207 people, 68 of them British, from Conakry.")
    told = [(s.value.low, s.of, s.place) for s in found if s.value]
    assert told == [(207, None, "Conakry"), (68, "citizens", "Conakry")]


def test_those_moving_who_have_arrived() -> None:
    """ "Nine of them have reached" tells of the staff that is being moved; of people who fled it tells of flight."""
    found = moved("On Saturday the mission in Kankan started to relocate its staff. Nine of them have reached Dakar.")
    assert [(s.value.low, s.of, s.place) for s in found if s.value] == [(9, "staff", "Kankan")]
    assert moved("About 3,000 families fled Kankan. Nine hundred of them have reached Conakry.") == []


@pytest.mark.parametrize(
    ("sentence", "low", "firmness"),
    [
        ("Of our community of 140, 61 left Kabul on the charter of Monday.", 61, "stated"),
        ("Turkey has announced an evacuation flight for its citizens from Kabul.", None, "planned"),
        ("Turkey has chartered an aircraft for 200 of its citizens in Kabul.", 200, "planned"),
        ("A warlord drove 43 foreign engineers from Kunduz to Kabul.", 43, "stated"),
        ("Turkey will fetch 2,500 citizens.", 2500, "planned"),
        ("More flights for Turks were planned; they have been called off.", None, "denied"),
    ],
)
def test_parts_plans_and_carriers(sentence: str, low: float | None, firmness: str) -> None:
    """The part that went counts, a carrier that is laid on has moved nobody yet."""
    one = next(s for s in read(sentence) if s.kind == "evacuated")
    assert (one.value.low if one.value else None, one.firmness) == (low, firmness)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sweden advises the 70 Swedes in the country to leave.",
        "There are 250 Americans and 900 Belgians left in Kabul.",
    ],
)
def test_who_is_still_there(sentence: str) -> None:
    """Who is told to leave, or is left, is a head count."""
    kinds = {s.kind for s in read(sentence)}
    assert "headcount" in kinds
    assert "evacuated" not in kinds

"""Who holds a town, how near a force is, shares of a country, attacks: sentences of our own from many wars."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def of_kind(sentence: str, country: str, kind: str) -> list[tuple[str, str | None]]:
    return [(s.status, s.place) for s in read(sentence, country) if s.kind == kind]


@pytest.mark.parametrize(
    ("country", "sentence", "status", "place"),
    [
        ("ML", "Islamist fighters punched into Diabaly on Monday morning.", "contested", "Diabaly"),
        ("ML", "Malian soldiers re-entered Gao on Saturday without meeting any resistance.", "retaken", "Gao"),
        ("ML", "Timbuktu slipped from government control on Sunday.", "captured", "Timbuktu"),
        ("ML", "With Gao now in rebel hands, nobody slept.", "held", "Gao"),
        ("ML", "Kidal is now entirely encircled.", "threatened", "Kidal"),
        ("ML", "Sedhiou fell first; Gao became the third town to fall.", "captured", "Gao"),
        ("UA", "The defenders of Mariupol laid down their arms.", "captured", "Mariupol"),
        ("UA", "Russian forces have all but surrounded Mariupol.", "threatened", "Mariupol"),
        ("IQ", "Islamic State has planted its black flag over the town of Sinjar.", "captured", "Sinjar"),
        ("IQ", "Insurgents are in full command of Fallujah.", "held", "Fallujah"),
        ("IQ", "Tikrit went the same way a day later.", "captured", "Tikrit"),
        ("SY", "The jihadists were flushed out of Manbij last week.", "retaken", "Manbij"),
        ("SY", "Neither side is in control of Daraa.", "contested", "Daraa"),
        ("CD", "The M23 has tightened its grip on Rutshuru.", "held", "Rutshuru"),
        ("CD", "Bukavu is bracing for the worst: the rebels are at its gates.", "threatened", "Bukavu"),
        ("MM", "Lashio's fall is a humiliation for the junta.", "captured", "Lashio"),
        ("NG", "Nigerian troops drove the insurgents from Bama.", "retaken", "Bama"),
        ("YE", "Marib remains the government's last bastion in the north.", "held", "Marib"),
        ("BF", "Gunmen have sealed off Djibo.", "threatened", "Djibo"),
        ("CF", "Bambari is split between the two militias.", "contested", "Bambari"),
        ("MZ", "Palma is run by a committee.", "held", "Palma"),
        ("RW", "Byumba has been the rebels' since Sunday.", "held", "Byumba"),
    ],
)
def test_who_holds_a_town(country: str, sentence: str, status: str, place: str) -> None:
    """Verbs, nouns, flags, grips, gates and possessives all say who holds a place."""
    assert (status, place) in of_kind(sentence, country, "control")


@pytest.mark.parametrize(
    ("country", "sentence"),
    [
        ("LY", "Rockets fell on Misrata on Tuesday."),
        ("IQ", "As many as 500,000 people have abandoned Mosul."),
        ("SD", "Thousands of civilians were driven out of Nyala."),
        ("CD", "Goma could fall within three days."),
        ("SD", "About 60 percent of Khartoum was in rebel hands."),
    ],
)
def test_no_town_taken(country: str, sentence: str) -> None:
    """Shells that fall, people who leave, estimates and shares are no captures."""
    assert of_kind(sentence, country, "control") == []


def test_expulsion_turns_on_the_victim() -> None:
    """Soldiers driven out: captured; insurgents driven out by the army: retaken."""
    assert of_kind("The rebels drove the army out of Kunduz.", "AF", "control") == [("captured", "Kunduz")]
    assert of_kind("The army drove the rebels out of Kunduz.", "AF", "control") == [("retaken", "Kunduz")]


def test_a_party_on_itself_claims() -> None:
    """ "In our hands" is a claim of the party that says it."""
    (found,) = [s for s in read('"Kunduz is firmly in our hands," a commander said.') if s.kind == "control"]
    assert (found.status, found.firmness) == ("held", "claimed")


@pytest.mark.parametrize(
    ("sentence", "firmness"),
    [
        ("The army vowed to recapture Kosti.", "planned"),
        ("The army failed to retake Kosti.", "denied"),
        ("An attempt to capture Kosti failed.", "denied"),
        ("The governor conceded that Kosti was lost.", "stated"),
        ("The rebels said their fighters had taken Kosti.", "claimed"),
        ("Kosti is not in rebel hands, the governor said.", "denied"),
        ("If Kosti falls, the road to Khartoum is open.", "possible"),
    ],
)
def test_how_firmly(sentence: str, firmness: str) -> None:
    """Vows, failures and concessions settle how firmly a capture stands."""
    assert [s.firmness for s in read(sentence, "SD") if s.kind == "control"] == [firmness]


def test_foreign_troops_driven_out() -> None:
    """A foreign army driven out of a town leaves it retaken."""
    assert of_kind("Russian troops were pushed out of Kharkiv.", "UA", "control") == [("retaken", "Kharkiv")]


def test_outposts_counted_are_no_place() -> None:
    """Counted posts are a count, not a captured place of that name."""
    (found,) = read("The rebels have captured more than 160 army outposts.", "MM")
    assert (found.kind, found.status, found.of, found.value.low) == ("control", "captured", "outposts", 160)


def test_crowds_make_unrest_once() -> None:
    """What protesters do to a building is unrest, told by the verb alone."""
    assert of_kind("Protesters torched the town hall in Goma.", "CD", "incident") == [("unrest", "town hall, Goma")]


def test_clashes_may_be_a_noun_or_a_verb() -> None:
    """A word that is in the lexicon as both counts as the noun where no verb can stand."""
    assert of_kind("Sennar saw the heaviest clashes since May.", "SD", "incident") == [("fighting", "Sennar")]


def test_rebels_who_hold_a_town_leave_no_doubt() -> None:
    """ "Who hold" after a name tells; only after "unclear" or "asked" does it ask."""
    assert of_kind("The rebels, who hold Nyala, were calm.", "SD", "control") != [("contested", "Nyala")]
    assert of_kind("It was unclear who held Nyala.", "SD", "control") == [("contested", "Nyala")]


def test_what_rebels_lose_the_army_has_back() -> None:
    """The loser settles whether a loss is a capture or a recapture."""
    assert of_kind("The rebels have lost Nyala.", "SD", "control") == [("retaken", "Nyala")]
    assert of_kind("The army has lost Nyala.", "SD", "control") == [("captured", "Nyala")]


def test_changed_hands_once_and_often() -> None:
    """Once is a capture, more often a contest."""
    assert of_kind("Kunduz changed hands on Sunday.", "AF", "control") == [("captured", "Kunduz")]
    assert of_kind("Kunduz changed hands twice on Sunday.", "AF", "control") == [("contested", "Kunduz")]


def distances(sentence: str, country: str) -> list[tuple[str | None, float | None]]:
    found: list[Statement] = [s for s in read(sentence, country) if s.kind == "approach" and s.status == "at_distance"]
    return [(s.of, s.value.high if s.value else None) for s in found]


@pytest.mark.parametrize(
    ("country", "sentence", "of", "km"),
    [
        ("SY", "Rebel fighters are now just 8 km from Homs.", "Homs", 8),
        ("UA", "Russian troops are 15 kilometres (9 miles) from the centre of Kyiv.", "Kyiv", 15),
        ("CF", "Seleka fighters are camped 75 km from Bangui.", "Bangui", 75),
        ("ET", "The rebels captured Shewa Robit, some 220 km from Addis Ababa.", "Addis Ababa", 220),
    ],
)
def test_distances(country: str, sentence: str, of: str, km: float) -> None:
    """Forces of another state count as well as rebels; a second unit in brackets does not hide the goal."""
    assert distances(sentence, country) == [(of, km)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The insurgents are drawing closer to Kabul.",
        "The fighters are inching towards Kabul.",
        "The rebels are pressing south towards Kabul.",
        "The insurgents resumed their march on Kabul.",
    ],
)
def test_advances(sentence: str) -> None:
    """Verbs of coming nearer tell what is approached."""
    assert [(s.status, s.of) for s in read(sentence) if s.kind == "approach"] == [("advancing", "Kabul")]


def test_gains_without_a_goal_are_no_approach() -> None:
    """ "Gains" lead nowhere in particular."""
    assert [s for s in read("The Taliban go on gaining ground.") if s.kind == "approach"] == []


@pytest.mark.parametrize(
    ("country", "sentence", "of", "low"),
    [
        ("AF", "The Taliban seized three provincial capitals last Monday.", "provincial capitals", 3),
        ("YE", "Three quarters of Taiz is held by the rebels.", "city", 75),
        ("HT", "Gangs control an estimated 85 percent of Port-au-Prince.", "city", 85),
        ("AF", "The Taliban hold 12 provincial capitals, which is two-thirds of Afghanistan.", "country", 66.7),
    ],
)
def test_shares_and_counts(country: str, sentence: str, of: str, low: float) -> None:
    """Counts and shares are `territory`, whether taken or held."""
    found = {s.of: s.value.low for s in read(sentence, country) if s.kind == "territory" and s.value}
    assert found[of] == pytest.approx(low, rel=0.01)


@pytest.mark.parametrize(
    ("country", "sentence", "status", "place"),
    [
        ("UA", "Kharkiv came under heavy bombardment.", "shelling", "Kharkiv"),
        ("UA", "Explosions rocked Odesa overnight.", "bombing", "Odesa"),
        ("UA", "A missile slammed into an apartment block in Dnipro.", "shelling", "Dnipro"),
        ("SS", "Machine-gun fire crackled through Juba.", "fighting", "Juba"),
        ("SD", "A convoy was ambushed outside Kosti.", "attack", "Kosti"),
        ("HT", "Protesters burned tyres in Petion-Ville.", "unrest", "Pétion-Ville"),
        ("MM", "Soldiers opened fire on protesters in Mandalay.", "unrest", "Mandalay"),
        ("RW", "Militiamen hacked to death three nurses in Byumba.", "attack", "Byumba"),
    ],
)
def test_incidents(country: str, sentence: str, status: str, place: str) -> None:
    """Arms, crowds and verbs of violence give the sort of incident, and each is told once."""
    assert of_kind(sentence, country, "incident") == [(status, place)]


def test_a_promise_is_no_attack() -> None:
    """ "Would not attack" tells of nothing that happened."""
    assert of_kind("The Taliban said they would not attack Kabul.", "AF", "incident") == []


@pytest.mark.parametrize(
    ("sentence", "place", "low", "high"),
    [
        ("Fighters nearest to Kunduz: Imam Sahib, 25 km east.", "Imam Sahib", 25, 25),
        ("The closest rebels to Kunduz are at Imam Sahib, 25 km away.", "Imam Sahib", 25, 25),
        ("The rebel column is at Imam Sahib, 20 km short of Kunduz.", "Imam Sahib", 20, 20),
        ("No rebel is nearer than 30 km to Kunduz.", None, 30, None),
        ("The rebels are no farther than 30 km from Kunduz.", None, None, 30),
    ],
)
def test_distances_in_other_words(sentence: str, place: str | None, low: float | None, high: float | None) -> None:
    """Distances to the nearest force, short of a town, and bounds in the words of a comparison, which deny nothing."""
    (one,) = [s for s in read(sentence) if s.kind == "approach"]
    assert (one.of, one.place, one.firmness) == ("Kunduz", place, "stated")
    assert one.value is not None
    assert (one.value.low, one.value.high) == (low, high)


def test_down_the_road() -> None:
    """A distance along a road with no end said is one from the town the text is about."""
    found = read("Kunduz is calm. The rebels are in Imam Sahib, 20 km down the road.")
    assert [(s.of, s.place) for s in found if s.kind == "approach"] == [("Kunduz", "Imam Sahib")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The aid convoy was stopped at Imam Sahib, 20 km short of Kunduz.",
        "The nearest hospital to Kunduz is at Imam Sahib, 20 km away.",
    ],
)
def test_distances_of_no_force(sentence: str) -> None:
    """How far a convoy of aid or a hospital is from a town tells of no force."""
    assert of_kind(sentence, "AF", "approach") == []


@pytest.mark.parametrize(
    ("sentence", "firmness"),
    [
        ("Officials do not believe that the rebels will move on Kunduz.", "denied"),
        ("The colonel denied that the rebels were about to push past Kunduz.", "denied"),
        ("The rebels are moving along the road to Kunduz.", "stated"),
        ("The Taliban is within striking distance of Kunduz.", "stated"),
    ],
)
def test_advances_in_other_words(sentence: str, firmness: str) -> None:
    """Advances along a road and to within reach; those that a higher clause denies."""
    (one,) = read(sentence)
    assert one.kind in ("approach", "control")
    assert one.firmness == firmness


@pytest.mark.parametrize(
    ("country", "sentence", "kind", "status", "place"),
    [
        ("ML", "The rebels seized the Mali capital on Monday.", "control", "captured", "Bamako"),
        ("ML", "Mali's capital fell on Monday.", "control", "captured", "Bamako"),
        ("TD", "The east has slipped from the president's grasp.", "control", "captured", "eastern Chad"),
        ("CD", "Goma is in the possession of the rebels.", "control", "held", "Goma"),
        ("CD", "Crowds tried to rush a ferry in Goma.", "incident", "unrest", "Goma"),
        ("CD", "Rioters burned banks in Bukavu overnight.", "incident", "unrest", "Bukavu"),
        ("CD", "The rebels opened an offensive against Goma.", "incident", "attack", "Goma"),
    ],
)
def test_capitals_sides_and_crowds(country: str, sentence: str, kind: str, status: str, place: str) -> None:
    """The capital of a country named before it, a side of the country as subject, crowds that rush and burn."""
    (one,) = read(sentence, country)
    assert (one.kind, one.status, one.place) == (kind, status, place)


def test_the_east_as_a_direction() -> None:
    """ "From the east and the west" names no part of the country."""
    assert read("They came from the east and the west.", "TD") == []


def test_who_held_what() -> None:
    """Rival accounts of who held what are of no one place; of who held the town, they are of the town."""
    assert of_kind("The armies gave opposite accounts in Goma of who held what.", "CD", "control") == []
    assert of_kind("The armies gave opposite accounts of who held Goma.", "CD", "control") == [("contested", "Goma")]

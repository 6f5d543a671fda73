"""Places told by the words around them: both halves of a pair, own names of sites, entries, parts of a town."""

from __future__ import annotations

import pytest
from grammar_reading import read


def told(body: str, country: str, kind: str, title: str | None = None) -> list[tuple[str, str | None]]:
    """Status and place of the statements of one kind."""
    return [(s.status, s.place) for s in read(body, country, title=title) if s.kind == kind]


BOTH = [
    ("Militiamen seized the town and the airport of Rayak on Sunday.", "LB", ["Rayak", "airport, Rayak"]),
    ("The jihadists took the city and airport of Mosul on Monday.", "IQ", ["Mosul", "Mosul Airport"]),
    ("Rebels captured both the town and the barracks of Moundou.", "TD", ["Moundou", "barracks, Moundou"]),
    (
        "Troops took Kupiansk, its railway station and the bridge on Friday.",
        "UA",
        ["Kupiansk", "railway station, Kupiansk"],
    ),
    ("Rebels captured the airport, the K1 air base and the Daura refinery.", "IQ", ["K1 air base", "Daura refinery"]),
    ("Rebels seized the police station in Kidal on Monday and the rest of the town overnight.", "ML", ["Kidal"]),
]


@pytest.mark.parametrize(("body", "country", "places"), BOTH)
def test_more_places_than_one(body: str, country: str, places: list[str]) -> None:
    """A pair with one "of", a list of sites of their own names, and what is left of a town are places each."""
    found = told(body, country, "control")
    assert [("captured", p) in found for p in places] == [True] * len(places)


CITY = [
    ("Fighting raged in the eastern suburbs.", "SY", "Aleppo under fire", "incident", "Aleppo"),
    ("The gunmen hold the northern districts.", "PH", "Siege of Marawi enters third week", "control", "Marawi"),
    ("The road to Sola is cut. Shells hit the city at noon.", "SD", "El Fasher shelled", "incident", "El Fasher"),
    ("Russian tanks rolled into this quiet northern town.", "UA", "Chernihiv awaits the tanks", "control", "Chernihiv"),
    ("Shops in the city were looted.", "SD", "Nyala without police", "incident", "Nyala"),
]


@pytest.mark.parametrize(("body", "country", "title", "kind", "place"), CITY)
def test_the_city_of_the_report(body: str, country: str, title: str, kind: str, place: str) -> None:
    """Suburbs, districts and "this northern town" are of the town the report is about; the end of a road is not."""
    assert place in [where for _, where in told(body, country, kind, title)]


def test_a_correspondent_sets_the_scene() -> None:
    """The town a correspondent speaks from is meant by "the city", not the one a road leads to."""
    body = (
        "Good evening from Kunduz.\n\nYou cannot drive to Baghlan any more. Baghlan radio is off the air.\n\n"
        "The city was shelled twice today."
    )
    assert ("shelling", "Kunduz") in told(body, "AF", "incident")


def test_heads_of_entries() -> None:
    """A sentence that is only a place heads its paragraph; unknown names before a party are places."""
    body = "Houthi fighters entered Crater.\n\nCrater. Heavy clashes since eight. Mortars hit the market."
    assert ("shelling", "market, Crater") in told(body, "YE", "incident")
    entries = "Hama - government.\nKhan Shaykhun - HTS since Thursday.\nSaraqib: contested."
    found = told(entries, "SY", "control")
    assert ("held", "Hama") in found
    assert ("captured", "Khan Shaykhun") in found
    assert ("contested", "Saraqib") in found


@pytest.mark.parametrize(
    ("body", "country", "place"),
    [
        ("Al Manzar was calm, but clashes were heard in Al Durayhimi.", "YE", "Al Durayhimi"),
        ("Bombs fell on Karsuf, a suburb of the city.", "SD", "Karsuf"),
        ("Fighters attacked the village of Tell Sifr, in the west of Idlib.", "SY", "Tell Sifr"),
        ("Gunmen attacked a convoy in Shuqra, in the southern province of Abyan.", "YE", "Shuqra"),
        ("An armed gang attacked a lorry near the Morro da Lua ridge.", "AO", "Morro da Lua ridge"),
    ],
)
def test_names_no_table_holds(body: str, country: str, place: str) -> None:
    """Articles, particles and the sort of a place belong to its name; the region behind it only tells where it is."""
    assert [where for _, where in told(body, country, "incident")] == [place]


@pytest.mark.parametrize(
    "body",
    [
        "Colonel Ramon Ilagan denied that the jail in Marawi was lost.",
        "Dr. Maria L. Ilagan said the hospital in Marawi was hit.",
    ],
)
def test_persons_with_a_title(body: str) -> None:
    """A name behind a title and a first name is a person's, even where a large town is called so."""
    assert "Ilagan" not in {s.place for s in read(body, "PH")}


def test_peoples_are_no_places() -> None:
    """ "Serb hands", "Kurdish streets" name no place."""
    assert told("Mortar bombs fell on Kurdish streets in Kirkuk.", "IQ", "incident") == [("shelling", "Kirkuk")]
    assert [p for _, p in told("Zepa is in Serb hands.", "BA", "control")] == ["Zepa"]


def test_the_town_is_no_capital() -> None:
    """After a town has been named "the town" is that one, wherever the report is sent from."""
    body = (
        "JUBA (Wire) - Rebels seized Bor.\n\nBor lies 200 km north of Juba.\n\nNineteen people were killed in the town."
    )
    assert ("attack", "Bor") in told(body, "SS", "incident")


def test_the_state_capital() -> None:
    """A region's capital is the town of the paragraph, not the country's."""
    body = "In Unity State troops were fighting in the barracks at Bentiu. The state capital had not fallen."
    assert told(body, "SS", "control") == [("captured", "Bentiu")]


def test_sentences_set_the_stage() -> None:
    """What follows "In X" in a paragraph is of X."""
    body = "Rebels hold Konna and threaten Mopti.\n\nIn Gao the streets are empty. The market was looted."
    assert ("unrest", "market, Gao") in told(body, "ML", "incident")


def test_fields_with_a_name() -> None:
    """An air base of its own name near a town is not the town's airport; its town is where "the port" is."""
    assert told("Gunmen seized the Belbek air base near Sevastopol.", "UA", "control") == [
        ("captured", "Belbek Airport")
    ]
    body = "There were explosions near Benina air base and rockets struck the port."
    assert ("shelling", "port, Benghazi") in told(body, "LY", "incident")

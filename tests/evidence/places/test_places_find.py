"""Which places a text names, and which capitalised words are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places_reading import places, read

from leeway.evidence.language.quantities import rows

NAMED = [
    ("Fighters took Kunduz and Herat.", "AF", ["Kunduz", "Herat"]),
    ("Qandahar fell; Mazar-e Sharif and Sar-e Pol did not.", "AF", ["Kandahar", "Mazar-i-Sharif", "Sar-e Pul"]),
    ("They are in Helmand province.", "AF", ["Helmand"]),
    ("He is the governor of Samangan.", "AF", ["Samangan"]),
    ("They hold the capital of Jawzjan.", "AF", ["Sheberghan"]),
    ("They are 150 km from the capital.", "AF", ["Kabul"]),
    ("The Torkham crossing to Pakistan is open.", "AF", ["Torkham", "Pakistan"]),
    ("Talks went on in Doha, Qatar.", "AF", ["Doha", "Qatar"]),
    ("Many fled eastern Congo and northern Ethiopia.", "CD", ["eastern Congo", "northern Ethiopia"]),
    ("KRT: quiet. The office moves to PZU.", "SD", ["Khartoum", "Port Sudan"]),
    ("They fled Deraa, Sweida and Deir ez-Zor.", "SY", ["Daraa", "Suwayda", "Deir ez-Zor"]),
    ("Flights from Cap Haitien and Puerto Príncipe stopped.", "HT", ["Cap-Haïtien", "Port-au-Prince"]),
    ("KUNDUZ AND HERAT LOST IN ONE DAY", "AF", ["Kunduz", "Herat"]),
    ("Sana’a and Ta'izz were quiet.", "YE", ["Sanaa", "Taiz"]),
]


@pytest.mark.parametrize(("body", "area", "names"), NAMED)
def test_named(body: str, area: str, names: list[str]) -> None:
    """Places are found under their usual English names, in order."""
    assert [p.name for p in places(body, (area,))] == names


@pytest.mark.parametrize(
    ("body", "lat"),
    [
        ("They took Qarabagh, on the road from Ghazni to Kandahar.", 33.2),
        ("They took Qarabagh, not far from Herat.", 34.9),
        ("They took Qarabagh.", 34.9),
        ("They took Faizabad, a day from Sheberghan.", 37.1),
    ],
)
def test_one_name_two_places(body: str, lat: float) -> None:
    """The one near the places named beside it is meant; without any, or where one is well known, the larger one."""
    (found,) = [p for p in places(body) if p.name in ("Qarabagh", "Faizabad")]
    assert found.lat == pytest.approx(lat, abs=0.1)


def test_a_city_stands_before_another_that_bears_its_name_too() -> None:
    """Khanabad is a city of its own, though the tables list the name for Taloqan as well."""
    assert [p.name for p in places("They took Khanabad and Taloqan.")] == ["Khanabad", "Taloqan"]


FACILITIES = [
    ("The garrison of Kunduz airport gave up.", "AF", "Kunduz Airport", "Kunduz"),
    ("They took the airfield at Merowe.", "SD", "Merowe Airport", "Merowe"),
    ("The airport of Kigali was shelled.", "RW", "Kigali International Airport", "Kigali"),
    ("Khartoum's main airport is shut.", "SD", "Khartoum International Airport", "Khartoum"),
    (
        "GOMA, Jan 26 (Test Wire) - The airport was shut on Sunday, an officer said.",
        "CD",
        "Goma International Airport",
        "Goma",
    ),
    ("They seized the presidential palace on Saturday.", "SD", "presidential palace, Khartoum", "Khartoum"),
    ("In Herat they are in the police headquarters.", "AF", "police headquarters, Herat", "Herat"),
    ("Nyala is tense. The SAF brigade HQ holds.", "SD", "SAF brigade headquarters, Nyala", "Nyala"),
]


@pytest.mark.parametrize(("body", "area", "name", "town"), FACILITIES)
def test_facilities(body: str, area: str, name: str, town: str) -> None:
    """An airport, palace or headquarters is named with its town, said or understood."""
    assert (name, town) in [(p.name, p.town) for p in places(body, (area,))]


NOT_PLACES = [
    ("Spokesman Ned Price said so.", "US"),
    ("President Ghani and Gen. Farah spoke.", "AF"),
    ("Hassan Idris, Albert Mbuyi and Yasir Hamid agreed.", "SD"),
    ("We are here. The men left. They saw Joe.", "US"),
    ("Afghan and Pakistani officials met.", "AF"),
    ("the herat of the matter was kabul", "AF"),
    ("On Monday in March and May the army stood by.", "GB"),
]


@pytest.mark.parametrize(("body", "area"), NOT_PLACES)
def test_no_places(body: str, area: str) -> None:
    """Names of persons, demonyms, common words and words in small letters are no places."""
    assert places(body, (area,)) == []


def test_scope() -> None:
    """Towns of other countries are not matched; without an area the report's country or the one most named decides."""
    assert [p.name for p in places("They left Montgomery for Nyala.", ("AF",))] == []
    assert [p.country for p in places("They left Nyala.", (), ("SD",))] == ["SD"]
    found = places("Sudan is at war. Sudanese forces left Nyala. US officials spoke.", ())
    assert ("Nyala", "SD") in [(p.name, p.country) for p in found]


def test_spans_are_letter_for_letter() -> None:
    """A place covers its words in the body."""
    text = read("They took Mazar-i-Sharif,\nthen “Pul-e Khumri”.")
    assert [text.clean[p.start : p.end] for p in text.places] == ["Mazar-i-Sharif", "Pul-e Khumri"]


@pytest.mark.parametrize("row", rows("places_variants.csv"), ids=lambda r: f"{r['country']} {r['name']}")
def test_examples_of_variants(row: dict[str, str]) -> None:
    """Every corrected name is found in its example under its usual name."""
    assert row["name"] in [p.name for p in places(row["example"], (row["country"],))]


@pytest.mark.parametrize("row", rows("places_known.csv"), ids=lambda r: f"{r['country']} {r['name']}")
def test_examples_of_known_places(row: dict[str, str]) -> None:
    """Every place added by hand is found in its example under its usual name."""
    assert row["name"] in [p.name for p in places(row["example"], (row["country"],))]


@pytest.mark.parametrize("row", rows("places_regions.csv"), ids=lambda r: f"{r['country']} {r['name']}")
def test_regions_have_their_seat(row: dict[str, str]) -> None:
    """Every region has a seat in the country table, and its example names the region or its seat."""
    from leeway.evidence.places.gazetteer import load_gazetteer

    gazetteer = load_gazetteer((row["country"],))
    assert gazetteer.look_up(row["capital"]) is not None
    assert {p.name for p in places(f"They reached {row['example']}.", (row["country"],))} & {
        row["name"],
        row["capital"],
    }


@pytest.mark.parametrize("row", rows("places_countries.csv"), ids=lambda r: r["code"])
def test_examples_of_countries(row: dict[str, str]) -> None:
    """Every country is found in its example; none of its demonyms is a place."""
    assert row["code"] in [p.country for p in places(row["example"], ("AF",)) if p.kind == "country"]
    for demonym in filter(None, row["demonyms"].split("|")):
        assert places(f"Some {demonym} soldiers left.", ("AF",)) == []


@pytest.mark.parametrize("row", rows("places_facilities.csv"), ids=lambda r: r["phrase"])
def test_examples_of_facilities(row: dict[str, str]) -> None:
    """Every facility of the lexicon is found in its example, in the town the paragraph names or the capital."""
    found = places(f"{row['example']} The town of Herat was quiet. {row['example']}", ("AF",))
    town = "Kabul" if row["scope"] == "capital" else "Herat"
    assert row["name"].format(town=town, prefix="") in [p.name for p in found]


PIECES = (
    "Kabul", "Kunduz", "airport", "the", "capital of", "Herat", ",", ".", "northern", "Afghanistan", "US", "KBL",
    "20 km", "south of", "-", "\n", "Mr", "Price", "brigade HQ", "palace", "\u200b", "é",
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)))
def test_places_of_any_text(body: str) -> None:
    """Whatever the text, places are in order, apart, and inside it."""
    text = read(body)
    ends = 0
    for place in text.places:
        assert ends <= place.start < place.end <= len(body)
        ends = place.end

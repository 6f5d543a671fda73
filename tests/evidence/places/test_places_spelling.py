"""Names written another way are one place, different names are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places_reading import read

from leeway.evidence.places.gazetteer import load_gazetteer
from leeway.evidence.places.spelling import opening, skeleton

ALIKE = [
    ("Makhmour", "Makhmur"),
    ("Ouagadougou", "Wagadugu"),
    ("Severny", "Severnyy"),
    ("al-Hasakeh", "Hasaka"),
    ("Djalalabad", "Jalalabad"),
    ("Gwer", "Guwayr"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_one_name(one: str, other: str) -> None:
    """Spellings of one sound share their skeleton and the letter group they are looked up by."""
    assert skeleton(one) == skeleton(other) != ""
    assert opening(one.lower()) == opening(other.lower())


@pytest.mark.parametrize(("one", "other"), [("Herat", "Harare"), ("Kharkiv", "Kherson"), ("Gardez", "Kunduz")])
def test_two_names(one: str, other: str) -> None:
    """Other consonants are another name."""
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=40))
def test_any_text(name: str) -> None:
    """Any characters give a skeleton of plain letters and digits or none."""
    left = skeleton(name)
    assert left == "" or (left.isascii() and left.isalnum() and len(left) >= 4)


def test_respelled() -> None:
    """A town is found by a spelling no table holds; a word that sounds like none is nothing."""
    gazetteer = load_gazetteer(("IQ",))
    place = gazetteer.respelled("Makhmour")
    assert place is not None
    assert (round(place.lat or 0, 1), round(place.lon or 0, 1)) == (35.8, 43.6)
    assert gazetteer.respelled("Telephone") is None


def test_small_towns_keep_their_printed_name() -> None:
    """Where the table has a transliteration that nobody prints the report's word is the name; the id is the same."""
    one, other = read("They fled Ankawa.", ("IQ",)).places[0], read("They fled ‘Aynkāwah.", ("IQ",)).places[0]
    assert one.name == "Ankawa"
    assert one.place_id == other.place_id


def test_title_and_dateline() -> None:
    """Places of the title and the dateline are known beside those of the text."""
    text = read("ERBIL, Iraq, Aug 8 (Test Wire) - The road is cut.", ("IQ",))
    assert [p.name for p in text.about] == ["Erbil"]

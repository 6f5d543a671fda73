"""The tables behind the gazetteer, and the user's own places."""

from __future__ import annotations

from pathlib import Path

import pytest
from places_reading import read

from leeway.errors import InputError
from leeway.evidence.places.gazetteer import keys, load_gazetteer
from leeway.evidence.places.tables import countries, english, populated


def test_tables_of_all_countries() -> None:
    """There is a table for every country, and its places have names and coordinates on the globe."""
    assert len(countries()) > 240
    for code in ("AF", "SD", "CD", "TV"):
        for place in populated(code):
            assert place.name
            assert -90 <= (place.lat or 0) <= 90
            assert -180 <= (place.lon or 0) <= 180


def test_afghan_capitals() -> None:
    """Every provincial capital of Afghanistan is known, with its province."""
    gazetteer = load_gazetteer(["AF"])
    seats = [p for ps in gazetteer.named.values() for p in ps if p.capital_of and p.country == "AF"]
    assert len({p.name for p in seats}) == 34
    assert gazetteer.seat("Jawzjan") is not None
    assert gazetteer.seat("Afghanistan").name == "Kabul"  # type: ignore[union-attr]


def test_keys_and_names() -> None:
    """A name is matched with and without apostrophes; diacritics beyond western Europe are dropped from usual names."""
    assert keys("Sana'a") == {"sana'a", "sanaa"}
    assert keys("Mazār-e Sharīf") == {"mazar e sharif"}
    assert english("Mazār-e Sharīf") == "Mazar-e Sharif"
    assert english("Cap-Haïtien") == "Cap-Haïtien"


def test_unknown_area() -> None:
    """An unknown country code is named in the error."""
    with pytest.raises(InputError, match="XX"):
        load_gazetteer(["XX"])


def test_own_places(tmp_path: Path) -> None:
    """The user's places are found by name and alias, before those of the tables."""
    own = tmp_path / "places.csv"
    own.write_text("name,lat,lon,kind,aliases\nCamp Hope,34.5,69.2,facility,The Hut|Hope Camp\n", "utf-8")
    text = read("They walked to Hope Camp from Kabul.", ("AF",), own=own)
    assert [(p.name, p.place_id) for p in text.places] == [("Camp Hope", "own:Camp Hope"), ("Kabul", "gn:1138958")]


def test_bad_own_places(tmp_path: Path) -> None:
    """Every bad row of the user's places is named with its line, field and value."""
    own = tmp_path / "places.csv"
    own.write_text("name,lat,lon,kind\nA,91,0,town\n,1,x,castel\n", "utf-8")
    with pytest.raises(InputError) as caught:
        load_gazetteer(["AF"], own)
    found = {(p.where, p.field) for p in caught.value.problems}
    assert found == {("line 2", "lat"), ("line 3", "name"), ("line 3", "lon"), ("line 3", "kind")}


def test_own_places_without_columns(tmp_path: Path) -> None:
    """Missing columns are named."""
    own = tmp_path / "places.csv"
    own.write_text("place,x\nA,1\n", "utf-8")
    with pytest.raises(InputError) as caught:
        load_gazetteer(["AF"], own)
    assert {p.field for p in caught.value.problems} == {"name", "lat", "lon"}

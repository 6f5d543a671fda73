"""Tables of a case: observations, source classes, half-lives, parties, country outlines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from told import DAY, NOON, RIVAL, seen, taken

from leeway.distance import great_circle_km
from leeway.errors import InputError
from leeway.evidence.model import KINDS
from leeway.situation.half_lives import half_life_h, half_lives, left_after, widened
from leeway.situation.model import STANDINGS
from leeway.situation.names import folded
from leeway.situation.observations import NAME, read_observations
from leeway.situation.outlines import countries, within
from leeway.situation.parties import Parties
from leeway.situation.sources import LETTERS, packaged, sources_of

HEADER = "entered,by,kind,status,note,actor,place,lat,lon,low,high,unit,of,from,to,firmness,role,org\n"
ROW = "2030-05-10T12:00Z,duty desk,control,captured,seen from the roof,Front,Alpha,1,1,,,,,2030-05-10,,,,\n"


def written(directory: Path, text: str) -> Path:
    """A directory with these observations."""
    (directory / NAME).write_text(text, encoding="utf-8")
    return directory


def test_an_observation_is_a_statement(tmp_path: Path) -> None:
    """It counts from the instant of entry, bears the analyst as its source, and takes a place like any firm word."""
    (found,) = read_observations(written(tmp_path, HEADER + ROW))
    assert (found.published, found.quote, found.extractor) == (NOON, "seen from the roof", "analyst")
    state = seen([found]).places["Alpha"]
    assert (state.standing, str(state.grade), state.since) == ("attacker", "B2", DAY)
    assert seen([found], NOON.replace(hour=11)).places == {}


def test_what_an_analyst_was_told_bears_the_teller(tmp_path: Path) -> None:
    """With a role or an organisation the word is theirs, and two analysts who heard one spokesman are one voice."""
    row = "2030-05-10T12:00Z,{by},control,captured,told by telephone,Front,Alpha,,,,,,,,,claimed,spokesman,Front\n"
    found = read_observations(written(tmp_path, HEADER + row.format(by="desk") + row.format(by="guard")))
    state = seen(found).places["Alpha"]
    assert (state.standing, state.grade.speakers, state.grade.origins) == ("contested", 1, 2)


def test_analysts_who_contradict_one_another(tmp_path: Path) -> None:
    """Two desks, two readings: the ledger has both; one desk twice is a correction."""
    other = ROW.replace("duty desk", "guard post").replace(",captured,", ",held,").replace("Front", "army")
    (entry,) = seen(read_observations(written(tmp_path, HEADER + ROW + other))).contradictions
    assert entry.subject == "who holds Alpha"
    same = other.replace("guard post", "duty desk").replace("12:00", "13:00")
    assert seen(read_observations(written(tmp_path, HEADER + ROW + same))).contradictions == ()


@pytest.mark.parametrize(
    ("old", "new", "field", "hint"),
    [
        ("control", "contorl", "kind", "'control'"),
        ("captured", "captrued", "status", "'captured'"),
        ("2030-05-10T12:00Z", "2030-05-10T12:00", "entered", ""),
        (",2030-05-10,,", ",2030-06-31,,", "from", ""),
        (",2030-05-10,,", ",2030-05-10,2030-05-09,", "to", ""),
        (",Alpha,1,1,,,", ",Alpha,91,1,,,", "lat", ""),
        (",Alpha,1,1,,,", ",Alpha,1,1,9,4,", "high", ""),
        (",Alpha,1,1,,,", ",Alpha,1,1,many,,", "low", ""),
        ("duty desk", "", "by", ""),
        ("seen from the roof", "", "note", ""),
    ],
)
def test_a_bad_observation_is_told(tmp_path: Path, old: str, new: str, field: str, hint: str) -> None:
    """Row, column, what stood there, what was expected."""
    assert ROW.count(old) >= 1
    with pytest.raises(InputError) as caught:
        read_observations(written(tmp_path, HEADER + ROW.replace(old, new, 1)))
    (problem,) = caught.value.problems
    assert (problem.file, problem.where, problem.field) == (NAME, "row 2", field)
    assert hint in problem.hint


def test_columns_of_observations(tmp_path: Path) -> None:
    """A missing column and an unknown one are told by name."""
    with pytest.raises(InputError) as caught:
        read_observations(written(tmp_path, "entered,by,kind,status,plaec\n"))
    assert [(p.field, p.hint) for p in caught.value.problems] == [("note", ""), ("plaec", "Did you mean 'place'?")]


def test_source_classes_of_the_package() -> None:
    """Parties, agencies, governments, witnesses and rumours are told apart; who is not in the table is F."""
    of = packaged().of
    assert (of("attacker", False, "Front", "spokesman", None).reliability) == "D"
    assert of(None, False, None, None, "Reuters").reliability == "B"
    assert of(None, False, "U.S. State Department", "spokesman", None).group == "United States"
    assert of(None, False, None, "resident", None).name == "witness"
    assert not of(None, False, "some channel", "account", None).knows
    assert of(None, False, "Nobody Knows Gazette Of Nowhere 7", None, None).reliability == "F"
    assert {row.reliability for row in packaged().rows} <= set(LETTERS)


def test_a_case_has_source_classes_of_its_own(tmp_path: Path) -> None:
    """Rows of the case come before those of the package."""
    (tmp_path / "source_classes.csv").write_text("field,pattern,class,reliability\npublisher,reuters,our friends,A\n")
    assert sources_of(tmp_path).of(None, False, None, None, "Reuters").reliability == "A"
    assert sources_of(tmp_path).of(None, False, None, None, "BBC").reliability == "B"
    assert sources_of(tmp_path / "nothing") is packaged()


@pytest.mark.parametrize(
    ("row", "field"), [("outlet,x,c,A", "field"), ("org,(,c,A", "pattern"), ("org,x,c,G", "reliability")]
)
def test_a_bad_source_class_is_told(tmp_path: Path, row: str, field: str) -> None:
    """Field, pattern and letter are checked."""
    (tmp_path / "source_classes.csv").write_text(f"field,pattern,class,reliability\n{row}\n")
    with pytest.raises(InputError) as caught:
        sources_of(tmp_path)
    assert [(p.where, p.field) for p in caught.value.problems] == [("row 2", field)]


def test_every_half_life_says_where_it_is_from() -> None:
    """Each row is sourced or reasoned, with words; every standing and kind with a state has one."""
    table = half_lives()
    assert all(h.hours > 0 and h.basis in ("sourced", "reasoned") and len(h.source) > 8 for h in table.values())
    assert all(("standing", s) in table for s in STANDINGS)
    assert all(("service", s) in table for s in KINDS["access"])


def test_decay_and_widening() -> None:
    """Half after a half-life, never below zero age; ranges double and halve; open ends stay open."""
    hours = half_life_h("standing", "threatened")
    assert left_after(0.8, hours, hours) == pytest.approx(0.4)
    assert left_after(0.8, -5, hours) == 0.8
    assert widened(100, 200, False, 24, 24) == (50, 400)
    assert widened(100, None, True, 0, 24) == (90, None)


def test_parties() -> None:
    """Whole names, organs of a state, and not those who are against it or were of it."""
    parties = Parties(["Taliban"], ["Afghan government"])
    assert parties.side("a Taliban commander") == "attacker"
    assert parties.side("Afghan interior ministry") == "defender"
    assert parties.side("anti-Taliban militia") is None
    assert parties.side("former Taliban governor") is None
    assert parties.side("Afghan traders") is None
    assert parties.side(None) is None


def test_names() -> None:
    """Accents, articles, dots and hyphens do not count."""
    assert folded("The U.S. State Département") == folded("us state departement")
    assert folded("Mazar-i-Sharif") == "mazar i sharif"


def test_distance() -> None:
    """Kabul to Herat is 640 km in a straight line; a place is no way from itself."""
    assert great_circle_km(34.53, 69.17, 34.35, 62.20) == pytest.approx(640, rel=0.01)
    assert great_circle_km(1, 1, 1, 1) == 0


def test_outlines() -> None:
    """Rings are closed and lie on the globe; a box over Afghanistan shows it and its neighbours, and no Chile."""
    assert len(countries()) > 200
    for rings in countries().values():
        for ring in rings:
            assert ring[0] == pytest.approx(ring[-1], abs=1e-6)
            assert all(abs(lat) <= 90.01 and abs(lon) <= 180.01 for lon, lat in ring)
    shown = within(60, 29, 75, 39)
    assert {"Afghanistan", "Pakistan", "Iran", "Tajikistan"} <= set(shown)
    assert "Chile" not in shown


def test_bare_words() -> None:
    """Publication decides what is seen, not the day a statement is about."""
    late = taken(by=RIVAL, day=date(2030, 1, 1), at=datetime(2030, 5, 11, tzinfo=UTC))
    assert seen([late]).places == {}

"""From a case directory to the picture: reports and observations together, and what stands in the way."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leeway.case.load import load_case
from leeway.case.template import write_template
from leeway.errors import LeewayError
from leeway.situation.from_case import case_evidence, case_situation, under_each_reading

WIRE = """\
id: wire-1
publisher: Reuters
published: 2021-08-13T10:00:00Z
country: AF
title: Two cities lost

The Taliban captured Ghazni on Thursday. Kandahar is held by government forces, a resident said.
"""
COPY = WIRE.replace("wire-1", "paper-1").replace("Reuters", "Some Paper").replace("10:00", "11:00")
LATER = WIRE.replace("wire-1", "wire-2").replace("2021-08-13", "2021-08-15").replace("Ghazni", "Herat")
HAZARD = """
[hazard]
target = "Kabul"
latitude = 34.53
longitude = 69.17
attacker = ["Taliban"]
defender = ["Afghan government", "government forces", "army"]
"""
OBSERVED = """\
entered,by,kind,status,note,actor,place,of
2021-08-13T12:00Z,duty desk,access,limited,queues seen,,Kabul,airport
"""
EVENING = datetime(2021, 8, 13, 20, tzinfo=UTC)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """The template case, set in Afghanistan, with three reports and an observation."""
    path = write_template(tmp_path / "case")
    text = (path / "case.toml").read_text()
    head = text[: text.index("# What threatens")].replace('area = ["XX"]', 'area = ["AF"]')
    (path / "case.toml").write_text(head + HAZARD)
    (path / "reports").mkdir()
    for name, words in (("wire-1", WIRE), ("paper-1", COPY), ("wire-2", LATER)):
        (path / "reports" / f"{name}.txt").write_text(words)
    (path / "observations.csv").write_text(OBSERVED)
    return path


def test_reports_and_observations_make_one_picture(directory: Path) -> None:
    """A capture is read from the wire, placed by the gazetteer as a provincial capital; copies are one origin; what is
    published later does not exist yet; the analyst's word on the airport stands beside it."""
    case = load_case(directory)
    evidence = case_evidence(case)
    picture = case_situation(case, EVENING, evidence)
    ghazni = picture.places["Ghazni"]
    assert (ghazni.standing, ghazni.place_class, ghazni.grade.origins) == ("attacker", "provincial_capital", 1)
    assert ghazni.distance_km == pytest.approx(129, abs=5)
    assert "Herat" not in picture.places
    assert [(s.of, s.status) for s in picture.services] == [("airport", "limited")]
    assert evidence.newest == datetime(2021, 8, 15, 10, tzinfo=UTC)
    later = case_situation(case, EVENING + timedelta(days=2), evidence)
    assert later.places["Herat"].standing == "attacker"


def test_a_file_that_is_no_report_is_named_and_the_rest_read(directory: Path) -> None:
    """Binary rubbish among the reports stops nothing."""
    (directory / "reports" / "photo.txt").write_bytes(bytes(range(256)) * 9)
    (directory / "reports" / "empty.txt").write_text("")
    evidence = case_evidence(load_case(directory))
    assert {Path(one.source).name for one in evidence.refused} == {"photo.txt", "empty.txt"}
    assert evidence.reports == 3


def test_a_case_without_reports(directory: Path) -> None:
    """Observations alone make a picture; with nothing at all it is empty."""
    shutil.rmtree(directory / "reports")
    case = load_case(directory)
    assert len(case_situation(case, EVENING).services) == 1
    (directory / "observations.csv").unlink()
    assert case_situation(case, EVENING).statements == 0


def test_a_case_without_hazard_says_what_is_missing(directory: Path) -> None:
    """The message shows the table to write."""
    case = replace(load_case(directory), hazard=None)
    with pytest.raises(LeewayError, match=r"no \[hazard\]"):
        case_situation(case, EVENING)


def test_the_picture_under_each_reading(directory: Path) -> None:
    """Each reading of a contradiction gives a picture of its own; the case is left as it is."""
    row = "2021-08-13T12:00Z,{by},control,{status},ours,{actor},Herat,\n"
    rows = row.format(by="desk", status="captured", actor="Taliban") + row.format(
        by="post", status="held", actor="army"
    )
    (directory / "observations.csv").write_text(OBSERVED + rows)
    case = load_case(directory)
    (entry,) = case_situation(case, EVENING).contradictions
    readings = under_each_reading(case, EVENING, entry.id)
    assert {words.split(" – ")[0]: picture.places["Herat"].standing for words, picture in readings} == {
        "Taliban holds Herat": "attacker", "Herat has not been taken": "defender"}  # fmt: skip
    assert not (directory / "settlements.csv").exists()
    with pytest.raises(LeewayError, match="no contradiction 'C0'"):
        under_each_reading(case, EVENING, "C0")


def test_read_twice_same_picture(directory: Path) -> None:
    """Nothing is kept between two readings and nothing depends on chance."""
    case = load_case(directory)
    assert case_situation(case, EVENING) == case_situation(case, EVENING)

"""`leeway situation` and `leeway settle`: what they print, write and refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from leeway.case.template import write_template
from leeway.cli import main

COLUMNS = "entered,by,kind,status,note,actor,place,lat,lon,low,high,unit,of,firmness,role,org\n"
ROWS = (
    "2030-05-01T12:00Z,roof post,control,captured,flag seen,Northern Front,Mill Town,-1.1,36.9,,,,,,,\n"
    "2030-05-01T13:00Z,radio post,control,captured,denied on the radio,Northern Front,Mill Town,-1.1,36.9,,,,,denied,"
    "spokesman,defence ministry\n"
    "2030-05-03T08:00Z,roof post,access,closed,gates shut,,Capital,-1.28,36.82,,,,airport,,,\n"
    "2030-05-03T08:30Z,gate post,headcount,present,list of rooms,our embassy,Capital,,,80,90,people,staff,,,\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The template with four observations."""
    path = write_template(tmp_path / "case")
    (path / "observations.csv").write_text(COLUMNS + ROWS)
    return path


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed, spaces joined."""
    return " ".join("".join(capsys.readouterr()).split())


def test_the_picture_in_words(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Places with standing and grade, exits, counts, the contradiction and how to settle it."""
    assert main(["situation", str(case), "--as-of", "2030-05-03"]) == 0
    text = told(capsys)
    assert "Capital, as of 2030-05-03 23:59 UTC: 4 statements of 3 origins." in text
    assert re.search(r"Mill Town attacker, Northern Front 2030-05-01 stated B3 \d+% 60 h \d+ roof post disputed", text)
    assert "airport Capital closed 2030-05-03" in text
    assert "staff, our embassy Capital present 80–90" in text
    assert "leeway settle CASE ID --reading N" in text


def test_since_tells_what_changed(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what came between the two instants."""
    assert main(["situation", str(case), "--as-of", "2030-05-03", "--since", "2030-05-02"]) == 0
    text = told(capsys).split("Changed since 2030-05-02 23:59 UTC")[1]
    assert "exit airport, Capital closed" in text
    assert "gained" not in text


def test_json_and_files(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON object is the same as the file; figures and ledger are written; twice the same bytes."""
    out = tmp_path / "out"
    assert main(["situation", str(case), "--json", "--out", str(out)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert json.loads((out / "situation.json").read_text()) == document
    figures = {f"{name}.{form}" for name in ("map", "timeline") for form in ("svg", "png")}
    assert {path.name for path in out.iterdir()} == figures | {"situation.json", "contradictions.csv", "SHA256SUMS"}
    first = (out / "map.svg").read_bytes()
    assert main(["situation", str(case), "--out", str(out)]) == 0
    assert (out / "map.svg").read_bytes() == first
    (place,) = document["places"]
    assert (place["place"], place["grade"]["grade"], place["disputed"]) == ("Mill Town", "B3", True)
    assert document["as_of"] == "2030-05-03T08:30:00Z"


def test_settle(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A settlement by name and reason is written, shown, and moves the picture."""
    main(["situation", str(case), "--json"])
    (entry,) = json.loads(capsys.readouterr().out)["contradictions"]
    reading = next(k for k, words in enumerate(entry["readings"], 1) if "not been taken" in words)
    words = ["settle", str(case), entry["id"], "--reading", str(reading), "--by", "chief", "--reason", "road is open"]
    assert main(words) == 0
    capsys.readouterr()
    main(["situation", str(case), "--json"])
    after = json.loads(capsys.readouterr().out)
    assert after["contradictions"][0]["settled"] == {"by": "chief", "reason": "road is open", "reading": reading}
    assert [(p["standing"], p["disputed"]) for p in after["places"]] == [("defender", False)]
    assert (case / "settlements.csv").read_text().count("\n") == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["settle", "CASE", "C0000000", "--reading", "1", "--by", "me", "--reason", "x"], "the id of a contradiction"),
        (["settle", "CASE", "ID", "--reading", "9", "--by", "me", "--reason", "x"], "a number from 1 to 2"),
        (["settle", "CASE", "ID", "--reading", "1", "--by", " ", "--reason", "x"], "a name and a reason"),
        (["settle", "CASE", "ID", "--reading", "1", "--by", "me"], "--reason"),
        (["situation", "CASE", "--as-of", "yesterday"], "an instant with its zone"),
        (["situation", "CASE", "--as-of", "2030-05-03T12:00"], "an instant with its zone"),
        (["situation", "CASE", "--as-of", "2030-05-03", "--since", "2030-05-04"], "an instant before 2030-05-03"),
        (["situation", "nowhere"], "a case directory"),
    ],
)
def test_refused(case: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str) -> None:
    """Exit code 2, what was wrong and what was expected; nothing is written."""
    main(["situation", str(case), "--json"])
    (entry,) = json.loads(capsys.readouterr().out)["contradictions"]
    swap = {"CASE": str(case), "ID": entry["id"]}
    assert main([swap.get(word, word) for word in words]) == 2
    assert message in told(capsys)
    assert not (case / "settlements.csv").exists()


def test_a_bad_observation_stops_with_its_row(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A day that does not exist is told with file, row and column."""
    (case / "observations.csv").write_text(
        COLUMNS.replace("of,", "of,from,") + "2030-06-31T12:00Z,me,access,open,x" + "," * 12
    )
    assert main(["situation", str(case)]) == 2
    assert "observations.csv, row 2, entered: found '2030-06-31T12:00Z'" in told(capsys)

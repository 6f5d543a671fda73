"""`leeway clearance --closings`: who is left when exits close, and a directory that is known to be writable first."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from leeway.cli import main
from leeway.movement.report.schema import schema

PACIFICA = Path(__file__).parents[2] / "examples" / "pacifica"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `leeway clearance PACIFICA words...`."""
    code = main(["clearance", str(PACIFICA), "--time-limit", "20 s", *(str(word) for word in words)])
    out, err = capsys.readouterr()
    return code, out, err


def closings(directory: Path, *hours: object, name: str = "Barnacle-Delta") -> Path:
    """A file of closings with one column."""
    path = directory / "closings.csv"
    path.write_text("\n".join([name, *map(str, hours)]) + "\n", encoding="utf-8")
    return path


def test_people_left_by_group_when_an_exit_closes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Closed from the start in every second future: all of Barnacle is left in those, nobody of the others ever."""
    file = closings(tmp_path, *["-1", "inf"] * 20)
    code, out, err = run(capsys, "--closings", file, "--json", "--no-levers")
    doc = json.loads(out)
    jsonschema.Draft202012Validator(schema("clearance")).validate(doc)
    assert (code, err) == (0, "")
    assert doc["settings"]["closings"]
    assert doc["settings"]["replications"] == doc["closings"]["draws"] == 40
    assert doc["closings"]["exits"] == [{"name": "Barnacle-Delta", "closes_share": 0.5, "early_h": -1, "median_h": -1}]
    left = {entry["group"]: entry for entry in doc["closings"]["left"]}
    assert left["Barnacle"]["left_mean"] == 25
    assert left["Barnacle"]["left_at_confidence"] == 50
    assert left["Barnacle"]["nobody_left"]["share"] == 0.5
    assert left["Abyss"]["left_mean"] == left["Calypso"]["left_mean"] == 0
    assert left[None]["left_mean"] == 25
    assert left[None]["left_by_plan_mean"] == doc["optimum"]["left_weighted_bound"] == 25


def test_same_file_and_seed_give_the_same_bytes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Two runs with draws of closings do not differ, whatever the number of processes."""
    file = closings(tmp_path, *(6 + k / 4 for k in range(40)))
    one = run(capsys, "--closings", file, "--json", "--no-levers", "--workers", 1)
    assert one == run(capsys, "--closings", file, "--json", "--no-levers", "--workers", 2)
    assert json.loads(one[1])["closings"]["left"][0]["left_mean"] > 0


def test_the_tables_tell_who_is_left(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The answer in words names the closings, the group and both ways of counting."""
    code, out, _ = run(capsys, "--closings", closings(tmp_path, *["-1", "inf"] * 20), "--no-levers")
    text = " ".join(out.split())
    assert code == 0
    assert "Who is left when the exits close" in text
    assert "unless an exit closes before (with the closings drawn, 25 left on average, no plan fewer" in text
    assert "Barnacle 25 50 50 % 25" in text


def test_a_plan_that_gives_people_up_says_which_way_is_closed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Closed from the start in every draw: exit code 2, and the reason is the closing, not the seats."""
    code, _, err = run(capsys, "--closings", closings(tmp_path, *["-1"] * 20), "--no-levers")
    assert code == 2
    assert "Barnacle (50): Every way from Barnacle (to Delta) is closed after 0 h." in err


def test_a_later_start_meets_the_closings_sooner(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The file counts from the start of the case: closed after 40 h, a start 41 h later finds the road shut."""
    file = closings(tmp_path, *["40"] * 30)
    words = ("--closings", file, "--json", "--no-levers")
    assert json.loads(run(capsys, *words)[1])["closings"]["left"][0]["left_mean"] == 0
    late = json.loads(run(capsys, *words, "--start", "1997-06-02T23:00Z")[1])
    assert late["closings"]["exits"][0]["median_h"] == -1
    assert late["closings"]["left"][0]["left_mean"] == 50


def test_levers_are_tried_on_the_same_closings(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With a road that closes, what one more vehicle buys is told in people too."""
    doc = json.loads(run(capsys, "--closings", closings(tmp_path, *["12"] * 30), "--json")[1])
    assert doc["overall"]["left_mean"] > 0
    assert any(lever["kind"] == "vehicle" and lever["more_out_mean"] > 0 for lever in doc["levers"])


def test_more_replications_than_draws_or_no_file_are_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Exit code 2, the option and what was expected, nothing on standard output."""
    code, out, err = run(capsys, "--closings", closings(tmp_path, *["12"] * 30), "--replications", 31)
    assert (code, out) == (2, "")
    assert "at most 30" in err
    code, out, err = run(capsys, "--closings", "nowhere.csv")
    assert (code, out) == (2, "")
    assert "a file of closings that exists" in err


def test_an_unknown_exit_gets_a_hint(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A misspelt route in the header is named with the likely one."""
    code, _, err = run(capsys, "--closings", closings(tmp_path, 1, name="Barnacle-Dleta"))
    assert code == 2
    assert "Barnacle-Delta" in err


def test_a_directory_that_cannot_be_written_stops_it_before_any_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Below a file no directory can be made: said before the search begins, and nothing is left behind."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("the search has begun")

    monkeypatch.setattr("leeway.movement.schedule.schedule", never)
    (tmp_path / "file").write_text("mine")
    code, out, err = run(capsys, "--out", tmp_path / "file" / "deep" / "out")
    assert (code, out) == (2, "")
    assert "cannot write" in err
    assert [p.name for p in tmp_path.iterdir()] == ["file"]

"""What a new user gets wrong: each mistake is a message that names file, row and field, with exit code 2."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from leeway.case.load import load_case
from leeway.case.template import write_template
from leeway.case.understanding import Total, understand
from leeway.cli import main
from leeway.cli.check import show

HEAD = "entered,by,kind,status,note"
ROW = "2030-05-05T00:00Z,desk,control,captured,seen"
SETTLED = "settled,contradiction,reading,words,by,reason"


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """The template with one report of the advance on its capital."""
    directory = tmp_path / "post"
    write_template(directory)
    (directory / "reports").mkdir()
    head = "id: first\npublisher: Valley Wire\npublished: 2030-05-04T18:00:00Z\ncountry: KE\n\n"
    body = "Fighters of the Northern Front captured Nakuru on Saturday, the army said.\n"
    (directory / "reports" / "first.txt").write_text(head + body, "utf-8")
    text = (directory / "case.toml").read_text("utf-8").replace('area = ["XX"]', 'area = ["KE"]')
    (directory / "case.toml").write_text(text, "utf-8")
    own = "name,lat,lon\nAirport junction,-1.31,36.85\nIndustrial area,-1.30,36.86\n"
    (directory / "places.csv").write_text(own, "utf-8")
    return directory


def refusal(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What is said when these words are refused; that nothing but a refusal comes of them is asserted."""
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    assert code == 2, said.err
    assert "Traceback" not in said.err
    return said.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["observations.csv", "not empty"]),
        (f'{HEAD}\n{ROW}\n2030-05-05T00:00Z,desk,control,captured,"open\n', ["observations.csv", "unexpected end"]),
        (f"{HEAD},place,place\n{ROW},A,B\n", ["row 1, place", "each column once"]),
        (f"{HEAD}\n{ROW}, and heard\n", ["row 2", "at most 5 cells", "quotes"]),
        (f"{HEAD},lat\n{ROW},1\n", ["row 2, lon", "since lat is given"]),
        (f"{HEAD},about\n{ROW},maybe\n", ["row 2, about: found 'maybe'"]),
        (f"{HEAD},plce\n{ROW},A\n", ["row 1, plce", "Did you mean 'place'?"]),
        (f"{HEAD}\n{ROW}\x00\n", ["row 2", "zero bytes"]),
        (f"{HEAD},from\n{ROW},2030-06-31\n", ["row 2, from: found '2030-06-31'"]),
    ],
)
def test_a_table_of_observations_loses_no_row_in_silence(
    post: Path, text: str, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A quote that never closes, a column twice, a cell too many: named, not read past."""
    (post / "observations.csv").write_text(text, "utf-8")
    said = refusal(capsys, "situation", post)
    assert all(part in said for part in told), said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_saved_by_a_spreadsheet_is_read(
    post: Path, encoding: str, delimiter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commas, semicolons, tabs, byte order mark: the same rows."""
    text = f"{HEAD},place,actor\n{ROW},Eldoret,Northern Front\n".replace(",", delimiter)
    (post / "observations.csv").write_text(text, encoding)
    assert main(["situation", str(post), "--as-of", "2030-05-06"]) == 0
    assert "Eldoret" in capsys.readouterr().out


def test_utf_16_is_named(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table in UTF-16 is refused by that name, with what to save it as."""
    for name, text in (("observations.csv", HEAD), ("settlements.csv", SETTLED), ("source_classes.csv", "field")):
        (post / name).write_text(text + "\n", "utf-16")
        said = refusal(capsys, "situation", post)
        assert f"{name}, row 1" in said
        assert "UTF-16" in said
        (post / name).unlink()


@pytest.mark.parametrize("reading", ["²", "0", "-1", "x"])
def test_a_reading_is_a_number(post: Path, reading: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A superscript two is a digit for Python and no number for anybody."""
    (post / "settlements.csv").write_text(f"{SETTLED}\n2030-01-01T00:00Z,x,{reading},w,desk,why\n", "utf-8")
    assert "settlements.csv, row 2, reading" in refusal(capsys, "situation", post)


def test_a_settlement_joins_the_columns_as_they_stand(tmp_path: Path) -> None:
    """A file that a spreadsheet saved with semicolons and other order of columns takes the row and can be read."""
    from datetime import UTC, datetime

    from leeway.situation.settlements import Settlement, append_settlement, read_settlements

    made = Settlement("c1", 2, "held; by whom, unknown", "desk", "two saw it", datetime(2030, 5, 5, tzinfo=UTC))
    (tmp_path / "settlements.csv").write_text("\ufeffby;reason;settled;contradiction;words;reading", "utf-8")
    append_settlement(tmp_path, made)
    assert read_settlements(tmp_path) == (made,)


@pytest.mark.parametrize("text", ["yesterday", "2030-06-31", "", "9999-12-31", "0001-01-01", "2030-05-05T00:00"])
def test_an_instant_that_is_none_is_refused(post: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Words, days that no calendar has, years nobody plans for, instants without a zone."""
    for command in ("situation", "forecast", "assess"):
        assert "--as-of" in refusal(capsys, command, post, "--as-of", text)


def test_a_report_of_the_year_9999_does_not_set_the_day(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The newest report gives the instant to look from, unless its date cannot be one; --as-of still works."""
    body = "id: far\npublisher: X\npublished: 9999-12-31T23:00:00Z\n\nThe army retook Nakuru, residents said.\n"
    (post / "reports" / "far.txt").write_text(body, "utf-8")
    for command in ("situation", "forecast", "assess"):
        assert "far in the future" in refusal(capsys, command, post)
    assert main(["situation", str(post), "--as-of", "2030-05-06"]) == 0
    assert "published later" in capsys.readouterr().out


@pytest.mark.parametrize("draws", ["0", "-1", "99999999"])
def test_draws_of_an_assessment_are_bounded(post: Path, draws: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A number of futures below one, or beyond all memory, is refused before anything is read."""
    assert "--draws" in refusal(capsys, "assess", post, "--draws", draws)


def test_an_unknown_country_names_the_file(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The area of a case is a key of case.toml, and the message says so."""
    text = (post / "case.toml").read_text("utf-8").replace('area = ["KE"]', 'area = ["ZZ"]')
    (post / "case.toml").write_text(text, "utf-8")
    assert "case.toml, area: found 'ZZ'" in refusal(capsys, "forecast", post)


def test_a_supposed_place_nobody_knows_gets_a_suggestion(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The option is named, and the place that was probably meant."""
    said = refusal(capsys, "forecast", post, "--draws", "100", "--suppose", "Nakru falls")
    assert "--suppose" in said
    assert "Did you mean 'Nakuru'?" in said


def decided(directory: Path) -> int:
    return main(["decide", str(directory), "airport", "--what", "note", "--by", "DCM", "--reason", "seen"])


def test_a_log_of_no_case_does_not_hold(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelled directory, and a log that is no file, are refused instead of passing for an empty log."""
    assert "no case directory" in refusal(capsys, "log", "verify", post / "nope")
    assert "no case directory" in refusal(capsys, "log", "show", post / "nope")
    (post / "decisions.jsonl").mkdir()
    assert "cannot read" in refusal(capsys, "log", "verify", post)


def test_a_decision_has_a_subject_and_an_instant_with_a_zone(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty subject is refused; a line whose instant lost its zone is named by verify."""
    said = refusal(capsys, "decide", post, "", "--what", "note", "--by", "DCM", "--reason", "seen")
    assert "subject" in said
    assert decided(post) == 0
    log = post / "decisions.jsonl"
    log.write_text(log.read_text("utf-8").replace('Z", "subject"', '", "subject"'), "utf-8")
    assert "line 1" in refusal(capsys, "log", "verify", post)


def test_a_full_disk_leaves_the_log_whole(
    post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What could not be written to the disk is taken back: the log verifies as before, and the next decision joins."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    log = post / "decisions.jsonl"
    with monkeypatch.context() as disk:
        disk.setattr("leeway.append.os.fsync", full)
        assert decided(post) == 2
        assert not log.exists()
    assert decided(post) == 0
    before = log.read_bytes()
    with monkeypatch.context() as disk:
        disk.setattr("leeway.append.os.fsync", full)
        assert decided(post) == 2
        assert "No space left" in capsys.readouterr().err
    assert log.read_bytes() == before
    assert decided(post) == 0
    assert main(["log", "verify", str(post)]) == 0
    assert "2 decisions" in capsys.readouterr().out


def test_check_reads_every_table_of_the_case(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mistakes in the tables of all rooms are found by `leeway check`, all at once, before anything needs them."""
    assert main(["check", str(post)]) == 0
    capsys.readouterr()
    (post / "observations.csv").write_text(f"{HEAD}\n{ROW.replace('captured', 'capturd')}\n", "utf-8")
    (post / "reports.csv").write_text("report,published\nfrist,2030-05-04\n", "utf-8")
    (post / "staffing.toml").write_text("functon = 3\n", "utf-8")
    (post / "tripwires.toml").write_text('version = "1"\n[[tripwire]]\nid = "a"\ncondition = "held_by("\n', "utf-8")
    (post / "decisions.jsonl").write_text("{}\n", "utf-8")
    said = refusal(capsys, "check", post)
    for told in ("Did you mean 'captured'?", "Did you mean 'first'?", "functon", "held_by(", "decisions.jsonl"):
        assert told in said, said


def test_check_names_the_tables_that_are_sound(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who wrote a table sees that it was read."""
    (post / "observations.csv").write_text(f"{HEAD}\n{ROW}\n", "utf-8")
    assert main(["check", str(post)]) == 0
    assert "Also sound: observations.csv, places.csv." in capsys.readouterr().out


def test_check_shows_the_largest_of_many_classes(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a hundred classes the largest are shown and the rest counted; nobody is lost from the sum."""
    totals = tuple(Total(f"class {k}", 1, k, k + 1, k + 2) for k in range(100))
    everybody = Total("all", 100, 4_950, 5_050, 5_150)
    understood = understand(load_case(post))
    show(replace(understood, by_category=totals, total=everybody))
    out = capsys.readouterr().out
    assert "class 99" in out
    assert "class 3 " not in out
    assert "61 others" in out
    assert "5,050" in out

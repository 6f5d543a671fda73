"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import leeway.cli
from leeway import __version__
from leeway.cli import main
from leeway.errors import InfeasiblePlan

Capture = pytest.CaptureFixture[str]


def test_init_then_check(tmp_path: Path, capsys: Capture) -> None:
    """The written template checks clean, and its figures are printed."""
    case = tmp_path / "case"
    assert main(["init", str(case)]) == 0
    assert main(["check", str(case)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    for words in ("People by class", "People by site", "Seats a day by leg", "Everybody can get out", "421"):
        assert words in told.out
    assert "\x1b" not in told.out


def test_check_as_json(tmp_path: Path, capsys: Capture) -> None:
    """`--json` prints one object, with the same figures."""
    main(["init", str(tmp_path / "case")])
    capsys.readouterr()
    assert main(["check", str(tmp_path / "case"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    assert told["understanding"]["total"] == {"name": "all", "groups": 5, "low": 309, "likely": 421, "high": 622}


def test_errors_in_a_case(tmp_path: Path, capsys: Capture) -> None:
    """All problems go to standard error, without a traceback, with exit code 2; with --json to standard output."""
    main(["init", str(tmp_path / "case")])
    plan = tmp_path / "case" / "plan.toml"
    plan.write_text(plan.read_text().replace("seats = 44", "seats = 0").replace('starts = "haven"', 'starts = "havn"'))
    capsys.readouterr()
    assert main(["check", str(tmp_path / "case")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("leeway: 2 problems\n")
    assert "Did you mean 'haven'?" in told.err
    assert "Traceback" not in told.err
    assert main(["check", str(tmp_path / "case"), "--json"]) == 2
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {problem["field"] for problem in problems} == {"seats", "starts"}
    assert set(problems[0]) == {"file", "where", "field", "value", "expected", "hint"}


def test_thousands_of_errors_are_cut(tmp_path: Path, capsys: Capture) -> None:
    """The first problems are printed, the rest counted."""
    main(["init", str(tmp_path / "case")])
    rows = "".join(f"g{k},nowhere,1\n" for k in range(600))
    (tmp_path / "case" / "people.csv").write_text("group,site,count\nembassy staff,embassy,60\n" + rows)
    capsys.readouterr()
    assert main(["check", str(tmp_path / "case")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "leeway: 600 problems"
    assert lines[-1] == "... and 100 more"
    assert len(lines) == 502


def test_init_refuses_a_full_directory(tmp_path: Path, capsys: Capture) -> None:
    """Exit code 2, and the directory stays as it was."""
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["init", str(tmp_path)]) == 2
    assert "new or empty directory" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("words", [["check"], ["check", "x", "--jsn"], ["check", "x", "y"]])
def test_wrong_words(words: list[str], capsys: Capture) -> None:
    """A command line that cannot be understood is told on standard error, with exit code 2."""
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.err.startswith("leeway: ")
    assert "Traceback" not in told.err


def test_version_and_help(capsys: Capture) -> None:
    """Both answer on standard output, and help names every command."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == __version__
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in leeway.cli.COMMANDS)
    for name in leeway.cli.COMMANDS:
        assert main([name, "--help"]) == 0
        assert f"leeway {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("raised", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (InfeasiblePlan("Nobody drives.", "Add a bus."), 2, "Nobody drives. Add a bus."),
        (ZeroDivisionError("oops"), 1, "ZeroDivisionError: oops\nThis is a defect of leeway."),
    ],
)
def test_exit_codes(
    raised: BaseException, code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Interruption, an impossible plan and a defect each have their exit code and one message."""

    def fails(directory: object) -> object:
        raise raised

    monkeypatch.setattr("leeway.case.load.load_case", fails)
    monkeypatch.delenv("LEEWAY_DEBUG", raising=False)
    assert main(["check", "anywhere"]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
    assert "Traceback" not in told.err


def test_debugging_shows_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    """With LEEWAY_DEBUG=1 a defect is not hidden."""

    def fails(directory: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("leeway.case.load.load_case", fails)
    monkeypatch.setenv("LEEWAY_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["check", "anywhere"])

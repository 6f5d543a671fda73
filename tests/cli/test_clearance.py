"""`leeway clearance` from the command line, on the island rescue whose figures are published."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import jsonschema
import pytest

from leeway.cli import main
from leeway.movement.report.schema import schema

PACIFICA = Path(__file__).parents[2] / "examples" / "pacifica"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `leeway clearance PACIFICA words...`."""
    code = main(["clearance", str(PACIFICA), *(str(word) for word in words)])
    out, err = capsys.readouterr()
    return code, out, err


def test_json_keeps_the_schema_and_the_published_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """15 h proved optimal, all out by the 72 h deadline, and with trips of 3 to 4 h a median near 17.2 h."""
    code, out, err = run(capsys, "--json")
    doc = json.loads(out)
    jsonschema.Draft202012Validator(schema("clearance")).validate(doc)
    assert (code, err) == (0, "")
    assert (doc["optimum"]["t100_h"], doc["optimum"]["t100_proved"]) == (15.0, True)
    assert doc["overall"]["t100"]["median_h"] == pytest.approx(17.17, abs=0.15)
    assert doc["overall"]["all_out_by_deadline"]["share"] == 1
    assert [group["people_mean"] for group in doc["groups"]] == [100, 50, 20]
    best = doc["levers"][0]
    assert (best["kind"], best["target"], best["clear_of_chance"]) == ("vehicle", "GT", True)


def test_the_same_seed_gives_the_same_output_and_another_seed_another(capsys: pytest.CaptureFixture[str]) -> None:
    """Byte by byte."""
    words = ("--json", "--replications", 150, "--seed")
    first, again, other = (run(capsys, *words, seed)[1] for seed in (5, 5, 6))
    assert first == again
    assert json.loads(first)["overall"] != json.loads(other)["overall"]


@pytest.mark.parametrize("width", [60, 100])
def test_the_table_fits_the_width(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """No line is wider than the terminal, there is no colour code in plain text, and the answer is in it."""
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, _ = run(capsys, "--replications", 100)
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= width
    assert "\x1b" not in out
    assert "all out after 15:00 h" in " ".join(out.split())
    assert "Calypso" in out
    assert "one more GT" in out


def test_out_writes_everything_and_the_same_bytes_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """JSON, tables and figures, checksums included, do not differ from run to run."""
    digests = []
    for name in ("a", "b"):
        assert run(capsys, "--replications", 100, "--no-levers", "--out", tmp_path / name)[0] == 0
        digests.append({p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (tmp_path / name).iterdir()})
    assert digests[0] == digests[1]
    assert set(digests[0]) == {
        "clearance.json", "events.csv", "schedule.csv", "SHA256SUMS", "queues.png", "queues.svg",
        "people_out.png", "people_out.svg", "schedule.png", "schedule.svg",
    }  # fmt: skip
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]
    with (tmp_path / "a" / "schedule.csv").open(encoding="utf-8", newline="") as file:
        assert sum(int(row["people"]) for row in csv.DictReader(file)) == 170


def test_somebody_s_file_stops_it_before_any_work(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A foreign clearance.json is named, kept, and nothing else is written."""
    (tmp_path / "clearance.json").write_text("mine")
    code, out, err = run(capsys, "--out", tmp_path)
    assert (code, out) == (2, "")
    assert "clearance.json" in err
    assert "--force" in err
    assert [p.name for p in tmp_path.iterdir()] == ["clearance.json"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--start", "2021-08-15T12:00"), "zone"),
        (("--start", "tomorrow"), "2021-08-15T12:00Z"),
        (("--confidence", "90"), "between 0 and 1"),
        (("--confidence", "0"), "between 0 and 1"),
        (("--replications", "0"), "1 or more"),
        (("--replications", "99999999999"), "at most 1,000,000"),
        (("--seed", "-1"), "0 or more"),
        (("--time-limit", "30"), "duration"),
        (("--time-limit", "0 s"), "above zero"),
        (("--policy", "luck"), "dispatch"),
    ],
)
def test_a_wrong_option_is_named_with_what_was_expected(
    capsys: pytest.CaptureFixture[str], words: tuple[str, str], said: str
) -> None:
    """Exit code 2, the option and the remedy on standard error, nothing on standard output."""
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert words[0] in err
    assert said in err


def test_a_start_after_the_deadline_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where the deadline is an instant, another start must still lie before it."""
    for name in ("case.toml", "people.csv", "plan.toml"):
        text = (PACIFICA / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace('deadline = "72 h"', "deadline = 1997-06-04T06:00:00Z"), "utf-8")
    code = main(["clearance", str(tmp_path), "--start", "1997-06-04T06:00Z"])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert "--start" in err
    assert "1997-06-04T06:00:00+00:00" in err


def test_another_start_moves_the_instants_and_not_the_hours(capsys: pytest.CaptureFixture[str]) -> None:
    """Pacifica has nothing at fixed instants: hours stay, the start is told in UTC."""
    words = ("--json", "--replications", 100, "--no-levers")
    here = json.loads(run(capsys, *words)[1])
    there = json.loads(run(capsys, *words, "--start", "2021-08-15T16:30+04:30")[1])
    assert there["case"]["start_utc"] == "2021-08-15T12:00:00Z"
    assert there["overall"] == here["overall"]


def test_ctrl_c_during_the_simulation_is_one_plain_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Exit code 130, no traceback, and nothing half written."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("leeway.movement.simulate.simulate", stopped)
    code, out, err = run(capsys, "--no-levers", "--out", tmp_path / "out")
    assert (code, out, err) == (130, "", "leeway: interrupted\n")
    assert not list(tmp_path.iterdir())

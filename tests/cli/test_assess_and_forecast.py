"""`leeway forecast` and `leeway assess` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leeway.case.template import write_template
from leeway.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template with two reports of the advance on its capital."""
    directory = tmp_path_factory.mktemp("assess") / "post"
    write_template(directory)
    reports = directory / "reports"
    reports.mkdir()
    for name, day, body in (
        ("first", "2030-05-04", "Fighters of the Northern Front captured Nakuru on Saturday, the army said."),
        ("second", "2030-05-05", "The Northern Front took Naivasha, 80 km from the capital, residents said."),
    ):
        head = f"id: {name}\npublisher: Valley Wire\npublished: {day}T18:00:00Z\ncountry: KE\n\n"
        (reports / f"{name}.txt").write_text(head + body + "\n", "utf-8")
    text = (directory / "case.toml").read_text("utf-8").replace('area = ["XX"]', 'area = ["KE"]')
    (directory / "case.toml").write_text(text, "utf-8")
    own = "name,lat,lon\nAirport junction,-1.31,36.85\nIndustrial area,-1.30,36.86\n"
    (directory / "places.csv").write_text(own, "utf-8")
    return directory


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_forecast_names_every_exit_and_its_skill(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON with the exits of the case, probabilities that rise with the lead, and the measured skill."""
    code, out, _ = run(capsys, "forecast", str(post), "--as-of", "2030-05-05", "--draws", "2000", "--json")
    assert code == 0
    told = json.loads(out)
    assert set(told["exits"]) == {"city", "airport", "airport road"}
    for exit_ in told["exits"].values():
        p = list(exit_["p_within"].values())
        assert p == sorted(p)
    assert told["skill"]["sentence"]
    assert told["members"]
    assert told["contradictions"] == []


def test_a_road_over_a_place_nobody_knows_is_refused(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt place on a road is named with its line and the nearest known one, not taken to lie nowhere."""
    text = (post / "case.toml").read_text("utf-8")
    (post / "case.toml").write_text(text.replace('"Airport junction"', '"Airport juncton"'), "utf-8")
    code, out, err = run(capsys, "forecast", str(post), "--as-of", "2030-05-05", "--draws", "500")
    (post / "case.toml").write_text(text, "utf-8")
    assert (code, out) == (2, "")
    assert "([[hazard.exit]] 2), through: found 'Airport juncton'" in err
    assert "Did you mean 'Airport junction'?" in err


def test_the_same_seed_gives_the_same_bytes(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Twice the same command, twice the same output."""
    words = ("forecast", str(post), "--as-of", "2030-05-05", "--draws", "500", "--json")
    assert run(capsys, *words) == run(capsys, *words)


def test_a_supposition_stands_beside_the_actual_forecast(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--suppose` adds a second forecast and never replaces the first; nonsense is refused with what was expected."""
    words = ("forecast", str(post), "--as-of", "2030-05-05", "--draws", "500", "--json")
    code, out, _ = run(capsys, *words, "--suppose", "support to the defender withdrawn")
    assert code == 0
    told = json.loads(out)
    assert told["supposed"] is None
    assert told["suppositions"][0]["supposed"] == "support to the defender withdrawn"
    code, _, err = run(capsys, *words, "--suppose", "all goes well")
    assert code == 2
    assert "PLACE falls" in err


def test_an_assessment_answers_first_and_says_who_decides(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The listing begins with the last safe start, P(all out) and the posture to consider; a person decides."""
    words = ("assess", str(post), "--as-of", "2030-05-05", "--replications", "24", "--workers", "1", "--quiet")
    code, out, _ = run(capsys, *words)
    assert code == 0
    assert "Last safe start for everybody" in out
    assert "A person decides." in out
    code, out, _ = run(capsys, *words, "--json")
    told = json.loads(out)
    assert code == 0
    assert len(told["starts"]) == 11
    assert {item["subject"] for item in told["last_safe_start"]} >= {""}
    assert all(0 <= start["p_all_out"] <= 1 for start in told["starts"])
    assert told["proposed_rung"] in (
        "normal", "heightened", "authorized_departure", "ordered_departure", "minimum_staff", "suspended_operations",
    )  # fmt: skip


def test_a_case_without_hazard_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    """No [hazard]: a message that names the table and the page, exit code 2."""
    for command in ("forecast", "assess"):
        code, _, err = run(capsys, command, str(ROOT / "examples/pacifica"))
        assert code == 2
        assert "[hazard]" in err


@pytest.mark.parametrize("words", [("--draws", "0"), ("--as-of", "yesterday")])
def test_bad_words_are_refused(post: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers and instants that make no sense are refused with exit code 2."""
    assert run(capsys, "forecast", str(post), *words)[0] == 2

"""`leeway latest-start` from the command line, on the island rescue whose latest start is published."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from leeway.cli import main
from leeway.movement.report.schema import schema

PACIFICA = Path(__file__).parents[2] / "examples" / "pacifica"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `leeway latest-start PACIFICA words...`."""
    code = main(["latest-start", str(PACIFICA), *(str(word) for word in words)])
    out, err = capsys.readouterr()
    return code, out, err


def test_json_keeps_the_schema_and_the_published_start(capsys: pytest.CaptureFixture[str]) -> None:
    """On paper 57:00 h for the 72 h deadline, as published; with trips of 3 to 4 h 53.9 h is safe with 95 %."""
    code, out, err = run(capsys, "--json")
    doc = json.loads(out)
    jsonschema.Draft202012Validator(schema("latest_start")).validate(doc)
    assert (code, err) == (0, "")
    assert doc["deterministic"]["latest_start_h"] == 57
    assert doc["deterministic"]["latest_start_utc"] == "1997-06-03T15:00:00Z"
    half, most, surest = (entry["latest_start_h"] for entry in doc["starts"][0]["safe"])
    assert half > most > surest
    assert surest == pytest.approx(53.9, abs=0.1)
    assert [entry["name"] for entry in doc["starts"] if entry["kind"] == "group"] == ["Abyss", "Barnacle", "Calypso"]


def test_the_start_on_paper_carries_its_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """Both starts stand side by side, as hours and as instants, with why the later one is not to be relied on."""
    _, out, _ = run(capsys, "--replications", 500)
    text = " ".join(out.split())
    assert "57:00 h = 3 Jun 1997 15:00 UTC" in text
    assert "WARNING: the start on paper is 3:" in text
    assert "h later than the one that is safe with 95 %" in text
    assert "group Abyss" in text


def test_a_deadline_nobody_meets_is_dire(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten hours are too few (published: no solution): no start is safe and none is named."""
    code, out, _ = run(capsys, "--deadline", "10 h", "--replications", 200)
    assert code == 0
    assert "DIRE: no start is safe for all" in out
    assert "no schedule is quicker than 15 h" in " ".join(out.split())
    doc = json.loads(run(capsys, "--deadline", "1997-06-01T16:00Z", "--replications", 200, "--json")[1])
    assert doc["deterministic"]["dire"]
    assert doc["case"]["deadline_h"] == 10
    assert all(entry["dire"] and entry["latest_start_h"] is None for entry in doc["starts"][0]["safe"])


def test_closings_bring_the_last_start_forward(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Barnacle's road closes after 30 to 40 h: all of Barnacle must have left before, the others may start later."""
    draws = "\n".join(str(30 + 10 * k / 99) for k in range(100))
    (tmp_path / "closings.csv").write_text(f"Barnacle-Delta\n{draws}\n")
    doc = json.loads(run(capsys, "--closings", tmp_path / "closings.csv", "--time-limit", "8 s", "--json")[1])
    jsonschema.Draft202012Validator(schema("latest_start")).validate(doc)
    last = {entry["name"]: entry["safe"][-1]["latest_start_h"] for entry in doc["starts"] if entry["kind"] == "group"}
    assert doc["settings"]["replications"] == 100
    assert 0 < last["Barnacle"] < 40 < last["Calypso"]
    assert doc["deterministic"]["latest_start_h"] < 40


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--deadline", "1997-06-03T15:00"), "zone"),
        (("--deadline", "soon"), "72 h"),
        (("--deadline", "1997-05-03T15:00Z"), "before the start"),
        (("--confidence", "1.5"), "between 0 and 1"),
        (("--closings", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_a_wrong_option_is_named_with_what_was_expected(
    capsys: pytest.CaptureFixture[str], words: tuple[str, str], said: str
) -> None:
    """Exit code 2 and the remedy on standard error, nothing on standard output."""
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err

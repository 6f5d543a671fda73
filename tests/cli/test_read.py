"""`leeway read`: what it prints, where, and with which exit code."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from leeway.cli import main
from leeway.cli.listing import days_text, printable, speaker_text, value_text
from leeway.evidence.json_lines import read_lines
from leeway.evidence.model import Days, Speaker, Value
from leeway.evidence.reports.open import open_reports

DATA = Path(__file__).parents[1] / "evidence" / "data"
WIRE = str(DATA / "wire.txt")
Capture = pytest.CaptureFixture[str]


def test_listing(capsys: Capture) -> None:
    """Grouped by kind, each statement with its words, who said them and where they stand; notes on the error stream."""
    assert main(["read", WIRE, "--area", "AF"]) == 0
    told = capsys.readouterr()
    assert "advisory (1)" in told.out
    assert "“" in told.out
    assert "[wire-1:" in told.out
    assert "1 report read" in told.out
    assert "note: (Updates with airport, border crossing)" in told.err
    assert "\x1b" not in told.out


def test_json_lines(capsys: Capture) -> None:
    """One object a line, each the body's own words at its span."""
    assert main(["read", WIRE, "--area", "AF", "--json"]) == 0
    out = capsys.readouterr().out
    statements = list(read_lines(out.splitlines()))
    (report,) = open_reports([WIRE])
    assert statements
    for statement in statements:
        assert report.body[slice(*statement.span)] == statement.quote  # type: ignore[union-attr]
        assert (statement.report, statement.publisher, statement.extractor) == ("wire-1", "Highland Wire", "rules")
    assert {"span", "origin", "place_id", "lat", "lon", "said"} <= set(json.loads(out.splitlines()[0]))


def test_workers(capsys: Capture) -> None:
    """Two processes print what one does, origins among it; none is refused."""
    assert main(["read", str(DATA), "--area", "AF", "--json"]) == 0
    alone = capsys.readouterr()
    assert main(["read", str(DATA), "--area", "AF", "--json", "--workers", "2"]) == 0
    assert capsys.readouterr() == alone
    assert main(["read", WIRE, "--workers", "0"]) == 2
    assert "--workers" in capsys.readouterr().err


def test_refused_reports(tmp_path: Path, capsys: Capture) -> None:
    """Named with the reason on the error stream; the others are read."""
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "b.txt").write_text("The embassy urged citizens to leave the country.", encoding="utf-8")
    assert main(["read", str(tmp_path), "--area", "AF"]) == 0
    told = capsys.readouterr()
    assert "a.txt: it is not text: a PDF" in told.err
    assert "1 report read, 1 refused" in told.out


@pytest.mark.parametrize("words", [[], ["nothing.txt"], [WIRE, "--jsn"]])
def test_unknown_input(words: list[str], capsys: Capture) -> None:
    """No report, only a path that is not there, an unknown option: exit code 2."""
    assert main(["read", *words, "--area", "AF"]) == 2
    assert capsys.readouterr().err.startswith("leeway: ")


def test_a_path_that_is_not_there_stops_no_other_report(capsys: Capture) -> None:
    """It is named on the error stream, the other report is read, and the exit code is 0, as for any refused report."""
    assert main(["read", WIRE, "nothing.txt", "--area", "AF"]) == 0
    told = capsys.readouterr()
    assert "nothing.txt: no such file" in told.err
    assert "1 report read, 1 refused" in told.out


def test_nothing_could_be_read(tmp_path: Path, capsys: Capture) -> None:
    """Exit code 2."""
    (tmp_path / "a.txt").write_bytes(b"")
    assert main(["read", str(tmp_path), "--area", "AF"]) == 2
    assert "it holds no text" in capsys.readouterr().err


def test_unknown_area(capsys: Capture) -> None:
    """A code that is no country is refused."""
    assert main(["read", WIRE, "--area", "XQ"]) == 2
    assert "XQ" in capsys.readouterr().err


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """ "-" reads what is piped in."""
    text = b"The embassy urged its citizens to leave the country immediately."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(text))))
    assert main(["read", "-", "--area", "AF", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["kind"] == "advisory"


def test_origins(tmp_path: Path, capsys: Capture) -> None:
    """A copy under another name carries the origin of the first; without origins each stands for itself."""
    text = Path(WIRE).read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        text.replace("id: wire-1", "id: copy")
        .replace("20:30", "22:30")
        .replace("publisher: Highland Wire", "publisher: X"),
        encoding="utf-8",
    )
    for words, distinct in (([], 1), (["--no-origins"], 2)):
        assert main(["read", str(tmp_path), "--area", "AF", "--json", *words]) == 0
        origins = {json.loads(line)["origin"] for line in capsys.readouterr().out.splitlines()}
        assert len(origins) == distinct


def test_passages_of_agencies_keep_their_origins(tmp_path: Path, capsys: Capture) -> None:
    """Also where other reports are read beside the roundup and origins are looked for."""
    first, second = "Khartoum airport has been shut since Saturday.", "The road to Wad Madani is open."
    roundup = f"KHARTOUM (Reuters) - {first}\n\n(AFP) - {second}\n"
    head = "publisher: Roundup\npublished: 2023-04-20T12:00:00Z\ncountry: SD\n\n"
    (tmp_path / "a.txt").write_text(f"id: r\n{head}{roundup}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"id: s\n{head}Port Sudan airport is open.\n", encoding="utf-8")
    assert main(["read", str(tmp_path), "--area", "SD", "--json"]) == 0
    origins = {json.loads(line)["origin"] for line in capsys.readouterr().out.splitlines()}
    assert origins == {"r:Reuters", "r:Agence France-Presse", "s"}


@pytest.mark.parametrize(
    "words", [["--extractor", "llm"], ["--extractor", "llm", "--model", "m"], ["--endpoint", "http://localhost/v1"]]
)
def test_the_second_reader_is_asked_for_in_full(words: list[str], capsys: Capture) -> None:
    """Endpoint and model belong to it, and only to it."""
    assert main(["read", WIRE, "--area", "AF", *words]) == 2
    assert "--endpoint" in capsys.readouterr().err


def test_the_second_reader_is_set_beside_the_rules(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    """Agreement, difference and what only one has; what was refused is named; both are in the JSON, not merged."""
    monkeypatch.syspath_prepend(str(DATA.parent))
    from chat_server import chat, chat_server

    (tmp_path / "a.txt").write_text(
        "The embassy urged its citizens to leave the country immediately.", encoding="utf-8"
    )
    offered = [
        {"quote": "urged its citizens to leave the country", "kind": "advisory", "status": "shelter"},
        {"quote": "the country immediately", "kind": "incident", "status": "attack"},
        {"quote": "the capital has fallen", "kind": "control", "status": "captured"},
    ]
    with chat_server(lambda request: chat(json.dumps({"statements": offered}))) as (address, _):
        words = ["read", str(tmp_path), "--area", "AF", "--extractor", "llm", "--endpoint", address, "--model", "m"]
        assert main(words) == 0
        told = capsys.readouterr()
        assert main([*words, "--json"]) == 0
        lines = capsys.readouterr().out.splitlines()
    assert "advisory: differ" in told.out
    assert "status: rules leave | llm shelter" in told.out
    assert "incident: llm only" in told.out
    assert "not taken: the quote is not in the text" in told.err
    assert sorted({json.loads(line)["extractor"] for line in lines}) == ["llm", "rules"]


def test_what_a_report_cannot_do_to_a_terminal() -> None:
    """Escape sequences, direction marks and invisible letters are not printed."""
    assert printable("a\x1b[31mb\u202ec\u200bd\ne") == "a[31mbcd e"


def test_figures_days_and_speakers() -> None:
    """Words for each shape of a value, of days and of a speaker."""
    from datetime import date

    assert value_text(Value(1400, 1400, "people", True)) == "about 1,400 people"
    assert value_text(Value(48, 72, "hours")) == "48-72 hours"
    assert value_text(Value(40, None)) == "at least 40"
    assert value_text(Value(None, 72, "hours")) == "up to 72 hours"
    first, last = date(2031, 5, 3), date(2031, 5, 14)
    assert days_text(Days(first, first)) == "3 May 2031"
    assert days_text(Days(first, last)) == "3 May 2031 to 14 May 2031"
    assert days_text(Days(first, None)) == "since 3 May 2031"
    assert speaker_text(Speaker(role="official", anonymous=True, number=2)) == "2 officials (not named)"
    assert speaker_text(Speaker()) == "the report"

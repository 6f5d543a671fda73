"""`leeway origins`: families and shared speakers, the same on any number of processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leeway.cli import main, origins

Capture = pytest.CaptureFixture[str]
TOLD = """\
id: {id}
publisher: {publisher}
published: 2021-08-12T{hour}:00:00Z

The mayor of {town}, Gul Rahimi, said on Thursday that the market and the bus station of {town} were in the hands of
the rebels. {more}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports of different events that rest on one mayor."""
    for n, more in enumerate(("Twelve shops were burnt.", "Schools stay shut until further notice, teachers heard.")):
        text = TOLD.format(id=f"r{n}", publisher=f"Wire {n}", hour=10 + n, town=("Herat", "Farah")[n], more=more)
        (tmp_path / f"r{n}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def told(capsys: Capture, *words: str) -> dict[str, object]:
    """What the command prints as JSON."""
    assert main(["origins", *words, "--area", "AF", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_any_number_of_workers(folder: Path, capsys: Capture) -> None:
    """One process and two print the same, the speaker that two reports share among it."""
    one, two = told(capsys, str(folder), "--workers", "1"), told(capsys, str(folder), "--workers", "2")
    assert one == two
    assert one["shared_witnesses"] == [{"reports": ["r0", "r1"], "speakers": ["rahimi"]}]


def test_speakers_of_many_reports(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more reports than are read unasked the shared speakers are looked for where asked, and else it is said."""
    monkeypatch.setattr(origins, "READ", 1)
    assert told(capsys, str(folder), "--witnesses")["shared_witnesses"]
    assert main(["origins", str(folder), "--area", "AF"]) == 0
    said = capsys.readouterr()
    assert "rahimi" not in said.out
    assert "--witnesses" in said.err
    assert not told(capsys, str(folder), "--no-witnesses")["shared_witnesses"]


def test_workers_below_one(folder: Path, capsys: Capture) -> None:
    """No workers are refused by name."""
    assert main(["origins", str(folder), "--workers", "0"]) == 2
    assert "--workers" in capsys.readouterr().err

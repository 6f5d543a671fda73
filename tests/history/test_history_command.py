"""`leeway history`: the list, one campaign with its timeline, and the check of added tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from campaign_tables import event_rows, write_tables

from leeway.cli import main
from leeway.history.figure import timeline
from leeway.history.load import load_history
from leeway.look import svg


def test_the_list_names_every_campaign(capsys: pytest.CaptureFixture[str]) -> None:
    """All 56 campaigns and how many fell."""
    assert main(["history"]) == 0
    out = capsys.readouterr().out
    assert "56 campaigns of 31 wars, 20 ended with the fall" in out
    assert all(name in out for name in load_history().campaigns)


def test_one_campaign_and_its_timeline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its rows are printed; SVG and PNG are written."""
    assert main(["history", "--campaign", "kabul_2021", "--out", str(tmp_path / "k")]) == 0
    assert "Zaranj" in capsys.readouterr().out
    assert (tmp_path / "k" / "kabul_2021.svg").read_bytes().startswith(b"<svg")
    assert (tmp_path / "k" / "kabul_2021.png").read_bytes().startswith(b"\x89PNG")


def test_a_wrong_name_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """A campaign that is not there is an input error with a suggestion; --out without a campaign too."""
    assert main(["history", "--campaign", "kabul_2012"]) == 2
    assert "Did you mean 'kabul_2021'" in capsys.readouterr().err
    assert main(["history", "--out", "x"]) == 2


def test_check_passes_good_tables_and_names_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Good tables are counted with what looks odd; a wrong day is an error with file, row and field."""
    assert main(["history", "check", str(write_tables(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "2 campaigns of 2 wars can be read" in out
    assert "look again: no covariates.csv" in out
    events = event_rows()
    events[1]["date"] = "2001-06-31"
    assert main(["history", "check", str(write_tables(tmp_path, events=events))]) == 2
    error = capsys.readouterr().err
    assert "campaign_events.csv, row 3, date: found '2001-06-31'" in error


def test_timelines_are_drawn_for_every_kind_of_campaign() -> None:
    """The same campaign gives the same bytes."""
    campaigns = load_history().campaigns
    for name in ("omdurman_2008", "damascus_2012"):
        assert svg(timeline(campaigns[name])) == svg(timeline(campaigns[name]))

"""The worked cases are sound cases, and what was really done is dated and sourced."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from leeway.case import load_case
from leeway.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = ("kabul-2021", "addis-2021")
RUNGS = {
    "", "normal", "heightened", "authorized departure", "ordered departure", "minimum staff", "suspended operations",
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_check_finds_nothing_wrong(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`leeway check` accepts the case; everybody can get out and nothing of the plan is unused."""
    assert main(["check", str(EXAMPLES / name)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "Everybody can get out; nothing is unused." in told.out


def test_people_of_kabul_add_up_to_the_published_staff() -> None:
    """Groups of mission staff make 1,400; citizens are the published range; no group is smaller than fifty."""
    groups = load_case(EXAMPLES / "kabul-2021").groups.values()
    assert sum(g.likely for g in groups if g.category == "mission staff") == 1400
    citizens = [g for g in groups if g.category == "citizens"]
    assert [(g.low, g.high) for g in citizens] == [(10_000, 15_000)]
    assert min(g.low for g in groups) >= 50


def test_people_of_addis_are_a_mid_size_post() -> None:
    """Staff without their families make 150."""
    groups = load_case(EXAMPLES / "addis-2021").groups.values()
    staff = [g for g in groups if g.category == "mission staff" and g.function != "families"]
    assert sum(g.likely for g in staff) == 150


@pytest.mark.parametrize("name", CASES)
def test_hazard_names_the_replayed_campaign(name: str) -> None:
    """The war of the case is left out of training, and the fall of the city closes ways of the plan."""
    hazard = load_case(EXAMPLES / name).hazard
    assert hazard is not None
    assert hazard.campaign == name.replace("-", "_")
    city = next(e for e in hazard.exits if e.kind == "city")
    assert city.closes


@pytest.mark.parametrize("name", CASES)
def test_what_was_done_is_dated_and_sourced(name: str) -> None:
    """Rows stand in order of time, with a known rung, a source and how certain it is."""
    with (EXAMPLES / name / "what-was-done.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    days = [date.fromisoformat(row["date"]) for row in rows]
    assert days == sorted(days)
    for row in rows:
        assert row["who"], row
        assert row["action"], row
        assert row["rung"] in RUNGS, row
        assert row["certainty"] in {"sourced", "known", "approx"}, row
        assert row["source"].startswith("http") or row["certainty"] != "sourced", row

"""A hundred thousand groups: read by `check`, moved together where they are alike, refused in words where not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from leeway.cli import main
from leeway.movement.report.schema import schema

PACIFICA = Path(__file__).parents[2] / "examples" / "pacifica"
PLAN = """
[[place]]
id = "Abyss"
kind = "site"
[[place]]
id = "Delta"
kind = "safe_haven"
[[route]]
from = "Abyss"
to = "Delta"
mode = "sea"
time = "2 h"
[[fleet]]
id = "ferry"
mode = "sea"
count = 2
seats = 25000
starts = "Abyss"
"""


def case_of(directory: Path, rows: str) -> Path:
    """Pacifica's settings with other people and two large ferries, who sail full."""
    shutil.copytree(PACIFICA, directory)
    (directory / "people.csv").write_text(rows, encoding="utf-8")
    (directory / "plan.toml").write_text(PLAN, encoding="utf-8")
    return directory


def test_more_kinds_of_groups_than_can_be_moved_one_by_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`check` tells the totals; `clearance` and `latest-start` say how many they take, with exit code 2."""
    rows = "".join(f"g{k},Abyss,2,{k + 1}\n" for k in range(100_000))
    directory = case_of(tmp_path / "case", f"group,site,count,weight\n{rows}")
    assert main(["check", str(directory)]) == 0
    assert "200,000" in capsys.readouterr().out
    for command in ("clearance", "latest-start"):
        code = main([command, str(directory), "--out", str(tmp_path / "out")][: 4 if command == "clearance" else 2])
        out, err = capsys.readouterr()
        assert (code, out) == (2, "")
        assert "100,000 groups" in err
        assert "at most 2,000 groups" in err
        assert "put together" in err
    assert not (tmp_path / "out").exists()


def test_a_hundred_thousand_groups_that_are_alike_are_moved(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Two ferries take 50,000 at a time, 2 h out and 2 h back: the last of 100,000 are out after 6 h; every group is
    named once, the people add up, and one group by itself may be among the first or the last."""
    rows = "".join(f"g{k},Abyss,1,{k % 2}\n" for k in range(100_000))
    directory = case_of(tmp_path / "case", f"group,site,count,category\n{rows}")
    words = ["--replications", "20", "--no-levers", "--workers", "1", "--time-limit", "1 s", "--quiet"]
    assert main(["clearance", str(directory), "--json", *words]) == 0
    doc = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(schema("clearance")).validate(doc)
    assert doc["case"]["groups"] == doc["case"]["people_likely"] == 100_000
    assert doc["optimum"]["t100_h"] == 6
    assert doc["overall"]["people_mean"] == doc["overall"]["out_mean"] == 100_000
    even, odd = doc["groups"]
    assert even["members"] == [f"g{k}" for k in range(0, 100_000, 2)]
    assert odd["members"] == [f"g{k}" for k in range(1, 100_000, 2)]
    (one,) = even["each"]
    assert (one["people"], one["groups"], one["left_mean"]) == (1, 50_000, 0)
    assert one["t100"]["median_h"] in (2, 6)

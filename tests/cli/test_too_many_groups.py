"""A hundred thousand groups: read by `check`, refused by the commands that would have to move each of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leeway.cli import main

PACIFICA = Path(__file__).parents[2] / "examples" / "pacifica"


def test_more_groups_than_can_be_moved_one_by_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`check` tells the totals; `clearance` and `latest-start` say how many they take, with exit code 2."""
    directory = tmp_path / "case"
    shutil.copytree(PACIFICA, directory)
    rows = "".join(f"g{k},Abyss,2\n" for k in range(100_000))
    (directory / "people.csv").write_text(f"group,site,count\n{rows}", encoding="utf-8")
    assert main(["check", str(directory)]) == 0
    assert "200,000" in capsys.readouterr().out
    for command in ("clearance", "latest-start"):
        code = main([command, str(directory), "--out", str(tmp_path / "out")][: 4 if command == "clearance" else 2])
        out, err = capsys.readouterr()
        assert (code, out) == (2, "")
        assert "100,000 groups" in err
        assert "at most 2,000 groups" in err
    assert not (tmp_path / "out").exists()

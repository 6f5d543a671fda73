"""A brief of thousands of households: those alike are moved as one, the staff stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from brief_case import PEOPLE, write_case

from leeway.cli import main

HOUSEHOLDS = 2_400
STAFFING = """
version = "1"
staff = ["staff"]

[[function]]
id = "security"
title = "Security"
value = 1
needs = { staff = 10 }
rungs = ["normal", "heightened", "authorized_departure", "ordered_departure"]
"""


def households(weight: str) -> str:
    """Households of one person each; `weight` of row k."""
    rows = (
        f'h{k},Embassy,1,1,1,households,,3,1,"uniform(2 h, 6 h)",1,{weight.format(k=k + 1)}\n'
        for k in range(HOUSEHOLDS)
    )
    head, *known = PEOPLE.strip().splitlines()
    return "".join([f"{head},weight\n", *(f"{row},1\n" for row in known), *rows])


def test_alike_households_stand_in_the_brief_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """2,402 groups become three: the staff by name, the families, and the households with all their people."""
    case = write_case(tmp_path / "case", people=households("1"))
    (case / "staffing.toml").write_text(STAFFING, encoding="utf-8")
    out = tmp_path / "brief.md"
    words = ["brief", str(case), "--as-of", "2021-08-12T20:00Z", "--replications", "4", "--levers", "0", "--quiet"]
    assert main([*words, "--workers", "1", "-o", str(out)]) == 0, capsys.readouterr().err
    text = out.read_text(encoding="utf-8")
    assert "h0 and 2,399 like it" in text
    assert "h17" not in text
    assert "2,400" in text
    assert "| staff " in text


def test_too_many_kinds_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Households that all differ cannot be put together: said in words, nothing written."""
    case = write_case(tmp_path / "case", people=households("{k}"))
    out = tmp_path / "brief.md"
    assert main(["brief", str(case), "--as-of", "2021-08-12T20:00Z", "--quiet", "-o", str(out)]) == 2
    assert "at most 2,000 groups" in capsys.readouterr().err
    assert not out.exists()

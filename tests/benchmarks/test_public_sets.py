"""The scores on public sets, on a small set of each format in our own words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "public_sets.py"
FOLDER = Path(__file__).parent / "public_sets"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), *words], capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def printed() -> str:
    """What the script prints of the whole folder."""
    done = run(FOLDER, "--misses")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_quantities(printed: str) -> None:
    """Four of five values are found, in weeks as printed and as a range; "dozens" is wrong in both measures, the price
    is missed in the first only."""
    assert "public_sets: 4 sentences." in printed
    assert "| public_sets | value, every quantity | 5 | 0.80 | 0.80 | **0.80** |" in printed
    assert "| public_sets | value, without money and ages | 4 | 0.80 | 1.00 | **0.89** |" in printed
    assert "missed (money or age): 40.0 $" in printed


def test_dates(printed: str) -> None:
    """Both forms of TimeML are read, each anchored on its creation time, whose element is no date of the text: three of
    four dates are found, one word more is read, and one of three days is another."""
    assert "public_sets: 2 documents, 218 characters;" in printed
    assert "| public_sets | DATE, overlap | 4 | 0.75 | 0.75 | **0.75** |" in printed
    assert "day right 2 of 3 found dates of one day, **0.67**." in printed
    assert "harbour-0002 not marked" in printed


def test_attribution(printed: str) -> None:
    """The first annotator's four attributions count, the folder kept out does not: three are found with their source
    and content, a stance without words is not."""
    assert "public_sets: 1 articles, 177 characters;" in printed
    assert "| public_sets | attribution, by its cue | 4 | 1.00 | 0.75 | **0.86** |" in printed
    assert "| public_sets | whole: source overlaps, content F1 .7 or more | 4 | 1.00 | 0.75 | **0.86** |" in printed
    assert "source overlaps **1.00** (3 of 3)" in printed
    assert "missed: The mayor | welcomed | the news" in printed


def test_only_what_is_there_is_scored(tmp_path: Path) -> None:
    """A folder with one set gives one section and says what is missing; two folders are scored apart; a set that does
    not exist is refused."""
    shutil.copy(FOLDER / "NewsQuant.json", tmp_path)
    done = run(tmp_path)
    assert done.returncode == 0
    assert done.stdout.count("###") == 1
    both = run(tmp_path, str(FOLDER), "--sets", "newsquant").stdout
    assert f"| {tmp_path.name} | value" in both
    assert "| public_sets | value" in both
    assert "timeml: nothing found" in done.stderr
    refused = run(tmp_path, "--sets", "news")
    assert refused.returncode == 2
    assert "no such set: news" in refused.stderr

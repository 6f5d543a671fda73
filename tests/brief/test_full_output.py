"""Output that cannot take more: a message and an exit code, no traceback and no claim of a defect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_the_standard_output_is_told(tmp_path: Path) -> None:
    """`leeway log verify CASE > FILE` on a full disk: exit code 2, the reason on standard error."""
    (tmp_path / "case.toml").write_text('title = "x"\n', "utf-8")
    with FULL.open("wb") as full:
        words = [sys.executable, "-m", "leeway", "log", "verify", str(tmp_path)]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert "no space left" in told
    assert "defect" not in told
    assert "Traceback" not in told

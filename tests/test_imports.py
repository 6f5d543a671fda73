"""What is loaded when: asking for help must stay cheap."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "numpy", "scipy", "pydantic", "highspy", "altair", "vl_convert", "pandas", "polars", "ortools", "rensa",
    "ahocorasick", "celpy", "jinja2", "typst", "trafilatura",
}  # fmt: skip


def loaded(program: str) -> set[str]:
    """Top-level modules a fresh interpreter has loaded after `program`."""
    tail = "\nimport sys\nprint('\\n' + ' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", program + tail], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "program",
    [
        "import leeway",
        "import leeway.case.model, leeway.case.calendar, leeway.units, leeway.errors",
        "import leeway.case",
        "from leeway.cli import main\nassert main(['--help']) == 0",
        "from leeway.cli import main\nassert main(['--version']) == 0",
        "from leeway.cli import main\nassert main([]) == 0",
        "from leeway.cli import main\nassert main(['-h']) == 0",
    ],
)
def test_nothing_heavy_is_loaded(program: str) -> None:
    """Importing the package, its records, and asking for help load no numerical or schema library."""
    names = loaded(program)
    assert "leeway" in names
    assert not names & HEAVY


def test_checking_a_case_needs_no_numerical_library(tmp_path: object) -> None:
    """`leeway check` reads and sums up a case without NumPy."""
    program = (
        "from leeway.cli import main\n"
        f"assert main(['init', {str(tmp_path)!r} + '/case']) == 0\n"
        f"assert main(['check', {str(tmp_path)!r} + '/case']) == 0"
    )
    assert not loaded(program) & (HEAVY - {"pydantic"})


def test_python_m_leeway_is_the_command() -> None:
    """`python -m leeway` answers like `leeway`, for machines whose scripts are not on the path."""
    done = subprocess.run([sys.executable, "-m", "leeway", "--help"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "clearance" in done.stdout

"""The template case: written whole or not at all, and sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from leeway.case import load_case
from leeway.case.schema import TABLES
from leeway.case.template import NAMES, template_text, write_template
from leeway.case.understanding import understand
from leeway.errors import InputError, LeewayError


def test_template_is_a_sound_case(tmp_path: Path) -> None:
    """It loads, everybody in it can get out, nothing in it is unused."""
    understanding = understand(load_case(write_template(tmp_path / "new")))
    assert understanding.unreachable == ()
    assert understanding.unused == ()
    assert understanding.total.likely > 100


def test_template_shows_the_main_tables() -> None:
    """Every kind of table but the table of distances stands in it, with comments."""
    plan = template_text("plan.toml")
    assert [kind for kind in TABLES if f"[[{kind}]]" not in plan] == ["route_table"]
    assert plan.count("#") > 20


def test_empty_directory_is_filled(tmp_path: Path) -> None:
    """An empty directory that is there already is used, and nothing but the case is left in it."""
    write_template(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(NAMES)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A directory with anything in it stays as it is."""
    (tmp_path / "case.toml").write_text("mine")
    with pytest.raises(InputError, match="new or empty directory"):
        write_template(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["case.toml"]
    assert (tmp_path / "case.toml").read_text() == "mine"


def test_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails on the last file, neither the directory nor parts of it are left."""
    write = Path.write_text

    def failing(self: Path, *args: object, **kwargs: object) -> int:
        if self.name == "plan.toml":
            raise OSError(28, "No space left on device")
        return write(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", failing)
    with pytest.raises(LeewayError, match="No space left"):
        write_template(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []

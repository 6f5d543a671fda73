"""The rooms: imports run only down the flow."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src/leeway"
COMMON = {"units", "distance", "errors", "tables", "look", "append", "__init__"}
MAY_IMPORT = {
    "case": set(),
    "evidence": set(),
    "movement": {"case"},
    "situation": {"case", "evidence"},
    "history": {"case", "situation"},
    "forecast": {"case", "evidence", "situation", "history"},
    "posture": {"case", "evidence", "situation", "history", "forecast", "movement"},
    "replay": {"case", "evidence", "situation", "history", "forecast", "movement", "posture"},
    "brief": {"case", "evidence", "situation", "history", "forecast", "movement", "posture", "replay"},
}
"""Room: the rooms it may know of, besides what belongs to all."""


def imported(path: Path) -> set[str]:
    """Rooms a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("leeway.")}
    return found


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_imports_run_down_the_flow(room: str) -> None:
    """No module of a room imports a room that is not below it; nothing but the entry imports `cli`."""
    allowed = MAY_IMPORT[room] | COMMON | {room}
    wrong = {
        str(path.relative_to(SOURCE)): sorted(imported(path) - allowed)
        for path in (SOURCE / room).rglob("*.py")
        if imported(path) - allowed
    }
    assert not wrong


def test_every_room_is_listed() -> None:
    """A new room must say what it may import."""
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms == {*MAY_IMPORT, "cli"}

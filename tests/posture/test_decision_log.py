"""The decision log: append-only, chained, and it says where it is broken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leeway.cli import main
from leeway.errors import LeewayError
from leeway.posture.decisions import FILE, Decision, decide, decisions, latest, verify

NOON = datetime(2031, 5, 3, 12, tzinfo=UTC)


def entry(subject: str, what: str = "not now") -> Decision:
    return Decision(NOON, subject, what, "head of mission", "waiting for the second source — über")


def test_decisions_come_back_as_recorded(tmp_path: Path) -> None:
    """Three decisions, read back in order, the latest of a subject last."""
    for what in ("not now", "acknowledged", "decided"):
        decide(tmp_path, entry("front-near", what))
    assert [d.what for d in decisions(tmp_path)] == ["not now", "acknowledged", "decided"]
    assert latest(tmp_path)["front-near"][0] == "decided"
    assert decisions(tmp_path)[0] == entry("front-near")
    assert verify(tmp_path) == 3


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_changed_line_is_named(tmp_path: Path, line: int) -> None:
    """Changing one word of line n breaks the chain at line n + 1."""
    for n in range(4):
        decide(tmp_path, entry(f"wire-{n}"))
    path = tmp_path / FILE
    lines = path.read_text("utf-8").split("\n")
    lines[line - 1] = lines[line - 1].replace("second source", "first source")
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(LeewayError, match=f"line {line + 1}"):
        verify(tmp_path)


def test_a_line_taken_out_or_put_in_is_named(tmp_path: Path) -> None:
    """Removing line 2, or doubling line 1, breaks the chain at line 2; nothing can be appended to a broken log."""
    for n in range(3):
        decide(tmp_path, entry(f"wire-{n}"))
    path = tmp_path / FILE
    lines = path.read_bytes().split(b"\n")
    for broken in ([lines[0], *lines[2:]], [lines[0], *lines]):
        path.write_bytes(b"\n".join(broken))
        with pytest.raises(LeewayError, match="line 2"):
            decide(tmp_path, entry("late"))


def test_a_garbled_line_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    """A line that is no JSON: the message names it, the file stays as it is."""
    decide(tmp_path, entry("wire"))
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes() + b"\xff{nonsense\n")
    before = path.read_bytes()
    with pytest.raises(LeewayError, match="line 2"):
        decide(tmp_path, entry("more"))
    assert path.read_bytes() == before


@pytest.mark.parametrize(("by", "reason"), [("", "why"), ("office", "  ")])
def test_who_and_why_are_needed(tmp_path: Path, by: str, reason: str) -> None:
    """A decision without an office or a reason is refused."""
    with pytest.raises(LeewayError, match="reason"):
        decide(tmp_path, Decision(NOON, "wire", "decided", by, reason))


def test_the_commands_record_show_and_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`leeway decide` writes, `leeway log verify` counts, a broken log gives exit code 2 with the line."""
    case = tmp_path / "case"
    assert main(["init", str(case)]) == 0
    words = ["--what", "not now", "--by", "head of mission", "--reason", "second source awaited"]
    assert main(["decide", str(case), "front-near", *words, "--at", "2031-05-03T12:00Z"]) == 0
    capsys.readouterr()
    assert main(["log", "verify", str(case)]) == 0
    assert "1 decision, the chain holds" in capsys.readouterr().out
    (case / FILE).write_bytes((case / FILE).read_bytes().replace(b"not now", b"decided") + b"{}\n")
    assert main(["log", "verify", str(case)]) == 2
    assert "line 2" in capsys.readouterr().err

"""A directory of results: whole or not at all, and nobody's file is lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from leeway.cli.out_directory import MANIFEST, write_directory
from leeway.errors import LeewayError


def names(directory: Path) -> list[str]:
    """Everything in a directory, hidden files too."""
    return sorted(path.name for path in directory.iterdir())


def test_a_new_directory_is_written_with_its_checksums(tmp_path: Path) -> None:
    """The files are there, nothing else is left beside them, and the common tool accepts the checksums."""
    write_directory(tmp_path / "a" / "out", {"x.txt": b"one", "y.txt": b"two"})
    assert names(tmp_path / "a") == ["out"]
    assert names(tmp_path / "a" / "out") == [MANIFEST, "x.txt", "y.txt"]
    subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=tmp_path / "a" / "out", check=True)


def test_own_files_are_replaced_and_outdated_ones_removed(tmp_path: Path) -> None:
    """A second run replaces what the first wrote and leaves other people's files alone."""
    out = tmp_path / "out"
    write_directory(out, {"x.txt": b"one", "queues.svg": b"old"})
    (out / "notes.txt").write_text("mine")
    write_directory(out, {"x.txt": b"two"})
    assert names(out) == [MANIFEST, "notes.txt", "x.txt"]
    assert (out / "x.txt").read_bytes() == b"two"
    assert (out / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("mine", ["x.txt", MANIFEST])
def test_a_foreign_file_is_never_replaced_unless_forced(tmp_path: Path, mine: str) -> None:
    """Somebody's file of the same name stops the run before anything is written; --force replaces it."""
    (tmp_path / mine).write_text("mine")
    with pytest.raises(LeewayError, match="--force"):
        write_directory(tmp_path, {"x.txt": b"one", "y.txt": b"two"})
    assert names(tmp_path) == [mine]
    assert (tmp_path / mine).read_text() == "mine"
    write_directory(tmp_path, {"x.txt": b"one", "y.txt": b"two"}, force=True)
    assert (tmp_path / "x.txt").read_bytes() == b"one"


def test_an_edited_result_counts_as_somebody_s(tmp_path: Path) -> None:
    """A result changed by hand since is not replaced."""
    write_directory(tmp_path / "out", {"x.txt": b"one"})
    (tmp_path / "out" / "x.txt").write_text("edited")
    with pytest.raises(LeewayError, match=r"x\.txt"):
        write_directory(tmp_path / "out", {"x.txt": b"two"})
    assert (tmp_path / "out" / "x.txt").read_text() == "edited"


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    """A name that cannot be written leaves neither the directory nor a temporary one."""
    with pytest.raises(LeewayError, match="cannot write"):
        write_directory(tmp_path / "out", {"x.txt": b"one", "no/such/dir.txt": b"two"})
    assert names(tmp_path) == []


def test_a_file_is_not_a_directory(tmp_path: Path) -> None:
    """--out with the name of a file is an error in words."""
    (tmp_path / "out").write_text("mine")
    with pytest.raises(LeewayError, match="takes a directory"):
        write_directory(tmp_path / "out", {"x.txt": b"one"})

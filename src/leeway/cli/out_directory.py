"""A directory of results, whole or not at all, that never swallows somebody else's file."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from leeway.errors import LeewayError

MANIFEST = "SHA256SUMS"


def write_directory(directory: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write `files` (name: content) and their checksums into `directory`.

    Everything is written beside it first and moved into place at the end. A file that stands there already is
    replaced only if the checksums in `SHA256SUMS` show that it was written here and is unchanged, or with `force`;
    else `LeewayError` names it and nothing is touched. Files of an earlier run that this one lacks are removed.
    """
    refuse_foreign(directory, files, force=force)
    ours = _ours(directory)
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    except OSError as error:
        raise LeewayError(f"cannot write {directory}: {error.strerror}.") from error
    try:
        for name, content in {**files, MANIFEST: sums.encode()}.items():
            (fresh / name).write_bytes(content)
        _move(fresh, directory, ours - set(files) - {MANIFEST})
    except OSError as error:
        raise LeewayError(f"cannot write {directory}: {error.strerror}.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def refuse_foreign(directory: Path, names: Iterable[str], *, force: bool = False) -> None:
    """Raise `LeewayError` if writing `names` would replace a file that was not written here, unless `force`."""
    if directory.exists() and not directory.is_dir():
        raise LeewayError(f"{directory} is a file; --out takes a directory.")
    ours = _ours(directory)
    foreign = sorted(name for name in {*names, MANIFEST} - ours if (directory / name).exists())
    if foreign and not force:
        raise LeewayError(
            f"{directory} already has {', '.join(foreign)}, not written by leeway or changed since. "
            "Choose another directory, or add --force to replace them."
        )


def ready_to_write(directory: Path, names: Iterable[str], *, force: bool = False) -> None:
    """Raise `LeewayError` now if `write_directory` would fail later, by foreign files or for want of permission.

    What permissions say is not always so (read-only mounts, full quotas): a file is really made beside the directory
    and in it, and taken away again.
    """
    refuse_foreign(directory, names, force=force)
    beside = directory.parent
    while not beside.exists() and beside != beside.parent:
        beside = beside.parent
    try:
        for place in (beside, *([directory] if directory.exists() else [])):
            with tempfile.TemporaryFile(dir=place) as file:
                file.write(b"x")
    except OSError as error:
        raise LeewayError(f"cannot write {directory}: {error.strerror}.") from error


def _move(fresh: Path, directory: Path, gone: set[str]) -> None:
    if not directory.exists():
        fresh.chmod(0o777 & ~_umask())
        fresh.rename(directory)
        return
    for path in sorted(fresh.iterdir(), key=lambda path: path.name == MANIFEST):
        path.replace(directory / path.name)
    for name in gone:
        (directory / name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _ours(directory: Path) -> set[str]:
    """Names of files written by an earlier run and unchanged since, the checksums themselves included."""
    try:
        lines = (directory / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    ours = {MANIFEST}
    for line in lines:
        digest, separator, name = line.partition("  ")
        if not separator or len(digest) != 64 or Path(name).name != name:
            return set()
        path = directory / name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            ours.add(name)
    return ours

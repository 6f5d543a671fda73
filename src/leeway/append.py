"""A line added at the end of a file, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from leeway.errors import LeewayError


def append_whole(path: Path, content: bytes) -> None:
    """Add `content` at the end of the file, which is made if it is not there, and wait until it is on the disk.

    What cannot be written whole (disk full, no permission) is taken back, so that a half line never stands there.
    Raises `LeewayError` then.
    """
    before: int | None = None
    try:
        with path.open("ab") as file:
            before = file.tell()
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if before is not None:
            _cut(path, before)
        raise LeewayError(f"cannot write {path}: {error.strerror}. What stood there before is untouched.") from error


def _cut(path: Path, size: int) -> None:
    if size == 0:
        path.unlink(missing_ok=True)
    elif path.stat().st_size > size:
        os.truncate(path, size)

"""A file written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from leeway.errors import LeewayError


def write_file(path: Path, content: bytes) -> None:
    """Write beside the file and rename: what stood there stays as it is until the new one is on the disk.

    Raises `LeewayError` where it cannot be written (disk full, no such directory, no permission).
    """
    fresh: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        fresh = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0o022)
        os.umask(mask)
        fresh.chmod(0o666 & ~mask)
        fresh.replace(path)
    except OSError as error:
        if fresh is not None:
            fresh.unlink(missing_ok=True)
        kept = " What stood there before is untouched." if path.exists() else ""
        raise LeewayError(f"cannot write {path}: {error.strerror}.{kept}") from error

"""A commented case to start from."""

from __future__ import annotations

import os
import shutil
from importlib.resources import files
from pathlib import Path

from leeway.errors import InputError, LeewayError, Problem

NAMES = ("case.toml", "people.csv", "plan.toml")


def template_text(name: str) -> str:
    """The text of one of `NAMES`."""
    return files("leeway.case").joinpath("starter", name).read_text(encoding="utf-8")


def write_template(directory: str | os.PathLike[str]) -> Path:
    """Write the template case into `directory`, which must be new or empty; returns its path.

    Files are written aside and moved into place at the end, so that nothing is ever half written.
    Raises `InputError` if something is there already, `LeewayError` if it cannot be written.
    """
    target = Path(directory).absolute()
    is_new = not target.exists()
    if not is_new and (not target.is_dir() or any(target.iterdir())):
        found = "a directory with files in it" if target.is_dir() else "a file"
        hint = "Choose another name; nothing was written."
        raise InputError([Problem(str(directory), "", "", found, "a new or empty directory", hint)])
    aside = (target.parent if is_new else target) / f".{target.name}.{os.getpid()}.part"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.mkdir()
        try:
            for name in NAMES:
                (aside / name).write_text(template_text(name), encoding="utf-8", newline="\n")
            if is_new:
                aside.rename(target)
            else:
                for name in NAMES:
                    (aside / name).rename(target / name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise LeewayError(f"cannot write {directory}: {error.strerror}") from error
    return target

"""`leeway init`."""

from __future__ import annotations

from pathlib import Path


def init(directory: Path, /) -> None:
    """Write a commented case to start from into a new or empty directory.

    Parameters
    ----------
    directory
        Where to write case.toml, people.csv and plan.toml.
    """
    from leeway.case.template import NAMES, write_template

    write_template(directory)
    print(f"wrote {', '.join(NAMES)} to {directory}\nnext: leeway check {directory}")

"""One line of progress on the error stream, for people only: nothing where it is not a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Line(Protocol):
    """Takes the present state of long work."""

    def __call__(self, text: str) -> None: ...


@contextmanager
def progress(*, quiet: bool) -> Iterator[Line]:
    """A line that shows what is being done; it is gone when the work is."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False)
    if quiet or not console.is_terminal:
        yield lambda text: None
        return
    with console.status("reading the case") as status:
        yield lambda text: status.update(text)

"""Plain tables on a terminal, or as text where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.console import Console


class Table(Protocol):
    """What the rooms hand over: text in rows; `left`: the columns of words."""

    @property
    def title(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def left(self) -> frozenset[str]: ...
    @property
    def note(self) -> str: ...


PLAIN_WIDTH = 110


def console() -> Console:
    """The standard output: as wide as the terminal, or `PLAIN_WIDTH` characters of plain text."""
    from rich.console import Console

    out = Console(highlight=False, markup=False, emoji=False)
    if out.is_terminal or "COLUMNS" in os.environ:
        return out
    return Console(highlight=False, markup=False, emoji=False, width=PLAIN_WIDTH)


def show(out: Console, lines: Iterable[str], tables: Iterable[Table]) -> None:
    """Sentences, then tables."""
    for line in lines:
        out.print(line)
    for table in tables:
        out.print()
        out.print(table.title, style="bold")
        if table.rows:
            out.print(_drawn(table))
        if table.note:
            out.print(table.note, style="dim")


def _drawn(table: Table) -> object:
    from rich import box
    from rich.table import Table as Drawn

    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in table.columns:
        words = name in table.left
        drawn.add_column(name, justify="left" if words else "right", overflow="fold", no_wrap=False)
    for row in table.rows:
        drawn.add_row(*row)
    return drawn

"""A table of words: what a room hands to whoever shows it, on a terminal, in a file or in a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A title, column heads (`left` names the ones that hold words), rows of text, and a note below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: frozenset[str] = frozenset()
    note: str = ""

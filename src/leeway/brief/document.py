"""The brief as one plain document: sections of paragraphs, points, tables and figures, and the trail behind them.

Nothing here knows of a format. A text is a run of words and references; a reference names an entry of the trail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to the entry `id` of the trail."""

    id: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    words: str


Piece = str | Ref | Strong
Text = tuple[Piece, ...]


def text(*parts: Piece | Text | None) -> Text:
    """One text of words, references and other texts; None is left out."""
    found: list[Piece] = []
    for part in parts:
        if part is None or part == "":
            continue
        found.extend(part) if isinstance(part, tuple) else found.append(part)
    return tuple(found)


def joined(parts: Sequence[Text], between: str) -> Text:
    """Several texts as one, with words between them."""
    found: list[Piece] = []
    for number, part in enumerate(parts):
        found += [between, *part] if number else part
    return tuple(found)


def plain(words: Text) -> str:
    """A text without marks: references as [S1]."""
    return "".join(
        piece if isinstance(piece, str) else piece.words if isinstance(piece, Strong) else f" [{piece.id}]"
        for piece in words
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences. `kind`: "plain", "answer" (what the reader looks for), "warning" or "note"."""

    words: Text
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    """A list; `ticks`: each point has a box to tick; `numbered`: the order matters."""

    items: tuple[Text, ...]
    ticks: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under `columns`; the first cell of a row names it. `left`: numbers of the columns of words."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    left: frozenset[int] = frozenset({0})
    note: Text = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG; `alt` tells in words what it shows, for whoever cannot see it and for mail."""

    name: str
    caption: str
    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty space to write in by hand, under `label`."""

    label: str
    many: int


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text to be sent or copied as it stands, under `label`."""

    label: str
    words: str


Block = Paragraph | Points | Table | Figure | Lines | Verbatim


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; `sections` one level deeper."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reference leads to: `title` says what it is, `fields` its (name, words) pairs, `also` further entries.

    `kind`: "statement" (S), "plan" (L), "history" (H) or "computed" (C); the first letter of `id`.
    """

    id: str
    kind: str
    title: str
    fields: tuple[tuple[str, str], ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole document. `answer`: the numbers of the first page by name, for the next brief to compare with."""

    title: str
    subtitle: str
    as_of: datetime
    language: str
    sections: tuple[Section, ...]
    trail: tuple[Entry, ...]
    answer: dict[str, float | str | None] = field(default_factory=dict)
    made_by: str = ""


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Every section, outer ones first, in reading order."""
    for section in sections:
        yield section
        yield from walk(section.sections)

"""The brief as PDF, through typst with its own fonts: the document goes in as data, so that no text can be markup."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from leeway.brief.document import (
    Block,
    Brief,
    Figure,
    Lines,
    Paragraph,
    Points,
    Ref,
    Section,
    Strong,
    Table,
    Text,
    Verbatim,
    walk,
)

PIXELS_PER_POINT: Final = 2.0
MAIN: Final = "brief.typ"


def pdf(brief: Brief) -> bytes:
    """The document. Date and metadata are the as-of instant, so that the same brief is the same bytes."""
    import typst

    with _sources(brief) as folder:
        return bytes(
            typst.compile(
                folder / MAIN,
                root=folder,
                format="pdf",
                sys_inputs=_inputs(brief),
                ignore_system_fonts=True,
                timestamp=int(brief.as_of.astimezone(UTC).timestamp()),
            )
        )


def pages(brief: Brief, ppi: float = 90.0) -> list[bytes]:
    """The same pages as PNG, to look at."""
    import typst

    with _sources(brief) as folder:
        found: Any = typst.compile(
            folder / MAIN, root=folder, format="png", ppi=ppi, sys_inputs=_inputs(brief), ignore_system_fonts=True
        )
    return [found] if isinstance(found, bytes) else list(found)


@contextmanager
def _sources(brief: Brief) -> Iterator[Path]:
    """A directory with the template and the figures, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="leeway-") as name:
        folder = Path(name)
        (folder / MAIN).write_bytes(files("leeway.brief").joinpath("templates", MAIN).read_bytes())
        for section in walk(brief.sections):
            for block in section.blocks:
                if isinstance(block, Figure):
                    (folder / f"{block.name}.png").write_bytes(_png(block))
        yield folder


def _inputs(brief: Brief) -> dict[str, str]:
    return {"brief": json.dumps(_plain(brief), ensure_ascii=False)}


def _png(figure: Figure) -> bytes:
    """Drawn here, since typst has no sans-serif font of its own for the words of a figure."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(figure.svg, scale=PIXELS_PER_POINT))


def _plain(brief: Brief) -> dict[str, Any]:
    at = brief.as_of
    return {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "language": brief.language,
        "made_by": brief.made_by,
        "date": [at.year, at.month, at.day],
        "sections": [_section(s) for s in brief.sections],
        "trail": [
            {"id": e.id, "title": e.title, "fields": [list(f) for f in e.fields], "also": list(e.also)}
            for e in brief.trail
        ],
    }


def _section(s: Section) -> dict[str, Any]:
    return {
        "id": s.id,
        "title": s.title,
        "blocks": [_block(b) for b in s.blocks],
        "sections": [_section(i) for i in s.sections],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(words, kind):
            return {"is": "paragraph", "kind": kind, "words": _text(words)}
        case Points(items, ticks, numbered):
            return {"is": "points", "ticks": ticks, "numbered": numbered, "items": [_text(item) for item in items]}
        case Table(caption, columns, rows, left, note):
            return {
                "is": "table",
                "caption": caption,
                "columns": list(columns),
                "left": sorted(left),
                "note": _text(note),
                "rows": [[_text(cell) for cell in row] for row in rows],
                "wide": [max([len(name), *(_width(row[k]) for row in rows)]) for k, name in enumerate(columns)],
            }
        case Figure(name, caption, alt, _):
            return {"is": "figure", "name": name, "caption": caption, "alt": alt}
        case Lines(label, many):
            return {"is": "lines", "label": label, "many": many}
        case Verbatim(label, words):
            return {"is": "verbatim", "label": label, "words": words}


def _width(cell: Text) -> int:
    """Characters of a cell without its references, bounded: what a column asks for."""
    return min(
        60, sum(len(piece if isinstance(piece, str) else piece.words) for piece in cell if not isinstance(piece, Ref))
    )


def _text(words: Text) -> list[list[str]]:
    kinds = {str: "words", Ref: "ref", Strong: "strong"}
    return [[kinds[type(p)], p if isinstance(p, str) else p.id if isinstance(p, Ref) else p.words] for p in words]

"""The brief as one self-contained HTML file: no script, nothing fetched, figures inline."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from leeway.brief.document import Brief, Figure, Lines, Paragraph, Points, Ref, Strong, Table, Verbatim

META: Final = "leeway-brief"
_NAMES: Final = {
    Paragraph: "paragraph",
    Points: "points",
    Table: "table",
    Figure: "figure",
    Lines: "lines",
    Verbatim: "verbatim",
}


def html(brief: Brief) -> str:
    """The page. Every text is escaped; figures are drawings made here, their ids made unlike one another's."""
    template = _environment().get_template("brief.html.j2")
    kept = json.dumps({"as_of": brief.as_of.isoformat(), "answer": brief.answer}, sort_keys=True)
    return template.render(brief=brief, css=Markup(_read("brief.css")), kept=kept, meta=META) + "\n"


@cache
def _environment() -> Environment:
    from jinja2 import FunctionLoader

    found = Environment(
        loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    found.filters["kind"] = lambda block: _NAMES[type(block)]
    found.filters["piece"] = lambda piece: (
        "ref" if isinstance(piece, Ref) else "strong" if isinstance(piece, Strong) else "words"
    )
    found.filters["drawing"] = drawing
    return found


def _read(name: str) -> str:
    return files("leeway.brief").joinpath("templates", name).read_text(encoding="utf-8")


def drawing(figure: Figure) -> Markup:
    """The SVG as it may stand in a page with others: one image to whoever listens, ids of its own, as wide as fits."""
    svg = figure.svg[figure.svg.index("<svg") :]
    svg = re.sub(r'\b(id|href|xlink:href)="(#?)([^"]*)"', lambda m: f'{m[1]}="{m[2]}{figure.name}-{m[3]}"', svg)
    svg = re.sub(r"url\(#([^)]*)\)", lambda m: f"url(#{figure.name}-{m[1]})", svg)
    svg = re.sub(r' (?:aria-label|aria-roledescription|role)="[^"]*"', "", svg)
    head, rest = svg.split(">", 1)
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    return Markup(f'{head} role="img" aria-labelledby="alt-{figure.name}">{rest}')

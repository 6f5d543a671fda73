"""The brief as Markdown, for mail: no figures, but what they show in words; the trail at the end."""

from __future__ import annotations

import json
import re
from typing import Final

from leeway.brief.document import (
    Block,
    Brief,
    Entry,
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
)

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>|#])")
ANSWER: Final = "<!-- leeway-brief "


def markdown(brief: Brief) -> str:
    """The whole brief; ends with a line that holds its instant and numbers, for the next one to compare with."""
    lines = [f"# {_safe(brief.title)}", "", _safe(brief.subtitle), ""]
    for section in brief.sections:
        lines += _section(section, 2)
    lines += ["## Trail", "", *(line for entry in brief.trail for line in _entry(entry)), ""]
    kept = json.dumps({"as_of": brief.as_of.isoformat(), "answer": brief.answer}, sort_keys=True).replace("-->", "")
    return "\n".join([*lines, f"{_safe(brief.made_by)}", "", f"{ANSWER}{kept} -->", ""])


def _section(section: Section, level: int) -> list[str]:
    lines = [f"{'#' * min(level, 6)} {_safe(section.title)}", ""]
    for block in section.blocks:
        lines += [*_block(block), ""]
    for inner in section.sections:
        lines += _section(inner, level + 1)
    return lines


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(words, kind):
            return [f"> {_text(words)}" if kind in ("note", "warning") else _text(words)]
        case Points(items, ticks, numbered):
            sign = "- [ ]" if ticks else "1." if numbered else "-"
            return [f"{sign} {_text(item)}" for item in items]
        case Table():
            return _table(block)
        case Figure(_, caption, alt, _):
            return [f"*Figure: {_safe(caption)}* {_safe(alt)}"]
        case Lines(label, many):
            return [f"{_safe(label)}: {'_' * 40}", *[f"{'_' * 60}" for _ in range(many - 1)]]
        case Verbatim(label, words):
            return [f"{_safe(label)}:", "", *(f"    {line}" for line in words.splitlines())]


def _table(table: Table) -> list[str]:
    head = [_safe(name) for name in table.columns]
    rule = [":---" if k in table.left else "---:" for k in range(len(head))]
    rows = [[_text(cell).replace("\n", " ") for cell in row] for row in table.rows]
    lines = [f"**{_safe(table.caption)}**", "", *(f"| {' | '.join(row)} |" for row in (head, rule, *rows))]
    return [*lines, "", _text(table.note)] if table.note else lines


def _entry(entry: Entry) -> list[str]:
    also = f" See {', '.join(entry.also)}." if entry.also else ""
    told = "; ".join(f"{name}: {_safe(words)}" for name, words in entry.fields).rstrip(".")
    return [f"- **{entry.id}** {_safe(entry.title)}. {told}.{also}"]


def _text(words: Text) -> str:
    return "".join(
        f" [{piece.id}]"
        if isinstance(piece, Ref)
        else _strong(piece.words)
        if isinstance(piece, Strong)
        else _safe(piece)
        for piece in words
    )


def _safe(words: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(words.split(" ")))


def _strong(words: str) -> str:
    """Blanks at either end stand outside the marks, or they would not be marks."""
    inner = words.strip()
    return words.replace(inner, f"**{_safe(inner)}**", 1) if inner else words

"""What of a body is prose: breaks inside sentences undone, furniture named by spans, dateline and credits recorded.

The clean text has the length of the body, so that every span means the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from leeway.evidence.model import Report
from leeway.evidence.reports.dateline import Dateline, anchor_day, find_dateline, zone_of
from leeway.evidence.reports.furniture import (
    CORRECTION,
    STATED_IN_TITLE,
    agencies,
    credited,
    is_story_link,
    kind_of,
    signature,
)
from leeway.evidence.reports.layout import ENTRY, Line, joined, lines_of

# Seen as a space: no-break and other spaces. Seen as a line break: every other kind of line end.
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
BREAKS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SENTENCE = re.compile(r"[.!]['\"”’)]*$")
HEAD_LINES = 6


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning finds in one report.

    `text`: same length as the body; "\\n" only where a heading, item, row or paragraph ends. `dropped`: spans that are
    no prose, in order, apart. `dateline`: place named there, as printed. `zone`: IANA zone of that place, None if it
    cannot be told. `anchor`: the day the text calls today, None where no date is known. `credits`: agencies named in
    credit lines, signature or dateline, the publisher left out. `notes`: update and correction notes as printed.
    `title`: of the header, else the first line where it is set off as one.
    """

    text: str
    dropped: tuple[tuple[int, int], ...]
    dateline: str | None
    zone: str | None
    anchor: date | None
    credits: tuple[str, ...]
    notes: tuple[str, ...]
    title: str | None


def clean(report: Report) -> Cleaned:
    """The prose of a report, and what was said around it. Pure, linear in the length of the body."""
    text, lines, kinds = _classified(report.body)
    title, title_line = _title(report, lines)
    dropped, credits, notes = _furniture(lines, kinds, title_line)
    if title is not None and (mark := STATED_IN_TITLE.match(title)):
        notes.insert(0, mark["mark"])
    filed = _dateline(lines, text, dropped, title_line)
    if filed is not None:
        dropped.append((filed.start, filed.end))
        credits += agencies(filed.wire) if filed.wire else ()
    place = filed.place if filed else None
    zone = zone_of(place, report.country)
    return Cleaned(
        text=text,
        dropped=tuple(sorted(dropped)),
        dateline=place,
        zone=zone,
        anchor=anchor_day(report.published, filed, zone),
        credits=tuple(dict.fromkeys(name for name in credits if not _same(name, report.publisher))),
        notes=tuple(dict.fromkeys(notes)),
        title=title,
    )


@lru_cache(maxsize=1)
def _classified(body: str) -> tuple[str, tuple[Line, ...], tuple[str | None, ...]]:
    """The text with broken sentences joined, its lines, and what each is. A report is cleaned when it is opened and
    again when it is read, mostly one after the other: hence the one kept."""
    plain = BREAKS.sub("\n", SPACES.sub(" ", body))
    text = joined(plain, lines_of(plain))
    lines = tuple(lines_of(text))
    return text, lines, tuple(kind_of(line.text) for line in lines)


def _title(report: Report, lines: Sequence[Line]) -> tuple[str | None, int | None]:
    """The title, and the number of the line that repeats or holds it."""
    first = lines[0].text.strip() if lines else ""
    if report.title:
        # a first sentence that a feed took for the title is still told
        return report.title, 0 if _same(first, report.title) and not SENTENCE.search(first) else None
    alone = len(lines) > 1 and lines[0].block != lines[1].block
    if alone and 3 <= len(first.split()) <= 30 and not SENTENCE.search(first):
        return first, 0
    return None, None


def _furniture(
    lines: Sequence[Line], kinds: Sequence[str | None], title_line: int | None
) -> tuple[list[tuple[int, int]], list[str], list[str]]:
    """Spans of the lines that are no prose, the agencies and the notes they name."""
    dropped: list[tuple[int, int]] = []
    credits: list[str] = []
    notes: list[str] = []
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if number == title_line:
            dropped.append((line.start, line.end))
            continue
        names = signature(line.text) if number >= len(lines) - 3 else None
        if kind is None and names is None and not (number > 1 and is_story_link(line.text)):
            if CORRECTION.match(line.text.strip()):
                notes.append(line.text.strip())
            continue
        dropped.append((line.start, line.end))
        if kind == "update":
            notes.append(line.text.strip())
        if kind in ("credit", "picture", None):
            credits += agencies(names) if names else credited(line.text)
    return dropped, credits, notes


def _dateline(
    lines: Sequence[Line], text: str, dropped: Sequence[tuple[int, int]], title_line: int | None
) -> Dateline | None:
    """The dateline of the first line of prose that has one, near the head of the text."""
    away = {start for start, _ in dropped}
    for number, line in enumerate(lines[:HEAD_LINES]):
        if number == title_line or line.start in away:
            continue
        start = line.start + len(line.text) - len(line.text.lstrip())
        found = find_dateline(text, start)
        # A dateline opens a sentence; "KUNDUZ - Overrun" further down is an item.
        if found is not None and found.end < line.end:
            bare = found.month is None and found.wire is None
            listed = bare and sum(ENTRY.match(other.text) is not None for other in lines) > 1
            return None if listed else found
        if len(line.text.split()) > 12:
            return None
    return None


def _same(one: str, other: str | None) -> bool:
    return other is not None and " ".join(one.casefold().split()) == " ".join(other.casefold().split())

"""The time words of `leeway.evidence.language.times` against TimeML documents, anchored on the creation time.

TempEval-3 (github.com/jspotter/TempEval-3, data/TBAQ-cleaned: TimeBank and AQUAINT, 256 documents) or TimeBank 1.2:
XML in which TIMEX3 elements mark the expressions. The day of the one with functionInDocument CREATION_TIME, or
PUBLICATION_TIME where there is none, is the day of publication; its element is no part of the text, which is that of
the TEXT element or, in older files, of everything else.

An element of type DATE is found where a time word overlaps it; a time word is right where it overlaps a DATE. Durations
with hours only ("within 72 hours") are no dates and not counted. `lenient` does not count time words that overlap only
an element of another type (TIME, DURATION, SET). Day right: of the found elements whose value is one day, those for
which the time word gives that day, alone or as a bound of a run of days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse  # type: ignore[import-untyped]

from leeway.evidence.language.layers import layers
from leeway.evidence.language.model import TimeWord
from leeway.evidence.model import Report
from public_tally import Tally

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")
CREATION = ("CREATION_TIME", "PUBLICATION_TIME")


@dataclass(frozen=True)
class Timex:
    """One marked expression of the text."""

    start: int
    end: int
    kind: str
    value: str


@dataclass
class Dates:
    """Scores over `documents` with `characters`; `days` holds (right, found with a day as value)."""

    documents: int = 0
    characters: int = 0
    strict: Tally = field(default_factory=Tally)
    lenient: Tally = field(default_factory=Tally)
    days: tuple[int, int] = (0, 0)
    misses: list[str] = field(default_factory=list)

    @property
    def day_right(self) -> float:
        return self.days[0] / self.days[1] if self.days[1] else 0.0


def score_dates(paths: list[Path]) -> Dates:
    """The scores of the .tml files at `paths`; one without a creation time is left out."""
    scores = Dates()
    for path in paths:
        text, marked, anchor = document(path)
        if anchor is not None:
            _document(path.stem, text, marked, anchor, scores)
    return scores


def document(path: Path) -> tuple[str, list[Timex], date | None]:
    """Text, marked expressions and day of publication of a TimeML file."""
    root = parse(path).getroot()
    created = next((e for name in CREATION for e in root.iter("TIMEX3") if e.get("functionInDocument") == name), None)
    day = DAY.match(created.get("value", "")) if created is not None else None
    pieces: list[str] = []
    marked: list[Timex] = []
    body = root.find(".//TEXT")
    _walk(root if body is None else body, created, pieces, marked)
    return "".join(pieces), marked, date.fromisoformat(day[0]) if day else None


def _walk(element: Element, created: Element | None, pieces: list[str], marked: list[Timex]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        if child is not created:
            _walk(child, created, pieces, marked)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        end = sum(map(len, pieces))
        marked.append(Timex(start, end, element.get("type", ""), element.get("value", "")))


def _document(name: str, text: str, marked: list[Timex], anchor: date, scores: Dates) -> None:
    noon = datetime.combine(anchor, time(12), UTC)
    found = [t for t in layers(Report(name, text, published=noon)).times if t.kind != "duration"]
    dates = [m for m in marked if m.kind == "DATE"]
    scores.documents += 1
    scores.characters += len(text)
    for tally in (scores.strict, scores.lenient):
        tally.gold += len(dates)
    for word in found:
        kinds = {m.kind for m in _over(word, marked)}
        right = "DATE" in kinds
        scores.strict.found += 1
        scores.strict.right += right
        scores.lenient.found += right or not kinds
        scores.lenient.right += right
        if not kinds:
            scores.misses.append(f"{name} not marked: {_words(text, word)}")
    for mark in dates:
        words = [w for w in found if w.start < mark.end and mark.start < w.end]
        if not words:
            scores.misses.append(f"{name} missed: {_words(text, mark)} = {mark.value}")
            continue
        for tally in (scores.strict, scores.lenient):
            tally.met += 1
        day = DAY.match(mark.value)
        if day:
            good = any(date.fromisoformat(day[0]) in _bounds(w) for w in words)
            scores.days = scores.days[0] + good, scores.days[1] + 1
            if not good:
                given = [(w.days.first, w.days.last) if w.days else None for w in words]
                scores.misses.append(f"{name} other day: {_words(text, mark)} = {mark.value}, read {given}")


def _over(word: TimeWord, marked: list[Timex]) -> Iterator[Timex]:
    return (m for m in marked if word.start < m.end and m.start < word.end)


def _bounds(word: TimeWord) -> tuple[date | None, ...]:
    return () if word.days is None else (word.days.first, word.days.last)


def _words(text: str, span: TimeWord | Timex) -> str:
    around = text[max(0, span.start - 40) : span.start] + "[" + text[span.start : span.end] + "]"
    return " ".join((around + text[span.end : span.end + 40]).split())

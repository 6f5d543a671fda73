"""Where sentences, headings, list items and table rows begin and end.

Cleaning leaves a line break only where a heading, an item, a row or a paragraph ends, so no sentence runs over one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from leeway.evidence.language.model import Sentence
from leeway.evidence.language.quantities import words
from leeway.evidence.language.tokens import tokens_of

TELEGRAPHED: Final = "STOP"
STOP: Final = re.compile(r"(?<=\s)STOP(?=\s)|[.!?…]+(?:\[\d{1,3}\])*[\"'”’»)\]*]*(?:\[\d{1,3}\])*;?(?=\s)")
OPENS: Final = re.compile(r"\s+[\"'“‘«(\[–—•*-]*\s?(?:[^\W\da-z_]|\d|['’]\w)")
INITIAL: Final = re.compile(r"(?:^|[\s(\"'“‘.])[A-Z]\.$")
ITEM: Final = re.compile(r"\s*(?:[•·▪●‣◦*►–—-]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+)")
LABEL: Final = re.compile(r"[^\W\da-z_][\w'’./ -]{0,40}?[.:]$")
CLOCK_LINE: Final = re.compile(r"\s*\d{1,2}[:.]\d{2}\s*(?:[A-Za-z]{2,4})?\s*$")
NUMBERED: Final = re.compile(r"(?:\(?\d{1,2}[.)]|[IVX]{1,4}\.|[A-H][.)])\s+(?=[^\W\d_]{3})[^a-z|:.;]{3,60}$")
"""A numbered head in capitals: "2. SECURITY", "B) ACCESS AND LOGISTICS"."""
SAYS: Final = re.compile(r"[.!?;…][\"'”’)\]*]*(?:\[\d+\])*\s*$")
MONTH_OR_NUMBER: Final = re.compile(r"\s+\d")
HEADING_WORDS: Final = 14


ABBREVIATIONS: Final = words("abbreviations.txt")
BEFORE_NUMBER: Final = words("abbreviations_numbered.txt")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the clean text: `[start, end)` without its break."""

    start: int
    end: int


def sentences_of(clean: str, fold: str, dropped: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Sentences in order, none inside a dropped span, none empty. Linear time.

    A label that ends in a full stop or colon ("1. KRT.") is a heading of its own; a label before a dash or with its
    text after the colon ("KUNDUZ - Overrun ...") stays in its sentence.
    Later sentences of an item share its `paragraph`.
    """
    found: list[Sentence] = []
    section: str | None = None
    ends = [last for _, last in dropped]
    start = 0
    for paragraph, line in enumerate(clean.split("\n")):
        pieces = _kept(start, start + len(line), dropped, ends)
        start += len(line) + 1
        if not pieces:
            continue
        whole = len(pieces) == 1 and pieces[0][1] - pieces[0][0] == len(line)
        if whole and _is_heading(line):
            sentence = _sentence(clean, fold, pieces[0], paragraph, True, None)
            if sentence is not None:
                found.append(sentence)
                section = ITEM.sub("", clean[sentence.start : sentence.end], count=1).rstrip(" :")
            continue
        item = ITEM.match(line) is not None
        outer, first = section, True
        for piece in pieces:
            for span in _split(clean, piece):
                label = first and item and _is_label(clean[span[0] : span[1]])
                sentence = _sentence(clean, fold, span, paragraph, label, None if label else section)
                if sentence is None:
                    continue
                found.append(sentence)
                if label:
                    section = ITEM.sub("", clean[span[0] : span[1]], count=1).strip(" .:")
                first = False
        section = outer
    return found


def _kept(start: int, end: int, dropped: Sequence[tuple[int, int]], ends: Sequence[int]) -> list[tuple[int, int]]:
    """What is left of a line without the dropped spans; `ends` are theirs."""
    kept = []
    for i in range(bisect_right(ends, start), len(dropped)):
        first, last = dropped[i]
        if first >= end:
            break
        if first > start:
            kept.append((start, first))
        start = max(start, last)
    if start < end:
        kept.append((start, end))
    return kept


def _sentence(
    clean: str, fold: str, span: tuple[int, int], paragraph: int, heading: bool, section: str | None
) -> Sentence | None:
    start, end = span
    while start < end and clean[start].isspace():
        start += 1
    while end > start and clean[end - 1].isspace():
        end -= 1
    tokens = tokens_of(clean, fold, start, end)
    return Sentence(start, end, tokens, paragraph, heading, section) if tokens else None


SOURCED: Final = re.compile(r"\s\((?:figures|data|source|sources|estimates|numbers|as reported by)\b[^()]*\)$", re.I)
"""Whose figures stand below a heading: "DISPLACEMENT (source: Red Cross)"."""


def _is_heading(line: str) -> bool:
    """A short line without a stop: capitals, or words without a figure row and not an item."""
    bare = line.strip()
    if CLOCK_LINE.match(line):
        return True
    if " STOP" in bare or "|" in bare or "\t" in bare or "   " in bare or SAYS.search(bare) or len(bare) > 120:
        return False
    if NUMBERED.match(bare):
        return True
    if ITEM.match(line) or bare.endswith((",", "-", "–")):
        return False
    sourced = SOURCED.search(bare)
    bare = bare[: sourced.start()] if sourced is not None else bare
    words = bare.split()
    if not words or len(words) > HEADING_WORDS:
        return False
    if bare.endswith(":"):
        return len(words) <= 8
    return ": " not in bare and " - " not in bare and " – " not in bare


def _is_label(text: str) -> bool:
    bare = ITEM.sub("", text, count=1).strip()
    words = bare.split()
    if bare.endswith(".") and any(w[0].islower() and w not in ("and", "of", "the") for w in words):
        return False  # "Banks shut." says something
    return len(words) <= 4 and LABEL.fullmatch(bare) is not None


def _split(clean: str, piece: tuple[int, int]) -> list[tuple[int, int]]:
    """Spans of the sentences of one line."""
    start, end = piece
    item = ITEM.match(clean, start, end)
    begin = item.end() if item else start
    spans = []
    for stop in STOP.finditer(clean, begin, end):
        after = stop.end()
        opens = OPENS.match(clean, after, end)
        if opens is None or (clean[stop.start()] == "." and _abbreviated(clean, start, stop, end)):
            continue
        spans.append((start, stop.start() if stop[0] == TELEGRAPHED else after))
        start = after
    if clean[start:end].endswith(" " + TELEGRAPHED):
        end -= len(TELEGRAPHED)
    if start < end:
        spans.append((start, end))
    return spans


def _abbreviated(clean: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether a full stop belongs to an abbreviation or initial and the sentence goes on."""
    if stop.end() - stop.start() > 1:
        return False
    at = stop.start()
    word_start = at
    low = max(start, at - 20)
    while word_start > low and not clean[word_start - 1].isspace():
        word_start -= 1
    word = clean[word_start:at].lstrip("\"'“‘([").casefold()
    if not word:
        return False
    if word in BEFORE_NUMBER:
        return MONTH_OR_NUMBER.match(clean, at + 1, end) is not None
    if (
        "." in word and len(word.replace(".", "")) <= 3
    ):  # U.S., a.m., e.g.: the sentence ends only before a common opener
        return _opener(clean, at + 1, end) is False
    if word in ABBREVIATIONS:
        return True
    return INITIAL.search(clean, max(0, low - 1), at + 1) is not None


OPENERS: Final = words("sentence_openers.txt")


def _opener(clean: str, at: int, end: int) -> bool:
    word = clean[at : min(end, at + 30)].split(None, 1)
    return bool(word) and word[0].strip("\"'“‘").casefold() in OPENERS

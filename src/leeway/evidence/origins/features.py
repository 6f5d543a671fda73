"""What of a report can give away a common origin: words, names, figures and quotations, sentence by sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Final
from zlib import crc32

from leeway.evidence.model import Report

TRACES: Final = 3
LONG: Final = 8
FEWEST_WORDS: Final = 4
"""Shorter runs (bylines, labels) say nothing about origin."""

_BREAK: Final = re.compile(r"\n[ \t]*\n|(?<=[.!?…][\"”’')\]])[ \t]*\n|(?<=[.!?…])[ \t]*\n")
_END: Final = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-Þ0-9\"“])")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*")
_NAME: Final = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*")
_FIGURE: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_QUOTE: Final = re.compile(r"[\"“]([^\"“”]{12,400})[\"”]")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Brig|Sgt|Rep|Sen|St|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sep|Sept|Oct|Nov|Dec|No|vs|approx|Inc)\.[\"”’')\]]*\s*$"
)


def _words(name: str) -> frozenset[str]:
    return frozenset(resources.files("leeway.evidence.lexicons").joinpath(name).read_text("utf-8").split())


FUNCTION_WORDS: Final = _words("function_words.txt")
NO_NAMES: Final = _words("calendar_words.txt")
SPELLED: Final = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "twenty": "20", "thirty": "30", "hundred": "100",
    "half": "1/2", "dozen": "12",
}  # fmt: skip


def folded(text: str) -> str:
    """`text` without case and accents."""
    if text.isascii():
        return text.casefold()
    flat = unicodedata.normalize("NFKD", text.replace("’", "'"))
    if flat.isascii():
        return flat.casefold()
    return "".join(c for c in flat if not unicodedata.combining(c)).casefold()


@cache
def name_key(name: str) -> str:
    """A name as its consonants, so that Idris and Idriss, Kunduz and Qunduz meet; short names stay as they are."""
    consonants = "".join(c for c in name[1:] if c not in "aeiouhwy'").replace("q", "k")
    skeleton = "".join(c for i, c in enumerate(consonants) if i == 0 or c != consonants[i - 1])
    return name[0].replace("q", "k") + skeleton if len(skeleton) >= 3 else name


@cache
def stem(word: str) -> str:
    """A crude stem: endings of number and tense cut, so that rewrites meet their source."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True)
class Piece:
    """One sentence: its span in the body, the stems of its content words, its names and its figures."""

    start: int
    end: int
    stems: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]

    @cached_property
    def marks(self) -> frozenset[str]:
        """Names and figures together: what survives rewriting and translation."""
        return self.names | self.figures


@dataclass(frozen=True)
class Features:
    """Everything origins look at in one report."""

    report: Report
    pieces: tuple[Piece, ...]
    quotes: tuple[frozenset[str], ...]

    @cached_property
    def marks(self) -> frozenset[str]:
        """Names and figures of the whole report."""
        return frozenset().union(*(piece.marks for piece in self.pieces))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Figures of the whole report."""
        return frozenset().union(*(piece.figures for piece in self.pieces))


def features(report: Report) -> Features:
    """The pieces, names, figures and quotations of `report`."""
    body = report.body
    pieces = tuple(piece for start, end in sentences(body) if (piece := _piece(body, start, end)) is not None)
    quotes = tuple(q for match in _QUOTE.finditer(body) if len(q := _stems(match[1])) >= FEWEST_WORDS)
    return Features(report, pieces, quotes)


def sentences(body: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `body`; line breaks inside a sentence do not end it."""
    begin = 0
    for end, after in [*((m.start(), m.end()) for m in _BREAK.finditer(body)), (len(body), len(body))]:
        yield from _within(body, begin, end)
        begin = after


def shingles(report: Report) -> list[str]:
    """Word 3-shingles of the whole body, for the sketch."""
    words = [stem(w) for w in _WORD.findall(folded(report.body))]
    return [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]


def sentence_traces(body: str, pieces: Sequence[Piece]) -> list[int]:
    """The `TRACES` least hashes of the 4-shingles of each sentence of eight words and more."""
    found = []
    for piece in pieces:
        words = [stem(w) for w in _WORD.findall(folded(body[piece.start : piece.end]))]
        if len(words) >= LONG:
            runs = {f"{a} {b} {c} {d}" for a, b, c, d in zip(words, words[1:], words[2:], words[3:], strict=False)}
            found.extend(sorted(crc32(run.encode()) for run in runs)[:TRACES])
    return found


def _within(body: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    start = begin
    for match in _END.finditer(body, begin, end):
        if _ABBREVIATION.search(body, max(start, match.start() - 8), match.start()):
            continue
        yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end


def _piece(body: str, start: int, end: int) -> Piece | None:
    text = body[start:end]
    words = _WORD.findall(folded(text))
    if len(words) < FEWEST_WORDS:
        return None
    stems = frozenset(stem(w) for w in words if w not in FUNCTION_WORDS)
    return Piece(start, end, stems, _names(text), _figures(text, words))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in _WORD.findall(folded(text)) if w not in FUNCTION_WORDS)


def _names(text: str) -> frozenset[str]:
    """Keys of the capitalised words; of the first word only if it is no function word."""
    found = [(m.start(), folded(m[0])) for m in _NAME.finditer(text)]
    first = next((i for i, c in enumerate(text) if c.isalnum()), 0)
    kept = {
        name.removesuffix("'s").replace("-", "")
        for at, name in found
        if at != first or name.split("'")[0] not in FUNCTION_WORDS
    }
    return frozenset(
        name_key(name) for name in kept if len(name) > 2 and name not in FUNCTION_WORDS and name not in NO_NAMES
    )


def _figures(text: str, words: list[str]) -> frozenset[str]:
    found = {m[0].replace(",", "").rstrip(".:") for m in _FIGURE.finditer(text)}
    found |= {SPELLED[w] for w in words if w in SPELLED and w != "one"}
    return frozenset(found)

"""What of a report can give away a common origin: words, names, figures and quotations, sentence by sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Final, TypeVar

from leeway.evidence.model import Report

FEWEST_WORDS: Final = 4
"""Shorter runs (bylines, labels) say nothing about origin."""

_BREAK: Final = re.compile(r"\n[ \t]*\n|(?<=[.!?…][\"”’')\]])[ \t]*\n|(?<=[.!?…])[ \t]*\n")
_END: Final = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-Þ0-9\"“])")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*")
_NAME: Final = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*")
_FIGURE: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_QUOTE: Final = re.compile(r"[\"“]([^\"“”]{12,400})[\"”]")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Brig|Sgt|Rep|Sen|St|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sep|Sept|Oct|Nov|Dec|No|vs|approx|Inc)\.[\"”’')\]]*\s*$"
)


V = TypeVar("V")


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


class Memo(dict[str, V]):
    """What a function gives for each word, kept; begun anew when it grows beyond a language."""

    MOST: Final = 1 << 18

    def __init__(self, of: Callable[[str], V]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> V:
        if len(self) >= self.MOST:
            self.clear()
        found = self[word] = self._of(word)
        return found


def name_key(name: str) -> str:
    """A name as its consonants, so that Idris and Idriss, Kunduz and Qunduz meet; short names stay as they are."""
    consonants = "".join(c for c in name[1:] if c not in "aeiouhwy'").replace("q", "k")
    skeleton = "".join(c for i, c in enumerate(consonants) if i == 0 or c != consonants[i - 1])
    return name[0].replace("q", "k") + skeleton if len(skeleton) >= 3 else name


def stem(word: str) -> str:
    """A crude stem: endings of number and tense cut, so that rewrites meet their source."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _content(word: str) -> str:
    """The stem of a content word, else nothing."""
    return "" if word in FUNCTION_WORDS else STEMS[word]


def _key_of(name: str) -> str:
    """The key of a capitalised word that is a name, else nothing."""
    name = folded(name).removesuffix("'s").replace("-", "")
    word = name.split("'")[0] in FUNCTION_WORDS or name in FUNCTION_WORDS  # "We're" at the head of a sentence
    return name_key(name) if len(name) > 2 and not word and name not in NO_NAMES else ""


STEMS: Final = Memo(stem)
_CONTENT: Final = Memo(_content)
_KEYS: Final = Memo(_key_of)
_NOTHING: Final = frozenset([""])


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
    pieces: list[Piece] = []
    for start, end in sentences(body):
        text = body[start:end]
        said = words_of(text)
        if len(said) >= FEWEST_WORDS:
            pieces.append(Piece(start, end, stems_of(said), names_of(text), figures_of(text, said)))
    found = (stems_of(words_of(match[1])) for match in _QUOTE.finditer(body))
    return Features(report, tuple(pieces), tuple(q for q in found if len(q) >= FEWEST_WORDS))


def sentences(body: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `body`; line breaks inside a sentence do not end it."""
    begin = 0
    for end, after in _breaks(body):
        yield from _within(body, begin, end)
        begin = after
    yield from _within(body, begin, len(body))


def _breaks(body: str) -> Iterator[tuple[int, int]]:
    """Ends of paragraphs: an empty line, or the end of a line behind a full stop."""
    done = 0
    while (at := body.find("\n", done)) >= 0:
        begin = at
        while begin > done and body[begin - 1] in " \t":
            begin -= 1
        found = (_BREAK.match(body, begin) if begin < at else None) or _BREAK.match(body, at)
        if found:
            yield found.span()
        done = found.end() if found else at + 1


def _within(body: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    start = begin
    for match in _END.finditer(body, begin, end):
        stop = match.start() + 1
        if _ABBREVIATION.search(body, max(start, stop - 8), stop):
            continue
        yield start, stop
        start = match.end()
    if start < end:
        yield start, end


def words_of(text: str) -> list[str]:
    """The folded words and figures of a text."""
    found: list[str] = []
    for piece in folded(text).split():  # most of what stands between blanks is a word that needs no search
        if piece.isalpha():
            found.append(piece)
        else:
            found.extend(_WORD.findall(piece))
    return found


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """Stems of the content words."""
    return frozenset(map(_CONTENT.__getitem__, words)) - _NOTHING


def names_of(text: str) -> frozenset[str]:
    """Keys of the capitalised words; of the first word only if it is no function word."""
    return frozenset(map(_KEYS.__getitem__, _NAME.findall(text))) - _NOTHING


def figures_of(text: str, words: list[str]) -> frozenset[str]:
    """Figures, and small ones spelled out. `words`: those of the text."""
    found = {m.replace(",", "").rstrip(".:") for m in _FIGURE.findall(text)}
    found |= {SPELLED[w] for w in SPELLED.keys() & words if w != "one"}
    return frozenset(found)

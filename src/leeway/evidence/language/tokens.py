"""Words, numbers and marks of a text."""

from __future__ import annotations

import re
import string
from typing import Final

from leeway.evidence.language.fold import ZERO_WIDTH
from leeway.evidence.language.model import Token

TOKEN: Final = re.compile(
    r"[A-Za-z]+(?=[ ,\n])|"  # the common case first: it halves the time
    r"[^\W\d_]\w*(?:['’ʼ\u00ad\u200b-\u200f\u2060\ufeff-][^\W_]\w*)*(?:\.(?:[A-Za-z]\.)+)?"  # Mazar-i-Sharif, M23, U.S.
    r"|\d+(?:[.,:]\d+)*|[^\w\s]|_"
)
INVISIBLE: Final = str.maketrans(dict.fromkeys(ZERO_WIDTH))
HAS_INVISIBLE: Final = re.compile(f"[{ZERO_WIDTH}]")
NEW: Final = tuple.__new__
KINDS: Final = {**dict.fromkeys(string.ascii_letters, "word"), **dict.fromkeys(string.digits, "number")}


def tokens_of(clean: str, fold: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `clean[start:end]`; `fold` is the folded text of the same length. Linear time.

    Written as one step without calls of Python functions: this is the innermost loop of the reader.
    """
    if not clean.isascii() and HAS_INVISIBLE.search(clean, start, end) is not None:
        spans = [match.span() for match in TOKEN.finditer(clean, start, end)]
        return tuple(Token(a, b, clean[a:b], fold[a:b].translate(INVISIBLE), _kind(clean[a])) for a, b in spans)
    found: list[Token] = []
    add, kind = found.append, KINDS.get
    # No token holds a blank, and most of what stands between blanks is a word that needs no search.
    for piece in clean[start:end].split(" "):
        stop = start + len(piece)
        if piece.isalpha():
            add(NEW(Token, (start, stop, piece, fold[start:stop], "word")))
        elif piece:
            for match in TOKEN.finditer(clean, start, stop):
                a, b = match.span()
                text = clean[a:b]
                add(NEW(Token, (a, b, text, fold[a:b], kind(text[0]) or _kind(text[0]))))
        start = stop + 1
    return tuple(found)


def _kind(first: str) -> str:
    return "word" if first.isalpha() else "number" if first.isdecimal() else "mark"

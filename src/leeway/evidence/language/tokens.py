"""Words, numbers and marks of a text."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.language.fold import ZERO_WIDTH
from leeway.evidence.language.model import Token

TOKEN: Final = re.compile(
    r"(?P<word>(?:[A-Za-z]\.){2,}"  # U.S., p.m.
    r"|[^\W\d_]\w*(?:['’ʼ\u00ad\u200b-\u200f\u2060\ufeff-][^\W_]\w*)*)"  # Mazar-i-Sharif, Sana'a, M23
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
INVISIBLE: Final = str.maketrans(dict.fromkeys(ZERO_WIDTH))


def tokens_of(clean: str, fold: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `clean[start:end]`; `fold` is the folded text of the same length. Linear time."""
    invisible = not clean.isascii()
    found = []
    for match in TOKEN.finditer(clean, start, end):
        first, last = match.span()
        norm = fold[first:last]
        if invisible:
            norm = norm.translate(INVISIBLE)
        found.append(Token(first, last, match[0], norm, match.lastgroup or "mark"))
    return tuple(found)

"""One spelling for matching: lower case, no accents, plain quotes and dashes, with every character in its place."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
APOSTROPHES: Final = "\u2018\u2019\u201a\u201b\u02bc\u02bb\u02b9\u2032\u00b4\u02bf\u02be\uff07"
DOUBLE_QUOTES: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d"
ZERO_WIDTH: Final = (
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
LETTERS: Final = {"ß": "s", "æ": "a", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ə": "a", "þ": "t", "ð": "d", "œ": "o"}
_PLAIN: Final[dict[str, str]] = {
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys(DOUBLE_QUOTES, '"'),
    **dict.fromkeys(DASHES, "-"),
    **LETTERS,
}


def folded(text: str) -> str:
    """`text` in lower case, without accents, quotes and dashes plain; same length, so that spans mean the same.

    Letters that fold to more than one ("ß") keep one. Linear time.
    """
    if not text.isascii():
        text = NOT_ASCII.sub(_plain, text)
    low = text.lower()
    # Very few letters change their length in lower case; those are left as they are.
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _plain(found: re.Match[str]) -> str:
    letter = found[0]
    plain = _PLAIN.get(letter)
    if plain is None:
        if len(_PLAIN) > 4096:  # a text of many scripts must not fill the memory
            return _base(letter)
        plain = _PLAIN[letter] = _base(letter)
    return plain


def _base(letter: str) -> str:
    small = letter.lower()
    if len(small) != 1:
        small = unicodedata.normalize("NFD", small)[0]
    if small in LETTERS:
        return LETTERS[small]
    parts = unicodedata.normalize("NFKD", small)
    return (
        parts[0] if parts and not unicodedata.combining(parts[0]) and parts[0] != " " and len(parts[0]) == 1 else small
    )

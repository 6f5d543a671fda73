"""Names as keys: spelling, case, accents and articles do not make two things of one."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FIRST = frozenset({"the", "a", "an"})


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Lower case without accents, punctuation and leading article; words parted by one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain.replace("'s ", " ").replace(".", "")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _FIRST else words)


def key_of(name: str | None) -> str:
    """`folded`, and "" for no name."""
    return folded(name) if name else ""

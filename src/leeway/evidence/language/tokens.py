"""Words, numbers and marks of a text."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.language.fold import ZERO_WIDTH
from leeway.evidence.language.model import Token

TOKEN: Final = re.compile(
    r"[^\W\d_]\w*(?:['’ʼ\u00ad\u200b-\u200f\u2060\ufeff-][^\W_]\w*)*(?:\.(?:[A-Za-z]\.)+)?"  # Mazar-i-Sharif, M23, U.S.
    r"|\d+(?:[.,:]\d+)*|[^\w\s]|_"
)
INVISIBLE: Final = str.maketrans(dict.fromkeys(ZERO_WIDTH))
HAS_INVISIBLE: Final = re.compile(f"[{ZERO_WIDTH}]")
MAKE: Final = Token._make


def tokens_of(clean: str, fold: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `clean[start:end]`; `fold` is the folded text of the same length. Linear time.

    Written as whole-list steps: this is the innermost loop of the reader.
    """
    spans = [match.span() for match in TOKEN.finditer(clean, start, end)]
    texts = [clean[a:b] for a, b in spans]
    norms = [fold[a:b] for a, b in spans]
    if not clean.isascii() and HAS_INVISIBLE.search(clean, start, end) is not None:
        norms = [norm.translate(INVISIBLE) for norm in norms]
    kinds = ["word" if text[0].isalpha() else "number" if text[0].isdecimal() else "mark" for text in texts]
    return tuple([MAKE((a, b, t, n, k)) for (a, b), t, n, k in zip(spans, texts, norms, kinds, strict=True)])

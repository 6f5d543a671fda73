"""Matches of a pattern at the heads of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator


def at_heads(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives for a pattern that opens with "(?m)^": a search by itself would try every
    character."""
    at = 0
    while True:
        match = pattern.match(text, at)
        if match is not None:
            yield match
        at = text.find("\n", at if match is None else max(at, match.end() - 1)) + 1
        if at == 0:
            return

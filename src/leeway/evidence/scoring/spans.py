"""Where a statement stands in the body, from its span or from its quote."""

from __future__ import annotations

import re

from leeway.evidence.scoring.slots import Item

Span = tuple[int, int]
_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " ", "–": "-", "—": "-"})


def find_spans(body: str, item: Item) -> list[Span]:
    """Every place it may stand: its span, or all occurrences of its quote; line breaks inside a quote may differ."""
    given, quote = item.get("span"), item.get("quote")
    if isinstance(given, dict):
        given = [given.get("start"), given.get("end")]
    hay = body.translate(_ALIKE)
    needle = quote.translate(_ALIKE) if quote else ""
    if given and len(given) == 2 and None not in given and 0 <= given[0] < given[1] <= len(body) + 1:
        start, end = int(given[0]), int(given[1])
        if not needle or hay[start:end].strip() == needle.strip() or needle not in hay:
            return [(start, end)]
    if not needle:
        return []
    found = [m.span() for m in re.finditer(re.escape(needle), hay)]
    if not found and needle.split():
        found = [m.span() for m in re.finditer(r"\s+".join(map(re.escape, needle.split())), hay)]
    return found


def overlap(one: list[Span], other: list[Span]) -> float:
    """Largest overlap of two spans as a share of the shorter one."""
    return max(
        (max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, min(a[1] - a[0], b[1] - b[0])) for a in one for b in other),
        default=0.0,
    )

"""Which line breaks of a body are inside a sentence, and which end a heading, an item, a row or a paragraph.

Published texts break lines for three reasons: the paragraph ends; the text was wrapped at a width; a hyperlink left a
break behind. Only the last two are undone, and a break is replaced by a space, so that no offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

ITEM = re.compile(r"\s*(?:[•·▪●‣◦*►–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-zA-Z][.)]\s|\d{1,2}:\d{2}\b)")
ENDED = re.compile(r"[.!?…](?:\[\d+\]|[\"'”’»)\]*])*\s*$")
OPEN_ENDED = re.compile(
    r"(?:[,(–—]|\b(?:a|an|the|of|in|on|at|by|to|for|from|with|into|near|and|or|but|as|than|that|which|who|whose|its|his|"
    r"her|their|is|are|was|were|be|been|has|have|had|will|would|could|may|about|some|more|between|against|via))\s*$",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"\s*[a-z,;)%…]")
LABEL = re.compile(r"\s*\d{1,2}[:.]\d{2}\s*$")
# "HOST: Good evening", "KUNDUZ - Overrun": a voice of a transcript, an entry of a list.
ENTRY = re.compile(r"\s*[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{1,30}(?:\([^()\n]{1,40}\))?(?::|\s[-–—])\s")
# "Airport: open": a line of facts, each under its label.
FACT = re.compile(r"\s*[A-ZÀ-Þ][^\n:.;!?]{1,45}: +\S")
GAP = re.compile(r"(?<=[^\s.!?:])( {2,})(?=\S)")
TAIL = 40
NARROWEST, WIDEST = 40, 100
WRAPPED_SHARE = 0.75


@dataclass(slots=True)
class Line:
    """One line of a body: `[start, end)` without its break. `block`: the run of lines without an empty one it is in."""

    start: int
    end: int
    text: str
    block: int


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, with the number of their block."""
    found: list[Line] = []
    start, block, empty = 0, 0, False
    for content in text.split("\n"):
        if content.strip():
            if empty and found:
                block += 1
            found.append(Line(start, start + len(content), content, block))
            empty = False
        else:
            empty = True
        start += len(content) + 1
    return found


def joined(text: str, lines: Sequence[Line]) -> str:
    """`text` with every break inside a sentence replaced by spaces; same length, everything else as it was."""
    width = _wrap_width(lines)
    spaced = sum(line.text != line.text.rstrip() for line in lines) * 2 > len(lines)
    pieces, done = [], 0
    for before, after in pairwise(lines):
        if _goes_on(before, after, width, spaced):
            pieces += [text[done : before.end], " " * (after.start - before.end)]
            done = after.start
    return "".join(pieces) + text[done:]


def _goes_on(before: Line, after: Line, width: int | None, spaced: bool) -> bool:
    """Whether the sentence of one line runs on in the next."""
    if (
        ITEM.match(after.text)
        or ENTRY.match(after.text)
        or _row(after.text)
        or _row(before.text)
        or (FACT.match(after.text) and FACT.match(before.text))
        or LABEL.match(before.text)
    ):
        return False
    tail = before.text[-TAIL:].rstrip()
    if tail.endswith(":"):
        return False
    lower = GOES_ON.match(after.text) is not None
    if before.block != after.block:
        return lower and OPEN_ENDED.search(tail) is not None
    if _capitals(before.text) != _capitals(after.text) and not lower:
        return False
    ended = ENDED.search(tail) is not None
    if ended and after.text[:2].isspace() and not before.text[:2].isspace():
        return False  # an indented line opens a paragraph
    if width is not None and _full(before, after, width):
        return True
    if ended:
        return False
    # A break left by a hyperlink keeps the space before or after the linked words.
    linked = not spaced and (before.text[-1:].isspace() or after.text[:1].isspace())
    return lower or linked or OPEN_ENDED.search(tail) is not None


def _row(text: str) -> bool:
    """A row of a table: cut by bars or tabs, or set in columns by blanks."""
    bare = text.strip()
    gaps = GAP.findall(bare) if "  " in bare else []
    return "|" in bare or "\t" in bare or len(gaps) > 1 or any(len(gap) > 2 for gap in gaps)


def _capitals(text: str) -> bool:
    return text.upper() == text and any(letter.isalpha() for letter in text)


def _full(before: Line, after: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    words = after.text.split(None, 1)
    return len(before.text.rstrip()) + 1 + len(words[0]) > width


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width the text was wrapped at, None if it was not: most lines inside blocks are then as full as can be."""
    if not lines:
        return None
    width = max(len(line.text.rstrip()) for line in lines)
    if not NARROWEST <= width <= WIDEST:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if a.block == b.block and not ITEM.match(b.text)]
    full = sum(_full(a, b, width) for a, b in pairs)
    # Ragged writers leave a few words' room: a wrapped text is one whose lines are nearly all near its width.
    near = sum(len(a.text.rstrip()) >= 0.75 * width for a, _ in pairs)
    if len(pairs) < 2 or max(full, near) < WRAPPED_SHARE * len(pairs):
        return None
    return round(0.9 * width) if full < near else width

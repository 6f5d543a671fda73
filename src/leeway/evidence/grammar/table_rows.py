"""Where the rows and cells of a table are: cut by bars, by tabs, or set in columns by blanks."""

from __future__ import annotations

import re

from leeway.evidence.grammar.line import Line
from leeway.evidence.language.model import Sentence, Text, Token

BAR = "|"
ENDS = frozenset([".", "!", "?", ":"])
FEWEST_GAPS, WIDE_GAP = 2, 3
CELLS = re.compile(r"\||\t|\s\s")
"""What a line of cells has; most lines have none of it."""


def rows_of(text: Text) -> frozenset[int]:
    """Paragraphs that are rows: lines of at least two cells, one right after the other. Linear."""
    found: set[int] = set()
    before = -2
    for sentence in text.sentences:
        if CELLS.search(text.clean, sentence.start, sentence.end) is None:
            continue
        if len(cuts(list(sentence.tokens), text.clean)) < 1:
            continue
        here = sentence.paragraph
        if here == before + 1:
            found |= {before, here}
        before = here
    return frozenset(found)


def cells_of(line: Line, clean: str) -> list[tuple[int, int]]:
    """Token ranges of the cells of a row, empty ones at its edges left out."""
    at = cuts(line.tokens, clean)
    starts = [0, *at]
    ends = [*at, len(line.tokens)]
    found = []
    for a, b in zip(starts, ends, strict=True):
        first = a + (a < b and line.tokens[a].text == BAR)
        found.append((first, b))
    while found and found[0][0] >= found[0][1]:
        found.pop(0)
    while found and found[-1][0] >= found[-1][1]:
        found.pop()
    return found


def cuts(tokens: list[Token], clean: str) -> list[int]:
    """Indices of the tokens that open a new cell: bars, else the tokens after wide gaps."""
    bars = [k for k, t in enumerate(tokens) if t.text == BAR]
    if bars:
        return bars
    gaps, widest = [], 0
    for k in range(1, len(tokens)):
        between = clean[tokens[k - 1].end : tokens[k].start]
        if (len(between) >= FEWEST_GAPS or "\t" in between) and between.isspace() and tokens[k - 1].text not in ENDS:
            gaps.append(k)
            widest = max(widest, WIDE_GAP if "\t" in between else len(between))
    return gaps if len(gaps) >= FEWEST_GAPS or widest >= WIDE_GAP else []


def as_entry(line: Line, head: tuple[int, int], cell: tuple[int, int]) -> Sentence:
    """A cell under the head of its row as an entry of a list: "Bunia airstrip: usable for aid flights only"."""
    tokens = line.tokens
    mark = tokens[head[1] - 1]
    colon = Token(mark.end, mark.end + 1, ":", ":", "mark")
    cut = (*tokens[head[0] : head[1]], colon, *tokens[cell[0] : cell[1]])
    whole = line.sentence
    return Sentence(cut[0].start, cut[-1].end, cut, whole.paragraph, False, whole.section)

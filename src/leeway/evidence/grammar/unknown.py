"""Names of places that no gazetteer holds, known by their form and by the words beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from leeway.evidence.grammar.line import DETERMINERS, Chunk, Line
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

LOCATIVE = words("unknown.LOCATIVE")
SORTS = words("unknown.SORTS")
TAKING = words("unknown.TAKING")
BUILT = words("unknown.BUILT")
SUFFERED = words("unknown.SUFFERED")
COVERED = ("place", "actor", "time", "number", "class", "force", "exit", "building")
OF_PERSONS = frozenset(
    ["captured", "capture", "took", "lost", "left", "entered", "attacked", "surrounded", "liberated", "fled"]
)
"""Verbs whose object may as well be a person: there a name of one word is taken for a place."""
NO_PLACES = words("unknown.NO_PLACES")


def unknown_places(line: Line, printed: Mapping[str, PlaceName]) -> list[Chunk]:
    """Capitalised names after "in", "the town of" or a verb of taking, or before "airport", "crossing", "district".

    Each is a PlaceName without id and position, of kind "unknown". `printed`: towns found elsewhere in the text by the
    words printed; where such a word opens a sentence it is that town.
    """
    found: list[Chunk] = []
    w, tokens = line.w, line.tokens
    n = len(w)
    i = 0
    for first in [k for k, t in enumerate(tokens) if t.text[0].isupper() or t.text[:3] in ("al-", "el-")]:
        if first < i or not _named(line, first):
            continue
        i = first
        known = printed.get(line.tokens[i].text)
        if known is not None:
            start, end = line.span(i, i + 1)
            found.append(Chunk("place", i, i + 1, replace(known, start=start, end=end)))
            i += 1
            continue
        j = i + 1
        while j < n and j - i < 4 and _named(line, j) and tokens[j].start - tokens[j - 1].end <= 1:
            j += 1
        k = i - 1
        while k > 0 and w[k] in DETERMINERS:
            k -= 1
        before = w[k]
        sort_of = before == "of" and k > 0 and w[k - 1] in SORTS
        beside = j < n and w[j] in BUILT and not line.owner[j - 1]
        n2 = j
        while n2 < n and w[n2] in (
            "had",
            "has",
            "have",
            "was",
            "were",
            "is",
            "been",
            "not",
            "also",
            "then",
            "will",
            "could",
        ):
            n2 += 1
        beside = beside or (n2 < n and w[n2] in SUFFERED and i > 0)
        if i == 0:
            before, sort_of = "", False
            beside = n2 > j and n2 < n and w[n2] in SUFFERED
        partner = before == "and" and bool(found) and found[-1].end == k
        taken = before in TAKING and j - i <= (1 if before in OF_PERSONS else 3)
        if before in LOCATIVE or sort_of or taken or beside or partner:
            person = j < n and w[j] in ("said", "says", "told")
            if not person:
                name = line.tokens[i].text if j == i + 1 else " ".join(t.text for t in tokens[i:j])
                name = name.removesuffix("'s").removesuffix("’s")
                start, end = line.span(i, j)
                found.append(Chunk("place", i, j, PlaceName(start, end, name, "", None, None, "unknown")))
        i = j
    return found


def _named(line: Line, i: int) -> bool:
    text = line.tokens[i].text
    letter = text[3:4] if text.startswith(("al-", "el-", "al ", "Al-")) and len(text) > 4 else text[:1]
    word = line.w[i]
    if (
        not letter.isupper()
        or line.tokens[i].kind != "word"
        or len(text) < 3
        or word in NO_PLACES
        or word in DETERMINERS
    ):
        return False
    if text.isupper() and not text[-1:].isdigit():
        return False
    return all(line.at(kind, i) is None for kind in COVERED)

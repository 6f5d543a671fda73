"""The noun phrase that a figure counts."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.language.quantities import FIRST_WORDS, PEOPLE, words

NEXT_WORD: Final = re.compile(r"[ \u00a0]{1,3}([a-z][a-z'.-]*)")
LINK: Final = re.compile(r"\s{1,3}of\s{1,3}(?:(?:the|its|their|our|his|her|those|these|them|it)\s{1,3}){0,2}(?=[a-z])")
STOP_WORDS: Final = words("noun_stops.txt")
SINGULAR_S: Final = frozenset(
    ("afterwards", "towards", "perhaps", "always", "across", "less", "this", "thus", "bus", "gas")
)
WHOLE: Final = re.compile(
    r"\s+of\s+(?:(?:the|its|their|all|[\w-]+'s?)\s+){1,2}(?:country's\s+)?\d{1,3}(?=\s+[a-z])|\s+of\s+\d{1,3}(?=\s+[a-z])"
)


LONGEST: Final = 6
"""Words looked at after a figure."""


def counted_noun(fold: str, at: int, limit: int, low: float) -> tuple[str | None, int]:
    """The noun phrase after a figure that ends at `at`, normalised, and where it ends; None and `at` if there is none.

    It reaches to the last of the first run of plurals ("civilian staff members"); one thing has a singular ("one
    driver"). "of its", "of the country's 14" between figure and noun are passed over.
    """
    whole = WHOLE.match(fold, at, limit)
    link = LINK.match(fold, at, limit)
    position = whole.end() if whole is not None else link.end() - 1 if link is not None else at
    picked: list[str] = []
    ends: list[int] = []
    best = 0
    for _ in range(LONGEST):
        found = NEXT_WORD.match(fold, position, limit)
        if found is None:
            break
        printed = found[1]
        word = "u.s" if printed == "u.s." else printed.rstrip(".'-")
        joins = word == "and" and bool(picked) and not best and not _figure_next(fold, found.end())
        if (word in STOP_WORDS and not joins) or (best and not _is_plural(word)):
            break
        picked.append(word.removesuffix("'s"))
        ends.append(found.start(1) + len(word))
        if _is_plural(word):
            best = len(picked)
        if word not in (printed, "u.s"):
            break
        position = found.end()
    if not picked or (not best and low != 1.0):
        return None, at
    best = best or 1
    return " ".join(re.sub(r"[.'-]", " ", " ".join(picked[:best])).split()), ends[best - 1]


def _is_plural(word: str) -> bool:
    if word in PEOPLE:
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in SINGULAR_S


def _figure_next(fold: str, at: int) -> bool:
    following = NEXT_WORD.match(fold, at)
    return following is None or following[1] in FIRST_WORDS

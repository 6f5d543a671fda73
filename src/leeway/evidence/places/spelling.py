"""Names written another way: one sound, many spellings ("Makhmour" for Makhmur, "Ouagadougou" for Wagadugu).

Names of other scripts reach English print by way of French, English or a scholar's rules. Two spellings are taken for
one name where what is left agrees after vowels of one colour, doubled letters and silent h are made alike. Only names
that no table holds letter for letter are compared so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from leeway.evidence.language.fold import folded

ARTICLE: Final = re.compile(r"^(?:al|el|as|es|ash|ad|ed|an|en|ar|er|at|et|az|ez)[- ](?=\w{3})")
STEPS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[^a-z]", ""),
        (r"tch|ch", "1"),
        (r"sh|sch", "2"),
        (r"dj|dzh|zh|j", "3"),
        (r"ph", "f"),
        (r"kh|ck|q|c|gh", "k"),
        (r"x", "ks"),
        (r"ou|oo|w|u|o", "u"),
        (r"ay|ai|ei|ey|ee|ie|y|e|i", "i"),
        (r"(?<=[bdgklmnrstz])h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=\w)[aiu]?h?$", ""),
    )
)
SHORTEST: Final = 4
OPENINGS: Final = ("ckqgx", "djz", "aeiouyw'`", "fp", "ts")
"""A rough sieve before the skeletons: first letters that a skeleton may make alike."""


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """What is left of a name when spellings of one sound are made alike; "" where that is too short to tell."""
    left = ARTICLE.sub("", folded(name).replace("'", "").replace("`", ""))
    for pattern, to in STEPS:
        left = pattern.sub(to, left)
    return left if len(left) >= SHORTEST else ""


def opening(name: str) -> str:
    """Letters that open the spellings of one sound, as one: names that sound alike share it."""
    first = ARTICLE.sub("", name)[:1]
    return next((group for group in OPENINGS if first in group), first)


def by_skeleton(names: Iterable[str]) -> dict[str, str]:
    """Names by their skeleton, the first of each."""
    found: dict[str, str] = {}
    for name in names:
        left = skeleton(name)
        if left:
            found.setdefault(left, name)
    return found

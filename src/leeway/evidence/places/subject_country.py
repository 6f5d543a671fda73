"""Which country a report is about that does not say so: the one whose names, people and towns it prints most."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from leeway.evidence.language.fold import folded
from leeway.evidence.language.quantities import rows
from leeway.evidence.places.gazetteer import NOT_NAMES
from leeway.evidence.places.tables import countries, parts, world

WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
BYSTANDERS: Final = frozenset(("US", "GB", "FR", "DE", "RU", "CN", "IT", "CA", "AU", "JP", "BE", "NL", "CH"))
"""Great powers, which every text names."""
HEAD: Final = 400
"""Characters of title, dateline and first sentences, whose names count twice."""
LONGEST: Final = 4


def most_named(clean: str) -> tuple[str, ...]:
    """The country a text names most often, its towns and people included; a great power only if nobody else is named.

    Empty where no country is named. Linear in the length of the text.
    """
    names = _names()
    counts: Counter[str] = Counter()
    words = [(m.start(), m[0]) for m in WORD.finditer(clean)]
    at = 0
    while at < len(words):
        start, word = words[at]
        step = 1
        first = names.get(_key(word)) if word[0].isupper() else None
        if first is not None:
            for size in range(min(LONGEST, len(words) - at), 0, -1):
                code = first.get(" ".join(_key(w) for _, w in words[at : at + size]))
                if code is not None:
                    counts[code] += 2 if start < HEAD else 1
                    step = size
                    break
        at += step
    others = Counter({c: n for c, n in counts.items() if c not in BYSTANDERS})
    best = (others or counts).most_common()
    return (min(c for c, n in best if n == best[0][1]),) if best else ()


def _key(word: str) -> str:
    return folded(word).removesuffix("'s")


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, str]]:
    """Names by their first word: countries, their people, large cities, and the towns and regions of the tables by
    hand. A name of two countries counts for neither."""
    codes: dict[str, str] = {}
    double = set()
    entries = [(n, c.code) for c in countries().values() for n in (c.name, *c.aliases, *c.demonyms)]
    entries += [(p.name, p.country) for p in world() if p.country and folded(p.name) not in NOT_NAMES]
    for table in ("places_variants.csv", "places_regions.csv"):
        entries += [(n, r["country"]) for r in rows(table) for n in (r["name"], *parts(r["aliases"])) if len(n) > 3]
    sure = {" ".join(map(_key, WORD.findall(c.name))) for c in countries().values()}
    for name, code in entries:
        whole = " ".join(map(_key, WORD.findall(name)))
        if whole and codes.setdefault(whole, code) != code and whole not in sure:
            double.add(whole)
    found: dict[str, dict[str, str]] = {}
    for whole, code in codes.items():
        if whole not in double:
            found.setdefault(whole.split()[0], {})[whole] = code
    return found

"""Names of people taken out of words that go into the brief.

The evidence room keeps the name of who speaks; nothing after it does. The exact words of a report may still hold it,
and so may another report that does not quote that person. Every name the evidence found is put out of every quote:
whole, and its last part where that stands alone. What the evidence did not recognise as a speaker's name is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from leeway.evidence.model import Statement

SHORTEST: Final = 3
"""Letters a part of a name needs to be looked for alone."""
_PARTICLES: Final = frozenset({"bin", "ibn", "abu", "van", "von", "der", "den", "del", "the", "and"})


class Mask:
    """Puts an office in brackets where a name stands."""

    def __init__(self, statements: Iterable[Statement], known: Iterable[str] = ()) -> None:
        """`known`: names of places and of parties, which are no names of people even where a person bears them, or
        where the reading took one for a name ("a Tigrayan said")."""
        offices: dict[str, str] = {}
        others = {_plain(name) for name in known}
        wholes: set[str] = set()
        for s in statements:
            if s.speaker.name and _plain(s.speaker.name) not in others:
                wholes.add(_plain(s.speaker.name))
                _add(offices, s.speaker.name, s.speaker.role, others)
        self._offices: Mapping[str, str] = offices
        self._wholes = frozenset(wholes)
        longest_first = sorted(offices, key=lambda name: (-len(name), name))
        pattern = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None

    def __call__(self, words: str) -> str:
        """The words without names."""
        if self._pattern is None:
            return words
        return self._pattern.sub(lambda found: self._put(found[0]), words)

    def _put(self, found: str) -> str:
        # a part of a name in small letters is a word: "Young", "the young"
        if found.islower() and _plain(found) not in self._wholes:
            return found
        return f"[{self._office(found)}]"

    def _office(self, name: str) -> str:
        return self._offices.get(_plain(name), "name withheld")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _add(offices: dict[str, str], name: str, role: str | None, others: set[str]) -> None:
    office = role or "name withheld"
    whole = _plain(name)
    offices[whole] = office
    parts = whole.split()
    for part in parts[-1:] if len(parts) > 1 else ():
        if len(part) >= SHORTEST and part not in _PARTICLES and part not in others:
            offices.setdefault(part, office)
